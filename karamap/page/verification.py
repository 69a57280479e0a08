"""Whether a finished file was made from these tables."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from karamap import page
from karamap.document import drawing, notes
from karamap.errors import VerificationError
from karamap.ground.evidence import Method
from karamap.ground.series import Series
from karamap.record import timeline
from karamap.record.control import Show
from karamap.theatre.theatre import Theatre

_DATA = re.compile(r'<script type="application/json" id="karamap-data">(.*?)</script>', re.DOTALL)


class Verdict(Enum):
    """What a comparison came to."""

    SAME = "same"
    OTHER_TABLES = "other tables"
    OTHER_VERSIONS = "other versions"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on one file, and in words what it rests on."""

    verdict: Verdict
    explanation: str


def verify(path: Path, theatre: Theatre) -> Verification:
    """Rebuild a map from these tables, for the dates it names, and compare bytes.

    Tables are compared by fingerprint first, then versions of karamap and of what it uses: a map made from
    other tables or with other versions cannot be told from an altered one by its bytes, and is called what it is.

    Raises:
        VerificationError: the file cannot be read or holds no karamap map.
    """
    try:
        content = path.read_bytes()
        own = _own_words(content.decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise VerificationError(f"cannot read {path}: {error}") from error
    made_with, fingerprint = own["notes"]["versions"], own["notes"]["fingerprint"]
    if fingerprint != theatre.fingerprint:
        return Verification(Verdict.OTHER_TABLES, f"made from tables {fingerprint}, these are {theatre.fingerprint}")
    if made_with != notes.versions():
        return Verification(Verdict.OTHER_VERSIONS, f"made with {made_with}; this is {notes.versions()}")
    rebuilt = rebuild(own, theatre).encode()
    if rebuilt == content:
        return Verification(Verdict.SAME, f"the same {len(content):,} bytes, tables {fingerprint}")
    at = next(
        (i for i, pair in enumerate(zip(content, rebuilt, strict=False)) if pair[0] != pair[1]),
        min(len(content), len(rebuilt)),
    )
    line = content.count(b"\n", 0, at) + 1
    return Verification(Verdict.ALTERED, f"differs from a rebuild from byte {at:,} on (line {line})")


def rebuild(document: dict[str, Any], theatre: Theatre) -> str:
    """The map that these tables give for the days, title and languages a document names."""
    head = document["head"]
    first, last = (date.fromisoformat(head[end]) for end in ("first", "last"))
    (*cut_off,) = {*document["series"]} - {timeline.ALL, timeline.SHOWN}
    known_on = date.fromisoformat(cut_off[0]) if cut_off else None
    found = Series.between(theatre, first, last, known_on, _show(head["show"]), Method(head["surface"]))
    return page.html(
        drawing.document(
            found,
            title=head["title"],
            language=document["language"],
            opening=found.day(head["day"]),
            known=head["known"],
            embed=head["embed"],
        )
    )


def _show(word: str) -> Show:
    """What it took to move a place, in the words of whichever version drew the map."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return Show(word)


def _own_words(text: str) -> dict[str, Any]:
    """The document that a map carries, as far as a comparison needs it."""
    found = _DATA.search(text)
    try:
        own = json.loads(found.group(1)) if found else {}
        head = own["head"]
        for day in (head["first"], head["last"], *({*own["series"]} - {timeline.ALL, timeline.SHOWN})):
            date.fromisoformat(day)
        str(own["language"] + own["notes"]["versions"] + own["notes"]["fingerprint"] + head["known"])
        _show(head["show"])
        Method(head["surface"])
        timedelta(days=head["day"])
        str((head["title"], head["embed"]))
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise VerificationError("this is not a map that karamap drew, or its data block was altered") from error
    return dict(own)
