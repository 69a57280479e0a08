"""The sentences about one day, in one language, from the drawing document alone: as the page's script says them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from karamap.document.direction import isolated
from karamap.document.format import UNDETERMINED
from karamap.document.plurals import plural_form
from karamap.document.reader import DrawnDocument, Row
from karamap.record.changes import Kind

MOST_NAMED = 100
"""Names that one sentence gives; the others are counted."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_GROUP = re.compile(r"\B(?=(?:[0-9]{3})+$)")
_COUNTERPART = "counterpart"


def capital(text: str) -> str:
    """A text that begins with a capital, as what begins a line does.

    >>> capital("the Isles")
    'The Isles'
    """
    return text[:1].upper() + text[1:]


class Named(NamedTuple):
    """A name and the language that it is in, empty if that is not told."""

    text: str
    language: str


class DayWords:
    """Sentences about one day of a document, by default in the language and about the day in which it opens.

    Args:
        drawn: the document.
        day: its index among the days of the document.
        language: ISO 639-1; what a language has no text for is said in that of the document.
        most_named: so many names one sentence gives.
    """

    def __init__(
        self, drawn: DrawnDocument, day: int | None = None, language: str | None = None, most_named: int = MOST_NAMED
    ) -> None:
        document = self._document = drawn.document
        self._drawn, self._most_named = drawn, most_named
        self._head = document["head"]
        self.language: str = language or document["language"]
        self._language_of_names: str = self._head["names"] or self.language
        self.day: int = self._head["day"] if day is None else day
        texts = document["texts"]
        first: Mapping[str, str] = next(iter(texts.values()), {})
        fallback = texts.get(document["language"]) or first
        self._texts: Mapping[str, str] = {**fallback, **texts.get(self.language, {})}
        series = document["series"]
        self.known: str = self._head["known"] if self._head["known"] in series else min(series)

    @property
    def as_of(self) -> date:
        """The day that is told of."""
        return date.fromisoformat(self._head["first"]) + timedelta(days=self.day)

    @property
    def title(self) -> str:
        """The headline."""
        return str(self._head["title"] or self.text("title"))

    def sentences(self) -> list[str]:
        """How many places changed, on no known day too, who gained which, which are contested or shown otherwise."""
        changed = self._drawn.changed(self.known, self.day)
        dated, undated, learned = (changed[kind.value] for kind in (Kind.DATED, Kind.UNDATED, Kind.LEARNED))
        contested = [place_id for place_id in (*dated, *undated) if self._controls[place_id]["contested"]]
        first = self.counted("day.changed", len(dated)) if dated else self.text("day.none")
        return [
            first,
            *self._gains(undated, lambda _: "day.undated"),
            *self._gains(dated, lambda count: f"day.gained.{plural_form(self.language, count)}"),
            *self._about("day.contested", contested),
            *self._about("day.learned", learned),
        ]

    def _gains(self, place_ids: Sequence[str], key_of: Callable[[int], str]) -> Iterable[str]:
        """A sentence for each party about the places that it came to hold."""
        for party in self._document["parties"]:
            gained = [place_id for place_id in place_ids if self._controls[place_id]["holder"] == party["id"]]
            if gained:
                holder = self._isolated(self.short(party["id"]))
                yield self.text(key_of(len(gained)), holder=holder, count=len(gained), names=self._names(gained))

    def _about(self, key: str, place_ids: Sequence[str]) -> list[str]:
        return [self.text(key, count=len(place_ids), names=self._names(place_ids))] if place_ids else []

    def _names(self, place_ids: Sequence[str]) -> str:
        """Names of places, the most important first."""
        places = map(self._drawn.place, place_ids)
        ranked = sorted((place["rank"], self.name(place), place["id"]) for place in places)
        names = self.comma.join(self._isolated(name) for _, name, _ in ranked[: self._most_named])
        more = len(ranked) - self._most_named
        return self.text("list.more", names=names, count=more) if more > 0 else names

    def name(self, place: Row) -> str:
        """The name to show for a place."""
        return self.named(place).text

    def named(self, place: Row) -> Named:
        """The name to show for a place, and its language."""
        usual = [name for name in place["names"] if name["kind"] != _COUNTERPART] or place["names"]
        own = [name for name in usual if name["language"] == self._language_of_names]
        (name, *_) = own or usual
        return Named(str(name["text"]), "" if name["language"] == UNDETERMINED else str(name["language"]))

    def among(self, names: Mapping[str, str], otherwise: str = "") -> Named:
        """What is on the map: named in the language of names or the reader's, else in the usual one, else in any."""
        return self._first(names, otherwise, self._language_of_names, self.language)

    def short(self, holder: str) -> str:
        """The short name of a party, by its id, in the reader's language: it stands in sentences."""
        return self._first(self._shorts[holder], holder, self.language).text

    def _first(self, names: Mapping[str, str], otherwise: str, *languages: str) -> Named:
        usual = self._document["terms"]["language"][0]
        found = [language for language in (*languages, usual, *names) if language in names]
        return Named(names[found[0]], found[0]) if found else Named(otherwise, "")

    def area(self, holder: str, km2: float, least: float, most: float) -> str:
        """The ground of a party, with what it is at the least and at the most where these differ."""
        return self.ground_of(self.short(holder), km2, least, most)

    def ground_of(self, name: str, km2: float, least: float, most: float) -> str:
        """The same of whoever bears a name, be it a party or a coalition."""
        names = {"area": km2, "low": least, "high": most}
        told = {name: self.text("unit.km2", count=self.number(value)) for name, value in names.items()}
        return self.text("legend.area.range" if least < most else "legend.area", holder=self._isolated(name), **told)

    def knowledge(self) -> str:
        """In the light of what knowledge the day is told."""
        key = f"known.{self.known}"
        told = [self.text(key) if key in self._texts else self._known_by_day()]
        if self._head["show"] == "confirmed":
            told.append(self.text("known.confirmed"))
        if self._head["own"]:
            told.append(self.text("known.own", own=self._isolated(self._head["own"])))
        return self.comma.join(told)

    @property
    def comma(self) -> str:
        """What parts the items of a list, with its space."""
        return f"{self.text('list.comma')} "

    def _known_by_day(self) -> str:
        try:
            return self.text("known.day", date=self.date_text(date.fromisoformat(self.known)))
        except ValueError:  # no day: shown as it stands
            return self.known

    def date_text(self, day: date | None = None) -> str:
        """A day in words, that which is told of by default."""
        day = day or self.as_of
        return self.text("date.day", day=day.day, month=self.text(f"month.{day.month:02}"), year=day.year)

    def counted(self, key: str, count: int) -> str:
        """A text that depends on a number."""
        return self.text(f"{key}.{plural_form(self.language, count)}", count=count)

    def text(self, key: str, **values: object) -> str:
        """One text with its placeholders filled; what is unknown stays as it stands, as in the script."""
        return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), self._texts.get(key, key))

    def _isolated(self, text: str) -> str:
        return isolated(text, self.language)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number as the language writes it."""
        whole, _, part = f"{abs(value):.{decimals}f}".partition(".")
        grouped = _GROUP.sub(self.text("number.group"), whole)
        return f"{'−' if value < 0 else ''}{grouped}{self.text('number.decimal') + part if part else ''}"

    @cached_property
    def _shorts(self) -> Mapping[str, Mapping[str, str]]:
        return {party["id"]: party["shorts"] for party in self._document["parties"]}

    @cached_property
    def _controls(self) -> Mapping[str, Row]:
        return self._drawn.controls_on(self.known, self.day)
