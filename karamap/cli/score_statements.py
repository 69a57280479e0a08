"""Score extracted statements against a labelled corpus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from karamap.cli.command import Command
from karamap.cli.common import say
from karamap.cli.output import as_csv, as_json, as_table, format_option, numbered, output_option, put
from karamap.errors import ExtractionError


@click.command(cls=Command, name="score-statements")
@click.argument("gold", type=click.Path(dir_okay=False, path_type=Path), metavar="GOLD.jsonl")
@click.argument("predicted", type=click.Path(dir_okay=False, path_type=Path), metavar="PREDICTED.jsonl")
@format_option("table", "csv", "json")
@output_option
@click.pass_context
def command(ctx: click.Context, gold: Path, predicted: Path, form: str, output: Path | None) -> None:
    """Score PREDICTED against GOLD, both JSON lines: precision, recall and F1 by language and field.

    A line has an id and `statements`, each with place, district, kind, holder, stance, side and day, and `totals`, each
    with numbers and scope; other tools are scored by the same form.
    """
    from karamap.statements import scoring

    wanted, found = (scoring.read_texts(_content(path), path.name) for path in (gold, predicted))
    missing, odd = scoring.unscored(wanted, found)
    formats: dict[str, Callable[[list[dict[str, Any]]], str]] = {
        "table": partial(as_table, scoring.COLUMNS),
        "csv": partial(as_csv, scoring.COLUMNS),
        "json": as_json,
    }
    put(formats[form](list(scoring.rows(scoring.scores(wanted, found)))), output)
    if missing:
        say(ctx, f"{numbered(len(missing), 'text')} without a prediction, counted as nothing found: {missing[0]} …")
    for id_ in list(odd)[:1]:
        say(ctx, f"Predictions for texts that {gold.name} does not have were left aside: {id_} …")


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExtractionError(f"{path} cannot be read: {error}") from error
