"""Reads a drawing document back: its packed rows as values with names, words for numbers, days for day numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from karamap.document.format import DayCount, Fields
from karamap.record.changes import Kind

Row = Mapping[str, Any]
"""One row with the names of its fields."""

_TERMS_OF = {
    "place": {"kind": "kind"},
    "name": {"language": "language", "kind": "name"},
    "control": {"standing": "standing"},
    "claim": {"stance": "stance", "side": "side", "basis": "basis"},
    "event": {"kind": "event", "side": "side"},
}
"""Fields that hold the number of a word, by the kind of row, and what it is a word for."""

_DAYS_OF = {
    "name": ("valid_from", "valid_to"),
    "control": ("since", "reported"),
    "claim": ("valid_from", "earliest", "latest"),
    "event": ("day", "earliest", "latest"),
    "source": ("published",),
}
"""Fields that hold the number of a day."""


@dataclass(frozen=True)
class DrawnDocument:
    """A document of `karamap.document.drawing`, read by the fields that it states itself.

    Days of a series are meant by their index, as the document counts them.
    """

    document: Mapping[str, Any]

    @cached_property
    def places(self) -> tuple[Row, ...]:
        """Every place; its names as rows, its district by id."""
        rows = self.rows("place", self.document["places"])
        return tuple({**row, "district": self._unit(row), "names": self.rows("name", row["names"])} for row in rows)

    @cached_property
    def controls(self) -> tuple[Row, ...]:
        """Every conclusion, its holder by id, empty where there is none, and by their ids who contest a place."""
        return tuple(map(self._control, self.rows("control", self.document["controls"])))

    @cached_property
    def claims(self) -> tuple[Row, ...]:
        """Every claim; its place and holder by id, its speaker and note as texts, its sources by number."""
        return tuple(map(self._claim, self.rows("claim", self.document["claims"])))

    @cached_property
    def events(self) -> tuple[Row, ...]:
        """Every mention of a place without a change of holder; its place by id, its speaker and note as texts."""
        return tuple(map(self._event, self.rows("event", self.document["events"])))

    @cached_property
    def speakers(self) -> tuple[Row, ...]:
        """Whose words the claims are."""
        return self.rows("speaker", self.document["speakers"])

    @cached_property
    def sources(self) -> tuple[Row, ...]:
        """Every page that carries a claim."""
        return self.rows("source", self.document["sources"])

    def place(self, place_id: str) -> Row:
        """One place."""
        return self.places[self._numbers[place_id]]

    def controls_on(self, known: str, day: int) -> dict[str, Row]:
        """What is concluded for every place on a day, by place id."""
        numbers = self._values(known, "places", day)
        return {place["id"]: self.controls[number] for place, number in zip(self.places, numbers, strict=True)}

    def zone_controls_on(self, known: str, day: int) -> dict[str, Row]:
        """What is concluded for every zone on a day, by zone id."""
        numbers = self._values(known, "zones", day)
        return {zone["id"]: self.controls[number] for zone, number in zip(self.document["zones"], numbers, strict=True)}

    def codes(self, known: str, day: int) -> str:
        """The letters of all sites on a day."""
        return "".join(self._values(known, "sites", day))

    def day_number(self, day: int) -> int:
        """The number of a day, as validity of names and zones is told in, by its index."""
        return self._day_numbers[day]

    def ages(self, known: str, day: int) -> list[int]:
        """For each site the days of fighting since the day of which the last word about it speaks."""
        today = self.day_number(day)
        fighting = self.rows("fighting", self.document["series"][known]["fighting"])
        fought = [row["day"] for row in fighting if row["day"] <= today and row["known"] <= today]
        words = self._values(known, "words", day)
        counted = {word: sum(one > word for one in fought) for word in set(words) - {None}}
        return [counted.get(word, 0) for word in words]

    def areas(self, known: str, day: int) -> dict[str, tuple[int, int, int]]:
        """The ground of each holder on a day in km², the least and the most that it may be; by id, empty for none."""
        return self._areas(self.document["series"][known]["areas"], day)

    def _areas(self, stated: Mapping[str, Sequence[Any]], day: int) -> dict[str, tuple[int, int, int]]:
        areas = {}
        for holder, rows in stated.items():
            told = [row for row in self.rows("area", rows) if row["day"] <= day]
            if told and told[-1]["km2"] > 0:
                areas[holder] = (told[-1]["km2"], told[-1]["least"], told[-1]["most"])
        return areas

    def coalition_areas(self, known: str, day: int) -> dict[str, tuple[int, int, int]]:
        """The same for each coalition of which two parties hold ground on the day, by name."""
        return self._areas(self.document["series"][known]["coalition_areas"], day)

    def party_on(self, number: int, day: int) -> int:
        """The number of the party that one has become by a day, by its index; its own if it is none other."""
        today, met = self.day_number(day), set()
        while number >= 0 and number not in met:
            met.add(number)
            becomes = self.document["parties"][number].get("becomes")
            if becomes and becomes[1] <= today:
                number = becomes[0]
        return number

    def are_allies(self, one: int, other: int, day: int) -> bool:
        """Whether two parties, by their numbers, belong to one coalition on a day, by its index."""
        return any({one, other} <= members for members in self.coalitions(day).values())

    def coalitions(self, day: int) -> dict[str, set[int]]:
        """The numbers of the parties of each coalition on a day, by its index."""
        today = self.day_number(day)
        return {
            entry["name"]: {
                number
                for number, begins, ends in entry["members"]
                if (begins is None or begins <= today) and (ends is None or today < ends)
            }
            for entry in self.document["coalitions"]
        }

    def beginning(self, known: str) -> str:
        """The letters of all sites on the first day of the record."""
        stated = self.document["series"][known]
        (change,) = self.rows("change", [stated["beginning"]])
        letters = list(stated["sites"]["first"])
        for site, letter in zip(change["which"], change["values"], strict=True):
            letters[site] = letter
        return "".join(letters)

    def changed(self, known: str, day: int) -> dict[str, list[str]]:
        """The ids of the places that changed on a day, by how they did."""
        rows = self.rows("changed", self.document["series"][known]["changed"])
        (of_day, *_) = [row for row in rows if row["day"] == day] or [{kind.value: [] for kind in Kind}]
        return {kind.value: [self.places[number]["id"] for number in of_day[kind.value]] for kind in Kind}

    def rows(self, kind: str, rows: Iterable[Sequence[Any]]) -> tuple[Row, ...]:
        """Rows of some kind with names, with words and days for their numbers."""
        return tuple(self._translated(kind, self._fields[kind].read(row)) for row in rows)

    def _translated(self, kind: str, row: dict[str, Any]) -> dict[str, Any]:
        for field, what in _TERMS_OF.get(kind, {}).items():
            row[field] = self.document["terms"][what][row[field]]
        for field in _DAYS_OF.get(kind, ()):
            row[field] = self._day_count.day(row[field])
        return row

    def _values(self, known: str, what: str, day: int) -> list[Any]:
        """What holds for each of many things on a day, by first values and changes."""
        stated = self.document["series"][known][what]
        values = list(stated["first"])
        for change in self.rows("change", stated["changes"]):
            if change["day"] <= day:
                for number, value in zip(change["which"], change["values"], strict=True):
                    values[number] = value
        return values

    def _control(self, row: Row) -> Row:
        contested = tuple(map(self._party, row["contested"] or ()))
        return {
            **row,
            "holder": self._party(row["holder"]),
            "dated": bool(row["dated"]),
            "contested": contested,
        }

    def _claim(self, row: Row) -> Row:
        sources = row["sources"]
        return {
            **row,
            "place": self.places[row["place"]]["id"] if row["place"] >= 0 else None,
            "holder": self._party(row["holder"]) or None,
            "speaker": self.speakers[row["speaker"]]["name"],
            "reported_on": date.fromordinal(row["valid_from"].toordinal() + row["delay"]),
            "sources": [sources] if isinstance(sources, int) else sources,
            "note": None if row["note"] is None else self.document["remarks"][row["note"]],
        }

    def _event(self, row: Row) -> Row:
        return {
            **row,
            "place": self.places[row["place"]]["id"],
            "speaker": self.speakers[row["speaker"]]["name"],
            "reported_on": date.fromordinal(row["day"].toordinal() + row["delay"]),
            "note": self.document["remarks"][row["note"]],
        }

    def _party(self, number: int) -> str:
        party: str = self.document["parties"][number]["id"] if number >= 0 else ""
        return party

    def _unit(self, place: Row) -> str | None:
        return None if place["district"] is None else self.document["units"][place["district"]]

    @cached_property
    def _fields(self) -> dict[str, Fields]:
        return {kind: Fields((), tuple(names)) for kind, names in self.document["fields"].items()}

    @cached_property
    def _day_count(self) -> DayCount:
        return DayCount(date.fromisoformat(self.document["head"]["epoch"]))

    @cached_property
    def _day_numbers(self) -> range:
        """The numbers of the days of the series."""
        first, last = (date.fromisoformat(self.document["head"][name]) for name in ("first", "last"))
        return range((first - self._day_count.epoch).days, (last - self._day_count.epoch).days + 1)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {place["id"]: number for number, place in enumerate(self.places)}
