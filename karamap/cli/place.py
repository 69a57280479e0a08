"""Where a command writes that makes one file or several: a file, stdout, or a folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from karamap.cli.output import OutputFile, takes_anything
from karamap.errors import RenderError


@dataclass(frozen=True, slots=True)
class Place:
    """Where to write: a file or stdout, or a folder for several files."""

    path: Path
    is_folder: bool = False

    @property
    def takes_anything(self) -> bool:
        """Whether its name says nothing of what is written there."""
        return not self.is_folder and takes_anything(self.path)


class OutputPlace(OutputFile):
    """A file to write, `-` for stdout, or a folder: one that is there, or a name that ends with a slash."""

    name = "FILE|FOLDER/"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A place at which a file can be put, or below which files can.

        Raises:
            RenderError: it cannot be written.
        """
        if isinstance(value, Place):
            return value
        if not str(value):
            self.fail("an empty name; name a file or a folder", param, ctx)
        folder = Path(value)
        if not (str(value).endswith(("/", os.sep)) or folder.is_dir()):
            return Place(super().convert(value, param, ctx))
        from karamap.tables import atomic_write

        if folder.exists() and not folder.is_dir():
            raise RenderError(f"cannot write {folder}/: it is a file; name a folder, or leave the slash out")
        atomic_write.check_writable(folder / "file" if folder.is_dir() else folder)
        return Place(folder, is_folder=True)
