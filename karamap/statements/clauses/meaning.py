"""What a sentence says of its places: the verb of each, who acts, who speaks, and what takes it all back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from karamap.statements.clauses.asides import OF_PERSONS, RELATIVE, in_brackets
from karamap.statements.clauses.clauses import Clause, clauses
from karamap.statements.days.since_and_until import UNTIL, begins_day, years_since
from karamap.statements.days.written_dates import LAST_YEAR, bare_years
from karamap.statements.schema import BLOCKING, BLOCKS, WHO, ActorKind, Role, VerbClass
from karamap.statements.words.lexicon import ANNIVERSARY, Endings, Span, Spans, actor_of, tokens_of
from karamap.statements.words.list_parts import BEFORE_LIST, TOLD_OF
from karamap.statements.words.tokens import Token, Tokens
from karamap.statements.words.word_values import CONTRAST, DATED, FOLLOWED, OR_TAKES_BACK

CHANGES = frozenset(VerbClass) - {VerbClass.STRIKES, VerbClass.FIGHTS, VerbClass.RENAMES, VerbClass.MENTIONS}
"""What verbs say of who holds a place."""

TURNS = frozenset({VerbClass.TAKES, VerbClass.LOSES, VerbClass.LEAVES, VerbClass.HANDS_OVER})
"""What verbs say by which a place changes hands."""

TELLS = frozenset({Role.VERB, Role.PARTICIPLE, Role.ATTRIBUTION})
"""Roles of phrases that tell something, or that somebody says it."""

EARLIER = "earlier"
"""The value of a phrase for background that only says that something was before."""

LASTING = "lasting"
"""The value of a phrase for background that says how long something has been so; a change stays one beside it."""

IN_WAR = "in a war"
"""The value of a phrase for background that says of a time only that it was in a war, which a day beside it dates."""

TOLD = "told"
"""The value of a word of another role that also stands for what was told before ("claims", "this")."""

SAME_AGENT = "same agent"
"""The value of a word for who acted before."""

OWNS = frozenset({Role.ACTOR, Role.OFFICE, Role.OF, Role.DETERMINER})
"""Phrases by which it is told whose words something is."""

ENDS_DENIAL = frozenset(",;․")
"""Marks behind a denial that needs nothing behind it."""

OF_WHO_DENIES = frozenset({RELATIVE, OF_PERSONS})
"""Values of words that begin what is told of somebody ("which", "who")."""

LONGEST_END = 3
"""Marks that a sentence ends with, at the most (a question mark before the end of a quotation)."""

SAID_EARLIER = "its day is not told, only that it was said earlier"
"""Why the day of a change may be another one."""

ASKS = "՞"
"""The mark on a word by which Armenian asks."""

NEXT_TO = 3
"""Tokens between a phrase and what it belongs to, at the most."""


def blocked(tokens: Tokens, clause: Clause, published_year: int, goes_on: Callable[[int, int], bool]) -> str:
    """Why a clause tells of no news; empty if it does. `goes_on` says whether it does since the year at a token."""
    for span in clause.spans.among(BLOCKING):
        if span.value == IN_WAR or _is_dated(tokens, span, clause) or _is_of_change(span, clause):
            continue
        if span.value == EARLIER and is_of_saying(span, clause):
            continue
        if span.role is not Role.NEGATION or not _is_of_other_subject(tokens, span, clause):
            return BLOCKS[span.role]
    glossed = in_brackets(tokens) | years_since(tokens, clause.spans)
    for place, year in bare_years(tokens, clause.spans, clause.first, clause.last):
        is_other = place in glossed or _is_dated_behind(clause, place)
        if year < published_year and not is_other and not goes_on(place, year):
            return f"background: the year {year}"
    return ""


def is_asked(text: str, tokens: Tokens, clause: Clause) -> bool:
    """Whether it is asked what a clause tells: its sentence ends with a question mark, or a word of it bears one.

    Args:
        text: the whole text.
        tokens: of the sentence.
        clause: one of its.
    """
    first, last = tokens.stretch(clause.first, clause.last)
    marks = [token.text for token in tokens[-LONGEST_END:] if not token.is_word]
    return "?" in marks or ASKS in text[first:last]


def is_heading(tokens: Tokens, spans: Spans, participle: Span, copulas: Sequence[str]) -> bool:
    """Whether a participle heads a list behind a colon, or is told of one ("the first … villages were A and B")."""
    behind = tokens[participle.last :]
    is_marked = any(token.text in BEFORE_LIST for token in behind)
    if is_marked or any(span.first >= participle.last for span in spans.of(Role.OPENS)):
        return True
    kind = spans.by_first.get(participle.last)
    is_of_kind = kind is not None and kind.role is Role.KIND and kind.value.endswith("plural")
    return is_of_kind and any(token.folded in copulas for token in behind)


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


def is_of_saying(span: Span, clause: Clause) -> bool:
    """Whether "earlier" stands before somebody's word for saying and no verb, so that it was said then.

    Where verbs stand behind all, it stands right beside somebody who speaks or an office, and nobody else between.
    """
    saying = [*clause.of(Role.ATTRIBUTION), *[verb for verb in clause.verbs if verb.phrase.says]]
    said = next((other for other in saying if other.first >= span.last), None)
    if said is None:
        return False
    beside = (clause.starting_at(at) for at in range(span.last, span.last + NEXT_TO))
    if _speaks(next((other for other in beside if other is not None), None)):
        return True
    if not any(span.last <= verb.first < said.first for verb in clause.verbs):
        return True
    is_other = any(span.last <= other.first < said.first for other in clause.spans.among(WHO))
    return _speaks(clause.ending_at(span.first)) and not is_other


def _speaks(span: Span | None) -> bool:
    """Whether a phrase is an office or somebody who speaks for one."""
    if span is None or span.role is not Role.ACTOR:
        return span is not None and span.role is Role.OFFICE
    return actor_of(span).kind is ActorKind.SPEAKER


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


NEEDS_PARTY = " by a party"
"""Ends the value of a verb that says so only where a party is named beside it ("took", "left")."""

BY_TROOPS = " by troops"
"""Ends the value of a verb that says so of a party's troops, and not of somebody in office ("raised a flag")."""


