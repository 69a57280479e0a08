"""Report every problem in the tables."""

from __future__ import annotations

import click

from karamap.cli.command import Command
from karamap.cli.common import data_folder, say


@click.command(cls=Command, name="check")
@click.option("--fingerprint", is_flag=True, help="Print the digest that names this version of the tables.")
@click.pass_context
def command(ctx: click.Context, fingerprint: bool) -> None:
    """Report every problem in the tables, one line each, as file:line:column.

    Exits with 1 if there is any. The fingerprint is a SHA-256 over all tables and outlines.
    """
    from karamap.errors import DataError
    from karamap.theatre import loader, outlines, zones

    folder = data_folder(ctx)
    if faults := loader.problems(folder):
        raise DataError(faults)
    shapes = [*outlines.OUTLINES, zones.PATH]
    say(ctx, f"{len(loader.TABLES)} tables and {len(shapes)} outlines in {folder}: no problem found.")
    if fingerprint:
        click.echo(loader.fingerprint(folder))
