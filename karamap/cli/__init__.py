"""The `karamap` command: one file per sub-command, loaded only when it is called."""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Callable
from typing import Any

import click

from karamap import __version__
from karamap.cli.command import GLOBAL_OPTIONS
from karamap.cli.output import complain
from karamap.cli.streams import standard_streams
from karamap.errors import DataError, KaramapError

COMMANDS = {
    "render": "Draw the control map of one day as an HTML file that opens anywhere, or as a figure.",
    "resolve": "Find the places that names mean, or say why that cannot be told.",
    "control": "List who held every place on one day, and on whose word.",
    "why": "Show the chain of claims behind the colour of one place.",
    "events": "List what pages say of places without a change of holder.",
    "diff": "Show what moved between two days, or was merely learned.",
    "totals": "Set the announced totals beside the record.",
    "chart": "Draw how much ground or how many places each holder had from day to day.",
    "export": "Write ground, places and more for other programs, of one day or over time.",
    "report": "Write the report of one day: changes, totals, sources, method.",
    "cite": "Say how to cite the tables, or one day of them.",
    "score": "Say how far the ground of a day agrees with areas drawn by others.",
    "geocode": "Propose coordinates for places that lack them, for review.",
    "serve": "Let OpenRefine and its kin on this machine match names with places.",
    "batch": "Do long work in parts: names, pages, days, on this machine or on a Dask cluster.",
    "extract": "Read pages and propose claims, for review.",
    "review": "Decide proposed claims one by one in the terminal.",
    "accept": "Add accepted proposals to the tables, whole or not at all.",
    "score-statements": "Score extracted statements against a labelled corpus.",
    "check": "Report every problem in the tables.",
    "data-changes": "Show what differs between two versions of the tables, and why.",
    "verify": "Tell whether a finished map was made from these tables.",
    "new": "Make the tables of another war from lists of places, claims and parties.",
    "init": "Copy the tables into a folder of one's own, or begin a file of claims.",
}
"""Sub-commands and their one-line help; kept here so that `--help` imports none of them."""


INTERRUPTED = 130
"""Exit code after Ctrl-C, as a shell reports it of other programs."""


class LazyGroup(click.Group):
    """Imports a sub-command when it is called, and turns karamap's errors into their messages."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run to the end and exit, with errors as messages on stderr and UTF-8 on any console."""
        extra["standalone_mode"] = False  # what click raises is told here
        with standard_streams():
            code = _told(lambda: super(LazyGroup, self).main(*args, **extra))
            sys.exit(_told(sys.stdout.flush) or code)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names in the order of the pipeline's use, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import `karamap.cli.<name>` and take its `command`."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"karamap.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the one-line helps without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _told(work: Callable[[], Any]) -> int:
    """Do some work and give the exit code; what is wrong is told on stderr, while a bug stays a traceback."""
    try:
        code = work()
    except KaramapError as error:
        for line in str(error).splitlines() if isinstance(error, DataError) else [f"karamap: {error}"]:
            complain(line)
        return 1
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        for line in shown.getvalue().splitlines():
            complain(line)
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("Aborted.")
        return INTERRUPTED
    return code if isinstance(code, int) else 0


@click.group(cls=LazyGroup, params=list(GLOBAL_OPTIONS), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="karamap", message="karamap %(version)s")
@click.pass_context
def main(
    ctx: click.Context, verbose: bool, quiet: bool, data: str | None, data_version: str | None, claims: str | None
) -> None:
    """Maps of territorial control from dated, sourced statements."""
    ctx.obj = {
        "verbose": verbose,
        "quiet": quiet,
        "data": data,
        "data_version": data_version,
        "claims": claims,
        "volume": 0,
    }
