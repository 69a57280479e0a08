"""Who speaks in a sentence, and whose voice that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from karamap.statements.clauses.asides import in_brackets
from karamap.statements.clauses.clauses import Clause, begins_contrast
from karamap.statements.clauses.disputed import DENIES, is_told_of, says_passively, without_disputed
from karamap.statements.clauses.meaning import CHANGES, NEXT_TO, SAME_AGENT, TOLD, class_of, means_told
from karamap.statements.clauses.named_parties import is_named_alone, is_of_teller, is_set_off_first
from karamap.statements.clauses.seats import is_day_apart, seat_that_speaks, stands_beside
from karamap.statements.days.documents import signatories
from karamap.statements.schema import WHO, ActorKind, Role
from karamap.statements.words.lexicon import Actor, Span, Spans, actor_of
from karamap.statements.words.list_parts import TELLER
from karamap.statements.words.tokens import DOT_BEFORE_SPEECH, DOTS, Token, Tokens, is_armenian
from karamap.statements.words.word_values import PASSIVE, passive_before


class Voice(NamedTuple):
    """Who says it, and the id of the party whose voice that is; both empty if nobody is named.

    `doubt` says why it may be another one's.
    """

    speaker: str = ""
    side: str = ""
    doubt: str = ""


DASHES = frozenset("-–—")

BEHIND = "behind"
"""The value of a word for saying behind which alone it is told who says it ("according to")."""

BEHIND_SAYING = frozenset({",", ";", "՝"})
"""Marks between a word for saying and what is said; the last one is Armenian."""

PRONOUNS = frozenset({SAME_AGENT, "same speaker"})
"""Values of words for who acted or spoke before ("it", "he"), or by which they speak ("in his words")."""

IMPERSONAL = "impersonal"
"""The value of a word for saying by which nobody is told who says it ("it is reported that")."""

BEFORE_SPEECH = frozenset({":", "@", DOT_BEFORE_SPEECH})
"""Marks behind who is quoted: a colon, the sign of a handle, the dot that Armenian headings have."""

SPREADS = "spreads"
"""The value of a word by which somebody spreads what others call untrue."""

OF_LIAR = "of a liar"
"""The value of a denial beside which stands who tells what is untrue ("lies that")."""

UNTRUE = "untrue"
"""The value of a denial that is said of what was told, so that a party beside it need not deny it ("is a lie")."""

SPREADING = frozenset({Role.WORD, Role.DENIAL})

SAYING = frozenset({Role.ATTRIBUTION, Role.DENIAL, Role.VERB})
"""Roles of the phrases by which somebody speaks; a verb does if it begins with a word for saying."""

VOICES = (ActorKind.PARTY, ActorKind.SPEAKER)


def voice_in(tokens: Tokens, spans: Spans, home: Actor | None = None) -> Voice | None:
    """Who a sentence says speaks: somebody known, an office of a party, or a party; None if nobody.

    Args:
        tokens: of the sentence.
        spans: its phrases.
        home: the party whose offices are meant where none is named beside them.
    """
    if heading := _before_colon(tokens, spans, home) or _behind_dash(tokens, spans, home):
        return heading
    if spans.roles.isdisjoint(SAYING):
        return None
    if signing := signatories(tokens, spans):
        spans = Spans([span for span in spans if span.first not in signing])
    saying = [span for span in spans.among(SAYING) if span.role is not Role.VERB or span.phrase.says]
    of = {span.first for span in spans.of(Role.OF)}
    saying = [span for span in saying if span.value != TOLD or not {span.last, span.last + 1} & of]
    saying = [span for span in saying if span.value not in PRONOUNS]
    if not saying:
        return None
    if _is_of_nobody(spans, saying[0]):
        return Voice()
    actors = [span for span in _without_denied(tokens, spans) if not _acts_in_denied(span, spans)]
    if person := _denier(spans, actors) or _speaker(tokens, spans, saying, actors):
        return voice_of(person)
    return _office_voice(tokens, spans, saying, actors, home) or _party_voice(
        tokens, spans, saying, _parties(spans, actors)
    )


def _is_of_nobody(spans: Spans, saying: Span) -> bool:
    """Whether nobody known says it: it "is reported", or sources and media do that are not said to be a party's."""
    if saying.value == IMPERSONAL:
        return True
    at = saying.first
    while (before := spans.by_last.get(at)) is not None and before.role is Role.WORD and not before.value:
        at = before.first
    if before is None or before.role is not Role.WORD or before.value != TELLER:
        return False
    return not any(actor_of(span).kind in VOICES for span in spans.of(Role.ACTOR) if span.last <= before.first)


