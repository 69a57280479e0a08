"""What a clause says of places by one verb, and what is not sure of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.mere_places import Check
from karamap.statements.clauses.voices import Voice
from karamap.statements.days.written_dates import WrittenDay
from karamap.statements.schema import Role, VerbClass
from karamap.statements.sentences.settled_holders import SO_FAR
from karamap.statements.values import Piece, Statement
from karamap.statements.words.lexicon import Span

MOVES = {
    VerbClass.TAKES: ("affirms", "force"),
    VerbClass.LOSES: ("affirms", "force"),
    VerbClass.HANDS_OVER: ("affirms", "handover"),
    VerbClass.LEAVES: ("affirms", "withdrawal"),
    VerbClass.HOLDS: ("holds", "force"),
    VerbClass.DENIES: ("denies", "force"),
}
"""What each class of verbs does to the record: stance and basis."""

BY_ACTOR = frozenset({VerbClass.TAKES, VerbClass.HOLDS})
"""Classes of verbs by which who acts is who holds a place."""

NEGATED = "negated"
"""Why a clause tells no change that says that something did not happen."""

UNTOLD = "who holds it is not told"
"""Why a change has no holder."""

HEARSAY = "whoever tells it does not vouch for it"
"""What is not sure of what somebody tells as told by others ("allegedly", "by unconfirmed reports")."""

AGAIN = "it changed hands again in the next clause"
"""Why a holder is another one than that of the verb beside a place."""

ONLY_MONTH = "only the month is given: its last day is taken"
"""Why a place that is said to have been taken in a month is only told to be held by its end."""

DENIABLE = ("", NEGATED, "background")
"""What keeps a clause from telling a change and not from telling that somebody denies one."""


class Telling(NamedTuple):
    """What a clause says by one verb: of every place of it that the same thing stops, or that nothing does.

    Attributes:
        verb: class of what is said.
        wording: the verb as written.
        holder, stance, basis, actor: as in a statement.
        voice: who speaks in the clause; who does in the sentence if None.
        reasons: why it may not be so, whatever the place.
    """

    verb: VerbClass
    wording: Piece | None = None
    holder: str | None = None
    stance: str | None = None
    basis: str | None = None
    actor: str | None = None
    voice: Voice | None = None
    reasons: tuple[str, ...] = ()
    day: date | None = None
    """The day of it where it is not that of the places."""


@dataclass(slots=True)
class Stand:
    """What holds for every place between two tokens of a sentence at which that changes.

    Attributes:
        clause: in which they stand.
        verb: with which they go; None if nothing is told of them.
        is_continued: whether that is the verb of the sentence before.
        written: the day that they stand under, if the sentence tells it.
        day: that day, or the one of sentences that tell none.
        checks: what may make some of them mere places.
        stop: why nothing is told of any of them; empty if something is.
        said: all of a statement but its place and what that means, by what stops it and what is not sure of the place.
    """

    clause: Clause
    verb: Span | None
    is_continued: bool
    written: WrittenDay | None
    day: date
    checks: Sequence[tuple[Check, str]]
    stop: str
    said: dict[tuple[str, tuple[str, ...]], tuple[Any, ...]] = field(default_factory=dict)


NOTHING_TOLD = Telling(VerbClass.MENTIONS, reasons=("nothing is told of who holds it",))
"""What is said of a place of a list without a verb: kept, so that none is lost without a trace."""


FOUGHT_FOR = frozenset({VerbClass.FIGHTS, VerbClass.STRIKES})
"""What verbs say of a place that somebody may have when it is over."""


def is_untold(item: Statement) -> bool:
    """Whether a mention says nothing of who holds a place, so that the next sentence may ("These villages …")."""
    return item.verb in FOUGHT_FOR or NOTHING_TOLD.reasons[0] in item.reasons


def held_by_month(told: Telling, last: date) -> Telling | None:
    """What is told of a change by its month: who holds the place on a day by then, and not who took it on a day.

    Args:
        told: what is said of the change.
        last: the last day of the month.
    """
    if told.holder is None or told.stance != "affirms":
        return None
    return told._replace(stance=MOVES[VerbClass.HOLDS][0], reasons=(*told.reasons, ONLY_MONTH), day=last)


def with_hearsay(told: Telling, clause: Clause) -> Telling:
    """What a clause tells, with a doubt where who tells it does not vouch for it."""
    if told.stance is None or not clause.of(Role.HEARSAY):
        return told
    return told._replace(reasons=(*told.reasons, HEARSAY))


def held_so_far(told: Telling) -> Telling | None:
    """What is told by a list of all that was reached so far: who holds it by now, and not who took it on a day."""
    if told.holder is None or told.stance not in ("affirms", "holds"):
        return None
    stance, basis = MOVES[VerbClass.HOLDS]
    return told._replace(verb=VerbClass.HOLDS, stance=stance, basis=basis, reasons=(*told.reasons, SO_FAR))
