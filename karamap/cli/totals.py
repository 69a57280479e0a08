"""Set the announced totals, and what was said of whole borders, beside the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, load_theatre, say, surface_option, uncollected
from karamap.cli.output import as_csv, as_json, as_lines, as_table, format_option, output_option, put
from karamap.tables.cells import cell

if TYPE_CHECKING:
    from karamap.ground.borders import Statement
    from karamap.theatre.theatre import Theatre

NO_REPORT = "no report"
"""How a cell names the holder of ground that nobody reports of."""


@click.command(cls=Command, name="totals")
@click.option("--date", "by", type=Day(), help="Leave out totals for later days.")
@click.option("--known-on", type=Day(), help="Leave out totals and statements made public after this day.")
@click.option("--borders", is_flag=True, help="List what was said of whole borders instead of totals.")
@surface_option
@format_option("table", "csv", "json")
@output_option
@click.pass_context
def command(
    ctx: click.Context,
    by: date | None,
    known_on: date | None,
    borders: bool,
    surface: str,
    form: str,
    output: Path | None,
) -> None:
    """Set every announced total beside what the record counts, and say what explains the difference.

    Numbers are cities/towns/villages, or the one number a page gives. `counted` are distinct places named
    by then, `with_repeats` counts a place again each time it was announced. Where the two differ, the explanation
    says how the record gives the number, or why nothing does, and names places; CSV and JSON list all claims and
    places that make the difference. Under the table, and as rows with --borders: who says to hold a whole border, and
    how much of it by the record; --surface is for that.
    """
    from karamap.record.totals import COLUMNS, compare_totals

    theatre = load_theatre(ctx)
    if borders:
        put(BORDER_FORMATS[form]([_row(item) for item in _said(theatre, by, known_on, surface)]), output)
        return
    comparisons = compare_totals(theatre.record, theatre.gazetteer, by=by, known_on=known_on)
    formats: dict[str, Callable[[list[dict[str, Any]]], str]] = {
        "table": partial(as_table, SHOWN, text=_shown),
        "csv": partial(as_csv, COLUMNS, text=_cell),
        "json": as_json,
    }
    text = formats[form]([item.row(theatre.gazetteer) for item in comparisons])
    if form == "table":
        for item in _said(theatre, by, known_on, surface):
            text += as_lines(["", _sentence(theatre, item)])
    put(text, output)
    tally = Counter(item.match.value for item in comparisons)
    say(ctx, ", ".join(f"{number} {word}" for word, number in tally.items()) or "no total by then")


def _said(theatre: Theatre, by: date | None, known_on: date | None, surface: str) -> list[Statement]:
    with uncollected():
        from karamap.ground import borders, evidence

        return borders.statements(theatre, by=by, known_on=known_on, method=evidence.Method(surface))


def _sentence(theatre: Theatre, item: Statement) -> str:
    """What was said of a border, and what the record has of it."""
    claim, holder = item.claim, theatre.record.parties[item.claim.holder or ""].name
    untold = item.held_by_all.get("", 0.0)
    without = f"; {untold:,.0f} km are without report" if untold else ""
    return (
        f"{claim.valid_from}: {claim.subject} ({claim.speaker}). By the record {holder} held {100 * item.share:.0f} % "
        f"of {item.length_km:,.0f} km as known then, {100 * item.share_by_all:.0f} % by all that is known{without}."
    )


def _row(item: Statement) -> dict[str, Any]:
    return {
        "claim_id": item.claim.id,
        "as_of": item.claim.valid_from.isoformat(),
        "reported_on": item.claim.reported_on.isoformat(),
        "border": "-".join(item.border),
        "speaker": item.claim.speaker,
        "said": item.claim.subject,
        "holder": item.claim.holder,
        "length_km": round(item.length_km, 1),
        "held_km": {party: round(length, 1) for party, length in item.held.items()},
        "share": round(item.share, 3),
        "held_km_by_all": {party: round(length, 1) for party, length in item.held_by_all.items()},
        "share_by_all": round(item.share_by_all, 3),
    }


def _shown(value: Any) -> str:
    """A value of the table form: numbers with what they count, as one says it."""
    from karamap.record.total_counts import noun

    if not isinstance(value, dict):
        return _cell(value)
    counted = [f"{number} {noun(kind, number)}" for kind, number in value.items() if number or len(value) == 1]
    return " ".join(counted) or "0"


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return cell(", ".join(value))
    if not isinstance(value, dict):
        return cell(value)
    counted = [f"{number} {kind or NO_REPORT}" for kind, number in value.items() if number or len(value) == 1]
    return " ".join(counted) or "0"


SHOWN = ("as_of", "scope", "bound", "said", "counted", "with_repeats", "match", "source_id", "explanation")
"""Columns of the table form."""

BORDERS = (
    "claim_id",
    "as_of",
    "reported_on",
    "border",
    "speaker",
    "said",
    "holder",
    "length_km",
    "held_km",
    "share",
    "held_km_by_all",
    "share_by_all",
)
"""Columns of what was said of borders."""

BORDER_FORMATS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "table": partial(as_table, ("as_of", "border", "holder", "length_km", "share", "share_by_all", "speaker")),
    "csv": partial(as_csv, BORDERS, text=_cell),
    "json": as_json,
}
