"""What stands at a path decides how it is written: links, pipes, devices, names, folders."""

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from karamap.errors import RenderError
from karamap.tables import atomic_write, destination
from karamap.tables.atomic_write import check_writable, write_whole
from karamap.tables.scratch import PREFIX, SUFFIX, scratch_file

HOLDER = """
import sys, time
from pathlib import Path
from karamap.tables.atomic_write import whole_file
with whole_file(Path(sys.argv[1])) as scratch:
    scratch.write_text("part")
    print("ready", flush=True)
    sys.stdin.read()
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def told():
    """What is said of the file that is replaced."""
    return []


def refusals(path):
    """What is said before the work, which must be what is said when the work is done."""
    said = []
    for attempt in (check_writable, lambda path: write_whole(path, "new")):
        with pytest.raises(RenderError) as caught:
            attempt(path)
        said.append(str(caught.value))
    assert said[0] == said[1]
    return said[0]


@pytest.mark.parametrize("link", ["real.html", "./sub/../real.html", "first.html"], ids=["relative", "up", "chain"])
@pytest.mark.parametrize("old", ["old", None], ids=["older file", "dangling"])
def test_what_a_symbolic_link_leads_to_is_replaced(tmp_path, link, old, told):
    real = tmp_path / "real.html"
    if old:
        real.write_text(old)
    (tmp_path / "sub").mkdir()
    (tmp_path / "first.html").symlink_to(real)
    (tmp_path / "link.html").symlink_to(link)
    check_writable(tmp_path / "link.html")
    write_whole(tmp_path / "link.html", "new", told.append)
    assert (tmp_path / "link.html").is_symlink()
    assert not real.is_symlink()
    assert real.read_text() == "new"
    assert names(tmp_path) == ["first.html", "link.html", "real.html", "sub"]
    assert told == []


def test_a_link_into_another_folder_leaves_nothing_in_its_own(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link.html").symlink_to("there/real.html")
    write_whole(tmp_path / "link.html", "new")
    assert (names(tmp_path), names(tmp_path / "there")) == (["link.html", "there"], ["real.html"])


def test_a_link_into_a_missing_folder_is_said(tmp_path):
    (tmp_path / "link.html").symlink_to(tmp_path / "nowhere" / "real.html")
    assert f"it is a symbolic link to {tmp_path}/nowhere/real.html, and there is no folder" in refusals(
        tmp_path / "link.html"
    )


def test_links_in_a_circle_are_said(tmp_path):
    (tmp_path / "a.html").symlink_to("b.html")
    (tmp_path / "b.html").symlink_to("a.html")
    assert "lead round in a circle" in refusals(tmp_path / "a.html")
    assert names(tmp_path) == ["a.html", "b.html"]


def test_of_a_hard_link_only_this_name_is_replaced_and_that_is_told(tmp_path, told):
    path, other = tmp_path / "a.html", tmp_path / "b.html"
    path.write_text("old")
    other.hardlink_to(path)
    write_whole(path, "new", told.append)
    assert (path.read_text(), other.read_text()) == ("new", "old")
    assert told == [f"{path} has 2 names (hard links); only this one is replaced"]


def test_in_python_what_is_told_is_a_warning(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("old")
    (tmp_path / "b.html").hardlink_to(path)
    with pytest.warns(UserWarning, match="has 2 names"):
        write_whole(path, "new")


def test_a_read_only_file_is_replaced_stays_so_and_that_is_told(tmp_path, told):
    path = tmp_path / "a.html"
    path.write_text("old")
    path.chmod(0o444)
    write_whole(path, "new", told.append)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert told == [f"{path} is read-only; it is replaced all the same, and is read-only again"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_of_the_older_file_stays(tmp_path, told):
    path = tmp_path / "a.html"
    path.write_text("old")
    os.chown(path, 54321, 54321)
    path.chmod(0o640)
    write_whole(path, "new", told.append)
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode), told) == (54321, 54321, 0o640, [])


def test_the_umask_counts_for_new_files_only(tmp_path):
    (tmp_path / "old.html").write_text("old")
    (tmp_path / "old.html").chmod(0o666)
    before = os.umask(0o027)
    try:
        for name in ("old.html", "new.html"):
            write_whole(tmp_path / name, "new")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("old.html", "new.html")]
    assert modes == [0o666, 0o640]


def test_a_named_pipe_is_written_to(tmp_path):
    pipe, heard = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text(encoding="utf-8")))
    check_writable(pipe)
    reader.start()
    write_whole(pipe, "Ağbənd" * 50_000)
    reader.join()
    assert heard == ["Ağbənd" * 50_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert names(tmp_path) == ["pipe"]


def test_a_device_is_written_to():
    write_whole(Path("/dev/null"), "text")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_full_device_is_said():
    with pytest.raises(RenderError, match="cannot write /dev/full: No space left on device; make room there"):
        write_whole(Path("/dev/full"), "text")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.parametrize("folder", ["/dev/fd", "/proc/self/fd"])
def test_an_open_file_is_written_to_and_not_replaced(tmp_path, folder):
    path = tmp_path / "a.html"
    with path.open("w") as stream:
        write_whole(Path(folder) / str(stream.fileno()), "new")
        assert path.stat().st_ino == os.fstat(stream.fileno()).st_ino
    assert (path.read_text(), names(tmp_path)) == ("new", ["a.html"])


@pytest.mark.parametrize(
    "name",
    [
        "x" * 250 + ".html",
        "ш" * 125 + ".html",
        "x" * 236 + ".html",
        "with spaces and\ttab.html",
        "Կարմիր Շուկա карта 🗺.html",
        "-o.html",
        "a\nb.html",
        "a\x1b[31mb.html",
        os.fsdecode(b"\xff\xfe.html"),
    ],
    ids=ascii,
)
def test_any_name_that_the_file_system_takes_is_written(tmp_path, name):
    check_writable(tmp_path / name)
    for text in ("old", "new"):
        write_whole(tmp_path / name, text)
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_text() == "new"


def test_a_name_too_long_is_said(tmp_path):
    assert "File name too long; choose a shorter name" in refusals(tmp_path / ("x" * 256))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere/a.html", "there is no folder {0}/nowhere; make it first, or name another"),
        ("nowhere/deep/a.html", "there is no folder {0}/nowhere/deep; make it first"),
        ("file/a.html", "a part of its path is no folder; name another"),
        ("folder", "it is a folder; name a file in it"),
        ("link to folder", "it is a folder; name a file in it"),
        ("/dev/fd", "it is a folder"),
        ("/proc/a.html", "No such file or directory; its folder is gone; name another"),
        ("a\0.html", "embedded null byte"),
    ],
)
def test_what_cannot_be_written_is_said_with_what_to_do(tmp_path, path, said):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "link to folder").symlink_to("folder")
    assert said.format(tmp_path) in refusals(tmp_path / path)


WRITES = """
import os, sys
from pathlib import Path
from karamap.errors import RenderError
from karamap.tables.atomic_write import check_writable, write_whole
os.setgroups([]); os.setgid(54321); os.setuid(54321)
for attempt in (check_writable, lambda path: write_whole(path, "new", print)):
    try:
        attempt(Path(sys.argv[1]))
    except RenderError as error:
        print(error)
