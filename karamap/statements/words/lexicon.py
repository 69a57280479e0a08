"""The phrases of one language and of a theatre, found in sentences by their longest form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from karamap.statements.schema import ActorKind, Role
from karamap.statements.words.tokens import TOKEN, Token, fold

STEM = "*"
"""Ends a word of a form of which only the beginning is given."""

SHORTEST_STEM = 2

ANNIVERSARY = "anniversary"
"""The value of a phrase for background by which a page looks back to a day of an earlier year."""

RUNNING = "running"
"""The value of a phrase by which a number counts what was reached so far."""

RUNNING_IF_COUNTED = "running if counted"
"""The value of a phrase that says so of a number alone, and else only that something follows ("thus")."""

RUNNING_OF_LIST = "running of a list"
"""The value of a phrase that says so of a list of several names, and of a number ("as of")."""

TELLING = frozenset(
    {
        Role.VERB,
        Role.PARTICIPLE,
        Role.KIND,
        Role.DISTRICT,
        Role.THESE,
        Role.ACTOR,
        Role.OPENS,
        Role.ATTRIBUTION,
        Role.DENIAL,
        Role.PERIOD,
    }
)
"""Roles without any of which a sentence neither says anything of a place nor who speaks nor of which war."""

Endings = Callable[[str], tuple[str, ...]]
"""The endings of a language by the name of a setting."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A form as folded words, what it does, and what it says."""

    words: tuple[str, ...]
    role: Role
    value: str = ""
    actor: Actor | None = None
    period: Period | None = None
    says: bool = False
    """Whether it is a verb that begins with a word for saying ("announced the capture of")."""
    names: str | None = None
    """The id of the party that a verb has in its own words ("raised A's flag")."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, somebody who speaks for one (or for none), or another country."""

    kind: ActorKind
    party: str | None
    name: str
    is_ours: bool = False
    """Whether a side calls it its own ("our army")."""


@dataclass(frozen=True, slots=True)
class Period:
    """A war or an operation: its first and its last day."""

    first: date
    last: date


class Span(NamedTuple):
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


def first_of(span: Span) -> int:
    """The number of its first token, by which phrases are sorted and searched."""
    return span.first


def last_of(span: Span) -> int:
    """The number of the token behind its last."""
    return span.last


def actor_of(span: Span) -> Actor:
    """The actor that a phrase of that role names."""
    assert span.phrase.actor is not None
    return span.phrase.actor


class Spans(tuple[Span, ...]):
    """The phrases of a sentence or of a part of it, in their order, which know what each does and where it stands."""

    def __init__(self, _spans: Iterable[Span] = ()) -> None:
        self._by_role: dict[Role, list[Span]] = {}
        self.by_first: dict[int, Span] = {}
        """Each by its first token."""
        self.by_last: dict[int, Span] = {}
        """Each by the token behind its last."""
        for span in self:
            self._by_role.setdefault(span.phrase.role, []).append(span)
            self.by_first[span.first] = self.by_last[span.last] = span
        self.roles = self._by_role.keys()
        """All that they do."""

    def of(self, role: Role) -> Sequence[Span]:
        """Those of one role."""
        return self._by_role.get(role, ())

    def among(self, roles: frozenset[Role]) -> Sequence[Span]:
        """Those of some roles."""
        return () if roles.isdisjoint(self._by_role) else [span for span in self if span.phrase.role in roles]

    def say(self, role: Role, value: str) -> bool:
        """Whether one of a role has a value."""
        return role in self._by_role and any(span.phrase.value == value for span in self._by_role[role])


def tokens_of(spans: Iterable[Span]) -> frozenset[int]:
    """Numbers of the tokens that belong to some phrases."""
    return frozenset([at for span in spans for at in range(span.first, span.last)])


