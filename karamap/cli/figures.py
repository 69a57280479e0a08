"""Figures that `karamap render` and `karamap chart` write: what the options ask for, and into which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.common import Day, Every, lay_out, load_theatre, say, steps, uncollected, wanted_part
from karamap.cli.output import OutputFile, numbered, put, put_bytes
from karamap.errors import FigureError, LanguageError

if TYPE_CHECKING:
    from karamap.document.reader import DrawnDocument
    from karamap.figure.formats import Format
    from karamap.figure.scene import SceneDay
    from karamap.figure.sheet import Figure, Sheet
    from karamap.theatre.theatre import Theatre

EXTRA = "figure"
NEEDS = {
    ".svg": (),
    ".png": ("resvg_py", "PIL"),
    ".webp": ("resvg_py", "PIL"),
    ".gif": ("resvg_py", "PIL"),
    ".pdf": ("typst", "PIL"),
}
"""The libraries that a kind of file needs, by its ending."""

FRAMES = ".png"
MOVING = (".webp", ".gif")
PACKAGES = {"resvg_py": "resvg-py", "PIL": "pillow", "typst": "typst"}
"""What the packages are called that one installs."""

MOST_FRAMES, MOST_PANELS = 800, 60
"""Days of a moving picture or a folder, and maps on one sheet."""
ANIMATION_DPI = 96
"""Dots to the inch of moving pictures, unless others are asked for."""


def is_figure(output: Path) -> bool:
    """Whether the name of a file asks for a figure, or stands for a folder of frames."""
    return output.suffix.lower() in NEEDS or is_folder(output)


def is_folder(output: Path) -> bool:
    """Whether frames are to go into a folder: one that there is."""
    return output.is_dir()


def check_libraries(output: Path) -> None:
    """Refuse a kind of file whose libraries are not installed, before any work.

    Raises:
        FigureError: in one line, with what to install.
    """
    kind = FRAMES if is_folder(output) else output.suffix.lower()
    missing = [PACKAGES[name] for name in NEEDS[kind] if find_spec(name) is None]
    if missing:
        raise FigureError(f"a {kind} file needs {' and '.join(missing)}: pip install 'karamap[{EXTRA}]'")


class Width(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # click 8.1 knows no click.ParamType[...]
    """The width of a figure with its unit, in millimetres."""

    name = "WIDTH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Parse, or refuse as wrong use."""
        from karamap.figure.formats import width_of

        try:
            return width_of(str(value))
        except FigureError as error:
            self.fail(str(error), param, ctx)


class FigureFile(OutputFile):
    """A file to write, `-` for stdout, or a folder that there is, for frames."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """A path at which a file can be put, or the folder.

        Raises:
            RenderError: it cannot be written, since its folder is missing for example.
        """
        return Path(value) if Path(value).is_dir() else super().convert(value, param, ctx)


DAYS_OPTIONS = (
    click.option("--compare", type=(Day(), Day()), metavar="D1 D2", help="A figure of two days side by side."),
    click.option("--every", type=Every(), help="A figure of every so many days from --from to --to, as 7d or 2w."),
)


def size_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how large a figure is, for `format_of`."""
    from karamap.figure.formats import LEAST_DPI, MOST_DPI

    for option in (
        click.option("--dpi", type=click.IntRange(LEAST_DPI, MOST_DPI), help="Of a picture: dots to the inch."),
        click.option(
            "--column",
            type=click.Choice(["single", "double", "slide"]),
            help="Of a figure: as wide as one column of a journal (88 mm) or two (180 mm), or a slide of 16 to 9.",
        ),
        click.option("--width", "width_mm", type=Width(), help="Of a figure: its width, as in 180mm, 7in or 640px."),
    ):
        command = option(command)
    return command


