"""Set the assessed ground of a day beside areas that somebody else drew."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, check_order, date_option, lay_out, load_theatre, say
from karamap.cli.output import as_csv, as_json, as_table, format_option, output_option, put

if TYPE_CHECKING:
    from karamap.ground.score import Bin, Score

COLUMNS = (
    "party",
    "area_km2",
    "reference_km2",
    "area_error_percent",
    "overlap",
    "gains_overlap",
    "front_off_km",
    "calibration_error",
    "sure_wrong_percent",
)


@click.command(cls=Command, name="score")
@click.option("--reference", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Areas: GeoJSON.")
@date_option
@click.option("--holder", metavar="PARTY", help="Whose all areas are; by default a property of each tells.")
@click.option("--since", type=Day(), help="An earlier day, for what was gained since.")
@click.option(
    "--reference-before",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The same areas as they were on that day.",
)
@click.option("--known-on", type=Day(), help="Leave out what was made public after this day.")
@click.option(
    "--near-km",
    type=click.FloatRange(1, 1000),
    default=20.0,
    show_default=True,
    help="Ground so near to either front is near it.",
)
@format_option("table", "csv", "json")
@output_option
@click.pass_context
def command(
    ctx: click.Context, /, reference: Path, as_of: date, form: str, output: Path | None, **options: Any
) -> None:
    """Say how far the ground of a day agrees with areas that somebody drew independently.

    For each party of FILE: its area by karamap and by FILE on the ground of the theatre, their overlap (intersection
    over union), the median distance of the fronts, and how well probabilities near the front are calibrated.
    """
    since, before = options["since"], options["reference_before"]
    if (since is None) != (before is None):
        raise click.UsageError("--since and --reference-before go together.")
    if since:
        check_order(since, as_of, ("--since", "--date"))
    found = _scores(ctx, reference, as_of, options)
    rows = [_row(score) for score in found]
    if form == "json":
        bins = [[_part(part) for part in score.bins] for score in found]
        put(as_json([{**row, "bins": parts} for row, parts in zip(rows, bins, strict=True)]), output)
        return
    put((as_csv if form == "csv" else as_table)(COLUMNS, rows), output)
    if form == "table":
        for score in found:
            for part in score.bins:
                said = f"said {part.low:.0%} to {part.high:.0%}: {part.found:.1%} of {part.area_km2:,.0f} km²"
                say(ctx, f"{score.party}, near the front, {said}")


def _scores(ctx: click.Context, reference: Path, as_of: date, options: dict[str, Any]) -> list[Score]:
    from karamap.ground.score import scores
    from karamap.ground.snapshot import Snapshot
    from karamap.importers import reference_areas

    theatre = load_theatre(ctx)
    names: dict[str, str] = {}
    for party in theatre.record.parties.values():
        for name in (party.id, party.name, party.short):
            names.setdefault(name.casefold(), party.id)

    def id_of(name: str) -> str | None:
        """The party of a name as it is on the day: what it has become by then."""
        found = names.get(name.casefold())
        return found and (theatre.record.ties.party_on(found, as_of) or found)

    whose = options["holder"]
    if whose is not None and id_of(whose) is None:
        known = ", ".join(theatre.record.parties)
        raise click.UsageError(f"no party is called {whose!r}; there are {known}.")
    whose = id_of(whose) if whose else None
    areas = reference_areas.read(reference, id_of, whose)
    layout = lay_out(ctx, theatre)

    def snapshot(day: date) -> Snapshot:
        return Snapshot.at(theatre, day, known_on=options["known_on"], layout=layout)

    earlier = None
    if options["since"]:
        earlier = snapshot(options["since"]), reference_areas.read(options["reference_before"], id_of, whose)
    return scores(snapshot(as_of), areas, earlier, options["near_km"])


def _row(score: Score) -> dict[str, Any]:
    def rounded(value: float | None, digits: int, times: float = 1.0) -> float | None:
        return None if value is None else round(value * times, digits)

    return {
        "party": score.party,
        "area_km2": round(score.area_km2, 2),
        "reference_km2": round(score.reference_km2, 2),
        "area_error_percent": rounded(score.area_error, 2, 100),
        "overlap": round(score.overlap, 4),
        "gains_overlap": rounded(score.gains_overlap, 4),
        "front_off_km": rounded(score.front_off_km, 2),
        "calibration_error": rounded(score.calibration_error, 4),
        "sure_wrong_percent": rounded(score.sure_wrong, 2, 100),
    }


def _part(part: Bin) -> dict[str, float]:
    """One part of the calibration, rounded."""
    return {name: round(getattr(part, name), 4) for name in ("low", "high", "area_km2", "found")}
