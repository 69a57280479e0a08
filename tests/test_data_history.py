"""The versions of the tables and the log of their changes are what the history of the repository has."""

import subprocess
from pathlib import Path

import pytest

from karamap.tables import csv_tables as tables
from karamap.tables.data_folder import DataFolder
from karamap.theatre import data_changes, data_rows, migrations, versions

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


def git(*arguments):
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def rows_at(commit, names, folder):
    """The rows of some files as a commit has them, in the columns of today."""
    for name in names:
        if (content := git("show", f"{commit}:{name}")) is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    migrations.migrate(folder)
    return data_rows.rows_of(DataFolder(folder))


def touched_by(commit, folder):
    """The rows that a commit changed, by table and key."""
    changed = git("diff", "--name-only", f"{commit}^", commit, "--", "gazetteer", "seeds").decode().split()
    names = [name for name in changed if name.endswith(data_rows.SUFFIXES)]
    before, after = (rows_at(f"{commit}{mark}", names, folder / f"{commit}{mark}") for mark in ("^", ""))
    return {(item.table, item.key) for item in data_changes.differences(before, after)}


@pytest.fixture(scope="module")
def commits():
    """The commits that closed versions, by version; a copy of the tree without its history has none to compare with."""
    closed = {row["id"]: row["commit"] for row in versions.kept(ROOT) if row["commit"]}
    if not all(git("cat-file", "-e", f"{commit}^{{commit}}") is not None for commit in closed.values()):
        pytest.skip("the history of the repository is not here")
    return closed


def test_the_first_version_is_that_of_the_first_release(commits):
    assert commits["2026.11"] == "36adae9"


def test_every_archive_has_the_files_of_its_commit(commits, tmp_path):
    for name, commit in commits.items():
        (row,) = (row for row in versions.kept(ROOT) if row["id"] == name)
        versions.unpack(versions.archive(ROOT, row), tmp_path / name)
        files = data_rows.files(tmp_path / name)
        assert "seeds/claims.csv" in files
        for path in files:
            assert (tmp_path / name / path).read_bytes() == git("show", f"{commit}:{path}"), path


def test_each_reason_with_a_commit_is_one_that_touched_its_rows(commits, tmp_path):
    """What the log says of a row was done by the commits that its reasons name."""
    reasons = tables.read(data_changes.REASONS, DataFolder(ROOT))
    told = {row["id"]: row["commit"] for row in reasons}
    touched = {commit: touched_by(commit, tmp_path) for commit in told.values() if commit}
    assert all(touched.values())
    for row in tables.read(data_changes.CHANGES, DataFolder(ROOT)):
        for reason_id in row["reason_ids"]:
            if (commit := told[reason_id]) and row["key"] != data_changes.EVERY_ROW:
                assert (row["table"], row["key"]) in touched[commit], f"{row['key']}: {reason_id}"
