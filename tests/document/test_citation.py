"""A citation names authors, year, version and tables, and nothing that nobody said."""

import json
import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from karamap import __version__
from karamap.document.citation import YEAR, authors, citation

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def cited(small_theatre):
    return citation(
        small_theatre(), day=date(2020, 10, 22), known_on=date(2020, 10, 23), address="https://example.org/m"
    )


def test_authors_are_those_of_the_package():
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["authors"]
    assert authors() == tuple(author["name"] for author in stated)


def test_the_year_is_that_of_the_licence():
    assert f"Copyright (c) {YEAR}" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_text_has_it_all(cited):
    text = cited.text()
    for part in ("The karamap developers (2026)", "The small world: who held what, as of 22 October 2020", __version__):
        assert part in text
    assert f"As known on 23 October 2020. Tables {cited.fingerprint[:12]}" in text
    assert text.endswith("https://example.org/m")
    assert "doi" not in text.lower()


def test_csl_is_json_with_a_literal_author(cited):
    (item,) = json.loads(cited.csl())
    assert item["author"] == [{"literal": "The karamap developers"}]
    assert (item["issued"], item["URL"]) == ({"date-parts": [[YEAR]]}, "https://example.org/m")
    assert cited.fingerprint in item["note"]
    assert "DOI" not in item


def test_bibtex_has_balanced_braces_and_no_command_of_latex(cited):
    hostile = replace(cited, title=r"50 % of A_B & C#{ \input{x} ~^$", address="https://example.org/a}b")
    entry = hostile.bibtex()
    plain = re.sub(r"\\(textbackslash|textasciitilde|textasciicircum)\{\}|\\[&%$#_{}]", "", entry)
    assert plain.count("{") == plain.count("}")
    assert "\\" not in plain
    assert "url = {https://example.org/a%7Db}" in entry
    assert entry.startswith(f"@misc{{karamap-{cited.fingerprint[:12]},\n")
