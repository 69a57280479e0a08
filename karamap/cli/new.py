"""Make the tables of another theatre from files that somebody brings."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Box, say
from karamap.cli.output import put_line

if TYPE_CHECKING:
    from karamap.importers.new_theatre import Imported, Request


_file = click.Path(path_type=Path)


@click.command(cls=Command, name="new")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--places", type=_file, metavar="FILE", help="Places: name, lon, lat and what else there is.")
@click.option(
    "--places-format",
    type=click.Choice(["csv", "geonames", "geojson", "osm"]),
    help="What the file of places is; its beginning tells by default.",
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
@click.option("--actors", type=_file, metavar="FILE", help="Actors of events or marks of a map: actor, party.")
@click.option("--districts", type=_file, metavar="FILE", help="Districts as areas: GeoJSON such as OCHA's COD-AB.")
@click.option("--outside", metavar="PARTY", help="Who holds places that lie in none of the areas of a version.")
@click.option("--bbox", type=Box(), help="Leave out places outside these degrees.")
@click.option("--title", help="What the theatre is called.")
@click.option(
    "--silence",
    type=click.Choice(["stays", "follows"]),
    help="Ground of which nobody speaks stays with its holder, or may follow its surroundings.",
)
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
    from karamap.importers.new_theatre import imported

    if not (options["claims_"] or options["versions"] or options["git_history"]):
        raise click.UsageError("give --claims FILE, --versions 'GLOB' or --git-history REPO PATH.")
    request = _request(options)
    if sys.stdin.isatty() and sys.stderr.isatty() and not yes and not update:
        request = _asked(request)
    made = imported(request)
    kept = _write(folder, made, update=update)
    for line in made.counts:
        say(ctx, line)
    if kept:
        say(ctx, f"{kept:,} rows edited by hand kept as they are.")
    draw = f"karamap --data {quote(str(folder))} render --date {made.last} -o {quote(str(folder / 'map.html'))}"
    say(ctx, f"Draw it: {draw}")
    put_line(str(folder))


def _request(options: dict[str, Any]) -> Request:
    from karamap.importers.new_theatre import Request

    repository = options["git_history"]
    return Request(
        parties=options["parties"],
        places=options["places"],
        places_format=options["places_format"] or "",
        claims=options["claims_"],
        claims_format=options["claims_format"] or "",
        districts=options["districts"],
        actors=options["actors"],
        pattern=options["versions"] or "",
        repository=(Path(repository[0]), repository[1]) if repository else None,
        bbox=options["bbox"],
        title=options["title"] or "",
        silence=options["silence"] or "stays",
        outside=options["outside"] or "",
    )


def _asked(request: Request) -> Request:
    """The request with what its maker answers; each question has an answer already."""
    from dataclasses import replace

    title = request.title or (request.places or request.parties).stem.replace("_", " ")
    title = click.prompt("What is the theatre called?", default=title, err=True)
    silence = click.prompt(
        "Ground of which nobody speaks: stays with its holder, or follows its surroundings?",
        type=click.Choice(["stays", "follows"]),
        default=request.silence,
        err=True,
    )
    return replace(request, title=title, silence=silence)


def _write(folder: Path, made: Imported, *, update: bool) -> int:
    """Write the theatre; the number of rows that were edited by hand and stay."""
    from karamap.importers import theatre_folder
    from karamap.importers.new_theatre import TABLES

    if not update:
        theatre_folder.write_new(folder, made.files)
        return 0
    files = theatre_folder.update(folder, made.files, TABLES)
    kept = sum(theatre_folder.hand_edits(folder, table) for table in TABLES)
    theatre_folder.replace_files(folder, files)
    return kept
