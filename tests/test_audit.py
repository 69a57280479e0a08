"""What a command opens: every file of the tables at most once, and for writing only its output and the cache."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from karamap.tables.data_folder import data_dir

pytestmark = pytest.mark.slow

WATCHED = """
import json, os, sys

opened = []

def note(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if isinstance(path, (str, bytes, os.PathLike)):
            writes = bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            opened.append([os.path.abspath(os.fsdecode(path)), writes])
    elif event in ("socket.connect", "socket.getaddrinfo"):
        opened.append([event, True])

sys.dont_write_bytecode = True
sys.addaudithook(note)
from karamap.cli import main
try:
    main(sys.argv[2:])
except SystemExit as stop:
    assert not stop.code, stop.code
finally:
    with open(sys.argv[1], "w") as report:
        json.dump(opened, report)
"""

COMMANDS = {
    "render": ("render", "--date", "2020-10-22", "-o", "map.html"),
    "render of many days": ("render", "--from", "2020-10-20", "--to", "2020-10-22", "-o", "map.html"),
    "control": ("control", "--date", "2020-10-22"),
    "areas": ("control", "--areas", "--date", "2020-10-22"),
    "panel": ("control", "--from", "2020-10-20", "--to", "2020-10-22", "--format", "csv"),
    "resolve": ("resolve", "Çöpədərə"),
    "resolve a name that needs the orthographies": ("resolve", "Chopedere", "--district", "Zangilan"),
    "export": ("export", "--date", "2020-10-22", "-o", "ground.geojson"),
    "why": ("why", "Çöpədərə"),
    "diff": ("diff", "2020-10-21", "2020-10-22"),
    "totals": ("totals",),
    "events": ("events",),
    "check": ("check",),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A cache folder with what earlier runs keep."""
    folder = tmp_path_factory.mktemp("kept")
    environment = {**os.environ, "KARAMAP_CACHE": str(folder / "cache")}
    for command in (COMMANDS["resolve"], COMMANDS["render"]):
        karamap = [sys.executable, "-m", "karamap", *command]
        subprocess.run(karamap, cwd=folder, env=environment, capture_output=True, check=True)
    return folder / "cache"


@pytest.fixture
def watched(tmp_path, monkeypatch):
    """Run a command, and tell what it opened: pairs of a path and whether it was opened for writing."""
    cache, work = tmp_path / "cache", tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("KARAMAP_CACHE", str(cache))

    def run(*arguments):
        report = tmp_path / "report.json"
        command = [sys.executable, "-c", WATCHED, str(report), *arguments]
        subprocess.run(command, cwd=work, capture_output=True, check=True)
        return json.loads(report.read_text()), work, cache

    return run


@pytest.mark.parametrize("cached", [False, True], ids=["first run", "with what an earlier run kept"])
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_tables_are_opened_once_and_nothing_but_output_and_cache_is_written(watched, kept, tmp_path, command, cached):
    if cached:
        shutil.copytree(kept, tmp_path / "cache")
    opened, work, cache = watched(*command)
    folder = str(data_dir())
    tables = [path for path, _ in opened if path.startswith((f"{folder}/gazetteer/", f"{folder}/seeds/"))]
    assert tables
    assert sorted({path for path in tables if tables.count(path) > 1}) == []
    report = str(work.parent / "report.json")
    written = [path for path, writes in opened if writes and path != report]
    assert [path for path in written if not path.startswith((f"{work}/", f"{cache}/"))] in ([], ["/dev/null"])
