"""Runs scripts of the page in Node, without a browser."""

import json
import os
import shutil
import subprocess
from importlib.resources import files

import pytest

HEAD = """
globalThis.window = { karamap: {} };
const fs = require("fs");
for (const path of process.argv.slice(2)) require("vm").runInThisContext(fs.readFileSync(path, "utf-8"), path);
const { karamap } = window;
const given = JSON.parse(fs.readFileSync(0, "utf-8"));
"""


def run(scripts, code, given):
    """Load files of the page, run some code on what is given, and return what the code returns.

    Without Node the test is skipped, save under CI.
    """
    found = shutil.which("node")
    if found is None:
        reason = "Node is not here: the page's scripts were not run"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    paths = [str(files("karamap.page").joinpath("js", name)) for name in scripts]
    program = f"{HEAD}\nprocess.stdout.write(JSON.stringify((() => {{ {code} }})()));"
    done = subprocess.run(
        [found, "--stack-size=4000", "-e", program, "--", "program", *paths],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
