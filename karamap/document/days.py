"""What changes from day to day, as the drawing document states it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from karamap.document.format import CHANGE, CHANGED, alphabet, by_day
from karamap.document.ground_codes import areas_by_holder, surface_codes
from karamap.document.statements import Statements
from karamap.ground.series import Series, grounds
from karamap.record.control import no_report


def stated_days(series: Series, known: str, statements: Statements, place_numbers: Mapping[str, int]) -> dict[str, Any]:
    """The days of a series in one state of knowledge.

    `places` are conclusions by number and `sites` surface codes, both as first values and what changes; `areas` is the
    ground of each holder; `changed` are the places that changed on a day, as `Series.changes` tells them.
    """
    points = series.change_points[known]
    silence = [(0, statements.number(no_report("")))]
    places = []
    for place_id in place_numbers:
        steps = [(series.index(day), statements.number(control)) for day, control in points.get(place_id, ())]
        places.append(steps or silence)
    changed = [
        CHANGED.row(day=series.index(day), places=[place_numbers[place_id] for place_id in place_ids])
        for day, place_ids in series.changes[known].items()
    ]
    return {"places": by_day(places), "changed": changed, **_stated_ground(series, known)}


def _stated_ground(series: Series, known: str) -> dict[str, Any]:
    parties = list(series.theatre.record.parties)
    letters = alphabet(len(parties))
    days = list(grounds(series, known))
    codes = [surface_codes(ground, parties, letters) for ground in days]
    changes = []
    for ground, code in zip(days[1:], codes[1:], strict=True):
        letters_of_changed = "".join(code[site] for site in ground.changed)
        changes.append(CHANGE.row(day=series.index(ground.day), which=list(ground.changed), values=letters_of_changed))
    return {"sites": {"first": codes[0], "changes": changes}, "areas": areas_by_holder(series, days)}
