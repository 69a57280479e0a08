"""List who held every place on one day, or on every day between two, or how much ground."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import (
    Day,
    Every,
    check_order,
    districts_named,
    lay_out,
    load_theatre,
    say,
    show_option,
    surface_option,
    uncollected,
)
from karamap.cli.output import (
    STDOUT,
    as_csv,
    as_json,
    as_table,
    format_option,
    numbered,
    opened,
    output_option,
    put,
    put_line,
    tell,
)
from karamap.tables.cells import csv_writer

if TYPE_CHECKING:
    from karamap.ground.series import Series
    from karamap.ground.snapshot import Snapshot

COLUMNS = (
    "place_id",
    "name",
    "other_name",
    "district",
    "kind",
    "lon",
    "lat",
    "holder",
    "standing",
    "since",
    "changed",
    "last_reported",
    "claim_ids",
    "source_ids",
    "change",
    "contested",
    "voices",
    "assessed_holder",
    "probability",
)

SORTS = ("id", "name", "district", "kind", "holder", "standing", "since", "last_reported")
"""What the places of a day may be sorted by."""


@click.command(cls=Command, name="control")
@click.option("--date", "as_of", type=Day(), help="The day on the ground.")
@click.option("--from", "first", type=Day(), help="First day of a panel: every place on every day.")
@click.option("--to", "last", type=Day(), help="Last day of the panel, inclusive.")
@click.option("--known-on", type=Day(), help="Leave out what was made public after this day.")
@show_option
@click.option("--areas", is_flag=True, help="Square kilometres by district and holder instead of places.")
@click.option("--every", type=Every(), metavar="STEP", help="With --areas over days: every so many, as 7d or 2w.")
@surface_option
@format_option("table", "csv", "json", "parquet")
@click.option("--district", help="Only places or ground of this district, in any language.")
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    help="Sort places by this, then by name and id; by district in a table, by id elsewhere if it is not given.",
)
@output_option
@click.pass_context
def command(
    ctx: click.Context,
    as_of: date | None,
    first: date | None,
    last: date | None,
    known_on: date | None,
    show: str,
    areas: bool,
    every: int | None,
    surface: str,
    form: str,
    district: str | None,
    sort: str | None,
    output: Path | None,
) -> None:
    """List who held every place, and on whose word; places nobody located are included.

    With --date: one row a place. `change` says whether it came to its holder on that very day (dated), counts from it
    while no source gives the day (undated), or was merely learned (learned); `changed` whether it is one of the first
    two. `contested` names the parties where several are said to be; several ids in one cell are separated by spaces.
    `assessed_holder` is who is assessed to hold the ground at the place, `probability` how surely.
    With --from and --to: a panel as csv or parquet, one row a place and day, with the columns date, place_id, holder,
    standing, since, contested, assessed_holder, probability. With --areas: one row a district and holder, then one
    a holder for the whole theatre, with how much is surely the holder's and how much may be; --surface is for that.
    With --areas, --from and --to: the same for the first day and every so many after it (--every 7d; each day by
    default), with `date` in front and in `places` how many places the holder holds.
    """
    _check_use(as_of, first, last, areas=areas, form=form, output=output)
    if every and not (areas and first):
        raise click.UsageError("--every steps through areas over days: give it with --areas, --from and --to.")
    if first and not areas and district:
        raise click.UsageError("A panel has every place, by day and id: leave --district and --sort out.")
    if first and sort:
        raise click.UsageError("Days have one order, by day and id: leave --sort out.")
    if areas and sort:
        raise click.UsageError("Areas stand by district and holder: leave --sort out.")
    from karamap.ground.evidence import Method
    from karamap.ground.series import Series
    from karamap.ground.snapshot import Snapshot
    from karamap.record.control import Show
    from karamap.record.timeline import check_days, check_run

    theatre = load_theatre(ctx)
    if as_of:
        check_days(theatre.record, as_of, known_on)
    elif first and last:
        check_run(theatre.record, first, last, known_on)
    layout = lay_out(ctx, theatre)
    if first and last and areas:
        series = Series.between(theatre, first, last, known_on, Show(show), Method(surface), layout)
        _areas_over_time(ctx, series, every or 1, districts_named(theatre, district), form, output)
    elif first and last:
        _panel(ctx, Series.between(theatre, first, last, known_on, Show(show), layout=layout), form, output)
    elif as_of:
        snapshot = Snapshot.at(theatre, as_of, known_on, Show(show), Method(surface), layout)
        only = districts_named(theatre, district)
        if areas:
            rows = [row for row in snapshot.area_rows if only is None or row["district_id"] in only]
            put(AREA_FORMATS[form](rows), output)
            _say_coalitions(ctx, snapshot)
        else:
            put(FORMATS[form](_chosen(snapshot, only, sort or ("district" if form == "table" else "id"))), output)


def _check_use(
    as_of: date | None, first: date | None, last: date | None, *, areas: bool, form: str, output: Path | None
) -> None:
    if (as_of is None) == (first is None) or (first is None) != (last is None):
        raise click.UsageError("Give --date D, or --from D and --to D.")
    if form == "parquet" and output in (None, STDOUT):
        raise click.UsageError("Parquet goes into a file: name it with -o FILE.parquet.")
    if first and last:
        check_order(first, last)
    if (form in ("table", "json") and first and not areas) or (form == "parquet" and as_of):
        raise click.UsageError("One day is a table, csv or json; a panel is csv or parquet.")


def _chosen(snapshot: Snapshot, only: frozenset[str] | None, sort: str) -> list[dict[str, Any]]:
    """The listed places, those of some districts if these are stated, sorted; what has no value stands last."""
    gazetteer, day = snapshot.gazetteer, snapshot.as_of
    rows = snapshot.listing
    if only is not None:
        rows = [row for row in rows if gazetteer.district_id(row["place_id"], day) in only]
    if sort == "id":
        return rows
    from karamap.names.spellings import in_plain_letters

    def order(row: dict[str, Any]) -> tuple[bool, str, str, str]:
        value = str(row[sort] or "")
        return not value, in_plain_letters(value), in_plain_letters(row["name"]), row["place_id"]

    return sorted(rows, key=order)


def _say_coalitions(ctx: click.Context, snapshot: Snapshot) -> None:
    """How much ground allies have together."""
    members = snapshot.record.ties.coalitions_on(snapshot.as_of)
    for name, (area, least, most) in snapshot.coalition_areas.items():
        together = f"{name} ({', '.join(members[name])}) together"
        say(ctx, f"{together}: {area:,.2f} km², between {least:,.2f} and {most:,.2f}.")


def _panel(ctx: click.Context, series: Series, form: str, output: Path | None) -> None:
    from karamap.ground.series import panel_steps
    from karamap.record import panel

    steps, days = panel_steps(series), (series.first, series.last)
    if form == "parquet" and output is not None:
        panel.write_parquet(steps, *days, output, made_from=series.theatre.fingerprint, tell=tell)
        say(ctx, f"{numbered(len(steps.place_ids), 'place')} on {numbered((days[1] - days[0]).days + 1, 'day')}.")
        put_line(str(output))
        return
    with opened(output) as stream:
        writer = csv_writer(stream)
        writer.writerow(panel.COLUMNS)
        writer.writerows(panel.rows(steps, *days))


def _areas_over_time(
    ctx: click.Context, series: Series, every: int, only: frozenset[str] | None, form: str, output: Path | None
) -> None:
    from karamap.exports import parquet
    from karamap.ground.daily import AREA_COLUMNS, area_series, days_of

    if form == "parquet":
        parquet.check()
    days = days_of(series, every)
    with uncollected():
        rows = [row for row in area_series(series, days) if only is None or row["district_id"] in only]
    if form == "parquet" and output is not None:
        parquet.write_areas(rows, output, series, tell)
        put_line(str(output))
    else:
        forms = {"table": as_table, "csv": as_csv, "json": lambda _, rows: as_json(rows)}
        put(forms[form](AREA_COLUMNS, rows), output)
    rest = f"; {series.last} is no such day" if days[-1] != series.last else ""
    say(ctx, f"{numbered(len(days), 'day')} from {days[0]} to {days[-1]}{rest}.")


SHOWN = ("name", "other_name", "district", "kind", "holder", "standing", "since", "change")
"""Columns of the table form."""


def _as_table(rows: list[dict[str, Any]]) -> str:
    """The rows as aligned lines; a contested place has all that are said to be there for its holder."""
    shown = [{**row, "holder": " or ".join(row["contested"]) or row["holder"]} for row in rows]
    return as_table(SHOWN, shown)


FORMATS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "table": _as_table,
    "csv": partial(as_csv, COLUMNS),
    "json": as_json,
}

AREAS = ("district_id", "district", "holder", "area_km2", "area_low_km2", "area_high_km2")
"""Columns of the areas."""

AREA_FORMATS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "table": partial(as_table, AREAS[1:]),
    "csv": partial(as_csv, AREAS),
    "json": as_json,
}
