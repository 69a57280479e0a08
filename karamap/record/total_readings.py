"""Other ways to count what a stated number may have counted, and the rows of the record that make the difference."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from karamap.gazetteer.places import Gazetteer
from karamap.record.announcements import announcements
from karamap.record.claims import Claim
from karamap.record.schema import Basis, Scope
from karamap.record.timeline import Timeline
from karamap.record.total_counts import (
    BOUNDED,
    RUNNING,
    Numbers,
    Question,
    called,
    counted,
    distance,
    in_words,
    meets,
    some,
)

DISTRICT_LISTS_DIFFER = 0.2
"""By what share two lists of the settlements of one district may differ in length; those compared here do by 0.16."""

_NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


class Way(Enum):
    """How a stated number may have been come by, where it is not what the record counts."""

    BOUND = "bound"
    REPEATS = "repeats"
    TOWNS = "towns as villages"
    KINDS = "kinds of the gazetteer"
    OWN_LIST = "own list"
    CONTRADICTION = "contradicts its own list"
    OTHER_LIST = "another list of the day"
    DAY = "day left out"
    LATER = "named later"
    NEW = "repeats left out"
    VILLAGES = "villages alone"
    DISTRICT = "whole district"
    UNNAMED = "stated without names"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count the record.

    `numbers` is what it gives, None where it says why the number needs no count; `words` says what was counted, and
    names places; `claims` are those that make the difference to the plain count, or that were counted instead; `places`
    are ids of places that no such claim is about.
    """

    ways: tuple[Way, ...]
    words: str
    numbers: Numbers | None
    claims: tuple[Claim, ...] = ()
    places: tuple[str, ...] = ()


def readings(question: Question) -> Iterator[Reading]:
    """Every way to count, from the plainest on."""
    for way in _ALL:
        yield from way(question)


def explaining(question: Question) -> Reading | None:
    """The plainest way to count that gives what was stated."""
    bound = question.total.bound
    plain = question.count(question.claims)
    if meets(question.said, plain, bound):
        return _kept_bound(question, plain)
    for reading in readings(question):
        if reading.numbers is None:
            return reading
        if meets(question.said, reading.numbers, bound):
            return reading if reading.numbers == question.said else _within_bound(question, reading)
    return None


def nearest(question: Question) -> Reading | None:
    """The way to count that comes nearest to what was stated, if it comes nearer than the plain count."""
    found = [reading for reading in readings(question) if reading.numbers is not None]
    best = min(found, key=lambda reading: distance(question.said, reading.numbers or {}), default=None)
    plain = distance(question.said, question.count(question.claims))
    return best if best and distance(question.said, best.numbers or {}) < plain else None


def _kept_bound(question: Question, plain: Numbers) -> Reading:
    bounded = {column: number for column, number in question.said.items() if column in BOUNDED}
    words = f"{question.total.bound.value} {in_words(bounded)}; the record counts {in_words(plain)}"
    return Reading((Way.BOUND,), words, plain)


def _within_bound(question: Question, reading: Reading) -> Reading:
    bounded = {column: number for column, number in question.said.items() if column in BOUNDED}
    said = f"{question.total.bound.value} {in_words(bounded)}"
    words = f"{reading.words}; that gives {in_words(reading.numbers or {})}, stated as {said}"
    return Reading((*reading.ways, Way.BOUND), words, reading.numbers, reading.claims, reading.places)


def _repeats(question: Question) -> Iterator[Reading]:
    again = _announced_again(question.claims)
    if not again:
        return
    words = f"counts repeated announcements again: {question.names(again)}"
    yield Reading((Way.REPEATS,), words, question.count(question.claims, distinct=False), tuple(again))


def _towns(question: Question) -> Iterator[Reading]:
    towns = [claim for claim in question.claims if claim.called == "town"]
    if not towns:
        return
    words = f"counts towns among the villages: {question.names(towns)}"
    yield Reading((Way.TOWNS,), words, _towns_as_villages(question, question.claims), tuple(towns))


