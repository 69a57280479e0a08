"""An OpenRefine of its own on loopback, asked by the commands that its page uses; gone at the end."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
import uuid
from contextlib import contextmanager
from pathlib import Path

SECONDS = 120
MEMORY = "512M"
WITHOUT_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
ALL_ROWS = {"facets": [], "mode": "row-based"}


@contextmanager
def running(openrefine):
    """Start it with a folder of its own, and yield what asks it."""
    folder = Path(tempfile.mkdtemp(prefix="karamap-openrefine-"))
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    command = [openrefine, "-i", "127.0.0.1", "-p", str(port), "-d", folder / "data", "-m", MEMORY]
    command += ["-x", "refine.headless=true"]
    with (folder / "log").open("wb") as log:
        # A session of its own: Debian's command is a shell script around the program.
        started = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        asked = Refine(f"http://127.0.0.1:{port}/command/core/")
        asked.wait_until(lambda: asked.is_there(), "OpenRefine has started")
        yield asked
    finally:
        os.killpg(started.pid, signal.SIGTERM)
        started.wait(SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


class Refine:
    """The commands of one OpenRefine."""

    def __init__(self, address):
        self.address = address

    def is_there(self):
        """Whether it answers."""
        try:
            return "version" in self.get("get-version")
        except OSError:
            return False

    def get(self, command, **asked):
        """Ask, without a change of anything."""
        return json.loads(self._answer(f"{command}?{urllib.parse.urlencode(asked)}").read())

    def post(self, command, **form):
        """Ask for a change, or for what takes a form."""
        told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in form.items()}
        content = urllib.parse.urlencode(told | {"csrf_token": self._token()}).encode()
        return self._answer(command, content).read().decode()

    def create_project(self, table):
        """Bring a table of comma-separated values; gives the number of the project."""
        border = uuid.uuid4().hex
        parts = [
            ("project-name", None, "names"),
            ("format", None, "text/line-based/*sv"),
            ("options", None, json.dumps({"separator": ",", "encoding": "UTF-8"})),
            ("project-file", "names.csv", table),
        ]
        lines = []
        for name, file, value in parts:
            named = f'; filename="{file}"\r\nContent-Type: text/csv' if file else ""
            lines.append(f'--{border}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n{value}\r\n')
        content = ("".join(lines) + f"--{border}--\r\n").encode()
        command = f"create-project-from-upload?csrf_token={self._token()}"
        with self._answer(command, content, f"multipart/form-data; boundary={border}") as answer:
            (number,) = urllib.parse.parse_qs(urllib.parse.urlsplit(answer.url).query)["project"]
        return number

    def done(self, project):
        """Wait until the long work of a project has ended."""
        self.wait_until(lambda: not self.get("get-processes", project=project)["processes"], "the work is done")

    def wait_until(self, is_so, what):
        """Wait for something, but not for ever."""
        end = time.monotonic() + SECONDS
        while not is_so():
            assert time.monotonic() < end, f"not within {SECONDS} s: {what}"
            time.sleep(0.2)

    def _token(self):
        return self.get("get-csrf-token")["token"]

    def _answer(self, command, content=None, kind="application/x-www-form-urlencoded; charset=utf-8"):
        headers = {"Content-Type": kind} if content else {}
        return WITHOUT_PROXY.open(
            urllib.request.Request(self.address + command, data=content, headers=headers), timeout=SECONDS
        )
