"""`karamap resolve` answers names from the command line or from a list, and says what stays open."""

import contextlib
import csv
import io
import json
import os
import pty
import subprocess
import sys
from contextlib import suppress

import pytest
from click.testing import CliRunner

from karamap.cli import main, resolve
from karamap.names import mentions

ANSWER = ["outcome", "place_id", "place", "place_district", "place_kind", "lon", "lat", "candidates", "flags"]


@pytest.fixture
def ask(small_world):
    """Call the command on the small world, with a list on stdin if one is given."""

    def call(*arguments, stdin=None):
        return CliRunner().invoke(main, ["--data", str(small_world()), "resolve", *map(str, arguments)], input=stdin)

    return call


@pytest.fixture
def process(small_world):
    """The command line that does the same in a process of its own."""
    return [sys.executable, "-m", "karamap", "--data", str(small_world()), "resolve"]


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_says_the_outcome_and_the_place(ask):
    assert ask("Çöpədərə").stdout == "Çöpədərə: resolved\n  Çöpədərə (village, Alma) gn3 at 46.8000, 39.6000\n"


def test_an_unlocated_place_is_said_to_be_so(ask):
    assert "km0001 not located" in ask("İtkin").stdout


def test_explain_gives_the_evidence_of_every_candidate(ask):
    lines = ask("Tatar", "--explain").stdout.splitlines()
    assert lines[0] == "Tatar: ambiguous"
    assert [line.split(" at ")[0].split()[-1] for line in lines[1:]] == ["gn4", "gn5"]
    assert all(line.split(": ", 1)[1] for line in lines[1:])


def test_explain_says_when_nothing_speaks_for_a_name(ask):
    assert ask("Qwrtpsd", "--explain").stdout.endswith("  nothing in the gazetteer speaks for it\n")


def test_the_nearest_names_are_offered_on_stderr(ask):
    found = ask("Çöpədərəxyz")
    assert "did you mean çöpədərə" in found.stderr.casefold()
    assert "did you mean" not in found.stdout


def test_an_unknown_district_is_said_on_stderr(ask):
    assert "Nowhere: no such district" in ask("Alma", "--district", "Nowhere").stderr


@pytest.mark.parametrize("district", ["Nowhere", "Heyva"])
def test_strict_refuses_a_district_that_is_unknown_or_another(ask, district):
    done = ask("Çöpədərə", "--district", district, "--strict", "--format", "json")
    (found,) = json.loads(done.stdout)
    assert (done.exit_code, found["outcome"], found["place"]) == (resolve.OPEN_QUESTION, "weak", None)
    assert [item["id"] for item in found["candidates"]] == ["gn3"]


def test_a_list_may_be_as_people_write_it(ask):
    found = ask("-", "--format", "csv", stdin='name\n1. Çöpədərə[2]\n"• Tatar (Heyva)"\nTatar k. / Tatar (Alma)\n')
    assert [row["place_id"] for row in rows(found.stdout)] == ["gn3", "gn5", "gn4"]


def test_quiet_offers_nothing(small_world):
    found = CliRunner().invoke(main, ["-q", "--data", str(small_world()), "resolve", "Çöpədərəxyz"])
    assert found.stderr == ""


def test_kind_and_district_tell_namesakes_apart(ask):
    assert rows(ask("Alma", "--kind", "city", "--format", "csv").stdout)[0]["place_id"] == "gn1"
    assert rows(ask("Tatar", "--district", "Heyva", "--format", "csv").stdout)[0]["place_id"] == "gn5"


def test_csv_repeats_the_input_columns_first(ask):
    (row,) = rows(ask("Tatar", "--district", "Heyva", "--date", "2020-10-09", "--format", "csv").stdout)
    assert list(row) == ["name", "district", "kind", "date", *ANSWER]
    assert list(row.values()) == [
        *["Tatar", "Heyva", "", "2020-10-09"],
        *["resolved", "gn5", "Tatar", "Heyva", "village", "47.1", "39.5", "gn5", ""],
    ]


