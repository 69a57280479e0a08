"""Claims, speakers, sources and conclusions as the drawing document states them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from karamap.document.format import TERMS, day_number
from karamap.ground.series import Series
from karamap.record.claims import Claim, Source
from karamap.record.control import Control
from karamap.record.explanation import pages
from karamap.record.schema import Basis, Stance

_STANCES, _BASES = tuple(Stance), tuple(Basis)


class Statements:
    """Claims, speakers, sources and conclusions as lists that refer to one another by number."""

    def __init__(self, series: Series, place_index: Mapping[str, int]) -> None:
        self.record = series.theatre.record
        self.place_index = place_index
        chosen = sorted(
            (claim for claim in self.record.known(series.known_on) if claim.valid_from <= series.last),
            key=lambda claim: (claim.valid_from, claim.reported_on, claim.id),
        )
        self._parties, self._sides = list(self.record.parties), self.record.sides
        self._claim_index = {claim.id: index for index, claim in enumerate(chosen)}
        self._speaker_index: dict[str, int] = {}
        self._source_index: dict[str, int] = {}
        self._remark_index: dict[str, int] = {}
        self._control_index: dict[tuple[Any, ...], int] = {}
        self.claims = [self._claim(claim) for claim in chosen]
        self.controls: list[list[Any]] = []

    @property
    def speakers(self) -> list[str]:
        """Whose words the claims are."""
        return list(self._speaker_index)

    @property
    def remarks(self) -> list[str]:
        """What the tables note about claims, each text once."""
        return list(self._remark_index)

    @property
    def sources(self) -> list[str]:
        """Ids of the pages that carry the claims."""
        return list(self._source_index)

    def _claim(self, claim: Claim) -> list[Any]:
        """A row: place, holder, stance, speaker, side, basis, first day, days until it was reported, sources, rest."""
        cited = [self._source_index.setdefault(page.id, len(self._source_index)) for page in pages(self.record, claim)]
        rest = {
            "subject": claim.subject,
            "called": claim.called,
            "earliest": day_number(claim.earliest),
            "latest": day_number(claim.latest),
            "target": claim.target_id,
            "note": self._remark_index.setdefault(claim.note, len(self._remark_index)) if claim.note else None,
        }
        given = {key: value for key, value in rest.items() if value is not None}
        return [
            self.place_index.get(claim.place_id or "", -1),
            self._holder(claim.holder or ""),
            _STANCES.index(claim.stance),
            self._speaker_index.setdefault(claim.speaker, len(self._speaker_index)),
            self._sides.index(claim.side),
            _BASES.index(claim.basis),
            day_number(claim.valid_from),
            (claim.reported_on - claim.valid_from).days,
            cited[0] if len(cited) == 1 else cited,
            *([given] if given else []),
        ]

    def _holder(self, holder: str) -> int:
        return self._parties.index(holder) if holder else -1

    def number(self, control: Control) -> int:
        """The number of a conclusion, the place of which is known from where it stands.

        A row: holder, standing, first day, whether it is known to that day, day of the last report, claims.
        """
        claims = tuple(self._claim_index[claim] for claim in control.claims)
        reported, since = day_number(control.last_reported), day_number(control.since)
        standing = TERMS["standing"].index(control.standing.value)
        key = (self._holder(control.holder), standing, since, int(control.dated), reported, claims)
        if key not in self._control_index:
            self._control_index[key] = len(self.controls)
            self.controls.append([*key[:5], list(claims)])
        return self._control_index[key]


def source_row(source: Source) -> list[Any]:
    """A page as a row: publisher, title, day, precision, address, quality, language."""
    return [
        source.publisher,
        source.title,
        day_number(source.published_on),
        source.published_precision.value if source.published_precision else None,
        source.url,
        source.quality.value,
        source.language,
    ]
