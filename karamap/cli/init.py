"""Copy the tables into a folder of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from karamap.cli.command import Command
from karamap.cli.common import data_folder, say
from karamap.errors import FolderInUseError


@click.command(cls=Command, name="init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_context
def command(ctx: click.Context, folder: Path) -> None:
    """Copy the tables into FOLDER, to change them and use them with `karamap --data FOLDER`.

    Nothing is overwritten: a folder that already holds tables is refused.
    """
    source = data_folder(ctx)
    taken = [name for name in ("gazetteer", "seeds") if (folder / name).exists()]
    if taken:
        raise FolderInUseError(f"{folder} already holds {' and '.join(taken)}; choose another folder")
    try:
        for name in ("gazetteer", "seeds"):
            shutil.copytree(source / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    except (OSError, shutil.Error) as error:
        raise FolderInUseError(f"cannot write {folder}: {error}") from error
    say(ctx, f"Tables copied. Change them, check them with `karamap --data {folder} check`, then draw from them.")
    click.echo(folder)
