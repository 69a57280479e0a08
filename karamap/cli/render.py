"""Draw the control map of one day or many as an HTML file that opens anywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, lay_out, load_theatre, say, show_option, steps, uncollected
from karamap.cli.output import OutputFile, numbered
from karamap.errors import DateError, LanguageError, RenderError

if TYPE_CHECKING:
    from karamap.ground.series import Series
    from karamap.theatre.theatre import Theatre

SHOWN = "shown"
"""Word for: known on each day that the map shows."""


class KnownOn(Day):
    """A day, or the word `shown`."""

    name = "YYYY-MM-DD|shown"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Parse a day; keep the word."""
        return SHOWN if str(value).lower() == SHOWN else super().convert(value, param, ctx)


@click.command(cls=Command, name="render")
@click.option("--date", "as_of", type=Day(), help="The day to draw; with --from and --to the day it opens on.")
@click.option("--from", "first", type=Day(), help="First day of a map with a time slider.")
@click.option("--to", "last", type=Day(), help="Last day, inclusive.")
@click.option(
    "--known-on", type=KnownOn(), help="Leave out what was made public later; 'shown' is each day as known that day."
)
@show_option
@click.option(
    "--language", help="Language of the page and of place labels, ISO 639-1; the tables' first one by default."
)
@click.option("--title", help="Headline of the page.")
@click.option(
    "--surface",
    type=click.Choice(["assessed", "claimed"]),
    default="assessed",
    show_default=True,
    help="Assess ground from all that is said around it, or give it to the holder of the nearest place.",
)
@click.option("--embed", is_flag=True, help="Make a compact page for an iframe, and print the snippet for it.")
@click.option("--open", "open_it", is_flag=True, help="Open the finished file in a browser.")
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE.html",
    help="Where to write; karamap-DATE.html or karamap-FROM-TO.html by default.",
)
@click.pass_context
def command(
    ctx: click.Context,
    as_of: date | None,
    first: date | None,
    last: date | None,
    known_on: date | str | None,
    show: str,
    language: str | None,
    title: str | None,
    surface: str,
    embed: bool,
    open_it: bool,
    output: Path | None,
) -> None:
    """Draw the control map of one day, or of a run of days with a time slider, as an HTML file that opens anywhere.

    The file needs no network: everything it shows is inside it. An older file of the same name is
    replaced in one step, or stays as it was if anything goes wrong.
    """
    begin, end = _days(as_of, first, last)
    path = output or Path(f"karamap-{begin}.html" if begin == end else f"karamap-{begin}-{end}.html")
    if path.suffix.lower() not in (".html", ".htm"):
        raise RenderError(f"cannot draw a {path.suffix or path.name!r} file; name an .html file")
    with (
        uncollected(),
        steps(ctx, "loading", "reading and checking the tables", "laying out the ground", "drawing", "writing") as step,
    ):
        step()
        from karamap import page
        from karamap.document import drawing
        from karamap.ground.evidence import Method
        from karamap.ground.series import Series
        from karamap.record import control, timeline
        from karamap.tables import atomic_write

        step()
        theatre = load_theatre(ctx)
        _check_language(theatre, language)
        step()
        known = known_on if isinstance(known_on, date) else None
        layout = lay_out(ctx, theatre)
        found = Series.between(theatre, begin, end, known, control.Show(show), Method(surface), layout)
        document = drawing.document(
            found,
            title=title,
            language=language,
            opening=as_of,
            known=timeline.SHOWN if known_on == SHOWN else None,
            embed=embed,
        )
        step()
        finished = page.html(document)
        step()
        atomic_write.write_whole(path, finished)
    _report(ctx, found, as_of or end)
    click.echo(path)
    if embed:
        click.echo(page.snippet(path.name))
    if open_it:
        click.launch(path.resolve().as_uri())


def _check_language(theatre: Theatre, language: str | None) -> None:
    """Refuse a language that the theatre's pages cannot be read in, as wrong use."""
    from karamap.document.wording import interface_language

    try:
        interface_language(theatre, language)
    except LanguageError as error:
        raise click.BadParameter(str(error), param_hint="'--language'") from None


def _days(as_of: date | None, first: date | None, last: date | None) -> tuple[date, date]:
    """The first and last day of the map that the options ask for."""
    if first is None and last is None:
        if as_of is None:
            raise click.UsageError("Give --date D, or --from D and --to D for a map with a time slider.")
        return as_of, as_of
    if first is None or last is None:
        given, lacking = ("--to", "--from") if first is None else ("--from", "--to")
        raise click.UsageError(f"{given} needs {lacking} as well; for a single day give --date D.")
    if first > last:
        raise DateError(f"--from {first} is after --to {last}; give the earlier day first")
    if as_of is not None and not first <= as_of <= last:
        raise DateError(f"--date {as_of} is outside the days from {first} to {last}")
    return first, last


def _report(ctx: click.Context, found: Series, day: date) -> None:
    """Say what was drawn, what was not, and where the file is."""
    gazetteer, timeline = found.gazetteer, next(iter(found.timelines.values()))
    control, told = timeline.at(day), timeline.changed_on(day)
    drawn = sum(place.position is not None for place in gazetteer.places.values())
    besides = (("counted from it", told.undated), ("learned on it", told.learned))
    further = "".join(f", {what}: {len(those):,}" for what, those in besides if those)
    changing = f"changing hands on {day}: {len(told.dated):,}{further}"
    say(ctx, f"{drawn:,} of {numbered(len(gazetteer.places), 'place')} drawn; {changing}.")
    missing = [place_id for place_id in found.unlocated if place_id in control and control[place_id].claims]
    if missing:
        say(ctx, f"Without coordinates, so not drawn: {_names(found, missing, day)}.")
    lost = [place_id for place_id in told.kinds if gazetteer.places[place_id].position is None]
    if lost:
        say(ctx, f"Changing that day but not drawn: {_names(found, lost, day)}.")


def _names(found: Series, place_ids: list[str], day: date) -> str:
    return ", ".join(found.theatre.gazetteer.name(place_id, day) for place_id in place_ids)