AS_NOUN = " as a noun"
"""Ends the value of a verb that is a noun ("the capture of"): who acts is marked as such, or owns what is done."""

UNDER = " under a party"
"""Ends the value of a verb that says so only beside what is under a party ("is … under the control of A")."""


DRIVEN_OUT = " of who is driven out"
"""Ends the value of a verb before which it is told who is made to leave, and "by" whom, who gains what is left."""

ALONE = " or alone"
"""Ends the value of a verb that says so without a party too, of a place that nothing but a day stands beside."""

TO_HOLD = " to hold"
"""Ends the value of a verb that denies that somebody holds a place, and not that they took it ("is not held by")."""

IF_SAID = NEEDS_PARTY + " if said"
"""Ends the value of a verb of the past that says so of today where somebody says it ("A said that B was under …")."""

OF_CHANGE = "of a change"
"""The value of a word for "now" beside which "not" says that something is over ("already not under A's control")."""

IN_PART = "in part"
"""The value of a phrase for "not" by which a part of what it denies is so ("not fully")."""

ENDINGS = (NEEDS_PARTY + ALONE, IF_SAID, NEEDS_PARTY + DATED, NEEDS_PARTY, BY_TROOPS, AS_NOUN, UNDER)
"""What the values of verbs end with that need a party."""


def is_denied(clause: Clause, denials: Iterable[Span], since: int = 0) -> bool:
    """Whether somebody denies what a clause tells, in it or before it; a denial behind it is another's word.

    Denials before the token `since` are of somebody who spoke before.
    """
    return any(since <= span.first < clause.last for span in denials)


