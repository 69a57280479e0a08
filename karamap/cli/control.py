"""List who held every place on one day, and on whose word."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import click

from karamap.cli.common import Day, data_folder, date_option

COLUMNS = (
    "place_id",
    "name",
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
)


@click.command(name="control")
@date_option
@click.option("--known-on", type=Day(), help="Leave out what was made public after this day.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.pass_context
def command(ctx: click.Context, as_of: date, known_on: date | None, form: str) -> None:
    """List who held every place on one day, and on whose word; places nobody located are included.

    `changed` says whether the place came to its holder on that very day. Several ids in one cell are
    separated by spaces.
    """
    from karamap import checks, control  # noqa: PLC0415 - --help needs none of it

    theatre = checks.load(data_folder(ctx))
    control.check_days(theatre.record, as_of, known_on)
    rows = control.listing(theatre.gazetteer, theatre.record, as_of, known_on)
    click.echo(FORMATS[form](rows), nl=False)


def _as_csv(rows: list[dict[str, Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(row[name]) for name in COLUMNS} for row in rows)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in "=+-@\t" and not isinstance(value, float) else text


def _as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"


def _as_table(rows: list[dict[str, Any]]) -> str:
    shown = ("name", "district", "kind", "holder", "standing", "since", "changed")
    cells = [[_cell(row[name]) for name in shown] for row in rows]
    widths = [max(map(len, column)) for column in zip(shown, *cells, strict=True)]
    lines = [shown, *cells]
    return "".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


FORMATS = {"table": _as_table, "csv": _as_csv, "json": _as_json}
