"""Where a page says that it was written ("A, October 10 (AGENCY) — B was taken"), which tells nothing of that place."""

from __future__ import annotations

from collections.abc import Sequence

from karamap.statements.days.days_of_text import OF_DAYS
from karamap.statements.schema import Role
from karamap.statements.values import ListedPlace
from karamap.statements.words.lexicon import Spans, tokens_of
from karamap.statements.words.tokens import DOT_BEFORE_SPEECH, Tokens

LATEST = 400
"""Characters of a text in which a dateline begins, at the most."""

LONGEST = 18
"""Tokens of a dateline at the most."""

ENDS = frozenset({"—", "–", "-", ":", DOT_BEFORE_SPEECH})
"""Marks that end it."""

WITHIN = frozenset(",.()/")
"""Marks within it."""

TELLS = frozenset({Role.VERB, Role.PARTICIPLE, Role.KIND, Role.DISTRICT, Role.ATTRIBUTION, Role.OFFICE})
"""Phrases that none has."""

SHORTEST_AGENCY = 3
"""Letters of a word in capitals that may be an agency's name, at the least."""


def dateline_end(tokens: Tokens, spans: Spans) -> int:
    """The token behind the dateline that a sentence begins with; 0 if it has none.

    That is a name, a day or an agency in capitals or brackets, and a mark behind which another sentence begins.

    Args:
        tokens: of the sentence.
        spans: its phrases.
    """
    first, days = tokens.first_word, tokens_of(spans.among(OF_DAYS))
    if not tokens[first].is_capitalised or first in days:
        return 0
    end = next((at for at in range(first + 1, min(len(tokens) - 1, LONGEST)) if tokens[at].text in ENDS), 0)
    inside = range(first + 1, end)
    is_plain = all(
        tokens[at].is_capitalised or tokens[at].is_number or tokens[at].text in WITHIN or at in days for at in inside
    )
    if not end or not is_plain or any(span.first < end for span in spans.among(TELLS)):
        return 0
    behind = [at for at in inside if tokens[at].text in WITHIN]
    agencies = [tokens[at].text for at in inside if behind and at > behind[0] and tokens[at].text.isupper()]
    has_agency = any(len(word) >= SHORTEST_AGENCY for word in agencies) or "(" in [tokens[at].text for at in behind]
    is_dateline = bool(behind) and (has_agency or any(at in days for at in inside))
    return end + 1 if is_dateline and tokens[end + 1].is_capitalised else 0


def without_dateline(spans: Spans, end: int) -> Spans:
    """Phrases of a sentence without those of the dateline that ends before a token, but its day: that of its news."""
    return Spans([span for span in spans if span.first >= end or span.role in OF_DAYS]) if end else spans


def without_place_of_dateline(places: Sequence[ListedPlace], tokens: Tokens, end: int) -> Sequence[ListedPlace]:
    """The places of a sentence, of which that of the dateline is only named, if others stand behind it."""
    if not end or not places or places[-1].name.start < tokens.starts[end]:
        return places
    begins = tokens.starts[end]
    return [place if place.name.start >= begins else place._replace(is_near=True) for place in places]
