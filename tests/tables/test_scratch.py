"""What killed runs left behind goes away; the scratch files of runs that live stay."""

import os
import time

import pytest

from karamap.tables import scratch

OTHER = os.getpid() + 1


def left_by(folder, process):
    path = folder / f"{scratch.PREFIX}{process}-0123456789ab{scratch.SUFFIX}"
    path.write_bytes(b"half of a file")
    return path


def test_what_a_killed_run_left_is_removed(tmp_path):
    path = left_by(tmp_path, OTHER)
    others = [tmp_path / name for name in ("map.html", f"{scratch.PREFIX}notes.txt", f"mine{scratch.SUFFIX}")]
    for other in others:
        other.write_text("kept")
    scratch.clear_leftovers(tmp_path, time.time())
    assert not path.exists()
    assert all(other.exists() for other in others)


def test_a_file_that_is_being_written_stays(tmp_path):
    with scratch.scratch_file(tmp_path) as held:
        scratch.clear_leftovers(tmp_path, time.time())
        assert held.path.exists()
    assert not held.path.exists()


@pytest.mark.parametrize(("left_by_this_process", "stays"), [(True, True), (False, False)])
def test_where_locks_are_of_a_process_its_own_files_stay(tmp_path, monkeypatch, left_by_this_process, stays):
    """Network file systems give a process the lock that it holds already."""
    monkeypatch.setattr(scratch, "_lock", lambda *_, **__: True)
    path = left_by(tmp_path, os.getpid() if left_by_this_process else OTHER)
    scratch.clear_leftovers(tmp_path, time.time())
    assert path.exists() is stays


@pytest.mark.parametrize(("age", "stays"), [(scratch.LONG_DEAD - 60, True), (scratch.LONG_DEAD + 60, False)])
def test_where_there_are_no_locks_age_tells(tmp_path, monkeypatch, age, stays):
    monkeypatch.setattr(scratch, "_lock", lambda *_, **__: None)
    path = left_by(tmp_path, OTHER)
    scratch.clear_leftovers(tmp_path, path.stat().st_mtime + age)
    assert path.exists() is stays
