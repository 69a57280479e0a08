"""The languages of statements, from a theatre's own tables and the shipped ones, and how its parties are called."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from karamap.errors import LanguageError
from karamap.names.resolver import Resolver
from karamap.record.claims import Claim, Record
from karamap.record.schema import Basis, Stance
from karamap.statements.extraction import Reader, reader
from karamap.statements.proposals import SAME_CHANGE
from karamap.statements.schema import ACTORS, FOLDER, PERIODS, ActorKind, Role, phrases
from karamap.statements.sentences.settled_holders import Gainer, LastGain
from karamap.statements.words.lexicon import STEM, Actor, Period, Phrase, words_of
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Row
from karamap.tables.data_folder import DataFolder, data_dir

TWO_SIDES = 2
"""From so many parties in `actors.csv` on, those are the opponents: what one of two loses, the other gains."""

BEGINNING_OF_A_TEXT = 4_000
"""So many characters of a text are enough to tell its language by."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language's phrases and names of parties, the beginnings of those that go on, and its letters."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    letters: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether a word stands in a phrase or a name."""
        return word in self.words or word.startswith(self.beginnings)


class StatementTables:
    """Every language that statements can be read in with one theatre.

    A language is a table `gazetteer/statements/<code>.csv`; a theatre's own adds one or stands in for the shipped one.
    """

    def __init__(self, folder: DataFolder) -> None:
        self._own, self._shipped = folder, DataFolder(data_dir())
        self.languages = tuple(sorted({*_languages(self._own), *_languages(self._shipped)}))
        self._words: dict[str, list[Phrase]] = {}
        self._vocabularies: dict[str, Vocabulary] = {}

    def phrases(self, language: str) -> list[Phrase]:
        """The phrases of one language.

        Raises:
            LanguageError: there is no table of it.
            DataError: its table has faults.
        """
        if language not in self.languages:
            raise LanguageError(
                f"no language {language!r} to read statements in; there are {', '.join(self.languages)}; "
                f"a theatre adds one as {FOLDER}/{language}.csv"
            )
        if language not in self._words:
            table = phrases(language)
            folder = self._own if language in _languages(self._own) else self._shipped
            self._words[language] = [_phrase(row) for row in tables.read(table, folder)]
        return self._words[language]

    def actors(self, language: str) -> list[Phrase]:
        """How the parties and speakers of the theatre and other countries are called in one language.

        Raises:
            DataError: the table has faults.
        """
        return [_actor(row) for row in self._actor_rows(language)]

    def _actor_rows(self, language: str) -> list[Row]:
        return [row for row in tables.read(ACTORS, self._own) if row["language"] in (None, language)]

    def periods(self, language: str) -> list[Phrase]:
        """How the wars and operations of the theatre are called in one language.

        Raises:
            DataError: the table has faults.
        """
        rows = tables.read(PERIODS, self._own)
        return [_period(row) for row in rows if row["language"] in (None, language)]

    def language_of(self, text: str) -> str:
        """The language with the most phrases in the beginning of a text, among those that are written so.

        Ties go to the one whose letters cover more of the text, then to English, then to the first by code.
        """
        beginning = text[:BEGINNING_OF_A_TEXT]
        words = [word for word in words_of(beginning) if word[:1].isalpha()]
        letters = Counter(letter for letter in beginning.lower() if letter.isalpha())

        def rank(language: str) -> tuple[bool, int, int, bool]:
            known = self._vocabulary(language)
            covered = sum(letters[letter] for letter in known.letters)
            return 2 * covered >= letters.total(), sum(map(known.has, words)), covered, language == "en"

        return max(self.languages, key=rank)

    def _vocabulary(self, language: str) -> Vocabulary:
        if language not in self._vocabularies:
            said = [*self.phrases(language), *self.actors(language)]
            words = {word for phrase in said for word in phrase.words}
            self._vocabularies[language] = Vocabulary(
                frozenset(words),
                tuple(sorted({word.removesuffix(STEM) for word in words if word.endswith(STEM)})),
                frozenset({letter for phrase in self.phrases(language) for word in phrase.words for letter in word}),
            )
        return self._vocabularies[language]

    def reader(self, language: str, resolver: Resolver, record: Record) -> Reader:
        """A reader of one language.

        Args:
            language: its code.
            resolver: looks names up.
            record: the parties of the theatre, by whose names they are known besides what `actors.csv` says, and who
                held what before.
        """
        named = [(party.id, party.short) for party in record.parties.values()]
        own = self._actor_rows(language)
        called = [*map(_actor, own), *[_party(id_, name) for id_, name in named], *self.periods(language)]
        fighting = {row["party_id"] for row in own if row["kind"] is ActorKind.PARTY}
        opponents = [id_ for id_, _ in named if id_ in fighting or len(fighting) < TWO_SIDES]
        gainer, last_gain = _gainers(record, opponents)
        return reader(
            language,
            _with_parties(self.phrases(language), own),
            called,
            resolver,
            opponents,
            gainer,
            record.state_as_of,
            last_gain,
        )


def _gainers(record: Record, opponents: Sequence[str]) -> tuple[Gainer, LastGain]:
    """Who gained a place about a day: by a change that the record has, else whoever did not hold it from the first.

    Only an opponent is meant by what is told without who acts. The other tells who gained a place last before a day.
    """
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in record.claims.values():
        if claim.place_id and claim.holder and claim.stance is Stance.AFFIRMS:
            claims[claim.place_id].append(claim)

    @cache
    def gains(place_id: str) -> list[Claim]:
        return sorted(_gains(claims[place_id]), key=lambda claim: claim.valid_from)

    def gainer(place_id: str, day: date) -> str | None:
        changes = gains(place_id)
        near = {claim.holder for claim in changes if abs(claim.valid_from - day) <= SAME_CHANGE}
        if near:
            return near.pop() if len(near) == 1 and near <= set(opponents) else None
        first = {claim.holder for claim in claims[place_id] if claim.basis is Basis.BASELINE}
        if len(first) != 1 or any(claim.valid_from < day for claim in changes):
            return None
        others = [party for party in opponents if party not in first]
        return others[0] if len(others) == 1 else None

    def last_gain(place_id: str, day: date) -> tuple[str, date] | None:
        last: tuple[str, date] | None = None
        for claim in gains(place_id):
            if claim.valid_from < day and claim.holder and (last is None or claim.holder != last[0]):
                last = claim.holder, claim.valid_from
        return last

    return gainer, last_gain


def _gains(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a place by whoever did not hold it from the first, and behind the first of these by who did too."""
    first = {claim.holder for claim in claims if claim.basis is Basis.BASELINE}
    changes = [claim for claim in claims if claim.basis is not Basis.BASELINE]
    lost = min([claim.valid_from for claim in changes if claim.holder not in first], default=date.max)
    return [claim for claim in changes if claim.holder not in first or claim.valid_from > lost]


