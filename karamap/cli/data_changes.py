"""Show what differs between two versions of the tables, row by row, and why."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, data_folder, say
from karamap.cli.output import as_csv, as_json, as_table, format_option, numbered, output_option, put, put_line
from karamap.errors import DataError, UnknownVersionError

if TYPE_CHECKING:
    from karamap.theatre.data_changes import Explained
    from karamap.theatre.data_rows import RowsByKey

COLUMNS = ("table", "key", "change", "columns", "why", "source_ids", "reason_ids")


@click.command(cls=Command, name="data-changes")
@click.argument("first", metavar="[V1]", required=False)
@click.argument("last", metavar="[V2]", required=False)
@click.option("--list", "listed", is_flag=True, help="List the versions that can be had.")
@click.option("--record", is_flag=True, help="Write rows into the log for every difference that has no reason yet.")
@click.option("--why", metavar="TEXT", help="With --record: why they were changed.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="With --record: a source that says so.")
@click.option("--on", "made_on", type=Day(), help="With --record: the day of the change.")
@format_option("table", "csv", "json")
@output_option
@click.pass_context
def command(
    ctx: click.Context,
    first: str | None,
    last: str | None,
    listed: bool,
    record: bool,
    why: str | None,
    sources: tuple[str, ...],
    made_on: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Show every row that differs between versions V1 and V2 of the tables, what became of it, why, by which sources.

    V1 is by default the latest version that is closed, V2 that of the tables as they stand. Rows of tables, features of
    outlines, settings: added, corrected, withdrawn. Exits with 1 if the log, versions/changes.csv, misses one.
    """
    from karamap.theatre import versions

    folder = data_folder(ctx)
    if listed:
        for name in versions.names(folder):
            put_line(name)
        return
    if record and not (why and made_on):
        raise click.UsageError("--record goes with --why TEXT and --on DAY.")
    if (why or made_on or sources) and not record:
        raise click.UsageError("--why, --on and --source go with --record.")
    names = versions.names(folder)
    current = versions.current(folder)
    begin, end = first or _latest_before(names, current), last or current
    for name in (begin, end):
        if name not in names:
            raise UnknownVersionError(name, names)
    if versions.order(begin) >= versions.order(end):
        raise click.UsageError(f"{begin} is not before {end}; give the earlier version first.")
    found, idle = _explained(folder, begin, end)
    if made_on:
        if (begin, end) != (_latest_before(names, current), current):
            raise click.UsageError("--record is about the tables as they stand: leave the versions out.")
        reason = _reason(str(why), sources, made_on, _rows(folder, current))
        _record(ctx, folder, found, reason)
        return
    _show(found, form, output)
    _judge(ctx, found, idle, f"between {begin} and {end}")


def _latest_before(names: list[str], current: str) -> str:
    """The latest version before the present one; empty if there is none."""
    earlier = names[: names.index(current)] if current in names else names
    return earlier[-1] if earlier else ""


def _explained(folder: Path, first: str, last: str) -> tuple[list[Explained], DataError | None]:
    """What differs between two versions, with reasons; and records of the last one that nothing bears out."""
    from karamap.theatre import data_changes, versions

    log = data_changes.Log.read(folder)
    names = data_changes.between(versions.names(folder), first, last)
    before, after = _rows(folder, first), _rows(folder, last)
    found = data_changes.explained(before, after, log, names)
    idle = data_changes.idle(before, after, log, last) if names == [last] else []
    return found, DataError(idle) if idle else None


def _rows(folder: Path, name: str) -> RowsByKey:
    """The rows of one version."""
    from karamap.tables.data_folder import DataFolder
    from karamap.theatre import data_rows, versions

    with tempfile.TemporaryDirectory(prefix="karamap-") as scratch:
        return data_rows.rows_of(DataFolder(versions.open_version(folder, name, Path(scratch))[0]))


def _show(found: list[Explained], form: str, output: Path | None) -> None:
    rows = [
        {
            "table": item.difference.table,
            "key": item.difference.key,
            "change": item.difference.change.value,
            "columns": " ".join(item.difference.columns),
            "why": " ".join(reason.why for reason in item.reasons),
            "source_ids": " ".join(item.source_ids),
            "reason_ids": " ".join(reason.id for reason in item.reasons),
        }
        for item in found
    ]
    formats: dict[str, Callable[[list[dict[str, Any]]], str]] = {
        "table": partial(as_table, COLUMNS),
        "csv": partial(as_csv, COLUMNS),
        "json": as_json,
    }
    put(formats[form](rows), output)


def _judge(ctx: click.Context, found: list[Explained], idle: DataError | None, versions: str) -> None:
    """Say how many rows differ and for how many reasons, or refuse what is not explained."""
    from karamap.theatre.data_changes import unexplained

    faults = [*unexplained(found), *(idle.faults if idle else ())]
    if faults:
        raise DataError(faults)
    reasons = {reason.id for item in found for reason in item.reasons}
    said = f"{numbered(len(found), 'row')} {'differs' if len(found) == 1 else 'differ'} {versions}"
    say(
        ctx,
        f"{said}; {numbered(len(reasons), 'reason')} explain all of them." if found else f"No row differs {versions}.",
    )


def _record(ctx: click.Context, folder: Path, found: list[Explained], reason: dict[str, Any]) -> None:
    """Write one reason for all that has none, and leave out what the log has of rows that are as they were."""
    from karamap.tables import atomic_write
    from karamap.theatre import data_changes, versions

    open_ = [item for item in found if not item.reasons]
    name = versions.current(folder)
    number = data_changes.next_reason(name, data_changes.Log.read(folder))
    for path, text in data_changes.recorded(folder, name, found, {"id": number, "commit": None, **reason}).items():
        atomic_write.write_whole(folder / path, text)
        put_line(str(folder / path))
    say(
        ctx, f"{numbered(len(open_), 'row')} recorded as {number}." if open_ else "Every row that differs has a reason."
    )


def _reason(why: str, sources: tuple[str, ...], made_on: date, rows: RowsByKey) -> dict[str, Any]:
    """A reason as a row of the log, as wrong use if it is none."""
    from karamap.tables import csv_tables as tables

    try:
        text = tables.text(why)
    except tables.CellError as error:
        raise click.BadParameter(str(error), param_hint="'--why'") from None
    for source in sources:
        if not any(source in rows.get(f"{half}/sources.csv", {}) for half in ("seeds", "gazetteer")):
            problem = f"{source!r} is no source of the tables; add it to seeds/sources.csv first."
            raise click.BadParameter(problem, param_hint="'--source'")
    return {"why": text, "source_ids": sources or None, "made_on": made_on}
