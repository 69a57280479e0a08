"""Draw the control map of one day or many as an HTML file that opens anywhere."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import (
    Day,
    check_order,
    lay_out,
    load_theatre,
    part_options,
    say,
    show_option,
    steps,
    surface_option,
    uncollected,
    wanted_part,
)
from karamap.cli.figures import (
    Asked,
    FigureFile,
    check_languages,
    days_options,
    draw,
    format_of,
    is_figure,
    size_options,
)
from karamap.cli.output import STDOUT, OutputFile, numbered, put, takes_anything

if TYPE_CHECKING:
    from karamap.document.crop import Extent
    from karamap.document.story import Step
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
@click.option(
    "--names", "names_in", metavar="LANG", help="Language of the names on the map, whatever that of the page."
)
@click.option("--title", help="Headline of the page.")
@part_options
@click.option(
    "--story",
    "story_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.toml",
    help="Steps of day, part of the theatre and text, told with next and back; see docs/story.md.",
)
@surface_option
@days_options
@size_options
@click.option("--embed", is_flag=True, help="Make a compact page for an iframe, and print the snippet for it.")
@click.option("--open", "open_it", is_flag=True, help="Open the finished file in a browser.")
@click.option(
    "-o",
    "--output",
    type=FigureFile(),
    metavar="FILE",
    help="Where to write: a page (.html), a figure (.svg, .png, .pdf, .webp), days in turn (.webp, .gif, or a folder "
    "for .png files); karamap-DATE.html or karamap-FROM-TO.html by default.",
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    as_of: date | None,
    first: date | None,
    last: date | None,
    known_on: date | str | None,
    show: str,
    language: str | None,
    names_in: str | None,
    title: str | None,
    district: str | None,
    bbox: Extent | None,
    zoom: float | None,
    story_file: Path | None,
    surface: str,
    embed: bool,
    open_it: bool,
    output: Path | None,
    compare: tuple[date, date] | None,
    every: int | None,
    width_mm: float | None,
    column: str | None,
    dpi: int | None,
) -> None:
    """Draw the control map of one day, or of a run of days with a time slider, as an HTML file that opens anywhere.

    The file needs no network: everything it shows is inside it. An older file of the same name is
    replaced in one step, or stays as it was if anything goes wrong.

    With the name of a figure (.svg, .png, .pdf, .webp, .gif) the same map for print, slides and reports: of one day, of
    two (--compare), of every so many days side by side (--every), or of days one after another (.webp, .gif, a folder).
    """
    if output is not None and output != STDOUT and is_figure(output):
        _refuse_for_figures(embed=embed, story=story_file)
        if first is not None or last is not None:
            _days(None, first, last)
        form = format_of(width_mm, column, dpi)
        asked = Asked(
            *(as_of, first, last, compare, every, known_on, show, surface, language, title),
            names_in=names_in,
            district=district,
            bbox=bbox,
            zoom=zoom,
            form=form,
            has_dpi=dpi is not None,
            path=output,
        )
        draw(ctx, asked)
        if open_it:
            click.launch(output.resolve().as_uri())
        return
    _refuse_for_pages(compare=compare, every=every, width=width_mm, column=column, dpi=dpi)
    story = _story(story_file)
    if story and first is None and last is None and as_of is None:
        days = [step.day for step in story]
        as_of, first, last = days[0], min(days), max(days)
    begin, end = _days(as_of, first, last)
    shown = [
        f"names-{names_in}" if names_in else "",
        district or "",
        f"{bbox}" if bbox else "",
        f"{zoom:g}x" if zoom else "",
    ]
    shown.append(story_file.stem if story_file else "")
    path = output or _default_path(begin, end, known_on, show, surface, language, shown, embed=embed)
    if not takes_anything(path) and path.suffix.lower() not in (".html", ".htm"):
        raise click.BadParameter(
            f"cannot draw a {path.suffix or path.name!r} file; name an .html file for a page, or an .svg, .png, .pdf, "
            ".webp or .gif file for a figure",
            param_hint="'-o'",
        )
    if path == STDOUT and (embed or open_it):
        raise click.UsageError("--embed prints a snippet and --open needs a file: name one with -o FILE.html.")
    if output is None:
        OutputFile().convert(path, None, ctx)
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

        step()
        theatre = load_theatre(ctx)
        check_languages(theatre, language, names_in)
        part = wanted_part(theatre, district, bbox, zoom)
        step()
        known = known_on if isinstance(known_on, date) else None
        layout = lay_out(ctx, theatre)
        found = Series.between(theatre, begin, end, known, control.Show(show), Method(surface), layout)
        document = drawing.document(
            found,
            title=title,
            language=language,
            names_in=names_in,
            opening=as_of,
            known=timeline.SHOWN if known_on == SHOWN else None,
            embed=embed,
            crop=part,
            story=[_with_district(theatre, step) for step in story],
        )
        step()
        finished = page.html(document)
        step()
        put(finished, path)
    _report(ctx, found, as_of or end)
    if embed:
        put(f"{page.snippet(path.name)}\n")
    if open_it:
        click.launch(path.resolve().as_uri())


def _refuse_for_figures(*, embed: bool, story: Path | None) -> None:
    if embed:
        raise click.UsageError("--embed makes a page for an iframe: name an .html file.")
    if story:
        raise click.UsageError("--story is told by a page: name an .html file.")


def _refuse_for_pages(**options: Any) -> None:
    """Refuse options of figures where a page is asked for, as wrong use."""
    stated = [name for name, value in options.items() if value is not None]
    if stated:
        raise click.UsageError(f"--{stated[0]} is for figures: name an .svg, .png, .pdf, .webp or .gif file with -o.")


def _default_path(
    first: date,
    last: date,
    known_on: date | str | None,
    show: str,
    surface: str,
    language: str | None,
    part: list[str],
    *,
    embed: bool,
) -> Path:
    """A name that tells maps of different things apart."""
    parts = [f"karamap-{first}"]
    parts += [str(last)] if last != first else []
    parts += [f"known-{known_on}"] if known_on else []
    parts += [show] if show != "claimed" else []
    parts += ["nearest-place"] if surface == "claimed" else []
    parts += [language] if language else []
    parts += [re.sub(r"[^\w.-]+", "_", word).strip("_") for word in part if word]
    parts += ["embed"] if embed else []
    return Path(f"{'-'.join(parts)}.html")


def _story(path: Path | None) -> list[Step]:
    """The steps of a story file, if one was named."""
    from karamap.document.story import MAX_BYTES, read

    if path is None:
        return []
    with path.open("rb") as file:
        return read(file.read(MAX_BYTES + 1), path.name)


def _with_district(theatre: Theatre, step: Step) -> Step:
    """A step with what the district that it names means."""
    from dataclasses import replace

    crop = wanted_part(theatre, step.district, step.crop.box, step.crop.zoom)
    return replace(step, crop=crop)


def _days(as_of: date | None, first: date | None, last: date | None) -> tuple[date, date]:
    """The first and last day of the map that the options ask for."""
    if first is None and last is None:
        if as_of is None:
            raise click.UsageError("Give --date D, or --from D and --to D for a map with a time slider.")
        return as_of, as_of
    if first is None or last is None:
        given, lacking = ("--to", "--from") if first is None else ("--from", "--to")
        raise click.UsageError(f"{given} needs {lacking} as well; for a single day give --date D.")
    check_order(first, last)
    if as_of is not None and not first <= as_of <= last:
        raise click.UsageError(f"--date {as_of} is outside the days from --from {first} to --to {last}.")
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
        say(ctx, f"{numbered(len(missing), 'place')} without coordinates not drawn; the page lists them.")
        say(ctx, f"Not drawn: {_names(found, missing, day)}.", volume=1)
    lost = [place_id for place_id in told.kinds if gazetteer.places[place_id].position is None]
    if lost:
        say(ctx, f"Changing that day but not drawn, since nobody located them: {_names(found, lost, day)}.")


def _names(found: Series, place_ids: list[str], day: date) -> str:
    return ", ".join(found.theatre.gazetteer.name(place_id, day) for place_id in place_ids)
