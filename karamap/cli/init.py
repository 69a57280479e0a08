"""Copy the tables into a folder of one's own, or begin a file of claims of one's own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from karamap.cli.command import Command
from karamap.cli.common import data_folder, load_theatre, say
from karamap.cli.output import put_line
from karamap.errors import FolderInUseError

ATTRIBUTES = "# The tables have the same bytes on every machine.\n* text=auto eol=lf\n"
"""What a folder of tables tells git: lines end with LF, whatever the machine."""


@click.command(cls=Command, name="init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    help="Write a file for --claims instead, with an example for each stance.",
)
@click.pass_context
def command(ctx: click.Context, folder: Path | None, template: Path | None) -> None:
    """Copy the tables into FOLDER, to change them and use them with `karamap --data FOLDER`.

    Nothing is overwritten: a folder that already holds tables is refused, and so is a file that is there already.
    """
    if (folder is None) == (template is None):
        raise click.UsageError("give FOLDER, or --template FILE.csv.")
    if folder is not None:
        _copy_tables(ctx, folder)
    if template is not None:
        _write_template(ctx, template)


def _copy_tables(ctx: click.Context, folder: Path) -> None:
    from karamap.tables.destination import cannot_write

    source = data_folder(ctx)
    taken = [name for name in ("gazetteer", "seeds") if (folder / name).exists()]
    if taken:
        raise FolderInUseError(f"{folder} already holds {' and '.join(taken)}; choose another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".karamap-", dir=folder) as scratch:
            for name in ("gazetteer", "seeds"):
                _copy_files(source / name, Path(scratch, name))
            for name in ("gazetteer", "seeds"):
                Path(scratch, name).rename(folder / name)
        attributes = folder / ".gitattributes"
        if not attributes.exists():
            attributes.write_text(ATTRIBUTES, encoding="utf-8", newline="")
    except OSError as error:
        raise cannot_write(folder, error) from error
    say(ctx, f"Tables copied. Change them, check them with `karamap --data {folder} check`, then draw from them.")
    put_line(str(folder))


def _copy_files(source: Path, target: Path) -> None:
    """Copy what is no program, folder by folder."""
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.suffix not in (".py", ".pyc"):
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


def _write_template(ctx: click.Context, path: Path) -> None:
    from karamap.tables import atomic_write
    from karamap.theatre.claims_template import template

    if path.exists() or path.is_symlink():
        raise FolderInUseError(f"{path} is there already; choose another name")
    atomic_write.check_writable(path)
    atomic_write.write_whole(path, template(load_theatre(ctx)))
    say(
        ctx,
        f"Template written. Replace its rows, check them with `karamap check --claims {path}`, then draw from them.",
    )
    put_line(str(path))