def _kinds(question: Question) -> Iterator[Reading]:
    claims = question.claims
    other = [claim for claim in claims if question.kind(claim) != called(claim)]
    if not other:
        return
    kinds = " or ".join(sorted({question.kind(claim) for claim in other}))
    words = f"takes for a {kinds}, as the gazetteer does, what was announced as something else: {question.names(other)}"
    yield Reading((Way.KINDS,), words, question.count(claims, by_gazetteer=True), tuple(other))
    if again := _announced_again(claims):
        both = f"{words}; counts repeated announcements again: {question.names(again)}"
        numbers = question.count(claims, distinct=False, by_gazetteer=True)
        yield Reading((Way.KINDS, Way.REPEATS), both, numbers, (*other, *again))


def _own_list(question: Question) -> Iterator[Reading]:
    listed = question.asked_about(question.carried(question.claims, question.total.source_id))
    if not listed:
        return
    words = f"counts what this page itself lists: {question.names(listed)}"
    yield Reading((Way.OWN_LIST,), words, question.count(listed), listed)


def _lists_more(question: Question) -> Iterator[Reading]:
    """A page that lists more than the number it gives."""
    listed = question.carried(question.claims, question.total.source_id)
    numbers = question.count(listed)
    if any(numbers[column] > number for column, number in question.said.items()):
        yield _contradiction(question, listed)


def _lists_other(question: Question) -> Iterator[Reading]:
    """A page that lists on one day exactly what the record counts, and gives another number."""
    listed = question.carried(question.claims, question.total.source_id)
    if question.total.scope is Scope.DAY and listed and question.count(listed) == question.count(question.claims):
        yield _contradiction(question, listed)


def _contradiction(question: Question, listed: Sequence[Claim]) -> Reading:
    asked = question.asked_about(listed)
    words = f"the page contradicts its own list, which has {in_words(question.count(asked))}: {question.names(asked)}"
    return Reading((Way.CONTRADICTION,), words, None, asked)


def _other_lists(question: Question) -> Iterator[Reading]:
    """Lists of the day that at least two pages carry alike, and the rest of the day without one of them."""
    if question.total.scope is not Scope.DAY:
        return
    claims = question.claims
    for ids, pages in _shared_lists(question, claims):
        listed = question.asked_about(claim for claim in claims if claim.id in ids)
        rest = question.asked_about(claim for claim in claims if claim.id not in ids)
        carried = f"the list that {some(pages)} carry"
        yield Reading((Way.OTHER_LIST,), f"counts {carried}: {question.names(listed)}", question.count(listed), listed)
        without = f"counts that day without {carried}: {question.names(rest)}"
        yield Reading((Way.OTHER_LIST,), without, question.count(rest), rest)


def _shared_lists(question: Question, claims: Sequence[Claim]) -> list[tuple[frozenset[str], list[str]]]:
    """Sets of claims, fewer than all, that two pages or more carry alike, with these pages; the longest first."""
    by_page: dict[str, set[str]] = {}
    for claim in claims:
        for page in question.pages(claim):
            by_page.setdefault(page, set()).add(claim.id)
    pages_of: dict[frozenset[str], list[str]] = {}
    for page in sorted(by_page):
        pages_of.setdefault(frozenset(by_page[page]), []).append(page)
    shared = [(ids, pages) for ids, pages in pages_of.items() if len(pages) > 1 and len(ids) < len(claims)]
    return sorted(shared, key=lambda pair: (-len(pair[0]), pair[1]))


def _before_the_day(question: Question) -> Iterator[Reading]:
    """What had been announced before the day, alone, with a part of the day, or counted otherwise."""
    total = question.total
    if total.scope not in RUNNING or total.includes_today is not None:
        return
    claims = question.claims
    before = [claim for claim in claims if claim.valid_from < total.as_of]
    of_day = [claim for claim in claims if claim.valid_from == total.as_of]
    left_out = question.asked_about(of_day)
    if not left_out:
        return
    words = f"leaves out the day itself: {question.names(left_out)}"
    yield Reading((Way.DAY,), words, question.count(before), left_out)
    yield from _with_a_part(question, before, of_day)
    if again := _announced_again(before):
        both = f"{words}; counts repeats again: {question.names(again)}"
        yield Reading((Way.DAY, Way.REPEATS), both, question.count(before, distinct=False), (*left_out, *again))
    if towns := [claim for claim in before if claim.called == "town"]:
        both = f"{words}; counts towns among the villages: {question.names(towns)}"
        yield Reading((Way.DAY, Way.TOWNS), both, _towns_as_villages(question, before), (*left_out, *towns))


