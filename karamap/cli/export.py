"""Write the layers of one day, or of a run of days, for other programs."""

from __future__ import annotations

from datetime import date

import click

from karamap.cli.command import Command
from karamap.cli.common import (
    Day,
    check_order,
    lay_out,
    load_theatre,
    say,
    show_option,
    surface_option,
    uncollected,
)
from karamap.cli.output import STDOUT, numbered, put, put_line, tell
from karamap.cli.place import OutputPlace, Place
from karamap.errors import RenderError

LAYERS = (
    *("territory", "front", "allied_lines", "coalitions", "band", "places", "zones", "events"),
    *("districts", "borders", "water", "gazetteer"),
)
"""What can be exported, in the order of `karamap.exports.layers.LAYERS`."""

ONE_LAYER, ALL_LAYERS = ("geojson", "fgb", "csv", "parquet"), ("gpkg", "kml")
"""Formats a file of which holds one layer, and those that hold all."""

BINARY = ("gpkg", "fgb", "parquet")
"""Formats that are no text."""

LINKED_PLACES = ".lpf.json"
"""How a file ends that holds the gazetteer for the World Historical Gazetteer."""

ENDINGS = ", ".join(f".{form}" for form in (*ONE_LAYER, *ALL_LAYERS))


@click.command(cls=Command, name="export")
@click.option("--date", "as_of", type=Day(), help="The day on the ground.")
@click.option("--from", "first", type=Day(), help="First day of a run of days.")
@click.option("--to", "last", type=Day(), help="Last day, inclusive.")
@click.option("--known-on", type=Day(), help="Leave out what was made public after this day.")
@show_option
@surface_option
@click.option(
    "--layer",
    "layers",
    type=click.Choice(LAYERS),
    multiple=True,
    help="What to write; several in a .gpkg or .kml file or a folder. All there, territory elsewhere, by default.",
)
@click.option(
    "--format", "form", type=click.Choice((*ONE_LAYER, *ALL_LAYERS)), help="The format, if no ending says it."
)
@click.option(
    "-o",
    "--output",
    type=OutputPlace(),
    default=Place(STDOUT),
    metavar="FILE|FOLDER/",
    help=f"Where to write: a file ({ENDINGS}), or a folder for one file a layer; - is stdout, the default.",
)
@click.pass_context
def command(
    ctx: click.Context,
    as_of: date | None,
    first: date | None,
    last: date | None,
    known_on: date | None,
    show: str,
    surface: str,
    layers: tuple[str, ...],
    form: str | None,
    output: Place,
) -> None:
    """Write layers for other programs: longitude and latitude (EPSG:4326), areas in square kilometres.

    GeoPackage (.gpkg, with styles and a QGIS project inside) and KML hold all layers; GeoJSON, FlatGeobuf (.fgb), CSV
    and GeoParquet one each, or a folder one file a layer. With --from and --to each feature says from when
    (`valid_from`) to when (`valid_to`, the last second of the last day, UTC) it was so.

    A file that ends in .lpf.json has the gazetteer in Linked Places Format, for the World Historical Gazetteer.

    Every file names the days, the state of knowledge, the fingerprint of the tables, licence and credit. Places that
    nobody has located, and mentions of no place, are features without geometry.
    """
    begin, end = _days(as_of, first, last)
    if output.path.name.lower().endswith(LINKED_PLACES):
        _linked_places(ctx, (begin, end), layers, form, output)
        return
    form = _form(output, form)
    wanted = _layers(output, form, layers)
    from karamap.exports import contents, formats
    from karamap.ground.evidence import Method
    from karamap.ground.series import Series
    from karamap.ground.snapshot import Snapshot
    from karamap.record import control

    formats.check(form)
    with uncollected():
        theatre = load_theatre(ctx)
        how = (known_on, control.Show(show), Method(surface), lay_out(ctx, theatre))
        if first:
            export = contents.of_days(Series.between(theatre, begin, end, *how), wanted)
        else:
            export = contents.of_day(Snapshot.at(theatre, begin, *how), wanted)
        if output.is_folder:
            for path in formats.write_folder(export, output.path, form, tell):
                put_line(str(path))
        elif output.path == STDOUT:
            put(formats.content(export, form).decode())
        else:
            formats.write(export, output.path, form, tell)
            put_line(str(output.path))
    if output.path != STDOUT:
        told = wanted[0] if len(wanted) == 1 else numbered(len(wanted), "layer")
        say(ctx, f"{told} on {export.name}, tables {theatre.fingerprint[:12]}.")


def _linked_places(
    ctx: click.Context, days: tuple[date, date], layers: tuple[str, ...], form: str | None, output: Place
) -> None:
    """Write the gazetteer in Linked Places Format, which has room for nothing else."""
    if form or layers not in ((), ("gazetteer",)):
        raise click.UsageError(
            f"A {LINKED_PLACES} file holds the gazetteer alone: leave --format and other layers out."
        )
    if days[0] != days[1]:
        raise click.UsageError(f"A {LINKED_PLACES} file tells each name's own days: give --date D.")
    from karamap.exports import linked_places
    from karamap.record.timeline import check_days

    theatre = load_theatre(ctx)
    check_days(theatre.record, days[0], None)
    put(linked_places.text(theatre, days[0]), output.path)
    say(ctx, f"gazetteer in Linked Places Format, tables {theatre.fingerprint[:12]}.")


def _days(as_of: date | None, first: date | None, last: date | None) -> tuple[date, date]:
    """The first and last day that the options ask for."""
    if (as_of is None) == (first is None) or (first is None) != (last is None):
        raise click.UsageError("Give --date D, or --from D and --to D.")
    if first and last:
        check_order(first, last)
        return first, last
    assert as_of is not None
    return as_of, as_of


def _form(output: Place, stated: str | None) -> str:
    """The format: as stated, else as the ending says; GeoJSON where there is none."""
    every = (*ONE_LAYER, *ALL_LAYERS)
    if output.is_folder:
        if stated in ALL_LAYERS:
            raise click.UsageError(f"A .{stated} file holds all layers: name a file that ends in .{stated}.")
        return stated or ONE_LAYER[0]
    if output.path == STDOUT and stated in BINARY:
        raise click.UsageError(f"{stated} goes into a file: name it with -o FILE.{stated}.")
    if output.takes_anything:
        return stated or ONE_LAYER[0]
    ending = output.path.suffix[1:].lower()
    if ending not in every:
        raise RenderError(f"cannot write {output.path.name!r}; name a file that ends in one of {ENDINGS}, or a folder")
    if stated and stated != ending:
        raise click.UsageError(f"--format {stated} and the ending .{ending} say two things; leave one out.")
    return ending


def _layers(output: Place, form: str, stated: tuple[str, ...]) -> tuple[str, ...]:
    """The layers, each once, in the order of the list."""
    if output.is_folder or form in ALL_LAYERS:
        return tuple(layer for layer in LAYERS if not stated or layer in stated)
    if len(set(stated)) > 1:
        raise click.UsageError(f"A .{form} file holds one layer: name one, a .gpkg or .kml file, or a folder.")
    return stated[:1] or LAYERS[:1]
