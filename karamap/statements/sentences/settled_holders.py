"""Who gained what is told without who acts: the party that gained it by the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from karamap.names.resolutions import Outcome
from karamap.statements.days.days_of_text import OF_OLD_YEAR
from karamap.statements.schema import VerbClass
from karamap.statements.values import OtherFact, Statement

Gainer = Callable[[str, date], str | None]
"""The party that gained a place about a day, by the id of the place; None where the record does not tell."""

LastGain = Callable[[str, date], tuple[str, date] | None]
"""The party that gained a place last before a day, by the id of the place, and when; None if nobody did."""

LONG_AGO = timedelta(days=60)
"""A change that the record has so long before a page is no news of that day: such pages report from there, or look back
on a later year, while the wars that pages tell of from day to day last for less."""

OF_SPEAKER = "who acts is not told: the speaker's side is taken"
"""Why a holder may be wrong whom nobody names: the record knows better."""

OF_OTHER = "who did not take it is not told: the other side than the speaker's is taken"
"""Why a denial may be of nobody's gain: the record may have it that who speaks gained the place then."""

BY_ATTRIBUTE = "told by a participle behind a day"
"""Why it may be what the sentence tells besides that happened on that day: the record must know of the change."""

BY_NOUN = "told by a noun beside a day"
"""Why it may be something else that happened on that day: the record must know of the change."""

BY_RECORD = frozenset({BY_ATTRIBUTE, BY_NOUN})
"""Reasons for which the record must know of a change."""

TO_OTHER = "to whom it was returned is not told"
"""Why who returned a place may have it again: the record must know who gained it then."""

SO_FAR = "listed among all that was reached so far: on which day is not told"
"""Why a place that is said to have been taken is only held."""

GAINS = frozenset({VerbClass.TAKES, VerbClass.LOSES, VerbClass.LEAVES, VerbClass.HANDS_OVER, VerbClass.DENIES})


def settled(statements: Sequence[Statement], by_record: Gainer | None) -> tuple[Statement, ...]:
    """Statements with a holder wherever the record tells one; a change of nobody and nowhere becomes a mention.

    What stands beside one wording is one list: places that the gazetteer does not know go with the others of it.

    Args:
        statements: of one text.
        by_record: who gained a place about a day.
    """
    statements = [item if BY_RECORD.isdisjoint(item.reasons) else _confirmed(item, by_record) for item in statements]
    statements = [_without_guess(item, by_record) if OF_SPEAKER in item.reasons else item for item in statements]
    statements = [_by_denier(item, by_record) if OF_OTHER in item.reasons else item for item in statements]
    statements = [_returned(item, by_record) if TO_OTHER in item.reasons else item for item in statements]
    statements = [_of_now(item, by_record) if OF_OLD_YEAR in item.reasons else item for item in statements]
    lists: dict[int, list[Statement]] = defaultdict(list)
    for item in statements:
        if item.holder is None and _is_open(item):
            lists[_wording(item)].append(item)
    if not lists:
        return tuple(statements)
    gainers = {wording: _gainer_of(items, by_record) for wording, items in lists.items()}
    return tuple([_settled(item, gainers[_wording(item)]) if _is_open(item) else item for item in statements])


def settled_facts(
    facts: Sequence[OtherFact], places_of: Callable[[str, date], Iterable[str]], by_record: Gainer | None
) -> tuple[OtherFact, ...]:
    """Facts of whole districts, with who gained most places of each by the record if the text does not tell who did.

    Args:
        facts: of one text.
        places_of: the places of a district by its name, on a day.
        by_record: who gained a place about a day.
    """
    if by_record is None or all(fact.holder or not fact.kind for fact in facts):
        return tuple(facts)
    gainers = dict[tuple[str, date], str | None]()
    for fact in facts:
        if fact.kind and not fact.holder and (asked := (fact.subject, fact.day)) not in gainers:
            told = Counter([by_record(place_id, fact.day) for place_id in places_of(*asked)])
            gainers[asked] = next((gainer for gainer, number in told.most_common(1) if 2 * number > told.total()), None)
    return tuple([replace(fact, holder=fact.holder or gainers.get((fact.subject, fact.day))) for fact in facts])


