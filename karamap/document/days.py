"""What changes from day to day, as the drawing document states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from karamap.document.format import CHANGE, CHANGED, FIGHTING, DayCount, alphabet, by_day
from karamap.document.ground_codes import area_rows, surface_codes
from karamap.document.statements import Statements
from karamap.ground.evidence import Fighting
from karamap.ground.series import Ground, Series, grounds
from karamap.record.changes import Kind
from karamap.record.control import Control, no_report
from karamap.record.timeline import Changed


def stated_days(series: Series, known: str, statements: Statements, place_numbers: Mapping[str, int]) -> dict[str, Any]:
    """The days of a series in one state of knowledge.

    `places` are conclusions by number, `zones` those about zones in the order of their ids, and `sites` surface codes,
    all as first values and what changes; `beginning` is what of the first of those codes was otherwise on the first day
    of the record; `areas` is the ground of each holder, `coalition_areas` that of each coalition; `changed` are the
    places that changed on a day, by how they did, as `Series.changes` has them.
    """
    points = series.change_points[known]
    places = [_steps(series, statements, points.get(place_id, ())) for place_id in place_numbers]
    zones = [_steps(series, statements, points) for points in _zone_points(series, known)]
    changed = [_changed_row(series.index(day), of_day, place_numbers) for day, of_day in series.changes[known].items()]
    return {"places": by_day(places), "zones": by_day(zones), "changed": changed, **_stated_ground(series, known)}


def _zone_points(series: Series, known: str) -> list[Sequence[tuple[date, Control]]]:
    """How the conclusion about each zone of the theatre changes, in the order in which the document states them."""
    points = series.timelines[known].zones.change_points(series.first, series.last)
    begun = [zone for zone in series.theatre.zones.values() if (zone.valid_from or date.min) <= series.last]
    return [points.get(zone_id, ()) for zone_id in sorted(zone.id for zone in begun)]


def _steps(series: Series, statements: Statements, points: Sequence[tuple[date, Control]]) -> list[tuple[int, int]]:
    steps = [(series.index(day), statements.number(control)) for day, control in points]
    return steps or [(0, statements.number(no_report("")))]


def _changed_row(day: int, changed: Changed, place_numbers: Mapping[str, int]) -> list[Any]:
    numbers = {kind.value: [place_numbers[place_id] for place_id in getattr(changed, kind.value)] for kind in Kind}
    return CHANGED.row(day=day, **numbers)


def _stated_ground(series: Series, known: str) -> dict[str, Any]:
    parties = list(series.theatre.record.parties)
    letters = alphabet(len(parties))
    days = list(grounds(series, known))
    codes = [surface_codes(ground, parties, letters) for ground in days]
    changes = []
    for ground, before, code in zip(days[1:], codes, codes[1:], strict=False):
        if code != before:
            changes.append(_changed_codes(series.index(ground.day), before, code))
    begins = series.theatre.record.first_day
    beginning = next(grounds(replace(series, first=begins, last=begins), known))
    return {
        "sites": {"first": codes[0], "changes": changes},
        "beginning": _changed_codes(series.index(begins), codes[0], surface_codes(beginning, parties, letters)),
        "words": by_day(_last_words(series, days)),
        "fighting": _fighting(series, known),
        "areas": area_rows(series, [(ground.day, ground.areas) for ground in days]),
        "coalition_areas": area_rows(series, [(ground.day, ground.coalition_areas) for ground in days]),
    }


def _changed_codes(day: int, before: str, after: str) -> list[Any]:
    """The sites whose letters differ, and the letters that they come to."""
    which = [site for site, letter in enumerate(after) if letter != before[site]]
    return CHANGE.row(day=day, which=which, values="".join(after[site] for site in which))


def _last_words(series: Series, days: Sequence[Ground]) -> list[list[tuple[int, int | None]]]:
    """For each site the day of which the newest claim speaks that bears on it, as steps by day."""
    count = DayCount.of(series.theatre.record)
    steps: list[list[tuple[int, int | None]]] = [[] for _ in days[0].last_words]
    for ground in days:
        for own, word in zip(steps, map(count.number, ground.last_words), strict=True):
            if not own or own[-1][1] != word:
                own.append((series.index(ground.day), word))
    return steps


def _fighting(series: Series, known: str) -> list[list[int]]:
    """The days of fighting; known from the first where it is not asked on each day what was known."""
    timeline, count = series.timelines[known], DayCount.of(series.theatre.record)
    fighting = Fighting.of(timeline)
    known_from = fighting.known_from if timeline.as_shown else fighting.days
    pairs = zip(map(count.number, fighting.days), map(count.number, known_from), strict=True)
    return [FIGHTING.row(day=day, known=since) for day, since in pairs]
