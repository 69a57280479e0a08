"""The command works on any console, in any place: what it says, what it writes, and what it does when it cannot."""

import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import world
from hangs import finishing

import karamap
from karamap.cli import main
from karamap.cli.output import as_lines, as_table
from karamap.tables.scratch import PREFIX

DAY = "2020-10-10"

SAYING = {
    "control": ("control", "--date", DAY),
    "control csv": ("control", "--date", DAY, "--format", "csv"),
    "control json": ("control", "--date", DAY, "--format", "json"),
    "areas": ("control", "--date", DAY, "--areas"),
    "areas csv": ("control", "--date", DAY, "--areas", "--format", "csv"),
    "panel": ("control", "--from", "2020-10-09", "--to", DAY, "--format", "csv"),
    "why": ("why", "Heyva"),
    "why json": ("why", "Heyva", "--format", "json"),
    "diff": ("diff", "2020-09-28", "2020-11-30"),
    "diff json": ("diff", "2020-09-28", "2020-11-30", "--format", "json"),
    "diff areas": ("diff", "2020-09-28", "2020-11-30", "--areas"),
    "totals": ("totals",),
    "totals csv": ("totals", "--format", "csv"),
    "events": ("events",),
    "export": ("export", "--date", DAY, "--layer", "places"),
    "render": ("render", "--date", DAY, "-o", "-"),
    "resolve": ("resolve", "İtkin", "Şəhər", "Նոր"),
    "resolve csv": ("resolve", "İtkin", "Şəhər", "--format", "csv"),
    "resolve json": ("resolve", "İtkin", "Şəhər", "--format", "json"),
    "check": ("check", "--fingerprint"),
    "help": ("--help",),
    "help of a command": ("control", "--help"),
}
"""What is put out on stdout, by command and format."""

COMPLAINING = {
    "no such option": ("control", "--дата", DAY),
    "no such place": ("why", "Шуша"),
    "no such folder": ("--data", "папка", "check"),
    "no such command": ("карта",),
    "no day": ("control", "--date", "вчера"),
    "no folder to write to": ("render", "--date", DAY, "-o", "папка/карта.html"),
}
"""Wrong use with letters that few consoles have."""