def _languages(folder: DataFolder) -> list[str]:
    found = (folder.path / FOLDER).glob("*.csv")
    return [path.stem for path in found if f"{FOLDER}/{path.name}" not in (ACTORS.path, PERIODS.path)]


def _phrase(row: Row) -> Phrase:
    form = unicodedata.normalize("NFC", row["form"])
    words = (form,) if row["role"] is Role.SETTING else words_of(form)
    return Phrase(words, row["role"], row["value"] or "")


def _with_parties(phrases: Sequence[Phrase], actors: Sequence[Row]) -> list[Phrase]:
    """Phrases of a language, where a verb that has a party's name among its words names that party."""
    forms = [(words_of(row["form"]), row["party_id"]) for row in actors if row["kind"] is ActorKind.PARTY]
    parties = {words[0]: party for words, party in forms if len(words) == 1}
    beginnings = tuple([form.removesuffix(STEM) for form in parties])
    found = list[Phrase]()
    for phrase in phrases:
        told = [word for word in phrase.words if word.startswith(beginnings)] if phrase.role is Role.VERB else []
        names = next(filter(None, [_party_of(word, parties) for word in told]), None)
        found.append(replace(phrase, names=names) if names else phrase)
    return found


def _party_of(word: str, parties: Mapping[str, str]) -> str | None:
    """The party that a word names by itself or by its beginning, by the longest that agrees."""
    stems = (word[:length] + STEM for length in range(len(word), 0, -1))
    return parties.get(word) or next((parties[stem] for stem in stems if stem in parties), None)


def _actor(row: Row) -> Phrase:
    kind = ActorKind.PARTY if row["kind"] in (ActorKind.THIRD_PARTY, ActorKind.OURS) else row["kind"]
    actor = Actor(kind, row["party_id"], row["name"], is_ours=row["kind"] is ActorKind.OURS)
    return Phrase(words_of(row["form"]), Role.ACTOR, actor=actor)


def _period(row: Row) -> Phrase:
    return Phrase(words_of(row["form"]), Role.PERIOD, period=Period(row["first_day"], row["last_day"]))


def _party(id_: str, name: str) -> Phrase:
    return Phrase(words_of(name), Role.ACTOR, actor=Actor(ActorKind.PARTY, id_, name))
