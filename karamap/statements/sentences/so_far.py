"""What is known before a sentence is read: of its language and theatre, and of the sentences before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from karamap.names.resolver import Resolver
from karamap.statements.clauses import acting
from karamap.statements.clauses.voices import Voice
from karamap.statements.lists.name_look_up import NameLookUp
from karamap.statements.sentences.settled_holders import Gainer, LastGain
from karamap.statements.values import Piece
from karamap.statements.words.lexicon import Lexicon, Span


@dataclass(frozen=True)
class Known:
    """What texts of one language are read by, in one theatre.

    Attributes:
        lexicon: the phrases of the language, with those of the theatre's parties and speakers.
        resolver: looks names up.
        parties: ids of the parties of the theatre.
        gainer: who gained a place about a day by the record, for what is told without who acts.
        begins: the day whose state the record begins with, if it says one.
        last_gain: who gained a place last before a day by the record, for what is told without a day.
    """

    lexicon: Lexicon
    resolver: Resolver
    parties: tuple[str, ...]
    gainer: Gainer | None = None
    begins: date | None = None
    last_gain: LastGain | None = None

    @cached_property
    def names(self) -> NameLookUp:
        """What names mean."""
        return NameLookUp(self.resolver, self.lexicon.endings("endings"))

    def other_party(self, party: str | None) -> str | None:
        """The only other party of the theatre, if it has two."""
        others = [other for other in self.parties if other != party]
        return others[0] if party and len(others) == 1 else None


@dataclass
class SoFar:
    """What the sentences before one leave behind.

    Attributes:
        known: what the text is read by.
        text: the whole text.
        published: the day of the page.
        voice: who spoke last.
        behind_enemy: who speaks behind a sentence in which the enemy does, whose enemy that is; else None.
        verb, wording, parties: of the last change, which lists behind it go on with.
        is_so_far: whether that is all that was reached so far, and no news of a day.
        is_spoken: whether somebody speaks in this sentence, or it goes on with what the one before announces.
        announces: whether the sentence before announces a list that stands in this one.
        since_told: sentences since a change was told, this one counted.
    """

    known: Known
    text: str
    published: date
    voice: Voice = field(default_factory=Voice)
    behind_enemy: Voice | None = None
    verb: Span | None = None
    wording: Piece | None = None
    parties: acting.Parties = field(default_factory=acting.Parties)
    is_so_far: bool = False
    is_spoken: bool = False
    announces: bool = False
    since_told: int = 0