def voices_of(tokens: Tokens, parts: Sequence[Clause], home: Actor | None = None) -> list[tuple[int, Voice]]:
    """Who speaks from which token on, where the clauses of a sentence have several speakers; else nothing.

    Args:
        tokens: of the sentence.
        parts: its clauses.
        home: as for `voice_in`.
    """
    found = list[tuple[int, Voice]]()
    for clause in parts[1:]:
        says = clause.of(Role.ATTRIBUTION) or clause.of(Role.DENIAL)
        if says and begins_contrast(tokens, clause) and (voice := voice_in(tokens, clause.spans, home)):
            found.append((clause.first, voice))
    if not found:
        return []
    before = Spans(span for clause in parts for span in clause.spans if span.last <= found[0][0])
    first = voice_in(tokens, before, home)
    return [(0, first), *found] if first and first != found[0][1] else []


def _acts_in_denied(actor: Span, spans: Spans) -> bool:
    """Whether a party does what is denied ("it is a lie that A took B", "claims that B was taken by A are false")."""
    if actor_of(actor).kind is not ActorKind.PARTY or Role.DENIAL not in spans.roles:
        return False
    turns = [verb for verb in spans.of(Role.VERB) if class_of(verb) in CHANGES]
    if _is_by(actor, turns, spans) and not says_passively(actor, spans, DENIES):
        return True
    saying = (*[span for span in spans.of(Role.ATTRIBUTION) if not means_told(span)], *spans.of(Role.BY))
    denial = next((span for span in reversed(spans.of(Role.DENIAL)) if span.last < actor.first), None)
    if denial is not None:
        is_said = any(span.first >= denial.last for span in saying)
        return not is_said and any(verb.first >= denial.last for verb in turns)
    behind = next((span for span in spans.of(Role.DENIAL) if span.first >= actor.last), None)
    if behind is None:
        return False
    told = next((span for span in spans if means_told(span) and span.last <= actor.first), None)
    is_of_office = any(actor.last <= span.first < behind.first for span in spans.of(Role.OFFICE))
    if told is None or is_of_office or (behind.first == actor.last and not is_told_of(actor, spans)):
        return False
    is_said = any(told.last <= span.first < behind.first for span in spans.of(Role.ATTRIBUTION))
    return not is_said and any(told.last <= verb.first < behind.first for verb in turns)


def _is_by(actor: Span, verbs: Sequence[Span], spans: Spans) -> bool:
    """Whether a word tells that something was done by somebody, beside the verb ("taken by A")."""
    for by in spans.of(Role.BY):
        if (told := spans.by_last.get(by.first)) is not None and told.role is Role.DENIAL:
            continue
        first, last = (actor, by) if by.value == "before" else (by, actor)
        if 0 <= last.first - first.last <= 1:
            behind = (0 <= verb.first - last.last < NEXT_TO for verb in verbs)
            before = (0 <= first.first - verb.last < NEXT_TO for verb in verbs)
            return any(behind) or any(before)
    return False