@pytest.fixture(scope="module")
def tables():
    """The small world, once for all tests, where every user may read it."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield world.small_world().write(Path(folder) / "tables")


@pytest.fixture
def console(tables, tmp_path, monkeypatch):
    """Call the command on a console of some encoding: its exit code, and what arrives there as bytes."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments, encoding="utf-8"):
        streams = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patch:
            for name, stream in zip(("stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, io.TextIOWrapper(stream, encoding, errors="strict"))
            with pytest.raises(SystemExit) as stop:
                main(["--data", str(tables), *arguments], prog_name="karamap")
            sys.stdout.flush()
            return stop.value.code, *(stream.getvalue() for stream in streams)

    return call


@pytest.fixture
def process(tables, tmp_path):
    """Call the command as a process of its own, in a shell that redirects its streams."""

    def call(*arguments, redirected="", env=None, options=(), cwd=tmp_path):
        command = [sys.executable, *options, "-m", "karamap", "--data", str(tables), *arguments]
        shell = ["bash", "-c", f'"$@" {redirected}', "bash", *command]
        with finishing():
            done = subprocess.run(
                shell, capture_output=True, env={**os.environ, **(env or {})}, cwd=cwd, check=False, timeout=60
            )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done

    return call


ENCODINGS = ["cp1252", "cp866", "ascii", "latin-1", "utf-16"]


@pytest.mark.parametrize("arguments", SAYING.values(), ids=SAYING)
def test_what_is_put_out_is_the_same_utf8_on_any_console(console, arguments):
    expected = console(*arguments)
    assert expected[0] == 0
    assert expected[1].decode("utf-8")
    for encoding in ENCODINGS:
        assert console(*arguments, encoding=encoding) == expected


@pytest.mark.parametrize("arguments", COMPLAINING.values(), ids=COMPLAINING)
def test_what_is_wrong_is_said_on_any_console(console, arguments):
    code, out, err = expected = console(*arguments)
    assert (code in (1, 2), out) == (True, b"")
    assert re.search("[А-я]{4,}", err.decode("utf-8"))
    for encoding in ENCODINGS:
        assert console(*arguments, encoding=encoding) == expected


LOCALES = [
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "cp866"},
]


@pytest.mark.slow
@pytest.mark.parametrize("env", LOCALES, ids=lambda env: " ".join(map("=".join, env.items())))
def test_letters_come_in_and_go_out_in_any_locale(process, env, tmp_path):
    done = process("resolve", "İtkin", "--format", "json", env=env)
    assert '"name": "İtkin"' in done.stdout.decode("utf-8")
    assert '"outcome": "resolved"' in done.stdout.decode("utf-8")
    drawn = process("-q", "render", "--date", DAY, "--title", "Ցուցակ", "-o", "карта Հադրութ.html", env=env)
    assert drawn.stdout.decode("utf-8") == "карта Հադրութ.html\n"
    assert "Ցուցակ" in (tmp_path / "карта Հադրութ.html").read_text(encoding="utf-8")
    assert "'Шуша'" in process("why", "Шуша", env=env).stderr.decode("utf-8")


def test_a_name_of_raw_bytes_is_written_and_named_safely(process, tmp_path):
    name = os.fsdecode(b"\xff\x1b[2J.html")
    done = process("-q", "render", "--date", DAY, "-o", name)
    assert done.stdout == b"\\udcff\\x1b[2J.html\n"
    assert [path.name for path in tmp_path.iterdir()] == [name]


WRITING = {
    "what a command says": ("control", "--date", DAY),
    "a stream": ("control", "--from", "2020-10-01", "--to", DAY, "--format", "csv"),
    "answers": ("resolve", "Heyva"),
    "a map": ("render", "--date", DAY, "-o", "-"),
    "a fingerprint": ("check", "--fingerprint"),
    "the name of a file": ("render", "--date", DAY, "-o", "map.html"),
    "help": ("control", "--help"),
    "the version": ("--version",),
}


@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("arguments", WRITING.values(), ids=WRITING)
def test_a_stdout_that_is_full_or_closed_is_said(process, arguments, unbuffered):
    env = {"PYTHONUNBUFFERED": unbuffered}
    full = process("-q", *arguments, redirected=">/dev/full", env=env)
    assert (full.returncode, full.stderr) == (1, b"karamap: cannot write to stdout: No space left on device\n")
    closed = process("-q", *arguments, redirected=">&-", env=env)
    assert (closed.returncode, closed.stderr) == (1, b"karamap: cannot write to stdout: it is closed\n")


@pytest.mark.slow
@pytest.mark.parametrize("redirected", ["2>&-", "2>/dev/full", "<&- 2>&-"])
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_without_stderr_the_work_is_done(process, redirected, unbuffered, tmp_path):
    env = {"PYTHONUNBUFFERED": unbuffered}
    done = process("render", "--date", DAY, "-o", "map.html", redirected=redirected, env=env)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"map.html\n", b"")
    assert (tmp_path / "map.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert process("control", "--date", "yesterday", redirected=redirected, env=env).returncode == 2


def test_a_closed_stdin_is_an_empty_list(process):
    done = process("resolve", "-", redirected="<&-")
    assert done.returncode == 1
    assert done.stderr.startswith(b"stdin:1")


@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize(
    "arguments", [WRITING["a stream"], WRITING["a map"], WRITING["help"]], ids=["csv", "map", "help"]
)
def test_a_reader_that_has_had_enough_is_no_error(process, arguments, unbuffered):
    done = process("-q", *arguments, redirected="| true; exit ${PIPESTATUS[0]}", env={"PYTHONUNBUFFERED": unbuffered})
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_stdout_may_be_named_as_a_file(console, name):
    expected = console(*SAYING["render"])[1]
    assert console("render", "--date", DAY, "-o", name)[1] == expected


@pytest.mark.slow
def test_what_is_appended_to_stays(process, tmp_path):
    process("-q", "export", "--date", DAY, "-o", "/dev/stdout", redirected=">> all.txt")
    process("-q", "export", "--date", DAY, "-o", "/dev/stdout", redirected=">> all.txt")
    text = (tmp_path / "all.txt").read_text(encoding="utf-8")
    assert text[: len(text) // 2] == text[len(text) // 2 :]


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("render", "--date", DAY),
        ("export", "--date", DAY),
        ("control", "--date", DAY),
        ("control", "--from", "2020-10-01", "--to", DAY, "--format", "csv"),
        ("control", "--from", "2020-10-01", "--to", DAY, "--format", "parquet"),
    ],
    ids=["render", "export", "control", "panel", "parquet"],
)
def test_a_named_pipe_gets_what_a_file_gets(process, arguments, tmp_path):
    endings = {"render": "html", "export": "geojson", "control": "csv"}
    file = f"file.{'parquet' if 'parquet' in arguments else endings[arguments[0]]}"
    assert process("-q", *arguments, "-o", file).returncode == 0
    os.mkfifo(tmp_path / "pipe")
    form = ("--format", "csv") if arguments == ("control", "--date", DAY) else ()
    done = process("-q", *arguments, *form, "-o", "pipe", redirected="& cat pipe > got; wait $!")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "got").read_bytes() == (tmp_path / file).read_bytes()
    assert (tmp_path / "pipe").is_fifo()


