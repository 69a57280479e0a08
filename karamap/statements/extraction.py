"""Text in, statements out: sentences, their lists, what is said of them, and last of all the gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from karamap.names.resolutions import Outcome, Resolution
from karamap.names.resolver import Resolver
from karamap.statements.clauses import meaning
from karamap.statements.clauses.asides import without_contrasted
from karamap.statements.clauses.contrary import without_contrary
from karamap.statements.clauses.past_asides import without_past, without_past_attributes
from karamap.statements.clauses.subjects import who_says
from karamap.statements.clauses.verb_forms import tells_aside
from karamap.statements.clauses.voices import Voice, enemy_speaks, voice_in, voice_of
from karamap.statements.days.datelines import LATEST, dateline_end, without_dateline, without_place_of_dateline
from karamap.statements.days.days_of_text import NEWS, DaysOfText
from karamap.statements.lists.list_sentences import (
    BULLETS,
    HEADS,
    OF_PLACES,
    goes_on,
    is_idle,
    is_list,
    is_names_alone,
    without_colon,
    words_besides,
)
from karamap.statements.lists.listed_names import without_namesakes
from karamap.statements.lists.name_look_up import Listed
from karamap.statements.schema import ActorKind, Role
from karamap.statements.sentences.settled_holders import (
    LONG_AGO,
    Gainer,
    LastGain,
    settled,
    settled_facts,
    without_old_news,
)
from karamap.statements.sentences.so_far import Known
from karamap.statements.sentences.spoken_sentence import SpokenSentence
from karamap.statements.sentences.tellings import Stand, is_untold
from karamap.statements.texts.denials import RECENT, denied, denier_behind
from karamap.statements.texts.lists_so_far import ENDS, ListsSoFar
from karamap.statements.texts.offices import Offices
from karamap.statements.texts.other_facts import facts_in
from karamap.statements.texts.quotations import Quotations
from karamap.statements.texts.stated_numbers import POSITIONS, numbers_listed, totals_in, with_scopes
from karamap.statements.texts.told_elsewhere import dated, said_behind, tells_who_said
from karamap.statements.texts.topics import Topics, with_definition
from karamap.statements.values import Extraction, ListedPlace, OtherFact, Piece, StatedTotal, Statement
from karamap.statements.words.lexicon import Lexicon, Phrase, Spans, actor_of
from karamap.statements.words.list_parts import QUOTES
from karamap.statements.words.tokens import Sentence, Tokens, is_of_paragraphs, sentences
from karamap.statements.words.word_values import OURS, WE

MOST_BEFORE_MONTH, MOST_BEHIND_MONTH = 2, 4
"""Tokens before and behind the month of a day that an item of a chronicle begins with, at the most."""

WIDEST_GAP = 80
"""Characters before a sentence that are looked at for the end of a paragraph or for a day."""

IN_CAPITALS = "any word may be a name in a line of capitals"
"""Why nothing is told of what the gazetteer does not know in a sentence that has no small letters."""

SAME_SPEAKER = "same speaker"
"""The value of a word for who spoke before ("he")."""

MOST_BESIDE = 6
"""Words at the most of a sentence that only lists places, besides their names and known phrases."""

SAID = frozenset({Role.ATTRIBUTION, Role.DENIAL, Role.THESE})
"""Of these a sentence has one at least where somebody speaks in it, or it goes on with who spoke before."""

ALL_BUT_NAME = itemgetter(slice(1, None))
"""What a list says of a place, whatever its name."""


@dataclass(frozen=True)
class Reader:
    """Reads texts of one language in one theatre.

    Attributes:
        language: its code.
        known: its phrases, and what a theatre knows.
    """

    language: str
    known: Known

    def read(self, text: str, published: date, side: str = "") -> Extraction:
        """Everything that a text says.

        Args:
            text: the whole text; offsets go into it.
            published: the day of the page.
            side: whose voice the page is where it names no speaker: the id of a party, or nothing.
        """
        reading = _Reading(self.known, text, published, of_page=Voice("", side))
        for sentence in sentences(text, self.known.lexicon.abbreviations, reading.wants):
            reading.sentence(sentence)
        return reading.extraction(self.language)


def reader(
    language: str,
    phrases: Sequence[Phrase],
    called: Sequence[Phrase],
    resolver: Resolver,
    parties: Sequence[str],
    gainer: Gainer | None = None,
    begins: date | None = None,
    last_gain: LastGain | None = None,
) -> Reader:
    """A reader of one language.

    Args:
        language: its code.
        phrases: of the language's table.
        called: how the theatre's parties, speakers, wars and other countries are called.
        resolver: looks names up.
        parties: ids of the parties.
        gainer: who gained a place about a day by the record, for what is told without who acts.
        begins: the day whose state the record begins with, before which nothing is news.
        last_gain: who gained a place last before a day by the record, for what is told without a day.
    """
    known = Known(Lexicon([*called, *phrases]), resolver, tuple(parties), gainer, begins, last_gain)
    return Reader(language, known)


@dataclass
class _Reading(ListsSoFar):
    """One text while it is read."""

    of_page: Voice = field(default_factory=Voice)
    statements: list[Statement] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)
    facts: list[OtherFact] = field(default_factory=list)
    days: DaysOfText = field(init=False)
    quotations: Quotations = field(init=False)
    untold: list[int] = field(default_factory=list)
    """Numbers of the statements of the sentence before that tell nothing of who holds their places."""
    told: list[int] = field(default_factory=list)
    """Numbers of the statements of the last change, which somebody may deny without saying it again."""
    dated_until: int = 0
    """Where the last sentence with a day of its own ends."""
    undated: set[int] = field(default_factory=set)
    """Numbers of the statements of which no day is told beside them, so that they have that of the page."""
    told_aside: set[int] = field(default_factory=set)
    """Numbers of those among them that are told beside something else."""
    topics: Topics = field(init=False)
    offices: Offices = field(default_factory=Offices)

    def __post_init__(self) -> None:
        self.days = DaysOfText(self.text, self.published, self.known.lexicon, self.known.begins)
        self.topics = Topics(self.known.lexicon)
        self.quotations = Quotations(self.text, self.known.lexicon)
        self.voice = self.of_page

    def _is_of_seat(self, resolution: Resolution) -> bool:
        """Whether one of several places of a name is the seat of a district."""
        seats = self.known.resolver.gazetteer.seats
        is_ambiguous = resolution.outcome is Outcome.AMBIGUOUS
        return is_ambiguous and any(item.place_id in seats for item in resolution.candidates)

    def wants(self, sentence: str) -> bool:
        """Whether a sentence may say anything: by its words, or since it goes on with the one before."""
        self.since_told += not sentence.isspace()
        if self.announces or self.known.lexicon.may_tell(sentence) or self.days.may_head(sentence):
            return True
        is_item = sentence.lstrip()[:1] in BULLETS or (self.is_unlisted and not HEADS.isdisjoint(sentence))
        if self.verb is not None and is_item:
            return True
        self.days.leave(sentence)
        return False

    def _spans(self, sentence: Sentence) -> Spans:
        """The phrases of a sentence, without those in names of lists and in asides about the past."""
        tokens, first_year = sentence.tokens, (self.known.begins or self.published).year
        spans = with_scopes(sentence, without_namesakes(tokens, self.known.lexicon.spans(tokens)))
        spans = without_past_attributes(tokens, spans, first_year, self.known.lexicon.endings("relatives"))
        return without_contrary(tokens, without_contrasted(tokens, without_past(tokens, spans, first_year)))

    def sentence(self, sentence: Sentence) -> None:
        """Read one sentence."""
        lexicon, spans = self.known.lexicon, self._spans(sentence)
        sentence = without_colon(self.text, sentence, spans)
        tokens = sentence.tokens
        self.announces = self.announces and not (self.is_by_total and words_besides(tokens, spans) > MOST_BESIDE)
        waits = self.announces or self.is_unlisted or tokens[0].text in BULLETS
        if not waits and is_idle(tokens, spans):
            return
        if self.verb and not self.announces:
            is_item = tokens[0].text in BULLETS and (self.since_told <= 1 or self.is_unlisted)
            self.announces = is_item or goes_on(tokens, spans) or self._lists(tokens, spans)
        spans = self._hear(sentence, spans)
        dateline = dateline_end(tokens, spans) if sentence.start < LATEST else 0
        spans = without_dateline(spans, dateline)
        heading = self.days.heading
        days = self.days.read(tokens, spans)
        if self.days.heading != heading:
            self.day = self.days.heading
        denial = meaning.denial_of_told(tokens, spans)
        wording = self._piece(*tokens.stretch(denial.first, denial.last)) if denial else None
        if spans.roles.isdisjoint(OF_PLACES) and not self.announces:
            if wording is not None:
                self._deny_told(sentence, wording, self._places(tokens, spans), self.voice)
            return
        parsed, defined = with_definition(
            tokens, spans, lexicon, self._places(tokens, spans), self.known.names.districts_named
        )
        parsed = without_place_of_dateline(parsed, tokens, dateline)
        spoken = SpokenSentence(self, sentence, spans, days, self.days.otherwise)
        spoken.places = parsed
        carried = self._carried_day(spans) or self._day_long_past(spoken)
        spoken.otherwise = carried or self.days.day_of_line(sentence.start) or self.days.otherwise
        spoken.lies_back = self.days.lies_back and not days and not carried
        if spoken.lies_back and self.days.last and self._is_behind_dated(sentence):
            spoken.otherwise, spoken.lies_back = self.days.last, False
        if days:
            self.dated_until = sentence.end
        if not any(place.is_certain for place in parsed):
            self._tell_of_those_before(spoken)
            self.statements += self.topics.told(spoken)
        self.untold = self.untold if self.untold and is_names_alone(tokens, spans) else []
        before = len(self.statements)
        for places, stand in spoken.standing(parsed):
            self._tell(spoken, places, stand)
        self._keep_untold(before)
        self.topics.note(defined, self.statements[before:])
        changed = [at for at, item in enumerate(self.statements[before:], before) if item.stance is not None]
        self._keep_told(spoken, changed, wording)
        first, facts = len(self.totals), len(self.facts)
        if spoken.is_news:
            self.totals += totals_in(self.text, sentence, spans, self.voice, spoken.day)
        self.facts += facts_in(spoken, self.voice, self.known.names.is_district)
        if len(self.facts) > facts and not changed:
            self.told = []
        self.leave_behind(
            spoken, parsed, has_totals=any(POSITIONS not in total.numbers for total in self.totals[first:])
        )

    def _is_spoken(self, tokens: Tokens, spans: Spans, *, is_said: bool) -> bool:
        """Whether somebody speaks in a sentence, or it goes on with what is announced or, in small letters, spoken."""
        is_said = is_said or Role.ATTRIBUTION in spans.roles
        is_ours = any(spans.say(role, WE) for role in OURS)
        names_more = Role.THESE in spans.roles and Role.VERB not in spans.roles
        goes_on = self.is_spoken and not tokens[tokens.first_word].is_capitalised
        return ((is_said or is_ours or names_more or goes_on) and bool(self.voice.side)) or self.announces

    def _hear(self, sentence: Sentence, spans: Spans) -> Spans:
        """Tell who speaks in a sentence: by its own words, behind the quotation it stands in, or as before it.

        Returns:
            Its phrases, with "our army" as that of the side which it says speaks.
        """
        tokens, lexicon = sentence.tokens, self.known.lexicon
        self.voice, self.behind_enemy = self.behind_enemy or self.voice, None
        if teller := who_says(tokens, spans, lexicon.endings):
            told: Voice | None = voice_of(teller)
        else:
            told = voice_in(tokens, meaning.without_other_denials(tokens, spans), lexicon.home)
        voice = told or self.quotations.voice_at(sentence.start, sentence.end)
        if Role.OFFICE in spans.roles or Role.ACTOR in spans.roles:
            self.offices.note(spans)
            voice = voice or self.offices.voice(spans, self.holder)
        self.voice = voice or self._voice_going_on(sentence, spans)
        if told is not None and self.since_told <= RECENT and tells_who_said(spans):
            said_behind(self.statements, self.told, told, self.known.parties)
        if told is None and enemy_speaks(spans):
            self._let_enemy_speak(voice_in(tokens, spans, lexicon.home))
        self.is_spoken = self._is_spoken(tokens, spans, is_said=voice is not None)
        return self._with_our_troops(spans) if voice is not None else spans

    def _with_our_troops(self, spans: Spans) -> Spans:
        """The phrases of a sentence, with "our army" as that of who speaks."""
        side = self.voice.side
        ours = [span for span in spans.of(Role.ACTOR) if actor_of(span).is_ours and actor_of(span).party != side]
        if not ours or side not in self.known.parties:
            return spans
        own = {span.first: replace(span.phrase, actor=replace(actor_of(span), party=side)) for span in ours}
        return Spans([span._replace(phrase=own.get(span.first, span.phrase)) for span in spans])

    def _keep_told(self, spoken: SpokenSentence, changed: Sequence[int], wording: Piece | None) -> None:
        """Let a sentence deny what was told before, if it tells no change itself, and keep what it tells."""
        is_held = all(self.statements[at].stance == "holds" for at in changed)
        if wording is not None and is_held and (changed or not any(place.is_certain for place in spoken.places)):
            self._deny_told(spoken.sentence, wording, spoken.places, self.voice)
        if changed:
            self._remember(spoken, changed)

    def _remember(self, spoken: SpokenSentence, changed: Sequence[int]) -> None:
        """Keep the statements of a change, beside those before it in the same list, for who denies it."""
        if not self.announces:
            self.told = []
        self.told += changed
        self.since_told = 0
        if behind := denier_behind(spoken, self.known.lexicon.home):
            self._deny_told(spoken.sentence, behind[1], (), behind[0])

    def _is_behind_dated(self, sentence: Sentence) -> bool:
        """Whether a sentence stands on the line of one that tells a day, right behind it."""
        gap = sentence.start - self.dated_until
        return gap <= WIDEST_GAP and not self.text[self.dated_until : sentence.start].strip(" ")

    def _lists(self, tokens: Tokens, spans: Spans) -> bool:
        """Whether a sentence is nothing but a list of places, so that it goes on with the last change."""
        is_awaited = self.is_unlisted or (self.is_by_district and self.since_told <= 1)
        return is_list(tokens, spans, self.known.names.districts_named, is_awaited=is_awaited)

    def _deny_told(self, sentence: Sentence, wording: Piece, named: Sequence[ListedPlace], voice: Voice) -> None:
        """Let somebody deny the last change, if another side has told it a sentence or two before.

        Where the denial names places, it is one of these alone.
        """
        if self.since_told <= RECENT and voice.side in self.known.parties:
            resolved = (self._listed(place, self.published)(place.name.text).resolution.place_id for place in named)
            told, only = [self.statements[at] for at in self.told], frozenset(filter(None, resolved))
            self.statements += denied(told, voice, wording, self._piece(sentence.start, sentence.end), only)
            self.told = []

    def _voice_going_on(self, sentence: Sentence, spans: Spans) -> Voice:
        """Who spoke before, or the page itself where a paragraph begins that tells of a party and that nobody says.

        Nobody denies what he has just told himself.
        """
        told = {self.statements[at].side for at in self.told if self.statements[at].stance == "affirms"}
        if told == {self.voice.side} and meaning.denial_of_told(sentence.tokens, spans) is not None:
            return self.of_page
        is_said = not spans.roles.isdisjoint(SAID)
        is_same = spans.say(Role.WORD, SAME_SPEAKER)
        announced = self.announces and not (self.is_by_total and Role.VERB in spans.roles)
        goes_on = announced or is_said or is_same or sentence.tokens[0].text in QUOTES
        if not is_said and self._begins_item(sentence, spans):
            return self.of_page
        tells = any(actor_of(span).kind is ActorKind.PARTY for span in spans.of(Role.ACTOR))
        return self.of_page if tells and not goes_on and self._begins_paragraph(sentence) else self.voice

    def _begins_item(self, sentence: Sentence, spans: Spans) -> bool:
        """Whether a sentence stands at the beginning of a line, and a day and a mark at its own ("9 October: …")."""
        month = next(iter(spans.of(Role.MONTH)), None)
        is_first = self.text[max(0, sentence.start - WIDEST_GAP) : sentence.start].rstrip(" ")[-1:] in ("", "\n")
        if month is None or not is_first or month.first > MOST_BEFORE_MONTH:
            return False
        behind = sentence.tokens[month.last : month.last + MOST_BEHIND_MONTH]
        return any(token.text in HEADS for token in behind)

    def _let_enemy_speak(self, named: Voice | None) -> None:
        """Let the other party speak in this sentence, behind which the one speaks whose enemy it is.

        That is who is named elsewhere in the sentence, or who spoke before.
        """
        home = self.known.lexicon.home
        whose = (named or self.voice).side or (home.party if home else None)
        other = self.known.other_party(whose)
        if other is not None:
            self.behind_enemy, self.voice = self.voice, Voice("", other)

    def _begins_paragraph(self, sentence: Sentence) -> bool:
        """Whether an empty line stands before a sentence, or a line end where each line is a paragraph."""
        behind = self.text[max(0, sentence.start - WIDEST_GAP) : sentence.start]
        gap = behind[len(behind.rstrip()) :]
        before = behind.rstrip()[-1:]
        return gap.count("\n") > 1 or ("\n" in gap and self.of_paragraphs and before in (*ENDS, *QUOTES))

    @cached_property
    def of_paragraphs(self) -> bool:
        """Whether each line is a paragraph."""
        return is_of_paragraphs(self.text)

    def _carried_day(self, spans: Spans) -> date | None:
        carried = self.announces or Role.THESE in spans.roles
        return self.day if carried else None

    def _day_long_past(self, spoken: SpokenSentence) -> date | None:
        """The day of the last change, on a page that tells of days long past, unless the other side gains now."""
        if self.day is None or self.published - self.day <= NEWS:
            return None
        is_other = spoken.is_news and None not in (spoken.holder, self.holder) and spoken.holder != self.holder
        return None if is_other else self.day

    def _listed(self, place: ListedPlace, day: date) -> Callable[[str], Listed]:
        """What tells the meaning of names that are listed like a place."""
        district = place.district.text if place.district else None
        return self.known.names.listed(district, place.kind, day, is_own=place.district_is_own)

    def _tell(self, spoken: SpokenSentence, places: Sequence[ListedPlace], stand: Stand) -> None:
        """Tell of places of which the same holds; most of a list are alike in all but their names."""
        before, last = len(self.statements), spoken.token_at(places[-1].name.start)
        is_asked = bool(stand.checks or spoken.possessives) or last >= stand.clause.told_until
        is_asked_behind_comma = bool(stand.checks or spoken.possessives) or spoken.verb_side == "after"
        for _, alike in groupby(places, key=ALL_BUT_NAME):
            first = next(alike)
            listed, told = self._listed(first, stand.day), dict[tuple[str, tuple[str, ...]], tuple[Any, ...]]()
            is_told = stand.verb is not None and first.is_certain and not first.is_near
            for place in (first, *alike):
                found = listed(place.name.text)
                if not is_told or not found.is_plain:
                    self._place(spoken, place, found, stand)
                    continue
                stop, start = stand.stop, place.name.start
                if is_asked and (is_asked_behind_comma or self.text[start - 2 : start] != ", "):
                    stop = spoken.stop_at(stand, place, spoken.token_at(start))
                said = told.get((stop, found.doubts))
                if said is None:
                    said = told[stop, found.doubts] = spoken.said(stand, stop, found.doubts)
                self.statements.append(tuple.__new__(Statement, (place, found.resolution, *said)))
        if not spoken.days and stand.day == self.published:
            self.undated.update(range(before, len(self.statements)))
            if stand.verb is not None and tells_aside(stand.verb, self.known.lexicon.endings):
                self.told_aside.update(range(before, len(self.statements)))

    def _place(self, spoken: SpokenSentence, place: ListedPlace, listed: Listed, stand: Stand) -> None:
        """Tell of a place, if it is one."""
        resolution = listed.resolution
        place = place._replace(district=None) if listed.is_elsewhere else place
        is_bare = place.kind is None and place.district is None
        if resolution.outcome is Outcome.AMBIGUOUS and is_bare and not spoken.names_a_village:
            resolution = self.known.names.seat_meant(resolution)
        if resolution.outcome is Outcome.UNRESOLVED and (
            spoken.is_label(place) or spoken.is_whose(place) or (place.kind is None and spoken.is_of_teller(place))
        ):
            return
        at = spoken.token_at(place.name.start)
        if not place.is_certain and spoken.is_in_title(at):
            return
        if resolution.outcome is Outcome.UNRESOLVED and spoken.is_in_capitals:
            stand = replace(stand, stop=IN_CAPITALS, said={})
        statement = spoken.statement(stand, place, at, resolution)
        if statement is None:
            return
        if place.is_certain or resolution.outcome is Outcome.RESOLVED or self._may_be(statement, resolution):
            self.statements.append(statement)

    def _may_be(self, statement: Statement, resolution: Resolution) -> bool:
        """Whether a name of several places is likely to mean one: it changes hands, or is that of a seat."""
        is_ambiguous = resolution.outcome is Outcome.AMBIGUOUS
        return (is_ambiguous and statement.is_change) or self._is_of_seat(resolution)

    def _keep_untold(self, first: int) -> None:
        """Keep the numbers of the statements from one on of whose places the next sentence may tell."""
        new = enumerate(self.statements[first:], first)
        self.untold += [at for at, item in new if item.stance is None and is_untold(item)]

    def _tell_of_those_before(self, spoken: SpokenSentence) -> None:
        """Tell of places that the sentence before lists what this one says of "these"."""
        for at in self.untold:
            place, resolution = self.statements[at].place, self.statements[at].resolution
            told = spoken.told_before(place, resolution) if resolution is not None else None
            self.statements[at] = told or self.statements[at]

    def extraction(self, language: str) -> Extraction:
        """What was read, with the list that the text gives beside each total of a day."""
        told, known = dated(self.statements, self.undated), self.known
        if known.begins is None or self.published - known.begins > LONG_AGO:
            told = without_old_news(told, self.undated, self.told_aside, self.published, known.last_gain, known.gainer)
        statements = settled(told, known.gainer)
        listed = numbers_listed(statements) if self.totals else {}
        totals = tuple([replace(total, listed=listed if total.scope == "day" else {}) for total in self.totals])
        facts = settled_facts(self.facts, self.known.names.places_of_district, self.known.gainer)
        return Extraction(language, statements, totals, facts)
