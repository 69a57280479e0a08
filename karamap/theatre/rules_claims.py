"""What must hold of claims, each by itself and side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from karamap.errors import Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.record import claims, schema
from karamap.record.claims import claim_id
from karamap.record.schema import Stance
from karamap.tables.csv_tables import Row, Rows


def claims_in_themselves(rows: Rows) -> Iterator[Fault]:
    """A claim says what it is about, and its days are in order."""
    for row in rows[schema.CLAIMS.path]:
        where = row["place_id"] or row["zone_id"]
        if row["subject"] is None and row["stance"] is not Stance.RETRACTS and not (where and row["holder"]):
            yield row.fault(
                "place_id",
                "neither a place or zone with a holder nor another subject",
                "place_id or zone_id, and holder; or subject",
            )
        if row["zone_id"] and (row["place_id"] or row["subject"]):
            other = "place_id" if row["place_id"] else "subject"
            yield row.fault("zone_id", f"given together with {other}", f"zone_id or {other}, not both")
        if row["stance"] is Stance.RETRACTS and row["target_id"] is None:
            yield row.fault("target_id", "empty in a retraction", "the id of the claim it takes back")
        if row["earliest"] and row["earliest"] > row["valid_from"]:
            yield row.fault("earliest", f"{row['earliest']} is after valid_from {row['valid_from']}", "an earlier day")
        if row["latest"] and row["latest"] < row["valid_from"]:
            yield row.fault("latest", f"{row['latest']} is before valid_from {row['valid_from']}", "a later day")


def something_to_draw(rows: Rows) -> Iterator[Fault]:
    """There is a claim about a place, and a settlement to draw."""
    if rows.whole(schema.CLAIMS) and not any(
        row["subject"] is None and row["zone_id"] is None for row in rows[schema.CLAIMS.path]
    ):
        yield Fault(schema.CLAIMS.path, 1, "-", "no claim about any place", "at least one row")
    located = (row for row in rows[gazetteer_schema.PLACES.path] if row["lon"] is not None)
    if rows.whole(gazetteer_schema.PLACES) and not any(row["kind"] in gazetteer_schema.SETTLEMENTS for row in located):
        yield Fault(gazetteer_schema.PLACES.path, 1, "-", "no settlement with coordinates", "at least one row")


def order_of_claims(rows: Rows) -> Iterator[Fault]:
    """One voice that names two holders of one place or zone from one day, on one day: nothing says which it means.

    Two voices that do so make a contested place.
    """
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows[schema.CLAIMS.path]:
        if row["stance"] is not Stance.AFFIRMS or row["subject"] is not None:
            continue
        moment = (row["place_id"], row["zone_id"], row["valid_from"], row["reported_on"])
        voices = {("speaker", row["side"], row["speaker"]), ("group", row["independence_group"])}
        for voice in sorted(voices - {("group", None)}, key=str):
            other = seen.setdefault((*moment, voice), row)
            if other["holder"] != row["holder"]:
                problem = (
                    f"contradicts {other.beside(row)}, of the same {voice[0]} with the same valid_from and reported_on"
                )
                yield row.fault("reported_on", problem, "days that tell which came last, or another speaker")
                break


def claim_ids(rows: Rows) -> Iterator[Fault]:
    """The id of a claim is derived from what it says."""
    for row in rows[schema.CLAIMS.path]:
        if row["id"] != (wanted := claim_id(row.values)):
            yield row.fault("id", f"{row['id']} is not the id of these contents", wanted)


def every_claim_has_a_page(rows: Rows) -> Iterator[Fault]:
    """Every claim is carried by a page."""
    cited = {row["claim_id"] for row in rows[schema.CITATIONS.path]}
    for row in rows[schema.CLAIMS.path]:
        if row["id"] not in cited and rows.whole(schema.CITATIONS):
            yield row.fault("id", "no page carries this claim", "at least one row in seeds/citations.csv")


def parties_on_their_day(rows: Rows) -> Iterator[Fault]:
    """A party holds nothing while it does not exist."""
    parties = {row["id"]: row for row in rows[schema.PARTIES.path]}
    for row in rows[schema.CLAIMS.path]:
        party = parties.get(row["holder"])
        if party is None or row["subject"] is not None:
            continue
        if (party["valid_from"] or date.min) > row["valid_from"] or row["valid_from"] >= (
            party["valid_to"] or date.max
        ):
            yield row.fault("holder", f"{row['holder']} did not exist on {row['valid_from']}", "a party of that day")


def known_sides(rows: Rows) -> Iterator[Fault]:
    """A side is a party, or nobody's; no party has the name of nobody."""
    for row in rows[schema.PARTIES.path]:
        if row["id"] == schema.NO_SIDE:
            yield row.fault("id", f"{row['id']!r} stands for no party", "another id")
    parties = rows.ids(schema.PARTIES)
    if parties is None:
        return
    for table in (schema.CLAIMS, schema.SOURCES, schema.EVENTS):
        for row in rows[table.path]:
            if row["side"] not in parties and row["side"] != schema.NO_SIDE:
                expected = f"one of {', '.join(sorted(parties))}, {schema.NO_SIDE}"
                yield row.fault("side", f"{row['side']!r} is no party", expected)


def unknown_borders(rows: Rows, countries: Sequence[str]) -> Iterator[Fault]:
    """A claim about a border names two countries that have an outline."""
    for row in rows[schema.CLAIMS.path]:
        subject = row["subject"] or ""
        if subject.startswith(claims.BORDER) and claims.border_in(subject, countries) is None:
            expected = f"{claims.BORDER}A and B, then what is said of it; two of {', '.join(countries)}"
            yield row.fault("subject", f"{subject!r} names no border of the outlines", expected)
