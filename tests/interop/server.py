"""A Nominatim of its own on loopback: a PostgreSQL cluster, an import, a server, all gone at the end."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

SECONDS_TO_START = 60


@contextmanager
def serving(write_osm):
    """Import what `write_osm(path)` writes and answer on loopback until the block ends; yields the domain."""
    binaries = _postgresql()
    nominatim = _tool("nominatim", "pip install nominatim-db nominatim-api falcon uvicorn")
    _tool("osm2pgsql", "Debian: apt-get install osm2pgsql")
    folder = Path(tempfile.mkdtemp(prefix="karamap-nominatim-"))
    try:
        folder.chmod(0o755)
        write_osm(folder / "places.osm")
        with _database(binaries, folder) as environment, _nominatim(nominatim, folder, environment) as domain:
            yield domain
    finally:
        shutil.rmtree(folder)


def _tool(name, remedy):
    found = shutil.which(name)
    if not found:
        pytest.fail(f"{name} is not on the PATH ({remedy})", pytrace=False)
    return found


def _postgresql():
    """The folder of PostgreSQL's own programs, the newest if there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    initdb = found[-1] if found else Path(_tool("initdb", "Debian: apt-get install postgresql postgresql-postgis"))
    return initdb.parent


@contextmanager
def _database(binaries, folder):
    """A cluster behind a socket in the folder, with the role that Nominatim's reader needs; yields the environment."""
    data, sockets = folder / "database", folder / "sockets"
    for path in (data, sockets):
        path.mkdir()
    # PostgreSQL refuses to run as root, so root lends it to the user that Debian made for it.
    user = "postgres" if os.getuid() == 0 else None
    if user:
        for path in (data, sockets):
            shutil.chown(path, user, user)
    lent = {"user": user, "group": user, "extra_groups": [], "cwd": "/"} if user else {}
    owner = user or getpass.getuser()
    initdb = [binaries / "initdb", "-D", data, "-A", "trust", "-U", owner, "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(initdb, check=True, capture_output=True, **lent)
    options = ["-k", sockets, "-c", "listen_addresses=", "-c", "fsync=off"]
    with (folder / "postgresql.log").open("wb") as log:
        running = subprocess.Popen([binaries / "postgres", "-D", data, *options], stdout=log, stderr=log, **lent)
    try:
        environment = os.environ | {"PGHOST": str(sockets), "PGUSER": owner}
        ready = [binaries / "pg_isready", "-q"]
        _wait(running, lambda: subprocess.run(ready, env=environment, check=False).returncode == 0)
        role = [binaries / "psql", "-q", "-d", "postgres", "-c", 'CREATE ROLE "www-data" LOGIN']
        subprocess.run(role, env=environment, check=True)
        yield environment | {"NOMINATIM_DATABASE_DSN": f"pgsql:dbname=nominatim;host={sockets};user={owner}"}
    finally:
        running.send_signal(2)  # SIGINT: shut down without waiting for clients
        running.wait(SECONDS_TO_START)


@contextmanager
def _nominatim(nominatim, folder, environment):
    project = folder / "project"
    project.mkdir()
    environment = environment | {"NOMINATIM_IMPORT_STYLE": "admin"}
    made = subprocess.run(
        [nominatim, "import", "--no-updates", "--project-dir", project, "--osm-file", folder / "places.osm"],
        env=environment,
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-2000:]
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        domain = f"127.0.0.1:{chosen.getsockname()[1]}"
    with (folder / "server.log").open("wb") as log:
        serve = [nominatim, "serve", "--server", domain, "--project-dir", project]
        running = subprocess.Popen(serve, env=environment, cwd=project, stdout=log, stderr=log)
    try:
        _wait(running, lambda: _answers(f"http://{domain}/status"))
        yield domain
    finally:
        running.terminate()
        running.wait(SECONDS_TO_START)


def _answers(url):
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        return direct.open(url, timeout=5).read() == b"OK"
    except OSError:
        return False


def _wait(running, ready):
    end = time.monotonic() + SECONDS_TO_START
    while not ready():
        assert running.poll() is None, f"{running.args[0]} ended with {running.returncode}"
        assert time.monotonic() < end, f"{running.args[0]} was not ready within {SECONDS_TO_START} s"
        time.sleep(0.2)
