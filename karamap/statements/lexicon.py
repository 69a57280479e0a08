"""The phrases of one language and of a theatre, found in sentences by their longest form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from karamap.statements.schema import ActorKind, Role
from karamap.statements.tokens import TOKEN, Token, fold

STEM = "*"
"""Ends a word of a form of which only the beginning is given."""

SHORTEST_STEM = 2

ANNIVERSARY = "anniversary"
"""The value of a phrase for background by which a page looks back to a day of an earlier year."""

TELLING = frozenset(
    {Role.VERB, Role.PARTICIPLE, Role.KIND, Role.DISTRICT, Role.THESE, Role.OPENS, Role.ATTRIBUTION, Role.DENIAL}
)
"""Roles without any of which a sentence neither says anything of a place nor who speaks."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A form as folded words, what it does, and what it says."""

    words: tuple[str, ...]
    role: Role
    value: str = ""
    actor: Actor | None = None
    says: bool = False
    """Whether it is a verb that begins with a word for saying ("announced the capture of")."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, somebody who speaks for one (or for none), or another country."""

    kind: ActorKind
    party: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Span:
    """A phrase where it stands: numbers of its first token and of the one behind its last."""

    first: int
    last: int
    phrase: Phrase
    word: str = ""
    """The last word as the sentence has it, folded."""

    @property
    def role(self) -> Role:
        """What the phrase does."""
        return self.phrase.role

    @property
    def value(self) -> str:
        """What the phrase says."""
        return self.phrase.value


def tokens_of(spans: Iterable[Span]) -> frozenset[int]:
    """Numbers of the tokens that belong to some phrases."""
    return frozenset([at for span in spans for at in range(span.first, span.last)])


class Lexicon:
    """Finds the phrases of one language in a sentence: from the left, the longest first, none within another."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        self.settings: dict[str, str] = {}
        self.abbreviations: set[str] = set()
        self.home: Actor | None = None
        given = list(phrases)
        saying = {phrase.words[0] for phrase in given if phrase.role is Role.ATTRIBUTION}
        for phrase in given:
            says = phrase.role is Role.VERB and len(phrase.words) > 1 and phrase.words[0] in saying
            self._add(replace(phrase, says=True) if says else phrase)
        for found in (*self._exact.values(), *self._stems.values()):
            found.sort(key=_longest_first)
        self._beginning_with = lru_cache(maxsize=1 << 16)(self._begun)
        self._endings = lru_cache(maxsize=16)(lambda setting: tuple(self.settings.get(setting, "").split()))
        self._is_telling = lru_cache(maxsize=1 << 16)(self._tells)

    def _add(self, phrase: Phrase) -> None:
        first = phrase.words[0]
        if phrase.role is Role.SETTING:
            self.settings[" ".join(phrase.words)] = phrase.value
        elif phrase.role is Role.ABBREVIATION:
            self.abbreviations.add(first)
        elif phrase.actor is not None and phrase.actor.kind is ActorKind.HOME:
            self.home = phrase.actor
        elif first.endswith(STEM):
            self._stems.setdefault(first[:-1], []).append(phrase)
        else:
            self._exact.setdefault(first, []).append(phrase)

    def spans(self, tokens: Sequence[Token]) -> list[Span]:
        """The phrases in some tokens, in their order."""
        found, at = list[Span](), 0
        while at < len(tokens):
            begun = self._beginning_with(tokens[at].folded)
            phrase = _longest(begun, tokens, at) if begun else None
            if phrase is None:
                at += 1
                continue
            if len(begun) > 1 and len(phrase.words) == 1:
                phrase = _month_beside_a_number(begun, tokens, at) or phrase
            last = at + len(phrase.words)
            found.append(Span(at, last, phrase, tokens[last - 1].folded))
            at = last
        return found

    def endings(self, setting: str) -> tuple[str, ...]:
        """The endings that a setting lists."""
        return self._endings(setting)

    def may_tell(self, sentence: str) -> bool:
        """Whether any word of a sentence may begin a phrase that tells something: a verb, a kind, a word for saying."""
        return any(map(self._is_telling, sentence.split()))

    def _tells(self, chunk: str) -> bool:
        """Whether characters without a space hold such a word, or a mark that makes a name the speaker."""
        if ":" in chunk or "@" in chunk:
            return True
        words = [fold(found[0]) for found in TOKEN.finditer(chunk)]
        return any(_is_telling(phrase) for word in words for phrase in self._beginning_with(word))

    def _begun(self, word: str) -> tuple[Phrase, ...]:
        """Phrases whose first word may be this one: the longest first, mere words last, exact ones before stems."""
        found = list(self._exact.get(word, ()))
        for length in range(len(word), SHORTEST_STEM - 1, -1):
            found += self._stems.get(word[:length], ())
        return tuple(sorted(found, key=lambda phrase: (-len(phrase.words), phrase.role is Role.WORD)))


def _is_telling(phrase: Phrase) -> bool:
    return phrase.role in TELLING or (phrase.role is Role.BACKGROUND and phrase.value == ANNIVERSARY)


def _longest_first(phrase: Phrase) -> tuple[int, int, tuple[str, ...], str]:
    return -len(phrase.words), -sum(map(len, phrase.words)), phrase.words, phrase.role.value


def _longest(begun: Iterable[Phrase], tokens: Sequence[Token], at: int) -> Phrase | None:
    """The first of some phrases whose other words stand behind a token."""
    for phrase in begun:
        behind = tokens[at + 1 : at + len(phrase.words)]
        if len(behind) + 1 == len(phrase.words) and all(map(_agrees, behind, phrase.words[1:])):
            return phrase
    return None


def _month_beside_a_number(begun: Iterable[Phrase], tokens: Sequence[Token], at: int) -> Phrase | None:
    """The month that a word with another meaning is called by, if a number stands next to it ("on May 24")."""
    month = next((phrase for phrase in begun if phrase.role is Role.MONTH and len(phrase.words) == 1), None)
    beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    return month if month and any(token.text[0].isdigit() for token in beside) else None


def _agrees(token: Token, word: str) -> bool:
    return token.folded.startswith(word[:-1]) if word.endswith(STEM) else token.folded == word


def words_of(form: str) -> tuple[str, ...]:
    """The folded words of a form as a table gives it.

    >>> words_of("took control*")
    ('took', 'control*')
    """
    words = list[str]()
    for found in TOKEN.finditer(form):
        if found[0] == STEM and words:
            words[-1] += STEM
        else:
            words.append(fold(found[0]))
    return tuple(words)
