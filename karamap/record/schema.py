"""The tables of the record: their columns and what may stand in them."""

from __future__ import annotations

from enum import Enum

from karamap.gazetteer.schema import KINDS
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Table


class Stance(Enum):
    """What a claim does to the statement that a party holds a place.

    It affirms that the party came to hold it, denies it, says that the party holds it still, says that the party is
    there beside others, or takes another claim back.
    """

    AFFIRMS = "affirms"
    DENIES = "denies"
    HOLDS = "holds"
    CONTESTED = "contested"
    RETRACTS = "retracts"


class Basis(Enum):
    """How a party came to hold a place."""

    FORCE = "force"
    HANDOVER = "handover"
    AGREEMENT = "agreement"
    WITHDRAWAL = "withdrawal"
    BASELINE = "baseline"


class Quality(Enum):
    """How near a page is to the one that first said what it says."""

    ORIGINAL = "original"
    WIRE_COPY = "wire copy"
    MIRROR = "mirror"
    RETROSPECTIVE = "retrospective"
    UNSTATED = "unstated"


class Witness(Enum):
    """Whether a publisher saw what it tells of, or repeats what others say."""

    OBSERVES = "observes"
    REPORTS = "reports"
    UNKNOWN = "unknown"


class Precision(Enum):
    """How exactly the day is known on which a page was published."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INFERRED = "inferred"


class Scope(Enum):
    """What an announced total counts."""

    DAY = "day"
    RUNNING = "running"
    BY_DISTRICT = "by district"
    HANDOVER = "handover"
    WAR = "war"
    LOST = "lost"
    POSITIONS = "positions"


class Bound(Enum):
    """How a page states the number of villages, or its one number of places: as it is, or as a bound."""

    EXACT = "exact"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    ABOUT = "about"
    NEARLY = "nearly"


class EventKind(Enum):
    """What a page tells of a place without a change of holder."""

    STRIKE = "strike"
    FIGHTING = "fighting"
    CASUALTIES = "casualties"
    CRASH = "crash"
    DEPLOYMENT = "deployment"
    CHECKPOINT = "checkpoint"
    EVACUATION = "evacuation"
    VISIT = "visit"
    FOOTAGE = "footage"
    NAMING = "naming"
    STATEMENT = "statement"
    DENIAL = "denial"


NO_SIDE = "none"
"""Stands where a side is told for a speaker or publisher who is no party's voice; the others are ids of parties."""

OWN_VOICE = "karamap"
"""How the speaker of a claim begins that nobody made: what the record itself infers, by a line, a district, or what
was said around."""

HATCHES = ("rising", "falling", "dots", "cross", "horizontal", "vertical", "grid", "waves")
"""Patterns that tell the ground of one party from that of another without colour."""

COUNTED = {"cities": "city", "towns": "town", "villages": "village", "heights": "height"}
"""Columns of a total that count places of one kind, and the kind."""

PARTIES = Table(
    "seeds/parties.csv",
    (
        Column("id", tables.identifier),
        Column("name", tables.text),
        Column("short", tables.text),
        Column("colour", tables.colour),
        Column("ink", tables.colour),
        Column("hatch", tables.choice(*HATCHES)),
        Column("valid_from", tables.day, required=False),
        Column("valid_to", tables.day, required=False),
        Column("note", tables.text, required=False),
    ),
    ("id",),
)

COALITIONS = Table(
    "seeds/coalitions.csv",
    (
        Column("coalition", tables.text),
        Column("party_id", tables.identifier),
        Column("valid_from", tables.day, required=False),
        Column("valid_to", tables.day, required=False),
        Column("note", tables.text, required=False),
    ),
    ("coalition", "party_id", "valid_from"),
    optional=True,
)

MERGERS = Table(
    "seeds/mergers.csv",
    (
        Column("party_id", tables.identifier),
        Column("successor", tables.identifier),
        Column("valid_from", tables.day),
        Column("note", tables.text, required=False),
    ),
    ("party_id",),
    optional=True,
)

SOURCES = Table(
    "seeds/sources.csv",
    (
        Column("id", tables.identifier),
        Column("publisher", tables.text),
        Column("side", tables.identifier),
        Column("witness", tables.enum(Witness)),
        Column("language", tables.text),
        Column("published_on", tables.day, required=False),
        Column("published_precision", tables.enum(Precision), required=False),
        Column("title", tables.text, required=False),
        Column("url", tables.url, required=False),
        Column("archived_url", tables.url, required=False),
        Column("accessed_on", tables.day, required=False),
        Column("quality", tables.enum(Quality)),
        Column("note", tables.text, required=False),
    ),
    ("id",),
)

CLAIMS = Table(
    "seeds/claims.csv",
    (
        Column("id", tables.identifier),
        Column("place_id", tables.identifier, required=False),
        Column("zone_id", tables.identifier, required=False),
        Column("subject", tables.text, required=False),
        Column("holder", tables.identifier, required=False),
        Column("stance", tables.enum(Stance)),
        Column("speaker", tables.text),
        Column("side", tables.identifier),
        Column("independence_group", tables.identifier, required=False),
        Column("basis", tables.enum(Basis)),
        Column("called", tables.choice(*KINDS), required=False),
        Column("valid_from", tables.day),
        Column("earliest", tables.day, required=False),
        Column("latest", tables.day, required=False),
        Column("reported_on", tables.day),
        Column("target_id", tables.identifier, required=False),
        Column("note", tables.text, required=False),
    ),
    ("id",),
)

CITATIONS = Table(
    "seeds/citations.csv",
    (
        Column("claim_id", tables.identifier),
        Column("source_id", tables.identifier),
        Column("written_as", tables.text, required=False),
        Column("district_as_written", tables.text, required=False),
    ),
    ("claim_id", "source_id", "written_as", "district_as_written"),
)

TOTALS = Table(
    "seeds/totals.csv",
    (
        Column("id", tables.identifier),
        Column("as_of", tables.day),
        Column("reported_on", tables.day),
        Column("scope", tables.enum(Scope)),
        Column("includes_today", tables.yes_no, required=False),
        *(Column(name, tables.count, required=False) for name in COUNTED),
        Column("total", tables.count, required=False),
        Column("bound", tables.enum(Bound), required=False),
        Column("source_id", tables.identifier),
        Column("note", tables.text, required=False),
    ),
    ("id",),
    optional=True,
)

SEARCHES = Table(
    "seeds/searches.csv",
    (
        Column("place_id", tables.identifier),
        Column("looked_for", tables.identifier),
        Column("pages", tables.identifiers),
        Column("searched_on", tables.day),
        Column("note", tables.text, required=False),
    ),
    ("place_id", "looked_for", "searched_on"),
    optional=True,
)

EVENTS = Table(
    "seeds/events.csv",
    (
        Column("id", tables.identifier),
        Column("place_id", tables.identifier, required=False),
        Column("where", tables.text, required=False),
        Column("lon", tables.number(-180, 180), required=False),
        Column("lat", tables.number(-90, 90), required=False),
        Column("kind", tables.enum(EventKind)),
        Column("happened_on", tables.day),
        Column("earliest", tables.day, required=False),
        Column("latest", tables.day, required=False),
        Column("speaker", tables.text),
        Column("side", tables.identifier),
        Column("reported_on", tables.day),
        Column("source_id", tables.identifier),
        Column("written_as", tables.text, required=False),
        Column("note", tables.text),
    ),
    ("id",),
    optional=True,
)

TABLES = (PARTIES, COALITIONS, MERGERS, SOURCES, CLAIMS, CITATIONS, TOTALS, EVENTS, SEARCHES)
