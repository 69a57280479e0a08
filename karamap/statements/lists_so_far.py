"""The places that a sentence lists, with what the sentences before it say of them: their kind, their district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from karamap.names.resolutions import Outcome
from karamap.statements.lexicon import Spans
from karamap.statements.list_parts import Item, Part, items_of
from karamap.statements.list_sentences import BULLETS, is_names_alone
from karamap.statements.place_lists import ListParser
from karamap.statements.schema import Role
from karamap.statements.so_far import SoFar
from karamap.statements.table_rows import Columns, columns_in, is_row, places_and_district
from karamap.statements.tokens import Tokens
from karamap.statements.values import ListedPlace, Piece


@dataclass
class ListsSoFar(SoFar):
    """What the sentences before one leave behind for its lists.

    Attributes:
        district: of the last change, in which the places of a list that goes on with it lie.
        kind: of the places that the sentence before announces.
        columns: those of the table whose rows are being read.
        open_district: the district that a list behind the sentence would lie in.
    """

    district: Piece | None = None
    kind: str | None = None
    columns: Columns | None = None
    open_district: Piece | None = None

    def _may_begin(self, word: str) -> bool:
        """Whether a word that begins a sentence is called like one place or several."""
        return self.known.names.resolution(word).outcome in (Outcome.RESOLVED, Outcome.AMBIGUOUS)

    def _may_begin_or_head(self, word: str) -> bool:
        """Whether a word that begins an announced sentence is called like places, or like a district."""
        return self._may_begin(word) or bool(self.known.names.districts_named(word))

    def _piece(self, start: int, end: int) -> Piece:
        return Piece(self.text[start:end], start, end)

    def _places(self, tokens: Tokens, spans: Spans) -> list[ListedPlace]:
        may_begin = _always if self.announces and not _heads(tokens) else self._may_begin_or_head
        items = items_of(tokens, spans, may_begin if self.announces else self._may_begin)
        endings = self.known.lexicon.endings
        genitives, where = endings("genitives"), (*endings("locatives"), *endings("sources"))
        adjectives = endings("adjectives") if Role.DISTRICT in spans.roles else ()
        names, attributes = self.known.names, endings("attributes")
        kept = (genitives, adjectives, where, attributes, names.begins_name)
        parser = ListParser(self.text, tokens, names.districts_named, self._may_begin, *kept)
        if is_row(tokens):
            return self._places_of_row(tokens, spans, items, parser)
        self.columns = None
        listed = parser.places(items)
        self.open_district = parser.context
        these, verbs = Role.THESE in spans.roles, Role.VERB in spans.roles
        if (these or self.announces) and self.district and not any(place.district for place in listed):
            is_told = verbs or Role.ATTRIBUTION in spans.roles
            listed = [self._in_district(place, self.district, asks=is_told) for place in listed]
        if self.announces and self.kind and not verbs:
            listed = self._announced(listed, tokens, spans)
        told = next((span.value for span in spans.of(Role.THESE) if span.value), None)
        kind = told or (self.kind if these else None)
        if kind and not verbs and self.verb:
            listed = [place._replace(kind=place.kind or kind, is_certain=True) for place in listed]
        return listed

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
        """The places of a list that is announced: of the kind announced, and certain where names stand alone.

        Where no bullet stands before them, they are so only if the gazetteer knows them.
        """
        if self.kind != "place":
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


def _heads(tokens: Tokens) -> bool:
    """Whether the first word of a sentence stands before a colon, so that it need not be a name ("Details: …")."""
    behind = tokens.first_word + 1
    return behind < len(tokens) and tokens[behind].text == ":"


def _always(_word: str) -> bool:
    return True