def test_csv_explains_in_a_column_of_its_own(ask):
    (row,) = rows(ask("Tatar", "--explain", "--format", "csv").stdout)
    assert [part.split(": ")[0] for part in row["evidence"].split("; ")] == ["gn4", "gn5"]


def test_json_has_one_object_a_name_in_the_order_asked(ask):
    found = json.loads(ask("Tatar", "Heyva", "Qwrtpsd", "--format", "json").stdout)
    assert [(item["input"]["name"], item["outcome"]) for item in found] == [
        ("Tatar", "ambiguous"),
        ("Heyva", "resolved"),
        ("Qwrtpsd", "unresolved"),
    ]


def test_json_has_the_agreed_shape(ask):
    (found,) = json.loads(ask("Çöpədərə", "--format", "json").stdout)
    assert list(found) == ["input", "outcome", "place", "candidates", "flags"]
    assert found["input"] == {"name": "Çöpədərə", "district": None, "kind": None, "date": None}
    assert list(found["place"]) == ["id", "name", "district", "kind", "lon", "lat"]
    assert list(found["candidates"][0])[-1] == "evidence"


def test_a_list_is_answered_in_its_order_with_its_own_columns(ask):
    found = ask("-", "--format", "csv", stdin="id,district,name\n7,Heyva,Tatar\n8,,Çöpədərə\n9,Alma,Tatar\n")
    answers = rows(found.stdout)
    assert list(answers[0]) == ["id", "district", "name", *ANSWER]
    assert [(row["id"], row["place_id"]) for row in answers] == [("7", "gn5"), ("8", "gn3"), ("9", "gn4")]
    assert "3 names: 3 resolved." in found.stderr


TOGETHER = "name\nElma\nKənd Alma\nÇöpədərə\nTatar\n"


def test_names_of_one_list_choose_among_namesakes(ask):
    answers = rows(ask("-", "--list", "--format", "csv", "--explain", stdin=TOGETHER).stdout)
    assert [(row["name"], row["place_id"], row["flags"]) for row in answers] == [
        ("Elma", "gn1", ""),
        ("Kənd Alma", "gn2", ""),
        ("Çöpədərə", "gn3", ""),
        ("Tatar", "gn4", "by_siblings"),
    ]
    assert "near the other names of its list" in answers[3]["evidence"]


def test_a_name_far_from_the_others_of_its_list_is_flagged(ask):
    answers = rows(ask("Elma", "Kənd Alma", "Çöpədərə", "Heyva", "--list", "--format", "csv").stdout)
    assert [row["flags"] for row in answers] == ["", "", "", "far_from_siblings"]


def test_names_that_are_no_list_are_answered_each_by_itself(ask):
    answers = rows(ask("-", "--format", "csv", stdin=TOGETHER).stdout)
    assert (answers[3]["outcome"], answers[3]["flags"]) == ("ambiguous", "")


def test_names_of_the_command_line_may_be_a_list_too(ask):
    assert "Tatar: resolved (by_siblings)" in ask("Elma", "Kənd Alma", "Çöpədərə", "Tatar", "--list").stdout


def test_a_list_with_a_fault_answers_none(ask):
    found = ask("-", "--list", "--format", "json", stdin="name,date\nTatar,\nAlma,tomorrow\n")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "Rows answered" not in found.stderr


def test_options_serve_rows_that_leave_their_cells_empty(ask):
    found = ask("-", "--district", "Heyva", "--format", "csv", stdin="name,district\nTatar,\nTatar,Alma\n")
    assert [row["place_id"] for row in rows(found.stdout)] == ["gn5", "gn4"]


def test_json_of_a_list_is_one_array_and_keeps_other_columns(ask):
    found = json.loads(ask("-", "--format", "json", stdin="id,name,date\n7,Tatar,2020-10-09\n8,Alma,\n").stdout)
    assert [item["input"]["id"] for item in found] == ["7", "8"]
    assert found[0]["input"]["date"] == "2020-10-09"


