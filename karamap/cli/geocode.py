"""Propose coordinates for places that lack them, for review; tables are never written."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap import __version__
from karamap.cli.command import Command
from karamap.cli.common import counted, data_folder, say
from karamap.cli.output import OutputFile, numbered, put
from karamap.errors import GeocodingError, RenderError, UnknownPlaceError
from karamap.tables.cells import cell, csv_writer

if TYPE_CHECKING:
    from karamap.geocoding.proposals import Proposal
    from karamap.theatre.theatre import Theatre

COLUMNS = (
    "place_id",
    "name_asked",
    "district",
    "lon",
    "lat",
    "display_name",
    "osm_type",
    "osm_id",
    "distance_to_district_km",
    "verdict",
    "domain",
    "asked_on",
)


@click.command(cls=Command, name="geocode")
@click.option("--domain", help="The Nominatim server to ask, as host[:port][/path]; nothing is asked without one.")
@click.option(
    "--user-agent",
    default=f"karamap/{__version__} (coordinates of places that lack them)",
    show_default=True,
    help="Who asks; name yourself when the server is not your own.",
)
@click.option("--district", help="Only places of this district, in any language.")
@click.option("--limit", type=click.IntRange(min=1), help="Ask for so many places at most.")
@click.option(
    "--seconds-between",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="Pause between two requests, five times as long after a failure; less than 1 is for a server on this machine.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where answers are kept; `geocoding` in the user's cache folder by default.",
)
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE.csv",
    help="Write the proposals here instead of to stdout.",
)
@click.pass_context
def command(
    ctx: click.Context,
    domain: str | None,
    user_agent: str,
    district: str | None,
    limit: int | None,
    seconds_between: float,
    cache: Path | None,
    output: Path | None,
) -> None:
    """Propose coordinates for places that lack them, as CSV for review; tables are never written.

    Asks the server that --domain names, and no other, for each name of a place until an answer lies near a
    located settlement of its district. Answers are kept with their day and domain and not asked for again.

    Verdicts: near_district, far_from_district, district_not_located (nothing to compare with),
    another_place_is_there (most likely a namesake), not_a_settlement, not_found.
    """
    if domain is None:
        raise click.UsageError("Name the Nominatim server to ask with --domain; none is asked by default.")
    from karamap.geocoding import nominatim, proposals
    from karamap.theatre import loader

    server = nominatim.Server.named(domain, user_agent, seconds_between=seconds_between)
    theatre = loader.load(data_folder(ctx))
    gazetteer = theatre.gazetteer
    places = proposals.unlocated(gazetteer, _districts(theatre, district))[:limit]
    say(ctx, f"Asking {server.scheme}://{server.domain} for {numbered(len(places), 'place')} without coordinates.")
    geocoder = nominatim.Geocoder(server, _cache_folder(ctx, cache))
    box = proposals.search_box(gazetteer)
    found: list[Proposal] = []
    for place_id in counted(ctx, places, "places", every=1):
        found += proposals.propose(geocoder, gazetteer, place_id, box, now=datetime.now(UTC))
    put(_as_csv(found), output)
    proposed = len({item.place_id for item in found if item.position})
    say(ctx, f"Places with proposals: {proposed} of {len(places)}.")


def _districts(theatre: Theatre, name: str | None) -> frozenset[str] | None:
    """Ids of the districts that a name may mean; None for no name."""
    if name is None:
        return None
    from karamap.names.districts import Districts

    if districts := Districts(theatre.names).named(name):
        return districts
    raise UnknownPlaceError(name)


def _cache_folder(ctx: click.Context, chosen: Path | None) -> Path | None:
    """Where answers are kept: the chosen folder, else that of the user if there is one to write to."""
    from karamap.tables.atomic_write import check_writable
    from karamap.tables.kept import cache_dir

    folder = chosen or cache_dir()
    if folder is not None and chosen is None:
        folder /= "geocoding"
    try:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            check_writable(folder / "answer.json")
    except (OSError, RenderError) as error:
        if chosen is not None:
            reason = error.strerror if isinstance(error, OSError) else error
            raise GeocodingError(f"cannot keep answers in {chosen}: {reason}") from error
        folder = None
    if folder is None:
        say(ctx, "There is no cache folder to write to, so no answer is kept.", volume=1)
    return folder


def _as_csv(proposals: Iterable[Proposal]) -> str:
    buffer = io.StringIO()
    writer = csv_writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows(map(cell, _cells(item)) for item in proposals)
    return buffer.getvalue()


def _cells(item: Proposal) -> Iterator[Any]:
    at, distance = item.position, item.distance_to_district_km
    values = {
        "lon": at and round(at.lon, 5),
        "lat": at and round(at.lat, 5),
        "distance_to_district_km": None if distance is None else round(distance, 1),
        "verdict": item.verdict.value,
    }
    return (values[column] if column in values else getattr(item, column) for column in COLUMNS)
