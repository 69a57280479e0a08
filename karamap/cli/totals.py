"""Set the announced totals beside the record."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.common import Day, load_theatre, say

if TYPE_CHECKING:
    from karamap.totals import Reckoning

COLUMNS = (
    "id",
    "as_of",
    "reported_on",
    "scope",
    "said",
    "counted",
    "with_repeats",
    "difference",
    "match",
    "explanation",
    "source_id",
)


@click.command(name="totals")
@click.option("--date", "by", type=Day(), help="Leave out totals for later days.")
@click.option("--known-on", type=Day(), help="Leave out totals and statements made public after this day.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.pass_context
def command(ctx: click.Context, by: date | None, known_on: date | None, form: str) -> None:
    """Set every announced total beside what the record counts, and say what explains the difference.

    Numbers are cities/towns/villages, or the one number a page gives. `counted` are distinct places named
    by then, `with_repeats` counts a place again each time it was announced.
    """
    from karamap.totals import reckon  # noqa: PLC0415

    reckonings = reckon(load_theatre(ctx).record, by=by, known_on=known_on)
    click.echo(FORMATS[form]([_plain(item) for item in reckonings]), nl=False)
    tally = Counter(item.match.value for item in reckonings)
    say(ctx, ", ".join(f"{number} {word}" for word, number in tally.items()) or "no total by then")


def _plain(item: Reckoning) -> dict[str, Any]:
    return {
        "id": item.total.id,
        "as_of": item.total.as_of.isoformat(),
        "reported_on": item.total.reported_on.isoformat(),
        "scope": item.total.scope,
        "said": dict(item.said),
        "counted": dict(item.counted),
        "with_repeats": dict(item.mentioned),
        "difference": item.difference,
        "match": item.match.value,
        "explanation": item.words,
        "source_id": item.total.source_id,
    }


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{number} {kind}" for kind, number in value.items() if number or len(value) == 1) or "0"
    return str(value)


def _as_csv(rows: list[dict[str, Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row[name]) for name in COLUMNS] for row in rows)
    return buffer.getvalue()


def _as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _as_table(rows: list[dict[str, Any]]) -> str:
    shown = ("as_of", "scope", "said", "counted", "with_repeats", "match", "explanation", "source_id")
    lines = [shown, *(tuple(_cell(row[name]) for name in shown) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = ("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines)
    return "\n".join(padded) + "\n"


FORMATS = {"table": _as_table, "csv": _as_csv, "json": _as_json}
