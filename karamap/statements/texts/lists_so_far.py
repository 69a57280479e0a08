"""The places that a sentence lists, with what the sentences before it say of them: their kind, their district."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from karamap.names.resolutions import Outcome
from karamap.statements.clauses.meaning import CHANGES, class_of
from karamap.statements.lists.list_sentences import BULLETS, is_names_alone
from karamap.statements.lists.list_surroundings import LARGER
from karamap.statements.lists.named_districts import named_districts
from karamap.statements.lists.place_lists import ListParser
from karamap.statements.lists.table_rows import Columns, columns_in, is_row, places_and_district
from karamap.statements.schema import Role, VerbClass
from karamap.statements.sentences.so_far import SoFar
from karamap.statements.sentences.spoken_sentence import SpokenSentence
from karamap.statements.values import ListedPlace, Piece
from karamap.statements.words.lexicon import RUNNING, RUNNING_OF_LIST, Spans
from karamap.statements.words.list_parts import Item, Part, items_of
from karamap.statements.words.tokens import Tokens

HYPHEN = "-"
"""Joins the names of two places."""

OF_KIND = frozenset({Role.KIND, Role.THESE})
"""Roles of phrases that say what the places of a list are."""

ENDS = (".", "!", "?", "…", "։")
"""Marks that a heading does not end with."""


@dataclass
class ListsSoFar(SoFar):
    """What the sentences before one leave behind for its lists.

    Attributes:
        district: of the last change, in which the places of a list that goes on with it lie.
        kind: of the places that the sentence before announces.
        columns: those of the table whose rows are being read.
        open_district: the district that a list behind the sentence would lie in.
        day, holder: of the last change, and who gained by it.
        is_by_total: whether only a number of places announces what is listed behind it.
        is_unlisted: whether the last change was told of places that have not been listed yet.
        is_by_district: whether the sentence before lists the places of a district behind a colon, so that the next one
            may list those of another.
    """

    district: Piece | None = None
    kind: str | None = None
    columns: Columns | None = None
    open_district: Piece | None = None
    day: date | None = None
    holder: str | None = None
    is_by_total: bool = False
    is_unlisted: bool = False
    is_by_district: bool = False

    def _may_begin_or_head(self, word: str) -> bool:
        """Whether a word that begins an announced sentence is called like places, or like a district."""
        return self.known.names.is_place(word) or self.known.names.is_district(word)

    def _piece(self, start: int, end: int) -> Piece:
        return Piece(self.text[start:end], start, end)

    def _places(self, tokens: Tokens, spans: Spans) -> list[ListedPlace]:
        may_begin = _always if self.announces and not _heads(tokens) else self._may_begin_or_head
        names = self.known.names
        items = items_of(tokens, spans, may_begin if self.announces else names.is_place, names.begins_name)
        endings = self.known.lexicon.endings
        genitives, where = endings("genitives"), (*endings("locatives"), *endings("sources"))
        adjectives = endings("adjectives") if Role.DISTRICT in spans.roles else ()
        attributes = endings("attributes")
        kept = (genitives, adjectives, where, attributes)
        asked = (names.begins_name, names.may_be_one, names.is_spelled, names.is_seat)
        parser = ListParser(self.text, tokens, names.districts_named, names.is_place, *kept, *asked)
        if is_row(tokens):
            return self._places_of_row(tokens, spans, items, parser)
        self.columns = None
        listed = self._behind_towns(self._without_districts(parser.places(items), tokens, spans))
        if listed and HYPHEN in self.text[listed[0].name.start : listed[-1].name.end]:
            listed = [part for place in listed for part in self._parts_of(place)]
        if ";" in tokens.marks:
            listed = [_apart(place, tokens, spans) for place in listed]
        self.open_district = parser.context
        these, verbs = Role.THESE in spans.roles, Role.VERB in spans.roles
        if (these or self.announces) and self.district and not any(place.district for place in listed):
            is_told = verbs or Role.ATTRIBUTION in spans.roles
            listed = [self._in_district(place, self.district, asks=is_told) for place in listed]
        told = next((span.value for span in spans.of(Role.THESE) if span.value), None)
        kind = told or (self.kind if these else None)
        if kind and not verbs and self.verb:
            listed = [place._replace(kind=place.kind or kind, is_certain=True) for place in listed]
        if self.announces and not verbs and (self.kind or (self.district and is_names_alone(tokens, spans))):
            listed = self._announced(listed, tokens, spans)
        return listed

    def _parts_of(self, place: ListedPlace) -> list[ListedPlace]:
        """The places whose names a hyphen joins ("the A-B area"), if each is one and the whole is none; else itself."""
        if HYPHEN not in place.name.text:
            return [place]
        resolution, start = self.known.names.resolution, place.name.start
        parts = list[ListedPlace]()
        for text in place.name.text.split(HYPHEN):
            parts.append(place._replace(name=Piece(text, start, start + len(text))))
            start += len(text) + 1
        outcomes = [resolution(part.name.text).outcome for part in parts]
        is_one = resolution(place.name.text).outcome is not Outcome.UNRESOLVED
        return [place] if is_one or Outcome.UNRESOLVED in outcomes else parts

    def _without_districts(self, listed: list[ListedPlace], tokens: Tokens, spans: Spans) -> list[ListedPlace]:
        """The places without the districts that are named behind a word for several: no towns of that name."""
        if Role.DISTRICT not in spans.roles or not listed:
            return listed
        named = named_districts(tokens, spans, self.known.names.is_district)
        districts = {tokens.starts[at] for found in named for at in found.names}
        return [place for place in listed if place.name.start not in districts] if districts else listed

    def _behind_towns(self, listed: list[ListedPlace]) -> list[ListedPlace]:
        """The places; a town that the gazetteer has elsewhere leaves the district of the list before it.

        "Villages A and B of the C district, on the 9th the town of D, the villages E and F": of those behind it only
        what the gazetteer has in C stays there.
        """
        if LARGER.isdisjoint([place.kind for place in listed[1:]]):
            return listed
        names, found = self.known.names, list[ListedPlace]()
        before, left = None, None
        for place in listed:
            name, district = place.name.text, place.district or before
            is_there = district is not None and names.is_place(name, district.text)
            if place.kind in LARGER and district == before and not is_there:
                left = before if names.resolution(name).outcome is Outcome.RESOLVED else left
            is_left = left is not None and place.district == left and not is_there
            found.append(place._replace(district=None, district_is_own=False) if is_left else place)
            before = place.district or before
        return found

    def _places_of_row(
        self, tokens: Tokens, spans: Spans, items: Sequence[Item], parser: ListParser
    ) -> list[ListedPlace]:
        if self.columns is None:
            self.columns = columns_in(tokens, spans)
            if self.columns is not None:
                return []
        pieces = {item: self._piece(*tokens.stretch(item.first, item.last)) for item in items if item.part is Part.NAME}
        districts = {item for item, piece in pieces.items() if parser.is_district(piece.text)}
        cell, district = places_and_district(self.columns, tokens, items, districts)
        parser.context = pieces[district] if district else None
        kind = self.columns.kind if self.columns else None
        return [place._replace(kind=place.kind or kind, is_certain=True) for place in parser.places(cell)]

    def _announced(self, listed: Sequence[ListedPlace], tokens: Tokens, spans: Spans) -> list[ListedPlace]:
        """The places of a list that is announced: of the kind announced, if any, and certain where names stand alone.

        Where no bullet stands before them, they are so only if the gazetteer knows them.
        """
        if self.kind not in (None, "place"):
            listed = [place if place.kind else place._replace(kind=self.kind) for place in listed]
        if not is_names_alone(tokens, spans):
            return list(listed)
        is_item = tokens[0].text in BULLETS
        return [place._replace(is_certain=place.is_certain or is_item or self._is_known(place)) for place in listed]

    def _is_known(self, place: ListedPlace) -> bool:
        """Whether the gazetteer has a place, in the district that it is listed in."""
        district = place.district.text if place.district else None
        return self.known.names.resolution(place.name.text, district).outcome is Outcome.RESOLVED

    def _is_elsewhere(self, place: ListedPlace, district: Piece) -> bool:
        """Whether the gazetteer has a place by its name alone, and not in a district."""
        meaning_of = self.known.names.resolution
        is_there = meaning_of(place.name.text, district.text).outcome is not Outcome.UNRESOLVED
        return not is_there and meaning_of(place.name.text).outcome is Outcome.RESOLVED

    def _in_district(self, place: ListedPlace, district: Piece, *, asks: bool) -> ListedPlace:
        """A place with the district that the sentence before says, unless it has its own or is called like it.

        Where it `asks`, one that the gazetteer has elsewhere alone is left there.
        """
        districts_named = self.known.names.districts_named
        is_seat = districts_named(place.name.text) & districts_named(district.text)
        if place.district or is_seat or (asks and self._is_elsewhere(place, district)):
            return place
        return place._replace(district=district, district_is_own=False)

    def leave_behind(self, spoken: SpokenSentence, parsed: Sequence[ListedPlace], *, has_totals: bool) -> None:
        """Keep what a sentence leaves behind for the lists of those that follow.

        Args:
            spoken: the sentence.
            parsed: the places that it lists.
            has_totals: whether it tells a number of places.
        """
        last = spoken.sentence.tokens[-1].text
        spans = spoken.spans
        headings = [span for span in spans.of(Role.PARTICIPLE) if class_of(span) in CHANGES]
        is_headed = bool(parsed and parsed[-1].district) and ":" in spoken.sentence.tokens.marks
        taking = next((span for span in spoken.verbs if class_of(span) is VerbClass.TAKES), None)
        if taking is not None or spoken.verbs:
            self.verb = taking or spoken.verbs[0]
            self.wording = spoken.piece(self.verb)
            self.parties = spoken.parties_of(self.verb)
            these = Role.THESE in spans.roles
            kinds = [span for span in spans.among(OF_KIND) if span.value]
            heads = not parsed and last not in ENDS and any(span.value.endswith("plural") for span in kinds)
            self.is_by_total = not (last == ":" or these or heads)
            self.announces = (not self.is_by_total or (has_totals and not parsed)) and spoken.is_news
            self.kind = kinds[-1].value.removesuffix(" plural") if kinds and (self.announces or not parsed) else None
        elif headings and (last == ":" or is_headed or (not parsed and (last not in ENDS or spans.among(OF_KIND)))):
            self.verb, self.wording = headings[0], spoken.piece(headings[0])
            self.parties = spoken.parties_of(headings[0])
            self.announces = not is_headed or last == ":"
            kinds = [span for span in spans.among(OF_KIND) if span.value]
            self.kind = kinds[-1].value.removesuffix(" plural") if kinds else None
        elif not parsed and Role.ATTRIBUTION not in spans.roles:
            is_heading = Role.DISTRICT in spans.roles and is_names_alone(spoken.sentence.tokens, spans)
            self.announces = self.announces and is_heading
        is_running = spans.say(Role.SCOPE, RUNNING)
        if spoken.verbs or headings:
            self.is_so_far = is_running or spans.say(Role.SCOPE, RUNNING_OF_LIST)
        if (is_running and last != ":") or spoken.is_stopped:
            self.verb, self.announces = None, False
        if parsed and parsed[-1].district:
            self.district = parsed[-1].district if spoken.is_news or self.announces else None
        elif districts := [span for span in spans.of(Role.DISTRICT) if span.first]:
            at, tokens = districts[0].first - 1, spoken.sentence.tokens
            tells = (
                (spoken.is_news or self.announces)
                and tokens[at].is_capitalised
                and not spoken.is_of_actor(districts[0])
            )
            self.district = self._piece(*tokens.stretch(at, at + 1)) if tells else None
        elif self.announces and not parsed and self.open_district:
            self.district = self.open_district
        is_told = spoken.is_news or bool(headings) or self.announces
        self.is_by_district = is_told and is_headed
        if self.is_by_district:
            self.kind = self.kind or parsed[-1].kind
        if spoken.is_news:
            self.day, self.holder = spoken.day, spoken.holder
            is_plural = any(span.value.endswith("plural") for span in spans.of(Role.KIND))
            tells_of_places = is_plural or (Role.KIND in spans.roles and not parsed)
            self.is_unlisted = tells_of_places and not any(place.is_certain for place in parsed)
        elif any(place.is_certain for place in parsed):
            self.is_unlisted = False


def _apart(place: ListedPlace, tokens: Tokens, spans: Spans) -> ListedPlace:
    """A place behind a mark that parts two things told, without the kind of those before it.

    "Villages in A were taken; B fell": their district need not be its own.
    """
    at = bisect_left(tokens.starts, place.name.start)
    mark = next((mark for mark in reversed(tokens.marks[";"]) if mark < at), None)
    verbs, district = spans.of(Role.VERB), place.district
    if mark is None or district is None or district.start > tokens.starts[mark]:
        return place
    if not verbs or verbs[0].first > mark or verbs[-1].last < mark:
        return place
    has_kind = any(mark < kind.first <= at for kind in spans.of(Role.KIND))
    return place._replace(kind=place.kind if has_kind else None, district_is_own=False)


def _heads(tokens: Tokens) -> bool:
    """Whether the first word of a sentence stands before a colon, so that it need not be a name ("Details: …")."""
    behind = tokens.first_word + 1
    return behind < len(tokens) and tokens[behind].text == ":"


def _always(_word: str) -> bool:
    return True
