"""How languages write: graphemes and the phonemes they stand for, levels, modifiers, generic words and endings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from karamap.gazetteer.schema import script
from karamap.names.scripts import is_written_in
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Row, Table

FOLDER = "gazetteer/orthographies"


CASINGS = ("plain", "dotted")
"""How capital letters become small ones: `dotted` keeps İ and I apart, as Azerbaijani and Turkish do."""


VOWELS = ("written", "partly")
"""Whether an orthography writes its vowels; Arabic and Persian leave most short ones to the reader."""


POSITIONS = ("initial", "final")


SILENT = ("",)
"""The reading of a grapheme that has none where it stands."""


LEVEL_NUMBERS = (1, 2, 3)


CLASSES = ("vowel", "consonant")


WHERE = re.compile(r"(doubled|(initial|final|(after|before) (vowel|consonant))( (final|before (vowel|consonant)))?)")


MEANINGS = ("city", "town", "village", "settlement", "height", "bridge", "monastery", "district")


ORTHOGRAPHIES = Table(
    f"{FOLDER}/orthographies.csv",
    (
        Column("id", tables.identifier),
        Column("language", tables.identifier),
        Column("script", script),
        Column("casing", tables.choice(*CASINGS)),
        Column("vowels", tables.choice(*VOWELS)),
        Column("rank", tables.count),
        Column("note", tables.text, required=False),
    ),
    ("id",),
)
"""The orthographies of a theatre; each has a table of graphemes of its own, named by its id."""


PHONEMES = Table(
    f"{FOLDER}/phonemes.csv",
    (Column("phoneme", tables.text), Column("class", tables.choice(*CLASSES)), Column("example", tables.text)),
    ("phoneme",),
)


LEVELS = Table(
    f"{FOLDER}/levels.csv",
    (
        Column("level", tables.count),
        Column("step", tables.identifier),
        Column("from", tables.text),
        Column("to", tables.text, required=False),
        Column("where", tables.text, required=False),
    ),
    ("level", "step"),
)


MODIFIERS = Table(
    f"{FOLDER}/modifiers.csv",
    (
        Column("word", tables.text),
        Column("language", tables.identifier),
        Column("tag", tables.identifier, required=False),
    ),
    ("tag", "language", "word"),
)


GENERICS = Table(
    f"{FOLDER}/generics.csv",
    (
        Column("word", tables.text),
        Column("language", tables.identifier),
        Column("kind", tables.choice(*MEANINGS), required=False),
        Column("first", tables.yes_no),
    ),
    ("language", "word"),
)


ENDINGS = Table(
    f"{FOLDER}/endings.csv",
    (
        Column("ending", tables.text),
        Column("becomes", tables.text, required=False),
        Column("language", tables.identifier),
    ),
    ("language", "ending", "becomes"),
)


TABLES = (ORTHOGRAPHIES, PHONEMES, LEVELS, MODIFIERS, GENERICS, ENDINGS)


@dataclass(frozen=True)
class Orthography:
    """How one language writes: graphemes to broad phonemes, the longest grapheme first."""

    id: str
    language: str
    script: str
    dotted: bool
    partly: bool
    graphemes: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By position ("", "initial", "final"), grapheme to its readings; the first is the usual one."""

    simplified: tuple[Mapping[str, tuple[str, ...]], ...]
    """The same, position by position, the phonemes by the one-letter rules of level 1: what keys are made of.

    The first has every grapheme: one that stands nowhere but at a beginning or an end is silent elsewhere.
    """

    letters: frozenset[str]
    pattern: re.Pattern[str]

    def small(self, word: str) -> str:
        """A word in small letters, by the casing of this orthography."""
        if self.dotted:
            word = word.replace("İ", "i").replace("I", "ı")
        return word.casefold().replace("\u0307", "")

    def readings(self, word: str) -> list[tuple[str, ...]]:
        """The simplified phonemes of each grapheme of a word in small letters, with alternatives."""
        found = self.pattern.findall(word)
        anywhere, initial, final = self.simplified
        read = list(map(anywhere.__getitem__, found))
        if found and (initial or final):
            first, last = found[0], found[-1]
            if last in final and word.endswith(last):
                read[-1] = final[last]
            if first in initial and word.startswith(first):
                read[0] = initial[first]
        return read


def graphemes(orthography_id: str) -> Table:
    """The table of one orthography: a grapheme, the phonemes it may stand for, and where in a word."""
    columns = (
        Column("grapheme", tables.text),
        Column("phonemes", tables.text, required=False),
        Column("position", tables.choice(*POSITIONS), required=False),
    )
    return Table(f"{FOLDER}/{orthography_id}.csv", columns, ("grapheme", "position"))


def orthography(
    row: Row, rows: Iterable[Row], phonemes: Iterable[str], simplified: Callable[[str], str]
) -> Orthography:
    """An orthography from its tables; the phonemes of its own script that it does not use stand for themselves.

    `simplified` applies the one-letter rules of level 1.
    """
    readings: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for item in rows:
        readings[item["position"] or ""][item["grapheme"]] = tuple((item["phonemes"] or "").split(" "))
    for phoneme in phonemes:
        if is_written_in(phoneme, row["script"]):
            readings[""].setdefault(phoneme, (phoneme,))
    known = {grapheme for position in readings.values() for grapheme in position}
    graphemes = {position: readings[position] for position in ("", *POSITIONS)}
    anywhere, initial, final = [_simplified(known_there, simplified) for known_there in graphemes.values()]
    return Orthography(
        row["id"],
        row["language"],
        row["script"],
        row["casing"] == "dotted",
        row["vowels"] == "partly",
        graphemes,
        (dict.fromkeys(known, SILENT) | anywhere, initial, final),
        frozenset("".join(known)),
        _finding(known),
    )


def _simplified(
    graphemes: Mapping[str, tuple[str, ...]], simplified: Callable[[str], str]
) -> dict[str, tuple[str, ...]]:
    return {grapheme: tuple(map(simplified, heard)) for grapheme, heard in graphemes.items()}


def _finding(graphemes: Iterable[str]) -> re.Pattern[str]:
    """Finds graphemes in a word, the longest first; single letters as one class, which is found fastest."""
    longest_first = sorted(graphemes, key=lambda grapheme: (-len(grapheme), grapheme))
    letters = "".join([re.escape(grapheme) for grapheme in longest_first if len(grapheme) == 1])
    longer = [re.escape(grapheme) for grapheme in longest_first if len(grapheme) > 1]
    return re.compile("|".join([*longer, f"[{letters}]"] if letters else longer) or "$^")
