"""Turns a spelling into keys under which the same name meets itself across scripts and romanisations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from anyascii import anyascii

from karamap import tables
from karamap.tables import Column, Table

ORTHOGRAPHY_COLUMNS = (Column("grapheme", tables.text), Column("phoneme", tables.text, required=False))
SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Armn": "ARMENIAN", "Arab": "ARABIC"}
ORTHOGRAPHIES = {
    script: Table(f"gazetteer/orthographies/{script}.csv", ORTHOGRAPHY_COLUMNS, ("grapheme",)) for script in SCRIPTS
}
"""One table a script: a written grapheme and the broad phoneme it stands for at the first level."""


@dataclass(frozen=True)
class Orthographies:
    """Graphemes of every script and the broad phonemes they stand for; the longest grapheme wins."""

    phonemes: Mapping[str, str]
    longest: int

    @classmethod
    def load(cls, folder: Path) -> Orthographies:
        """Read the tables in `gazetteer/orthographies/`."""
        rows = [row for table in ORTHOGRAPHIES.values() for row in tables.read(table, folder)]
        phonemes = {row["grapheme"]: row["phoneme"] or "" for row in rows}
        return cls(phonemes, max(map(len, phonemes), default=1))

    def key(self, name: str) -> str:
        """The first-level key of a name: broad phonemes, no spaces, doubled sounds once.

        Two spellings of one name in two scripts or romanisations give the same key as far as letters
        alone decide it; the key says nothing about which language is right.
        """
        words = re.split(r"[^\w']+", fold(name))
        return re.sub(r"(.)\1+", r"\1", "".join(self._phonemes(word) for word in words))

    def _phonemes(self, word: str) -> str:
        out, at = [], 0
        while at < len(word):
            for size in range(min(self.longest, len(word) - at), 0, -1):
                if (sound := self.phonemes.get(word[at : at + size])) is not None:
                    break
            else:
                size, sound = 1, anyascii(word[at]).casefold()
            out.append(sound)
            at += size
        return "".join(out)


def fold(name: str) -> str:
    """Case and presentation folded, letters kept: what makes two spellings the same spelling.

    >>> fold("İŞIQLI") == fold("işıqlı")
    True
    >>> fold("Kənd  Zəngilan")
    'kənd zəngilan'
    """
    lowered = name.replace("İ", "i").replace("I", "ı") if _is_turkic(name) else name
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", lowered).casefold())
    return " ".join(re.sub(r"[’ʼ`´‘]", "'", composed).replace("ǝ", "ə").split())


def _is_turkic(name: str) -> bool:
    return any(letter in "əƏıİşŞçÇğĞöÖüÜ" for letter in name)


def script_of(name: str) -> str:
    """The ISO 15924 code of the script most letters of a name are in, `Zyyy` if none is known.

    >>> script_of("Чопедере"), script_of("Աղբենդ"), script_of("Ağbənd")
    ('Cyrl', 'Armn', 'Latn')
    """
    scripts = [_script_of_letter(letter) for letter in name if letter.isalpha()]
    known = [script for script in SCRIPTS if script in scripts]
    return max(known, key=scripts.count) if known else "Zyyy"


@cache
def _script_of_letter(letter: str) -> str:
    described = unicodedata.name(letter, "")
    return next((code for code, word in SCRIPTS.items() if described.startswith(word)), "Zyyy")