def test_hard_links_are_told_unless_nobody_wants_to_hear(console, tmp_path):
    for quiet in ((), ("-q",)):
        (tmp_path / "other.html").unlink(missing_ok=True)
        (tmp_path / "map.html").write_text("old")
        (tmp_path / "other.html").hardlink_to(tmp_path / "map.html")
        _, out, err = console("render", "--date", DAY, "-o", "map.html", *quiet)
        assert out == b"map.html\n"
        said = b"map.html has 2 names (hard links); only this one is replaced\n"
        assert (said in err) is (not quiet)
        assert (tmp_path / "other.html").read_text() == "old"


@pytest.mark.parametrize("command", ["render", "export", "control", "diff", "totals", "events"])
def test_a_missing_folder_is_said_before_the_tables_are_read(console, monkeypatch, command):
    from karamap.theatre import loader

    monkeypatch.setattr(loader, "load", lambda *_: pytest.fail("the tables were read"))
    days = {"diff": ("2020-10-01", DAY), "totals": (), "events": ()}.get(command, ("--date", DAY))
    code, out, err = console(command, *days, "-o", "nowhere/a.html")
    assert (code, out) == (1, b"")
    assert b"cannot write nowhere/a.html: there is no folder nowhere; make it first, or name another\n" in err


def test_a_table_shows_no_control_characters():
    rows = [{"name": "Şuşa\x1b[2J", "note": "a\nb\u202e"}, {"name": "Laçın", "note": "1"}]
    assert as_table(("name", "note"), rows) == "name         note\nŞuşa\\x1b[2J  a\\nb\\u202e\nLaçın        1\n"
    assert as_lines(["Şuşa\x07", "می\u200cروم", "a\rb\x9b"]) == "Şuşa\\x07\nمی\u200cروم\na\\rb\\x9b\n"


@pytest.mark.parametrize("hostile", ["\x1b]0;owned\x07", "\u202egnp.exe", "\x9b2J", "\x7f", "a\rb"], ids=ascii)
def test_no_message_moves_the_cursor(console, tmp_path, small_world, monkeypatch, hostile):
    def spoil(built):
        built.rows["gazetteer/names.csv"][0]["name"] = f"İtkin{hostile}"

    folder = small_world(spoil).rename(tmp_path / f"tables{hostile}")
    asked = [
        ("--data", str(folder), "check"),
        ("why", f"Heyva{hostile}"),
        ("control", "--date", hostile),
        ("--data", f"no{hostile}", "check"),
        ("render", "--date", DAY, "--language", hostile),
        (f"--{hostile}",),
        (f"x{hostile}",),
    ]
    for arguments in asked:
        _, out, err = console(*arguments)
        text = (out + err).decode("utf-8").replace("\n", "")
        assert text.isprintable(), arguments


def test_a_name_in_the_answer_moves_no_cursor(console):
    code, out, err = console("resolve", "Hey\x1b[2Jva\u202e", "--strict")
    assert code == 3
    assert (out + err).decode("utf-8").replace("\n", "").isprintable()


HOMES = {
    "no home": {"HOME": ""},
    "a home that is not there": {"HOME": "/dev/null/home"},
    "a relative home": {"HOME": "somewhere"},
    "a relative cache": {"XDG_CACHE_HOME": "cache", "HOME": ""},
    "a cache below a file": {"XDG_CACHE_HOME": "/dev/null/cache"},
    "a cache that is a file": {"KARAMAP_CACHE": "/dev/null"},
    "a cache nowhere": {"KARAMAP_CACHE": "/proc/cache"},
    "an empty name": {"KARAMAP_CACHE": "", "HOME": "/dev/null/home"},
    "no scratch folder": {"TMPDIR": "/dev/null/scratch"},
}


