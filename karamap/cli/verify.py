"""Tell whether a finished map was made from these tables."""

from __future__ import annotations

from pathlib import Path

import click

from karamap.cli.command import Command
from karamap.cli.common import load_theatre, uncollected
from karamap.cli.output import put_line
from karamap.errors import VerificationError


@click.command(cls=Command, name="verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def command(ctx: click.Context, file: Path) -> None:
    """Tell whether FILE was made from these tables, by rebuilding it and comparing bytes.

    Another version of the tables, of karamap or of what it uses is reported as that, not as tampering.
    Exits with 1 unless the bytes are the same.
    """
    from karamap.page.verification import Verdict, verify

    with uncollected():
        result = verify(file, load_theatre(ctx))
    text = f"{file}: {result.verdict.value}: {result.explanation}"
    if result.verdict is not Verdict.SAME:
        raise VerificationError(text)
    put_line(text)
