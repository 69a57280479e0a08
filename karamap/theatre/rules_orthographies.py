"""What must hold of the tables that say how languages write."""

from __future__ import annotations

from collections.abc import Iterator

from karamap.errors import Fault
from karamap.names import orthographies, scripts, spellings
from karamap.tables.csv_tables import Row, Rows

LONGEST = 3
"""So many phonemes may stand for one at the most."""


def sounds(rows: Rows) -> Iterator[Fault]:
    """Graphemes and levels speak of phonemes that exist, each grapheme is in its script, each place is a place."""
    if orthographies.PHONEMES.path in rows.broken or orthographies.ORTHOGRAPHIES.path in rows.broken:
        return
    known = frozenset(row["phoneme"] for row in rows[orthographies.PHONEMES.path])
    for row in rows[orthographies.PHONEMES.path]:
        if len(row["phoneme"]) != 1:
            yield row.fault("phoneme", f"{row['phoneme']!r} is {len(row['phoneme'])} characters", "one")
    expected = f"phonemes of {orthographies.PHONEMES.path}"
    for orthography in rows[orthographies.ORTHOGRAPHIES.path]:
        for row in rows[orthographies.graphemes(orthography["id"]).path]:
            if unknown := set((row["phonemes"] or "").replace(" ", "")) - known:
                yield row.fault("phonemes", f"{''.join(sorted(unknown))!r} is no phoneme", expected)
            if not scripts.goes_with(row["grapheme"], orthography["script"]):
                yield row.fault("grapheme", f"{row['grapheme']!r} is not in {orthography['script']}", "its script")
            if row["grapheme"] != row["grapheme"].casefold():
                yield row.fault("grapheme", f"{row['grapheme']!r} is not in small letters", row["grapheme"].casefold())
    for row in rows[orthographies.LEVELS.path]:
        if unknown := set(row["from"] + (row["to"] or "")) - known - {"*"}:
            yield row.fault("from", f"{''.join(sorted(unknown))!r} is no phoneme", expected)
        if row["where"] is not None and not orthographies.WHERE.fullmatch(row["where"]):
            yield row.fault("where", f"{row['where']!r} is no position", "initial, after vowel, before consonant, …")
        if row["level"] not in orthographies.LEVEL_NUMBERS:
            yield row.fault("level", f"there is no level {row['level']}", "1, 2 or 3")


def rules_that_end(rows: Rows) -> Iterator[Fault]:
    """A rule of a level writes no more than it finds, unless it finds one letter that no rule writes."""
    rules = rows[orthographies.LEVELS.path]
    every = {letter for row in rules for letter in row["to"] or ""}
    for row in rules:
        source, to = row["from"], row["to"] or ""
        is_letter = len(source) == 1 and row["where"] is None and source not in every
        if len(to) > (LONGEST if is_letter else len(source)):
            yield row.fault("to", f"{to!r} is longer than {source!r}", "no more letters than from has")


def words_of_languages(rows: Rows) -> Iterator[Fault]:
    """Modifiers, generic words and endings belong to a language that some orthography writes."""
    if orthographies.ORTHOGRAPHIES.path in rows.broken:
        return
    known = {row["language"] for row in rows[orthographies.ORTHOGRAPHIES.path]}
    for table in (orthographies.MODIFIERS, orthographies.GENERICS, orthographies.ENDINGS):
        for row in rows[table.path]:
            if row["language"] not in known:
                yield row.fault("language", f"no orthography writes {row['language']!r}", ", ".join(sorted(known)))


def one_meaning_a_word(rows: Rows) -> Iterator[Fault]:
    """A word is a modifier of one sort only, and not a generic word as well."""
    seen: dict[str, Row] = {}
    for row in rows[orthographies.MODIFIERS.path]:
        other = seen.setdefault(spellings.fold(row["word"]), row)
        if other["tag"] != row["tag"]:
            yield row.fault("tag", f"{row['word']!r} is {other['tag']} on line {other.line}", "one tag for a word")
    for row in rows[orthographies.GENERICS.path]:
        if (other_ := seen.get(spellings.fold(row["word"]))) is not None:
            yield row.fault("word", f"{row['word']!r} is a modifier ({other_['tag']})", "one or the other")
