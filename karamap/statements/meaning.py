"""What a sentence says of its places: the verb of each, who acts, who speaks, and what takes it all back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from karamap.statements.clauses import Clause, clauses, in_brackets
from karamap.statements.lexicon import ANNIVERSARY, Actor, Span, Spans
from karamap.statements.schema import ActorKind, Role, VerbClass
from karamap.statements.tokens import Token, Tokens
from karamap.statements.written_dates import LAST_YEAR, bare_years

BLOCKS = {
    Role.NEGATION: "negated",
    Role.HYPOTHESIS: "a plan, a condition or a demand",
    Role.BACKGROUND: "background",
}
"""Phrases that keep a clause from saying that anything changed hands, and why."""

BLOCKING = frozenset(BLOCKS)

CHANGES = frozenset(VerbClass) - {VerbClass.STRIKES, VerbClass.FIGHTS, VerbClass.RENAMES, VerbClass.MENTIONS}
"""What verbs say of who holds a place."""

TELLS = frozenset({Role.VERB, Role.PARTICIPLE, Role.ATTRIBUTION})
"""Roles of phrases that tell something, or that somebody says it."""

EARLIER = "earlier"
"""The value of a phrase for background that only says that something was before."""

LASTING = "lasting"
"""The value of a phrase for background that says how long something has been so; a change stays one beside it."""

TOLD = "told"
"""The value of a word of another role that also stands for what was told before ("claims", "this")."""

SAME_AGENT = "same agent"
"""The value of a word for who acted before."""

TO_US = "to us"
"""The value of a word by which something goes to who speaks."""

ATTACK = "attack"
"""The value of a word for what an attacker does."""

NAMING, NAMING_BEHIND = "naming", "naming before"
"""Values of words right before or right behind who calls a place by another name."""

LONGEST_ATTRIBUTE = 6
"""Tokens from a party to the word for what it lost that it owns, at the most ("A's thirty-year military hold")."""

NEXT_TO = 3
"""Tokens between a phrase and what it belongs to, at the most."""


def blocked(tokens: Tokens, clause: Clause, published_year: int) -> str:
    """Why a clause tells of no change of hands that is news; empty if nothing keeps it from that."""
    for span in clause.spans.among(BLOCKING):
        if _is_dated(tokens, span, clause) or _is_of_change(span, clause):
            continue
        if span.role is not Role.NEGATION or not _is_of_other_subject(tokens, span, clause):
            return BLOCKS[span.role]
    glossed = in_brackets(tokens)
    for place, year in bare_years(tokens, clause.spans):
        is_other = place in glossed or _is_dated_behind(clause, place)
        if clause.first <= place < clause.last and year < published_year and not is_other:
            return f"background: the year {year}"
    return ""


def _is_of_other_subject(tokens: Sequence[Token], negation: Span, clause: Clause) -> bool:
    """Whether a negation is told of something else, behind a comma that follows a verb.

    It has a subject of its own ("A took it, and B did not"), or nothing there has a name ("…, no shots were fired").
    """
    comma = next((at for at in range(negation.first - 1, clause.first, -1) if tokens[at].text == ","), clause.first)
    ends = next((at for at in range(negation.last, clause.last) if tokens[at].text in ",;"), clause.last)
    if not any(verb.last <= comma for verb in clause.verbs):
        return False
    is_nameless = not any(token.is_capitalised for token in tokens[comma + 1 : ends])
    told = any(comma < span.first < ends and class_of(span) in CHANGES for span in clause.verbs)
    return (is_nameless and not told) or any(comma < span.first < negation.first for span in clause.of(Role.ACTOR))


def _is_of_change(span: Span, clause: Clause) -> bool:
    """Whether it is told how long something had been before it changed ("taken after being held for years")."""
    return span.value == LASTING and any(class_of(verb) is not VerbClass.HOLDS for verb in clause.verbs)


def _is_dated(tokens: Sequence[Token], span: Span, clause: Clause) -> bool:
    """Whether a day dates what is told: right behind "earlier", or between other background and the last verb.

    An anniversary or a chronicle is a heading of what is told behind a colon.
    """
    days = (*clause.of(Role.MONTH), *clause.of(Role.DAY))
    if span.value == LAST_YEAR:
        months = clause.of(Role.MONTH)
        return any(0 <= max(day.first - span.last, span.first - day.last) <= NEXT_TO for day in months)
    if span.value == EARLIER:
        return any(0 <= day.first - span.last < NEXT_TO for day in days)
    heads = span.value == ANNIVERSARY and span.last < len(tokens) and tokens[span.last].text == ":"
    return span.role is Role.BACKGROUND and (heads or not span.value) and _is_dated_behind(clause, span.last)


def _is_dated_behind(clause: Clause, at: int) -> bool:
    """Whether a month stands between a token and the last verb of a clause, to which its day belongs."""
    verb = clause.verbs[-1].first if clause.verbs else 0
    return any(at <= month.first < verb for month in clause.of(Role.MONTH))


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is told of in a clause: who acts, who loses, to whom something goes; ids of parties."""

    agent: str | None = None
    loser: str | None = None
    recipient: str | None = None