"""


def as_nobody(path):
    """Write as a user who owns nothing; the modules are read before root is given up."""
    done = subprocess.run([sys.executable, "-c", WRITES, str(path)], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


needs_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user")


@pytest.fixture
def public(tmp_path_factory):
    """A folder that every user may reach and write to."""
    import tempfile

    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@needs_root
def test_a_folder_of_others_is_said_before_the_work(public):
    public.chmod(0o755)
    (public / "a.html").write_text("old")
    expected = f"cannot write {public}/a.html: Permission denied; nothing may be written there; name another folder"
    assert as_nobody(public / "a.html") == [expected, expected]
    assert ((public / "a.html").read_text(), names(public)) == ("old", ["a.html"])


@needs_root
def test_a_file_of_others_in_a_shared_folder_is_said_before_the_work(public):
    public.chmod(0o1777)
    (public / "a.html").write_text("old")
    expected = f"cannot write {public}/a.html: it belongs to another user, who alone may replace it there"
    assert as_nobody(public / "a.html") == [expected, expected]
    assert (public / "a.html").read_text() == "old"


@needs_root
def test_a_file_of_others_that_may_be_replaced_becomes_ones_own_and_that_is_told(public):
    (public / "a.html").write_text("old")
    assert as_nobody(public / "a.html") == [
        f"{public}/a.html belongs to another user or group; the new file is yours",
    ]
    assert (public / "a.html").stat().st_uid == 54321


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EROFS, "name a folder on a file system that can be written to"),
        (errno.ENOSPC, "make room there"),
        (errno.EDQUOT, "make room there"),
        (errno.EACCES, "nothing may be written there; name another folder"),
    ],
)
def test_a_folder_that_takes_no_file_is_said_before_the_work(tmp_path, monkeypatch, number, advice):
    opened = os.open

    def refuse(path, flags, *mode, **more):
        if flags & os.O_CREAT and SUFFIX in str(path):
            raise OSError(number, os.strerror(number))
        return opened(path, flags, *mode, **more)

    monkeypatch.setattr(os, "open", refuse)
    assert f"{os.strerror(number)}; {advice}" in refusals(tmp_path / "a.html")


LIMITED = """
import resource, sys
from pathlib import Path
from karamap.errors import RenderError
from karamap.tables.atomic_write import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), "x" * 100_000)
except RenderError as error:
    print(error)
