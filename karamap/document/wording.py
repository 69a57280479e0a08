"""Says in words what the record holds: days, standings, utterances, sources.

Every sentence stands in ``texts.csv`` beside this module, in English, Azerbaijani, Armenian, Russian, Turkish and
Arabic; a theatre may say some of them otherwise. The page says the same from the same texts in each language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from karamap.document.direction import isolated
from karamap.errors import LanguageError
from karamap.gazetteer.places import Dataset
from karamap.record.claims import Claim, Party, Record, Source
from karamap.record.control import Control, Standing
from karamap.record.events import Event
from karamap.record.schema import Precision, Stance
from karamap.tables import csv_reader
from karamap.theatre.texts import Texts
from karamap.theatre.theatre import Theatre

LANGUAGES = ("en", "az", "hy", "ru", "tr", "ar")
"""Languages of the package's texts, ISO 639-1; the columns of the table in this order."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")

ENGLISH = "en"

ISO_639_1 = 2
"""Letters of a code of a language; other keys of that family are about languages at large."""


@cache
def package_texts() -> Texts:
    """Every text with its placeholders, by language and key. Not to be changed.

    A text that depends on a number has a key for each of `one`, `few` and `many` (`karamap.document.plurals`).
    """
    lines = files("karamap.document").joinpath("texts.csv").read_text(encoding="utf-8").splitlines()
    header, *rows = csv_reader.records(lines)
    columns = dict(zip(header, zip(*rows, strict=True), strict=True))
    return {language: dict(zip(columns["key"], columns[language], strict=True)) for language in LANGUAGES}


def interface_languages(theatre: Theatre) -> tuple[str, ...]:
    """The languages that a theatre's pages can be read in, the one to fall back on first."""
    return theatre.settings.interface_languages or LANGUAGES


SPARSE_KM = 6.0
"""Where settlements lie further apart than this, ground is a rougher estimate than where the method was measured: there
the median distance from one to the next is 2.06 km, see `karamap.ground.surface.GAIN_REACH`."""


def texts_of(theatre: Theatre) -> Texts:
    """The texts of a theatre's page, by language and key: the package's, and before them the theatre's own.

    The languages are those of the setting `names.interface`, else the package's. A language that the package has no
    texts in speaks English wherever the theatre does not say otherwise. A headline that the theatre does not word ends
    with what the theatre is called. Where settlements lie far apart, what is told of the reliability of ground says so.
    """
    common, own = package_texts(), theatre.texts
    merged = {
        language: {**common.get(language, common[ENGLISH]), **own.get(language, {})}
        for language in interface_languages(theatre)
    }
    sources = sources_in_words(theatre.gazetteer.datasets)
    title = theatre.settings.title
    for language, texts in merged.items():
        if title and "title" not in own.get(language, {}):
            texts["title"] = f"{texts['title']}: {title}"
        texts["about.credit"] = texts["about.credit"].replace("{sources}", isolated(sources, language))
        for code in _named_languages() - {*theatre.settings.shown_languages}:
            texts.pop(f"language.{code}", None)
        sparse = texts.pop("about.sparse.text")
        if theatre.spacing_km >= SPARSE_KM:
            distance = texts["unit.km"].replace("{count}", f"{theatre.spacing_km:.0f}")
            told = sparse.replace("{distance}", distance)
            texts["about.reliability.text"] = f"{texts['about.reliability.text']} {told}"
    return merged


@cache
def _named_languages() -> frozenset[str]:
    """The languages that the package's texts have a word for."""
    keys = [key.partition(".") for key in package_texts()[ENGLISH]]
    return frozenset(code for family, _, code in keys if family == "language" and len(code) == ISO_639_1)


def credit(theatre: Theatre) -> str:
    """What must stay with what is made from a theatre: its own words, else its data sets with their licences."""
    return theatre.settings.credit or sources_in_words(theatre.gazetteer.datasets)


def check_language(theatre: Theatre, language: str) -> None:
    """Refuse a language in which a theatre's page has no texts.

    Raises:
        ValueError: naming the languages that there are.
    """
    if language not in (languages := interface_languages(theatre)):
        raise ValueError(f"no texts in {language!r}; the languages are {', '.join(languages)}")


def sources_in_words(datasets: Mapping[str, Dataset]) -> str:
    """The data sets that a gazetteer rests on, with their licences."""
    return "; ".join(f"{dataset.title} ({dataset.licence})" for dataset in datasets.values())


def interface_language(theatre: Theatre, language: str | None = None) -> str:
    """A language that a theatre's pages can be read in: the one asked for, else the first.

    Raises:
        LanguageError: they cannot be read in the one asked for.
    """
    languages = interface_languages(theatre)
    if language is not None and language not in languages:
        raise LanguageError(f"pages of these tables cannot be read in {language!r}; choose {' or '.join(languages)}")
    return language or languages[0]


def language_of_names(theatre: Theatre, language: str | None) -> str | None:
    """The language in which names are shown whatever the reader's is; None where none was asked for.

    Raises:
        LanguageError: no names are listed in it.
    """
    listed = theatre.settings.shown_languages
    if language is not None and language not in listed:
        among = f"choose {' or '.join(listed)}" if listed else "they list none whose language is known"
        raise LanguageError(f"these tables list no names in {language!r}; {among}")
    return language


