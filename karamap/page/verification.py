"""Whether a finished file was made from these tables."""

from __future__ import annotations

import stat
import warnings
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from karamap import page
from karamap.document import drawing, notes
from karamap.document.crop import Crop, box_of
from karamap.document.story import steps_of
from karamap.errors import CropError, VerificationError
from karamap.ground.evidence import Method
from karamap.ground.series import Series
from karamap.record import timeline
from karamap.record.control import Show
from karamap.tables import json_text
from karamap.theatre.theatre import Theatre

BEGINS, ENDS = b'<script type="application/json" id="karamap-data">', b"</script>"
"""What stands before and after the document of a map."""

MAX_BYTES = 64_000_000
"""Largest file that is compared; a page with 34,000 places has 7 MB."""

LONGEST = 1_000
"""So many characters has a word of a map about itself at the most: a fingerprint, the versions it was made with."""

NO_MAP = "this is not a map that karamap drew, or its data block was altered"


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
    content = _content(path)
    own = _own_words(content)
    made_with, fingerprint = own["notes"]["versions"], own["notes"]["fingerprint"]
    if fingerprint != theatre.fingerprint:
        there = notes.tables_named(own["notes"].get("tables", ""), fingerprint)
        here = notes.tables_named(theatre.settings.version, theatre.fingerprint)
        return Verification(Verdict.OTHER_TABLES, f"made from tables {there}, these are {here}")
    if made_with != notes.versions():
        return Verification(Verdict.OTHER_VERSIONS, f"made with {made_with}; this is {notes.versions()}")
    try:
        rebuilt = rebuild(own, theatre).encode()
    except (CropError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise VerificationError(NO_MAP) from error
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
            names_in=head["names"],
            opening=found.day(head["day"]),
            known=head["known"],
            embed=head["embed"],
            crop=_crop(document),
            story=steps_of(document.get("story") or (), found),
        )
    )


def _crop(document: dict[str, Any]) -> Crop:
    """The part of the theatre that a document shows at first.

    Raises:
        CropError: it is none.
    """
    stated = document["view"].get("crop")
    return Crop() if stated is None else Crop(box=box_of(",".join(str(edge) for edge in stated)))


def _show(word: str) -> Show:
    """What it took to move a place, in the words of whichever version drew the map."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return Show(word)


def _content(path: Path) -> bytes:
    """The bytes of a file, and of nothing but a file: a pipe would be waited for."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise VerificationError(f"cannot read {path}: it is no file")
        if status.st_size > MAX_BYTES:
            raise VerificationError(f"cannot read {path}: {status.st_size:,} bytes, and at most {MAX_BYTES:,} are read")
        return path.read_bytes()
    except OSError as error:
        raise VerificationError(f"cannot read {path}: {error.strerror}") from error


def _own_words(content: bytes) -> dict[str, Any]:
    """The document that a map carries, as far as a comparison needs it."""
    _, begins, rest = content.partition(BEGINS)
    document, ends, _ = rest.partition(ENDS)
    if not (begins and ends):
        raise VerificationError(NO_MAP)
    try:
        own = json_text.parsed(document.decode("utf-8"))
        _check_words(own)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise VerificationError(NO_MAP) from error
    return dict(own)


def _check_words(own: Any) -> None:
    """Refuse a document whose words are none that a map is drawn from.

    Raises:
        Exception: AttributeError, KeyError, TypeError or ValueError, as they come.
    """
    head, notes_ = own["head"], own["notes"]
    cut_off = {*own["series"]} - {timeline.ALL, timeline.SHOWN}
    first, last, *_ = (date.fromisoformat(day) for day in (head["first"], head["last"], *cut_off))
    words = (own["language"], notes_["versions"], notes_["fingerprint"], notes_.get("tables", ""), head["known"])
    if not all(isinstance(word, str) and word.isprintable() and len(word) <= LONGEST for word in words):
        raise TypeError("a word that is none")
    (head["title"] or "").encode()
    if len(cut_off) > 1 or head["known"] not in own["series"] or type(head["embed"]) is not bool:
        raise ValueError("a state of knowledge that the map does not show")
    if type(head["day"]) is not int or not 0 <= head["day"] <= (last - first).days:
        raise ValueError("a day that the map does not show")
    _show(head["show"])
    Method(head["surface"])
    _crop(own)
