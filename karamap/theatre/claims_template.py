"""Makes a file of own claims to begin with: one example for each stance, about places of the theatre in use."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date

from karamap.errors import DataError
from karamap.record.schema import NO_SIDE, Basis, Stance
from karamap.record.timeline import Timeline
from karamap.theatre.theatre import Theatre
from karamap.theatre.user_claims import COLUMNS, STANCES, merged_from

PLACES_TRIED = 50
"""So many places are tried for each example."""

NOTES = {
    Stance.AFFIRMS: "Example: the holder came to hold the place on valid_from. Replace these rows by your own.",
    Stance.DENIES: "Example: the speaker says that the holder does not hold the place.",
    Stance.HOLDS: "Example: the holder holds the place still; nothing changes hands.",
    Stance.CONTESTED: "Example: the holder is there beside others.",
}

FILE = "template.csv"

Example = dict[str, str]
"""One row, by the names of its columns."""


def template(theatre: Theatre) -> str:
    """A file of own claims with an example for each stance that the theatre has room for; it passes every check.

    A theatre of one party has none of a contested place.
    """
    day = _eventful_day(theatre)
    examples: list[Example] = []
    places = _places(theatre, day)
    for stance in STANCES:
        tried = 0
        while places and tried < PLACES_TRIED:
            place_id, tried = places.pop(0), tried + 1
            if example := _example(theatre, stance, place_id, day, examples):
                examples.append(example)
                break
    return _as_csv(examples)


def _eventful_day(theatre: Theatre) -> date:
    """The day after the first on which most places were said to have been taken, or the first."""
    record = theatre.record
    claims = record.claims.values()
    days = Counter(c.valid_from for c in claims if c.basis is Basis.FORCE and c.stance is Stance.AFFIRMS)
    days = Counter({day: count for day, count in days.items() if record.first_day < day <= record.last_day})
    return max(days, key=lambda day: (days[day], day), default=record.first_day)


def _places(theatre: Theatre, day: date) -> list[str]:
    """The places that somebody holds on a day, those with a position first."""
    state = Timeline(theatre.record).at(day)
    places = theatre.gazetteer.places
    held = [place_id for place_id, control in state.items() if control.holder and place_id in places]
    return sorted(held, key=lambda place_id: (places[place_id].position is None, place_id))


def _example(theatre: Theatre, stance: Stance, place_id: str, day: date, before: list[Example]) -> Example | None:
    """A row with a stance about a place that passes every check beside the rows before it; None if there is none."""
    for holder in _holders(theatre, stance, place_id, day):
        for where in _written(theatre, place_id, day):
            example = {**where, **_said(stance, holder, day)}
            if _passes(theatre, [*before, example], place_id):
                return example
    return None


def _holders(theatre: Theatre, stance: Stance, place_id: str, day: date) -> Iterator[str]:
    """Who may be named: the holder of the place, or for what sets another beside it, first the others of the day."""
    present = Timeline(theatre.record).at(day)[place_id].holder
    if stance in (Stance.AFFIRMS, Stance.CONTESTED):
        for party in theatre.record.parties.values():
            exists = (party.valid_from or date.min) <= day < (party.valid_to or date.max)
            if exists and party.id != present:
                yield party.id
    yield present


def _written(theatre: Theatre, place_id: str, day: date) -> Iterator[Example]:
    """How a row may say which place it means: by name and district, else by id."""
    gazetteer = theatre.gazetteer
    district = gazetteer.district_id(place_id, day)
    if district:
        yield {"place": gazetteer.name(place_id, day), "district": gazetteer.district_name(district, day)}
    yield {"place": place_id, "district": ""}


def _said(stance: Stance, holder: str, day: date) -> Example:
    return {
        "holder": holder,
        "stance": stance.value,
        "basis": Basis.FORCE.value,
        "valid_from": day.isoformat(),
        "reported_on": day.isoformat(),
        "speaker": "Example Observer",
        "side": NO_SIDE,
        "publisher": "Example Notes",
        "witness": "reports",
        "url": "https://example.org/",
        "note": NOTES[stance],
    }


def _passes(theatre: Theatre, examples: list[Example], place_id: str) -> bool:
    """Whether rows are sound beside the record, and the last of them is about a place."""
    try:
        merged = merged_from(theatre, io.BytesIO(_as_csv(examples).encode()), FILE)
    except DataError:
        return False
    return list(merged.record.claims.values())[-1].place_id == place_id


def _as_csv(examples: list[Example]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    names = [column.name for column in COLUMNS]
    writer.writerows([names, *([example.get(name, "") for name in names] for example in examples)])
    return buffer.getvalue()
