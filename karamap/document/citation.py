"""How to cite what was made: as text, BibTeX and CSL JSON. Authors are those that the package names."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from typing import Any

from karamap import __version__
from karamap.document.day_words import capital
from karamap.document.notes import tables_named
from karamap.document.wording import Wording
from karamap.theatre.theatre import Theatre

YEAR = 2026
"""The year of this version; the clock is not asked."""

SHOWN_DIGITS = 12
"""So many digits of a fingerprint tell two sets of tables apart."""

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}
"""What LaTeX would take for a command, and how it is written instead."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: the theatre, the day and the state of knowledge in words (empty for all), tables and address."""

    title: str
    authors: tuple[str, ...]
    day: str
    known: str
    tables: str
    fingerprint: str
    address: str = ""

    @property
    def full_title(self) -> str:
        """What the work is called, with the day if there is one."""
        about = f"{capital(self.title)}: who held what" if self.title else "Who held what"
        return f"{about}, as of {self.day}" if self.day else about

    @property
    def note(self) -> str:
        """Knowledge and tables."""
        known = f"As known on {self.known}. " if self.known else ""
        tables = tables_named(self.tables, self.fingerprint[:SHOWN_DIGITS])
        return f"{known}Tables {tables}, from published statements listed in the record."

    def text(self) -> str:
        """One paragraph."""
        address = f" {self.address}" if self.address else ""
        authors = ", ".join(self.authors)
        return f"{authors} ({YEAR}). {self.full_title}. karamap {__version__}. {self.note}{address}"

    def bibtex(self) -> str:
        """An entry for BibTeX and biber: UTF-8, with LaTeX's own characters escaped."""
        fields = {
            "author": " and ".join(f"{{{_latex(author)}}}" for author in self.authors),
            "title": f"{{{_latex(self.full_title)}}}",
            "year": str(YEAR),
            "version": _latex(__version__),
            "howpublished": _latex(f"karamap {__version__}"),
            "note": _latex(self.note),
            **({"url": _url(self.address)} if self.address else {}),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}}}\n"

    def csl(self) -> str:
        """A list of one item of CSL JSON, as Pandoc, Quarto and Zotero read it."""
        item: dict[str, Any] = {
            "id": self.key,
            "type": "dataset",
            "title": self.full_title,
            "author": [{"literal": author} for author in self.authors],
            "issued": {"date-parts": [[YEAR]]},
            "publisher": "karamap",
            "version": __version__,
            "note": f"{self.note} SHA-256 of the tables: {self.fingerprint}",
            **({"URL": self.address} if self.address else {}),
        }
        return json.dumps([item], ensure_ascii=False, indent=1) + "\n"

    @property
    def key(self) -> str:
        """By what a text refers to it."""
        return f"karamap-{self.fingerprint[:SHOWN_DIGITS]}"


def citation(theatre: Theatre, *, day: date | None = None, known_on: date | None = None, address: str = "") -> Citation:
    """How to cite a theatre, or one day of it.

    Args:
        theatre: the checked tables.
        day: the day on the ground, if one is cited.
        known_on: what was made public later was left out.
        address: where the work can be read.
    """
    wording = Wording.of(theatre)
    return Citation(
        title=theatre.settings.title,
        authors=authors(),
        day=wording.day(day) if day else "",
        known=wording.day(known_on) if known_on else "",
        tables=theatre.settings.version,
        fingerprint=theatre.fingerprint,
        address=address,
    )


def authors() -> tuple[str, ...]:
    """The authors of the package, by its own metadata."""
    told = metadata.metadata("karamap")
    named = [*(told.get_all("Author") or []), *(told.get_all("Author-email") or [])]
    people = [re.sub(r"\s*<[^>]*>", "", person).strip() for line in named for person in line.split(",")]
    return tuple(dict.fromkeys(person for person in people if person))


def _latex(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))


def _url(address: str) -> str:
    """An address within braces: what would end them is escaped as addresses have it."""
    return "".join(f"%{ord(character):02X}" if character in "{}\\ " else character for character in address)
