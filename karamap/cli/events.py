"""List what pages say of places without a change of holder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, load_theatre, say
from karamap.cli.output import as_csv, as_json, as_table, format_option, numbered, output_option, put


@click.command(cls=Command, name="events")
@click.option("--date", "by", type=Day(), help="Leave out what happened on later days.")
@click.option("--known-on", type=Day(), help="Leave out what was made public after this day.")
@format_option("table", "csv", "json")
@output_option
@click.pass_context
def command(ctx: click.Context, by: date | None, known_on: date | None, form: str, output: Path | None) -> None:
    """List mentions, oldest first: strikes, deployments, visits, posts and statements that moved no place.

    They are never drawn and never counted. `place` is a place of the gazetteer where place_id names one, else where it
    was in words, or empty where the page names no place; `karamap why PLACE` shows those of one place.
    """
    from karamap.record.events import COLUMNS, event_row, told

    theatre = load_theatre(ctx)
    mentions = told(theatre.record.events, by or date.max, known_on)
    formats: dict[str, Callable[[list[dict[str, Any]]], str]] = {
        "table": partial(as_table, SHOWN),
        "csv": partial(as_csv, COLUMNS),
        "json": as_json,
    }
    put(formats[form]([event_row(event, theatre.gazetteer) for event in mentions.events]), output)
    more = [f"{mentions.to_come} of a later day" if mentions.to_come else ""]
    more += [f"{mentions.unheard} made public later" if mentions.unheard else ""]
    say(ctx, ", ".join([numbered(len(mentions.events), "mention"), *filter(None, more)]))


SHOWN = ("happened_on", "kind", "place", "speaker", "reported_on", "source_id", "note")
"""Columns of the table form."""