"""


def test_a_limit_on_sizes_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("old")
    done = subprocess.run([sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True)
    assert "File too large; raise the limit on the size of files (ulimit -f)" in done.stdout
    assert (path.read_text(), names(tmp_path)) == ("old", ["a.html"])


@pytest.fixture
def holding(tmp_path):
    """Start processes that are in the midst of writing a file of the folder."""
    started = []

    def start(name):
        command = [sys.executable, "-c", HOLDER, str(tmp_path / name)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_the_next_run_removes_what_a_killed_one_left_and_nothing_of_a_live_one(tmp_path, holding):
    dead, living = holding("dead.html"), holding("living.html")
    dead.kill()
    dead.communicate()
    assert len(names(tmp_path)) == 2
    write_whole(tmp_path / "a.html", "new")
    (left,) = (name for name in names(tmp_path) if name != "a.html")
    assert left.startswith(f"{PREFIX}{living.pid}-")
    living.communicate("")
    assert names(tmp_path) == ["a.html", "living.html"]


@pytest.mark.parametrize("name", ["karamap-1.part", f"{PREFIX}1.html", ".a.html.x.part", f"{PREFIX}1-x{SUFFIX}.html"])
def test_files_of_others_stay(tmp_path, name):
    (tmp_path / name).write_text("mine")
    write_whole(tmp_path / "a.html", "new")
    assert (tmp_path / name).read_text() == "mine"


def test_what_only_looks_like_a_scratch_file_stays(tmp_path):
    folder, link, pipe = (tmp_path / f"{PREFIX}1-{kind}{SUFFIX}" for kind in ("folder", "link", "pipe"))
    folder.mkdir()
    (tmp_path / "mine").write_text("mine")
    link.symlink_to("mine")
    os.mkfifo(pipe)
    write_whole(tmp_path / "a.html", "new")
    assert names(tmp_path) == sorted([folder.name, link.name, pipe.name, "mine", "a.html"])
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.parametrize(("days_old", "is_kept"), [(0.5, True), (2, False)])
def test_where_files_have_no_locks_age_decides(tmp_path, monkeypatch, days_old, is_kept):
    import fcntl

    def unsupported(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    left = tmp_path / f"{PREFIX}1-abc{SUFFIX}"
    left.write_text("part")
    then = left.stat().st_mtime - days_old * 86_400
    os.utime(left, (then, then))
    write_whole(tmp_path / "a.html", "new")
    assert left.exists() is is_kept


def test_two_threads_do_not_take_each_others_scratch_files(tmp_path):
    with scratch_file(tmp_path) as scratch:
        write_whole(tmp_path / "a.html", "new")
        assert scratch.path.exists()
    assert names(tmp_path) == ["a.html"]


def test_a_folder_that_cannot_be_listed_is_written_to(tmp_path, monkeypatch):
    def closed(_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "scandir", closed)
    write_whole(tmp_path / "a.html", "new")
    assert (tmp_path / "a.html").read_text() == "new"


@pytest.mark.slow
def test_many_runs_at_once_do_not_disturb_each_other(tmp_path):
    script = (
        "import sys\nfrom pathlib import Path\nfrom karamap.tables.atomic_write import write_whole\n"
        "for number in range(40): write_whole(Path(sys.argv[1]), sys.argv[2] * 20_000 + 'end')\n"
    )
    targets = [(str(tmp_path / f"{number % 3}.html"), chr(65 + number)) for number in range(30)]
    running = [subprocess.Popen([sys.executable, "-c", script, *target]) for target in targets]
    assert [process.wait() for process in running] == [0] * 30
    assert names(tmp_path) == ["0.html", "1.html", "2.html"]
    for path in tmp_path.iterdir():
        text = path.read_text()
        assert (len(text), text[-3:], len(set(text[:-3]))) == (20_003, "end", 1)


def test_a_file_goes_to_the_named_pipe_of_a_panel_too(tmp_path):
    pipe, heard = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    with atomic_write.whole_file(pipe) as path, path.open("wb") as stream:
        stream.write(b"bit by ")
        stream.write(b"bit")
    reader.join()
    assert heard == [b"bit by bit"]


def test_advice_is_for_errors_that_there_are():
    assert destination.ADVICE.keys() <= set(errno.errorcode.values())


def test_where_a_system_knows_no_users_no_file_is_another_ones(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "geteuid")
    (tmp_path / "map.html").write_text("old")
    assert destination.destination(tmp_path / "map.html").old is not None