def whole_denials(tokens: Tokens, spans: Spans, conjunctions: Sequence[str]) -> frozenset[int]:
    """The first tokens of denials that need nothing behind them ("that is a lie, A holds B").

    What is denied is told before, or right behind by a word for that, and a mark or a joint ends it; so it does at the
    very beginning.

    Args:
        tokens: of the sentence.
        spans: its phrases.
        conjunctions: words that begin what is denied ("that").
    """
    if Role.DENIAL not in spans.roles:
        return frozenset()
    found, told = set[int](), next((span.last for span in spans if span.role is Role.TOLD), len(tokens))
    for denial in spans.of(Role.DENIAL):
        behind = spans.by_first.get(denial.last)
        is_of_told = behind is not None and behind.role is Role.TOLD
        at = behind.last if behind is not None and is_of_told else denial.last
        joint = spans.by_first.get(at)
        is_joined = joint is not None and joint.role is Role.AND
        if at + 1 >= len(tokens) or not (is_joined or tokens[at].text in ENDS_DENIAL):
            continue
        is_whole = is_of_told or denial.value == TOLD or told <= denial.first or denial.first == tokens.first_word
        if is_whole and (is_joined or tokens[at + 1].folded not in conjunctions):
            found.add(denial.first)
    return frozenset(found)


def behind_asides(tokens: Tokens, spans: Spans) -> dict[int, int]:
    """Where what is told of somebody between commas ends, by the denials in it ("A, which denies it, said …").

    Behind its last comma a word for saying stands, whose that is; so nothing behind it is denied.
    """
    if Role.DENIAL not in spans.roles:
        return {}
    found, commas = dict[int, int](), tokens.marks.get(",", ())
    for denial in spans.of(Role.DENIAL):
        begins = spans.by_last.get(denial.first)
        is_relative = begins is not None and begins.role is Role.CLAUSE and begins.value in OF_WHO_DENIES
        if begins is None or not is_relative or begins.first - 1 not in commas:
            continue
        behind = (at for at in commas if at >= denial.last)
        end = next((at for at in behind if _says_at(spans, at + 1)), None)
        if end is not None:
            found[denial.first] = end
    return found


def _says_at(spans: Spans, at: int) -> bool:
    said = spans.by_first.get(at) or spans.by_first.get(at + 1)
    return said is not None and (said.role is Role.ATTRIBUTION or said.phrase.says)


def belong_together(spans: Spans, one: Span, other: Span) -> bool:
    """Whether nothing else is told between two phrases, nor that somebody says something."""
    begins, ends = sorted((one.first, other.first))
    return not any(begins < span.first < ends for span in spans.among(TELLS))


def denial_of_told(tokens: Tokens, spans: Spans) -> Span | None:
    """A denial right beside a word for what was told before, with nothing behind it that says what ("denied this")."""
    denials = spans.of(Role.DENIAL)
    whole = next((span for span in denials if span.value == TOLD or _is_sentence(tokens, span)), None)
    if whole is not None or not denials:
        return whole
    begun, ended = {span.first: span for span in denials}, {span.last: span for span in denials}
    for told in filter(means_told, spans):
        behind = _behind_owner(spans, told)
        beside = (begun.get(behind + gap) or ended.get(told.first - gap) for gap in range(NEXT_TO))
        denial = next(filter(None, beside), None)
        if denial is not None and _ends_at(tokens, spans, max(told.last, denial.last), told.last <= denial.first):
            return denial
    return _denial_of_takings(tokens, spans)


def _denial_of_takings(tokens: Tokens, spans: Spans) -> Span | None:
    """A denial of what was told of places that are not named ("claims to have taken villages are false")."""
    told = next((span for span in spans if span.role is Role.TOLD or span.value == TOLD), None)
    denial = next((span for span in spans.of(Role.DENIAL) if told is not None and span.first >= told.last), None)
    if told is None or denial is None:
        return None
    between = [span for span in spans if told.last <= span.first < denial.first]
    is_of_places = any(span.role is Role.KIND and span.value.endswith("plural") for span in between)
    is_taken = any(span.role is Role.VERB and class_of(span) in TURNS for span in between)
    held = tokens_of(between)
    is_named = any(tokens[at].is_capitalised and at not in held for at in range(told.last, denial.first))
    is_whole = is_of_places and is_taken and not is_named
    return denial if is_whole and _ends_at(tokens, spans, denial.last, names_denier=True) else None


def _is_sentence(tokens: Tokens, span: Span) -> bool:
    """Whether a phrase is all that a sentence says ("Not true.")."""
    return span.first == tokens.first_word and not any(token.is_word for token in tokens[span.last :])


