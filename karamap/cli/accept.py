"""Add reviewed proposals to the tables, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click

from karamap.cli.command import Command
from karamap.cli.common import load_theatre, say
from karamap.cli.output import numbered, put_line
from karamap.errors import ExtractionError


@click.command(cls=Command, name="accept")
@click.argument("proposals", type=click.Path(dir_okay=False, path_type=Path), metavar="PROPOSALS.csv")
@click.pass_context
def command(ctx: click.Context, proposals: Path) -> None:
    """Add what was accepted in PROPOSALS.csv to seeds/ of the folder that --data names.

    Changes become claims and citations, mentions events, numbers totals. A claim that the record has from the same side
    gets one more citation. The tables are checked with the new rows first: if anything is wrong, nothing is written.
    Doing it twice adds nothing.
    """
    from karamap.theatre.accepted_proposals import accept, read_proposals, refuse_empty

    if not ctx.obj["data"]:
        raise click.UsageError("accept writes tables: name your own folder with --data (`karamap init FOLDER`).")
    try:
        with proposals.open("rb") as stream:
            rows = read_proposals(stream, proposals.name)
    except OSError as error:
        raise ExtractionError(f"{proposals} cannot be read: {error.strerror or error}") from error
    refuse_empty(rows, proposals.name)
    folder = Path(ctx.obj["data"])
    done = accept(rows, proposals.name, folder, load_theatre(ctx).record)
    for path, count in done.added.items():
        put_line(f"{path}: {numbered(count, 'row')} added")
    if not done.added:
        say(ctx, "Nothing to add: the tables have all that was accepted.")
    if done.still_open:
        say(ctx, f"{numbered(done.still_open, 'proposal')} not decided yet: `karamap review {proposals}`.")