def days_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which days stand side by side."""
    for option in reversed(DAYS_OPTIONS):
        command = option(command)
    return command


def format_of(width_mm: float | None, column: str | None, dpi: int | None) -> Format:
    """How large a figure is, two columns by default."""
    from karamap.figure.formats import COLUMNS

    if width_mm is not None and column is not None:
        raise click.UsageError("--width and --column both say how wide the figure is: leave one out.")
    form = COLUMNS[column or "double"]
    form = form if width_mm is None else replace(form, width_mm=width_mm)
    return form if dpi is None else replace(form, dpi=dpi)


@dataclass(frozen=True)
class Asked:
    """What the options of `karamap render` say of a figure."""

    as_of: date | None
    first: date | None
    last: date | None
    compare: tuple[date, date] | None
    every: int | None
    known_on: date | str | None
    show: str
    surface: str
    language: str | None
    title: str | None
    names_in: str | None
    district: str | None
    bbox: tuple[float, float, float, float] | None
    zoom: float | None
    form: Format
    has_dpi: bool
    path: Path

    @property
    def is_moving(self) -> bool:
        """Whether days follow one another, in one file or in a folder."""
        return self.first is not None and (is_folder(self.path) or self.path.suffix.lower() in MOVING)

    @property
    def days(self) -> list[date]:
        """The days that are drawn, in order."""
        if self.compare:
            return list(self.compare)
        if self.first is None or self.last is None:
            return [self.as_of] if self.as_of else []
        step = self.every or 1
        return [self.first + timedelta(days=at) for at in range(0, (self.last - self.first).days + 1, step)]


def check(asked: Asked) -> None:
    """Refuse days that do not go together, or with the kind of file, as wrong use."""
    kind = asked.path.suffix.lower()
    if asked.compare and (asked.as_of or asked.first or asked.last or asked.every):
        raise click.UsageError("--compare names both days: leave --date, --from, --to and --every out.")
    if asked.compare and (is_folder(asked.path) or kind in MOVING):
        raise click.UsageError("--compare makes one figure: name an .svg, .png or .pdf file.")
    if not asked.days:
        raise click.UsageError("Give --date D, --compare D1 D2, or --from D and --to D.")
    if is_folder(asked.path) and asked.first is None:
        raise click.UsageError("A folder takes one picture for each day: give --from D and --to D, or name a file.")
    if asked.first and not asked.is_moving and not asked.every:
        raise click.UsageError(
            f"An {kind} file of many days: give --every 7d for maps side by side, or name a .webp or .gif file for "
            "days that follow one another."
        )
    if asked.first and asked.as_of:
        raise click.UsageError("A figure of --from and --to opens on no day: leave --date out.")
    if asked.every and asked.first is None:
        raise click.UsageError("--every needs --from D and --to D.")
    most = MOST_FRAMES if asked.is_moving else MOST_PANELS
    if len(asked.days) > most:
        raise click.UsageError(f"That is {len(asked.days):,} maps, and {most} are the most: give a larger --every.")


def check_languages(theatre: Theatre, language: str | None, names_in: str | None) -> None:
    """Refuse languages that the theatre's pages cannot be read in, or that they list no names in, as wrong use."""
    from karamap.document.wording import interface_language, language_of_names

    for option, check_one, asked in (
        ("--language", interface_language, language),
        ("--names", language_of_names, names_in),
    ):
        try:
            check_one(theatre, asked)
        except LanguageError as error:
            raise click.BadParameter(str(error), param_hint=f"'{option}'") from None


