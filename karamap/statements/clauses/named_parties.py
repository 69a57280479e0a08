"""Which parties a clause names, and which of them are only named beside what somebody else does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.disputed import DENIES, says_passively
from karamap.statements.clauses.meaning import AS_NOUN, NEEDS_PARTY, NEXT_TO, TURNS, class_of
from karamap.statements.days.documents import signatories
from karamap.statements.schema import WHO, ActorKind, Role, VerbClass
from karamap.statements.words.lexicon import Span, Spans, actor_of
from karamap.statements.words.list_parts import BEHIND, TELLER
from karamap.statements.words.tokens import Token, Tokens, is_armenian
from karamap.statements.words.word_values import FOLLOWED, NAMING, PART, passive_before

BEHIND_SOURCE = frozenset({",", "՝"})
"""Marks behind who something is heard from; the last one is Armenian."""

APOSTROPHES = frozenset("'’")
"""Marks before the case of a name, where a language sets one."""

PEOPLE = "people"
"""The value of a word right behind a party for those of it who hold nothing ("civilians")."""

ATTACK = "attack"
"""The value of a word for what an attacker does."""

SOURCE = "source"
"""Begins the value of a word for "from" behind which it is told from whom something was taken."""

SETS_OFF = frozenset(",;:()«»“”")
"""Marks behind which somebody else may be spoken of."""

NAMING_BEHIND = f"{NAMING} before"
"""The value of a word right behind who calls a place by another name; without the second word, right before."""

LONGEST_GAP = 8
"""Tokens from a verb to the party that follows it, at the most ("under the control of the troops of the … of A")."""

EITHER = "or agent"
"""The value of a word for rule behind which who ended it may stand as well as whose it was ("from occupation by A")."""

NAMES_SOMEBODY = WHO | {Role.WORD}
"""Phrases for somebody who acts or speaks, and for what else they are called."""

STRANGER = "stranger"
"""The value of a word for troops that are of no party of the theatre."""

FRONTIER = "frontier"
"""The value of a word for a border behind whose it is, by which it is only told where something lies."""

RESULTS = "results"
"""The value of a word before what something came to ("resulted in")."""

LAND = "land"
"""The value of a word for land beside whose it is, where something is told to happen."""

ATTACKS = frozenset({VerbClass.FIGHTS, VerbClass.STRIKES, VerbClass.TAKES})
"""What verbs say of whom somebody attacks, or whose land somebody enters."""


def is_of_teller(spans: Spans, span: Span) -> bool:
    """Whether a party is only that of those who tell it ("A's media write that …")."""
    beside = spans.by_first.get(span.last)
    return beside is not None and beside.role is Role.WORD and beside.value == TELLER


def is_of_people(spans: Spans, span: Span) -> bool:
    """Whether a party is only that of people who hold nothing ("A's residents left"): no word for its forces."""
    beside = spans.by_first.get(span.last)
    if beside is None:
        return False
    if beside.role is Role.WORD:
        return beside.value == PEOPLE
    verb = spans.by_first.get(beside.last)
    is_subject = verb is not None and verb.role is Role.VERB
    return is_subject and (
        (beside.role is Role.NEAR and beside.value != PART)
        or (beside.role is Role.VERB and beside.value == VerbClass.MENTIONS.value)
    )


def people_leave(clause: Clause, verb: Span, parties: Sequence[Span]) -> bool:
    """Whether people who hold nothing leave a place, and no forces with them ("civilians left A under B's fire")."""
    people = [span for span in clause.of(Role.WORD) if span.value == PEOPLE and span.last <= verb.first]
    if class_of(verb) is not VerbClass.LEAVES or not people:
        return False
    joint = clause.ending_at(people[-1].first)
    is_joined = joint is not None and joint.role is Role.AND
    return not is_joined and not any(people[-1].last <= span.first < verb.first for span in parties)


def is_of_attribute(tokens: Sequence[Token], clause: Clause, verb: Span, span: Span) -> bool:
    """Whether a party did what a participle right behind it says of a place, and not what a verb does ("by A held").

    Or stands right behind such a verb, and lost something by what is told of it behind that ("beat B, which took C").
    """
    if span.first == verb.last and verb.value.endswith(NEEDS_PARTY + FOLLOWED) and class_of(verb) in TURNS:
        return is_beside_loss(tokens, clause, span)
    behind = clause.starting_at(span.last) if verb.role is Role.VERB else None
    return behind is not None and behind.role is Role.PARTICIPLE


def is_opponent(tokens: Sequence[Token], span: Span, words: tuple[str, ...]) -> bool:
    """Whether a party is named as who somebody acts with or against ("in its war against A", "fights with A").

    Args:
        tokens: of the sentence.
        span: the party.
        words: by which that is said right before a party ("against-"), or right behind it ("-against").
    """
    before = f"{tokens[span.first - 1].folded}-" if span.first else ""
    behind = f"-{tokens[span.last].folded}" if span.last < len(tokens) else ""
    return before in words or behind in words


def is_right_behind(tokens: Sequence[Token], verb: Span, span: Span) -> bool:
    """Whether a name stands behind a verb with one word between at the most, and no mark."""
    between = tokens[verb.last : span.first]
    return span.first >= verb.last and len(between) <= 1 and all(token.is_word for token in between)


def who_left(
    tokens: Sequence[Token], verb: Span, agents: Iterable[Span], endings: tuple[tuple[str, ...], ...]
) -> Span | None:
    """Who lost or left something by a verb with nobody before it, of those named behind it.

    It stands right behind the verb, or does so what is told of somebody between commas ("leaving A, B …"), or is in the
    case of who did what was done ("A, left by B").

    Args:
        tokens: of the sentence.
        verb: that tells of it.
        agents: the parties named, none of them before it.
        endings: those of `gerunds` and `instruments`, and words of `opponents`.
    """
    gerunds, instruments, opponents = endings
    behind = [span for span in agents if span.first >= verb.last]
    if gerunds and any(word.endswith(gerunds) for word in verb.phrase.words):
        return next(iter(behind), None)
    for span in behind:
        did = bool(instruments) and span.word.endswith(instruments) and not is_opponent(tokens, span, opponents)
        if did or is_right_behind(tokens, verb, span):
            return span
    return None


def owns_attack(clause: Clause, span: Span, owners: tuple[str, ...]) -> bool:
    """Whether a party owns an attack, right before the word for that ("repelled A's attack and took B")."""
    attack = clause.starting_at(span.last) if span.word.endswith(owners) else None
    is_verb = attack is not None and attack.role is Role.VERB
    return is_verb and attack is not None and class_of(attack) in (VerbClass.FIGHTS, VerbClass.STRIKES)


def is_attacked(tokens: Sequence[Token], clause: Clause, span: Span, afterwards: tuple[str, ...]) -> bool:
    """Whether a party follows a verb of an attack without a mark or a joint between ("shelled B's troops and took").

    Not where a word right behind the attack says that something was done afterwards ("after fights B took").
    """
    attack = next((verb for verb in reversed(clause.verbs) if verb.last <= span.first), None)
    if attack is None or class_of(attack) not in ATTACKS or tokens[attack.last].folded in afterwards:
        return False
    joints = {joint.first for joint in clause.of(Role.AND)}
    return not any(tokens[at].text in ",;:" or at in joints for at in range(attack.last, span.first))


def is_of_attack(clause: Clause, span: Span) -> bool:
    """Whether a party is only told of as whose attack it is that somebody else answers ("stopped the advance of A")."""
    before = clause.ending_at(span.first)
    if before is not None and before.role is Role.DETERMINER:
        before = clause.ending_at(before.first)
    attack = clause.ending_at(before.first) if before is not None and before.role is Role.OF else None
    if attack is None or attack.role not in (Role.VERB, Role.PARTICIPLE):
        return attack is not None and attack.value == ATTACK
    return class_of(attack) in (VerbClass.FIGHTS, VerbClass.STRIKES)


def parties_of(tokens: Sequence[Token], clause: Clause) -> list[Span]:
    """The parties that a clause tells of.

    Not one that only has another name for a place ("known to A as B"), or a border, nor those of an agreement, nor one
    by whom something "was denied".
    """
    signing = signatories(tokens, clause.spans)
    parties = [span for span in clause.of(Role.ACTOR) if span.first not in signing and is_party(clause, span)]
    if Role.DENIAL in clause.spans.roles:
        parties = [span for span in parties if not says_passively(span, clause.spans, DENIES)]
    if not parties or Role.WORD not in clause.spans.roles:
        return parties
    parties = [span for span in parties if not is_of_frontier(clause, span)]
    before = [span.last for span in clause.of(Role.WORD) if span.value == NAMING]
    behind = [span.first for span in clause.of(Role.WORD) if span.value == NAMING_BEHIND]
    return [
        party
        for party in parties
        if not any(0 <= party.first - last < NEXT_TO for last in before)
        and not any(0 <= first - party.last < NEXT_TO for first in behind)
    ]


def is_party(clause: Clause, span: Span) -> bool:
    """Whether a party is named, or its capital in its stead: right before a verb, or as to whom something goes."""
    if actor_of(span).kind is not ActorKind.SEAT:
        return actor_of(span).kind is ActorKind.PARTY
    before = clause.ending_at(span.first)
    is_place = before is not None and before.role is Role.OF
    acts = not is_place and any(0 <= verb.first - span.last < NEXT_TO for verb in clause.verbs)
    return acts or is_beside(clause, span, Role.RECIPIENT)


def is_beside(clause: Clause, span: Span, role: Role, tokens: Sequence[Token] = ()) -> bool:
    """Whether a phrase of a role stands right before or behind another, as its `value` says.

    Nobody else is named, no verb stands between and no clause begins. Given the tokens, no mark may stand between
    either ("freed from occupation, A said").
    """
    for other in clause.of(role):
        first, last = (span, other) if other.value == "before" else (other, span)
        if 0 <= last.first - first.last < NEXT_TO:
            if any(token.text in SETS_OFF for token in tokens[first.last : last.first]):
                continue
            between = (*clause.verbs, *clause.of(Role.ACTOR), *clause.of(Role.CLAUSE))
            return not any(first.last <= told.first < last.first for told in between)
    return False


def has_office(clause: Clause, span: Span) -> bool:
    """Whether a word for an office stands right behind a party, so that who holds it is meant and no troops."""
    behind = clause.starting_at(span.last)
    return behind is not None and behind.role is Role.OFFICE


def is_of_land(clause: Clause, span: Span) -> bool:
    """Whether a word for land stands right beside a party whose it is ("entered the territory of A", "A's soil")."""
    words = [word for word in clause.of(Role.WORD) if word.value == LAND]
    return any(0 <= span.first - word.last < NEXT_TO or word.first == span.last for word in words)


def is_done_to_other(tokens: Tokens, clause: Clause, verb: Span, span: Span, *, is_passive: bool) -> bool:
    """Whether a passive behind a joint tells of something else ("the enemy came and A had been lost").

    So does one of losing or leaving behind a comma, also if only its ending says that it `is_passive`.
    """
    is_behind_passive = passive_before(clause.spans, verb.first) is not None
    parted = [joint.first for joint in clause.of(Role.AND)] if is_behind_passive else []
    if (is_passive or is_behind_passive) and class_of(verb) in (VerbClass.LOSES, VerbClass.LEAVES):
        parted += tokens.marks.get(",", ())
    return any(span.last <= at < verb.first for at in parted)


def owns_other(clause: Clause, verb: Span, span: Span) -> bool:
    """Whether a party owns what another noun says that was done, right behind it ("A's capture of B left C alone")."""
    noun = clause.starting_at(span.last) if not verb.value.endswith(AS_NOUN) else None
    is_verb = noun is not None and noun.role is Role.VERB and verb.first >= noun.last
    return is_verb and noun is not None and noun.value.endswith(AS_NOUN)


def owns_noun(tokens: Sequence[Token], span: Span, verb: Span, owners: tuple[str, ...]) -> bool:
    """Whether a party, or a word for its forces behind it, owns what a noun says was done ("A's army's capture")."""
    if span.last >= verb.first:
        return span.last == verb.first
    between = tokens[span.last : verb.first]
    is_of_forces = 0 < len(between) <= NEXT_TO and all(not token.is_capitalised for token in between)
    return span.word.endswith(owners) or (is_of_forces and between[0].folded.endswith(owners))


def is_of_frontier(clause: Clause, span: Span) -> bool:
    """Whether a country is named only for its border ("a town on the A border")."""
    behind = clause.starting_at(span.last)
    return behind is not None and behind.role is Role.WORD and behind.value == FRONTIER


def results_in(clause: Clause, verb: Span) -> bool:
    """Whether a noun for a gain tells what something else came to, done by a party before it ("led to the capture")."""
    word = clause.ending_at(verb.first)
    is_result = word is not None and word.role is Role.WORD and word.value == RESULTS
    return is_result and class_of(verb) is VerbClass.TAKES


def is_heard_from_before(tokens: Sequence[Token], clause: Clause, span: Span) -> bool:
    """Whether a party stands between a word for "according to" and a mark ("according to the centre of A, B took")."""
    said = next((word for word in clause.of(Role.ATTRIBUTION) if word.value == BEHIND), None)
    if said is None or not 0 <= span.first - said.last < NEXT_TO:
        return False
    mark = next((at for at in range(said.last, min(clause.last, len(tokens))) if tokens[at].text in BEHIND_SOURCE), 0)
    return span.last <= mark <= span.last + NEXT_TO and not any(verb.first < mark for verb in clause.verbs)


def is_from_whom(clause: Clause, span: Span) -> bool:
    """Whether a word for "from" stands right before somebody from whom something was taken."""
    before = clause.ending_at(span.first)
    return before is not None and before.role in (Role.OF, Role.LOSER) and before.value.startswith(SOURCE)


def is_under_others(tokens: Sequence[Token], clause: Clause, verb: Span) -> bool:
    """Whether another country, or troops of no party, follow a verb as who has the place ("under the control of")."""
    others = [span for span in clause.of(Role.ACTOR) if actor_of(span).kind is ActorKind.ELSEWHERE]
    others += [span for span in clause.of(Role.WORD) if span.value == STRANGER]
    return any(_is_holder_behind(tokens, verb, span) for span in others)


def _is_holder_behind(tokens: Sequence[Token], verb: Span, span: Span) -> bool:
    """Whether somebody follows a verb as who has the place, with words alone between ("under the control of A")."""
    gap = range(verb.last, span.first)
    if span.first < verb.last or not verb.value.startswith((VerbClass.HOLDS.value, VerbClass.TAKES.value)):
        return False
    if verb.value.endswith(FOLLOWED):
        return len(gap) <= LONGEST_GAP and all(tokens[at].is_word for at in gap)
    return verb.value.startswith(VerbClass.HOLDS.value) and len(gap) < NEXT_TO


def is_set_off_first(tokens: Sequence[Token], spans: Spans, party: Span) -> bool:
    """Whether a sentence begins with a party, and a comma, a party or a name in some case stands right behind it."""
    if party.first or party.last >= len(tokens):
        return False
    if tokens[party.last].text != ",":
        other = spans.by_first.get(party.last)
        is_in_case = tokens[party.last].is_capitalised and not APOSTROPHES.isdisjoint(tokens[party.last].text)
        return is_in_case or (other is not None and other.role is Role.ACTOR)
    other = spans.by_first.get(party.last + 1)
    if other is None or other.role is not Role.ACTOR or other.last >= len(tokens):
        return True
    joint = spans.by_first.get(other.last)
    return tokens[other.last].text != "," and (joint is None or joint.role is not Role.AND)


def is_beside_loss(tokens: Sequence[Token], clause: Clause, span: Span) -> bool:
    """Whether a party stands beside a word for who lost something, and did not end the rule of another one.

    "Freed from A's occupation by B": behind that word stands who ended it, before it whose it was.
    """
    rule = clause.starting_at(span.last)
    if rule is not None and rule.role is Role.LOSER and rule.value == EITHER:
        return True
    rule = _rule_before(clause, span)
    before = clause.ending_at(rule.first) if rule is not None else None
    is_of_other = before is not None and before.role is Role.ACTOR
    return not is_of_other and is_beside(clause, span, Role.LOSER, tokens)


def may_have_ended(clause: Clause, parties: Sequence[Span]) -> bool:
    """Whether the only party named may have ended a rule as well as had it ("freed from occupation by A")."""
    if not clause.spans.say(Role.LOSER, EITHER) or len({actor_of(span).party for span in parties}) > 1:
        return False
    rules = (_rule_before(clause, span) for span in parties)
    before = (clause.ending_at(rule.first) for rule in rules if rule is not None)
    return any(word is not None and word.value.startswith(SOURCE) for word in before)


def _rule_before(clause: Clause, span: Span) -> Span | None:
    """The word for a rule shortly before a party that may have had it or ended it."""
    rules = (rule for rule in clause.of(Role.LOSER) if rule.value == EITHER)
    rule = next((rule for rule in rules if 0 <= span.first - rule.last < NEXT_TO), None)
    is_parted = rule is not None and any(rule.last <= other.first < span.first for other in clause.of(Role.ACTOR))
    return None if is_parted else rule


def is_named_alone(tokens: Tokens, spans: Spans, span: Span) -> bool:
    """Whether somebody is all that stands before a dot, which in Armenian is a colon ("A's ministry. It is a lie")."""
    if span.last != len(tokens) - 1 or tokens[span.last].text != "." or not is_armenian(tokens[span.first].text[-1]):
        return False
    return sum(other.last - other.first for other in spans if other.role in NAMES_SOMEBODY) == span.last
