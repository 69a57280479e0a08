"""Draw the control map of one day as an HTML file that opens anywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.common import Day, date_option, load_theatre, say, show_option, steps, uncollected
from karamap.errors import RenderError

if TYPE_CHECKING:
    from karamap.snapshot import Snapshot

SHOWN = "shown"
"""Word for: known on the day that the map shows."""


class KnownOn(Day):
    """A day, or the word `shown`."""

    name = "YYYY-MM-DD|shown"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Parse a day; keep the word."""
        return value if value == SHOWN else super().convert(value, param, ctx)


@click.command(name="render")
@date_option
@click.option("--known-on", type=KnownOn(), help="Leave out what was made public later; 'shown' is the day of the map.")
@show_option
@click.option(
    "--language",
    type=click.Choice(["az", "en", "hy", "ru", "tr"]),
    default="az",
    show_default=True,
    help="Language of place labels.",
)
@click.option("--title", help="Headline of the page.")
@click.option("--open", "open_it", is_flag=True, help="Open the finished file in a browser.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.html",
    help="Where to write; karamap-DATE.html by default.",
)
@click.pass_context
def command(
    ctx: click.Context,
    as_of: date,
    known_on: date | str | None,
    show: str,
    language: str,
    title: str | None,
    open_it: bool,
    output: Path | None,
) -> None:
    """Draw the control map of one day as an HTML file that opens anywhere.

    The file needs no network: everything it shows is inside it. An older file of the same name is
    replaced in one step, or stays as it was if anything goes wrong.
    """
    path = output or Path(f"karamap-{as_of}.html")
    if path.suffix.lower() not in (".html", ".htm"):
        raise RenderError(f"cannot draw a {path.suffix or path.name!r} file; name an .html file")
    known = as_of if known_on == SHOWN else known_on
    with (
        uncollected(),
        steps(ctx, "loading", "reading and checking the tables", "laying out the ground", "drawing", "writing") as step,
    ):
        step()
        from karamap import control, files, layers, page, snapshot  # noqa: PLC0415 - slow, and --help needs none

        step()
        theatre = load_theatre(ctx)
        step()
        shot = snapshot.take(theatre, as_of, known if isinstance(known, date) else None, control.Show(show))
        document = layers.document(shot, title=title, language=language)
        step()
        finished = page.html(document)
        step()
        files.write_whole(path, finished)
    _report(ctx, shot, path)
    if open_it:
        click.launch(path.resolve().as_uri())


def _report(ctx: click.Context, shot: Snapshot, path: Path) -> None:
    """Say what was drawn, what was not, and where the file is."""
    located = [place for place in shot.gazetteer.places.values() if place.position is not None]
    drawn, known = len(located), len(shot.gazetteer.places)
    say(ctx, f"{drawn:,} of {known:,} places drawn; changing hands on the day: {len(shot.changed)}.")
    missing = [shot.gazetteer.name(place_id, shot.as_of) for place_id in shot.unlocated if place_id in shot.control]
    if missing:
        say(ctx, f"Without coordinates, so not drawn: {', '.join(missing)}.")
    lost = [place_id for place_id in shot.changed if shot.gazetteer.places[place_id].position is None]
    if lost:
        names = ", ".join(shot.gazetteer.name(place_id, shot.as_of) for place_id in lost)
        say(ctx, f"Changing hands that day but not drawn: {names}.")
    click.echo(path)
