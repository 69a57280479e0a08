"""What stands around a part of a list: words for "near" and "part of", brackets with lists, numbers with kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karamap.gazetteer.schema import TOWNS
from karamap.statements.words.list_parts import BEHIND, JOINT, LONGEST_NAME, Item, Part
from karamap.statements.words.word_values import (
    BEFORE,
    DEFINITE,
    NAMING,
    OF_ALL,
    PART,
    PART_BEHIND,
    PASSIVE,
    SEVERAL,
    WHERE,
)

LONGEST_GLOSS = 24
"""Parts between two brackets at the most; a longer stretch is no gloss."""

BOTH_SIDES = "both"
"""The value of a word for "near" or "between" that stands on either side of the names."""

BETWEEN = "between"
"""The value of a word for what lies between two places."""

BETWEEN_ENDS = frozenset({Part.KIND, Part.OF, Part.DETERMINER, Part.SEPARATOR})
"""What stands between their names."""

STANDS_BEHIND = frozenset({BEHIND, PART_BEHIND})

LARGER = TOWNS
"""Kinds that need no district: what a district is said of are the villages behind them."""


OPENS_LIST = frozenset({Part.DASH, Part.COLON, Part.OPEN, Part.NAME})
"""What stands between a number of places and their names."""

MARKS_OF_LIST = OPENS_LIST - {Part.NAME}

KINDS_TOLD = frozenset({"village", "place", *LARGER})
"""Kinds that a phrase for "the following villages" tells."""

OF_LISTS = frozenset({Part.NAME, Part.SEPARATOR, Part.KIND, Part.OF, Part.DETERMINER})
"""What lists of names are made of."""

OF_DAYS = frozenset({"month", BEHIND})
"""Values of an ending that makes a number a day of the month told before, and of a word that turns to the next."""

NAMES_OR_MARKS = frozenset({Part.NAME, Part.SEPARATOR, Part.DETERMINER})
"""What a list of names alone is made of."""

MOST_BETWEEN = 3
"""Words between who owns places and the word for them at the most ("A's several more villages")."""


BEFORE_INSIDE = frozenset({Part.OPEN, Part.NUMBER, Part.SEPARATOR})
"""What stands right before a word that belongs to what it stands in."""

ROUTE = "route"
"""The value of a word for "near" before a place on a way, behind which it is told where that goes."""

TOWARD = ([Part.OTHER, Part.NAME], [Part.OF, Part.NAME])
"""A word for "to", and the place behind it."""


HEADS_LIST = (Part.COLON, Part.DASH)
"""Marks behind the name of a district that stands before a list of its places."""


def heads_list(items: Sequence[Item], at: int, following: Part) -> bool:
    """Whether what stands beside a district tells that it is that of the names behind it, not of those before it."""
    if following in HEADS_LIST and begins_next(items, at):
        return True
    return following is Part.OPEN or (following is Part.COLON and at > 0 and items[at - 1].part is Part.OF)


def begins_next(items: Sequence[Item], at: int) -> bool:
    """Whether a name stands right behind a mark of a list, or behind that and "in", and so may head what follows."""
    behind = [item.part for item in items[max(0, at - 2) : at]]
    return behind[-1:] == [Part.SEPARATOR] or behind == [Part.SEPARATOR, Part.OF]


def part_behind(parts: Sequence[Part], at: int) -> Part:
    """The part behind a name; a comma before a word that opens a list is as that ("the villages of A, namely B")."""
    is_of_kind = list(parts[max(0, at - 2) : at]) == [Part.KIND, Part.OF]
    if is_of_kind and list(parts[at + 1 : at + 3]) == [Part.SEPARATOR, Part.COLON]:
        return Part.COLON
    return parts[at + 1] if at + 1 < len(parts) else Part.OTHER


def tells_of_others(items: Sequence[Item]) -> bool:
    """Whether a list has words for what is near, several places, or smaller ones than the seat of a district."""
    return any(
        item.part is Part.NEAR or (item.part is Part.KIND and (item.is_plural or item.value not in LARGER))
        for item in items
    )


def is_inside(items: Sequence[Item], at: int) -> bool:
    """Whether a word belongs to what it stands in: behind a bracket, or before a kind, behind a number or comma."""
    before = items[at - 1].part if at else Part.OTHER
    if before not in BEFORE_INSIDE:
        return False
    following = items[at + 1].part if at + 1 < len(items) else Part.OTHER
    describes = before is Part.SEPARATOR and not items[at].value
    return before is Part.OPEN or ((before is Part.NUMBER or describes) and following is Part.KIND)


def is_number(items: Sequence[Item], at: int) -> bool:
    """Whether a number stands here."""
    return 0 <= at < len(items) and items[at].part is Part.NUMBER


def is_date(items: Sequence[Item], at: int) -> bool:
    """Whether a day begins here: a month, which says its number, or the number of a day before one, behind "on"."""
    first = at + 1 if at < len(items) and items[at].part is Part.OF else at
    month = first + 1 if is_number(items, first) else first
    return month < len(items) and items[month].part is Part.OTHER and items[month].value.isdigit()


def is_of_day(items: Sequence[Item], at: int) -> bool:
    """Whether a part belongs to a day: its month, its number, the ending behind that, or a word that turns to it."""
    item = items[at]
    is_word = item.part is Part.OTHER and (item.value.isdigit() or item.value in OF_DAYS)
    return is_word or item.part in (Part.NUMBER, Part.DASH)


def kind_of_owned(items: Sequence[Item], at: int, *, owns: bool) -> int:
    """The part that is the word for places of a district that are not named ("A's 6 villages"); 0 if there is none.

    Args:
        items: of the sentence.
        at: the part that may be the district.
        owns: whether it has the ending of who owns something; else only a number behind it tells.
    """
    if not owns:
        parts = [item.part for item in items[at + 2 : at + 4]] if is_number(items, at + 1) else []
        return at + 2 if parts[:1] == [Part.KIND] else at + 3 if parts == [Part.OTHER, Part.KIND] else 0
    for kind, item in enumerate(items[at + 1 : at + 2 + MOST_BETWEEN], at + 1):
        if item.part is Part.KIND:
            is_of_several = item.is_plural and item.value not in LARGER
            return kind if kind > at + 1 or is_of_several else 0
        if item.part is Part.OTHER and item.value in KINDS_TOLD:
            return kind
        if item.part not in (Part.OTHER, Part.NUMBER, Part.DETERMINER) or (item.part is Part.OTHER and item.value):
            return 0
    return 0


def opens_list(items: Sequence[Item], kind: int) -> bool:
    """Whether names follow a word for places, right behind it or behind the next colon."""
    behind = [item.part for item in items[kind + 1 :]]
    if behind[:1] and behind[0] in OPENS_LIST:
        return True
    return Part.COLON in behind and Part.NAME not in behind[: behind.index(Part.COLON)]


def is_counted_elsewhere(items: Sequence[Item], at: int) -> bool:
    """Whether a number and a dash or "of" stand before a name ("six villages of A, seven – B, five of C").

    Where a list in brackets follows, its places are named and not only counted.
    """
    is_counted = at > 1 and items[at - 1].part in (Part.DASH, Part.OF) and items[at - 2].part is Part.NUMBER
    following = items[at + 1].part if at + 1 < len(items) else Part.OTHER
    return is_counted and not (following is Part.OPEN and holds_list(items, at + 1))


def is_prefixed(items: Sequence[Item], at: int) -> bool:
    """Whether "district NAME" stands here, and not a list behind the word for a district."""
    return at > 0 and items[at - 1].part is Part.DISTRICT and items[at - 1].value == BEFORE


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
    joint = at - 4 if before is not None and before.part is Part.DETERMINER else at - 3
    if joint > 0 and items[joint].part is Part.OF and items[joint - 1].part in (Part.NAME, Part.CLOSE):
        return False
    if kind.is_plural:
        goes_on = at + 1 < len(items) and items[at + 1].part is Part.SEPARATOR
        return goes_on and kind.value in LARGER and before is not None and before.part is not Part.NAME
    return is_definite(items, at - 2) or (kind.value in LARGER and before is not None and before.part is Part.SEPARATOR)


def is_joined(items: Sequence[Item], at: int, before: Part) -> bool:
    """Whether a district is joined to the names before it: by "of", a mark or a word for their kind, or for "all"."""
    if opens_list_of_kind(items, at) or _is_of_all_others(items, at):
        return False
    is_behind_of = before is Part.DETERMINER and at > 1 and items[at - 2].part is Part.OF
    joins = before in (Part.OF, Part.DASH, Part.OPEN, Part.KIND, Part.DISTRICT)
    return joins or is_behind_of or is_of_all(items, at) or _ends_item(items, at)


def is_listed_with(items: Sequence[Item], at: int) -> bool:
    """Whether a word joins a name to the one before it ("A and B")."""
    return at > 1 and items[at - 1].value == JOINT and items[at - 2].part is Part.NAME


def _ends_item(items: Sequence[Item], at: int) -> bool:
    """Whether a district stands behind a name and a comma, and the item or the list ends with it ("A, B district")."""
    if at < 2 or items[at - 1].part is not Part.SEPARATOR or items[at - 1].value == JOINT:  # noqa: PLR2004 - a name
        return False
    if items[at - 2].part is not Part.NAME or [item.part for item in items[at + 1 : at + 2]] != [Part.DISTRICT]:
        return False
    if [item.part for item in items[max(0, at - 4) : at - 2]] == [Part.SEPARATOR, Part.NEAR]:
        return False
    behind = [item.part for item in items[at + 2 :]]
    goes_on = behind[:5] == [Part.SEPARATOR, Part.NAME, Part.SEPARATOR, Part.NAME, Part.DISTRICT]
    return goes_on or Part.NAME not in behind


def is_of_kind_alone(items: Sequence[Item], at: int, following: Part) -> bool:
    """Whether a name stands alone behind a word for several places ("the villages of A"), or they lie in it.

    They do behind "in" or a number ("six villages of A").
    """
    if following is Part.KIND:
        return False
    is_where = items[at - 1].value == WHERE or following is not Part.SEPARATOR
    return (items[at - 2].is_plural and is_where) or is_number(items, at - 3)


def where_before(items: Sequence[Item], at: int) -> int:
    """The part that is the word for "in" before a name, with determiners between at the most; -1 if there is none."""
    first = at - 1
    while first > 0 and items[first].part is Part.DETERMINER:
        first -= 1
    return first if first >= 0 and items[first].part is Part.OF and items[first].value == WHERE else -1


def is_behind_verb(items: Sequence[Item], at: int) -> bool:
    """Whether a verb and "in" stand between names or their kind and a district ("A villages were taken in the B")."""
    first = where_before(items, at)
    if first < 1:
        return False
    verb = first - 1
    while verb > 0 and items[verb].part is Part.OTHER and items[verb].value:
        verb -= 1
    return verb < first - 1 and items[verb].part in (Part.NAME, Part.KIND, Part.CLOSE)


def added_since(items: Sequence[Item], at: int) -> int:
    """The token behind "as well as" from which on names lie "in the NAME district"; 0 if nothing is added so."""
    first = where_before(items, at)
    while first > 0 and items[first - 1].part in OF_LISTS:
        first -= 1
        is_several_words = items[first].last - items[first].first > 1
        if items[first].part is Part.SEPARATOR and items[first].value == JOINT and is_several_words:
            return items[first].last
    return 0


def opens_list_of_kind(items: Sequence[Item], at: int) -> bool:
    """Whether "in the NAME district the villages of" stands here: the district of the names behind it."""
    if where_before(items, at) < 0:
        return False
    behind = [item.part for item in items[at + 1 : at + 4]]
    is_told = behind[:1] == [Part.DISTRICT]
    kind = 2 if behind[1:2] == [Part.DETERMINER] else 1
    return is_told and behind[kind : kind + 1] == [Part.KIND]


def is_of_all(items: Sequence[Item], at: int) -> bool:
    """Whether a word for "all" stands right before the name of a district ("A, B and C, all in the D district")."""
    return any(item.part is Part.DETERMINER and item.value == OF_ALL for item in items[max(0, at - 2) : at])


def _is_of_all_others(items: Sequence[Item], at: int) -> bool:
    """Whether "and" joins all places of a district to others ("A, B and all the villages of the D district")."""
    small, first = (Part.OF, Part.DETERMINER, Part.DISTRICT), at - 1
    while first > 0 and items[first].part in small:
        first -= 1
    if first < 1 or items[first].part is not Part.KIND:
        return False
    first -= 1
    is_all = False
    while first > 0 and items[first].part in small:
        is_all = is_all or items[first].value == OF_ALL
        first -= 1
    first = _before_aside(items, first)
    return is_all and items[first].part is Part.SEPARATOR and items[first].value == JOINT


def _before_aside(items: Sequence[Item], at: int) -> int:
    """The part before an aside that tells what is left out and ends here ("and, apart from A, …"); else this one."""
    first = at - 1
    while first > 0 and items[first].part in OF_LISTS:
        first -= 1
    is_aside = first > 0 and items[at].part is Part.SEPARATOR and items[first].part is Part.NEAR
    if not is_aside or items[at].value == JOINT:
        return at
    return first - 1 - (items[first - 1].part is Part.SEPARATOR and items[first - 1].value != JOINT)


def is_definite(items: Sequence[Item], at: int) -> bool:
    """Whether a determiner stands before a word for a kind by which one place is meant."""
    return at > 0 and items[at - 1].part is Part.DETERMINER and items[at - 1].value == DEFINITE


def is_naming(items: Sequence[Item]) -> bool:
    """Whether it is told who calls a place by another name ("known to A as B")."""
    return any(item.part is Part.OTHER and item.value.startswith(NAMING) for item in items)


def is_subject(items: Sequence[Item], at: int) -> bool:
    """Whether "was" stands right behind a district that is itself told of ("the A district was handed over, and B")."""
    if items[at].value != PASSIVE or at < 2 or items[at - 1].part is not Part.DISTRICT:  # noqa: PLR2004 - its name
        return False
    first = at - 2
    while first > 0 and items[first - 1].part is Part.DETERMINER:
        first -= 1
    return items[at - 2].part is Part.NAME and (first == 0 or items[first - 1].part is not Part.OF)


def is_part(items: Sequence[Item], at: int) -> bool:
    """Whether a district is named of which something is said to be a part ("most of the A district")."""
    behind = items[at + 2] if at + 2 < len(items) else None
    before = _near_before(items, at)
    is_behind = behind is not None and behind.part is Part.NEAR and behind.value == PART_BEHIND
    return is_behind or (before is not None and before.value == PART)


def close_of(items: Sequence[Item], at: int) -> int:
    """The part that closes brackets which open here; 0 if none does shortly."""
    ends = range(at, min(len(items), at + LONGEST_GLOSS))
    return next((end for end in ends if items[end].part is Part.CLOSE), 0)


def holds_list(items: Sequence[Item], at: int) -> bool:
    """Whether brackets that open here hold several names."""
    close = next((end for end in range(at, min(len(items), at + LONGEST_GLOSS)) if items[end].part is Part.CLOSE), at)
    return sum(item.part is Part.NAME for item in items[at:close]) > 1


def is_of_nameless(items: Sequence[Item], at: int) -> bool:
    """Whether a word for several places stands at a part, or one behind a word for how many, and no names of theirs."""
    kind = at
    while kind < len(items) and kind - at < LONGEST_NAME and items[kind].part in (Part.OTHER, Part.DETERMINER):
        kind += 1
    if kind >= len(items) or items[kind].part is not Part.KIND or not (items[kind].is_plural or kind > at):
        return False
    return kind + 1 == len(items) or items[kind + 1].part not in OPENS_LIST


def is_behind_several(items: Sequence[Item], at: int, *, is_joined: bool) -> bool:
    """Whether a word for several places stands before districts, with "of" or "in the" between ("villages of A and B").

    Nothing need stand between, where a word joins them, as in languages with cases.
    """
    first = at - 1
    while first > 0 and items[first].part in (Part.OF, Part.DETERMINER):
        first -= 1
    is_of = first < at - 1
    return first >= 0 and (is_of or is_joined) and items[first].part is Part.KIND and items[first].is_plural


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
    if items[first - 1].value == SEVERAL:
        return True
    before = first - 2 if first > 1 and items[first - 1].part is Part.OTHER else first - 1
    return items[before].part is Part.NUMBER


def near_names(items: Sequence[Item]) -> frozenset[int]:
    """Names before which a word for "near" stands, with words for their kind between at the most.

    It is said of all of a list of bare ones, if a word joins the last of them ("near A, B and C").
    """
    found, at = set[int](), 0
    while at < len(items):
        last, joined = at, False
        if items[at].part is Part.NAME:
            while last + 2 < len(items) and _goes_on(items, last):
                joined, last = joined or items[last + 1].value == JOINT, last + 2
            near = _near_before(items, at)
            if near is not None:
                found.update(range(at, last + 1, 2) if joined else (at,))
            if near is not None and near.value == BETWEEN and not joined:
                found.update(_other_end(items, at))
            elif near is not None and near.value == ROUTE and [item.part for item in items[at + 1 : at + 3]] in TOWARD:
                found.add(at + 2)
        at = last + 1
    return frozenset(found)


def _other_end(items: Sequence[Item], at: int) -> Iterator[int]:
    """The name behind "and", with words for its kind between ("between the village of A and the city of B")."""
    end, is_joined = at + 1, False
    while end < len(items) and items[end].part in BETWEEN_ENDS:
        is_joined = is_joined or items[end].value == JOINT
        end += 1
    if is_joined and end < len(items) and items[end].part is Part.NAME:
        yield end


def _goes_on(items: Sequence[Item], at: int) -> bool:
    """Whether a mark or a joint and a name stand behind a part."""
    return items[at + 1].part is Part.SEPARATOR and items[at + 2].part is Part.NAME


def is_of_several(items: Sequence[Item], at: int) -> bool:
    """Whether a name stands alone before a word for several places ("A villages"), which so may lie in it."""
    following = items[at + 1] if at + 1 < len(items) else None
    if following is None or following.part is not Part.KIND or not following.is_plural:
        return False
    is_alone = at == 0 or items[at - 1].part not in (Part.SEPARATOR, Part.NEAR)
    behind = items[at + 2].part if at + 2 < len(items) else Part.OTHER
    return is_alone and behind not in (Part.NAME, Part.COLON, Part.OPEN, Part.DASH)


def is_where_listed(items: Sequence[Item], at: int) -> bool:
    """Whether "villages of NAME:" stands here, behind which they are listed."""
    is_listed = at + 1 < len(items) and items[at + 1].part is Part.COLON
    if at <= 1 or not is_listed or items[at - 1].part is not Part.OF:
        return False
    return items[at - 2].part is Part.KIND and items[at - 2].is_plural


def is_near_behind(items: Sequence[Item], at: int) -> bool:
    """Whether a word for "near" that belongs to what stands before it begins here, or a number before one."""
    at += is_number(items, at)
    is_near_word = at < len(items) and items[at].part is Part.NEAR
    return is_near_word and (items[at].value in STANDS_BEHIND or items[at].value == BOTH_SIDES)


def _near_before(items: Sequence[Item], at: int) -> Item | None:
    first = at - 1
    while first >= 0 and items[first].part in (Part.DETERMINER, Part.KIND, Part.OF):
        first -= 1
    is_near_word = first >= 0 and items[first].part is Part.NEAR and items[first].value not in STANDS_BEHIND
    return items[first] if is_near_word else None


def is_attribute(items: Sequence[Item], at: int) -> bool:
    """Whether a name may describe the place that follows a word for its kind ("the A village of B")."""
    if at + 1 >= len(items) or items[at + 1].part is not Part.KIND or items[at + 1].is_plural:
        return False
    return [item.part for item in items[at : at + 4]] == [Part.NAME, Part.KIND, Part.OF, Part.NAME]
