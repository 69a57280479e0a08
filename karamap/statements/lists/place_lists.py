"""The lists of places in a sentence, each with its kind and district, by grammar; the gazetteer is asked last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from karamap.statements.lists.districts_alone import is_prefixed_alone, is_told_by_itself, joined_where
from karamap.statements.lists.list_surroundings import (
    HEADS_LIST,
    LARGER,
    MARKS_OF_LIST,
    NAMES_OR_MARKS,
    OPENS_LIST,
    added_since,
    begins_next,
    close_of,
    counts_behind,
    heads_list,
    holds_list,
    is_apposition,
    is_attribute,
    is_behind_several,
    is_behind_verb,
    is_counted_elsewhere,
    is_date,
    is_inside,
    is_joined,
    is_listed_with,
    is_named_by_kind,
    is_naming,
    is_near_behind,
    is_number,
    is_of_all,
    is_of_counted,
    is_of_kind_alone,
    is_of_nameless,
    is_of_several,
    is_part,
    is_subject,
    is_where_listed,
    kind_of_owned,
    near_names,
    opens_list,
    part_behind,
    tells_of_others,
)
from karamap.statements.lists.names_in_lists import ListNames
from karamap.statements.lists.table_rows import STROKE
from karamap.statements.values import ListedPlace, Piece
from karamap.statements.words.list_parts import JOINT, Item, Part, Pending
from karamap.statements.words.word_values import OF_ALL

SAYING_NOTHING = frozenset({Part.SEPARATOR, Part.OTHER})
"""Parts behind which nothing of a list is to be read, but what the second of them ends."""


@dataclass
class ListParser(ListNames):
    """Reads the lists of one sentence from left to right.

    Args:
        context: the district that names belong to unless something else is said.
    """

    context: Piece | None = None
    names: list[Pending] = field(default_factory=list)
    kind_before: str | None = None
    counts_one: bool = False
    """Whether the kind before is said of one place: only the first name is of it for sure."""
    heading: str | None = None
    """The kind that stood last before names: a list behind a colon is of it."""
    headings: list[Item] = field(default_factory=list)
    """Districts that no word calls so, each before a mark behind which a list of its places may stand."""
    near: frozenset[int] = frozenset()
    run: int = 0
    stretch: int = 0

    def places(self, items: Sequence[Item]) -> list[ListedPlace]:
        """The places of a sentence, with the first token of each."""
        at, self.parts = 0, [item.part for item in items]
        if Part.NAME not in self.parts:
            return []
        self.near = near_names(items) if Part.NEAR in self.parts else frozenset()
        while at < len(items):
            part = self.parts[at]
            if part is Part.OTHER:
                self._other(items, at)
            at = at + 1 if part in SAYING_NOTHING else self._step(items, at)
        self._share_certainty(self.names)
        return [place for name in self._with_idle_headings(items) for place in self._finished(name)]

    def _with_idle_headings(self, items: Sequence[Item]) -> list[Pending]:
        """The names, and those before a mark behind which nothing is listed of their district: places by themselves.

        Beside words for what is near, several places, or smaller ones than the seat of a district, it is only where.
        """
        listed = {name.district for name in self.names}
        idle = [item for item in self.headings if self._piece(item) not in listed]
        if not idle:
            return self.names
        alone = [Pending([item], is_near=tells_of_others(items), run=self.run, stretch=self.stretch) for item in idle]
        return sorted([*self.names, *alone], key=lambda name: name.items[0].first)

    def _step(self, items: Sequence[Item], at: int) -> int:
        item = items[at]
        if item.part is Part.NAME:
            if end := self._end_of_listed(items, at):
                self._add([item], near=at in self.near)
                if end > at + 2:
                    self._add(items[at + 2 : end : 2], near=self.names[-1].is_near)
                return end
            following = part_behind(self.parts, at)
            behind = self._attributive(items, at) or self._behind_districts(items, at)
            is_dated = following is Part.SEPARATOR and self.parts[at + 2 : at + 3] not in ([], [Part.NAME])
            if not behind and is_dated and (behind := self._behind_dated_districts(items, at)):
                self._end_run()
            behind = behind or self._owner_of_counted(items, at)
            return behind or self._of_counted(items, at) or self._name(items, at, following)
        if item.part is Part.OPEN and (close := self._gloss(items, at)):
            return close
        if item.part is Part.KIND and self._is_of_town(items, at):
            self._district(items, at + 1, Part.OF)
            return at + 2
        if item.part is Part.KIND:
            self._kind(items, at)
        elif item.part is Part.DISTRICT and not item.value and self._stands_before_name(items, at):
            self._district(items, at + 1, Part.OF)
            return at + 2
        elif item.part is Part.DISTRICT:
            self._same_district()
        elif item.part is Part.COLON:
            self._end_run()
            self.kind_before, self.counts_one = self.heading, False
        return at + 1

    def _other(self, items: Sequence[Item], at: int) -> None:
        """A word of no list: names behind it are of another one, unless it belongs to what it stands in."""
        if is_inside(items, at):
            return
        self.run, self.stretch = self.run + 1, self.stretch + 1
        self.kind_before = None
        if is_subject(items, at) or self.tokens[items[at].first].text == STROKE:
            self.context = None

    def _attributive(self, items: Sequence[Item], at: int) -> int:
        """The part behind a district that describes a place ("the A village of B", "A villages"); 0 if none."""
        places = (at, at + 3) if is_attribute(items, at) else (at,) if is_of_several(items, at) else ()
        if not places or [self.is_district(self._piece(items[place]).text) for place in places] not in (
            [True, False],
            [True],
        ):
            return 0
        self._end_run()
        self._district(items, at, Part.OTHER)
        return at + 1

    def _behind_districts(self, items: Sequence[Item], at: int) -> int:
        """The part behind a list of districts whose places are not named ("18 villages of A, B and C districts")."""
        goes_on = at > 1 and items[at - 1].part is Part.SEPARATOR and items[at - 2].part is Part.NAME
        if goes_on:
            return 0
        end = at
        while end < len(items) and items[end].part in NAMES_OR_MARKS:
            end += 1
        names = [item for item in items[at:end] if item.part is Part.NAME]
        is_word = end < len(items) and items[end].part is Part.DISTRICT
        is_of_word = at > 1 and items[at - 1].part is Part.OF and items[at - 2].part is Part.DISTRICT
        is_list = len(names) > 1
        is_counted = is_list and items[end - 1].part is not Part.SEPARATOR and counts_behind(items, end)
        unknown = self._count_unknown(names) if is_list and (is_word or is_of_word or is_counted) else None
        if unknown is None or 2 * unknown > len(names):
            return 0
        is_joined = any(item.value == JOINT for item in items[at:end])
        is_of_kind = is_behind_several(items, at, is_joined=is_joined)
        is_of_one_word = not unknown and (is_of_kind or (is_joined and is_of_nameless(items, end + 1)))
        if is_word and not items[end].is_plural and is_of_one_word:
            if any(map(self._is_in_case, names[:-1])):
                return 0
            for item in names[:-1]:
                if not self.is_seat(self._piece(item).text):
                    self._add([item], near=True)
        if is_word and (items[end].is_plural or is_of_one_word):
            self._end_run()
            return end + 1
        if is_of_word and items[at - 2].is_plural and (end == len(items) or items[end].part not in OPENS_LIST):
            self._end_run()
            return end
        return end if is_counted else 0

    def _owner_of_counted(self, items: Sequence[Item], at: int) -> int:
        """The part behind a district of whose places a number is told ("A's 6 villages"), which is no place of a list.

        Names right behind the number and its kind, or behind a mark that opens a list, lie in it.
        """
        owns = self._has_ending(items[at], self.genitives)
        if self.attributes and self.parts[at + 1 : at + 2] == [Part.OTHER] and self._owns_described(items, at):
            self._district(items, at, Part.OTHER)
            return at + 1
        kind = kind_of_owned(items, at, owns=owns)
        is_number_alone = owns and is_number(items, at + 1) and not is_date(items, at + 1)
        if not (kind or is_number_alone) or not self.is_district(self._piece(items[at]).text):
            return 0
        if not kind:
            self._district(items, at, Part.OTHER)
            return at + 1
        self._end_run()
        opens = opens_list(items, kind)
        self.context = self._piece(items[at]) if opens else None
        self.kind_before = self.heading = items[kind].value if opens else None
        self.counts_one = False
        return kind + 1

    def _of_counted(self, items: Sequence[Item], at: int) -> int:
        """The part behind a district of whose places only the number is told, their kind left out ("seven – A").

        So is that behind a name that no district has, in which places lie that are listed ("villages of A: …").
        """
        if is_where_listed(items, at) and not self.is_district(self._piece(items[at]).text):
            return at + 1
        is_counted = self.heading is not None and is_counted_elsewhere(items, at)
        if not is_counted or not self.is_district(self._piece(items[at]).text):
            return 0
        self._end_run()
        self.context = self.kind_before = None
        return at + 1

    def _gloss(self, items: Sequence[Item], at: int) -> int:
        """The part behind brackets that say something of the names before them; 0 where they hold a list of their own.

        A district in them is that of the names before; what else they hold, as another name, is no place of the list.
        A name before them with a word for a district behind them is that of a district ("in A (B) district").
        """
        before = items[at - 1].part if at else Part.OTHER
        is_behind_kind = before is Part.KIND and at > 1 and items[at - 2].part in (Part.NAME, Part.CLOSE)
        last = self.names[-1].items[-1].last if self.names else 0
        is_behind_name = before is Part.NAME and last == items[at - 1].last
        if before is Part.DISTRICT:
            return self._other_name(items, at)
        if not is_behind_name and not is_behind_kind:
            return 0
        close = close_of(items, at)
        if not close:
            return 0
        if is_behind_name and close + 1 < len(items) and items[close + 1].part is Part.DISTRICT:
            self.names.pop()
            self._district(items, at - 1, items[at - 2].part if at > 1 else Part.OTHER)
            return close + 2
        names = [item for item in items[at:close] if item.part is Part.NAME]
        said = any(item.part is Part.DISTRICT for item in items[at:close])
        of_all = any(item.part is Part.DETERMINER and item.value == OF_ALL for item in items[at:close])
        name = self._piece(self.names[-1].items[-1]).text
        own, glosses = self.districts_named(name), [self._piece(item).text for item in names]
        districts = [text for text in glosses if self.districts_named(text) - own and not self.may_be_one(name, text)]
        is_district = said or (districts and not is_naming(items[at:close]))
        if len(names) == 1 and is_district and (waiting := self._waiting()):
            self._give(waiting, self._piece(names[0]), of_all=of_all)
            self.run += 1
            self.context = None
        return close + 1

    def _name(self, items: Sequence[Item], at: int, following: Part) -> int:
        item, before = items[at], items[at - 1].part if at else Part.OTHER
        if following is Part.DISTRICT:
            return self._before_district(items, at, before)
        if following is Part.KIND and self._owns_list(items, at):
            self._district(items, at, Part.OTHER)
            return at + 2
        if following is not Part.KIND and self._is_prefixed(items, at):
            self._district(items, at, before)
            return at + 1
        if not is_named_by_kind(items, at) and self._is_bare_district(items, at, before, following):
            if following in HEADS_LIST and at + 2 < len(items):
                self.headings.append(item)
            self._district(items, at, Part.OTHER if heads_list(items, at, following) else before)
            return at + 1
        if self._is_possessor(item) or self._is_before_name(item, following):
            item = item._replace(first=item.first + 1)
        if owner := self._owner(item):
            self._district([item._replace(last=owner)], 0, Part.OTHER)
            item = item._replace(first=owner)
        elif self._ends_in_district(item) and (split := self._split(item)):
            self._add([item._replace(last=split)], near=before is Part.NEAR)
            self._district([item._replace(first=split)], 0, Part.OF)
            return at + 1
        is_beside = is_near_behind(items, at + 1)
        self._add([item], near=at in self.near or is_beside)
        if is_beside:
            for name in self._unkinded():
                name.is_near = name.is_near or name.district is None
        return at + 1

    def _before_district(self, items: Sequence[Item], at: int, before: Part) -> int:
        """A name before the word for a district, which may end with that of a place; the part behind it."""
        item = items[at]
        if self._stands_before_name(items, at + 1):
            self._add([item], near=at in self.near)
            self._district(items, at + 2, Part.OF)
            return at + 3
        if split := self._split(item):
            self._add([item._replace(last=split)], near=before is Part.NEAR)
            self._district([item._replace(first=split)], 0, Part.OF)
        elif is_part(items, at):
            self._end_run()
            self.context = None
        else:
            self._leave_districts(items, at)
            self._district(items, at, before)
            if is_told_by_itself(items, at + 1, stands_last=bool(self.genitives)):
                self.context = self.kind_before = None
                self.near |= joined_where(items, at)
        return at + 2

    def _leave_districts(self, items: Sequence[Item], at: int) -> None:
        """Leave names that a joint joins to a district: districts too, if all of their list are called like one.

        The word for several districts is said of them all, and that for one where it owns what stands behind it: beside
        that it is not sure that those which are no seats are districts, so that they stay, and nothing is told of them.
        """
        word = items[at + 1]
        is_of_all = word.is_plural or self._has_ending(word, self.genitives)
        waiting = self._waiting() if is_of_all and is_listed_with(items, at) else ()
        names = list(takewhile(lambda name: not (name.kind or name.district), waiting))
        listed = [item for name in names for item in name.items]
        if not listed or not all(self.is_district(self._piece(item).text) for item in listed):
            return
        if not word.is_plural and any(map(self._is_in_case, listed)):
            return
        if word.is_plural or all(self.is_seat(self._piece(item).text) for item in listed):
            del self.names[-len(names) :]
            return
        for name in names:
            name.is_near = True

    def _add(self, items: Sequence[Item], *, near: bool = False) -> None:
        """Add a name, or several between marks behind one that was added."""
        kind = self.kind_before
        first = not (self.names and self.names[-1].stretch == self.stretch and self.names[-1].kind == kind)
        is_certain, carried = bool(kind or self.context), self.counts_one and not first
        last = self.names[-1] if self.names else None
        follows = kind is None and last is not None and last.run == self.run and last.kind is not None
        self.names.append(
            Pending(list(items), kind, self.context, False, is_certain, near, carried, follows, self.run, self.stretch)
        )

    def _is_bare_district(self, items: Sequence[Item], at: int, before: Part, following: Part) -> bool:
        """Whether a name is a district though no word says so: behind "of" or a dash, in brackets, before a list."""
        if self._is_adjective(items[at]):
            return True
        pending = bool(self.names) and self.names[-1].run == self.run and not self.names[-1].district_is_own
        name = self._piece(items[at]).text
        behind = items[at - 2].part if at > 1 else Part.OTHER
        is_after_kind = before is Part.OF and behind is Part.KIND
        if is_after_kind and (following in (Part.OPEN, Part.COLON) or is_of_kind_alone(items, at, following)):
            return self.is_district(name)
        if before is Part.OF and pending and behind in (Part.KIND, Part.NAME) and following is not Part.KIND:
            return self.is_district(name)
        if following is Part.OPEN and self.heading and holds_list(items, at + 1):
            return self.is_district(name)
        is_next = bool(self.headings) and begins_next(items, at)
        heads = following in HEADS_LIST and (is_next or not pending) and not is_date(items, at + 2)
        heads = heads and not self._ends_aside(items, at)
        if heads or (before in (Part.DASH, Part.OPEN) and pending and following is not Part.SEPARATOR):
            return self.is_district(name)
        is_behind_list = before is Part.DASH and behind in (Part.NAME, Part.KIND, Part.CLOSE)
        goes_on = is_behind_list and following is Part.SEPARATOR and len(items) > at + 2
        return goes_on and bool(pending) and self.is_district(name)

    def _waiting(self) -> list[Pending]:
        """Names of the run whose district is not said yet."""
        found = list[Pending]()
        for name in reversed(self.names):
            if name.run != self.run or name.district_is_own:
                break
            found.append(name)
        return found

    def _before_verb(self, items: Sequence[Item], at: int) -> list[Pending]:
        """The names before the verb behind which a district stands ("A and B were taken in the C district")."""
        run = self.names[-1].run if self.names and is_behind_verb(items, at) else None
        return [name for name in reversed(self.names) if name.run == run and not name.district]

    def _district(self, items: Sequence[Item], at: int, before: Part) -> None:
        """A district: of the names before it, if it is joined to them; else of those that follow."""
        piece = self._piece(items[at])
        joined = is_joined(items, at, before) or (before is Part.CLOSE and bool(self.adjectives))
        since = added_since(items, at)
        waiting = [name for name in self._waiting() or self._before_verb(items, at) if name.items[0].first >= since]
        of_names = bool(waiting) and not (waiting[0].district and before is Part.KIND)
        if of_names and is_of_counted(items, at):
            opens_list = any(item.part in MARKS_OF_LIST for item in items[at + 1 : at + 3])
            of_names = not opens_list and any(name.kind not in LARGER for name in waiting)
        if joined and of_names:
            self._give(waiting, piece, of_all=is_of_all(items, at))
            return
        for name in waiting:
            name.district_is_own = name.district is not None and not name.follows_list
        self.run += 1
        self.context = None if is_prefixed_alone(items, at) else piece

    def _give(self, waiting: Sequence[Pending], district: Piece, *, of_all: bool = False) -> None:
        """Give a district to the names that wait for one, the last first, but not to a city that villages follow."""
        smaller = [number for number, name in enumerate(waiting) if name.kind not in LARGER]
        ends = len(waiting) if of_all or 0 not in smaller else smaller[-1] + 1
        for name in waiting[:ends]:
            name.district, name.district_is_own, name.is_certain = district, True, True

    def _same_district(self) -> None:
        """A word for a district without a name ("the city of A and nine villages of the district") means that of A."""
        if self.names and self.names[-1].kind == "city":
            self.run += 1
            self.context = self._piece(self.names[-1].items[-1])

    def _kind(self, items: Sequence[Item], at: int) -> None:
        """A word for a kind: of the names right before it, else of those that follow."""
        item, before = items[at], items[at - 1] if at else None
        following = items[at + 1].part if at + 1 < len(items) else Part.OTHER
        if before is not None and before.part in (Part.NAME, Part.CLOSE) and self.names:
            names = self._unkinded() or self._carried(item, following)
            is_beside = is_near_behind(items, at + 1)
            for name in names:
                name.kind, name.is_certain, name.is_carried = item.value, True, False
                name.is_near = name.is_near or is_beside
            if is_beside and not names:
                self.names[-1].is_near = True
            if names or is_beside:
                return
        if self.names and is_apposition(items, at):
            if self.names[-1].kind is None:
                name = self._last_alone()
                name.kind, name.is_certain = item.value, True
            return
        if is_near_behind(items, at + 1):
            return
        self.kind_before = self.heading = item.value
        self.counts_one = not item.is_plural
        if following is Part.SEPARATOR:
            self.kind_before = None

    def _is_of_town(self, items: Sequence[Item], at: int) -> bool:
        """Whether a word for a town stands between a village and its name, by which its district is called."""
        beside = [item.part for item in (*items[at - 1 : at], *items[at + 1 : at + 2])]
        if at == 0 or beside != [Part.NAME, Part.NAME] or self.kind_before in (None, "place", *LARGER):
            return False
        return items[at].value in LARGER and self.is_district(self._piece(items[at + 1]).text)

    def _unkinded(self) -> list[Pending]:
        """The names of the stretch, from its end, that have no kind yet."""
        found = list[Pending]()
        for name in reversed(self.names):
            if name.stretch != self.stretch or name.kind not in (None, "place"):
                break
            found.append(name)
        return found

    def _carried(self, kind: Item, following: Part) -> list[Pending]:
        """The names behind a word for one other place, which a word behind them makes what they are."""
        if following is Part.NAME or self.names[-1].stretch != self.stretch:
            return []
        found = list[Pending]()
        for name in reversed(self.names):
            if not name.is_carried or name.stretch != self.stretch:
                break
            found.append(name)
        return found if kind.is_plural or not found else [self._last_alone()]

    def _last_alone(self) -> Pending:
        """The last name, of which something is told that is not told of those before it."""
        last = self.names[-1]
        if len(last.items) > 1:
            self.names.append(replace(last, items=[last.items.pop()]))
        return self.names[-1]

    def _end_run(self) -> None:
        self.run += 1
        self.stretch += 1
