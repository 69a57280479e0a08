"""Make the tables of another theatre from files that somebody brings."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Box, Day, say
from karamap.cli.output import put_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from karamap.importers.brought_files import Request
    from karamap.importers.choices import Choices


_file = click.Path(path_type=Path)


@click.command(cls=Command, name="new")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--places",
    type=_file,
    metavar="FILE",
    multiple=True,
    help="Places: name, lon, lat and what else there is; once for each file.",
)
@click.option(
    "--places-format",
    type=click.Choice(["csv", "geonames", "geojson", "osm"]),
    help="What the file of places is; its beginning tells by default.",
)
@click.option(
    "--alternate-names",
    type=_file,
    metavar="FILE",
    help="GeoNames' alternateNamesV2, whole or of a country, beside its dump: names by language.",
)
@click.option("--claims", "claims_", type=_file, metavar="FILE", multiple=True, help="Claims: place, holder, date.")
@click.option(
    "--claims-format",
    type=click.Choice(["table", "acled", "ged"]),
    help="What the files of claims are; their headers tell by default.",
)
@click.option("--versions", metavar="'GLOB'", help="Versions of a list or map, with the day of each in its name.")
@click.option(
    "--git-history",
    nargs=2,
    metavar="REPO PATH",
    help="A file in a git repository: every version is what was known on its day.",
)
@click.option(
    "--parties", type=_file, metavar="FILE", required=True, help="Parties: id, name; also short, colour, also."
)
@click.option(
    "--actors",
    type=_file,
    metavar="FILE",
    help="Actors of events, or marks of a map or their colours: actor, party (none: of no party).",
)
@click.option("--districts", type=_file, metavar="FILE", help="Districts as areas: GeoJSON such as OCHA's COD-AB.")
@click.option("--outside", metavar="PARTY", help="Who holds places that lie in none of the areas of a version.")
@click.option("--inside", metavar="PARTY", help="Who holds those areas of a version that do not tell it.")
@click.option("--bbox", type=Box(), help="Leave out places outside these degrees.")
@click.option("--title", help="What the theatre is called.")
@click.option("--land", metavar="ID,...", help="Ids of the countries that ground lies in, such as SD,SS.")
@click.option("--start", type=Day(), metavar="YYYY-MM-DD", help="The day whose end the first state describes.")
@click.option(
    "--silence",
    type=click.Choice(["stays", "follows"]),
    help="Ground of which nobody speaks stays with its holder, or may follow its surroundings.",
)
@click.option(
    "--languages",
    metavar="CODE,...",
    help="Languages that names are shown in, such as ar,en; the first of a script is taken where files do not tell.",
)
@click.option("--licence", help="Of the files that do not tell theirs.")
@click.option("--yes", is_flag=True, help="Ask nothing; take what is computed from the files.")
@click.option("--update", is_flag=True, help="Import into the same folder again and keep what was edited by hand.")
@click.pass_context
def command(ctx: click.Context, /, folder: Path, yes: bool, update: bool, **options: Any) -> None:
    """Make the tables of another theatre in DIR from lists that you have.

    Three CSV files are enough: places (name, lon, lat), claims (place, holder, date), parties (id, name). Columns may
    stand in any order and have the names that GeoNames, OpenStreetMap, VIINA, ACLED or UCDP give them; days may be
    coarse (2023-10, spring 1993, 2023-10-01..2023-10-09). One column a day is read too, and so are versions of a list.

    What cannot be taken stands in DIR/to_do/, row by row, with the reason and what comes nearest; DIR/IMPORT.md says
    where everything came from.
    """
    from karamap.importers.found import counted
    from karamap.importers.new_theatre import imported, write

    if not (options["claims_"] or options["versions"] or options["git_history"]):
        raise click.UsageError("give --claims FILE, --versions 'GLOB' or --git-history REPO PATH.")
    request = _request(options, _typed(ctx))
    is_asked = _is_terminal() and not yes and not update
    made = imported(request, _asked_beyond(request) if is_asked else None)
    kept = write(folder, made, is_update=update)
    for line in [*made.counts, *([] if is_asked or update else map("Taken: {}".format, made.chosen.sentences()))]:
        say(ctx, line)
    if kept:
        say(ctx, f"{counted(kept, 'row')} edited by hand kept as {'it is' if kept == 1 else 'they are'}.")
    draw = f"karamap --data {quote(str(folder))} render --date {made.last} -o {quote(str(folder / 'map.html'))}"
    say(ctx, f"Draw it: {draw}")
    put_line(str(folder))


def _is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _typed(ctx: click.Context) -> str:
    """The command as it is typed again for another folder."""
    words = ["karamap", "new", "DIR"]
    for param in ctx.command.params:
        name, value = param.name or "", ctx.params.get(param.name or "")
        source = ctx.get_parameter_source(name)
        if not isinstance(param, click.Option) or source is not click.core.ParameterSource.COMMANDLINE or not value:
            continue
        if param.is_flag:
            words += [param.opts[0]] if name != "update" else []
        elif name == "bbox":
            words += [param.opts[0], ",".join(f"{part:g}" for part in value)]
        else:
            for item in [value] if not param.multiple else value:
                words += [param.opts[0], *map(str, item if isinstance(item, tuple) else [item])]
    return " ".join(quote(word) for word in words)


def _request(options: dict[str, Any], typed: str) -> Request:
    from karamap.importers import choices
    from karamap.importers.brought_files import Request

    repository = options["git_history"]
    return Request(
        parties=options["parties"],
        places=options["places"],
        places_format=options["places_format"] or "",
        alternate_names=options["alternate_names"],
        claims=options["claims_"],
        claims_format=options["claims_format"] or "",
        districts=options["districts"],
        actors=options["actors"],
        pattern=options["versions"] or "",
        repository=(Path(repository[0]), repository[1]) if repository else None,
        bbox=options["bbox"],
        title=options["title"],
        land=choices.listed(options["land"]) if options["land"] else None,
        start=options["start"],
        silence=options["silence"],
        languages=choices.listed(options["languages"]) if options["languages"] else None,
        licence=options["licence"],
        outside=options["outside"] or "",
        inside=options["inside"] or "",
        command=typed,
    )


def _asked_beyond(request: Request) -> Callable[[Choices, Collection[str]], Choices]:
    """Asks on the terminal for what the command line leaves open; each question has an answer already."""
    from dataclasses import replace

    from karamap.importers import choices

    def asked(computed: Choices, known: Collection[str]) -> Choices:
        answers: dict[str, Any] = {}
        for name, question in choices.QUESTIONS.items():
            default = choices.as_text(getattr(computed, name))
            if default and getattr(request, name) is None:
                parse = partial(_answer, name, known)
                answers[name] = click.prompt(question, default=default, value_proc=parse, err=True)
        return replace(computed, **answers)

    return asked


def _answer(name: str, known: Collection[str], text: str) -> object:
    """What an answer means, or a refusal after which the question is asked again."""
    from karamap.errors import KaramapError
    from karamap.importers import choices

    try:
        return choices.answered(name, text, known)
    except KaramapError as error:
        raise click.BadParameter(str(error)) from error