@pytest.mark.parametrize("env", HOMES.values(), ids=HOMES)
def test_without_a_cache_all_is_done_and_nothing_is_said(console, monkeypatch, tmp_path, env):
    monkeypatch.delenv("KARAMAP_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    for arguments in (SAYING["resolve"], SAYING["areas"], SAYING["export"]):
        code, out, err = console("-q", *arguments)
        assert (code, err) == (0, b"")
        assert out
    assert list(tmp_path.iterdir()) == []


ANYWHERE = {
    "resolve": ("resolve", "Heyva"),
    "control": ("control", "--date", DAY),
    "why": ("why", "Heyva"),
    "render": ("render", "--date", DAY, "-o", "-"),
    "check": ("check", "--fingerprint"),
}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user")
@pytest.mark.parametrize("arguments", ANYWHERE.values(), ids=ANYWHERE)
def test_a_user_without_a_home_is_served(tables, arguments):
    may_read = ["--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"]
    other = ["setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups", *may_read]
    bare = ["env", "-i", f"PATH={os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE=1"]
    command = [*other, *bare, sys.executable, "-m", "karamap", "-q", "--data", str(tables), *arguments]
    done = subprocess.run(command, capture_output=True, cwd="/", check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("options", [("-I",), ("-W", "error"), ("-X", "utf8=0"), ("-bb",), ("-OO",), ("-X", "dev")])
@pytest.mark.parametrize("arguments", [ANYWHERE["resolve"], ANYWHERE["render"]], ids=["resolve", "render"])
def test_python_may_be_run_in_any_way(process, options, arguments):
    done = process("-q", *arguments, options=options)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow
@pytest.mark.parametrize("arguments", ANYWHERE.values(), ids=ANYWHERE)
def test_a_working_folder_that_is_gone_is_no_hindrance(process, tmp_path, arguments):
    redirected = f"; cd {tmp_path} && mkdir gone && cd gone && rmdir ../gone && " + '"$@"'
    done = process("-q", *arguments, redirected=redirected)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow
def test_a_file_for_a_working_folder_that_is_gone_is_refused(process, tmp_path):
    done = process(
        "render", "--date", DAY, "-o", "a.html", redirected='; mkdir gone && cd gone && rmdir ../gone && "$@"'
    )
    assert done.returncode == 1
    assert b"karamap: cannot write a.html: No such file or directory; its folder is gone; name another\n" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.1, 0.4, 0.8, 1.2])
def test_an_interrupt_leaves_the_old_file_and_no_traceback(tables, tmp_path, seconds):
    (tmp_path / "map.html").write_text("old")
    command = [sys.executable, "-m", "karamap", "--data", str(tables), "render", "--date", DAY, "-o", "map.html"]
    with (
        finishing(),
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running,
    ):
        time.sleep(seconds)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate()
    is_python_starting = running.returncode == 1 and b"Fatal Python error: init" in err
    # The last of the codes: before Python itself has begun or after it has ended.
    assert running.returncode in (0, 130, -signal.SIGINT) or is_python_starting
    assert b"Traceback" not in err or b"karamap" not in err
    text = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert text == "old" or text.endswith("</html>\n") or text.endswith("</html>")
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


def test_an_interrupt_in_the_midst_is_exit_130(console, tmp_path, monkeypatch):
    from karamap import page

    def interrupted(*_):
        raise KeyboardInterrupt

    (tmp_path / "map.html").write_text("old")
    monkeypatch.setattr(page, "html", interrupted)
    code, out, err = console("-q", "render", "--date", DAY, "-o", "map.html")
    assert (code, out, err) == (130, b"", b"\nAborted.\n")
    assert (tmp_path / "map.html").read_text() == "old"


@pytest.mark.slow
def test_scratch_files_in_the_cache_go_as_well(process, tmp_path):
    cache = tmp_path / "cache"
    cache.mkdir()
    left = cache / f"{PREFIX}1-abc.part"
    left.write_text("part")
    assert process("-q", "render", "--date", DAY, "-o", "-", env={"KARAMAP_CACHE": str(cache)}).returncode == 0
    assert not left.exists()
    assert any(path.name.startswith("layout-") for path in cache.iterdir())


def test_no_module_needs_unix_to_be_imported():
    only_there = re.compile(r"^(import|from) (fcntl|pwd|grp|resource|termios|posix)\b", re.M)
    package = Path(karamap.__file__).parent
    modules = {path.name: path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    assert [name for name, text in modules.items() if only_there.search(text)] == []
