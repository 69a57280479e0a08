"""Show what moved between two days, or was merely learned between two states of knowledge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, lay_out, load_theatre, uncollected
from karamap.cli.output import as_csv, as_json, as_lines, as_table, format_option, numbered, output_option, put

if TYPE_CHECKING:
    from karamap.ground.tessellation import Tessellation
    from karamap.record.changes import Change
    from karamap.theatre.theatre import Theatre

COLUMNS = (
    "place_id",
    "name",
    "district",
    "kind",
    "holder_before",
    "holder_after",
    "standing_before",
    "standing_after",
    "since",
    "cell_km2",
    "change",
    "contested_before",
    "contested_after",
    "zone_id",
)


@click.command(cls=Command, name="diff")
@click.argument("days", nargs=-1, type=Day(), metavar="D1 D2")
@click.option(
    "--known-on",
    nargs=2,
    type=Day(),
    metavar="K1 K2",
    help="Compare what was known on two days, for one day on the ground.",
)
@click.option("--date", "as_of", type=Day(), help="The day on the ground, with --known-on.")
@click.option("--areas", is_flag=True, help="Square kilometres by district and holder instead of places.")
@format_option("table", "csv", "json")
@output_option
@click.pass_context
def command(
    ctx: click.Context,
    days: tuple[date, ...],
    known_on: tuple[date, date] | None,
    as_of: date | None,
    areas: bool,
    form: str,
    output: Path | None,
) -> None:
    """Show what moved on the ground from D1 to D2, with everything known.

    `change` says whether a place moved on a day that is known (dated), on some day that no source gives (undated), or
    earlier, so that it was merely learned (learned); it is empty where only the standing differs.

    With --known-on K1 K2 --date D: what was merely learned from K1 to K2 about the day D. The table begins with the
    ground assessed on either side, as `control --areas` tells it; --areas lists it by district. `cell_km2` is the
    ground nearest to a place, whoever is assessed to hold it. Corridors and other zones are listed apart, by their
    `zone_id`.
    """
    if bool(known_on) == bool(days) or (days and len(days) != 2) or bool(known_on) != bool(as_of):  # noqa: PLR2004
        raise click.UsageError("Give two days, or --known-on K1 K2 with --date D.")
    from karamap.ground.areas import changed_areas
    from karamap.ground.snapshot import Snapshot
    from karamap.ground.zones import held
    from karamap.record.changes import changes
    from karamap.record.timeline import check_knowledge, check_run

    with uncollected():
        theatre = load_theatre(ctx)
        first, last = days or (as_of, as_of)
        assert first is not None and last is not None
        known_first, known_last = known_on or (None, None)
        check_run(theatre.record, first, last, known_first)
        if known_on:
            check_knowledge(*known_on)
        layout = lay_out(ctx, theatre)
        before = Snapshot.at(theatre, first, known_first, layout=layout)
        after = Snapshot.at(theatre, last, known_last, layout=layout)
        party_on = theatre.record.ties.party_on
        became = partial(party_on, day=max(first, last))
        ground = changed_areas(before.area_rows, after.area_rows, became) if areas or form == "table" else []
        moved = changes(before.control, after.control, first, last, party_on)
        rows = [_row(theatre, layout.tessellation, last, change) for change in moved]
        old, new = (held(theatre.zones, shot.timeline, shot.as_of) for shot in (before, after))
        rows += [_zone_row(theatre, change) for change in changes(old, new, first, last, party_on)]
    if areas:
        put(AREA_FORMATS[form](ground), output)
    elif form == "table":
        put(_as_table(rows, ground), output)
    else:
        put(FORMATS[form](rows), output)


def _row(theatre: Theatre, tessellation: Tessellation, day: date, change: Change) -> dict[str, Any]:
    gazetteer, district = theatre.gazetteer, theatre.gazetteer.district_id(change.place_id, day)
    cell = tessellation.cell_of.get(change.place_id)
    return {
        "place_id": change.place_id,
        "name": gazetteer.name(change.place_id, day),
        "district": gazetteer.district_name(district, day) if district else "",
        "kind": gazetteer.kind(change.place_id, day),
        **_conclusions(change),
        "cell_km2": round(tessellation.cells[cell].area / 1e6, 1) if cell is not None and change.moved else None,
        "zone_id": None,
    }


def _zone_row(theatre: Theatre, change: Change) -> dict[str, Any]:
    zone = theatre.zones[change.place_id]
    told = {"place_id": None, "name": zone.name, "district": "", "kind": zone.kind.value}
    return {**told, **_conclusions(change), "cell_km2": None, "zone_id": zone.id}


def _conclusions(change: Change) -> dict[str, Any]:
    return {
        "holder_before": change.before.holder,
        "holder_after": change.after.holder,
        "standing_before": change.before.standing.value,
        "standing_after": change.after.standing.value,
        "since": change.after.since.isoformat() if change.after.since else None,
        "change": change.kind.value if change.kind else "",
        "contested_before": list(change.before.contested),
        "contested_after": list(change.after.contested),
    }


HOW = {"dated": "on a day that is known", "undated": "on some day that no source gives", "learned": "merely learned"}
"""What to say of places that moved, by how they did."""


def _heading(moved: list[dict[str, Any]], stood: list[dict[str, Any]]) -> str:
    """How many places moved, and how; how many have another standing only."""
    has = "has" if len(moved) == 1 else "have"
    kinds = [(kind, sum(row["change"] == kind for row in moved)) for kind in HOW]
    how = ", ".join(f"{count:,} {HOW[kind]}" for kind, count in kinds if count)
    more = "no other standing changed"
    if stood:
        more = f"{len(stood):,} more {'has' if len(stood) == 1 else 'have'} another standing"
    return f"{numbered(len(moved), 'place')} {has} another holder{f' ({how})' if how else ''}; {more}."


def _holder(row: dict[str, Any], when: str) -> str:
    """Who held a place, in a word or two."""
    contested = " or ".join(row[f"contested_{when}"])
    return f"contested by {contested}" if contested else row[f"holder_{when}"] or "no report"


def _since(row: dict[str, Any]) -> str:
    """Since when, where that can be said."""
    if not row["since"]:
        return ""
    return f", since {row['since']}" if row["change"] != "undated" else f", counted from {row['since']}"


def _as_table(listed: list[dict[str, Any]], ground: list[dict[str, Any]]) -> str:
    rows, zones = ([row for row in listed if bool(row["zone_id"]) is is_zone] for is_zone in (False, True))
    moved, stood = ([row for row in rows if bool(row["change"]) is has_moved] for has_moved in (True, False))
    lines = [_heading(moved, stood)]
    lines += [
        f"Assessed ground of {row['holder'] or 'no report'}: {row['km2_before']:,.0f} to {row['km2_after']:,.0f} km² "
        f"({row['km2_change']:+,.0f})"
        for row in ground
        if not row["district_id"] and row["km2_change"]
    ]
    groups: defaultdict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in moved:
        groups[row["district"], _holder(row, "before"), _holder(row, "after")].append(row)
    for (district, old, new), inside in sorted(groups.items()):
        area = sum(row["cell_km2"] or 0 for row in inside)
        where = district or "outside the districts"
        lines += ["", f"{where}: {old} to {new}, {numbered(len(inside), 'place')}, {area:,.0f} km² of cells"]
        lines += [f"  {row['name']} ({row['kind']}), {row['standing_after']}{_since(row)}" for row in inside]
    lines += ["", "Another standing:"] if stood else []
    lines += [
        f"  {row['name']} ({row['district'] or row['kind']}): {row['standing_before']} to {row['standing_after']}"
        for row in stood
    ]
    lines += ["", "Lines and zones:"] if zones else []
    lines += [f"  {row['name']} ({row['kind']}): {_said(row, 'before')} to {_said(row, 'after')}" for row in zones]
    return as_lines(lines)


def _said(row: dict[str, Any], when: str) -> str:
    holder, standing = row[f"holder_{when}"], row[f"standing_{when}"]
    return f"{holder} ({standing})" if holder else "nobody"


FORMATS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "csv": partial(as_csv, COLUMNS),
    "json": as_json,
}

AREAS = ("district_id", "district", "holder", "km2_before", "km2_after", "km2_change")
"""Columns of the ground that changed hands."""

AREA_FORMATS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "table": partial(as_table, AREAS[1:]),
    "csv": partial(as_csv, AREAS),
    "json": as_json,
}