def _without_denied(tokens: Tokens, spans: Spans) -> Sequence[Span]:
    """Names without whose words are denied: those behind a denial whose subject stands before it, else before it.

    They stand before it where what is denied does ("A's claims are false, said B").
    """
    denial, actors = next(iter(spans.of(Role.DENIAL)), None), spans.of(Role.ACTOR)
    if denial is None:
        return actors
    spreading = _parties_spreading(actors, spans)
    actors = [span for span in without_disputed(actors, spans) if actor_of(span).party not in spreading]
    if owners := [span for span in actors if _owns_told(tokens, span, spans) and not _acts_in_denied(span, spans)]:
        is_untrue = any(actor_of(span).kind is ActorKind.PARTY or _is_of_change(span, spans) for span in owners)
        parties = {actor_of(span).party for span in owners} if is_untrue else ()
        others = [span for span in actors if span not in owners and actor_of(span).party not in parties]
        actors = others if others or is_untrue else actors
    is_of_told = any(span.last <= denial.first < span.last + NEXT_TO and means_told(span) for span in spans)
    if is_of_told and (behind := [span for span in actors if span.first >= denial.last]):
        return behind
    before = [span for span in actors if span.first < denial.first]
    is_said = any(span.first >= denial.last for span in (*spans.of(Role.ATTRIBUTION), *spans.of(Role.BY)))
    return actors if is_said or not any(actor_of(span).kind in VOICES for span in before) else before


def _parties_spreading(actors: Sequence[Span], spans: Spans) -> set[str | None]:
    """The parties that tell or spread what is denied ("A spreads lies that", "A lies that", "spread by A")."""
    found = set[str | None]()
    for word in (span for span in spans.among(SPREADING) if span.value in (SPREADS, OF_LIAR)):
        by = spans.by_first.get(word.last)
        agent = next((span for span in actors if by is not None and by.role is Role.BY and span.first == by.last), None)
        before = next((span for span in reversed(actors) if span.last <= word.first), None)
        if agent is None and before is not None and not _is_parted(before, word, spans):
            agent = before
        if agent is None and actors and stands_beside(_nearest(actors, [word]), [word]):
            agent = _nearest(actors, [word])
        if agent is not None:
            found.add(actor_of(agent).party)
    return found


def _is_parted(actor: Span, word: Span, spans: Spans) -> bool:
    """Whether somebody tells or denies something between a name and a word, but for what stands right before that."""
    between = [span for span in spans if actor.last <= span.first and span.last < word.first]
    return any(span.role in (Role.ATTRIBUTION, Role.DENIAL, Role.TOLD) for span in between)


def enemy_speaks(spans: Spans) -> bool:
    """Whether the enemy is told to say something ("the enemy claims")."""
    said = [span for span in spans.of(Role.ATTRIBUTION) if span.value != BEHIND]
    return bool(said) and any(stands_beside(enemy, said) for enemy in spans.of(Role.ENEMY))


def _is_of_change(owner: Span, spans: Spans) -> bool:
    """Whether a change is told in somebody's words, or right before them, and they are called untrue behind it."""
    denial = next(iter(spans.of(Role.DENIAL)))
    if _made(owner, spans) is not None:
        return owner.last <= denial.first and any(owner.last <= verb.first for verb in spans.of(Role.VERB))
    begins = owner.last if owner.last in spans.by_first else owner.last + 1
    told = spans.by_first.get(begins)
    told = told if told is not None and means_told(told) else None
    if told is None or denial.first < told.last:
        return False
    verbs = [verb for verb in spans.of(Role.VERB) if verb.last <= denial.first]
    is_beside = denial.first - told.last <= 1 and any(verb.last <= owner.first for verb in verbs)
    return is_beside or any(told.last <= verb.first for verb in verbs)


def _owns_told(tokens: Tokens, span: Span, spans: Spans) -> bool:
    """Whether what was told is said to be that of somebody who stands beside the word for it ("A's absurd claim")."""
    if actor_of(span).kind is ActorKind.PARTY:
        return not says_passively(span, spans, DENIES) and _owns_untrue(tokens, span, spans)
    if actor_of(span).kind is not ActorKind.SPEAKER:
        return False
    behind = spans.by_first.get(span.last)
    if behind is None and span.last < len(tokens) and tokens[span.last].is_word:
        behind = spans.by_first.get(span.last + 1)
    beside = (spans.by_last.get(span.first), behind)
    told = [word for word in beside if word is not None and word.role is not Role.DENIAL]
    return _made(span, spans) is not None or any(map(means_told, told))