@pytest.mark.parametrize(
    ("form", "text"), [("json", "[]\n"), ("table", ""), ("csv", ",".join(["name", *ANSWER]) + "\n")]
)
def test_an_empty_list_has_an_empty_answer(ask, form, text):
    found = ask("-", "--format", form, stdin="name\n")
    assert (found.exit_code, found.stdout) == (0, text)


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        ("name\nAlma\n\n", None),
        ("name,kind\nAlma,\nAlma,hamlet\n", "stdin:3:kind: 'hamlet' is not known here"),
        ("name,date\nAlma,\nAlma,2020-13-01\n", "stdin:3:date: '2020-13-01' is not a date"),
        ("name,id\nAlma,1\nAlma,2,3\n", "stdin:3:-: 3 cells, '3' in no column"),
        (b"name\nAlma\n\xff\xfe\n", "stdin:3:1: byte 0xff is not UTF-8"),
        ('name\nAlma\n"Alma\n', "stdin:3:-: not valid CSV"),
    ],
)
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_broken_row_ends_the_answers_with_an_error(ask, stdin, message, form):
    found = ask("-", "--format", form, stdin=stdin)
    if message is None:
        assert found.exit_code == 0
        return
    assert found.exit_code == 1
    assert message in found.stderr
    assert "Rows answered before the fault: 1; the output is not complete." in found.stderr
    assert "names:" not in found.stderr


def test_half_an_array_is_not_an_array(ask):
    found = ask("-", "--format", "json", stdin="name,kind\nAlma,\nAlma,hamlet\n")
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(found.stdout)


def test_a_broken_header_writes_nothing(ask):
    found = ask("-", "--format", "json", stdin="place\nAlma\n")
    assert (found.exit_code, found.stdout) == (1, "")


def test_columns_of_the_input_never_have_the_name_of_one_of_the_answer(ask):
    found = ask("-", "--format", "csv", stdin="name,lon,outcome,input_lon\nÇöpədərə,1,x,2\n")
    (row,) = rows(found.stdout)
    assert [row["input_input_lon"], row["input_outcome"], row["input_lon"]] == ["1", "x", "2"]
    assert (row["outcome"], row["lon"]) == ("resolved", "46.8")
    assert "the column 'outcome' goes out as 'input_outcome'" in found.stderr


def test_what_was_understood_is_said_unless_quiet(ask, small_world):
    text = "Name;Date;Distrct\n\nÇöpədərə;22.10.2020;\nTatar;22.10.2020;Heyva\n;;\n"
    found = ask("-", "--format", "csv", stdin=text)
    assert [row["Name"] for row in rows(found.stdout)] == ["Çöpədərə", "Tatar"]
    assert found.stderr.splitlines()[:4] == [
        "stdin: the column 'Distrct' is kept and not used; did you mean 'district'?",
        "stdin: a semicolon parts the cells",
        "stdin: 2 blank rows passed over",
        "stdin: 2 cells: '22.10.2020' read as 2020-10-22",
    ]
    quiet = CliRunner().invoke(main, ["-q", "--data", str(small_world()), "resolve", "-"], input=text)
    assert quiet.stderr == ""


def test_json_calls_a_column_without_a_name_by_its_number(ask):
    (found,) = json.loads(ask("-", "--format", "json", stdin="NAME,,id\nAlma,x,7\n").stdout)
    assert found["input"] == {"name": "Alma", "district": None, "kind": None, "date": None, "column 2": "x", "id": "7"}


def test_strict_exits_with_3_when_a_name_is_open(ask):
    assert ask("Çöpədərə", "--strict").exit_code == 0
    assert ask("Çöpədərə", "Tatar", "--strict").exit_code == 3
    assert ask("-", "--strict", stdin="name\nÇöpədərə\nQwrtpsd\n").exit_code == 3


def test_without_strict_an_open_name_is_no_failure(ask):
    assert ask("Qwrtpsd").exit_code == 0


def test_a_name_that_begins_with_a_dash_may_follow_two(ask):
    assert ask("--", "-Heyva").exit_code == 0


@pytest.mark.parametrize("name", ["Agandepe", "Yarahdaba", "Yarahmdliadli", "Şərvənj"])
def test_what_no_source_explains_is_left_open(run, name):
    assert run("resolve", "--strict", name).exit_code == 3