def _behind_owner(spans: Spans, told: Span) -> int:
    """The token behind what was told and whose words that are ("the claims of A's president")."""
    at = told.last
    while told.role is Role.TOLD and (owner := spans.by_first.get(at)) is not None and owner.role in OWNS:
        at = owner.last
    return at


def means_told(span: Span) -> bool:
    """Whether a phrase stands for what was told before ("these reports")."""
    return span.role is Role.TOLD or span.value in (TOLD, SAME_AGENT)


def _ends_at(tokens: Tokens, spans: Spans, at: int, names_denier: bool) -> bool:
    """Whether nothing is told from a token on but who says it and when, or also who denies it."""
    goes_on = spans.by_first.get(at)
    says = {Role.ATTRIBUTION, Role.BY, Role.DAY} | ({Role.OFFICE, Role.ACTOR, Role.OF} if names_denier else set())
    is_over = at >= len(tokens) or not tokens[at].is_word or begins_day(tokens, spans, at)
    return is_over or (goes_on is not None and goes_on.role in says)


def without_other_denials(tokens: Tokens, spans: Spans) -> Spans:
    """Phrases before a clause with a denial behind one that tells a change: that is another voice than the one's."""
    if Role.DENIAL not in spans.roles:
        return spans
    found = clauses(tokens, spans)
    first = next((clause for clause in found if any(class_of(verb) in CHANGES for verb in clause.verbs)), None)
    if first is None or is_denied(first, spans.of(Role.DENIAL)):
        return spans
    other = next(clause for clause in found if clause.of(Role.DENIAL))
    return Spans([span for span in spans if span.first < other.first])


def class_of(span: Span) -> VerbClass:
    """What a verb says."""
    return _class_of(span.value)


@lru_cache(maxsize=64)
def _class_of(value: str) -> VerbClass:
    for ending in (FOLLOWED, DRIVEN_OUT, TO_HOLD, *ENDINGS):
        value = value.removesuffix(ending)
    return VerbClass(value.removesuffix(OR_TAKES_BACK))


def is_from_where(verb: Span) -> bool:
    """Whether a verb tells of a place from which somebody went, was driven, or something was taken."""
    is_left = class_of(verb) in (VerbClass.LOSES, VerbClass.LEAVES, VerbClass.HANDS_OVER, VerbClass.DENIES)
    return is_left or verb.value.endswith(DRIVEN_OUT)


def verb_of_same(tokens: Sequence[Token], told: Clause, behind: Clause, objects: tuple[str, ...]) -> Span | None:
    """The verb of a clause that tells of the place of the one before it, by a word for that alone ("but lost it").

    One by which who came there is driven out needs no such word ("but was driven out").

    Args:
        tokens: of the sentence.
        told: the clause before.
        behind: the clause, which begins with a contrast and names no place.
        objects: words for what was told of.
    """
    contrasts = [span for clause in (told, behind) for span in clause.of(Role.CLAUSE) if span.value == CONTRAST]
    since = told.verbs[-1].last if told.verbs else told.first
    first = next((span.first for span in contrasts if span.first >= since), None)
    if first is None or any(tokens[at].is_capitalised for at in _open(told, behind) if at >= first):
        return None
    subjects = {span.first for span in behind.of(Role.WORD) if span.value == SAME_AGENT}
    for verb in behind.verbs:
        before, last = range(max(first, verb.first - NEXT_TO), verb.first), range(verb.last, verb.last + 1)
        beside = [at for at in (*before, *last) if at < behind.last and (at in last or at not in subjects)]
        if verb.value.endswith(DRIVEN_OUT):
            return verb
        if class_of(verb) in TURNS and any(tokens[at].folded in objects for at in beside):
            return verb
    return None


