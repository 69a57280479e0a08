"""`karamap init` copies the tables, or begins a file of own claims that passes every check."""

import csv
import errno
from pathlib import Path

import pytest

from karamap.theatre.user_claims import COLUMNS, STANCES


def test_the_folder_tells_git_to_keep_line_ends(run, tmp_path):
    assert run("init", tmp_path / "own").exit_code == 0
    assert "* text=auto eol=lf" in (tmp_path / "own/.gitattributes").read_text().splitlines()


def test_what_git_was_told_already_stays(run, tmp_path):
    (tmp_path / ".gitattributes").write_text("mine\n")
    assert run("init", tmp_path).exit_code == 0
    assert (tmp_path / ".gitattributes").read_text() == "mine\n"


def examples(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("data", ["shipped", "small"])
def test_a_template_has_one_example_a_stance_and_passes(run, small_world, tmp_path, data):
    path = tmp_path / "own.csv"
    options = ("--data", small_world()) if data == "small" else ()
    made = run(*options, "init", "--template", path)
    assert (made.exit_code, made.stdout) == (0, f"{path}\n")
    rows = examples(path)
    assert [row["stance"] for row in rows] == [stance.value for stance in STANCES]
    assert list(rows[0]) == [column.name for column in COLUMNS]
    checked = run(*options, "check", "--claims", path)
    assert (checked.exit_code, f"4 claims of {path}: no problem found." in checked.stderr) == (0, True)
    day = rows[0]["valid_from"]
    drawn = run(*options, "--claims", path, "render", "--date", day, "-o", tmp_path / "map.html")
    assert drawn.exit_code == 0, drawn.stderr


def test_a_theatre_of_one_party_has_no_contested_example(run, small_world, tmp_path):
    def alone(world):
        world.rows["seeds/parties.csv"] = [row for row in world.rows["seeds/parties.csv"] if row["id"] == "ARM"]
        for name in ("claims", "citations", "sources", "totals"):
            world.rows[f"seeds/{name}.csv"] = []
        world.settings = world.settings.replace('[totals]\nside = "AZ"\n', "")
        world.add(
            "seeds/sources.csv",
            **{"id": "page", "publisher": "P", "side": "none", "witness": "unknown", "language": "en"},
            quality="original",
        )
        for place in ("gn1", "gn2", "gn3", "gn4", "gn5"):
            world.claim(place, "ARM", "2020-09-26", side="none", source="page", basis="baseline")

    folder, path = small_world(alone), tmp_path / "own.csv"
    assert run("--data", folder, "init", "--template", path).exit_code == 0
    assert [row["stance"] for row in examples(path)] == ["affirms", "denies", "holds"]
    assert run("--data", folder, "check", "--claims", path).exit_code == 0


def test_a_file_that_is_there_is_refused(run, small_world, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("mine")
    done = run("--data", small_world(), "init", "--template", path)
    assert (done.exit_code, path.read_text()) == (1, "mine")
    assert "is there already" in done.stderr


def test_a_folder_that_is_missing_is_told(run, small_world, tmp_path):
    done = run("--data", small_world(), "init", "--template", tmp_path / "absent/own.csv")
    assert done.exit_code == 1 and "there is no folder" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("own", "--template", "own.csv")])
def test_one_of_folder_and_template_is_asked_for(run, arguments):
    assert run("init", *arguments).exit_code == 2


def test_check_says_whose_claims_it_checked(run, small_world, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("place,holder,valid_from,reported_on,speaker,side,publisher\ngn3,RU,2020-10-23,,A,none,B\n")
    done = run("--data", small_world(), "check", "--claims", path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "own.csv:2:reported_on: empty" in done.stderr


def test_tables_are_copied_whole_or_not_at_all(run, small_world, tmp_path, monkeypatch):
    """A disk that fills up half-way."""
    world, copied = small_world(), []

    def copy(source, target):
        copied.append(target)
        if len(copied) == 4:
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        Path(target).write_bytes(Path(source).read_bytes())

    monkeypatch.setattr("shutil.copyfile", copy)
    folder = tmp_path / "mine"
    done = run("--data", world, "init", folder)
    assert (done.exit_code, done.stdout) == (1, "")
    said = f"cannot write {folder}: No space left on device; make room there, or name a folder on another disk"
    assert said in " ".join(done.stderr.split())
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_is_told_with_what_to_do(run, small_world, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    done = run("--data", small_world(), "init", file / "tables")
    assert done.exit_code == 1
    assert "a part of its path is no folder; name another" in " ".join(done.stderr.split())
    assert file.read_text() == "mine"
