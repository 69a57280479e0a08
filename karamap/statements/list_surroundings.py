"""What stands around a part of a list: words for "near" and "part of", brackets with lists, numbers with kinds."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.list_parts import LONGEST_NAME, Item, Part

LONGEST_GLOSS = 24
"""Parts between two brackets at the most; a longer stretch is no gloss."""

BEHIND, BOTH_SIDES = "behind", "both"
"""Values of a word for "near" or "between" that stands behind the names and their kind, or on either side."""

PART, PART_BEHIND = "part", "part behind"
"""Values of a word for a part of what is named behind it, or before it."""

STANDS_BEHIND = frozenset({BEHIND, PART_BEHIND})

DEFINITE = "definite"
"""The value of a determiner before a word for a kind by which one place is meant ("the", and not "a")."""

LARGER = frozenset({"city", "town"})
"""Kinds that need no district: what a district is said of are the villages behind them."""


def is_inside(items: Sequence[Item], at: int) -> bool:
    """Whether a word belongs to what it stands in: behind a bracket, or before a kind, behind a number or comma."""
    before = items[at - 1].part if at else Part.OTHER
    following = items[at + 1].part if at + 1 < len(items) else Part.OTHER
    describes = before is Part.SEPARATOR and not items[at].value
    return before is Part.OPEN or ((before is Part.NUMBER or describes) and following is Part.KIND)


def is_counted_elsewhere(items: Sequence[Item], at: int) -> bool:
    """Whether a number and a dash or "of" stand before a name ("six villages of A, seven – B, five of C")."""
    return at > 1 and items[at - 1].part in (Part.DASH, Part.OF) and items[at - 2].part is Part.NUMBER


def is_prefixed(items: Sequence[Item], at: int) -> bool:
    """Whether "district NAME" stands here, and not a list behind the word for a district."""
    return at > 0 and items[at - 1].part is Part.DISTRICT and items[at - 1].value == "before"


def is_prefixed_with_of(items: Sequence[Item], at: int) -> bool:
    """Whether "district of NAME" stands here, which may be a place of the district as well."""
    if at <= 1 or items[at - 1].part is not Part.OF:
        return False
    return items[at - 2].part is Part.DISTRICT and not items[at - 2].is_plural


def is_named_by_kind(items: Sequence[Item], at: int) -> bool:
    """Whether "the town of NAME" stands here, which is a place of the list and no district of those before it."""
    if at <= 1 or items[at - 1].part is not Part.OF or items[at - 1].value or items[at - 2].part is not Part.KIND:
        return False
    kind, before = items[at - 2], items[at - 3] if at > 2 else None  # noqa: PLR2004 - what stands before both
    if kind.is_plural:
        goes_on = at + 1 < len(items) and items[at + 1].part is Part.SEPARATOR
        return goes_on and kind.value in LARGER and before is not None and before.part is not Part.NAME
    return is_definite(items, at - 2) or (kind.value in LARGER and before is not None and before.part is Part.SEPARATOR)


def is_definite(items: Sequence[Item], at: int) -> bool:
    """Whether a determiner stands before a word for a kind by which one place is meant."""
    return at > 0 and items[at - 1].part is Part.DETERMINER and items[at - 1].value == DEFINITE


def is_part(items: Sequence[Item], at: int) -> bool:
    """Whether a district is named of which something is said to be a part ("most of the A district")."""
    behind = items[at + 2] if at + 2 < len(items) else None
    before = _near_before(items, at)
    is_behind = behind is not None and behind.part is Part.NEAR and behind.value == PART_BEHIND
    return is_behind or (before is not None and before.value == PART)


def holds_list(items: Sequence[Item], at: int) -> bool:
    """Whether brackets that open here hold several names."""
    close = next((end for end in range(at, min(len(items), at + LONGEST_GLOSS)) if items[end].part is Part.CLOSE), at)
    return sum(item.part is Part.NAME for item in items[at:close]) > 1


def counts_behind(items: Sequence[Item], at: int) -> bool:
    """Whether a number of places follows, with a word or two before it at the most ("A and B's 23 villages")."""
    parts = [item.part for item in items[at : at + 5]]
    if Part.NUMBER not in parts:
        return False
    number = parts.index(Part.NUMBER)
    return Part.KIND in parts[number:] and all(part is Part.OTHER for part in parts[:number])


def is_apposition(items: Sequence[Item], at: int) -> bool:
    """Whether a word for one place says what the one before a comma or a dash is ("A, the second-largest city")."""
    if is_definite(items, at) and items[at + 1 : at + 2] and items[at + 1].part is Part.OF:
        return False
    first = at - 1
    while first >= 0 and items[first].part is Part.OTHER and at - first < LONGEST_NAME:
        first -= 1
    is_set_off = first > 1 and items[first].part is Part.DETERMINER and items[first - 1].part is Part.SEPARATOR
    return is_set_off and items[first - 2].part is Part.NAME and not items[at].is_plural


def is_of_counted(items: Sequence[Item], at: int) -> bool:
    """Whether a district is that of places that are counted before it ("6 villages of the A district")."""
    first = at - 1
    while first >= 0 and items[first].part in (Part.OF, Part.DETERMINER):
        first -= 1
    if first < 1 or items[first].part is not Part.KIND:
        return False
    before = first - 2 if first > 1 and items[first - 1].part is Part.OTHER else first - 1
    return items[before].part is Part.NUMBER


def is_near(items: Sequence[Item], at: int) -> bool:
    """Whether a word for "near" stands before a name, with words for its kind between at the most."""
    return _near_before(items, at) is not None


def is_near_behind(items: Sequence[Item], at: int) -> bool:
    """Whether a word for "near" that belongs to what stands before it begins here."""
    is_near_word = at < len(items) and items[at].part is Part.NEAR
    return is_near_word and (items[at].value in STANDS_BEHIND or items[at].value == BOTH_SIDES)


def _near_before(items: Sequence[Item], at: int) -> Item | None:
    first = at - 1
    while first >= 0 and items[first].part in (Part.DETERMINER, Part.KIND, Part.OF):
        first -= 1
    is_near_word = first >= 0 and items[first].part is Part.NEAR and items[first].value not in STANDS_BEHIND
    return items[first] if is_near_word else None
