"""One checked set of tables, whole: what every command works on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from karamap.gazetteer.places import Gazetteer
from karamap.record.claims import Record


@dataclass(frozen=True)
class Theatre:
    """One checked set of tables: where it lies, what it holds, its fingerprint, and any own claims laid over it."""

    folder: Path
    gazetteer: Gazetteer
    record: Record
    fingerprint: str
    own_claims: str = ""