def whose_is_denied(spans: Spans) -> str | None:
    """The party for which somebody speaks whose statement, made by name, is denied; None if it is nobody's."""
    owners = (span for span in spans.of(Role.ACTOR) if actor_of(span).kind in VOICES and _made(span, spans) is not None)
    return next((actor_of(span).party for span in owners), None)


def _made(owner: Span, spans: Spans) -> Span | None:
    """The word for what was told that somebody is said to have made ("the statement by A")."""
    by = spans.by_last.get(owner.first)
    told = spans.by_last.get(by.first) if by is not None and by.role is Role.BY else None
    return told if told is not None and told.role is Role.TOLD else None


def _owns_untrue(tokens: Tokens, party: Span, spans: Spans) -> bool:
    """Whether what a party tells is denied behind a change told in it ("A's claims that B was taken are false").

    Nothing else stands between the two words than what the one is of.
    """
    before = [spans.by_last.get(party.first - gap) for gap in reversed(range(NEXT_TO))]
    comma = next((at for at in tokens.marks.get(",", ()) if at >= party.last), len(tokens))
    behind = [spans.by_first.get(at) for at in range(party.last, min(party.last + NEXT_TO, comma))]
    near = [span for span in (*before, *behind) if span and span.role is not Role.WORD and means_told(span)]
    if any(told_by.last == party.first for told_by in near):
        others = [span for span in spans.of(Role.ACTOR) if span.last < party.first]
        if others:
            return any(actor_of(span).party != actor_of(party).party for span in others)
    if not near:
        return False
    last = max(party.last, near[0].last)
    verb = next((span for span in spans.of(Role.VERB) if span.first >= last), None)
    denial = next((span for span in spans.of(Role.DENIAL)), None)
    return verb is not None and denial is not None and verb.last <= denial.first


def voice_of(span: Span) -> Voice:
    """The voice of somebody known, or of a party."""
    return Voice(actor_of(span).name, actor_of(span).party or "none")


def _before_colon(tokens: Tokens, spans: Spans, home: Actor | None) -> Voice | None:
    """Who is named before a colon, or before a handle, at the beginning."""
    verbs, named = spans.of(Role.VERB), spans.among(WHO)
    before = [span for span in named if _is_before_speech(tokens, span.last) or is_named_alone(tokens, spans, span)]
    glossed = in_brackets(tokens) if before else ()
    for span in before:
        if verbs and span.first > verbs[0].first:
            return None
        if span.first in glossed:
            continue
        if span.role is Role.ACTOR and (actor_of(span).kind is ActorKind.SPEAKER or _leads(tokens, span)):
            is_dateline = actor_of(span).kind is ActorKind.SEAT and tokens[span.first].text.isupper()
            return voice_of(span) if actor_of(span).kind in (*VOICES, ActorKind.SEAT) and not is_dateline else None
        if span.role is not Role.OFFICE:
            continue
        party = spans.by_last.get(span.first)
        while party is not None and party.role is Role.OFFICE:
            party = spans.by_last.get(party.first)
        if party is not None and party.role is Role.ACTOR and actor_of(party).kind in VOICES:
            return Voice(f"{span.value} of {actor_of(party).name}", actor_of(party).party or "none")
        if home and _leads(tokens, span):
            return Voice(f"{span.value} of {home.name}", home.party or "")
    return None


