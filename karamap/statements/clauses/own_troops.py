"""Troops that are only called the own ones of who speaks, or of who acted before ("its army took A")."""

from __future__ import annotations

from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.named_parties import is_beside, is_right_behind
from karamap.statements.clauses.verb_forms import tells_what_is_done
from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Endings, Span
from karamap.statements.words.tokens import Tokens
from karamap.statements.words.word_values import OURS, OWN_TROOPS, WE


def is_of_ours(clause: Clause, verb: Span, ours: tuple[str, ...]) -> bool:
    """Whether a verb tells of what belongs to who speaks ("is under our control"), or "our" stands right before it.

    Args:
        clause: in which the verb stands.
        verb: which is asked about.
        ours: words for that, and endings of such behind a hyphen.
    """
    before = clause.ending_at(verb.first)
    if before is not None and before.role in OURS and before.value == WE:
        return True
    endings = tuple(form[1:] for form in ours if form.startswith("-"))
    return any(word in ours or word.endswith(endings) for word in verb.phrase.words)


def own_that_act(tokens: Tokens, clause: Clause, verb: Span, endings: Endings) -> str:
    """The value of the words by which own troops do what a verb tells: "our", or "its army"; empty if none do.

    Args:
        tokens: of the sentence.
        clause: in which the verb stands.
        verb: which is asked about.
        endings: of the language, by the names of settings.
    """
    own = [span for span in clause.spans.among(OURS) if span.value in (WE, OWN_TROOPS)]
    if not own:
        return ""
    is_done = tells_what_is_done(clause, verb, endings)
    return next((span.value for span in own if _act(tokens, clause, verb, span, endings, is_done=is_done)), "")


def _act(tokens: Tokens, clause: Clause, verb: Span, span: Span, endings: Endings, *, is_done: bool) -> bool:
    """Whether own troops do what a verb tells: as its subject, or by a word or case for who did it."""
    if is_beside(clause, span, Role.BY, tokens):
        return True
    if is_done:
        instruments = endings("instruments")
        return bool(instruments) and span.word.endswith(instruments)
    return span.last <= verb.first or is_right_behind(tokens, verb, span)
