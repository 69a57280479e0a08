"""Whether a sentence says anything of places, is a list of them alone, or goes on with one."""

from __future__ import annotations

from collections.abc import Callable

from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Spans, tokens_of
from karamap.statements.words.list_parts import LONGEST_NAME, QUOTES
from karamap.statements.words.tokens import ITEM_MARKS, Sentence, Tokens, is_armenian

BULLETS = tuple(ITEM_MARKS)
"""Marks that an item or a row begins with; without a colon before them, items go on with the last change."""

OF_PLACES = frozenset({Role.VERB, Role.PARTICIPLE, Role.KIND, Role.DISTRICT, Role.THESE, Role.ACTOR})
"""Of these a sentence has one at least that tells of places, unless the one before announces them."""

HEADS = frozenset({"-", "–", "—", ":"})
"""Marks between a district and its places."""

TELLS = OF_PLACES | {
    *(Role.OPENS, Role.ATTRIBUTION, Role.DENIAL, Role.ACTOR, Role.OFFICE),
    *(Role.MONTH, Role.DAY, Role.YEAR, Role.PERIOD, Role.BACKGROUND),
}
"""Of these a sentence without a number has one at least that tells of places, of who speaks, or of days."""

IN_LIST = frozenset({Role.KIND, Role.DISTRICT, Role.AND, Role.OF, Role.DETERMINER, Role.NUMBER})
"""What words of a mere list are, besides names."""


def without_colon(text: str, sentence: Sentence, spans: Spans) -> Sentence:
    """A sentence without the colon at its end, where that is an Armenian full stop."""
    return sentence.without_last() if _ends_with_colon(text, sentence, spans) else sentence


def _ends_with_colon(text: str, sentence: Sentence, spans: Spans) -> bool:
    """Whether the colon at the end of an Armenian sentence is its full stop, and opens no list.

    Some verb stands before it, and no word for several places without their names; behind a verb a line may open one.
    """
    tokens, last = sentence.tokens, len(sentence.tokens) - 1
    if last < 1 or tokens[last].text != ":" or not is_armenian(tokens[last - 1].text[-1]):
        return False
    before = spans.by_last.get(last)
    if Role.VERB not in spans.roles or before is None:
        return Role.VERB in spans.roles
    if before.role in (Role.KIND, Role.DISTRICT):
        return before.first > 0 and tokens[before.first - 1].is_capitalised
    if before.role is Role.VERB and text[sentence.end : sentence.end + 1] == "\n":
        held = tokens_of(spans)
        return any(tokens[at].is_capitalised and at not in held for at in range(tokens.first_word + 1, last))
    return before.role not in (Role.THESE, Role.OPENS, Role.NUMBER)


def is_idle(tokens: Tokens, spans: Spans) -> bool:
    """Whether a sentence that nothing announces says nothing at all, and leaves nothing for those behind it."""
    return spans.roles.isdisjoint(TELLS) and not tokens.numbers


def _is_mere_list(tokens: Tokens, spans: Spans) -> bool:
    """Whether what stands between the first and the last quotation mark of a sentence are names and words for them.

    A quotation may end with the sentence, its last mark standing behind the dot.
    """
    marks = sorted([at for mark in QUOTES.intersection(tokens.marks) for at in tokens.marks[mark]])
    if not marks:
        return False
    listed = tokens_of(spans.among(IN_LIST))
    inside = range(marks[0] + 1, marks[-1] if len(marks) > 1 else len(tokens))
    names = sum(tokens[at].is_capitalised for at in inside)
    return names > 1 and all(tokens[at].is_capitalised or at in listed or not tokens[at].is_word for at in inside)


def is_names_alone(tokens: Tokens, spans: Spans) -> bool:
    """Whether a sentence is names of places, and words for places, alone ("- A and B", "the C district")."""
    if Role.ACTOR in spans.roles:
        return False
    listed = tokens_of(spans.among(IN_LIST))
    return all(token.is_capitalised or at in listed or not token.is_word for at, token in enumerate(tokens))


def words_besides(tokens: Tokens, spans: Spans) -> int:
    """How many words of a sentence are neither names nor known phrases."""
    known = tokens_of(spans)
    return sum(token.is_word and not token.is_capitalised for at, token in enumerate(tokens) if at not in known)


def _is_list_alone(tokens: Tokens, spans: Spans) -> bool:
    """Whether a sentence is a list of several places, or of those of a district, and nothing else."""
    is_of_several = any(span.value.endswith("plural") for span in spans.of(Role.KIND))
    return (is_of_several or Role.DISTRICT in spans.roles) and is_names_alone(tokens, spans)


def _heads_with_district(tokens: Tokens, spans: Spans, districts_named: Callable[[str], frozenset[str]]) -> bool:
    """Whether a sentence is names alone, the first that of a district before a dash or a colon ("D – A, B and C")."""
    first = tokens.first_word
    marks = [at for mark in HEADS for at in tokens.marks.get(mark, ())]
    mark = min([at for at in marks if at > first], default=0)
    if not 0 < mark - first <= LONGEST_NAME or not tokens[first].is_capitalised or not is_names_alone(tokens, spans):
        return False
    return bool(districts_named(" ".join([token.text for token in tokens[first:mark]])))


def goes_on(tokens: Tokens, spans: Spans) -> bool:
    """Whether a sentence without a verb begins with a word that opens a list ("in particular, the villages of")."""
    if Role.OPENS not in spans.roles or Role.VERB in spans.roles:
        return False
    first = next((span for span in spans if any(token.is_word for token in tokens[: span.last])), None)
    return first is not None and first.role is Role.OPENS


def is_list(
    tokens: Tokens, spans: Spans, districts_named: Callable[[str], frozenset[str]], *, is_awaited: bool
) -> bool:
    """Whether a sentence is nothing but a list of places.

    Args:
        tokens: of the sentence.
        spans: its phrases.
        districts_named: the districts that are called so.
        is_awaited: whether a change was told of places that have not been listed yet.
    """
    roles = spans.roles
    if is_awaited and _heads_with_district(tokens, spans, districts_named):
        return True
    if Role.VERB in roles or not roles & {Role.KIND, Role.DISTRICT}:
        return False
    if is_awaited and (tokens[0].text in QUOTES or _is_list_alone(tokens, spans)):
        return True
    return Role.ATTRIBUTION in roles and _is_mere_list(tokens, spans)