def _with_a_part(question: Question, before: Sequence[Claim], of_day: Sequence[Claim]) -> Iterator[Reading]:
    """The days before and what this page lists of the day itself, or what two other pages list alike."""
    own = {claim.id for claim in question.carried(of_day, question.total.source_id)}
    parts = [(own, Way.OWN_LIST, "this page does not")] if own else []
    shared = _shared_lists(question, of_day)
    parts += [({*ids}, Way.OTHER_LIST, f"{some(pages)} do not") for ids, pages in shared if {*ids} != own]
    for ids, way, who in parts:
        missing = question.asked_about(claim for claim in of_day if claim.id not in ids)
        words = f"leaves out what {who} list of the day itself: {question.names(missing)}"
        numbers = question.count([*before, *(claim for claim in of_day if claim.id in ids)])
        yield Reading((Way.DAY, way), words, numbers, missing)


def _named_later(question: Question) -> Iterator[Reading]:
    every = question.bearing(None)
    known = {claim.id for claim in question.claims}
    later = [claim for claim in every if claim.id not in known]
    if not later:
        return
    words = f"counts places whose names were made public later: {question.names(later)}"
    yield Reading((Way.LATER,), words, question.count(every), tuple(later))
    if again := _announced_again(every):
        both = f"{words}; counts repeats again: {question.names(again)}"
        yield Reading((Way.LATER, Way.REPEATS), both, question.count(every, distinct=False), (*later, *again))


def _new_alone(question: Question) -> Iterator[Reading]:
    if question.total.scope is not Scope.DAY:
        return
    eve = announcements(question.record, question.total.as_of - timedelta(days=1))
    before = {claim.place_id for claim in eve}
    again = [claim for claim in question.claims if claim.place_id in before]
    new = [claim for claim in question.claims if claim.place_id not in before]
    if not again:
        return
    words = f"leaves out places announced before: {question.names(again)}"
    yield Reading((Way.NEW,), words, question.count(new), tuple(again))


def _villages_alone(question: Question) -> Iterator[Reading]:
    """One number of places that is the number of villages."""
    if set(question.said) != {"total"}:
        return
    villages = [claim for claim in question.claims if called(claim) == "village"]
    others = [claim for claim in question.asked_about(question.claims) if claim not in villages]
    words = f"is the number of villages alone, without {question.names(others)}"
    yield Reading((Way.VILLAGES,), words, question.count(villages), tuple(others))


def districts_alone(question: Question) -> list[tuple[str, tuple[Claim, ...]]]:
    """The districts, by id, of which alone a count of one day gives what was stated, each with its claims."""
    by_district: dict[str | None, list[Claim]] = {}
    for claim in question.claims if question.total.scope is Scope.DAY else ():
        by_district.setdefault(question.gazetteer.district_id(claim.place_id or "", question.total.as_of), []).append(
            claim
        )
    return [
        (district, question.asked_about(claims))
        for district, claims in sorted(by_district.items(), key=str)
        if district is not None and question.count(claims) == question.said
    ]


