"""What the maker of a theatre decides; the files that are brought give an answer to each question already."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from karamap.importers.found import ImportFailedError
from karamap.tables.csv_tables import CellError, Row
from karamap.tables.written_days import written_day
from karamap.theatre.settings import languages_by_frequency

LEAST_SHARE, MOST_LANGUAGES = 0.02, 8
"""A language is shown of its own accord if it has so many names as a share of the first one's; so many are at most."""

NOT_STATED = "not stated"
"""The licence of a file that does not tell it."""

SILENCES = ("stays", "follows")

QUESTIONS = {
    "title": "What is the theatre called?",
    "land": "In which countries does its ground lie? Ids",
    "start": "Of which day's end is the first state?",
    "silence": "Ground of which nobody speaks: stays with its holder, or follows its surroundings?",
    "languages": "In which languages are names shown, the one to fall back on first?",
    "licence": "Under which licence are the files that do not tell it?",
}
"""What is asked of each choice."""

SCRIPTS = {
    **dict.fromkeys(("ar", "ckb", "fa", "ps", "sd", "ug", "ur"), "Arab"),
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), "Cyrl"),
    **dict.fromkeys(("hi", "mr", "ne"), "Deva"),
    **dict.fromkeys(("am", "ti"), "Ethi"),
    **dict.fromkeys(("he", "yi"), "Hebr"),
    **{"as": "Beng", "bn": "Beng", "el": "Grek", "hy": "Armn", "ka": "Geor", "km": "Khmr", "ko": "Hang", "my": "Mymr"},
    **{"shn": "Mymr", "th": "Thai", "zh": "Hani"},
}
"""The script (ISO 15924) that names in a language are usually written in; Latin for those that do not stand here."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is decided about a theatre.

    Attributes:
        title: what it is called.
        land: ids of the countries that its ground lies in; none where no border is known.
        start: the day whose end the first state of it describes.
        silence: what becomes of ground that nobody speaks of: `stays` or `follows`.
        languages: ISO 639 codes of the languages that names are shown in, the one to fall back on first.
        licence: of the files that do not tell theirs.
    """

    title: str
    land: tuple[str, ...]
    start: date
    silence: str
    languages: tuple[str, ...]
    licence: str

    def sentences(self) -> list[str]:
        """It in words, one line a question."""
        return [
            f"title: {self.title}",
            f"land: {', '.join(self.land) or 'no border is known here'}",
            f"start: {self.start}",
            f"silence: {self.silence}",
            f"languages of names: {', '.join(self.languages)}",
            f"licence of files that do not tell it: {self.licence}",
        ]


def as_text(value: object) -> str:
    """A choice as it is typed."""
    return ",".join(value) if isinstance(value, tuple) else str(value)


def answered(name: str, text: str, known: Collection[str]) -> str | date | tuple[str, ...]:
    """What somebody means by the answer to a question.

    Raises:
        ImportFailedError: it is none; `known` are the countries that there are.
    """
    if name == "land":
        check_land(land := listed(text), known)
        return land
    if name == "languages":
        check_languages(languages := listed(text))
        return languages
    if name == "silence" and text not in SILENCES:
        raise ImportFailedError(f"{text!r} is neither of {' and '.join(SILENCES)}")
    if name != "start":
        return text
    try:
        return written_day(text)
    except CellError as error:
        raise ImportFailedError(f"{error.problem}; expected {error.expected}") from error


def listed(text: str) -> tuple[str, ...]:
    """The items of a text, parted by commas or spaces, each once."""
    return tuple(dict.fromkeys(filter(None, re.split(r"[\s,;]+", text))))


def check_languages(languages: Sequence[str]) -> None:
    """Refuse what is no code of a language.

    Raises:
        ImportFailedError: naming it.
    """
    for language in languages:
        if not re.fullmatch(r"[a-z]{2,3}", language):
            raise ImportFailedError(f"{language!r} is no code of a language; expected ISO 639 codes such as ar,en")


def check_land(land: Sequence[str], known: Collection[str]) -> None:
    """Refuse a country that has no border in the frame of a theatre.

    Raises:
        ImportFailedError: naming it and those that there are.
    """
    for country in land:
        if country not in known:
            among = ", ".join(sorted(known)) or "none"
            raise ImportFailedError(f"no country {country!r} lies in this frame; those that do: {among}")


def languages_to_show(names: Sequence[Row]) -> tuple[str, ...]:
    """The languages in which a map is worth reading: of those that names are in, the most frequent first.

    A page carries the names of each: a gazetteer of the world has a name or two in a hundred languages.
    """
    counted = Counter(row["language"] for row in names)
    found = languages_by_frequency(names)
    least = LEAST_SHARE * max((counted[language] for language in found), default=0)
    return tuple(language for language in found if counted[language] >= least)[:MOST_LANGUAGES]


def languages_by_script(languages: Sequence[str]) -> dict[str, str]:
    """The language of a name by its script, where a file does not tell it: the first that is written in it.

    >>> languages_by_script(["fa", "ar", "fr"])
    {'Arab': 'fa', 'Latn': 'fr'}
    """
    found: dict[str, str] = {}
    for language in languages:
        found.setdefault(SCRIPTS.get(language, "Latn"), language)
    return found


def settings_text(
    chosen: Choices,
    computed: Choices,
    frame: tuple[float, float, float, float],
    languages: Sequence[str],
    ends_on: date | None = None,
) -> str:
    """The text of `gazetteer/theatre.toml`; what is as the tables give it is left out, so that it follows them.

    Args:
        chosen: what was decided.
        computed: what the files gave.
        frame: west, south, east and north of the theatre, degrees.
        languages: of all names, the most frequent first.
        ends_on: the last day that the files speak of, where it is later than the last claim.
    """
    end = f"# The last day that the files speak of; a map of a later day needs a later one.\nends_on = {ends_on}\n"
    land = f"countries = {json.dumps(chosen.land)}\n" if chosen.land else ""
    start = f"# The day whose end the first state describes.\nstate_as_of = {chosen.start}\n"
    shown = f"\n[names]\n# Shown on the map, the one to fall back on first.\nshown = {json.dumps(chosen.languages)}\n"
    title = chosen.title.replace("\\", " ").replace('"', "'")
    return f"""# What is true of this theatre and no other. What is left out is computed from the tables.

[theatre]
title = "{title}"

[record]
# stays: ground that nobody speaks of stays with its holder. follows: it may go with its surroundings.
silence = "{chosen.silence}"
{start if chosen.start != computed.start else ""}{end if ends_on else ""}
[land]
# Ground lies in these countries of borders.geojson; a place beyond keeps its point.
{land}frame = [{", ".join(f"{value:g}" for value in frame)}]
{shown if chosen.languages != tuple(languages) else ""}"""