class Lexicon:
    """Finds the phrases of one language in a sentence: from the left, the longest first, none within another."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.settings: dict[str, str] = {}
        self.abbreviations = frozenset[str]()
        self.home: Actor | None = None
        self.periods: list[Period] = []
        given = list(phrases)
        saying = {phrase.words[0] for phrase in given if phrase.role is Role.ATTRIBUTION and len(phrase.words) == 1}
        found = list[Phrase]()
        for phrase in filter(self._is_phrase, given):
            says = phrase.role is Role.VERB and len(phrase.words) > 1 and phrase.words[0] in saying
            found.append(replace(phrase, says=True) if says else phrase)
        self._begun = lru_cache(maxsize=None)(_Begun)
        self._nothing = self._begun(tuple(found), 0)
        self._after = lru_cache(maxsize=1 << 16)(self._with_word)
        self._beginning = lru_cache(maxsize=1 << 16)(lambda word: self._with_word(self._nothing, word))
        self._endings = {setting: tuple(fold(value).split()) for setting, value in self.settings.items()}
        self._is_telling = lru_cache(maxsize=1 << 16)(self._tells)

    def _is_phrase(self, given: Phrase) -> bool:
        """Whether a row is that of a phrase; what else it says of the language is kept."""
        if given.period is not None and given.period not in self.periods:
            self.periods.append(given.period)
        if given.role is Role.SETTING:
            self.settings[" ".join(given.words)] = given.value
        elif given.role is Role.ABBREVIATION:
            self.abbreviations |= {given.words[0]}
        elif given.actor is not None and given.actor.kind is ActorKind.HOME:
            self.home = given.actor
        else:
            return True
        return False

    def spans(self, tokens: Sequence[Token]) -> Spans:
        """The phrases in some tokens, in their order."""
        found, behind = list[Span](), 0
        for at, token in enumerate(tokens):
            begun = self._beginning(token.folded)
            if begun is not None and at >= behind and (longest := self._longest(begun, tokens, at)):
                found.append(longest)
                behind = longest.last
        return Spans(found)

    def _longest(self, begun: _Begun | None, tokens: Sequence[Token], at: int) -> Span | None:
        """The longest phrase of those that begin at a token; a month, if a number stands beside its one word."""
        phrase, last, behind = None, at, at + 1
        while begun is not None:
            if begun.whole:
                phrase, last = begun.whole, behind
                if begun.month and _is_beside_a_number(tokens, at):
                    phrase = begun.month
            if not begun.goes_on or behind == len(tokens):
                break
            begun = self._after(begun, tokens[behind].folded)
            behind += 1
        return Span(at, last, phrase, tokens[last - 1].folded) if phrase else None

    def _with_word(self, before: _Begun, word: str) -> _Begun | None:
        """What one more word leaves of the phrases that others begin; None if it leaves none."""
        phrases = before.agreeing(word)
        return self._begun(tuple(phrases), before.count + 1) if phrases else None

    def endings(self, setting: str) -> tuple[str, ...]:
        """The endings that a setting lists."""
        return self._endings.get(setting, ())

    def may_tell(self, sentence: str) -> bool:
        """Whether any word of a sentence may begin a phrase that tells something: a verb, a kind, a word for saying."""
        return any(map(self._is_telling, sentence.split()))

    def _tells(self, chunk: str) -> bool:
        """Whether characters without a space hold such a word, or a mark that makes a name the speaker."""
        if ":" in chunk or "@" in chunk:
            return True
        begun = [self._beginning(fold(found[0])) for found in TOKEN.finditer(chunk)]
        return any(found is not None and found.is_telling for found in begun)


class _Begun:
    """The phrases that some words may begin: which of them these words are, and which go on.

    Args:
        phrases: those that the words agree with.
        count: how many words have been read.
    """

    def __init__(self, phrases: tuple[Phrase, ...], count: int) -> None:
        whole = [phrase for phrase in phrases if len(phrase.words) == count]
        self.whole = min(whole, key=lambda phrase: phrase.role is Role.WORD, default=None)
        """The phrase that is complete: a mere word only if no other is."""
        self.month = next((phrase for phrase in whole if phrase.role is Role.MONTH and count == 1), None)
        """The month that the one word is called by, which may have another meaning."""
        self.is_telling = any(map(_is_telling, phrases))
        self.count = count
        shortest = 0 if count else SHORTEST_STEM
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if len(phrase.words) > count:
                word = phrase.words[count]
                next_words, key = (self._stems, word[:-1]) if word.endswith(STEM) else (self._exact, word)
                next_words.setdefault(key, []).append(phrase)
        self.goes_on = bool(self._exact or self._stems)
        self._lengths: dict[str, set[int]] = {}
        for stem in self._stems:
            if len(stem) >= shortest:
                self._lengths.setdefault(stem[:1], set()).add(len(stem))

    def agreeing(self, word: str) -> list[Phrase]:
        """The phrases that have one more word as their next, in the order in which they are taken."""
        found = [*self._exact.get(word, ())]
        for length in self._lengths.get(word[:1], ()):
            found += self._stems.get(word[:length], ()) if length <= len(word) else ()
        return sorted(found, key=_surest_first) if found else found


def _is_telling(phrase: Phrase) -> bool:
    return phrase.role in TELLING or (phrase.role is Role.BACKGROUND and phrase.value == ANNIVERSARY)


def _surest_first(phrase: Phrase) -> tuple[bool, int, int, tuple[str, ...], str]:
    """The order of phrases that begin with one word: that itself before stems of it, long phrases before short ones."""
    first = phrase.words[0]
    return first.endswith(STEM), -len(first), -sum(map(len, phrase.words)), phrase.words, phrase.role.value


def _is_beside_a_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands next to a token ("on May 24")."""
    beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    return any(token.is_number for token in beside)


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
