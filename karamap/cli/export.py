"""Write one layer of one day as GeoJSON for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, date_option, load_theatre, say, show_option, surface_option, uncollected
from karamap.cli.output import STDOUT, OutputFile, put, takes_anything
from karamap.errors import RenderError

SUFFIX = ".geojson"


@click.command(cls=Command, name="export")
@date_option
@click.option("--known-on", type=Day(), help="Leave out what was made public after this day.")
@show_option
@surface_option
@click.option(
    "--layer",
    type=click.Choice(["territory", "front", "band", "places", "zones", "events"]),
    default="territory",
    show_default=True,
    help="Ground by holder, lines where holders meet, ground that is not sure, places, zones, or mentions.",
)
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    default=STDOUT,
    metavar="FILE.geojson",
    help="Where to write; - is stdout, the default.",
)
@click.pass_context
def command(
    ctx: click.Context, as_of: date, known_on: date | None, show: str, surface: str, layer: str, output: Path
) -> None:
    """Write one layer of one day as GeoJSON: longitude and latitude (EPSG:4326), areas in square kilometres.

    Every feature names the day, the state of knowledge and the fingerprint of the tables. Places that nobody has
    located, and mentions of no place, are features without geometry.
    """
    if not takes_anything(output) and not output.name.lower().endswith(SUFFIX):
        raise RenderError(f"cannot write {output.name!r}; only GeoJSON works, so name a file that ends in {SUFFIX}")
    from karamap.exports import geojson
    from karamap.ground.evidence import Method
    from karamap.ground.snapshot import Snapshot
    from karamap.record import control

    with uncollected():
        theatre = load_theatre(ctx)
        snapshot = Snapshot.at(theatre, as_of, known_on, control.Show(show), Method(surface))
        text = geojson.geojson(snapshot, layer)
    put(text, output)
    if output != STDOUT:
        say(ctx, f"{layer} on {as_of}, tables {theatre.fingerprint[:12]}.")