def draw(ctx: click.Context, asked: Asked) -> None:
    """Draw what was asked for and write it; what it shows is told on stderr."""
    check(asked)
    check_libraries(asked.path)
    names = ("loading", "reading and checking the tables", "laying out the ground", "drawing", "writing")
    with uncollected(), steps(ctx, *names) as step:
        step()
        from karamap.figure.relief import multiplied, shaded
        from karamap.figure.sheet import Sheet

        step()
        theatre = load_theatre(ctx)
        check_languages(theatre, asked.language, asked.names_in)
        crop = wanted_part(theatre, asked.district, asked.bbox, asked.zoom)
        step()
        days = _scene_days(ctx, theatre, asked)
        step()
        relief = multiplied if asked.path.suffix.lower() == ".svg" else shaded
        sheet = Sheet(days[0].scene, asked.form, crop, asked.language, relief)
        step()
        shown = _write_moving(sheet, days, asked) if asked.is_moving else _write_one(sheet, days, asked)
    say(ctx, f"{numbered(len(days), 'map')}, {shown.size_mm[0]:.0f} by {shown.size_mm[1]:.0f} mm.")
    _tell(ctx, shown, sheet.alt_text(days))


def _tell(ctx: click.Context, shown: Figure, alt: str) -> None:
    """Say what a figure shows, for whoever puts it where it cannot be seen, and which letters it cannot write."""
    from karamap.document.direction import without_isolates
    from karamap.figure import fonts

    say(ctx, f"Alt text: {without_isolates(alt)}")
    if lacking := fonts.missing(f"{alt} {' '.join(one.label.text for own in shown.labels for one in own)}"):
        say(ctx, f"The fonts of figures lack {lacking}: another font will draw that, or none.")


def _scene_days(ctx: click.Context, theatre: Theatre, asked: Asked) -> list[SceneDay]:
    """The days with what holds on them: one document for all of a run of days, one for each of others."""
    from karamap.document import drawing
    from karamap.document.reader import DrawnDocument
    from karamap.figure.scene import Scene
    from karamap.ground.evidence import Method
    from karamap.ground.series import Series
    from karamap.record import control, timeline

    layout = lay_out(ctx, theatre)
    known = asked.known_on if isinstance(asked.known_on, date) else None

    def drawn(first: date, last: date) -> DrawnDocument:
        series = Series.between(theatre, first, last, known, control.Show(asked.show), Method(asked.surface), layout)
        state = timeline.SHOWN if isinstance(asked.known_on, str) else next(iter(series.timelines))
        said = drawing.document(
            series.as_known(state),
            title=asked.title,
            language=asked.language,
            names_in=asked.names_in,
            known=state,
            searchable=False,
        )
        return DrawnDocument(said)

    if asked.first:
        scene = Scene(drawn(asked.days[0], asked.days[-1]))
        return [scene.day(scene.index(day)) for day in asked.days]
    return [Scene(drawn(day, day)).day(0) for day in asked.days]


def _write_one(sheet: Sheet, days: Sequence[SceneDay], asked: Asked) -> Figure:
    """Write one figure."""
    from karamap.figure.files import content_of

    shown = sheet.figure(days)
    if asked.path.suffix.lower() == ".svg":
        put(shown.svg, asked.path)
    else:
        put_bytes(content_of(shown, asked.path.suffix.lower(), asked.form.dpi), asked.path)
    return shown


def _write_moving(sheet: Sheet, days: Sequence[SceneDay], asked: Asked) -> Figure:
    """Write days one after the other, into one file or as numbered pictures into a folder; the last one is told of."""
    from karamap.figure.animation import durations, moving
    from karamap.figure.animation import numbered as names_of
    from karamap.figure.files import content_of

    sheet.keep_legend(days)
    dpi = asked.form.dpi if asked.has_dpi else ANIMATION_DPI
    shown: list[Figure] = []

    def figures() -> Iterator[Figure]:
        for day in days:
            shown[:] = [sheet.figure([day])]
            yield shown[0]

    if is_folder(asked.path):
        for name, figure in zip(names_of(str(day) for day in asked.days), figures(), strict=True):
            put_bytes(content_of(figure, FRAMES, dpi), asked.path / name)
        return shown[0]
    times = durations([bool(day.changed) for day in days])
    alt = sheet.alt_text(days)
    put_bytes(moving(zip(figures(), times, strict=True), dpi, asked.path.suffix.lower()[1:], alt), asked.path)
    return shown[0]