def ends_by(tokens: Tokens, told: Clause, behind: Clause, objects: tuple[str, ...]) -> bool:
    """Whether what a clause says is held goes on until the place changes hands, as the next one tells without its name.

    Args:
        tokens: of the sentence.
        told: the clause before, which says "until" or is followed by that.
        behind: the clause that follows.
        objects: words for what was told of.
    """
    if not told.verbs or any(class_of(verb) is not VerbClass.HOLDS for verb in told.verbs):
        return False
    is_until = any(span.value == UNTIL for clause in (told, behind) for span in clause.of(Role.SINCE))
    if not is_until or not any(class_of(verb) in TURNS for verb in behind.verbs):
        return False
    rest = [tokens[at] for at in range(behind.first, behind.last) if at not in behind.held]
    is_same = any(tokens[at].folded in objects for at in range(behind.first, behind.last))
    return is_same and not any(token.is_capitalised for token in rest)


def verb_of_object(tokens: Tokens, clause: Clause, verb: Span, objects: tuple[str, ...], side: str) -> Span:
    """The next verb, if what another one is told of changes hands by it, as a word for that alone says ("and took it").

    Where verbs stand behind their places, a fight between a place and the verb only tells how it changed hands.

    Args:
        tokens: of the sentence.
        clause: with both verbs.
        verb: the other one, which is returned where there is no such verb behind it.
        objects: words for what was told of.
        side: on which side of its places a verb stands: before, after, or nearest.
    """
    turn = next((other for other in clause.verbs if other.first >= verb.last), None)
    if turn is None or class_of(turn) not in TURNS or class_of(verb) in CHANGES:
        return verb
    beside = (*tokens[max(verb.last, turn.first - NEXT_TO) : turn.first], *tokens[turn.last : turn.last + 1])
    if any(token.folded in objects for token in beside):
        return turn
    joints = [span.first for span in clause.of(Role.AND)]
    between = range(verb.last, turn.first)
    is_parted = any(at in joints or tokens[at].text == "," or tokens[at].is_capitalised for at in between)
    return turn if side == "after" and class_of(verb) is VerbClass.FIGHTS and not is_parted else verb


def _open(told: Clause, behind: Clause) -> list[int]:
    """The tokens of two clauses that belong to no phrase."""
    return [at for clause in (told, behind) for at in range(clause.first, clause.last) if at not in clause.held]


def is_negated(clause: Clause, verb: Span) -> bool:
    """Whether a negation stands right before a verb, or right behind one that stands at the end."""
    return any(
        span.value != IN_PART and (0 <= verb.first - span.last < NEXT_TO or 0 <= span.first - verb.last <= 1)
        for span in clause.of(Role.NEGATION)
    )


def is_not_to_hold(clause: Clause, verb: Span) -> bool:
    """Whether a verb tells that somebody does not hold a place, and nothing makes that a plan or a condition."""
    says_so = verb.value.removesuffix(FOLLOWED).endswith(TO_HOLD) or (
        class_of(verb) is VerbClass.HOLDS and is_negated(clause, verb)
    )
    return says_so and not clause.of(Role.HYPOTHESIS)


def is_heard_from(tokens: Sequence[Token], clause: Clause, span: Span) -> bool:
    """Whether news is only told to come from a party: words alone stand between it and a colon or a word for saying."""
    for at in range(span.last, clause.last):
        other = clause.starting_at(at)
        if tokens[at].text == ":" or (other is not None and other.role is Role.ATTRIBUTION):
            return True
        if (other is not None and other.role in TOLD_OF) or not tokens[at].is_word:
            return False
    return False


def acts_in_clause_before(tokens: Sequence[Token], clause: Clause, verb: Span, span: Span, endings: Endings) -> bool:
    """Whether somebody before a passive does something else, which a finite verb of no table ends ("A fled, B was …").

    Args:
        tokens: of the sentence.
        clause: in which both stand.
        verb: the passive, if its ending is one of `passives`.
        span: who is named before it.
        endings: `finites` of a verb that ends a clause.
    """
    passives, finites = endings("passives"), endings("finites")
    if not passives or span.last > verb.first or not verb.word.endswith(passives):
        return False
    joints = {joint.first for joint in clause.of(Role.AND)}
    ends = (at for at in range(span.last + 1, verb.first) if tokens[at].text in ",;" or at in joints)
    return any(
        tokens[at - 1].folded.endswith(finites) and not tokens[at - 1].is_capitalised and at - 1 not in clause.held
        for at in ends
    )
