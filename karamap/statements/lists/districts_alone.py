"""Districts that are told of by themselves: names joined to them do not lie in them."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.lists.list_surroundings import is_date, where_before
from karamap.statements.words.list_parts import JOINT, Item, Part
from karamap.statements.words.word_values import WHERE


def is_told_by_itself(items: Sequence[Item], at: int, *, stands_last: bool) -> bool:
    """Whether a word for a district is said of no names behind it: they are joined to it, or a day follows.

    Args:
        items: of the sentence.
        at: the word, which does not own what stands behind it.
        stands_last: whether verbs stand behind their places, so that the day is that of others.
    """
    behind = items[at + 1] if at + 1 < len(items) else None
    if items[at].value not in ("", WHERE) or behind is None:
        return False
    return behind.value == JOINT or (stands_last and not items[at].value and is_date(items, at + 1))


def is_prefixed_alone(items: Sequence[Item], at: int) -> bool:
    """Whether a word joins other names to "district NAME", which so do not lie in it."""
    is_joined_to = 0 < at < len(items) - 1 and items[at + 1].value == JOINT
    return is_joined_to and items[at - 1].part is Part.DISTRICT and not items[at - 1].is_plural


def joined_where(items: Sequence[Item], at: int) -> frozenset[int]:
    """The name joined to "in the NAME district", which so is only where something was too ("in the A district and B").

    Args:
        items: of the sentence.
        at: the name of the district, behind which its word and the joint stand.
    """
    is_name = [item.part for item in items[at + 3 : at + 4]] == [Part.NAME]
    return frozenset([at + 3]) if is_name and where_before(items, at) >= 0 else frozenset()
