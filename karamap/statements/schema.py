"""The tables of statements: phrases of one language, and how a theatre's parties and speakers are called."""

from __future__ import annotations

from enum import StrEnum

from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Table

FOLDER = "gazetteer/statements"


class Role(StrEnum):
    """What a phrase does in a sentence."""

    VERB = "verb"
    PARTICIPLE = "participle"
    NEGATION = "negation"
    HYPOTHESIS = "hypothesis"
    HEARSAY = "hearsay"
    BACKGROUND = "background"
    NEAR = "near"
    ATTRIBUTION = "attribution"
    DENIAL = "denial"
    TOLD = "told"
    OFFICE = "office"
    KIND = "kind"
    DISTRICT = "district"
    AND = "and"
    OF = "of"
    BY = "by"
    LOSER = "loser"
    RECIPIENT = "recipient"
    DETERMINER = "determiner"
    ENEMY = "enemy"
    CLAUSE = "clause"
    THESE = "these"
    OPENS = "opens"
    NOW = "now"
    SINCE = "since"
    DOCUMENT = "document"
    MONTH = "month"
    NUMBER = "number"
    DAY = "day"
    YEAR = "year"
    SCOPE = "scope"
    BOUND = "bound"
    POSITIONS = "positions"
    BORDER = "border"
    WORD = "word"
    ABBREVIATION = "abbreviation"
    SETTING = "setting"
    ACTOR = "actor"
    """Not of a language: how a theatre's parties, speakers and other countries are called."""
    PERIOD = "period"
    """Not of a language: how a war or an operation of a theatre is called."""


SAYS = frozenset({Role.ATTRIBUTION, Role.DENIAL})
"""Phrases by which somebody says or denies something."""

WHO = frozenset({Role.ACTOR, Role.OFFICE})
"""Phrases for somebody who acts or speaks."""

BLOCKS = {
    Role.NEGATION: "negated",
    Role.HYPOTHESIS: "a plan, a condition or a demand",
    Role.BACKGROUND: "background",
}
"""Phrases that keep a clause from saying that anything changed hands, and why."""

BLOCKING = frozenset(BLOCKS)
"""Phrases that keep a clause from telling a change."""


class VerbClass(StrEnum):
    """What a verb says of a party and a place."""

    TAKES = "takes"
    LOSES = "loses"
    HOLDS = "holds"
    DENIES = "denies"
    HANDS_OVER = "hands over"
    LEAVES = "leaves"
    STRIKES = "strikes"
    FIGHTS = "fights"
    RENAMES = "renames"
    MENTIONS = "mentions"


class ActorKind(StrEnum):
    """Who or what a name of `actors.csv` means."""

    PARTY = "party"
    THIRD_PARTY = "third party"
    """A party that is nobody's opponent: one of two opponents does not gain what it loses. Read as a party."""
    SPEAKER = "speaker"
    ELSEWHERE = "elsewhere"
    """A country of which no place is in the theatre."""
    REGION = "region"
    """A stretch of land whose name is no place by itself, even if some village is called so."""
    SEAT = "seat"
    """A capital outside the theatre: beside a word for saying, it speaks for its party."""
    HOME = "home"
    """The party whose offices are meant in a language where none is named beside them; the form says nothing."""
    OURS = "ours"
    """Troops that a side calls its own ("our army"): those of a party, but where a side that is named speaks."""


ACTORS = Table(
    f"{FOLDER}/actors.csv",
    (
        Column("kind", tables.enum(ActorKind)),
        Column("party_id", tables.identifier, required=False),
        Column("language", tables.text, required=False),
        Column("form", tables.text),
        Column("name", tables.text),
    ),
    ("language", "form"),
    optional=True,
)

PERIODS = Table(
    f"{FOLDER}/periods.csv",
    (
        Column("first_day", tables.day),
        Column("last_day", tables.day),
        Column("language", tables.text, required=False),
        Column("form", tables.text),
    ),
    ("language", "form"),
    optional=True,
)

ROLES = tuple(role for role in Role if role not in (Role.ACTOR, Role.PERIOD))


def phrases(language: str) -> Table:
    """The table of the phrases of one language, named by its code."""
    return Table(
        f"{FOLDER}/{language}.csv",
        (
            Column("role", tables.enum(ROLES)),
            Column("form", tables.text),
            Column("value", tables.text, required=False),
        ),
        ("role", "form"),
    )
