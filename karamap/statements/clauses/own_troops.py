"""Troops that are only called the own ones of who speaks, or of who acted before ("its army took A")."""

from __future__ import annotations

from karamap.statements.clauses.acting import is_right_behind
from karamap.statements.clauses.clauses import Clause
from karamap.statements.clauses.named_parties import is_beside
from karamap.statements.clauses.verb_forms import tells_what_is_done
from karamap.statements.schema import Role
from karamap.statements.words.lexicon import Endings, Span
from karamap.statements.words.tokens import Tokens
from karamap.statements.words.word_values import OURS, OWN_TROOPS, WE


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
