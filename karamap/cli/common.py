"""Options and small talk that several commands share."""

from __future__ import annotations

import atexit
import gc
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from karamap.cli.output import complain, tell
from karamap.errors import CropError, DateError, UnknownDistrictError
from karamap.tables.data_folder import data_dir
from karamap.tables.days import stated_day

if TYPE_CHECKING:
    from karamap.document.crop import Crop, Extent
    from karamap.ground.layout import Layout
    from karamap.tables.data_folder import DataFolder
    from karamap.theatre.theatre import Theatre

Item = TypeVar("Item")


DAYS_OF_A_WEEK = 7


class Day(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # click 8.1 knows no click.ParamType[...]
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse, or refuse with the form that would be right, as wrong use."""
        try:
            return stated_day(value)
        except DateError as error:
            self.fail(str(error), param, ctx)


class Every(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # click 8.1 knows no click.ParamType[...]
    """A step from one day to the next that is told: so many days or weeks."""

    name = "STEP"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of days, as wrong use if it is none."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"([1-9][0-9]{0,4})([dw]?)", str(value).strip(), re.ASCII | re.IGNORECASE)
        if not found:
            self.fail(f"{value!r} is no number of days; give days or weeks, such as 7d or 2w.", param, ctx)
        return int(found[1]) * (DAYS_OF_A_WEEK if found[2].lower() == "w" else 1)


date_option = click.option("--date", "as_of", type=Day(), required=True, help="The day on the ground.")


def check_order(first: date, last: date, options: tuple[str, str] = ("--from", "--to")) -> None:
    """Refuse a run of days that ends before it begins, as wrong use."""
    if first > last:
        raise click.UsageError(f"{options[0]} {first} is after {options[1]} {last}; give the earlier day first.")


FORMER_SHOWS = {"conceded": "confirmed"}
"""Words of earlier versions, and what they are called now."""


class Shown(click.Choice):  # type: ignore[type-arg, unused-ignore]  # click 8.1 knows no click.Choice[...]
    """What it takes for a claim to move a place, in the words of today or of earlier versions."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """One of the words; a former one is told on stderr."""
        if value in FORMER_SHOWS:
            tell(f"--show {value} is called --show {FORMER_SHOWS[value]} now.")
            value = FORMER_SHOWS[value]
        return super().convert(value, param, ctx)


show_option = click.option(
    "--show",
    type=Shown(["claimed", "confirmed"]),
    default="claimed",
    show_default=True,
    help="Which claims count: any, or only what the other side or an independent observer confirms.",
)


surface_option = click.option(
    "--surface",
    type=click.Choice(["assessed", "claimed"]),
    default="assessed",
    show_default=True,
    help="How to colour territory: estimate it from all reports nearby, or give it to the nearest place.",
)


class Box(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # click 8.1 knows no click.ParamType[...]
    """West, south, east and north in decimal degrees."""

    name = "W,S,E,N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Extent:
        """Four numbers, or a refusal as wrong use."""
        from karamap.document.crop import box_of

        try:
            return box_of(value)
        except CropError as error:
            self.fail(str(error), param, ctx)


class Zoom(click.FloatRange):
    """A number within a range; NaN is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Parse, or refuse as wrong use."""
        number: float = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"{value} is not in the range {self.min}<=x<={self.max}.", param, ctx)
        return number


def part_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What part of the theatre a drawing shows: `district`, `bbox` and `zoom`, for `wanted_part`."""
    from karamap.document.crop import FARTHEST, NEAREST

    for option in (
        click.option(
            "--zoom",
            type=Zoom(FARTHEST, NEAREST),
            metavar="TIMES",
            help="How many times nearer than what just fits; 2 shows half the width.",
        ),
        click.option("--bbox", type=Box(), help="Show only this box, in degrees."),
        click.option("--district", help="Show only this district, in any language or by its id."),
    ):
        command = option(command)
    return command


def wanted_part(theatre: Theatre, district: str | None, bbox: Extent | None, zoom: float | None) -> Crop:
    """The part of a theatre that the options of `part_options` ask for.

    Raises:
        UsageError: a district and a box are both stated.
        UnknownDistrictError: no district bears the name.
    """
    from karamap.document.crop import Crop

    if district is not None and bbox is not None:
        raise click.UsageError("--district and --bbox both say what to show: leave one out.")
    found = districts_named(theatre, district) or frozenset()
    below = [theatre.gazetteer.overlaps.get(district_id, ()) for district_id in sorted(found)]
    return Crop(found.union(*below), bbox, zoom or 1.0)


def data_folder(ctx: click.Context) -> Path:
    """The folder of tables that the user chose, or the shipped one; of a version that is kept, a copy for this run.

    Raises:
        UnknownVersionError: no such version is kept.
    """
    chosen = Path(ctx.obj["data"]) if ctx.obj["data"] else data_dir()
    if not ctx.obj["data_version"]:
        return chosen
    if "opened" not in ctx.obj:
        from karamap.theatre.versions import open_version

        scratch = ctx.with_resource(tempfile.TemporaryDirectory(prefix="karamap-"))
        ctx.obj["opened"], done = open_version(chosen, ctx.obj["data_version"], Path(scratch))
        if done:
            say(ctx, f"Tables {ctx.obj['data_version']} in the columns of today: {'; '.join(done)}.")
    opened: Path = ctx.obj["opened"]
    return opened


def load_theatre(ctx: click.Context, folder: DataFolder | None = None) -> Theatre:
    """The checked tables, with the user's own claims merged into them if there are any.

    When the command has ended, what it found and made is kept for the next run: that the tables have no fault, and the
    index of names. A folder some files of which were read already is read no second time.
    """
    from karamap.theatre import loader

    theatre = loader.load(folder or data_folder(ctx))
    ctx.call_on_close(partial(loader.keep, theatre))
    if not ctx.obj["claims"]:
        say(ctx, f"tables {theatre.fingerprint}", volume=1)
        return theatre
    from karamap.theatre.user_claims import merge_claims

    theatre = merge_claims(theatre, Path(ctx.obj["claims"]))
    for remark in (f"With {theatre.user_claims}.", *theatre.remarks):
        say(ctx, remark)
    say(ctx, f"tables {theatre.fingerprint}", volume=1)
    return theatre


def districts_named(theatre: Theatre, name: str | None) -> frozenset[str] | None:
    """Ids of the districts that a name may mean, in any language, or that one of an id; None for no name.

    Raises:
        UnknownDistrictError: no district bears it.
    """
    if name is None:
        return None
    if name in theatre.gazetteer.districts:
        return frozenset({name})
    from karamap.names.districts import Districts
    from karamap.names.resolver import Resolver

    if found := Districts(theatre.names).named(name):
        return found
    raise UnknownDistrictError(name, Resolver(theatre.names).district_names)


def lay_out(ctx: click.Context, theatre: Theatre) -> Layout:
    """The layout of a loaded theatre; when the command has ended, it is kept for the next run if it was made in this.

    What the user claims is of no account: the ground is laid out by the tables alone.
    """
    from karamap.ground import layout_cache

    layout, is_new = layout_cache.layout_of(theatre)
    if is_new:
        ctx.call_on_close(lambda: layout_cache.keep(theatre, layout))
    return layout


def say(ctx: click.Context, text: str, *, volume: int = 0) -> None:
    """Talk on stderr if the user wants to hear it: `volume` 0 by default, 1 under -v."""
    if ctx.obj["volume"] >= volume:
        complain(text)


def counted(ctx: click.Context, items: Iterable[Item], what: str, *, every: int = 500) -> Iterator[Item]:
    """Pass items on and count them in one line of a terminal's stderr, unless stdout goes there too."""
    stream = sys.stderr
    shown = ctx.obj["volume"] >= 0 and stream.isatty() and not sys.stdout.isatty()
    line = ""
    try:
        for number, item in enumerate(items, 1):
            yield item
            if shown and (number == 1 or number % every == 0):
                line = f"{number:,} {what}"
                stream.write(f"\r{line}")
                stream.flush()
    finally:
        if line:
            stream.write(f"\r{' ' * len(line)}\r")
            stream.flush()


@contextmanager
def steps(ctx: click.Context, *names: str) -> Iterator[Callable[[], None]]:
    """A progress bar over named steps on a terminal, lines under -v, nothing under -q or in a pipe."""
    stream = sys.stderr
    shown = ctx.obj["volume"] == 0 and stream.isatty()
    progress: Any = click.progressbar(length=len(names), file=stream, hidden=not shown, item_show_func=_step_name)
    with progress as bar:
        upcoming = iter(names)

        def step() -> None:
            name = next(upcoming)
            bar.update(1, name)
            say(ctx, name, volume=1)

        yield step


def _step_name(name: str | None) -> str | None:
    return name


@contextmanager
def uncollected() -> Iterator[None]:
    """Work without the garbage collector: in one short piece of work it costs a fifth of the time and frees nothing.

    What the work has left behind counts as old, so that it is not gone through at once when the collector is back, nor
    at the end of the process, when all memory is given back anyhow.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
            atexit.register(gc.freeze)
