"""What another sentence tells of a change: its day, where it stands without one, and who said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from karamap.statements.clauses.meaning import CHANGES, TOLD, class_of
from karamap.statements.clauses.voices import Voice
from karamap.statements.schema import Role, VerbClass
from karamap.statements.sentences.settled_holders import OF_SPEAKER
from karamap.statements.sentences.tellings import UNTOLD
from karamap.statements.values import Statement
from karamap.statements.words.lexicon import Spans


def dated(statements: list[Statement], undated: Collection[int]) -> list[Statement]:
    """The statements; those without a day of their own have the one that is told of the same change elsewhere.

    Args:
        statements: of one text.
        undated: numbers of those that no day stands beside.
    """
    if len(undated) in (0, len(statements)):
        return statements
    told = defaultdict[tuple[str | None, ...], set[date]](set)
    for at, item in enumerate(statements):
        if at not in undated and item.is_change:
            told[_change(item)].add(item.day)
    found = list(statements)
    for at in undated:
        days = told.get(_change(found[at]), ()) if found[at].is_change else ()
        if len(days) == 1:
            found[at] = found[at]._replace(day=min(days))
    return found


def _change(item: Statement) -> tuple[str | None, ...]:
    """What makes two statements tell of one change: place, holder and stance."""
    place = item.resolution.place_id if item.resolution else None
    return place or item.place.name.text, item.holder, item.stance


def tells_who_said(spans: Spans) -> bool:
    """Whether a sentence only tells who said what was told before it ("this was reported by A")."""
    if Role.DENIAL in spans.roles or not any(span.role is Role.TOLD or span.value == TOLD for span in spans):
        return False
    return not any(class_of(verb) in CHANGES for verb in spans.of(Role.VERB))


def said_behind(statements: list[Statement], numbers: Iterable[int], voice: Voice, parties: Collection[str]) -> None:
    """Let somebody have said the last change, if nobody else has; what nobody was told to take, that side then took.

    Args:
        statements: of the text so far.
        numbers: those of the last change.
        voice: who said it.
        parties: those of the theatre.
    """
    for at in numbers:
        item = statements[at]
        if item.stance is None or item.speaker:
            continue
        statements[at] = item = item._replace(speaker=voice.speaker, side=voice.side)
        if item.holder is None and item.verb is VerbClass.TAKES and voice.side in parties:
            reasons = (*[reason for reason in item.reasons if reason != UNTOLD], OF_SPEAKER)
            statements[at] = item._replace(holder=voice.side, reasons=reasons)
