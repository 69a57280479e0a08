"""A file is written whole or not at all."""

import errno
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from karamap.errors import RenderError
from karamap.tables.atomic_write import write_whole

KILLS = 20
WRITER = """
import sys
from pathlib import Path
from karamap.tables.atomic_write import write_whole
path, versions = Path(sys.argv[1]), [letter * 3_000_000 + "end" for letter in "AB"]
print("ready", flush=True)
while True:
    for version in versions:
        write_whole(path, version)
"""


def only_file_in(folder):
    (path,) = folder.iterdir()
    return path


def test_the_text_arrives_as_utf8_with_its_own_line_ends(tmp_path):
    write_whole(tmp_path / "a.html", "Ağbənd\n\r\nԱղբենդ")
    assert (tmp_path / "a.html").read_bytes() == "Ağbənd\n\r\nԱղբենդ".encode()


def test_an_older_file_is_replaced(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("old and longer")
    write_whole(path, "new")
    assert path.read_text() == "new"


def test_nothing_but_the_file_is_left_behind(tmp_path):
    write_whole(tmp_path / "a.html", "text")
    assert only_file_in(tmp_path).name == "a.html"


def test_the_permissions_of_the_older_file_are_kept(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "plain").write_text("")
    write_whole(tmp_path / "a.html", "")
    assert (tmp_path / "a.html").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_missing_folder_is_a_render_error(tmp_path):
    with pytest.raises(RenderError, match=r"cannot write .*a\.html: there is no folder .*nowhere; make it first"):
        write_whole(tmp_path / "nowhere" / "a.html", "text")


def test_a_read_only_folder_is_a_render_error(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    was_root = os.geteuid() == 0
    if was_root:  # root may write anywhere, so be somebody else for a moment
        os.seteuid(65534)
    try:
        with pytest.raises(RenderError, match="Permission denied"):
            write_whole(folder / "a.html", "text")
    finally:
        if was_root:
            os.seteuid(0)


def test_a_folder_of_that_name_is_a_render_error(tmp_path):
    (tmp_path / "a.html").mkdir()
    with pytest.raises(RenderError, match="cannot write"):
        write_whole(tmp_path / "a.html", "text")


def full_disk(_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.html"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(RenderError, match="No space left on device"):
        write_whole(path, "new")
    assert path.read_text() == "old"


def test_a_full_disk_leaves_no_scratch_file(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(RenderError):
        write_whole(tmp_path / "a.html", "new")
    assert not list(tmp_path.iterdir())


def test_text_that_utf8_cannot_hold_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("old")
    with pytest.raises((RenderError, UnicodeEncodeError)):
        write_whole(path, "new \ud800")
    assert path.read_text() == "old"


def test_text_that_utf8_cannot_hold_leaves_no_scratch_file(tmp_path):
    with pytest.raises((RenderError, UnicodeEncodeError)):
        write_whole(tmp_path / "a.html", "new \ud800")
    assert not list(tmp_path.iterdir())


def test_an_interrupted_write_leaves_no_scratch_file(tmp_path, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.html", "new")
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_killed_writer_always_leaves_a_whole_file(tmp_path):
    path = tmp_path / "a.html"
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(random.uniform(0.005, 0.06))
            writer.send_signal(signal.SIGKILL)
        if path.exists():
            text = path.read_text(encoding="utf-8")
            assert (text[0], len(text), text[-3:]) in {("A", 3_000_003, "end"), ("B", 3_000_003, "end")}
    write_whole(path, "whole")  # whatever the killed writers left lying about does not matter
    assert path.read_text() == "whole"


@pytest.mark.parametrize("where", ["karamap.tables.scratch._lock", "os.fdopen"])
def test_an_interrupt_while_the_scratch_file_is_made_leaves_nothing(tmp_path, monkeypatch, where):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(where, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "map.html", "new")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
