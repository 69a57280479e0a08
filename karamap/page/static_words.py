"""The day in words, as plain text in the page: for whoever opens it where its script does not run.

The script removes these words once it has drawn the map. They come from the document alone, like the map.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from html import escape
from typing import Any

from karamap.document.reader import DrawnDocument, Row
from karamap.page.direction import direction_of, isolated
from karamap.record.changes import Kind

MOST_NAMED = 100
"""Names that one sentence gives; the others are counted."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_COUNTERPART = "counterpart"


def of(document: Mapping[str, Any]) -> str:
    """The words as HTML: title, day, knowledge, why there is no map, and who came to hold what on that day.

    Raises:
        KeyError: when the document lacks a part that says so.
    """
    return StaticWords(document).html()


def plural_form(language: str, count: int) -> str:
    """Which form of a text a number asks for, by the rules of Unicode (CLDR) for the languages that have texts.

    >>> [plural_form("ru", count) for count in (1, 3, 5, 12, 21)]
    ['one', 'few', 'many', 'many', 'one']
    >>> plural_form("hy", 0), plural_form("en", 0)
    ('one', 'many')
    """
    if language in ("ru", "uk"):
        last, is_teen = count % 10, count % 100 in range(11, 15)
        if is_teen or last not in range(1, 5):
            return "many"
        return "one" if last == 1 else "few"
    return "one" if count == 1 or (count == 0 and language in ("hy", "fa", "fr")) else "many"


class StaticWords:
    """Sentences about the day on which one document opens, in the language in which it does."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._drawn = DrawnDocument(document)
        self._head = document["head"]
        self._language: str = document["language"]
        texts = document["texts"]
        self._texts: Mapping[str, str] = texts.get(self._language) or next(iter(texts.values()), {})
        series = document["series"]
        self._known: str = self._head["known"] if self._head["known"] in series else min(series)

    def html(self) -> str:
        """All of it as one element."""
        day = date.fromisoformat(self._head["first"]) + timedelta(days=self._head["day"])
        direction = f' dir="{direction_of(self._language)}"'
        lines = [
            f"<h1>{_plain(self._head['title'] or self._text('title'))}</h1>",
            f'<p><strong><time datetime="{day.isoformat()}">{_plain(self._day(day))}</time></strong>'
            f"<br>{_plain(self._knowledge())}</p>",
            f'<p class="static-note">{_plain(self._text("page.unscripted"))}</p>',
            *(f"<p>{_plain(sentence)}</p>" for sentence in self.sentences()),
        ]
        inner = "\n".join(lines)
        opening = f'<main class="static-words" id="karamap-words" lang="{escape(self._language)}"{direction}>'
        return f"{opening}\n{inner}\n</main>"

    def sentences(self) -> list[str]:
        """How many places changed, who came to hold which, which are contested, which are shown otherwise."""
        changed = self._drawn.changed(self._known, self._head["day"])
        dated, undated, learned = (changed[kind.value] for kind in (Kind.DATED, Kind.UNDATED, Kind.LEARNED))
        contested = [place_id for place_id in (*dated, *undated) if self._controls[place_id]["contested"]]
        first = self._counted("day.changed", len(dated)) if dated else self._text("day.none")
        return [
            first,
            *self._gains(dated, lambda count: f"day.gained.{plural_form(self._language, count)}"),
            *self._gains(undated, lambda _: "day.undated"),
            *self._about("day.contested", contested),
            *self._about("day.learned", learned),
        ]

    def _gains(self, place_ids: Sequence[str], key_of: Callable[[int], str]) -> Iterable[str]:
        """A sentence for each party about the places that it came to hold."""
        for party in self._document["parties"]:
            gained = [place_id for place_id in place_ids if self._controls[place_id]["holder"] == party["id"]]
            if gained:
                holder = isolated(party["shorts"].get(self._language) or party["id"])
                yield self._text(key_of(len(gained)), holder=holder, count=len(gained), names=self._names(gained))

    def _about(self, key: str, place_ids: Sequence[str]) -> list[str]:
        return [self._text(key, count=len(place_ids), names=self._names(place_ids))] if place_ids else []

    def _names(self, place_ids: Sequence[str]) -> str:
        """Names of places, the most important first."""
        places = map(self._drawn.place, place_ids)
        ranked = sorted((place["rank"], self._name(place), place["id"]) for place in places)
        names = ", ".join(isolated(name) for _, name, _ in ranked[:MOST_NAMED])
        more = len(ranked) - MOST_NAMED
        return self._text("list.more", names=names, count=more) if more > 0 else names

    def _name(self, place: Row) -> str:
        usual = [name for name in place["names"] if name["kind"] != _COUNTERPART] or place["names"]
        own = [name for name in usual if name["language"] == self._language]
        (name, *_) = own or usual
        return str(name["text"])

    def _knowledge(self) -> str:
        """In the light of what knowledge the day is told."""
        key = f"known.{self._known}"
        told = [self._text(key) if key in self._texts else self._known_by_day()]
        if self._head["show"] == "confirmed":
            told.append(self._text("known.confirmed"))
        if self._head["own"]:
            told.append(self._text("known.own", own=isolated(self._head["own"])))
        return ", ".join(told)

    def _known_by_day(self) -> str:
        try:
            return self._text("known.day", date=self._day(date.fromisoformat(self._known)))
        except ValueError:  # no day: shown as it stands
            return self._known

    def _day(self, day: date) -> str:
        return self._text("date.day", day=day.day, month=self._text(f"month.{day.month:02}"), year=day.year)

    def _counted(self, key: str, count: int) -> str:
        return self._text(f"{key}.{plural_form(self._language, count)}", count=count)

    def _text(self, key: str, **values: object) -> str:
        """One text with its placeholders filled; what is unknown stays as it stands, as in the script."""
        return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), self._texts.get(key, key))

    @cached_property
    def _controls(self) -> Mapping[str, Row]:
        return self._drawn.controls_on(self._known, self._head["day"])


def _plain(text: str) -> str:
    """Text that cannot become markup; characters that HTML forbids are left out."""
    return escape(str(text).replace("\0", "\ufffd"))
