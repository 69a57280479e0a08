"""CONTRIBUTING.md is enough to correct a claim, to add a place and to cite a map: a transcript of its lines."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent

BLOCK = re.compile(r"^(?P<indent> *)```sh\n(?P<lines>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def transcript(tmp_path_factory):
    """The tables after every line was typed in a copy of them, and what was told."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("gazetteer", "seeds", "versions"):
        shutil.copytree(ROOT / name, folder / name)
    commands = tmp_path_factory.mktemp("bin")
    (commands / "karamap").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m karamap --data . "$@"\n')
    (commands / "karamap").chmod(0o755)
    blocks = [found["lines"] for found in BLOCK.finditer((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))]
    script = "set -e -x\n" + "\n".join(re.sub(r"^ +", "", block, flags=re.MULTILINE) for block in blocks)
    env = {**os.environ, "PATH": f"{commands}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3_000:]
    return folder, done.stdout


def test_the_wrong_claim_is_taken_back_with_its_source(transcript):
    _, told = transcript
    *_, last = told.split("Ağbənd (town")
    assert "Armenian forces" in last.splitlines()[1]
    assert "The film shows the posts still manned on that day." in last
    assert "https://example.org/film" in last


def test_no_row_of_before_is_gone(transcript):
    folder, _ = transcript
    for name in ("seeds/claims.csv", "seeds/citations.csv", "seeds/sources.csv", "gazetteer/places.csv"):
        before, after = ((root / name).read_text(encoding="utf-8").splitlines() for root in (ROOT, folder))
        assert not {*before} - {*after}


def test_the_log_says_why_and_by_which_source(transcript):
    folder, told = transcript
    changes = (folder / "versions/changes.csv").read_text(encoding="utf-8").splitlines()
    (line,) = (line for line in changes if ",gazetteer/places.csv,km9001," in line)
    reason_id = line.rpartition(",")[2]
    reasons = (folder / "versions/reasons.csv").read_text(encoding="utf-8")
    assert f"{reason_id},2026-12-01,A village that no list had.,," in reasons
    assert "A film shows the posts still manned on 22 October.,example-20250301," in reasons
    assert "A film shows the posts still manned on 22 October." in told


def test_the_new_place_has_its_name(transcript):
    _, told = transcript
    assert "Example Village" in told
    assert "km9001" in told


def test_the_citation_names_both_versions(transcript):
    _, told = transcript
    assert re.search(r"karamap \d+\.\d+\.\S+ Tables \d{4}\.\d\d \([0-9a-f]{12}\)", told)
