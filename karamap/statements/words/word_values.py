"""Values of words, by which the tables tell what a phrase says, that more than one room asks for."""

from __future__ import annotations

from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Span, Spans

WE, OURS = "we", frozenset({Role.WORD, Role.DETERMINER})
"""The value of a word by which a side speaks of itself, and what such words are."""

OWN_TROOPS = "own troops"
"""The value of words for troops of who speaks in the sentence, or else of who acted before ("its army")."""

PASSIVE = "passive"
"""The value of a word by which a verb behind it tells what is done to its subject ("was"), or what "is said"."""

NAMING = "naming"
"""Begins the value of a word beside who calls a place by another name."""

PART, PART_BEHIND = "part", "part behind"
"""Values of a word for a part of what is named behind it, or before it."""

BEFORE = "before"
"""The value of a word for a district that stands before its name."""

OF_ALL = "all"
"""The value of a determiner by which something is said of all names before it."""

CONTRAST = "contrast"
"""The value of a word that begins a clause which tells what another side says or does ("while")."""

WHERE = "where"
"""The value of a word for "of" by which it is told where something is ("in")."""

DEFINITE = "definite"
"""The value of a determiner before a word for a kind by which one place is meant ("the", and not "a")."""

SEVERAL = "several"
"""The value of a word for an untold number of places ("several")."""

FOLLOWED = " of who follows"
"""Ends the value of a verb behind which a party stands that has what it tells of ("is under the control of A")."""

DATED = " if dated"
"""Ends the value of one of the past that says so of a day on or by which it was so ("on 9 October A controlled B")."""

OR_TAKES_BACK = " or takes back"
"""In the value of a verb for handing over that also says that who acts has the place again ("returned A")."""


def passive_before(spans: Spans, at: int) -> Span | None:
    """The word right before a token by which a verb behind it tells what was done ("was", "were both"), if one is."""
    before = spans.by_last.get(at)
    return before if before is not None and before.role is Role.WORD and before.value == PASSIVE else None
