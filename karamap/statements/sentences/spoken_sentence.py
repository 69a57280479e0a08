"""What one sentence says of each of its places, given what the sentences before it leave behind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from karamap.names.resolutions import Resolution
from karamap.statements.clauses import acting, cases, meaning, mere_places, verb_forms
from karamap.statements.clauses.clauses import Clause, is_behind_relative, of_same_subject, resumes, verb_of, verb_turns
from karamap.statements.clauses.enemies import with_enemy
from karamap.statements.clauses.own_troops import is_of_ours
from karamap.statements.clauses.subjects import is_behind_fight
from karamap.statements.clauses.verb_objects import checks_of_lists, is_of_something_else, is_of_unknown_verb
from karamap.statements.clauses.voices import whose_is_denied
from karamap.statements.days.days_of_places import day_within
from karamap.statements.days.since_and_until import is_since_alone, is_until
from karamap.statements.days.written_dates import WrittenDay, day_ahead
from karamap.statements.lists.name_look_up import doubts_of
from karamap.statements.schema import ActorKind, Role, VerbClass
from karamap.statements.sentences.dated_sentence import DatedSentence
from karamap.statements.sentences.settled_holders import BY_ATTRIBUTE, BY_NOUN, OF_OTHER, TO_OTHER
from karamap.statements.sentences.so_far import SoFar
from karamap.statements.sentences.tellings import (
    AGAIN,
    BY_ACTOR,
    DENIABLE,
    MOVES,
    NEGATED,
    NOTHING_TOLD,
    UNTOLD,
    Stand,
    Telling,
    held_by_month,
    held_so_far,
    with_hearsay,
)
from karamap.statements.values import ListedPlace, Statement
from karamap.statements.words.lexicon import Span, Spans, actor_of
from karamap.statements.words.tokens import Sentence, Token
from karamap.statements.words.word_values import FOLLOWED, OR_TAKES_BACK

NEWS_OR_SO_FAR = ("", mere_places.REACHED_SO_FAR)
"""What stops nothing, or only that a place is said to have been taken on a day."""

NO_PARTY = "no party acts"
"""Why a verb that needs a party tells nothing."""

MAY_BE_TOLD = (*NEWS_OR_SO_FAR, mere_places.IN_MONTH)
"""What stops nothing, or only that a day is told."""


class SpokenSentence(DatedSentence):
    """One sentence with what its clauses say."""

    def __init__(
        self, reading: SoFar, sentence: Sentence, spans: Spans, days: Sequence[WrittenDay], otherwise: date
    ) -> None:
        super().__init__(reading, sentence, spans, days, otherwise)
        settings = ("objects", "states", "goals", "ours")
        self._objects, self._states, self._goals, self._ours = map(reading.known.lexicon.endings, settings)
        self._headings: dict[int, Span | None] = {}
        self._tellings: dict[tuple[int, int, int, bool, str], Telling] = {}
        self._checks: dict[int, list[tuple[mere_places.Check, str]]] = {}
        self._told_of: dict[tuple[int, int, int], acting.Parties] = {}
        self._ever_outside = reading.known.names.ever_outside
        self.verbs = self.spans.of(Role.VERB)

    @cached_property
    def is_news(self) -> bool:
        """Whether some clause says that something changed hands."""
        return any(
            not self.is_denied(clause)
            and any(meaning.class_of(verb) in MOVES for verb in clause.verbs)
            and not self._blocked(clause)
            for clause in self.clauses
        )

    @cached_property
    def is_stopped(self) -> bool:
        """Whether something keeps all that it says of who holds a place from being told: a plan, the past, a war."""
        telling = [item for item in self.clauses if any(meaning.class_of(verb) in MOVES for verb in item.verbs)]
        return bool(telling) and all(self._stop_of_all(clause, self.day) not in NEWS_OR_SO_FAR for clause in telling)

    @cached_property
    def holder(self) -> str | None:
        """Who gained by the first verb of the sentence."""
        return self._gainer(self.verbs[0], self.clauses[0], [])[0] if self.verbs else None

    def parties_of(self, verb: Span) -> acting.Parties:
        """Who acts in the clause of a verb."""
        clause = next(clause for clause in self.clauses if clause.first <= verb.first < clause.last)
        return self._parties_in(clause, verb)

    def _parties_in(self, clause: Clause, verb: Span) -> acting.Parties:
        key = (clause.first, clause.last, verb.first)
        if key not in self._told_of:
            self._told_of[key] = self._parties_named(clause, verb)
        return self._told_of[key]

    def _parties_named(self, clause: Clause, verb: Span) -> acting.Parties:
        known = self.reading.known
        side = self.voice_at(clause.first).side
        if side in known.parties and is_of_ours(clause, verb, self._ours):
            return acting.Parties(agent=side)
        told = acting.parties_in(self.sentence.tokens, clause, verb, known.lexicon.endings)
        home = known.lexicon.home.party if known.lexicon.home else None
        enemy = side if self.reading.behind_enemy is not None else known.other_party(side or home)
        told = with_enemy(self.sentence.tokens, told, clause, verb, enemy, known.lexicon.endings)
        if side in known.parties and acting.is_to_us(clause, verb):
            told = told._replace(recipient=told.recipient or side)
        told = self.told_otherwise(clause, verb) if told == acting.Parties() else told
        goes_on = acting.is_same_agent(clause, verb) or resumes(self.sentence.tokens, clause, verb)
        goes_on = goes_on or (self.verb_side == "after" and is_behind_fight(self.clauses, clause))
        if told == acting.Parties() and goes_on:
            told = acting.Parties(agent=self.agent_before(clause))
        return told

    def standing(self, places: Sequence[ListedPlace]) -> Iterator[tuple[Sequence[ListedPlace], Stand]]:
        """Runs of places between two tokens that change what holds, in their order, each with what holds there."""
        if not places:
            return
        starts, tokens = [place.name.start for place in places], self.sentence.tokens
        turns = [tokens.starts[at] for at in self._turns if at < len(tokens)]
        cuts = sorted({0, *[bisect_left(starts, turn) for turn in turns], len(places)})
        for first, last in pairwise(cuts):
            yield places[first:last], self.stand_at(self.token_at(starts[first]))

    @cached_property
    def _turns(self) -> list[int]:
        """The tokens at which another clause, verb or day may count than right before them."""
        verbs = [at for clause in self.clauses for at in verb_turns(clause)]
        attributes = [span.last + more for span in self.spans.of(Role.PARTICIPLE) for more in (0, 1)]
        places = self.places_at if len(self.days) > 1 else ()
        own = (*places, *self.relatives)
        return sorted({*self.clause_starts, *verbs, *attributes, *[day.at for day in self.days], *own})

    def stand_at(self, at: int) -> Stand:
        """What holds for a place at a token."""
        clause = self._clause_of(at)
        is_behind = clause.first > at
        written = day_within(self.days, clause.first, clause.last) if is_behind else self.written_day(at)
        verb = verb_of(clause, clause.first if is_behind else at, self.verb_side)
        if verb is None:
            verb = self._heading(clause) or self.attribute(clause, at)
        elif len(clause.verbs) > 1:
            turn = meaning.verb_of_object(self.sentence.tokens, clause, verb, self._objects, self.verb_side)
            written = next((day for day in self.days if verb.last <= day.at < turn.first), written)
            verb = verb_forms.behind_aside(self.sentence.tokens, clause, turn)
        if (verb is None or meaning.class_of(verb) not in meaning.CHANGES) and (
            dated := self.dated_attribute(clause, at)
        ):
            day = written.day if written else self.otherwise
            return Stand(dated, dated.of(Role.PARTICIPLE)[-1], False, written, day, [], self._stop_of_all(clause, day))
        is_continued, day = verb is None, written.day if written else self.otherwise
        if is_continued and (self.reading.announces or clause.of(Role.THESE)):
            verb = self.reading.verb
        stop = self._stop_of_all(clause, day) if verb is not None else ""
        if is_continued and self.reading.is_so_far and verb is self.reading.verb:
            stop = stop or mere_places.REACHED_SO_FAR
        return Stand(clause, verb, is_continued, written, day, self._checks_of(clause), stop)

    def _clause_of(self, at: int) -> Clause:
        """The clause of a token, or the last one behind it that tells a change of the same place."""
        number = bisect_right(self.clause_starts, at) - 1
        found = self.clauses[number]
        for behind in of_same_subject(self.sentence.tokens, self.clauses, number, at):
            told = [verb for verb in behind.verbs if meaning.class_of(verb) in meaning.CHANGES]
            is_told = any(not acting.lacks_party(verb, self._parties_in(behind, verb)) for verb in told)
            if is_told and not self._blocked(behind):
                found = behind
        following = self.clauses[number + 1] if number + 1 < len(self.clauses) else None
        objects = (*self._objects, *self.reading.known.lexicon.endings("topics"))
        if following is None or self._blocked(following):
            return found
        if (own := self.relatives.get(at)) is not None and own in self.clauses[number + 1 : number + 3]:
            verb = verb_of(found, at, self.verb_side)
            return found if verb is not None and meaning.class_of(verb) in meaning.TURNS else own
        return following if meaning.ends_by(self.sentence.tokens, found, following, objects) else found

    def statement(self, stand: Stand, place: ListedPlace, at: int, resolution: Resolution) -> Statement | None:
        """What the sentence says of a place at a token, by what holds there; None if it says nothing that is kept."""
        if stand.is_continued and not (place.is_certain or place.is_near or self._tells_of_party):
            return None
        stop = self.stop_at(stand, place, at)
        if stop in MAY_BE_TOLD and resolution.place_id in self._ever_outside:
            stop = self.outside(resolution) or stop
        elif not stop and place.kind is None and resolution.place_id is None and is_behind_relative(stand.clause, at):
            stop = "named where something is told of another place"
        return tuple.__new__(Statement, (place, resolution, *self.said(stand, stop, doubts_of(place.kind, resolution))))

    @cached_property
    def _tells_of_party(self) -> bool:
        """Whether the sentence names somebody or what was taken, so that a place is kept though no verb tells of it."""
        is_known = (actor_of(span).kind is not ActorKind.ELSEWHERE for span in self.spans.of(Role.ACTOR))
        return not self.reading.announces and (Role.PARTICIPLE in self.spans.roles or any(is_known))

    def stop_at(self, stand: Stand, place: ListedPlace, at: int) -> str:
        """Why nothing is told of a place at a token, whatever its name means; empty if something is.

        Behind the last verb another one may take it that no table knows, but not behind the mark of a list.
        """
        verb, is_last = stand.verb, at >= stand.clause.told_until
        is_behind = is_last and (self.verb_side == "after" or self.sentence.tokens[at - 1].is_word)
        is_described = verb is not None and verb.last == at and verb.role is Role.PARTICIPLE
        if is_described or self.relatives.get(at) is stand.clause:
            return stand.stop
        if place.is_near or not place.is_certain or stand.checks or is_behind or self.possessives:
            mere = self._mere(stand.clause, place, at)
            return (stand.stop or mere) if mere == mere_places.REACHED_SO_FAR else (mere or stand.stop)
        return stand.stop

    def said(self, stand: Stand, stop: str, doubts: tuple[str, ...]) -> tuple[Any, ...]:
        """All of a statement but its place and what that means, by what holds there and what is not sure of it."""
        key = (stop, doubts)
        if key not in stand.said:
            stand.said[key] = self._said(self._told_at(stand, stop), doubts, stand.written, stand.day)
        return stand.said[key]

    def _told_at(self, stand: Stand, stop: str) -> Telling:
        if stand.verb is None:
            return NOTHING_TOLD
        told = self._telling(stand.clause, stand.verb, stop, is_continued=stand.is_continued)
        return self._overturned(stand.clause, told)

    def told_before(self, place: ListedPlace, resolution: Resolution) -> Statement | None:
        """What this sentence says of a place that the one before lists ("A and B. These villages were taken.")."""
        clause = next((clause for clause in self.clauses if clause.of(Role.THESE) and clause.verbs), None)
        if clause is None:
            return None
        at = self.token_at(place.name.start)
        written = self.written_day(at)
        day = written.day if written else self.otherwise
        stop = self._mere(clause, place, at) or self._stop_of_all(clause, day) or self.outside(resolution)
        told = self._telling(clause, clause.verbs[0], stop, is_continued=False)
        return Statement(place, resolution, *self._said(told, doubts_of(place.kind, resolution), written, day))

    def _said(self, told: Telling, doubts: tuple[str, ...], written: WrittenDay | None, day: date) -> tuple[Any, ...]:
        """All of a statement but its place and what that means."""
        voice, reasons = told.voice or self.reading.voice, told.reasons
        if voice.doubt and told.stance:
            reasons = (*reasons, voice.doubt)
        if written is not None and written.doubt and told.stance:
            reasons = (*reasons, written.doubt)
        elif written is None and told.stance and self.spans.say(Role.BACKGROUND, meaning.EARLIER):
            reasons = (*reasons, meaning.SAID_EARLIER)
        elif written is not None and told.stance is None:
            day = day_ahead(written, self.reading.published)
        reasons = (*reasons, *doubts)
        return (
            told.verb,
            told.wording,
            told.holder,
            told.stance,
            told.basis,
            told.actor,
            voice.speaker,
            voice.side,
            told.day or day,
            self.piece_of_sentence,
            max(0.1, round(1 - 0.2 * len(reasons), 1)) if reasons else 1.0,
            reasons,
        )

    def _heading(self, clause: Clause) -> Span | None:
        """The participle that heads the list of a clause."""
        if clause.first not in self._headings:
            first = next(iter(clause.of(Role.PARTICIPLE)), None)
            copulas = self.reading.known.lexicon.endings("copulas")
            heads = first is not None and meaning.is_heading(self.sentence.tokens, self.spans, first, copulas)
            self._headings[clause.first] = first if heads else None
        return self._headings[clause.first]

    def _telling(self, clause: Clause, verb: Span, stop: str, *, is_continued: bool) -> Telling:
        """What a clause says by a verb, which may be that of the sentence before, of the places that something stops.

        It is made once, since a list has many places of which the same is said.
        """
        key = (clause.first, clause.last, verb.first, is_continued, stop)
        if key not in self._tellings:
            tells_so_far = stop == mere_places.REACHED_SO_FAR and (is_continued or self.lists_several)
            told = self._told(clause, verb, "" if tells_so_far else stop, is_continued=is_continued)
            if tells_so_far:
                told = held_so_far(told) or self._told(clause, verb, stop, is_continued=is_continued)
            elif stop == mere_places.IN_MONTH and not is_continued:
                told = self._told_of_month(clause, verb) or told
            self._tellings[key] = with_hearsay(told, clause)
        return self._tellings[key]

    def _told_of_month(self, clause: Clause, verb: Span) -> Telling | None:
        """What is told by a change that a named party makes in a month of which no day is told; None if nothing is."""
        last = self.last_of_month(clause)
        is_change = meaning.class_of(verb) in meaning.TURNS and self._parties_in(clause, verb) != acting.Parties()
        if last is None or not is_change or not self.is_in_month(clause, verb):
            return None
        told = self._overturned(clause, self._told(clause, verb, "", is_continued=False))
        return None if AGAIN in told.reasons else held_by_month(told, last)

    def _told(self, clause: Clause, verb: Span, stop: str, *, is_continued: bool) -> Telling:
        is_attribute = (
            verb.role is Role.PARTICIPLE and not is_continued and verb is not self._headings.get(clause.first)
        )
        kind = verb_forms.class_told(clause, self.spans, verb, self._states, is_dated=bool(self.days))
        reasons = [BY_ATTRIBUTE] if is_attribute else list[str]()
        stance, basis = MOVES.get(kind, (None, None))
        holder, party = None, self.reading.parties if is_continued else None
        if stance and not stop:
            stop = self._stop_by_verb(clause, verb)
        if stance and not stop:
            holder, party = self._gainer(verb, clause, reasons, party)
            stop = self._stop_by_party(clause, verb, kind, holder, party)
            if stop == NO_PARTY and self.is_dated_noun(clause, verb):
                holder, reasons, stop = None, [BY_NOUN], ""
            elif holder is None and not stop:
                reasons.append(UNTOLD)
        if stance == "holds" and not stop and self.is_denied_to_hold(clause, verb):
            stance = "denies"
        if stance == "affirms" and stop in DENIABLE and self.is_denied(clause, verb):
            stance, stop = "denies", ""
            holder = self._denied_holder(verb, clause)
        if stance and stop == NEGATED and (denied := self._negated(verb, clause, reasons)):
            holder, stance = denied
            kind, stop = VerbClass.LOSES if stance == "affirms" else kind, ""
        if stop:
            stance, holder, basis = None, None, None
            reasons.append(stop)
        if stance == "denies":
            kind = VerbClass.DENIES
        elif stance is None and kind in MOVES:
            kind = VerbClass.MENTIONS
        wording = self.reading.wording if is_continued else None
        actor = party.agent if party else None
        voice = self.voice_at(clause.first)
        return Telling(kind, wording or self.piece(verb), holder, stance, basis, actor, voice, tuple(reasons))

    def _stop_by_party(
        self, clause: Clause, verb: Span, kind: VerbClass, holder: str | None, party: acting.Parties
    ) -> str:
        """Why a verb tells of nothing by who is named beside it, or is not."""
        if acting.lacks_party(verb, party) and not self._needs_no_party(clause, verb):
            return NO_PARTY
        if holder is None and kind is VerbClass.HOLDS and party.loser:
            return "who has it is only told of something else"
        if holder is None and kind in BY_ACTOR and acting.others_act(self.sentence.tokens, clause, verb):
            return "another country acts"
        return ""

    def _needs_no_party(self, clause: Clause, verb: Span) -> bool:
        """Whether a verb that needs a party tells something without one: a side speaks or denies, or a place falls.

        By one that tells what a place comes under it does only beside a word for that, and never by one that describes
        who follows it ("who lost A").
        """
        if verb.value.endswith(meaning.UNDER) and not clause.of(Role.RECIPIENT):
            return False
        if self.verb_side == "after" and verb.value.endswith(meaning.NEEDS_PARTY + FOLLOWED):
            return False
        is_ours = self.reading.is_spoken and not verb_forms.is_noun_apart(clause, verb, self.verb_side)
        is_told = is_ours or self.is_denied(clause, verb)
        return is_told or mere_places.is_alone(self.sentence.tokens, clause, verb, self.places_at.values())

    def _stop_by_verb(self, clause: Clause, verb: Span) -> str:
        """Why a verb tells of nothing by itself."""
        why = mere_places.nothing_told(clause, verb, is_on_day=self.is_on_day(clause, verb))
        if why or meaning.class_of(verb) is VerbClass.DENIES:
            return why or NEGATED
        if verb_forms.is_under_nothing(self.sentence.tokens, clause, verb, self.reading.known.lexicon.endings("ruled")):
            return "not under anybody's rule"
        if cases.is_goal(self.sentence.tokens, clause, verb, self._goals, self.reading.known.names.is_place):
            return "where they went"
        lasts = verb_forms.tells_state(verb, self._states) or bool(self.days) or self.is_so_far(clause)
        if meaning.class_of(verb) is VerbClass.HOLDS and is_until(self.spans, verb):
            return "only until when it was held is told"
        return "" if lasts or not is_since_alone(self.spans) else "no day is told, only since when"

    def _overturned(self, clause: Clause, told: Telling) -> Telling:
        """What is told, or who has the place in the end where the next clause says so ("took A but lost it again")."""
        behind = next((other for other in self.clauses if other.first == clause.last), None)
        if told.stance != "affirms" or told.holder is None or behind is None or self._blocked(behind):
            return told
        verb = meaning.verb_of_same(self.sentence.tokens, clause, behind, self._objects)
        if verb is None:
            return told
        gainer, parties = self._gainer(verb, behind, [])
        is_lost = parties.agent is None and meaning.class_of(verb) in (VerbClass.LOSES, VerbClass.LEAVES)
        if gainer is None or is_lost or verb.value.endswith(meaning.DRIVEN_OUT):
            gainer = self.reading.known.other_party(told.holder)
        if gainer is None or gainer == told.holder:
            return told
        reasons = (*told.reasons, AGAIN)
        day = next((written.day for written in self.days if behind.first <= written.at < behind.last), None)
        return told._replace(holder=gainer, actor=parties.agent, wording=self.piece(verb), reasons=reasons, day=day)

    def _mere(self, clause: Clause, place: ListedPlace, at: int) -> str:
        """Why nothing is told of who holds a place at a token by where it stands; empty if something may be."""
        if self.is_merely_near(place, at):
            return "near it, not in it"
        if not place.is_certain:
            endings = self.reading.known.lexicon.endings
            if is_of_something_else(self.sentence.tokens, clause, at, self.begins, endings):
                return "something else is told of"
        elif is_of_unknown_verb(self.sentence.tokens, clause, at, self.verb_side):
            return "of a verb that is not known"
        if self.possessives and self.is_of_owned(clause, place):
            return "something else is told of"
        mere = (why for applies, why in self._checks_of(clause) if applies(self.sentence.tokens, clause, at))
        return next(mere, "")

    def _checks_of(self, clause: Clause) -> list[tuple[mere_places.Check, str]]:
        if clause.first not in self._checks:
            endings = self.reading.known.lexicon.endings
            own = checks_of_lists(self.sentence.tokens, clause, lambda: self.begins, endings)
            own += self.checks_of_cases(clause)
            if cases.may_be_goals(clause, endings):
                own.append((self._is_no_source, "where they went"))
            self._checks[clause.first] = [*own, *mere_places.checks_of(clause, is_so_far=self.is_so_far(clause))]
        return self._checks[clause.first]

    def _is_no_source(self, tokens: Sequence[Token], clause: Clause, at: int) -> bool:
        endings, verb = self.reading.known.lexicon.endings, verb_of(clause, at, self.verb_side)
        return cases.is_no_source(tokens, clause, verb, at, self.places_at, endings)

    def _denied_holder(self, verb: Span, clause: Clause) -> str | None:
        """Who is denied to hold a place: who is said to have taken it, else the other side than the speaker's."""
        side, parties = self.voice_at(clause.first).side, self._parties_in(clause, verb)
        gainer = self._gainer(verb, clause, [], parties)[0] if parties != acting.Parties() else None
        if gainer and gainer != side:
            return gainer
        return self.reading.known.other_party(side) or whose_is_denied(self.spans)

    def _negated(self, verb: Span, clause: Clause, reasons: list[str]) -> tuple[str, str] | None:
        """Who is said not to have gained a place, if the other side says so ("A did not take it, said B"); a stance.

        Or who has it, if somebody says of the own side that it does not hold it, or that this is over.
        """
        (gainer, told), side = self._gainer(verb, clause, []), self.voice_at(clause.first).side
        is_guess = told == acting.Parties() and meaning.class_of(verb) is not VerbClass.LOSES
        if is_guess:
            passives = self.reading.known.lexicon.endings("passives")
            is_undone = self.reading.is_spoken and verb_forms.is_undone(clause, verb, passives)
            gainer = self.reading.known.other_party(side) if is_undone else None
        denied = self.denied_of(gainer, verb, clause, side) if gainer is not None else None
        reasons += [OF_OTHER] if is_guess and denied is not None else []
        return denied

    def _gainer(
        self, verb: Span, clause: Clause, reasons: list[str], parties: acting.Parties | None = None
    ) -> tuple[str | None, acting.Parties]:
        """Who holds the place by a verb, and who is told of; never by how the verb words it."""
        kind, other = meaning.class_of(verb), self.reading.known.other_party
        told = parties or self._parties_in(clause, verb)
        side = self.side_told(clause)
        if kind is VerbClass.HANDS_OVER:
            if OR_TAKES_BACK in verb.value and told.agent and not told.recipient:
                reasons.append(TO_OTHER)
            return told.recipient or other(told.agent or told.loser), told
        if kind in (VerbClass.LOSES, VerbClass.LEAVES):
            if told.agent is None and told.loser is None and side:
                reasons.append("who lost it is not told: the speaker's side is taken")
            return told.recipient or other(told.agent or told.loser or side), told
        gainer = told.recipient or told.agent
        if kind is VerbClass.HOLDS and told.loser and not told.recipient:
            return None, told
        if gainer is None and told.loser:
            gainer = other(told.loser)
        if kind is VerbClass.TAKES and gainer in (None, side) and side and cases.admits(clause):
            return other(side), told
        if gainer is None and side and not acting.foreigner_acts(self.sentence.tokens, clause, verb):
            reasons += self.doubt_of_speaker(verb)
            gainer = side
        return gainer, told
