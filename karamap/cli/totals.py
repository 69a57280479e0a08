"""Set the announced totals beside the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.common import Day, as_csv, as_json, as_table, load_theatre, say

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


SHOWN = ("as_of", "scope", "said", "counted", "with_repeats", "match", "explanation", "source_id")
"""Columns of the table form."""

FORMATS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "table": partial(as_table, SHOWN, text=_cell),
    "csv": partial(as_csv, COLUMNS, text=_cell),
    "json": as_json,
}
