"""Days to panels and surfaces: one part has a block of consecutive days in one state of knowledge.

Within a block what did not change from one day to the next is not weighed anew.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from karamap.batch.tasks import Made, Opened
from karamap.exports import contents, parquet
from karamap.ground.evidence import Method
from karamap.ground.series import Series, panel_steps
from karamap.record import panel
from karamap.record.control import Show


@dataclass(frozen=True)
class Days:
    """A block of days: the first, the last, and what is known, as `Timeline.knowledge` names it."""

    first: date
    last: date
    known: str
    show: Show
    method: Method
    layer: str = ""
    """The layer of exports that is told; empty for the panel of places."""

    @property
    def digest(self) -> str:
        """SHA-256 of what is asked."""
        asked = (self.first, self.last, self.known, self.show.value, self.method.value, self.layer)
        return hashlib.sha256(" ".join(map(str, asked)).encode()).hexdigest()

    def run(self, opened: Opened) -> Made:
        """The panel of the days, or a layer of them as GeoParquet."""
        timeline = opened.timeline(self.known, self.show)
        known_on = timeline.known_on
        how = (opened.theatre, opened.layout, self.method, self.first, self.last, known_on, self.show)
        series = Series(*how, {self.known: timeline})
        days = (self.last - self.first).days + 1
        if self.layer:
            export = contents.of_days(series, [self.layer])
            (table,) = export.tables
            return Made(parquet.content(export), len(table.features), {"days": days})
        steps, stream = panel_steps(series), io.BytesIO()
        fingerprint = opened.theatre.fingerprint
        panel.write_stream(steps, self.first, self.last, stream, made_from=fingerprint, known_on=self.known)
        return Made(stream.getvalue(), days * len(steps.place_ids), {"days": days})


def blocks(first: date, last: date, days: int, knowledge: Sequence[str]) -> Iterator[tuple[date, date, str]]:
    """Each state of knowledge in blocks of consecutive days: first day, last day, state.

    >>> from datetime import date
    >>> [str(ends) for _, ends, _ in blocks(date(2020, 1, 1), date(2020, 1, 5), 3, ["all"])]
    ['2020-01-03', '2020-01-05']
    """
    for known in knowledge:
        begins = first
        while begins <= last:
            ends = min(begins + timedelta(days=days - 1), last)
            yield begins, ends, known
            begins = ends + timedelta(days=1)