Endings = Callable[[str], tuple[str, ...]]
"""The endings of a language by the name of a setting."""


def _no_endings(_setting: str) -> tuple[str, ...]:
    return ()


def parties_in(tokens: Sequence[Token], clause: Clause, verb: Span, endings: Endings = _no_endings) -> Parties:
    """Which parties a clause names, and as what, by the words around their names and the side of the verb.

    Args:
        tokens: of the sentence.
        clause: with its phrases.
        verb: of the place that is asked about.
        endings: `datives` of a party to whom something is handed over, where the verb is one of handing over;
            `ablatives` of a party from which something is taken, `sources` of a word for its forces or people.
    """
    datives, ablatives, sources_of = endings("datives"), endings("ablatives"), endings("sources")
    owners = endings("genitives") if endings("verb") == ("after",) else ()
    agents, sources, loser, recipient = list[Span](), list[Span](), None, None
    hands_over = class_of(verb) is VerbClass.HANDS_OVER
    for span in _party_spans(clause):
        actor = actor_of(span)
        is_source = (ablatives and span.word.endswith(ablatives)) or _is_of_source(tokens, clause, span, sources_of)
        is_owner = bool(owners) and span.word.endswith(owners) and _owns_loss(tokens, clause, span)
        if _is_beside(clause, span, Role.LOSER) or is_source or is_owner:
            loser = actor.party
        elif _is_beside(clause, span, Role.RECIPIENT) or (hands_over and datives and span.word.endswith(datives)):
            recipient = actor.party
        elif _is_source(clause, span):
            sources.append(span)
        else:
            agents.append(span)
    is_told = loser is not None or recipient is not None
    others = [span for span in agents if loser is None or actor_of(span).party != loser]
    chosen = _agent(tokens, clause, verb, others if others or is_told or _says(clause) else sources)
    return Parties(actor_of(chosen).party if chosen else None, loser, recipient)


def _owns_loss(tokens: Sequence[Token], clause: Clause, span: Span) -> bool:
    """Whether a word for who lost something stands behind a party that owns it, with attributes alone between."""
    for at in range(span.last, min(clause.last, span.last + LONGEST_ATTRIBUTE)):
        if (other := clause.starting_at(at)) is not None and other.role is Role.LOSER:
            return other.value == "before"
        if not tokens[at].text[0].isalnum() or tokens[at].is_capitalised:
            return False
    return False


def _is_of_source(tokens: Sequence[Token], clause: Clause, span: Span, endings: tuple[str, ...]) -> bool:
    """Whether the word behind a party, which no phrase holds, says that something is taken from its people."""
    if not endings or span.last >= min(clause.last, len(tokens)):
        return False
    word = tokens[span.last]
    return not word.is_capitalised and span.last not in clause.held and word.folded.endswith(endings)


def is_same_agent(clause: Clause, verb: Span) -> bool:
    """Whether who acts is only called by a word for who acted before ("they")."""
    return any(span.value == SAME_AGENT and span.last <= verb.first for span in clause.of(Role.WORD))


def is_to_us(clause: Clause, verb: Span) -> bool:
    """Whether something is told to be handed over to who speaks ("returned to us")."""
    return class_of(verb) is VerbClass.HANDS_OVER and any(span.value == TO_US for span in clause.of(Role.WORD))


