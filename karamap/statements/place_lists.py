"""The lists of places in a sentence, each with its kind and district, by grammar; the gazetteer is asked last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from karamap.statements.lexicon import Span
from karamap.statements.schema import Role
from karamap.statements.tokens import Token
from karamap.statements.values import ListedPlace, Piece

LONGEST_NAME = 5
"""Words of a name at the most."""


LARGER = frozenset({"city", "town"})
"""Kinds that need no district: what a district is said of are the villages behind them."""


class Part(Enum):
    """What a stretch of a sentence is to a list."""

    NAME = "name"
    SEPARATOR = "separator"
    KIND = "kind"
    DISTRICT = "district"
    OF = "of"
    NUMBER = "number"
    DASH = "dash"
    COLON = "colon"
    OPEN = "open"
    CLOSE = "close"
    NEAR = "near"
    DETERMINER = "determiner"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Item:
    """One part: numbers of its first token and of the one behind its last, and what it says."""

    part: Part
    first: int
    last: int
    value: str = ""


@dataclass
class Pending:
    """A name of a list before the list has ended."""

    item: Item
    kind: str | None = None
    district: Piece | None = None
    district_is_own: bool = False
    is_certain: bool = False
    is_near: bool = False
    run: int = 0
    """Which list of one district it stands in."""
    stretch: int = 0
    """Which uninterrupted list of lists it stands in."""


@dataclass
class ListParser:
    """Reads the lists of one sentence from left to right.

    Args:
        text: the whole text, that offsets go into.
        tokens: those of the sentence.
        districts_named: the districts that are called so; asked where the grammar allows one without its word.
        genitives: endings of a word that owns what stands behind it.
        context: the district that names belong to unless something else is said.
    """

    text: str
    tokens: Sequence[Token]
    districts_named: Callable[[str], frozenset[str]]
    genitives: tuple[str, ...] = ()
    context: Piece | None = None
    names: list[Pending] = field(default_factory=list)
    kind_before: str | None = None
    heading: str | None = None
    """The kind that stood last before names: a list behind a colon is of it."""
    run: int = 0
    stretch: int = 0

    def is_district(self, name: str) -> bool:
        """Whether a district is called so."""
        return bool(self.districts_named(name))

    def places(self, items: Sequence[Item]) -> list[ListedPlace]:
        """The places of a sentence, with the first token of each."""
        at = 0
        while at < len(items):
            at = self._step(items, at)
        self._share_certainty()
        return [self._finished(name) for name in self.names]

    def _step(self, items: Sequence[Item], at: int) -> int:
        item = items[at]
        following = items[at + 1].part if at + 1 < len(items) else Part.OTHER
        if item.part is Part.NAME:
            return self._name(items, at, following)
        if item.part is Part.KIND:
            self._kind(items, at)
        elif item.part is Part.DISTRICT:
            self._same_district()
        elif item.part is Part.COLON:
            self._end_run()
            self.kind_before = self.heading
        elif item.part is Part.OTHER and not (at and items[at - 1].part is Part.OPEN):
            self._end_run()
            self.kind_before = None
        return at + 1

    def _name(self, items: Sequence[Item], at: int, following: Part) -> int:
        item, before = items[at], items[at - 1].part if at else Part.OTHER
        if following is Part.DISTRICT:
            if split := self._split(item):
                self._add(replace(item, last=split), near=before is Part.NEAR)
                self._district([replace(item, first=split)], 0, Part.OF)
                return at + 2
            self._district(items, at, before)
            return at + 2
        if before is Part.DISTRICT and following is not Part.KIND and _is_prefixed(items, at):
            self._district(items, at, before)
            return at + 1
        in_brackets = before is Part.OPEN and following is Part.CLOSE and at > 1
        if in_brackets and items[at - 2].part is Part.NAME and not self.is_district(self._piece(item).text):
            return at + 1
        if self._is_bare_district(items, at, before, following):
            self._district(items, at, before)
            return at + 1
        if owner := self._owner(item):
            self._district([replace(item, last=owner)], 0, Part.OTHER)
            item = replace(item, first=owner)
        self._add(item, near=before is Part.NEAR or following is Part.NEAR)
        return at + 1

    def _add(self, item: Item, *, near: bool) -> None:
        kind = self.kind_before
        self.names.append(
            Pending(item, kind, self.context, False, bool(kind or self.context), near, self.run, self.stretch)
        )

    def _split(self, item: Item) -> int | None:
        """The token at which a district begins behind a name, where no mark parts the two."""
        whole = self.districts_named(self._piece(item).text)
        for first in range(item.last - 1, item.first, -1):
            part = self.districts_named(self._piece(replace(item, first=first)).text)
            if part and (not whole or part == whole):
                return first
        return None

    def _owner(self, item: Item) -> int | None:
        """The token behind a district in the genitive that begins a name, where no word says that it is one."""
        word = self.tokens[item.first].folded
        if item.last - item.first < 2 or not word.endswith(self.genitives):  # noqa: PLR2004 - two words
            return None
        return item.first + 1 if self.is_district(self.tokens[item.first].text) else None

    def _is_bare_district(self, items: Sequence[Item], at: int, before: Part, following: Part) -> bool:
        """Whether a name is a district though no word says so: behind "of" or a dash, in brackets, before a list."""
        pending = self._waiting()
        name = self._piece(items[at]).text
        if (
            before is Part.OF
            and pending
            and items[at - 2].part in (Part.KIND, Part.NAME)
            and following is not Part.KIND
        ):
            return self.is_district(name)
        if before in (Part.DASH, Part.OPEN) and pending and following is not Part.SEPARATOR:
            return self.is_district(name)
        if following in (Part.COLON, Part.DASH) and not pending:
            return self.is_district(name)
        if before is Part.DASH and pending and following is Part.SEPARATOR:
            return len(pending) > 0 and self.is_district(name) and len(items) > at + 2
        return False

    def _waiting(self) -> list[Pending]:
        """Names of the run whose district is not said yet."""
        found = list[Pending]()
        for name in reversed(self.names):
            if name.run != self.run or name.district_is_own:
                break
            found.append(name)
        return found

    def _district(self, items: Sequence[Item], at: int, before: Part) -> None:
        """A district: of the names before it, if it is joined to them; else of those that follow."""
        piece = self._piece(items[at])
        joined = before in (Part.OF, Part.DASH, Part.OPEN, Part.KIND, Part.DISTRICT) or (
            before is Part.DETERMINER and at > 1 and items[at - 2].part is Part.OF
        )
        waiting = self._waiting()
        if joined and waiting and not (waiting[0].district and before is Part.KIND):
            for number, name in enumerate(waiting):
                if number and name.kind in LARGER and waiting[0].kind not in LARGER:
                    break
                name.district, name.district_is_own, name.is_certain = piece, True, True
            return
        for name in waiting:
            name.district_is_own = name.district is not None
        self.run += 1
        self.context = piece

    def _same_district(self) -> None:
        """A word for a district without a name ("the city of A and nine villages of the district") means that of A."""
        if self.names and self.names[-1].kind == "city" and self.names[-1].stretch == self.stretch:
            self.run += 1
            self.context = self._piece(self.names[-1].item)

    def _kind(self, items: Sequence[Item], at: int) -> None:
        """A word for a kind: of the names right before it, else of those that follow."""
        before = items[at - 1] if at else None
        behind_name = before is not None and before.part is Part.NAME and bool(self.names)
        behind_brackets = before is not None and before.part is Part.CLOSE and bool(self.names)
        if (behind_name or behind_brackets) and self.names[-1].kind is None:
            for name in reversed(self.names):
                if name.stretch != self.stretch or name.kind is not None:
                    break
                name.kind, name.is_certain = items[at].value, True
            return
        self.kind_before = self.heading = items[at].value

    def _end_run(self) -> None:
        self.run += 1
        self.stretch += 1

    def _share_certainty(self) -> None:
        """A name is as certain as the others of its list."""
        certain = {name.run for name in self.names if name.is_certain}
        for name in self.names:
            name.is_certain = name.run in certain

    def _piece(self, item: Item) -> Piece:
        start, end = self.tokens[item.first].start, self.tokens[item.last - 1].end
        return Piece(self.text[start:end], start, end)

    def _finished(self, name: Pending) -> ListedPlace:
        return ListedPlace(
            self._piece(name.item),
            name.district,
            None if name.kind == "place" else name.kind,
            name.district_is_own or name.district is not None,
            name.is_certain,
            name.is_near,
        )


def _is_prefixed(items: Sequence[Item], at: int) -> bool:
    """Whether "district of NAME" or "district NAME" stands here, and not a list behind the word for a district."""
    return at >= 1 and items[at - 1].value == "before"


MARKS = {
    ",": Part.SEPARATOR,
    "،": Part.SEPARATOR,
    ";": Part.SEPARATOR,
    "՝": Part.DASH,
    "•": Part.SEPARATOR,
    "-": Part.DASH,
    "–": Part.DASH,
    "—": Part.DASH,
    ":": Part.COLON,
    "(": Part.OPEN,
    ")": Part.CLOSE,
    "[": Part.OPEN,
    "]": Part.CLOSE,
}
QUOTES = frozenset("\"'«»“”„‘’*")

ROLES = {
    Role.AND: Part.SEPARATOR,
    Role.OF: Part.OF,
    Role.DISTRICT: Part.DISTRICT,
    Role.NUMBER: Part.NUMBER,
    Role.NEAR: Part.NEAR,
    Role.DETERMINER: Part.DETERMINER,
}


def items_of(tokens: Sequence[Token], spans: Sequence[Span], may_begin: Callable[[str], bool]) -> list[Item]:
    """The parts of a sentence.

    Args:
        tokens: of the sentence.
        spans: its phrases, in their order.
        may_begin: whether a capitalised first word is a name, since every sentence begins with a capital.
    """
    return list(_grouped(tokens, {span.first: span for span in spans}, may_begin))


def _grouped(tokens: Sequence[Token], starts: dict[int, Span], may_begin: Callable[[str], bool]) -> Iterator[Item]:
    at = 0
    while at < len(tokens):
        span, token = starts.get(at), tokens[at]
        if span is not None and not _is_part_of_name(tokens, span, starts):
            yield Item(*_meant(span), value=_value(span))
            at = span.last
        elif token.text in MARKS:
            yield Item(MARKS[token.text], at, at + 1)
            at += 1
        elif token.text in QUOTES:
            at += 1
        elif token.text.isdecimal():
            yield Item(Part.NUMBER, at, at + 1)
            at += 1
        elif token.is_capitalised:
            end = _name_end(tokens, starts, at)
            is_name = at > 0 or end > 1 or _in_list(tokens, starts, end) or may_begin(token.text)
            yield Item(Part.NAME if is_name else Part.OTHER, at, end)
            at = end
        else:
            yield Item(Part.OTHER, at, at + 1)
            at += 1


def _meant(span: Span) -> tuple[Part, int, int]:
    part = Part.KIND if span.role is Role.KIND else ROLES.get(span.role, Part.OTHER)
    return part, span.first, span.last


def _value(span: Span) -> str:
    return span.value.removesuffix(" plural") if span.role is Role.KIND else span.value


def _in_list(tokens: Sequence[Token], starts: dict[int, Span], end: int) -> bool:
    """Whether what follows a first word makes it a name: a comma, a word for a kind or a district."""
    if end >= len(tokens):
        return False
    span = starts.get(end)
    if span is None or span.role not in (Role.KIND, Role.DISTRICT):
        return False
    return not span.value.endswith(" plural")


def _is_part_of_name(tokens: Sequence[Token], span: Span, starts: dict[int, Span]) -> bool:
    """Whether a capitalised word for one village begins a name, as where two places are told apart by it."""
    if span.role is not Role.KIND or span.last - span.first > 1 or span.value.endswith(" plural"):
        return False
    if not span.phrase.words[0].isalpha() or not tokens[span.first].is_capitalised or span.first == 0:
        return False
    behind = span.last
    return behind < len(tokens) and tokens[behind].is_capitalised and behind not in starts


def _name_end(tokens: Sequence[Token], starts: dict[int, Span], at: int) -> int:
    end = at + 1
    while end < len(tokens) and end - at < LONGEST_NAME and end not in starts and tokens[end].is_capitalised:
        end += 1
    return end


def with_district(place: ListedPlace, district: Piece) -> ListedPlace:
    """A place with the district that the sentence before says."""
    return replace(place, district=district, district_is_own=False)
