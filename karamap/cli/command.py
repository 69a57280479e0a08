"""A command of karamap: what stands before the name of a command may stand after it as well."""

from __future__ import annotations

from typing import Any

import click

from karamap.tables.printable import as_utf8

GLOBAL_OPTIONS = (
    click.Option(["-v", "--verbose"], is_flag=True, help="Say more on stderr."),
    click.Option(["-q", "--quiet"], is_flag=True, help="Say nothing on stderr but errors."),
    click.Option(
        ["--data"],
        type=click.Path(exists=True, file_okay=False),
        metavar="DIR",
        help="Use the tables in DIR/gazetteer and DIR/seeds instead of the shipped ones.",
    ),
    click.Option(
        ["--data-version"],
        metavar="VERSION",
        help="Use the tables of a version that is kept: `karamap data-changes --list` names them.",
    ),
    click.Option(
        ["--claims"],
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE.csv",
        help="Lay claims of your own over the record for this run; every output says so.",
    ),
)
"""Options that stand before or after the name of a command."""

WITHOUT_CLAIMS = frozenset({"resolve", "geocode", "init", "review", "accept", "score-statements", "data-changes"})
"""Commands that ask no record, so that claims of one's own would be dropped in silence."""

WITHOUT_VERSION = frozenset({"new", "review", "accept", "score-statements", "data-changes"})
"""Commands that write tables, ask none or name versions themselves."""

EPILOG = "-v, -q, --data DIR, --data-version V and --claims FILE.csv may stand here as well: see `karamap --help`."


class Command(click.Command):
    """A sub-command that takes the global options too; its own option of a name wins."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own parameters, then the global options that it has none of the name of."""
        own = super().get_params(ctx)
        taken = {spelling for parameter in own for spelling in parameter.opts}
        return [*own, *(_anywhere(option) for option in GLOBAL_OPTIONS if not taken & {*option.opts})]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Name the global options under the help of each command."""
        formatter.write_paragraph()
        formatter.write_text(EPILOG)

    def invoke(self, ctx: click.Context) -> Any:
        """Run, unless global options contradict each other or mean nothing to the command."""
        given = ctx.obj
        if given["verbose"] and given["quiet"]:
            raise click.UsageError("-v and -q exclude each other.")
        if given["claims"] and self.name in WITHOUT_CLAIMS:
            raise click.UsageError(f"`karamap {_path(ctx)}` asks no record: leave --claims out.")
        if given["data_version"] and self.name in WITHOUT_VERSION:
            raise click.UsageError(
                f"`karamap {_path(ctx)}` works on no version that is kept: leave --data-version out."
            )
        given["volume"] = given["verbose"] - given["quiet"]
        ctx.params = {name: _read(value) for name, value in ctx.params.items()}
        return super().invoke(ctx)


def _path(ctx: click.Context) -> str:
    """The names by which a command was called, without the program's."""
    return ctx.command_path.partition(" ")[2]


def _anywhere(option: click.Option) -> click.Option:
    """A global option as it stands after the name of a command."""
    return click.Option(
        [*option.opts], type=option.type, is_flag=option.is_flag, hidden=True, expose_value=False, callback=_note
    )


def _read(value: Any) -> Any:
    """Text of the command line, whatever the locale made of its bytes; other values as they are."""
    if isinstance(value, str):
        return as_utf8(value)
    return tuple(map(_read, value)) if isinstance(value, tuple) else value


def _note(ctx: click.Context, option: click.Parameter, value: Any) -> None:
    """Keep what a global option says where commands look for it."""
    if value:
        ctx.obj[option.name] = value
