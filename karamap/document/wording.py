"""Says in words what the record holds: days, standings, utterances, sources.

Every sentence stands in ``texts.csv`` beside this module, in English, Azerbaijani, Armenian, Russian and Turkish.
The functions here speak English; the page says the same from the same table in each language.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from karamap.record.claims import Claim, Party, Record, Source
from karamap.record.control import Control, Standing
from karamap.record.schema import Precision, Stance

LANGUAGES = ("en", "az", "hy", "ru", "tr")
"""Languages of the texts, ISO 639-1; the columns of the table in this order."""


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text with its placeholders, by language and key. Not to be changed.

    A text that depends on a number has a key for each of `one`, `few` and `many`; only Russian tells few from many.
    """
    lines = files("karamap.document").joinpath("texts.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    return {language: {row["key"]: row[language] for row in rows} for language in LANGUAGES}


def text(key: str, language: str = "en", /, **values: object) -> str:
    """One text with its placeholders filled.

    >>> text("unit.km", count=2), text("unit.km", "ru", count=2)
    ('2 km', '2 км')
    """
    return texts()[language][key].format(**values)


def counted(key: str, count: int, **values: object) -> str:
    """An English text that depends on a number, which stands in for `{count}`.

    >>> counted("panel.places", 1), counted("panel.places", 1231)
    ('1 place', '1,231 places')
    """
    return text(f"{key}.{'one' if count == 1 else 'many'}", **{**values, "count": f"{count:,}"})


MONTHS = tuple(texts()["en"][f"month.{number:02}"] for number in range(1, 13))
"""English month names; the locale of the machine has no say in a finished map."""


STANDINGS: dict[Standing, str] = {
    standing: texts()["en"][f"standing.{standing.value}.meaning"] for standing in Standing if standing != Standing.NONE
}
"""What each standing means, as the end of a sentence."""


def party_names(party: Party, *, short: bool = False) -> dict[str, str]:
    """What a party is called in each language: by the texts, or by its own name where they do not know it."""
    own = party.short if short else party.name
    key = f"party.{party.id}" + (".short" if short else "")
    known = texts()["en"].get(key) == own
    return {language: texts()[language][key] if known else own for language in LANGUAGES}


def in_words(day: date) -> str:
    """A day as English prose writes it.

    >>> in_words(date(2020, 10, 3))
    '3 October 2020'
    """
    return text("date.day", day=day.day, month=MONTHS[day.month - 1], year=day.year)


def since(record: Record, item: Control) -> str:
    """Since when a place has been held, in words; empty where nothing is reported."""
    if item.since is None:
        return ""
    if item.since <= record.first_day:
        return text("since.before")
    return in_words(item.since) if item.dated else text("since.near", date=in_words(item.since))


def verdict(record: Record, item: Control) -> str:
    """Who holds a place and how far that is carried, in one sentence."""
    if not item.holder:
        return text("verdict.none")
    holder = record.parties[item.holder].name
    if item.since is not None and item.since <= record.first_day:
        return text("verdict.before", holder=holder)
    return text("verdict.held", holder=holder, standing=STANDINGS[item.standing])


def utterance(record: Record, claim: Claim) -> str:
    """One claim as a sentence that names its speaker, with the bounds of its date and its note."""
    said = _said(record, claim)
    if not claim.subject and claim.stance is not Stance.RETRACTS and (claim.earliest or claim.latest):
        first, last = claim.earliest or claim.valid_from, claim.latest or claim.valid_from
        said = text("say.bounds", said=said, first=in_words(first), last=in_words(last))
    return f"{text('say.end', said=said)} {claim.note or ''}".rstrip()


def _said(record: Record, claim: Claim) -> str:
    holder = record.parties[claim.holder].name if claim.holder else ""
    if claim.subject:
        return text("say.subject", speaker=claim.speaker, subject=claim.subject)
    if claim.stance is Stance.RETRACTS:
        return text("say.retracts", speaker=claim.speaker, claim=claim.target_id)
    if claim.stance is Stance.DENIES:
        return text("say.denies", speaker=claim.speaker, holder=holder)
    return text(f"say.{claim.basis.value}", speaker=claim.speaker, holder=holder, date=in_words(claim.valid_from))


def published(source: Source) -> str:
    """The day a page was published, as exactly as it is known; empty if it is not."""
    day = source.published_on
    if day is None:
        return ""
    alone = text(f"month.{day.month:02}.alone")
    return {
        Precision.DAY: in_words(day),
        Precision.INFERRED: text("date.inferred", date=in_words(day)),
        Precision.MONTH: text("date.month", month=alone, year=day.year),
        Precision.YEAR: str(day.year),
    }[source.published_precision or Precision.DAY]
