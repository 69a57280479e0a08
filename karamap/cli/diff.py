"""Show what moved between two days, or was merely learned between two states of knowledge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.common import Day, as_csv, as_json, load_theatre, uncollected

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
)


@click.command(name="diff")
@click.argument("days", nargs=-1, type=Day(), metavar="D1 D2")
@click.option(
    "--known-on",
    nargs=2,
    type=Day(),
    metavar="K1 K2",
    help="Compare what was known on two days, for one day on the ground.",
)
@click.option("--date", "as_of", type=Day(), help="The day on the ground, with --known-on.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.pass_context
def command(
    ctx: click.Context, days: tuple[date, ...], known_on: tuple[date, date] | None, as_of: date | None, form: str
) -> None:
    """Show what moved on the ground from D1 to D2, with everything known.

    With --known-on K1 K2 --date D: what was merely learned from K1 to K2 about the day D. Square kilometres
    are those of the cells of the places listed.
    """
    if bool(known_on) == bool(days) or (days and len(days) != 2) or bool(known_on) != bool(as_of):  # noqa: PLR2004
        raise click.UsageError("Give two days, or --known-on K1 K2 with --date D.")
    from karamap.ground.layout import Layout
    from karamap.record.changes import changes
    from karamap.record.timeline import Timeline, check_days

    with uncollected():
        theatre = load_theatre(ctx)
        first, last = days or (as_of, as_of)
        assert first is not None and last is not None
        known_first, known_last = known_on or (None, None)
        check_days(theatre.record, first, known_first)
        check_days(theatre.record, last, known_last)
        before = Timeline(theatre.record, known_first)
        after = before if days else Timeline(theatre.record, known_last)
        cells = Layout.of(theatre).tessellation
        rows = [_row(theatre, cells, last, change) for change in changes(before.at(first), after.at(last))]
    click.echo(FORMATS[form](rows), nl=False)


def _row(theatre: Theatre, tessellation: Tessellation, day: date, change: Change) -> dict[str, Any]:
    gazetteer, district = theatre.gazetteer, theatre.gazetteer.district_id(change.place_id, day)
    cell = tessellation.cell_of.get(change.place_id)
    return {
        "place_id": change.place_id,
        "name": gazetteer.name(change.place_id, day),
        "district": gazetteer.district_name(district, day) if district else "",
        "kind": gazetteer.kind(change.place_id, day),
        "holder_before": change.before.holder,
        "holder_after": change.after.holder,
        "standing_before": change.before.standing.value,
        "standing_after": change.after.standing.value,
        "since": change.after.since.isoformat() if change.after.since else None,
        "cell_km2": round(tessellation.cells[cell].area / 1e6, 1) if cell is not None and change.moved else None,
    }


def _as_table(rows: list[dict[str, Any]]) -> str:
    moved = [row for row in rows if row["holder_before"] != row["holder_after"]]
    stood = [row for row in rows if row["holder_before"] == row["holder_after"]]
    lines = [f"{len(moved)} places have another holder, {len(stood)} more another standing."]
    groups: defaultdict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in moved:
        groups[row["district"], row["holder_before"] or "no report", row["holder_after"] or "no report"].append(row)
    for (district, old, new), inside in sorted(groups.items()):
        area = sum(row["cell_km2"] or 0 for row in inside)
        where = district or "outside the districts"
        lines.append(f"\n{where}: {old} to {new}, {len(inside)} places, {area:,.0f} km²")
        lines += [f"  {row['name']} ({row['kind']}), {row['standing_after']}, since {row['since']}" for row in inside]
    lines += ["\nAnother standing:"] if stood else []
    lines += [
        f"  {row['name']} ({row['district']}): {row['standing_before']} to {row['standing_after']}" for row in stood
    ]
    return "\n".join(lines) + "\n"


FORMATS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "table": _as_table,
    "csv": partial(as_csv, COLUMNS),
    "json": as_json,
}
