"""The commands of the examples, as their READMEs have them, in an empty folder.

The imagined war needs nothing. Sudan and Ukraine need files of others, which are never kept here: KARAMAP_THEATRES
names a folder that has them (`populated_places_points.zip`, `sdn_admin2.zip`; `towns_YYYY-MM-DD.csv`) somewhere in it.
"""

import os
import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
MOST_COMMANDS = 3
OURS = re.compile("karabakh|qarabağ|artsakh|hadrut|şuşa|shusha|арцах|карабах|արցախ|ղարաբաղ", re.IGNORECASE)
"""Words of the theatre that the package comes with."""


def commands(path: Path) -> list[list[str]]:
    """The commands of the first block of a README, as words."""
    (block, *_) = re.findall(r"```sh\n(.+?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    return [shlex.split(line) for line in block.replace("\\\n", " ").splitlines()]


@pytest.fixture
def transcript(run_process, tmp_path):
    """Run commands in an empty folder beside the examples, and give what they printed and the page that they made."""
    (tmp_path / "examples").symlink_to(EXAMPLES, target_is_directory=True)

    def run(path: Path) -> tuple[str, str]:
        lines, told = commands(path), []
        assert 1 < len(lines) <= MOST_COMMANDS
        for program, *words in lines:
            assert program == "karamap"
            done = run_process(*words)
            told.append(f"$ {shlex.join([program, *words])}\n{done.stderr}{done.stdout}")
            assert done.returncode == 0, told[-1]
        print("".join(told))
        page = tmp_path / lines[-1][lines[-1].index("-o") + 1]
        return "".join(told), page.read_text(encoding="utf-8")

    return run


def brought(folder: Path, pattern: str) -> None:
    """Put files of others into a folder, or skip where nobody has named any."""
    named = os.environ.get("KARAMAP_THEATRES", "")
    found = sorted(Path(named).rglob(pattern)) if named else []
    if not found:
        pytest.skip(f"KARAMAP_THEATRES names no folder that has {pattern}")
    for path in found:
        (folder / path.name).symlink_to(path)


def test_the_imagined_war(transcript):
    told, page = transcript(EXAMPLES / "README.md")
    assert "no problem found" in told and "26 places" in told
    assert OURS.findall(page) == []
    assert "the Isles of Merrow" in page


def test_sudan(transcript, tmp_path):
    for name in ("populated_places_points.zip", "sdn_admin2.zip"):
        brought(tmp_path, name)
    told, page = transcript(EXAMPLES / "sudan/README.md")
    assert "60 claims about 27 places" in told and "no problem found" in told
    assert not (tmp_path / "sudan/to_do/claims.csv").exists()
    assert "El Fasher" in page and OURS.findall(page) == []


def test_ukraine(transcript, tmp_path):
    brought(tmp_path, "towns_*.csv")
    told, page = transcript(EXAMPLES / "ukraine/README.md")
    assert "no problem found" in told
    assert "Bakhmut" in page and OURS.findall(page) == []
