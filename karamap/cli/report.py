"""Write the report of one day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karamap.cli.command import Command
from karamap.cli.common import (
    Day,
    date_option,
    lay_out,
    load_theatre,
    say,
    show_option,
    surface_option,
    uncollected,
)
from karamap.cli.output import STDOUT, put, put_line, tell
from karamap.cli.place import OutputPlace, Place
from karamap.errors import RenderError

if TYPE_CHECKING:
    from karamap.ground.snapshot import Snapshot

TEXT, PAGE, CITED = "report.md", "map.html", "citation.bib"
"""What lies in the folder of a report, beside a picture."""


@click.command(cls=Command, name="report")
@date_option
@click.option("--since", type=Day(), help="The day since which changes are told; the first of the record by default.")
@click.option("--known-on", type=Day(), help="Leave out what was made public after this day.")
@show_option
@surface_option
@click.option(
    "-o",
    "--output",
    type=OutputPlace(),
    default=Place(STDOUT),
    metavar="FOLDER/|FILE.md",
    help="Where to write: a folder for text and map, or the text alone; - is stdout, the default.",
)
@click.pass_context
def command(
    ctx: click.Context,
    as_of: date,
    since: date | None,
    known_on: date | None,
    show: str,
    surface: str,
    output: Place,
) -> None:
    """Write the report of one day in Markdown, which Pandoc turns into Word, PDF or HTML.

    It has ground and places by holder, what changed by district, every place that changed hands with its pages, the
    announced totals beside the record, numbered sources, method and limits. A folder gets report.md, the map as
    map.html, how to cite it as citation.bib, and a picture where figures can be drawn.
    """
    if not output.is_folder and not output.takes_anything and output.path.suffix.lower() not in (".md", ".markdown"):
        raise RenderError(f"cannot write {output.path.name!r}; name a folder, or a file that ends in .md")
    from karamap.ground.evidence import Method
    from karamap.ground.snapshot import Snapshot
    from karamap.record.control import Show
    from karamap.record.timeline import check_run
    from karamap.report.day_report import report

    with uncollected():
        theatre = load_theatre(ctx)
        begin = since or theatre.record.first_day
        check_run(theatre.record, begin, as_of, known_on)
        how = (known_on, Show(show), Method(surface), lay_out(ctx, theatre))
        before, day = (Snapshot.at(theatre, on, *how) for on in (begin, as_of))
        if output.is_folder:
            _write_folder(before, day, output.path)
        else:
            put(report(before, day), output.path)
    if output.path != STDOUT:
        say(ctx, f"Report of {as_of}, changes since {begin}, tables {theatre.fingerprint[:12]}.")


def _write_folder(before: Snapshot, day: Snapshot, folder: Path) -> None:
    """Make all files, then write them."""
    from karamap import page
    from karamap.document import drawing
    from karamap.document.citation import citation
    from karamap.ground.series import Series
    from karamap.report.day_report import Beside, report
    from karamap.report.pictures import picture
    from karamap.tables.atomic_write import make_folder, write_bytes_whole

    how = (day.known_on, day.show, day.method, day.layout)
    document = drawing.document(Series.between(day.theatre, day.as_of, day.as_of, *how))
    name, drawn = picture(document)
    files = {
        TEXT: report(before, day, Beside(PAGE, name)).encode(),
        PAGE: page.html(document).encode(),
        CITED: citation(day.theatre, day=day.as_of, known_on=day.known_on).bibtex().encode(),
        **({name: drawn} if name else {}),
    }
    make_folder(folder)
    for name, content in files.items():
        write_bytes_whole(folder / name, content, tell)
        put_line(str(folder / name))
