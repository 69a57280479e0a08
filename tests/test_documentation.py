"""The documentation names commands, options, pages and drawings that there are; `make docs` builds it strictly."""

import csv
import importlib
import re
import shlex
from pathlib import Path

import click
import pytest

from karamap.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
WRITTEN = sorted(page for folder in (".", "docs", "examples", "examples/*") for page in ROOT.glob(f"{folder}/*.md"))

LINE = re.compile(r"^ *(karamap .+)$", re.MULTILINE)
FENCED = re.compile(r"^( *)```sh\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def commands():
    """Every line of karamap in a block of shell, with its page."""
    for page in (*PAGES, ROOT / "CONTRIBUTING.md"):
        for block in FENCED.finditer(page.read_text(encoding="utf-8")):
            joined = block[2].replace("\\\n", " ")
            for line in LINE.findall(joined):
                yield pytest.param(line, id=f"{page.name}: {line[:60].strip()}")


@pytest.mark.parametrize("line", list(commands()))
def test_a_command_of_the_documentation_is_one(line):
    """Its options are known; what follows a pipe or a sign of the shell is none of its."""
    words = shlex.split(line, comments=True)
    words = words[
        : next((at for at, word in enumerate(words) if word[0] in "<>|" or word.startswith("2>")), len(words))
    ]
    context = click.Context(main)
    *_, rest = main.make_parser(context).parse_args(words[1:])[:2]
    name, *arguments = rest
    assert name in COMMANDS
    command = importlib.import_module(f"karamap.cli.{name.replace('-', '_')}").command
    command.make_parser(click.Context(command, obj={})).parse_args(list(arguments))


def test_every_page_is_in_the_navigation_and_there():
    named = re.findall(r"^  - [^:]+: (\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == [page.name for page in PAGES]


def test_every_drawing_that_is_shown_is_drawn_and_the_other_way_round():
    drawn = set(re.findall(r'^    "(live/[^"]+)":', (DOCS / "live.py").read_text(encoding="utf-8"), re.MULTILINE))
    shown = {
        name for page in PAGES for name in re.findall(r"[(\"](live/[^)\"]+)[)\"]", page.read_text(encoding="utf-8"))
    }
    assert drawn == shown


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_and_every_picture_is_there(page):
    """Drawings in `live/` are made with the site, and what they are is tested above."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    files = [target for target in targets if ":" not in target and not target.startswith("live/")]
    assert [target for target in files if not (page.parent / target).exists()] == []


def values_of_statements():
    """The settings of the tables of statements, and the values of roles that say more of a phrase than its class."""
    told = {"setting": "form", "clause": "value", "scope": "value", "word": "value"}
    found = set()
    for path in (ROOT / "gazetteer" / "statements").glob("??.csv"):
        with path.open(encoding="utf-8", newline="") as rows:
            found.update((row["role"], row[told[row["role"]]]) for row in csv.DictReader(rows) if row["role"] in told)
    return sorted((role, value) for role, value in found if value)


@pytest.mark.parametrize(("role", "value"), values_of_statements())
def test_what_a_table_of_statements_says_is_explained(role, value):
    assert f"`{value}`" in (ROOT / "gazetteer" / "README.md").read_text(encoding="utf-8"), role
