"""What moved on the ground between two days, or was merely learned between two states of knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from karamap.record.control import Control, no_report


@dataclass(frozen=True, slots=True)
class Change:
    """One place whose holder or standing differs between two conclusions."""

    place_id: str
    before: Control
    after: Control

    @property
    def moved(self) -> bool:
        """Whether the holder differs, not only the standing."""
        return self.before.holder != self.after.holder


def changes(before: Mapping[str, Control], after: Mapping[str, Control]) -> list[Change]:
    """Every place whose holder or standing differs, sorted by place id."""
    pairs = ((key, before.get(key) or no_report(key), after.get(key) or no_report(key)) for key in {*before, *after})
    differing = (
        Change(place_id, old, new)
        for place_id, old, new in pairs
        if (old.holder, old.standing) != (new.holder, new.standing)
    )
    return sorted(differing, key=lambda change: change.place_id)