def with_enemy(told: Parties, clause: Clause, enemy: str | None) -> Parties:
    """What is told, where a speaker calls a party of the theatre the enemy: it acts, or loses."""
    spans = clause.of(Role.ENEMY)
    if not spans or enemy is None:
        return told
    if any(_is_beside(clause, span, Role.LOSER) for span in spans):
        return replace(told, loser=told.loser or enemy)
    return replace(told, agent=told.agent or enemy)


def _says(clause: Clause) -> bool:
    return bool(clause.of(Role.ATTRIBUTION) or clause.of(Role.DENIAL))


def _agent(tokens: Sequence[Token], clause: Clause, verb: Span, agents: Sequence[Span]) -> Span | None:
    by = [span for span in agents if _is_beside(clause, span, Role.BY)]
    if by:
        return min(by, key=lambda span: abs(span.first - verb.first))
    agents = [span for span in agents if not _is_of_attack(clause, span)] or agents
    agents = [span for span in agents if not _is_attacked(tokens, clause, span)] or agents
    before = [span for span in agents if span.last <= verb.first]
    if not before and class_of(verb) in (VerbClass.LOSES, VerbClass.LEAVES):
        return next((span for span in agents if 0 <= span.first - verb.last <= 1), None)
    if not before and foreigner_acts(clause, verb):
        return None
    return before[-1] if before else next(iter(agents), None)


def _is_attacked(tokens: Sequence[Token], clause: Clause, span: Span) -> bool:
    """Whether a party follows a verb of an attack without a mark or a joint between ("shelled B's troops and took")."""
    attack = next((verb for verb in reversed(clause.verbs) if verb.last <= span.first), None)
    if attack is None or class_of(attack) not in (VerbClass.FIGHTS, VerbClass.STRIKES):
        return False
    joints = {joint.first for joint in clause.of(Role.AND)}
    return not any(tokens[at].text in ",;:" or at in joints for at in range(attack.last, span.first))


def _is_of_attack(clause: Clause, span: Span) -> bool:
    """Whether a party is only told of as whose attack it is that somebody else answers ("stopped the advance of A")."""
    before = clause.ending_at(span.first)
    if before is not None and before.role is Role.DETERMINER:
        before = clause.ending_at(before.first)
    attack = clause.ending_at(before.first) if before is not None and before.role is Role.OF else None
    if attack is None or attack.role not in (Role.VERB, Role.PARTICIPLE):
        return attack is not None and attack.value == ATTACK
    return class_of(attack) in (VerbClass.FIGHTS, VerbClass.STRIKES)


def actor_of(span: Span) -> Actor:
    """The actor that a phrase of that role names."""
    assert span.phrase.actor is not None
    return span.phrase.actor


def _party_spans(clause: Clause) -> list[Span]:
    """The parties that a clause tells of, without one that only has another name for a place ("known to A as B")."""
    parties = [span for span in clause.of(Role.ACTOR) if _is_party(clause, span)]
    before = [span.last for span in clause.of(Role.WORD) if span.value == NAMING]
    behind = [span.first for span in clause.of(Role.WORD) if span.value == NAMING_BEHIND]
    return [
        party
        for party in parties
        if not any(0 <= party.first - last < NEXT_TO for last in before)
        and not any(0 <= first - party.last < NEXT_TO for first in behind)
    ]


def _is_party(clause: Clause, span: Span) -> bool:
    """Whether a party is named, or its capital in its stead: right before a verb, or as to whom something goes."""
    if actor_of(span).kind is not ActorKind.SEAT:
        return actor_of(span).kind is ActorKind.PARTY
    before = clause.ending_at(span.first)
    is_place = before is not None and before.role is Role.OF
    acts = not is_place and any(0 <= verb.first - span.last < NEXT_TO for verb in clause.verbs)
    return acts or _is_beside(clause, span, Role.RECIPIENT)


def _is_beside(clause: Clause, span: Span, role: Role) -> bool:
    """Whether a phrase of a role stands right before or behind another, as its `value` says, with no verb between."""
    for other in clause.of(role):
        first, last = (span, other) if other.value == "before" else (other, span)
        if 0 <= last.first - first.last < NEXT_TO:
            return not any(first.last <= verb.first < last.first for verb in clause.verbs)
    return False


