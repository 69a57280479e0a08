"""Who acts in a clause, who loses, and to whom something goes, by the words around the names of parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from karamap.statements.clauses.cases import NO_ENDING, did_it, is_where, only_describes
from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.held_before import had_it
from karamap.statements.clauses.meaning import (
    ALONE,
    AS_NOUN,
    BY_TROOPS,
    DRIVEN_OUT,
    ENDINGS,
    NEXT_TO,
    SAME_AGENT,
    UNDER,
    acts_in_clause_before,
    class_of,
    is_heard_from,
)
from karamap.statements.clauses.named_parties import (
    LONGEST_GAP,
    STRANGER,
    has_office,
    is_attacked,
    is_beside,
    is_beside_loss,
    is_from_whom,
    is_heard_from_before,
    is_of_attack,
    is_of_attribute,
    is_of_frontier,
    is_of_land,
    is_of_people,
    is_of_teller,
    is_opponent,
    is_under_others,
    may_have_ended,
    owns_attack,
    owns_noun,
    owns_other,
    parties_of,
    people_leave,
    results_in,
    who_left,
)
from karamap.statements.clauses.recipients import GIVES, goes_on_by, is_given, is_lost_by_who_follows, may_go_to
from karamap.statements.clauses.subjects import Cases, cases_of, is_owner, only_had_it, subject_of
from karamap.statements.clauses.verb_forms import is_passive, tells_what_is_done
from karamap.statements.days.documents import signatories
from karamap.statements.schema import WHO, ActorKind, Role, VerbClass
from karamap.statements.words.lexicon import Endings, Span, actor_of, tokens_of
from karamap.statements.words.tokens import Token
from karamap.statements.words.word_values import FOLLOWED, OURS, OWN_TROOPS, PASSIVE, WE, passive_before

TO_US = "to us"
"""The value of a word by which something goes to who speaks."""

LONGEST_ATTRIBUTE = 6
"""Tokens from a party to the word for what it lost that it owns, at the most ("A's thirty-year military hold")."""

SET_OFF = frozenset(',–—-»”"')
"""Marks before a word for saying behind what is said."""

SAY_WHOSE = (FOLLOWED, DRIVEN_OUT, AS_NOUN, BY_TROOPS, UNDER)
"""Ends the values of verbs beside which a party that did not do it by its case has what they tell of."""


class Parties(NamedTuple):
    """Who is told of in a clause: who acts, who loses, to whom something goes; ids of parties."""

    agent: str | None = None
    loser: str | None = None
    recipient: str | None = None


def _no_endings(_setting: str) -> tuple[str, ...]:
    return ()


def parties_in(tokens: Sequence[Token], clause: Clause, verb: Span, endings: Endings = _no_endings) -> Parties:
    """Which parties a clause names, and as what, by the words around their names and the side of the verb.

    Args:
        tokens: of the sentence.
        clause: with its phrases.
        verb: of the place that is asked about.
        endings: `datives` of a party to whom something is handed over, where the verb is one of handing over;
            `given` of one right behind a verb by which a place goes to it; `ablatives` of a party from which
            something is taken, `sources` of a word for its forces or people.
    """
    parties = parties_of(tokens, clause)
    if not parties or _tells_of_none(clause, verb, parties):
        return Parties()
    datives, ablatives, sources_of = endings("datives"), endings("ablatives"), endings("sources")
    owners = endings("genitives") if endings("verb") == ("after",) else ()
    owners_of = endings("owners") or endings("genitives")
    inside, belonging, instruments = endings("inside"), endings("belonging"), endings("instruments")
    agents, sources, loser, recipient = list[Span](), list[Span](), None, None
    given = endings("given") if class_of(verb) in GIVES else ()
    drives_out = verb.value.endswith(DRIVEN_OUT)
    to_whom = (Role.RECIPIENT, Role.BY) if drives_out else () if is_lost_by_who_follows(verb) else (Role.RECIPIENT,)
    receivers = instruments if drives_out else datives if may_go_to(clause, verb) else ()
    is_done = tells_what_is_done(clause, verb, endings)
    under_who = class_of(verb) is VerbClass.HOLDS and verb.value.endswith(FOLLOWED)
    under = _holder_behind(tokens, clause, verb, parties)
    for span in parties:
        if (
            acts_in_clause_before(tokens, clause, verb, span, endings)
            or is_of_attribute(tokens, clause, verb, span)
            or is_of_teller(clause.spans, span)
            or is_of_people(clause.spans, span)
        ):
            continue
        if class_of(verb) is not VerbClass.HOLDS and is_where(clause, span, inside, belonging, instruments):
            continue
        actor = actor_of(span)
        is_from = bool(ablatives) and span.word.endswith(ablatives)
        if is_from and is_heard_from(tokens, clause, span):
            sources.append(span)
            continue
        is_source = is_from or _is_of_source(tokens, clause, span, sources_of) or is_from_whom(clause, span)
        is_source = is_source or had_it(
            tokens, clause, verb, span, instruments, endings("controls"), is_passive=is_done
        )
        is_owner = bool(owners) and span.word.endswith(owners) and _owns_loss(tokens, clause, span)
        is_loser = is_beside_loss(tokens, clause, span) and not (under_who or goes_on_by(clause, span))
        if is_loser or is_source or is_owner:
            loser = actor.party
        elif (
            span is under
            or (
                not (under and under_who)
                and any(is_beside(clause, span, role) for role in to_whom)
                and not owns_attack(clause, span, owners_of)
            )
            or _is_among(span, receivers)
            or is_given(tokens, verb, span, given, datives, instruments)
        ):
            recipient = actor.party
        elif _is_source(tokens, clause, span, owners):
            sources.append(span)
        else:
            agents.append(span)
    if endings("verb") == ("before",):
        agents = [span for span in agents if not only_describes(tokens, clause, verb, span, instruments)]
    is_told = loser is not None or recipient is not None
    others = [span for span in agents if loser is None or actor_of(span).party != loser]
    told_by = [span for span in sources if not has_office(clause, span)]
    acting = others if others or is_told or _says(clause) else told_by
    marked = _Marked(owners_of, instruments, cases_of(endings), endings("opponents"), endings("afterwards"))
    chosen = _agent(tokens, clause, verb, acting, marked)
    is_ours = class_of(verb) in (VerbClass.LOSES, VerbClass.LEAVES) and we_act(tokens, verb, endings("we"))
    if chosen and class_of(verb) is VerbClass.TAKES and only_had_it(tokens, clause, verb, chosen, marked.cases):
        loser, chosen = loser or actor_of(chosen).party, None
    if is_ours or (chosen in agents and _is_no_agent(clause, verb, chosen, endings)):
        chosen = None
    return Parties(actor_of(chosen).party if chosen else None, loser, recipient)


def _tells_of_none(clause: Clause, verb: Span, parties: Sequence[Span]) -> bool:
    """Whether a verb says nothing of the parties beside it: that is over, or only people left who hold nothing."""
    is_over = class_of(verb) is VerbClass.TAKES and may_have_ended(clause, parties)
    return is_over or people_leave(clause, verb, parties)


def _is_no_agent(clause: Clause, verb: Span, span: Span, endings: Endings) -> bool:
    """Whether a passive has a party beside it that nothing marks as who did it.

    It may be that whose rule something is handed over to ("was passed to A's …"), or under whose rule it was before
    ("the A-held B was taken"), by words of no table; not if the verb says so itself ("came under A's control").
    """
    done_by = endings("instruments")
    if not is_passive(verb, endings) or is_beside(clause, span, Role.BY) or span.word.endswith(done_by or NO_ENDING):
        return False
    if class_of(verb) is VerbClass.HANDS_OVER:
        return True
    if class_of(verb) is not VerbClass.TAKES or verb.value.endswith(SAY_WHOSE) or (done_by and span.last > verb.first):
        return False
    return not any(word.startswith(endings("controls")) for word in verb.phrase.words)


def _is_among(span: Span, endings: tuple[str, ...]) -> bool:
    return bool(endings) and span.word.endswith(endings)


def _holder_behind(tokens: Sequence[Token], clause: Clause, verb: Span, parties: Sequence[Span]) -> Span | None:
    """Under whom something is said to be, or to come that a verb hands over ("had returned “under A's control”")."""
    if class_of(verb) is VerbClass.HOLDS and verb.value.endswith(FOLLOWED):
        return _following(tokens, clause, verb, parties)
    if class_of(verb) is not VerbClass.HANDS_OVER:
        return None
    held = next((other for other in clause.verbs if other.first >= verb.last and other.value.endswith(FOLLOWED)), None)
    return _following(tokens, clause, held, parties) if held is not None else None


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
    return any(span.value in (SAME_AGENT, OWN_TROOPS) and span.last <= verb.first for span in clause.of(Role.WORD))


def agent_in(tokens: Sequence[Token], clause: Clause, endings: Endings) -> str | None:
    """Who acts in a clause by its last verb, or who is named first in one without any."""
    if clause.verbs:
        return parties_in(tokens, clause, clause.verbs[-1], endings).agent
    named = next(iter(parties_of(tokens, clause)), None)
    return actor_of(named).party if named is not None else None


def we_act(tokens: Sequence[Token], verb: Span, forms: tuple[str, ...]) -> bool:
    """Whether who speaks tells what their own side did: by the ending of the verb, or by "we" in or before it.

    Args:
        tokens: of the sentence.
        verb: for what was done.
        forms: words for "we", and endings of verbs behind a hyphen.
    """
    ends = any(verb.word.endswith(form[1:]) for form in forms if form.startswith("-"))
    return ends or any(token.folded in forms for token in tokens[max(0, verb.first - LONGEST_GAP) : verb.last])


def is_to_us(clause: Clause, verb: Span) -> bool:
    """Whether something is told to be handed over to who speaks, or to come under their control ("returned to us")."""
    if class_of(verb) is VerbClass.HANDS_OVER and clause.spans.say(Role.WORD, TO_US):
        return True
    before = [clause.ending_at(span.first) for span in clause.of(Role.RECIPIENT)]
    is_ours = any(word is not None and word.role in OURS and word.value == WE for word in before)
    return is_ours and verb.value.endswith(UNDER)


def _says(clause: Clause) -> bool:
    return bool(clause.of(Role.ATTRIBUTION) or clause.of(Role.DENIAL))


class _Marked(NamedTuple):
    """Endings and words by which a language tells who of several parties acts."""

    owners: tuple[str, ...]
    """Endings of who owns what is done, before a noun for it."""
    instruments: tuple[str, ...]
    """Endings of who does it, behind that noun."""
    cases: Cases
    opponents: tuple[str, ...]
    """Words beside who somebody acts with or against."""
    afterwards: tuple[str, ...]
    """Words behind a fight by which something was done afterwards."""


def _agent(tokens: Sequence[Token], clause: Clause, verb: Span, agents: Sequence[Span], marked: _Marked) -> Span | None:
    """Who acts: the party that follows where the verb says so, else the one that the other words of the clause tell."""
    following = _following(tokens, clause, verb, agents) if verb.value.endswith(FOLLOWED) else None
    is_of_nobody = following is None and verb.value.endswith(FOLLOWED)
    if is_of_nobody and (marked.cases.relatives or is_under_others(tokens, clause, verb)):
        return None
    following = following or did_it(tokens, clause, verb, agents, marked.instruments)
    return following or _agent_around(tokens, clause, verb, agents, marked)


def _agent_around(
    tokens: Sequence[Token], clause: Clause, verb: Span, agents: Sequence[Span], marked: _Marked
) -> Span | None:
    agents = [span for span in agents if not _is_by_of_other(clause, verb, span) and not owns_other(clause, verb, span)]
    agents = [span for span in agents if not _is_of_aside(tokens, clause, verb, span)]
    agents = [span for span in agents if not is_opponent(tokens, span, marked.opponents)] or agents
    by = [span for span in agents if is_beside(clause, span, Role.BY)]
    if any(not _is_of_other_verb(clause, verb, span) for span in agents if span not in by):
        by = [span for span in by if not _is_of_other_verb(clause, verb, span)]
    by = [span for span in by if not _is_by_of_noun(tokens, clause, verb, span)]
    owner = agents[-1] if verb.value.endswith(AS_NOUN) and agents else None
    is_near = owner is not None and owner not in by and verb.first - owner.last in (0, 1)
    is_owned = is_near and owner is not None and _owns_noun(tokens, clause, verb, owner, marked)
    if by and not is_owned:
        return min(by, key=lambda span: abs(span.first - verb.first))
    if verb.value.endswith(AS_NOUN):
        owning = (span for span in agents if _owns_noun(tokens, clause, verb, span, marked))
        doing = (span for span in agents if span.first >= verb.last and span.word.endswith(marked.instruments))
        if results_in(clause, verb):
            owning = (span for span in agents if span.last <= verb.first)
        return next(owning, None) or next(doing, None)
    agents = [span for span in agents if not is_of_attack(clause, span) and not is_of_land(clause, span)] or agents
    agents = [span for span in agents if not is_attacked(tokens, clause, span, marked.afterwards)] or agents
    agents = [span for span in agents if not owns_attack(clause, span, marked.owners)] or agents
    agents = [span for span in agents if not _is_done_something(tokens, clause, verb, span, marked.owners)] or agents
    before = [span for span in agents if span.last <= verb.first]
    if not before and class_of(verb) in (VerbClass.LOSES, VerbClass.LEAVES):
        return who_left(tokens, verb, agents, (marked.cases.gerunds, marked.instruments, marked.opponents))
    if not before and foreigner_acts(tokens, clause, verb):
        return None
    if before:
        return subject_of(tokens, clause, verb, before, marked.cases)
    return next((span for span in agents if not is_of_next_part(tokens, clause, verb, span)), None)


def _is_of_aside(tokens: Sequence[Token], clause: Clause, verb: Span, span: Span) -> bool:
    """Whether a party is named in an aside behind a place that a verb tells of alone ("A, a stronghold of B, fell")."""
    if not verb.value.endswith(ALONE) or span.last > verb.first:
        return False
    behind = next((at for at in range(verb.first - 1, span.last - 1, -1) if tokens[at].text == ","), None)
    if behind is None or any(token.is_capitalised for token in tokens[behind + 1 : verb.first]):
        return False
    return any(tokens[at].text == "," for at in range(clause.first + 1, span.first))


def _owns_noun(tokens: Sequence[Token], clause: Clause, verb: Span, span: Span, marked: _Marked) -> bool:
    """Whether a party owns what a noun says was done; where verbs stand behind all else, by its case before it."""
    is_before = bool(marked.cases.relatives) and span.last <= verb.first
    return owns_noun(tokens, span, verb, marked.owners) or (is_before and is_owner(tokens, clause, span, marked.cases))


def _is_done_something(
    tokens: Sequence[Token], clause: Clause, verb: Span, span: Span, owners: tuple[str, ...]
) -> bool:
    """Whether a party owns what somebody before it did something with ("A broke through B's defences and took C").

    A word of no phrase stands right behind it, a joint between that and the verb, and nobody says anything before.
    """
    if not span.word.endswith(owners) or span.last >= verb.first or tokens[span.last].is_capitalised:
        return False
    is_unknown = tokens[span.last].is_word and span.last not in clause.held
    is_parted = any(span.last <= joint.first < verb.first for joint in clause.of(Role.AND))
    before = next((actor for actor in reversed(clause.of(Role.ACTOR)) if actor.last <= span.first), None)
    if not is_unknown or not is_parted or before is None or actor_of(before).party == actor_of(span).party:
        return False
    return not any(before.last <= said.first < span.first for said in clause.of(Role.ATTRIBUTION))


def _is_by_of_noun(tokens: Sequence[Token], clause: Clause, verb: Span, span: Span) -> bool:
    """Whether "by" a party stands behind a comma or "despite", and another one acts ("A took B, but … by C")."""
    if verb.last > span.first or passive_before(clause.spans, verb.first) is not None:
        return False
    acts = any(actor.last <= verb.first and actor_of(actor).kind is ActorKind.PARTY for actor in clause.of(Role.ACTOR))
    is_apart = any(verb.last <= word.first < span.first for word in clause.of(Role.CLAUSE))
    return acts and (is_apart or any(tokens[at].text == "," for at in range(verb.last, span.first)))


def _following(tokens: Sequence[Token], clause: Clause, verb: Span, agents: Sequence[Span]) -> Span | None:
    """The party behind a verb, with a few small words between at the most ("under the full control of A")."""
    between = frozenset({Role.OF, Role.DETERMINER, Role.BY, Role.WORD, Role.RECIPIENT})
    joined = clause.held_by(between) | tokens_of([verb for verb in clause.verbs if class_of(verb) is VerbClass.HOLDS])
    for span in agents:
        gap = range(verb.last, span.first)
        is_free = all(
            at in joined or (at not in clause.held and tokens[at].is_word and not tokens[at].is_capitalised)
            for at in gap
        )
        if span.first >= verb.last and len(gap) <= LONGEST_GAP and is_free:
            return span
    return None


def _is_of_other_verb(clause: Clause, verb: Span, span: Span) -> bool:
    """Whether another verb stands between a verb and a party ("A, which B took, was hit by C")."""
    first, last = min(verb.last, span.last), max(verb.first, span.first)
    return any(first <= other.first < last for other in clause.verbs)


def _is_by_of_other(clause: Clause, verb: Span, span: Span) -> bool:
    """Whether a party did what stands right before "by": another verb, signing or telling ("took A, ceded by B")."""
    at = span.first
    while (before := clause.ending_at(at)) is not None and before.role is Role.DETERMINER:
        at = before.first
    done = clause.ending_at(before.first) if before is not None and before.role is Role.BY else None
    if done is not None and done.role is Role.ATTRIBUTION:
        return passive_before(clause.spans, done.first) is not None
    if done is None or done.role is not Role.VERB:
        return done is not None and done.role is Role.DOCUMENT
    return done.first != verb.first


def is_of_next_part(tokens: Sequence[Token], clause: Clause, verb: Span, span: Span) -> bool:
    """Whether a party behind a verb acts in what follows it: behind a word for "after", or behind the comma of one.

    Who does something "after taking A" takes it, but not who does something "after A was taken".
    """
    between = range(verb.last, span.first)
    if any(word.first in between for word in clause.of(Role.CLAUSE)):
        return True
    begins = clause.starting_at(clause.first)
    if begins is None or begins.role is not Role.CLAUSE or not any(tokens[at].text == "," for at in between):
        return False
    return any(word.value == PASSIVE for word in clause.of(Role.WORD) if word.last <= verb.first)


def _is_source(tokens: Sequence[Token], clause: Clause, span: Span, owners: tuple[str, ...]) -> bool:
    """Whether a party is named as who says it: beside an office that speaks, or right before a word for saying.

    Behind the office, it is not if a mark parts them, nor in a language whose verbs stand behind all else.
    """
    if _says_behind(tokens, clause, span) or is_heard_from_before(tokens, clause, span):
        return True
    said = [other.first for other in (*clause.of(Role.ATTRIBUTION), *clause.of(Role.DENIAL))]
    for other in clause.of(Role.OFFICE):
        if any(other.first < at < span.first for at in said):
            continue
        between = range(min(span.last, other.last), max(span.first, other.first))
        is_set_off = any(tokens[at].text == "," for at in between)
        if 0 <= other.first - span.first <= NEXT_TO and not is_set_off:
            return True
        parted = bool(owners) or is_set_off
        if other.first < span.first and not parted and span.first - other.last < NEXT_TO:
            return True
    return False


def _says_behind(tokens: Sequence[Token], clause: Clause, span: Span) -> bool:
    """Whether a party stands behind a word for saying at the end of what it says ("A has been taken, said B")."""
    said = clause.ending_at(span.first)
    if said is not None and said.role is Role.DETERMINER:
        said = clause.ending_at(said.first)
    if said is None or said.role is not Role.ATTRIBUTION or said.first <= clause.first:
        return False
    return tokens[said.first - 1].text in SET_OFF and not any(verb.first >= span.last for verb in clause.verbs)


def foreigner_acts(tokens: Sequence[Token], clause: Clause, verb: Span) -> bool:
    """Whether another country is named before a verb, and as no signatory, so that no party need be meant.

    So it is where that, or troops of no party, follow as who has the place.
    """
    if is_under_others(tokens, clause, verb):
        return True
    elsewhere = [span for span in clause.of(Role.ACTOR) if actor_of(span).kind is ActorKind.ELSEWHERE]
    signing = signatories(tokens, clause.spans) if elsewhere else ()
    return any(
        span.last <= verb.first
        and span.first not in signing
        and not (is_beside(clause, span, Role.BORDER) or is_of_frontier(clause, span))
        for span in elsewhere
    )


def others_act(tokens: Sequence[Token], clause: Clause, verb: Span) -> bool:
    """Whether another country is named before a verb, or troops of no party ("the peacekeepers took control of")."""
    return foreigner_acts(tokens, clause, verb) or any(
        span.value == STRANGER and span.last <= verb.first for span in clause.of(Role.WORD)
    )


def has_party_before(tokens: Sequence[Token], clause: Clause, span: Span) -> bool:
    """Whether a party stands shortly before a phrase, and nobody who speaks between."""
    named = [other for other in clause.spans.among(WHO) if other.last <= span.first]
    if not named or named[-1].role is not Role.ACTOR or actor_of(named[-1]).kind is not ActorKind.PARTY:
        return False
    between = tokens[named[-1].last : span.first]
    loses = any(named[-1].last <= word.first < span.first for word in clause.of(Role.LOSER))
    return len(between) <= NEXT_TO and all(token.is_word for token in between) and not loses


def lacks_party(verb: Span, told: Parties) -> bool:
    """Whether a verb that says much besides stands without a party, or without one that something is under."""
    if verb.value.endswith(UNDER):
        return told.recipient is None
    return verb.value.removesuffix(FOLLOWED).removesuffix(DRIVEN_OUT).endswith(ENDINGS) and told == Parties()