def without_old_news(
    statements: Sequence[Statement],
    undated: Iterable[int],
    told_aside: Collection[int],
    published: date,
    last_gain: LastGain | None,
    by_record: Gainer | None,
) -> list[Statement]:
    """Statements without the changes that no day stands beside and that the record has long before the page.

    Who is said to have gained a place so long ago holds it on the day of the page; where that is not told, or only
    beside something else, it is a mention. So is what is told beside something else of who had the place at first.

    Args:
        statements: of one text.
        undated: numbers of those that no day stands beside.
        told_aside: numbers of those among them that are told beside something else.
        published: the day of the page.
        last_gain: who gained a place last before a day.
        by_record: who gained a place about a day, which so is news of it.
    """
    if last_gain is None or by_record is None:
        return list(statements)
    found, untold = list(statements), set[int]()
    for at in undated:
        item, place_id = found[at], _place_id(found[at])
        if item.stance != "affirms" or item.day != published or place_id is None or by_record(place_id, published):
            continue
        gained = last_gain(place_id, published)
        if gained is None or published - gained[1] <= LONG_AGO:
            continue
        reason = f"no day is told, and the record has it since {gained[1]}"
        if item.holder is None:
            untold.add(_wording(item))
        elif at in told_aside:
            if gained[0] == item.holder or _had_it_first(place_id, item.holder, by_record):
                found[at] = _as_mention(item, reason)
        elif gained[0] == item.holder:
            found[at] = _as_held(item, reason)
    stop = "no day is told, and the record has it so long before"
    return [_as_mention(item, stop) if _is_open(item) and _wording(item) in untold else item for item in found]


def _as_held(item: Statement, reason: str) -> Statement:
    return item._replace(stance="holds", basis="force", verb=VerbClass.HOLDS, reasons=(*item.reasons, reason))


def _as_mention(item: Statement, *stops: str) -> Statement:
    return item._replace(stance=None, holder=None, basis=None, verb=VerbClass.MENTIONS, reasons=(*item.reasons, *stops))


def _place_id(item: Statement) -> str | None:
    return item.resolution.place_id if item.resolution else None


def _had_it_first(place_id: str, party: str | None, by_record: Gainer) -> bool:
    """Whether a party had a place at first by the record, since another one gained it."""
    return by_record(place_id, date.min) not in (None, party)


def _gainer_of(items: Iterable[Statement], by_record: Gainer | None) -> str | None:
    """Who gained the known places of a list by the record, if it tells so of at least half of them and of no other."""
    known = [item for item in items if _place_id(item)]
    told = [gainer for item in known if (gainer := _gainer(item, by_record))]
    return told[0] if len(set(told)) == 1 and 2 * len(told) >= len(known) else None


def _is_open(item: Statement) -> bool:
    return item.stance is not None and item.holder is None


def _wording(item: Statement) -> int:
    return item.wording.start if item.wording else -1


def _gainer(item: Statement, by_record: Gainer | None) -> str | None:
    place_id = _place_id(item)
    if by_record is None or place_id is None or (item.verb not in GAINS and SO_FAR not in item.reasons):
        return None
    return by_record(place_id, item.day)


def _confirmed(item: Statement, by_record: Gainer | None) -> Statement:
    """A statement by a participle or a noun, with who gained the place on that day by the record; else a mention."""
    told = _gainer(item, by_record)
    is_guess = item.holder is None or OF_SPEAKER in item.reasons
    if item.stance is None or (told is not None and (is_guess or item.holder == told)):
        return item._replace(holder=told) if item.stance else item
    return _as_mention(item, "the record does not know of it")


def _without_guess(item: Statement, by_record: Gainer | None) -> Statement:
    """A statement without the holder that was only taken to be the speaker's side, if the record tells another one."""
    told = _gainer(item, by_record)
    if (item.stance != "affirms" and SO_FAR not in item.reasons) or told in (None, item.holder):
        return item
    return item._replace(holder=None, reasons=tuple([reason for reason in item.reasons if reason != OF_SPEAKER]))


def _by_denier(item: Statement, by_record: Gainer | None) -> Statement:
    """A denial of nobody's gain, without it where the record has it that who speaks gained the place then."""
    if item.stance is None or _gainer(item, by_record) != item.side:
        return item
    return _as_mention(item, "who did not gain it then is not told")


def _returned(item: Statement, by_record: Gainer | None) -> Statement:
    """A place that somebody returned, to whoever gained it then by the record; a mention where it does not tell."""
    told = _gainer(item, by_record)
    if item.stance != "affirms" or told == item.holder:
        return item
    if told is None:
        return _as_mention(item)
    reasons = tuple([reason for reason in item.reasons if reason != TO_OTHER])
    return item._replace(holder=told, basis="force", verb=VerbClass.TAKES, reasons=reasons)


def _of_now(item: Statement, by_record: Gainer | None) -> Statement:
    """A change on a day that may be one of long ago; a mention where who gained the place is who had it at first."""
    place_id = _place_id(item)
    if item.stance != "affirms" or by_record is None or place_id is None or _gainer(item, by_record) == item.holder:
        return item
    is_of_then = _had_it_first(place_id, item.holder, by_record)
    return _as_mention(item, "who gained it had it at first") if is_of_then else item


def _settled(item: Statement, gainer: str | None) -> Statement:
    if gainer is not None:
        reason = "who acts is not told: the record says who gained it"
        return item._replace(holder=gainer, reasons=(*item.reasons, reason))
    if item.resolution is not None and item.resolution.outcome is Outcome.UNRESOLVED:
        stop = "neither party nor place is known"
        return item._replace(stance=None, basis=None, verb=VerbClass.MENTIONS, reasons=(*item.reasons, stop))
    return item