def _is_source(clause: Clause, span: Span) -> bool:
    """Whether a party is named as who says it: beside an office that speaks, or right before a word for saying."""
    said = [other.first for other in clause.of(Role.ATTRIBUTION)]
    return any(
        (-NEXT_TO <= other.first - span.first <= NEXT_TO or 0 <= span.first - other.last < NEXT_TO)
        and not any(other.first < at < span.first for at in said)
        for other in clause.of(Role.OFFICE)
    )


NEEDS_PARTY = " by a party"
"""Ends the value of a verb that says so only where a party is named beside it ("took", "left")."""

BY_TROOPS = " by troops"
"""Ends the value of a verb that says so of a party's troops, and not of somebody in office ("raised a flag")."""


def foreigner_acts(clause: Clause, verb: Span) -> bool:
    """Whether another country is named before a verb, so that no party of the theatre need be meant."""
    return any(
        (span.last <= verb.first or _is_held_by(verb, span))
        and actor_of(span).kind is ActorKind.ELSEWHERE
        and not _is_beside(clause, span, Role.BORDER)
        for span in clause.of(Role.ACTOR)
    )


def _is_held_by(verb: Span, span: Span) -> bool:
    """Whether a name right behind a word for holding is that of the holder ("under the control of A's troops in B")."""
    return class_of(verb) is VerbClass.HOLDS and 0 <= span.first - verb.last < NEXT_TO


def is_denied(clause: Clause, spans: Spans, since: int = 0) -> bool:
    """Whether somebody denies what a clause tells, in it or before it; a denial behind it is another's word.

    Denials before the token `since` are of somebody who spoke before.
    """
    return any(since <= span.first < clause.last for span in spans.of(Role.DENIAL))


def belong_together(spans: Spans, one: Span, other: Span) -> bool:
    """Whether nothing else is told between two phrases, nor that somebody says something."""
    begins, ends = sorted((one.first, other.first))
    return not any(begins < span.first < ends for span in spans.among(TELLS))


def denial_of_told(tokens: Tokens, spans: Spans) -> Span | None:
    """A denial right beside a word for what was told before, with nothing behind it that says what ("denied this")."""
    denials = spans.of(Role.DENIAL)
    whole = next((span for span in denials if span.value == TOLD), None)
    if whole is not None or not denials:
        return whole
    begun, ended = {span.first: span for span in denials}, {span.last: span for span in denials}
    for told in filter(means_told, spans):
        beside = (begun.get(told.last + gap) or ended.get(told.first - gap) for gap in range(NEXT_TO))
        denial = next(filter(None, beside), None)
        if denial is not None and _ends_at(tokens, spans, max(told.last, denial.last), told.last <= denial.first):
            return denial
    return None


def means_told(span: Span) -> bool:
    """Whether a phrase stands for what was told before ("these reports")."""
    return span.role is Role.TOLD or span.value in (TOLD, SAME_AGENT)


def _ends_at(tokens: Tokens, spans: Spans, at: int, names_denier: bool) -> bool:
    """Whether nothing is told from a token on but who says it and when, or also who denies it."""
    goes_on = spans.by_first.get(at)
    says = {Role.ATTRIBUTION, Role.BY, Role.DAY} | ({Role.OFFICE, Role.ACTOR, Role.OF} if names_denier else set())
    return at >= len(tokens) or not tokens[at].is_word or (goes_on is not None and goes_on.role in says)


def without_other_denials(tokens: Tokens, spans: Spans) -> Spans:
    """Phrases before a clause with a denial behind one that tells a change: that is another voice than the one's."""
    if Role.DENIAL not in spans.roles:
        return spans
    found = clauses(tokens, spans)
    first = next((clause for clause in found if clause.verbs), None)
    if first is None or is_denied(first, spans):
        return spans
    other = next(clause for clause in found if clause.of(Role.DENIAL))
    return Spans([span for span in spans if span.first < other.first])


def class_of(span: Span) -> VerbClass:
    """What a verb says."""
    return _class_of(span.value)


@lru_cache(maxsize=64)
def _class_of(value: str) -> VerbClass:
    return VerbClass(value.removesuffix(NEEDS_PARTY).removesuffix(BY_TROOPS))


def lacks_party(verb: Span, told: Parties) -> bool:
    """Whether a verb that says much besides stands without a party."""
    return verb.value.endswith((NEEDS_PARTY, BY_TROOPS)) and told == Parties()