def _whole_district(question: Question) -> Iterator[Reading]:
    """A handover told with the number of villages that a whole district has by some list."""
    claims, day, said = question.claims, question.total.as_of, question.said
    listed = question.carried(claims, question.total.source_id)
    districts = {question.gazetteer.district_id(claim.place_id or "", day) for claim in claims}
    district = districts.pop() if len(districts) == 1 else None
    if question.total.scope is not Scope.HANDOVER or set(said) != {"villages"} or district is None:
        return
    if any(called(claim) == "village" for claim in listed) or said["villages"] <= question.count(claims)["villages"]:
        return
    villages = _villages_of(question.gazetteer, district, day)
    if abs(said["villages"] - len(villages)) > DISTRICT_LISTS_DIFFER * len(villages):
        return
    handed = {claim.place_id for claim in claims}
    receivers = sorted({claim.holder or "" for claim in claims})
    eve = Timeline(question.record, question.heard).at(day - timedelta(days=1))
    others = [place_id for place_id in villages if place_id not in handed]
    had = [place_id for place_id in others if place_id in eve and eve[place_id].holder in receivers]
    statements = _about_whole(question)
    name = question.gazetteer.district_name(district, day)
    told = f" (claim {', '.join(claim.id for claim in statements)})" if statements else ""
    before = _party_names(question, receivers)
    words = (
        f"is told of the whole district {name}{told}, in which the gazetteer has {len(villages)} villages: "
        f"{len(handed & set(villages))} handed over that day, {len(had)} held by {before} before, "
        f"{len(others) - len(had)} not handed over"
    )
    yield Reading((Way.DISTRICT,), words, None, tuple(statements), tuple(others))


def _party_names(question: Question, party_ids: Iterable[str]) -> str:
    return " or ".join(question.record.parties[party_id].name for party_id in party_ids)


def _about_whole(question: Question) -> list[Claim]:
    """What was said of a handover that day without naming a place, as made public by then."""
    handovers = [claim for claim in question.record.known(question.heard) if claim.basis is Basis.HANDOVER]
    return [claim for claim in handovers if claim.subject and claim.valid_from == question.total.as_of]


def _villages_of(gazetteer: Gazetteer, district_id: str, day: date) -> list[str]:
    members = (place_id for place_id in gazetteer.places if gazetteer.district_id(place_id, day) == district_id)
    return sorted(place_id for place_id in members if gazetteer.kind(place_id, day) == "village")


def _unnamed(question: Question) -> Iterator[Reading]:
    """A number of what the record need not name, stated in a claim about another subject."""
    said = question.said
    what = "height" if set(said) == {"heights"} else "position" if question.total.scope is Scope.POSITIONS else None
    if what is None or len(said) != 1:
        return
    (number,) = said.values()
    for claim in question.record.known(question.heard):
        about = claim.subject or ""
        if claim.valid_from == question.total.as_of and what in about and number in stated_numbers(about):
            named = [item for item in question.claims if called(item) == what]
            names = f"; named: {question.names(named)}" if named else "; no place is named"
            words = f"claim {claim.id} states it ({about}){names}"
            yield Reading((Way.UNNAMED,), words, None, (claim, *named))


def stated_numbers(subject: str) -> set[int]:
    """Numbers that stand in an English text, in digits or in words up to twenty.

    >>> sorted(stated_numbers("eight heights, five of them unnamed"))
    [5, 8]
    """
    words = re.findall(r"[a-z]+|[0-9]+", subject.casefold())
    return {int(word) if word.isdigit() else _NUMBER_WORDS.index(word) for word in words if _is_number(word)}


def _is_number(word: str) -> bool:
    return word.isdigit() or word in _NUMBER_WORDS


def _announced_again(claims: Iterable[Claim]) -> list[Claim]:
    """The claims about places of which an earlier one of them speaks already."""
    seen: set[tuple[str, str | None]] = set()
    again: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (claim.valid_from, claim.reported_on, claim.id)):
        if (called(claim), claim.place_id) in seen:
            again.append(claim)
        seen.add((called(claim), claim.place_id))
    return again


def _towns_as_villages(question: Question, claims: Iterable[Claim]) -> Numbers:
    kinds = {"town": "village"}
    pairs = ((kinds.get(called(claim), called(claim)), claim.place_id or "") for claim in claims)
    return counted(pairs, question.said, distinct=True)


_ALL: tuple[Callable[[Question], Iterator[Reading]], ...] = (
    _repeats,
    _towns,
    _kinds,
    _own_list,
    _before_the_day,
    _lists_more,
    _other_lists,
    _named_later,
    _new_alone,
    _unnamed,
    _lists_other,
    _villages_alone,
    _whole_district,
)
"""All ways, from the plainest on. A page that lists more than it says is caught in a contradiction before anything
that another page lists is drawn upon."""
