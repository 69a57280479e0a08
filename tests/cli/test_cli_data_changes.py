"""`karamap data-changes` explains every row that differs; `--data-version` draws with tables that are kept."""

import csv
import io
import json

import pytest


@pytest.fixture
def corrected(kept_world):
    """The same, with the title of the theatre and the name of a party changed since."""
    for name, before, after in (
        ("gazetteer/theatre.toml", 'title = "', 'title = "New '),
        ("seeds/parties.csv", "Azerbaijan,", "Azerbaijan Republic,"),
    ):
        path = kept_world / name
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after, 1), newline="")
    return kept_world


def test_the_shipped_tables_are_explained_to_the_last_row(run):
    done = run("data-changes", "2026.11", "2026.12", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.exit_code == 0, done.stderr
    assert len(rows) > 7_000
    assert all(row["why"] and row["reason_ids"] for row in rows)
    assert f"{len(rows):,} rows differ between 2026.11 and 2026.12" in done.stderr


def test_tables_as_they_were_closed_do_not_differ(run, kept_world):
    done = run("--data", kept_world, "data-changes")
    assert (done.exit_code, done.stderr) == (0, "No row differs between 2026.11 and 2026.12.\n")


def test_a_row_without_a_reason_is_a_fault(run, corrected):
    done = run("--data", corrected, "data-changes")
    assert done.exit_code == 1
    assert [line.partition(";")[0] for line in done.stderr.splitlines()] == [
        "gazetteer/theatre.toml:1:-: theatre.title: corrected without a reason",
        "seeds/parties.csv:1:-: AZ: corrected without a reason",
    ]


def test_a_reason_is_recorded_once_for_all_that_has_none(run, corrected):
    done = run(
        "--data", corrected, "data-changes", "--record", "--why", "As they call themselves.", "--on", "2026-12-01"
    )
    assert (done.exit_code, done.stderr) == (0, "2 rows recorded as 2026.12-001.\n")
    told = json.loads(run("--data", corrected, "data-changes", "--format", "json", "-q").stdout)
    assert [(row["key"], row["columns"], row["why"]) for row in told] == [
        ("theatre.title", "value", "As they call themselves."),
        ("AZ", "name", "As they call themselves."),
    ]
    again = run("--data", corrected, "data-changes", "--record", "--why", "Once more.", "--on", "2026-12-01")
    assert again.stderr == "Every row that differs has a reason.\n"


def test_a_log_of_what_is_not_so_is_a_fault(run, corrected):
    run("--data", corrected, "data-changes", "--record", "--why", "Better.", "--on", "2026-12-01")
    path = corrected / "seeds/parties.csv"
    path.write_text(path.read_text().replace("Azerbaijan Republic,", "Azerbaijan,"), newline="")
    done = run("--data", corrected, "data-changes")
    assert done.exit_code == 1
    assert "versions/changes.csv:3:key: seeds/parties.csv AZ: corrected by the log alone" in done.stderr
    run("--data", corrected, "data-changes", "--record", "--why", "Taken back.", "--on", "2026-12-02")
    assert run("--data", corrected, "data-changes").exit_code == 0
    assert "Taken back" not in (corrected / "versions/reasons.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2026.12", "2026.11"], "2026.12 is not before 2026.11"),
        (["2026.10"], "no version '2026.10' of the tables is kept; there are 2026.11, 2026.12"),
        (["--record"], "--record goes with --why TEXT and --on DAY"),
        (["--why", "x"], "--why, --on and --source go with --record"),
        (["--record", "--why", "a\nb", "--on", "2026-12-01"], "unprintable"),
        (["--record", "--why", "a", "--on", "2026-12-01", "--source", "nobody"], "'nobody' is no source"),
        (["2026.11", "--record", "--why", "a", "--on", "2026-12-01", "2026.11"], "is not before"),
        (["--data-version", "2026.11"], "leave --data-version out"),
    ],
)
def test_wrong_use_is_told(run, kept_world, arguments, message):
    done = run("--data", kept_world, "data-changes", *arguments)
    assert done.exit_code in (1, 2)
    assert message in done.stderr


def test_own_claims_mean_nothing_to_it(run, kept_world, tmp_path):
    (tmp_path / "mine.csv").touch()
    done = run("--data", kept_world, "--claims", tmp_path / "mine.csv", "data-changes")
    assert (done.exit_code, "leave --claims out" in done.stderr) == (2, True)


def test_a_folder_without_versions_says_so(run, small_world):
    done = run("--data", small_world(), "data-changes")
    assert done.exit_code == 1
    assert "keeps none" in done.stderr


def test_versions_are_listed(run, kept_world):
    assert run("--data", kept_world, "data-changes", "--list").stdout == "2026.11\n2026.12\n"


def test_a_kept_version_answers_as_it_did(run, corrected):
    told = run("--data", corrected, "--data-version", "2026.11", "cite").stdout
    now = run("--data", corrected, "cite").stdout
    assert "Tables 2026.11 (" in told
    assert "New" in now
    assert "New" not in told


def test_a_kept_version_is_not_mended(run, kept_world):
    done = run("--data", kept_world, "check", "--fix", "--data-version", "2026.11")
    assert done.exit_code == 2
    assert "a version that is kept does not change" in done.stderr


def test_tables_of_a_kept_version_can_be_taken_out(run, corrected, tmp_path):
    assert run("--data", corrected, "init", tmp_path / "mine", "--data-version", "2026.11").exit_code == 0
    assert "Azerbaijan Republic" not in (tmp_path / "mine/seeds/parties.csv").read_text()


def test_what_was_brought_into_the_columns_of_today_is_told(run):
    done = run("--data-version", "2026.11", "control", "--date", "2020-10-22", "--format", "csv")
    assert done.exit_code == 0
    assert "seeds/sources.csv: witness added" in done.stderr
    assert done.stdout.count("\n") > 1_200