_STANCES_SAID = frozenset({Stance.DENIES, Stance.HOLDS, Stance.CONTESTED})
"""Stances that have a sentence of their own, whatever the basis of the claim."""


class Wording:
    """Sentences of one language about one theatre's record."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    @classmethod
    def of(cls, theatre: Theatre, language: str = ENGLISH) -> Wording:
        """The sentences of a theatre in a language that its page can be read in, else in that of the package."""
        return cls(texts_of(theatre).get(language) or package_texts()[language])

    def text(self, key: str, /, **values: object) -> str:
        """One text with its placeholders filled; what else stands in braces is text.

        >>> Wording(package_texts()["ru"]).text("unit.km", count=2)
        '2 км'
        """
        return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), self._texts[key])

    def day(self, day: date) -> str:
        """A day as prose writes it; the locale of the machine has no say in it.

        >>> Wording(package_texts()["en"]).day(date(2020, 10, 3))
        '3 October 2020'
        """
        return self.text("date.day", day=day.day, month=self._texts[f"month.{day.month:02}"], year=day.year)

    def standing(self, standing: Standing) -> str:
        """What a standing other than `NONE` means, as the end of a sentence."""
        return self._texts[f"standing.{standing.value}.meaning"]

    def since(self, record: Record, item: Control) -> str:
        """Since when a place has been held, in words; empty where nothing is reported."""
        if item.since is None:
            return ""
        if item.since <= record.first_day:
            return self.text("since.before")
        return self.day(item.since) if item.dated else self.text("since.near", date=self.day(item.since))

    def verdict(self, record: Record, item: Control) -> str:
        """Who holds a place and how far that is carried, in one sentence."""
        if item.contested:
            return self.text("verdict.contested", holders=self.contested(record, item))
        if not item.holder:
            return self.text("verdict.none")
        holder = record.parties[item.holder].name
        from_before = item.since is not None and item.since <= record.first_day
        if from_before and item.standing is not Standing.DISPUTED:
            return self.text("verdict.before", holder=holder, standing=self._texts[f"standing.{item.standing.value}"])
        return self.text("verdict.held", holder=holder, standing=self.standing(item.standing))

    def contested(self, record: Record, item: Control) -> str:
        """The parties that are said to be in a place, one after another."""
        return f"{self.text('list.comma')} ".join(record.parties[party].name for party in item.contested)

    def utterance(self, record: Record, claim: Claim) -> str:
        """One claim as a sentence that names its speaker, with the bounds of its date and its note."""
        said = self._said(record, claim)
        if not claim.subject and claim.stance is not Stance.RETRACTS and (claim.earliest or claim.latest):
            first, last = claim.earliest or claim.valid_from, claim.latest or claim.valid_from
            said = self.text("say.bounds", said=said, first=self.day(first), last=self.day(last))
        return f"{self.text('say.end', said=said)} {claim.note or ''}".rstrip()

    def mention(self, event: Event) -> str:
        """One mention as a sentence that names its speaker, with the bounds of its date and its note."""
        said = self.text("say.event", speaker=event.speaker, event=self._texts[f"event.{event.kind.value}"])
        if event.earliest or event.latest:
            first, last = event.earliest or event.happened_on, event.latest or event.happened_on
            said = self.text("say.bounds", said=said, first=self.day(first), last=self.day(last))
        return f"{self.text('say.end', said=said)} {event.note}"

    def _said(self, record: Record, claim: Claim) -> str:
        holder = record.parties[claim.holder].name if claim.holder else ""
        if claim.subject:
            return self.text("say.subject", speaker=claim.speaker, subject=claim.subject)
        if claim.stance is Stance.RETRACTS:
            return self.text("say.retracts", speaker=claim.speaker, claim=claim.target_id)
        if claim.zone_id and claim.stance in (Stance.AFFIRMS, Stance.DENIES):
            key = "say.zone.denies" if claim.stance is Stance.DENIES else "say.zone"
            return self.text(key, speaker=claim.speaker, holder=holder)
        if claim.stance in _STANCES_SAID:
            return self.text(f"say.{claim.stance.value}", speaker=claim.speaker, holder=holder)
        return self.text(
            f"say.{claim.basis.value}", speaker=claim.speaker, holder=holder, date=self.day(claim.valid_from)
        )

    def published(self, source: Source) -> str:
        """The day a page was published, as exactly as it is known; empty if it is not."""
        day = source.published_on
        if day is None:
            return ""
        alone = self.text(f"month.{day.month:02}.alone")
        return {
            Precision.DAY: self.day(day),
            Precision.INFERRED: self.text("date.inferred", date=self.day(day)),
            Precision.MONTH: self.text("date.month", month=alone, year=day.year),
            Precision.YEAR: str(day.year),
        }[source.published_precision or Precision.DAY]


def party_names(party: Party, texts: Texts, english: Mapping[str, str], *, short: bool = False) -> dict[str, str]:
    """What a party is called in each language of a page.

    By the texts if these call it as its table does in English, by `english`; else by its own name.
    """
    own = party.short if short else party.name
    key = f"party.{party.id}" + (".short" if short else "")
    if english.get(key) != own:
        return dict.fromkeys(texts, own)
    return {language: known.get(key, own) for language, known in texts.items()}
