"""Draw how much ground, or how many places, each holder had from day to day, as SVG, PNG or PDF."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from karamap.cli.command import Command
from karamap.cli.common import (
    Day,
    Every,
    check_order,
    lay_out,
    load_theatre,
    say,
    show_option,
    surface_option,
    uncollected,
)
from karamap.cli.figures import check_languages, check_libraries, format_of, size_options
from karamap.cli.output import STDOUT, OutputFile, put_bytes

KINDS = (".svg", ".png", ".pdf", ".webp")
MOST_DAYS = 4000


@click.command(cls=Command, name="chart")
@click.option("--from", "first", type=Day(), required=True, help="The first day.")
@click.option("--to", "last", type=Day(), required=True, help="The last day, inclusive.")
@click.option("--every", type=Every(), default=1, help="Only every so many days, as 7d or 2w.")
@click.option(
    "--what",
    type=click.Choice(["km2", "places"]),
    default="km2",
    show_default=True,
    help="Square kilometres of ground, or places of the theatre.",
)
@click.option("--known-on", type=Day(), help="Leave out what was made public later.")
@show_option
@surface_option
@click.option("--language", help="Language of the words, ISO 639-1; the tables' first one by default.")
@click.option("--title", help="Headline of the chart.")
@size_options
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE",
    help="Where to write: an .svg, .png, .pdf or .webp file; karamap-chart-FROM-TO.svg by default.",
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    first: date,
    last: date,
    every: int,
    output: Path | None,
    width_mm: float | None,
    column: str | None,
    dpi: int | None,
    **asked: Any,
) -> None:
    """Draw how much ground, or how many places, each holder had from day to day, with the band of what is unsure.

    Ground is that of the maps and of `karamap control --areas`, between the least and the most that it may be. Of
    places the band is what is neither confirmed nor agreed.
    """
    check_order(first, last)
    days = range(0, (last - first).days + 1, every)
    if len(days) < 2:  # noqa: PLR2004 - a line has two ends
        raise click.UsageError("A chart shows two days at the least: give a later --to, or a smaller --every.")
    if len(days) > MOST_DAYS:
        raise click.UsageError(f"That is {len(days):,} days, and {MOST_DAYS:,} are the most: give a larger --every.")
    path = output or Path(f"karamap-chart-{first}-{last}.svg")
    kind = ".svg" if path == STDOUT else path.suffix.lower()
    if kind not in KINDS:
        raise click.BadParameter(
            f"cannot draw a {path.suffix or path.name!r} file; name an .svg, .png, .pdf or .webp file",
            param_hint="'-o'",
        )
    form = format_of(width_mm, column, dpi)
    check_libraries(Path(f"chart{kind}"))
    if output is None:
        OutputFile().convert(path, None, ctx)
    with uncollected():
        from karamap.document import drawing
        from karamap.document.direction import without_isolates
        from karamap.document.reader import DrawnDocument
        from karamap.figure.chart import chart
        from karamap.ground.evidence import Method
        from karamap.ground.series import Series
        from karamap.record.control import Show

        theatre = load_theatre(ctx)
        check_languages(theatre, asked["language"], None)
        shown, surface, known = Show(asked["show"]), Method(asked["surface"]), asked["known_on"]
        end = first + timedelta(days=days[-1])
        series = Series.between(theatre, first, end, known, shown, surface, lay_out(ctx, theatre))
        said = {"title": asked["title"], "language": asked["language"], "searchable": False}
        document = drawing.document(series.as_known(next(iter(series.timelines))), **said)
        drawn = chart(DrawnDocument(document), days, asked["what"], form, asked["language"])
        from karamap.figure.files import content_of

        put_bytes(content_of(drawn, kind, form.dpi), path)
    say(ctx, f"Alt text: {without_isolates(drawn.alt)}")
