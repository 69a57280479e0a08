"""Text in, statements out: sentences, their lists, what is said of them, and last of all the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from karamap.gazetteer.schema import OUTSIDE
from karamap.names.resolutions import Mention, Outcome, Resolution
from karamap.names.resolver import Resolver
from karamap.statements import meaning
from karamap.statements.lexicon import Lexicon, Phrase, Span
from karamap.statements.meaning import Clause, Voice
from karamap.statements.place_lists import ListParser, items_of, with_district
from karamap.statements.schema import ActorKind, Role, VerbClass
from karamap.statements.stated_numbers import facts_in, totals_in
from karamap.statements.tokens import Sentence, Token, sentences
from karamap.statements.values import Extraction, ListedPlace, OtherFact, Piece, StatedTotal, Statement
from karamap.statements.written_dates import day_in, month_alone

MOVES = {
    VerbClass.TAKES: ("affirms", "force"),
    VerbClass.LOSES: ("affirms", "force"),
    VerbClass.HANDS_OVER: ("affirms", "handover"),
    VerbClass.LEAVES: ("affirms", "withdrawal"),
    VerbClass.HOLDS: ("holds", "force"),
    VerbClass.DENIES: ("denies", "force"),
}
"""What each class of verbs does to the record: stance and basis."""


COUNTRY_BEHIND = 5
"""Tokens from the beginning of a place to the country that it is in, at the most."""

LONGEST_DISTRICT = 60
"""Characters of the name of a district at the most."""


@dataclass(frozen=True)
class Reader:
    """Reads texts of one language in one theatre.

    Attributes:
        language: its code.
        lexicon: its phrases, with those of the theatre's parties and speakers.
        resolver: looks names up.
        parties: ids of the parties of the theatre.
    """

    language: str
    lexicon: Lexicon
    resolver: Resolver
    parties: tuple[str, ...]
    _looked_up: dict[Mention, Resolution] = field(default_factory=dict, compare=False)

    def read(self, text: str, published: date, side: str = "") -> Extraction:
        """Everything that a text says.

        Args:
            text: the whole text; offsets go into it.
            published: the day of the page.
            side: whose voice the page is where it names no speaker: the id of a party, or nothing.
        """
        reading = _Reading(self, text, published, voice=Voice("", side))
        for sentence in sentences(text, self.lexicon.abbreviations):
            reading.sentence(sentence)
        return reading.extraction()

    def resolution(self, mention: Mention) -> Resolution:
        """What a name means; a name is looked up once."""
        if mention not in self._looked_up:
            self._looked_up[mention] = self.resolver.resolve(mention)
        return self._looked_up[mention]

    def other_party(self, party: str | None) -> str | None:
        """The only other party of the theatre, if it has two."""
        others = [other for other in self.parties if other != party]
        return others[0] if party and len(others) == 1 else None


def reader(
    language: str, phrases: Sequence[Phrase], actors: Sequence[Phrase], resolver: Resolver, parties: Sequence[str]
) -> Reader:
    """A reader of one language.

    Args:
        language: its code.
        phrases: of the language's table.
        actors: how the theatre's parties, speakers and other countries are called.
        resolver: looks names up.
        parties: ids of the parties.
    """
    return Reader(language, Lexicon([*actors, *phrases]), resolver, tuple(parties))


@dataclass
class _Reading:
    """One text while it is read: what the sentences before this one leave behind."""

    reader: Reader
    text: str
    published: date
    statements: list[Statement] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)
    facts: list[OtherFact] = field(default_factory=list)
    voice: Voice = field(default_factory=Voice)
    verb: Span | None = None
    wording: Piece | None = None
    parties: meaning.Parties = field(default_factory=meaning.Parties)
    district: Piece | None = None
    day: date | None = None
    kind: str | None = None
    is_spoken: bool = False
    """Whether somebody speaks in this sentence, or it goes on with what the one before announces."""
    announces: bool = False
    """Whether the sentence before announces a list that stands in this one."""

    def __post_init__(self) -> None:
        self.districts_named = lru_cache(maxsize=4096)(self._districts_named)

    def _districts_named(self, name: str) -> frozenset[str]:
        return self.reader.resolver.districts_named(name) if len(name) <= LONGEST_DISTRICT else frozenset()

    def _may_begin(self, word: str) -> bool:
        answer = self.reader.resolution(Mention(word))
        return answer.outcome is Outcome.RESOLVED

    def sentence(self, sentence: Sentence) -> None:
        """Read one sentence."""
        tokens, lexicon = sentence.tokens, self.reader.lexicon
        spans = lexicon.spans(tokens)
        voice = meaning.voice_in(tokens, spans)
        self.voice = voice or self.voice
        self.is_spoken = bool(voice and voice.side) or self.announces
        verbs = [span for span in spans if span.role in (Role.VERB, Role.PARTICIPLE)]
        is_list = any(span.role in (Role.KIND, Role.DISTRICT, Role.THESE) for span in spans)
        if not verbs and not is_list and not self.announces:
            self.announces = False
            return
        day = day_in(tokens, spans, self.published)
        parsed = self._places(tokens, spans)
        spoken = _Spoken(self, sentence, spans, day or self._carried_day(spans) or self.published)
        for place in parsed:
            self._place(spoken, place)
        first = len(self.totals)
        if spoken.is_news:
            self.totals += totals_in(self.text, sentence, spans, self.voice, spoken.day)
            self.facts += facts_in(self.text, sentence, spans, spoken.holder, self.voice, spoken.day)
        self._leave_behind(spoken, parsed, has_totals=len(self.totals) > first)

    def _carried_day(self, spans: Sequence[Span]) -> date | None:
        carried = self.announces or any(span.role is Role.THESE for span in spans)
        return self.day if carried else None

    def _places(self, tokens: Sequence[Token], spans: Sequence[Span]) -> list[ListedPlace]:
        items = items_of(tokens, spans, self._may_begin)
        genitives = tuple(filter(None, self.reader.lexicon.settings.get("genitives", "").split()))
        parser = ListParser(self.text, tokens, self.districts_named, genitives)
        listed = parser.places(items)
        these = any(span.role is Role.THESE for span in spans)
        verbs = any(span.role is Role.VERB for span in spans)
        if (these or self.announces) and self.district:
            listed = [place if place.district else with_district(place, self.district) for place in listed]
        if self.announces and self.kind and not verbs:
            listed = [place if place.kind else replace(place, kind=self.kind) for place in listed]
        return listed

    def _place(self, spoken: _Spoken, place: ListedPlace) -> None:
        resolution = self.reader.resolution(
            Mention(place.name.text, place.district.text if place.district else None, place.kind, spoken.day)
        )
        if not place.is_certain and resolution.outcome is not Outcome.RESOLVED:
            return
        if (statement := spoken.statement(place, resolution)) is not None:
            self.statements.append(statement)

    def _leave_behind(self, spoken: _Spoken, parsed: Sequence[ListedPlace], *, has_totals: bool) -> None:
        last = spoken.sentence.tokens[-1].text
        headings = [span for span in spoken.spans if span.role is Role.PARTICIPLE]
        taking = next((span for span in spoken.verbs if meaning.class_of(span) is VerbClass.TAKES), None)
        if taking is not None or spoken.verbs:
            self.verb = taking or spoken.verbs[0]
            self.wording = spoken.piece(self.verb)
            self.parties = spoken.parties_of(self.verb)
            these = any(span.role is Role.THESE for span in spoken.spans)
            self.announces = (last == ":" or these or (has_totals and not parsed)) and spoken.is_news
            kinds = [span for span in spoken.spans if span.role in (Role.KIND, Role.THESE) and span.value]
            self.kind = kinds[-1].value.removesuffix(" plural") if kinds and self.announces else None
        elif headings and last == ":":
            self.verb, self.wording, self.parties = headings[0], spoken.piece(headings[0]), meaning.Parties()
            self.announces = True
            kinds = [span for span in spoken.spans if span.role in (Role.KIND, Role.THESE) and span.value]
            self.kind = kinds[-1].value.removesuffix(" plural") if kinds else None
        elif not parsed:
            self.announces = False
        if parsed and parsed[-1].district:
            self.district = parsed[-1].district
        elif districts := [span for span in spoken.spans if span.role is Role.DISTRICT]:
            before = spoken.sentence.tokens[districts[0].first - 1]
            self.district = Piece(before.text, before.start, before.end)
        self.day = spoken.day

    def extraction(self) -> Extraction:
        """What was read, with the list that the text gives beside each total of a day."""
        changes = {
            (item.place.name.text, item.place.district and item.place.district.text, item.place.kind)
            for item in self.statements
            if item.stance == "affirms"
        }
        listed = dict[str, int]()
        for _, _, kind in sorted(changes, key=str):
            listed[kind or "village"] = listed.get(kind or "village", 0) + 1
        totals = tuple([replace(total, listed=listed if total.scope == "day" else {}) for total in self.totals])
        return Extraction(self.reader.language, tuple(self.statements), totals, tuple(self.facts))


class _Spoken:
    """One sentence with what its clauses say."""

    def __init__(self, reading: _Reading, sentence: Sentence, spans: Sequence[Span], day: date) -> None:
        self.reading, self.sentence, self.spans, self.day = reading, sentence, spans, day
        self.spans = _without_adjectives(sentence.tokens, spans)
        self.clauses = meaning.clauses(sentence.tokens, self.spans)
        self.verbs = [span for span in self.spans if span.role is Role.VERB]
        self.denied = meaning.is_denied(spans)
        self.piece_of_sentence = Piece(reading.text[sentence.start : sentence.end], sentence.start, sentence.end)

    @property
    def is_news(self) -> bool:
        """Whether some clause says that something changed hands."""
        return not self.denied and any(
            any(meaning.class_of(verb) in MOVES for verb in clause.verbs)
            and not meaning.blocked(self.sentence.tokens, clause, self.reading.published.year)
            for clause in self.clauses
        )

    @property
    def holder(self) -> str | None:
        """Who gained by the first verb of the sentence."""
        return self._gainer(self.verbs[0], self.clauses[0], [])[0] if self.verbs else None

    def piece(self, span: Span) -> Piece:
        """The characters of a phrase."""
        start, end = self.sentence.tokens[span.first].start, self.sentence.tokens[span.last - 1].end
        return Piece(self.reading.text[start:end], start, end)

    def parties_of(self, verb: Span) -> meaning.Parties:
        """Who acts in the clause of a verb."""
        clause = next(clause for clause in self.clauses if clause.first <= verb.first < clause.last)
        return self._parties_in(clause, verb)

    def _parties_in(self, clause: Clause, verb: Span) -> meaning.Parties:
        datives = tuple(self.reading.reader.lexicon.settings.get("datives", "").split())
        enemy = self.reading.reader.other_party(self.reading.voice.side or None)
        return meaning.with_enemy(meaning.parties_in(clause, verb, datives), clause, enemy)

    def statement(self, place: ListedPlace, resolution: Resolution) -> Statement | None:
        """What the sentence says of a place; None if it says nothing of it that is kept."""
        at = self._token_at(place.name.start)
        clause = next((item for item in self.clauses if item.first <= at < item.last), self.clauses[0])
        verb = meaning.verb_of(clause, at, self.reading.reader.lexicon.settings.get("verb", "nearest"))
        if verb is None:
            return self._continued(clause, place, resolution)
        return self._told(clause, verb, place, resolution)

    def _token_at(self, offset: int) -> int:
        tokens, low, high = self.sentence.tokens, 0, len(self.sentence.tokens)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if tokens[middle].start < offset else (low, middle)
        return low

    def _continued(self, clause: Clause, place: ListedPlace, resolution: Resolution) -> Statement | None:
        """A place of a list that the sentence before announces, or that this one heads."""
        reading = self.reading
        heading = next(iter(clause.of(Role.PARTICIPLE)), None)
        if heading is not None and self._is_headed(heading):
            return self._told(clause, heading, place, resolution)
        if reading.verb is None or not (reading.announces or clause.of(Role.THESE)) or not place.is_certain:
            return None
        return self._told(clause, reading.verb, place, resolution, reading.parties, reading.wording)

    def _is_headed(self, heading: Span) -> bool:
        """Whether a participle heads a list behind a colon."""
        return any(token.text in (":", "՝", "–", "—") for token in self.sentence.tokens[heading.last :])

    def _told(
        self,
        clause: Clause,
        verb: Span,
        place: ListedPlace,
        resolution: Resolution,
        parties: meaning.Parties | None = None,
        wording: Piece | None = None,
    ) -> Statement:
        kind = meaning.class_of(verb)
        reasons = list[str]()
        stop = self._stop(clause, place) or self._outside(resolution)
        stance, basis = MOVES.get(kind, (None, None))
        holder, party = None, parties
        if stance and not stop:
            holder, party = self._gainer(verb, clause, reasons, parties)
            if meaning.lacks_party(verb, party) and not self.reading.is_spoken:
                stop = "no party acts"
            elif holder is None:
                reasons.append("who holds it is not told")
        if self.denied and stance == "affirms" and stop in ("", "negated"):
            stance, stop = "denies", ""
            holder = self._denied_holder(verb, clause)
        if not stop and stance and holder is None and resolution.outcome is Outcome.UNRESOLVED:
            stop = "neither party nor place is known"
        if stop:
            stance, holder, basis = None, None, None
            reasons.append(stop)
        reasons += _doubts(place, resolution)
        return Statement(
            place=place,
            resolution=resolution,
            verb=VerbClass.DENIES
            if stance == "denies"
            else kind
            if stance or kind not in MOVES
            else VerbClass.MENTIONS,
            wording=wording or self.piece(verb),
            holder=holder,
            stance=stance,
            basis=basis,
            actor=party.agent if party else None,
            speaker=self.reading.voice.speaker,
            side=self.reading.voice.side,
            day=self.day,
            sentence=self.piece_of_sentence,
            confidence=max(0.1, round(1 - 0.2 * len(reasons), 1)),
            reasons=tuple(reasons),
        )

    def _stop(self, clause: Clause, place: ListedPlace) -> str:
        if place.is_near:
            return "near it, not in it"
        if any(self._is_in(place, span) for span in clause.of(Role.ACTOR) if _kind(span) is ActorKind.ELSEWHERE):
            return "in another country"
        if month := month_alone(self.sentence.tokens, self.spans, self.reading.published):
            return f"no day is told, only {month}"
        return meaning.blocked(self.sentence.tokens, clause, self.reading.published.year)

    def _outside(self, resolution: Resolution) -> str:
        place_id, gazetteer = resolution.place_id, self.reading.reader.resolver.gazetteer
        return "outside the area covered" if place_id and gazetteer.kind(place_id, self.day) == OUTSIDE else ""

    def _is_in(self, place: ListedPlace, country: Span) -> bool:
        """Whether a country stands right before a place, or behind it without a comma between."""
        tokens, at = self.sentence.tokens, self._token_at(place.name.start)
        if country.last == at:
            return True
        between = tokens[at : country.first]
        return 0 < len(between) <= COUNTRY_BEHIND and all(token.text != "," for token in between)

    def _denied_holder(self, verb: Span, clause: Clause) -> str | None:
        """Who is denied to hold a place: who is said to have taken it, else the other side than the speaker's."""
        side = self.reading.voice.side
        agent = self._parties_in(clause, verb).agent
        return agent if agent and agent != side else self.reading.reader.other_party(side)

    def _gainer(
        self, verb: Span, clause: Clause, reasons: list[str], parties: meaning.Parties | None = None
    ) -> tuple[str | None, meaning.Parties]:
        """Who holds the place by a verb, and who is told of; never by how the verb words it."""
        kind, other = meaning.class_of(verb), self.reading.reader.other_party
        told = parties or self._parties_in(clause, verb)
        side = self.reading.voice.side if self.reading.voice.side in self.reading.reader.parties else None
        if kind is VerbClass.HANDS_OVER:
            return told.recipient or other(told.agent or told.loser), told
        if kind in (VerbClass.LOSES, VerbClass.LEAVES):
            if told.agent is None and told.loser is None and side:
                reasons.append("who lost it is not told: the speaker's side is taken")
            return told.recipient or other(told.agent or told.loser or side), told
        gainer = told.recipient or told.agent
        if gainer is None and told.loser:
            gainer = other(told.loser)
        if gainer is None and side and not meaning.foreigner_acts(clause, verb):
            reasons.append("who acts is not told: the speaker's side is taken")
            gainer = side
        return gainer, told


def _kind(span: Span) -> ActorKind | None:
    return span.phrase.actor.kind if span.phrase.actor else None


def _without_adjectives(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Span]:
    """Phrases without verbs that only describe a place ("the … village of"): a determiner stands right before them."""
    determined = {span.last for span in spans if span.role is Role.DETERMINER}
    return [
        span
        for span in spans
        if span.role is not Role.VERB
        or span.last - span.first > 1
        or span.first not in determined
        or span.last == len(tokens)
    ]


def _doubts(place: ListedPlace, resolution: Resolution) -> list[str]:
    doubts = [] if resolution.outcome is Outcome.RESOLVED else [f"the name is {resolution.outcome.value}"]
    doubts += [flag.value.replace("_", " ") for flag in resolution.flags]
    if place.kind is None:
        doubts.append("its kind is not told")
    return doubts