def _is_before_speech(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark stands at a token behind which it is told what somebody says: no dot before names alone is."""
    if at >= len(tokens) or tokens[at].text in BEFORE_SPEECH:
        return at < len(tokens)
    if tokens[at].text != "." or not is_armenian(tokens[at - 1].text[-1]):
        return False
    return any(token.is_word and not token.is_capitalised for token in tokens[at + 1 :])


def _behind_dash(tokens: Sequence[Token], spans: Spans, home: Actor | None) -> Voice | None:
    """Somebody known or an office that is named behind a dash or a dot at the very end, as headings have it."""
    last = spans[-1] if spans else None
    if last is None or last.role not in WHO or last.last < len(tokens):
        return None
    first = last
    while (before := spans.by_last.get(first.first)) is not None and before.role in WHO:
        first = before
    mark = tokens[first.first - 1].text if first.first else ""
    if mark not in DASHES and mark not in DOTS:
        return None
    if last.role is Role.ACTOR:
        return voice_of(last) if actor_of(last).kind is ActorKind.SPEAKER else None
    if mark in DASHES:
        return None
    owner = actor_of(first) if first.role is Role.ACTOR else home
    is_voice = owner is not None and (owner is home or owner.kind in VOICES)
    return Voice(f"{last.value} of {owner.name}", owner.party or "none") if owner is not None and is_voice else None


def _leads(tokens: Sequence[Token], span: Span) -> bool:
    """Whether a phrase stands at the beginning, with two words before it at the most (and the time of day)."""
    return sum(token.is_word for token in tokens[: span.first]) < NEXT_TO


def _speaker(tokens: Tokens, spans: Spans, saying: Sequence[Span], actors: Sequence[Span]) -> Span | None:
    """Somebody known who speaks, or a capital that does."""
    speakers = [span for span in actors if actor_of(span).kind is ActorKind.SPEAKER]
    if speakers:
        return _nearest(speakers, saying)
    return seat_that_speaks(tokens, spans, saying, actors)


def _parties(spans: Spans, actors: Sequence[Span]) -> list[Span]:
    voices = [span for span in actors if actor_of(span).kind in VOICES and not is_of_teller(spans, span)]
    return [span for span in voices if not _is_loser(span, spans.of(Role.LOSER))]


def _office_voice(
    tokens: Sequence[Token], spans: Spans, saying: Sequence[Span], actors: Sequence[Span], home: Actor | None
) -> Voice | None:
    """The voice of an office: of the party beside it or at home in the language, else of the nearest one."""
    offices, parties = spans.of(Role.OFFICE), _parties(spans, actors)
    if not offices:
        return None
    office = _nearest(offices, saying)
    if home and not any(stands_beside(span, offices) for span in spans.of(Role.ACTOR)):
        return Voice(f"{office.value} of {home.name}", home.party or "")
    if _is_of_stranger(tokens, spans, office) and not stands_beside(office, parties):
        return Voice()
    if _is_of_other_country(spans, office, parties):
        return None if any(span.role is Role.DENIAL for span in saying) else Voice()
    if not parties:
        return None
    party = actor_of(_nearest(parties, [office]))
    return Voice(f"{office.value} of {party.name}", party.party or "")


def _is_of_other_country(spans: Spans, office: Span, parties: Sequence[Span]) -> bool:
    """Whether another country stands beside an office, closer than any party ("A's defence ministry said B has …")."""
    others = [span for span in spans.of(Role.ACTOR) if actor_of(span).kind is ActorKind.ELSEWHERE]
    if not stands_beside(office, others):
        return False
    nearest = _nearest([*others, *parties], [office])
    return actor_of(nearest).kind is ActorKind.ELSEWHERE


def _is_of_stranger(tokens: Sequence[Token], spans: Spans, office: Span) -> bool:
    """Whether a name behind an office is nobody's that the theatre knows: whose president it is cannot be told."""
    is_name = office.last < len(tokens) and tokens[office.last].is_capitalised
    return is_name and not any(span.first <= office.last < span.last for span in spans)


def _party_voice(tokens: Tokens, spans: Spans, saying: Sequence[Span], parties: Sequence[Span]) -> Voice | None:
    """The voice of a party: of the only one in a denial, of one right beside the saying, or set off before it.

    Who acts by what "is said" does not say it.
    """
    if saying[0].value == PASSIVE or passive_before(spans, saying[0].first) is not None:
        party = next((span for span in parties if _says_in_passive(span, saying[0], spans)), None)
        return voice_of(party) if party is not None else None
    if saying[0].value == BEHIND:
        parties = [span for span in parties if span.first >= saying[0].last]
    parties = [span for span in parties if not _acts_in_what_is_said(tokens, spans, span, saying)]
    parties = [span for span in parties if not _ends_what_is_said(tokens, spans, span, saying)]
    if not parties:
        return None
    saying = [span for span in saying if span.value != UNTRUE]
    if not saying:
        return None
    party = _nearest(parties, saying)
    is_only = len({actor_of(span).party for span in parties}) == 1
    denies = any(span.role is Role.DENIAL for span in saying)
    is_beside = abs(party.first - saying[0].first) <= NEXT_TO or is_day_apart(tokens, spans, party, saying[0])
    is_set_off = tokens[party.last].text == "," and party.last < saying[-1].first if party.last < len(tokens) else False
    ends = saying[-1].last >= len(tokens) - 1 or tokens[saying[-1].last].text in ",;"
    leads = is_only and parties[0].first <= 1 and ends and not _is_of_others(tokens, spans, saying[-1])
    if ends and party.last != saying[0].first and is_set_off_first(tokens, spans, parties[0]):
        party, is_set_off = parties[0], True
    is_voice = is_beside or is_set_off or leads or (denies and is_only)
    return Voice(actor_of(party).name, actor_of(party).party or "") if is_voice else None


def _says_in_passive(party: Span, said: Span, spans: Spans) -> bool:
    """Whether something is said "by" a party, or it stands beside the word for that and nothing is told before."""
    if party.first >= said.last:
        return _is_by(party, [said], spans)
    is_told = any(class_of(verb) in CHANGES and verb.last <= said.first for verb in spans.of(Role.VERB))
    return not is_told and (party.last == said.first or _is_by(party, [said], spans))


def _is_of_others(tokens: Sequence[Token], spans: Spans, saying: Span) -> bool:
    """Whether somebody else than a pronoun means stands between a comma and a word for saying ("…, officials said")."""
    comma = next((at for at in range(saying.first - 1, -1, -1) if tokens[at].text == ","), saying.first)
    between = [spans.by_first.get(at) for at in range(comma + 1, saying.first)]
    return any(span is None or span.value not in PRONOUNS for span in between)


def _ends_what_is_said(tokens: Sequence[Token], spans: Spans, party: Span, saying: Sequence[Span]) -> bool:
    """Whether a party ends what somebody else says, a change told behind which a comma stands ("fell to A, said B")."""
    said = next((span for span in saying if span.first > party.last), None)
    if said is None or said.first - party.last > NEXT_TO or tokens[said.first - 1].text != ",":
        return False
    names_teller = said.last < len(tokens) and tokens[said.last].is_word
    return names_teller and any(class_of(verb) in CHANGES and verb.last <= party.first for verb in spans.of(Role.VERB))


def _acts_in_what_is_said(tokens: Sequence[Token], spans: Spans, party: Span, saying: Sequence[Span]) -> bool:
    """Whether a party behind a word for saying does something by what is said ("it was confirmed that A took B").

    A comma stands between the two, or none between the party and the verb behind it.
    """
    said = next((span for span in reversed(saying) if span.last <= party.first), None)
    if said is None or said.value == BEHIND or any(said.last <= by.first < party.first for by in spans.of(Role.BY)):
        return False
    if any(tokens[at].text in BEHIND_SAYING for at in range(said.last, party.first)):
        return True
    verb = next((span for span in spans.of(Role.VERB) if span.first >= party.last), None)
    return verb is not None and not any(tokens[at].text in ",;" for at in range(party.last, verb.first))


def _denier(spans: Spans, actors: Sequence[Span]) -> Span | None:
    """Who denies something that a sentence says was denied "by" them."""
    at = next((span.last for span in spans.of(Role.DENIAL)), None)
    by = next((span for span in spans.of(Role.BY) if span.first == at and span.value != "before"), None)
    behind = (span for span in actors if by and 0 <= span.first - by.last < NEXT_TO)
    return next(behind, None) or next((span for span in actors if says_passively(span, spans, DENIES)), None)


def _is_loser(span: Span, losers: Sequence[Span]) -> bool:
    """Whether a party is named as who lost something, right before or behind a word for that."""
    return any(
        0 <= (word.first - span.last if word.value == "before" else span.first - word.last) <= 1 for word in losers
    )


def _nearest(spans: Sequence[Span], others: Sequence[Span]) -> Span:
    at = others[0].first
    return min(spans, key=lambda span: (abs(span.first - at), span.first))
