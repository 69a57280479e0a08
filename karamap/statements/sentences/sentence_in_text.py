"""Who speaks at a token of a sentence, what is denied there, and which day counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from karamap.names.resolutions import Resolution
from karamap.statements.clauses import acting, cases, meaning, mere_places, verb_forms
from karamap.statements.clauses.asides import RELATIVE
from karamap.statements.clauses.clauses import Clause, clauses, is_relative, plain
from karamap.statements.clauses.disputed import is_other_said
from karamap.statements.clauses.held_in_asides import had_in_aside, holder_in_word, taken_behind_aside
from karamap.statements.clauses.own_troops import own_that_act
from karamap.statements.clauses.verb_objects import (
    dated_attribute,
    is_held_where_it_is,
    is_owned_behind,
    list_begins,
)
from karamap.statements.clauses.voices import Voice, voices_of
from karamap.statements.days.days_of_places import day_at
from karamap.statements.days.written_dates import WrittenDay, without_background
from karamap.statements.schema import ActorKind, Role, VerbClass
from karamap.statements.sentences.settled_holders import OF_SPEAKER
from karamap.statements.sentences.so_far import SoFar
from karamap.statements.values import ListedPlace, Piece
from karamap.statements.words.lexicon import Span, Spans, actor_of
from karamap.statements.words.tokens import Sentence
from karamap.statements.words.word_values import WE

MOST_OWNERS = 8
"""Places at the most to each of which something belongs that stands behind the last of them."""


class SentenceInText:
    """One sentence with its clauses, and what the sentences before it leave behind.

    `lies_back` tells whether it stands on a page of an anniversary without a day of its own; `places` are those that
    it lists, in its order.
    """

    lies_back = False
    places: Sequence[ListedPlace] = ()

    def __init__(
        self, reading: SoFar, sentence: Sentence, spans: Spans, days: Sequence[WrittenDay], otherwise: date
    ) -> None:
        known = reading.known
        self.reading, self.sentence, self.otherwise = reading, sentence, otherwise
        self.spans = plain(sentence.tokens, spans, reading.known.lexicon.endings("relatives"))
        self.possessives = known.lexicon.endings("possessives")
        self.verb_side = known.lexicon.settings.get("verb", "nearest")
        self.days = without_background(days, self.spans) if self.verb_side == "after" else days
        self.clauses = clauses(sentence.tokens, self.spans)
        self.clause_starts = [clause.first for clause in self.clauses]
        self._voices = voices_of(sentence.tokens, self.clauses, known.lexicon.home)
        self._days_from: dict[int, list[WrittenDay]] = {}
        self.piece_of_sentence = Piece(reading.text[sentence.start : sentence.end], sentence.start, sentence.end)

    def token_at(self, offset: int) -> int:
        """The token that begins at an offset of the text."""
        return bisect_left(self.sentence.tokens.starts, offset)

    def piece(self, span: Span) -> Piece:
        """The characters of a phrase."""
        start, end = self.sentence.tokens.stretch(span.first, span.last)
        return Piece(self.reading.text[start:end], start, end)

    def voice_at(self, at: int) -> Voice:
        """Who speaks at a token."""
        for first, voice in reversed(self._voices):
            if first <= at:
                return voice
        return self.reading.voice

    def side_told(self, clause: Clause) -> str | None:
        """The party that speaks in a clause; none if the sentence names only somebody who speaks for another one."""
        side = self.voice_at(clause.first).side
        speakers = [actor for actor in map(actor_of, self.spans.of(Role.ACTOR)) if actor.kind is ActorKind.SPEAKER]
        if side not in self.reading.known.parties or (speakers and all(actor.party != side for actor in speakers)):
            return None
        return side

    def speaks_from(self, at: int) -> int:
        """The token from which on somebody speaks at a token."""
        for first, _ in reversed(self._voices):
            if first <= at:
                return first
        return 0

    def denials_before(self, verb: Span | None) -> list[Span]:
        """What denies something, without what needs nothing behind it and stands before a verb."""
        denials, first = self.spans.of(Role.DENIAL), verb.first if verb is not None else 0
        kept = [span for span in denials if self._denied_till.get(span.first, first) >= first]
        kept = [span for span in kept if not is_other_said(self.spans, span, first)]
        return [span for span in kept if span.first not in self._whole_denials or span.first > first]

    @cached_property
    def _denied_till(self) -> dict[int, int]:
        """Where an aside that denies something ends, by its denial, if it tells of no place."""
        asides = meaning.behind_asides(self.sentence.tokens, self.spans)
        return {at: end for at, end in asides.items() if not any(at < place < end for place in self.places_at)}

    @cached_property
    def _whole_denials(self) -> frozenset[int]:
        conjunctions = self.reading.known.lexicon.endings("conjunctions")
        return meaning.whole_denials(self.sentence.tokens, self.spans, conjunctions)

    def is_denied(self, clause: Clause, verb: Span | None = None) -> bool:
        """Whether somebody denies what a clause tells, and not what somebody else tells before it."""
        if Role.DENIAL not in self.spans.roles:
            return False
        denials = self.denials_before(verb or next(iter(clause.verbs), None))
        return meaning.is_denied(clause, denials, self.speaks_from(clause.first))

    def is_denied_to_hold(self, clause: Clause, verb: Span) -> bool:
        """Whether it is denied that somebody holds what a clause tells of by a verb."""
        denials, since = self.denials_before(verb), self.speaks_from(clause.first)
        return verb_forms.is_denied_to_hold(self.sentence.tokens, clause, self.spans, verb, denials, since)

    def denied_of(self, gainer: str, verb: Span, clause: Clause, side: str) -> tuple[str, str] | None:
        """Who a side says has a place, or not to have it, by a verb that is said not to be so of a party."""
        is_over = clause.spans.say(Role.NOW, meaning.OF_CHANGE)
        if (is_over or cases.speaks_of_own(self.spans, gainer, side)) and meaning.is_not_to_hold(clause, verb):
            other = self.reading.known.other_party(gainer)
            return (other, "affirms") if other else None
        is_other = side in self.reading.known.parties and gainer != side
        is_not = meaning.class_of(verb) is VerbClass.DENIES or meaning.is_negated(clause, verb)
        return (gainer, "denies") if is_other and is_not else None

    @cached_property
    def is_in_capitals(self) -> bool:
        """Whether the sentence has no small letters, as headings have it."""
        return self.piece_of_sentence.text.isupper()

    def agent_before(self, clause: Clause) -> str | None:
        """Who acts in the clause before, or before the first one in the sentence right before."""
        at = bisect_left(self.clause_starts, clause.first)
        if at == 0:
            return self.reading.parties.agent if self.reading.since_told <= 1 else None
        return acting.agent_in(self.sentence.tokens, self.clauses[at - 1], self.reading.known.lexicon.endings)

    def agent_of_own(self, clause: Clause, whose: str) -> str | None:
        """Whose the own troops of a clause are: of who speaks, but "its army" also of who acts in the clause before."""
        is_first = clause.first == self.clause_starts[0]
        if whose != WE and (not is_first or Role.ATTRIBUTION not in self.spans.roles):
            before = self.agent_before(clause)
            return before if is_first else before or self.side_told(clause)
        return self.side_told(clause)

    def doubt_of_speaker(self, verb: Span) -> Sequence[str]:
        """Why the side of who speaks may not be who acts by a verb that names nobody: nothing where "we" do."""
        is_ours = acting.we_act(self.sentence.tokens, verb, self.reading.known.lexicon.endings("we"))
        return () if is_ours else (OF_SPEAKER,)

    def is_label(self, place: ListedPlace) -> bool:
        """Whether a name is written in capitals where the sentence around it is not: an acronym, or "VIDEO"."""
        return place.name.text.isupper() and not self.is_in_capitals

    def is_whose(self, place: ListedPlace) -> bool:
        """Whether a name is that of who lost something: a word for that stands right behind it."""
        behind = self.spans.by_first.get(self.token_at(place.name.end))
        return behind is not None and behind.role is Role.LOSER and behind.value == "before"

    def is_of_actor(self, district: Span) -> bool:
        """Whether the name before a word for a district is that of a party or of a stretch of land that is no place."""
        before = self.spans.by_last.get(district.first)
        return before is not None and before.role is Role.ACTOR

    def checks_of_cases(self, clause: Clause) -> list[tuple[mere_places.Check, str]]:
        """What tells whether something else is told of, which is in a place, as the ending of its own name says."""
        known = self.reading.known
        endings, controls = known.lexicon.endings("places"), known.lexicon.endings("controls")
        taken, goals = cases.bare(endings), known.lexicon.endings("goals")
        names = [place.name for place in self.places if taken and place.name.text.endswith(taken)]
        if not names or is_held_where_it_is(self.sentence.tokens, clause, controls, goals):
            return []
        inside = {self.token_at(name.start) for name in names if known.names.in_first_case(name.text, endings)}
        return [(lambda _tokens, _clause, at: at in inside, "something else is told of")] if inside else []

    def is_of_owned(self, clause: Clause, place: ListedPlace) -> bool:
        """Whether something is told of that belongs to a place, or is from it, as the ending of the name says.

        The ending may be that of the word for its kind. Something may belong to each of several places.
        """
        end, known = self.token_at(place.name.end), self.reading.known
        kind, controls = clause.starting_at(end), known.lexicon.endings("controls")
        origins = known.lexicon.endings("origins")
        if kind is not None and kind.role is Role.KIND:
            if origins and kind.word.endswith(cases.bare(origins)):
                return not any(meaning.is_from_where(verb) for verb in clause.verbs)
            owns = kind.word.endswith(cases.bare(self.possessives))
            if kind.value == cases.HEIGHTS and known.names.in_first_case(place.name.text, self.possessives):
                return True
            return owns and is_owned_behind(self.sentence.tokens, clause, kind.last, controls)
        if known.names.in_first_case(place.name.text, origins):
            return not any(meaning.is_from_where(verb) for verb in clause.verbs)
        if not known.names.in_first_case(place.name.text, self.possessives):
            return False
        for _ in range(MOST_OWNERS):
            joint = cases.joint_at(self.sentence.tokens, clause, end)
            if joint == end or joint not in self.places_at:
                break
            end = self.places_at[joint].stop
        return is_owned_behind(self.sentence.tokens, clause, end, controls)

    @property
    def day(self) -> date:
        """The first day that the sentence tells of."""
        return self.days[0].day if self.days else self.otherwise

    def written_day(self, at: int) -> WrittenDay | None:
        """The day that a token stands under, if the sentence tells one."""
        if len(self.days) <= 1 and not self._voices and not self.relatives:
            return self.days[0] if self.days else None
        first = self.speaks_from(at)
        if first not in self._days_from:
            self._days_from[first] = [day for day in self.days if self.speaks_from(day.at) == first]
        days, place = self._days_from[first], self.places_at.get(at, range(at, at + 1))
        if self.relatives:
            own = self.relatives.get(at)
            days = [day for day in days if self._relative_of(day) in (None, own)]
        return day_at(days, self.sentence.tokens, self.spans, list(self.places_at.values()), place)

    def _relative_of(self, day: WrittenDay) -> Clause | None:
        """The clause in which a day stands, if it tells of the places right before it."""
        clause = self.clauses[bisect_right(self.clause_starts, day.at) - 1]
        return clause if clause in self._relative_clauses else None

    @cached_property
    def _relative_clauses(self) -> list[Clause]:
        """The clauses that tell of the places right before them, each once."""
        return list(dict.fromkeys(self.relatives.values()))

    @cached_property
    def places_at(self) -> dict[int, range]:
        """The tokens of each place that the sentence lists, by the first of them."""
        ends = {self.token_at(place.name.start): self.token_at(place.name.end) for place in self.places}
        return {first: range(first, end) for first, end in ends.items()}

    @cached_property
    def begins(self) -> dict[int, int]:
        """The first token of the list that each place is in, by the first token of the place."""
        return list_begins(self.sentence.tokens, self.spans, self.places_at.values(), frozenset(self.clause_starts))

    def attribute(self, clause: Clause, at: int) -> Span | None:
        """The participle right before a place, with who did it before that ("the by A liberated B").

        Without who acts it only describes where something else is told to happen ("in the liberated B").
        """
        before = clause.ending_at(at)
        if before is None or before.role is not Role.PARTICIPLE:
            return None
        return before if acting.has_party_before(self.sentence.tokens, clause, before) else None

    def dated_attribute(self, clause: Clause, at: int) -> Clause | None:
        """The words before a place that tell by a day and a participle what happened to it."""
        if self.verb_side != "after" or not self.days or Role.PARTICIPLE not in clause.spans.roles:
            return None
        days = [day.at for day in self.days]
        return dated_attribute(self.sentence.tokens, clause, self.begins.get(at, at), days)

    @cached_property
    def relatives(self) -> dict[int, Clause]:
        """The clauses that tell of the list of places right before them ("A and B, which …"), by tokens of these."""
        relative = [clause for clause in self.clauses[1:] if is_relative(clause)]
        if not relative:
            return {}
        ended, found = {place.stop: place.start for place in self.places_at.values()}, dict[int, Clause]()
        told = {}
        for clause in relative:
            last = ended.get(clause.first, ended.get(clause.first - 1))
            if last is not None and self._tells_in_aside(clause):
                told[self.begins[last]] = self._in_the_end(clause)
        for first, begins in self.begins.items() if told else ():
            if begins in told and first < told[begins].first:
                found[first] = told[begins]
        return found

    def _in_the_end(self, aside: Clause) -> Clause:
        """The clause behind an aside, if what that says somebody had was taken by it; else the aside."""
        at, endings = bisect_left(self.clause_starts, aside.last), self.reading.known.lexicon.endings
        is_taken = at < len(self.clauses) and taken_behind_aside(self.sentence.tokens, self.clauses[at], endings)
        return self.clauses[at] if is_taken else aside

    def told_otherwise(self, clause: Clause, verb: Span) -> acting.Parties:
        """Who acts or loses where no party is named as such: in the words of the verb, as own troops, or before it."""
        if verb.phrase.names:
            return acting.Parties(agent=verb.phrase.names)
        whose = own_that_act(self.sentence.tokens, clause, verb, self.reading.known.lexicon.endings)
        told = acting.Parties(agent=self.agent_of_own(clause, whose)) if whose else acting.Parties()
        return told if told.agent else self.had_before(clause, verb)

    def had_before(self, clause: Clause, verb: Span) -> acting.Parties:
        """Who had what a verb says was taken, as who loses it: by one word ("A-held"), or by the aside right before."""
        if meaning.class_of(verb) is VerbClass.TAKES and (held := holder_in_word(clause, verb)):
            return acting.Parties(loser=held)
        at, endings = bisect_left(self.clause_starts, clause.first), self.reading.known.lexicon.endings
        if at == 0 or taken_behind_aside(self.sentence.tokens, clause, endings) is not verb:
            return acting.Parties()
        return acting.Parties(loser=had_in_aside(self.sentence.tokens, self.clauses[at - 1], endings))

    def _tells_in_aside(self, clause: Clause) -> bool:
        """Whether a clause behind a place tells a change of it, or who holds it if nothing else does behind that."""
        told = {meaning.class_of(verb) for verb in clause.verbs}
        behind = [verb for verb in self.spans.of(Role.VERB) if verb.first >= clause.last]
        holds = VerbClass.HOLDS in told and (
            self._in_the_end(clause) is not clause
            or not any(meaning.class_of(verb) in meaning.CHANGES for verb in behind)
        )
        return holds or not told.isdisjoint(meaning.TURNS)

    def is_merely_near(self, place: ListedPlace, at: int) -> bool:
        """Whether something is told to be near a place, and nothing of that itself right behind ("near A, which …")."""
        end = self.places_at[at].stop if place.is_near and at in self.places_at else 0
        word = self.spans.by_first.get(end + 1) if end else None
        if word is None or word.role is not Role.CLAUSE or word.value != RELATIVE:
            return place.is_near
        verb = next((verb for verb in self.spans.of(Role.VERB) if verb.first >= word.last), None)
        return verb is None or meaning.class_of(verb) not in meaning.CHANGES

    def is_of_teller(self, place: ListedPlace) -> bool:
        """Whether a word for saying stands right beside a name: that of who tells it, if it is of nothing else."""
        first, last = self.token_at(place.name.start), self.token_at(place.name.end)
        return any(first - 1 <= span.last <= first or span.first == last for span in self.spans.of(Role.ATTRIBUTION))

    def is_in_title(self, at: int) -> bool:
        """Whether a name at a token stands between quotation marks with that of a party ("the New A party")."""
        return mere_places.is_in_title(self.sentence.tokens, self.spans, at)

    def outside(self, resolution: Resolution) -> str:
        """Why nothing is told of a place by where it lies; empty if something may be."""
        place_id, is_outside = resolution.place_id, self.reading.known.names.is_outside
        return "outside the area covered" if place_id and is_outside(place_id, self.day) else ""

    @cached_property
    def names_a_village(self) -> bool:
        """Whether a bare name of the sentence means a village, so that others beside it may mean villages too."""
        is_village = self.reading.known.names.is_village
        return any(place.kind is None and is_village(place.name.text) for place in self.places)
