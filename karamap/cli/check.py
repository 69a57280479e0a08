"""Report every problem in the tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from karamap.cli.command import Command
from karamap.cli.common import data_folder, say
from karamap.cli.output import numbered, put_line

if TYPE_CHECKING:
    from karamap.tables.data_folder import DataFolder


@click.command(cls=Command, name="check")
@click.option("--fingerprint", is_flag=True, help="Print the digest that names this version of the tables.")
@click.option("--fix", is_flag=True, help="First bring the files into canonical form; what they say stays.")
@click.pass_context
def command(ctx: click.Context, fingerprint: bool, fix: bool) -> None:
    """Report every problem in the tables, one line each, as file:line:column.

    Exits with 1 if there is any. The fingerprint is a SHA-256 over what all tables and outlines say. With --claims FILE
    the claims in it are checked as well, by the rules of the tables.

    --fix rewrites files that are not in canonical form: order of rows, quotes, line ends, byte order marks, letters
    composed (NFC), spaces at the ends of cells. It changes no value and touches no file that cannot be read.
    """
    from karamap.errors import DataError
    from karamap.tables.data_folder import DataFolder
    from karamap.theatre import loader, outlines, zones

    if fix and ctx.obj["data_version"]:
        raise click.UsageError(
            "--fix changes files, and a version that is kept does not change: leave one of them out."
        )
    path = data_folder(ctx)
    if fix:
        _fix(ctx, path)
    folder = DataFolder(path)
    faults = loader.problems(folder)
    _say_what_to_fix(ctx, folder)
    if faults:
        raise DataError(faults)
    shapes = [*outlines.OUTLINES, zones.PATH]
    say(ctx, f"{len(loader.TABLES)} tables and {len(shapes)} outlines in {path}: no problem found.")
    if ctx.obj["claims"]:
        _check_claims(ctx, path)
    if fingerprint:
        put_line(loader.fingerprint(folder))


def _fix(ctx: click.Context, folder: Path) -> None:
    """Bring the files of a folder into canonical form, and say what that changed."""
    from karamap.theatre import mending

    files = mending.mend(folder)
    mending.write(folder, files)
    for mended in files:
        say(ctx, f"{mended.path}: {'; '.join(mended.changes)}")
    if not files:
        say(ctx, f"{folder}: nothing to bring into canonical form.")


def _say_what_to_fix(ctx: click.Context, folder: DataFolder) -> None:
    """Say what is no fault and yet not canonical form, in one line a kind."""
    for files, one, several, then in (
        (
            folder.with_crlf,
            "has CRLF line ends",
            "have CRLF line ends",
            "; read as LF; `karamap check --fix` writes LF",
        ),
        (folder.with_mark, "begins", "begin", " with a byte order mark; `karamap check --fix` takes it off"),
    ):
        if files:
            say(ctx, f"{numbered(len(files), 'file')} {one if len(files) == 1 else several}{then}")


def _check_claims(ctx: click.Context, folder: Path) -> None:
    """Check the claims of the user over sound tables, and say how many there are."""
    from karamap.theatre import loader
    from karamap.theatre.user_claims import merge_claims

    file = Path(ctx.obj["claims"])
    theatre = merge_claims(loader.load(folder), file)
    for remark in theatre.remarks:
        say(ctx, remark)
    count = sum(claim_id.startswith("u") for claim_id in theatre.record.claims)
    say(ctx, f"{numbered(count, 'claim')} of {file}: no problem found.")
