"""Statements as rows that a person reviews before anything of them enters the record."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from karamap.gazetteer.places import Gazetteer
from karamap.record.claims import Claim, Record
from karamap.record.schema import NO_SIDE
from karamap.statements.values import Extraction, OtherFact, StatedTotal, Statement

COLUMNS = (
    "decision",
    "correct_place_id",
    "correct_holder",
    "correct_day",
    "comment",
    "id",
    "what",
    "known",
    "written_as",
    "district_as_written",
    "kind",
    "outcome",
    "place_id",
    "place",
    "candidates",
    "holder",
    "stance",
    "basis",
    "verb",
    "wording",
    "speaker",
    "side",
    "day",
    "reported_on",
    "numbers",
    "scope",
    "bound",
    "listed",
    "language",
    "start",
    "end",
    "sentence_start",
    "sentence_end",
    "excerpt",
    "confidence",
    "reasons",
    "publisher",
    "publisher_side",
    "source_url",
    "file",
)
"""Columns of proposals.csv; the first five are the reviewer's."""

LONGEST_EXCERPT = 15
"""Words of a page that a proposal quotes at the most."""

SAME_CHANGE = timedelta(days=3)
"""How far apart two pages may date one change of hands."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a text comes from: the file, and what is known of its publication."""

    file: str
    published: date
    url: str = ""
    publisher: str = ""
    side: str = NO_SIDE


def proposals(extraction: Extraction, page: Page, record: Record, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """What a text says, as rows: changes and mentions of places as they stand in it, then numbers, then the rest."""
    rows = [_place_row(item, page, record, gazetteer) for item in extraction.statements]
    rows += [_total_row(item) for item in extraction.totals]
    rows += [_fact_row(item) for item in extraction.facts]
    return [_finished(row, extraction.language, page) for row in rows]


def _finished(row: dict[str, Any], language: str, page: Page) -> dict[str, Any]:
    row |= {"language": language, "reported_on": page.published, "source_url": page.url, "file": page.file}
    row |= {"publisher": page.publisher, "publisher_side": page.side}
    row["id"] = _id(row)
    return {name: row.get(name, "") for name in COLUMNS}


def _id(row: Mapping[str, Any]) -> str:
    """The same for the same words of the same page, so that a page read twice gives the same proposals."""
    parts = [
        row.get(name, "") for name in ("source_url", "file", "what", "start", "end", "written_as", "stance", "scope")
    ]
    return "p" + hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:10]


def _place_row(item: Statement, page: Page, record: Record, gazetteer: Gazetteer) -> dict[str, Any]:
    place_id = item.resolution.place_id if item.resolution else None
    candidates = [candidate.place_id for candidate in item.resolution.candidates] if item.resolution else []
    return {
        "what": "change" if item.is_change else "mention",
        "known": _known(item, place_id, page, record),
        "written_as": item.place.name.text,
        "district_as_written": item.place.district.text if item.place.district else "",
        "kind": item.place.kind or "",
        "outcome": item.resolution.outcome.value if item.resolution else "",
        "place_id": place_id or "",
        "place": gazetteer.name(place_id, item.day) if place_id else "",
        "candidates": candidates if place_id is None else [],
        "holder": item.holder or "",
        "stance": item.stance or "",
        "basis": item.basis or "",
        "verb": item.verb.value,
        "wording": item.wording.text if item.wording else "",
        "speaker": item.speaker,
        "side": item.side,
        "day": item.day,
        "start": item.place.name.start,
        "end": item.place.name.end,
        "sentence_start": item.sentence.start,
        "sentence_end": item.sentence.end,
        "excerpt": excerpt(item.sentence.text, item.place.name.start - item.sentence.start),
        "confidence": item.confidence,
        "reasons": "; ".join(item.reasons),
    }


def _total_row(item: StatedTotal) -> dict[str, Any]:
    agrees = {True: "the list of the page has as many", False: "the list of the page has other numbers", None: ""}
    return {
        "what": "total",
        "numbers": _counted(item.numbers),
        "listed": _counted(item.listed),
        "scope": item.scope,
        "bound": item.bound,
        **_spoken(item),
        "confidence": 1.0,
        "reasons": agrees[item.agrees],
    }


def _spoken(item: StatedTotal | OtherFact) -> dict[str, Any]:
    """On whose word something is, of which day, and where it stands."""
    return {
        "speaker": item.speaker,
        "side": item.side,
        "day": item.day,
        "start": item.piece.start,
        "end": item.piece.end,
        "excerpt": excerpt(item.piece.text),
    }


def _counted(numbers: Mapping[str, int]) -> str:
    return "; ".join(f"{kind} {number}" for kind, number in sorted(numbers.items()))


def _fact_row(item: OtherFact) -> dict[str, Any]:
    return {
        "what": "fact",
        "written_as": item.subject,
        "kind": item.kind,
        "holder": item.holder or "",
        "stance": item.stance,
        "basis": item.basis,
        **_spoken(item),
        "confidence": 0.6,
        "reasons": "names no place: nothing is painted",
    }


def _known(item: Statement, place_id: str | None, page: Page, record: Record) -> str:
    """What of the record a statement repeats: the same claim by the same side, or another side's word for it."""
    if place_id is None or item.stance is None:
        return ""
    same = same_claims(record, place_id, item.holder, item.stance, item.day)
    side = item.side or page.side
    if repeated := next((claim for claim in same if claim.side == side), None):
        return f"repeats {repeated.id}"
    return f"confirms {same[0].id}" if same else ""


def same_claims(record: Record, place_id: str, holder: str | None, stance: str, day: date) -> list[Claim]:
    """Claims of the record about one change of hands, whoever speaks, in the order of their days."""
    found = [
        claim
        for claim in record.claims.values()
        if claim.place_id == place_id and claim.holder == holder and claim.stance.value == stance
    ]
    near = [claim for claim in found if abs(claim.valid_from - day) <= SAME_CHANGE and claim.basis.value != "baseline"]
    return sorted(near, key=lambda claim: (claim.valid_from, claim.reported_on, claim.id))


def excerpt(sentence: str, at: int = 0) -> str:
    """At most fifteen words of a sentence, around an offset in it."""
    words = list(re.finditer(r"\S+", sentence))
    here = next((number for number, word in enumerate(words) if word.end() > at), 0)
    first = max(0, min(here - LONGEST_EXCERPT // 2, len(words) - LONGEST_EXCERPT))
    chosen = [word[0] for word in words[first : first + LONGEST_EXCERPT]]
    return "".join(character for character in " ".join(chosen) if character.isprintable())