@pytest.mark.parametrize(
    ("name", "arguments", "shown"),
    [
        ("Chopedere", [], "Çöpədərə (village, Zəngilan)"),
        ("Чопедере", [], "Çöpədərə (village, Zəngilan)"),
        ("Zəngilan", ["--kind", "city"], "Zəngilan (city, Zəngilan)"),
        ("Kənd Zəngilan", [], "Kənd Zəngilan (village, Zəngilan)"),
        ("Tatar", ["--district", "Zangilan district"], "Tatar (village, Zəngilan)"),
    ],
)
def test_the_shipped_gazetteer_knows(run, name, arguments, shown):
    done = run("resolve", "--strict", name, *arguments)
    assert (done.exit_code, shown in done.stdout) == (0, True)


def test_the_dash_stands_alone(ask):
    assert ask("-", "Alma").exit_code == 2


def test_no_cell_starts_a_formula(ask):
    (row,) = rows(ask("-", "--format", "csv", stdin="name,note\n=1+1,@SUM(A1)\n").stdout)
    assert (row["name"], row["note"]) == ("'=1+1", "'@SUM(A1)")


def test_a_table_steers_no_terminal(ask):
    assert "\x1b" not in ask("\x1b[31mAlma").stdout


def test_bytes_that_are_no_text_come_back_as_escapes(process):
    found = subprocess.run([*process, b"\xff", "--format", "json"], capture_output=True, check=True)
    assert json.loads(found.stdout)[0]["input"]["name"] == "\udcff"


def test_the_kinds_of_the_option_are_those_of_a_list():
    assert resolve.KINDS == mentions.KINDS


def test_a_closed_pipe_ends_quietly(process):
    with subprocess.Popen(
        [*process, "-", "--format", "csv"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            running.stdin.write(b"name\n" + b"Tatar\n" * 20_000)
        with contextlib.suppress(BrokenPipeError):
            running.stdin.close()
        errors = running.stderr.read()
    assert errors == b""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="measures memory by wait4")
def test_a_long_list_needs_no_more_memory_than_a_short_one(process, tmp_path):
    def peak(count):
        path = tmp_path / f"{count}.csv"
        path.write_text("name,district\n" + "Tatar,Heyva\nÇöpədərə,\n" * (count // 2), encoding="utf-8")
        with path.open("rb") as stdin, (tmp_path / "out.json").open("wb") as stdout:
            running = subprocess.Popen([*process, "-", "--format", "json"], stdin=stdin, stdout=stdout, stderr=-3)
            _, status, usage = os.wait4(running.pid, 0)
            running.returncode = status
        assert status == 0
        assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))) == count
        return usage.ru_maxrss

    short, long = peak(100), peak(20_000)
    assert long <= short * 1.1


def test_progress_is_one_line_on_a_terminal_and_goes_away(process):
    ours, theirs = pty.openpty()
    found = subprocess.run(
        [*process, "-", "--format", "csv"], input=b"name\n" + b"Tatar\n" * 1200, stdout=-1, stderr=theirs, check=True
    )
    os.close(theirs)
    parts = []
    with suppress(OSError):  # all has been read, and nobody writes any more
        while part := os.read(ours, 100_000):
            parts.append(part)
    os.close(ours)
    shown = b"".join(parts).decode()
    assert len(found.stdout.splitlines()) == 1201
    assert "\r1,000 names" in shown
    assert shown.rstrip().endswith("1,200 names: 1,200 ambiguous.")


def test_no_progress_in_a_pipe(process):
    found = subprocess.run([*process, "-", "--format", "csv"], input=b"name\nTatar\n", capture_output=True, check=True)
    assert b"\r" not in found.stderr


def test_a_name_that_nothing_comes_close_to_is_told_as_such(ask):
    assert "xyzzyq: no such name; none in the gazetteer comes close" in ask("xyzzyq").stderr


def test_an_empty_name_is_told(ask):
    done = ask("")
    assert "(no name): unresolved" in done.stdout
    assert "A name is empty" in done.stderr


def test_a_district_that_is_none_is_told_with_those_there_are(ask):
    assert (
        "Nowhere: no such district, so it was not used; there are Alma, Heyva"
        in ask("Alma", "--district", "Nowhere").stderr
    )
