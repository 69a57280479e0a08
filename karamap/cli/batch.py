"""Do long work in parts, on this machine or on a Dask cluster; what is finished is kept."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, check_order, data_folder, load_theatre, say, show_option, surface_option
from karamap.cli.output import numbered, put_line, tell
from karamap.errors import BatchError
from karamap.tables.data_folder import DataFolder

if TYPE_CHECKING:
    from karamap.batch.engine import Engine
    from karamap.batch.identity import Identity
    from karamap.batch.part_folder import Part
    from karamap.batch.tasks import Opened, Task

KINDS = ("city", "town", "village", "settlement", "height", "bridge", "monastery")

LAYERS = ("territory", "front", "band", "places", "zones")

LOCAL = "local"

UNITS = {"kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}

LEAST_MEMORY = 200_000_000
"""Below this no worker can so much as open a theatre."""


class Group(Command, click.Group):
    """A command with commands of its own, all of which take the global options."""


class Memory(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # click 8.1 knows no click.ParamType[...]
    """A size of memory, such as 500MB or 2GB."""

    name = "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes, or a refusal as wrong use."""
        found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)\s*([kmg]i?b)", str(value).strip().lower(), re.ASCII)
        if not found:
            self.fail(f"{value!r} is no size of memory; give one such as 500MB or 2GB.", param, ctx)
        size = int(float(found[1]) * UNITS[found[2]])
        if size < LEAST_MEMORY:
            self.fail(f"{value} is too little for a worker; give 200MB or more.", param, ctx)
        return size


class Knowledge(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # click 8.1 knows no click.ParamType[...]
    """A state of knowledge: all, shown, or a day."""

    name = "all|shown|YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The same word, or the day in ISO 8601."""
        if value in ("all", "shown"):
            return str(value)
        day: date = Day().convert(value, param, ctx)
        return day.isoformat()


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where parts go, and who does them."""
    file = click.Path(exists=True, dir_okay=False)
    for option in (
        click.option("--without-tls", is_flag=True, help="Speak openly to a scheduler on another machine."),
        click.option("--tls-key", type=file, help="This client's key (PEM)."),
        click.option("--tls-cert", type=file, help="This client's certificate (PEM)."),
        click.option("--tls-ca-file", type=file, help="The certificate of the cluster's authority (PEM)."),
        click.option(
            "--limit-memory",
            "memory",
            type=Memory(),
            help="How much each local worker may take, such as 500MB; one that takes more is begun anew.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(0, 1024),
            help="How many local workers; 0 does all in this process. One for each core by default.",
        ),
        click.option(
            "--scheduler",
            default=LOCAL,
            show_default=True,
            metavar="local|tcp://HOST:PORT|tls://HOST:PORT",
            help="The scheduler of a Dask cluster.",
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(file_okay=False, path_type=Path),
            required=True,
            metavar="DIR",
            help="A folder of its own for parts and manifest.",
        ),
    ):
        command = option(command)
    return command


def rows_option(default: int, what: str) -> Callable[[Any], Any]:
    """How many rows a part has."""
    return click.option(
        "--rows",
        type=click.IntRange(1, 10_000_000),
        default=default,
        show_default=True,
        help=f"So many {what} make a part.",
    )


@click.group(cls=Group, name="batch")
def command() -> None:
    """Do long work in parts: Parquet files and a manifest in a folder.

    The same command goes on where another one stopped: finished parts are kept if they are whole and of the same input,
    tables and versions. The bytes are the same however many workers there are.

    Without --scheduler workers are started on this machine; with it any Dask cluster does the work (`dask scheduler`,
    `dask worker`), each worker of which has the same karamap and finds the same tables under the same path.
    """


input_argument = click.argument("place", metavar="INPUT", type=click.Path(exists=True, path_type=Path))


@command.command(cls=Command, name="resolve")
@input_argument
@click.option("--district", help="The district of rows that state none.")
@click.option("--kind", type=click.Choice(KINDS), help="What the places of rows are that do not say it.")
@click.option("--date", "day", type=Day(), help="The day of rows that state none.")
@click.option(
    "--index",
    "names_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Look into this file of `karamap batch index` instead of the tables.",
)
@rows_option(20_000, "names")
@shared_options
@click.pass_context
def resolve(
    ctx: click.Context,
    /,
    place: Path,
    district: str | None,
    kind: str | None,
    day: date | None,
    names_file: Path | None,
    rows: int,
    output: Path,
    **how: Any,
) -> None:
    """Find the places that the names of INPUT mean: CSV, JSON lines or Parquet, a file or a folder of them.

    Each has `name` and, if wanted, `district`, `kind` and `date`; other columns are kept. Rows keep their order.
    """
    from karamap.batch import chunks
    from karamap.batch.names_task import Names
    from karamap.names.mentions import COLUMNS
    from karamap.names.resolutions import Mention
    from karamap.names.stored_index import Stored

    context = Mention("", district, kind, day)
    options = {"task": "resolve", "district": district, "kind": kind, "date": day and day.isoformat(), "rows": rows}
    index = None
    if names_file:
        index = (str(names_file.absolute()), Stored.open(names_file).head["sha256"])
        options["index"] = index[1]
    files = chunks.input_files(place, chunks.TABLES, output)

    def tasks(opened: Opened) -> Iterable[Task]:
        _ = opened.resolver_of(*index) if index else opened.resolver  # made once, and kept for the workers
        return (Names(chunk, context, index) for chunk in chunks.chunks(files, COLUMNS, rows))

    _run(ctx, options, files, tasks, output, how)


@command.command(cls=Command, name="index")
@click.argument("dump", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--alternate-names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GeoNames' names in languages, alternateNamesV2.txt.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="The file of names.",
)
@click.option(
    "--workers",
    type=click.IntRange(0, 1024),
    default=0,
    show_default=True,
    help="So many other processes read the names; 0 does all in this one. The file is the same.",
)
@click.pass_context
def index(ctx: click.Context, /, dump: Path | None, alternate_names: Path | None, output: Path, workers: int) -> None:
    """Put names of any number into one file, for `karamap batch resolve --index FILE`.

    DUMP is a dump of GeoNames: allCountries.txt or that of a country, unpacked. Its units of first and second order
    become districts. Without DUMP the file gets the names of the tables. Names are read by the orthographies of the
    tables; each process maps the file into memory and reads of it what it needs.
    """
    if alternate_names and not dump:
        raise click.UsageError("--alternate-names goes with a dump of GeoNames.")
    from karamap.batch import index_file, name_readers
    from karamap.importers import large_dump
    from karamap.tables.atomic_write import check_writable
    from karamap.theatre.names import read_orthographies, reading_fingerprint

    theatre = load_theatre(ctx)
    check_writable(output)
    own, folder = theatre.names, data_folder(ctx)
    reads, read_by = (own.orthographies, own.distances, tell), reading_fingerprint(DataFolder(folder))
    again = partial(read_orthographies, DataFolder(folder))
    with name_readers.opened(own.orthographies, workers, again) as readers:
        if dump is None:
            places = index_file.listed(theatre.gazetteer)
            counts = index_file.build(output, places, theatre.gazetteer, *reads, readers, read_by=read_by)
        else:
            with large_dump.opened(dump, alternate_names) as found:
                places = (index_file.Listed(*item) for item in found)
                counts = index_file.build(output, places, found.gazetteer, *reads, readers, read_by=read_by)
            for reason, count in found.left_out.items():
                tell(f"left out: {numbered(count, 'row')}, {reason}")
    say(ctx, f"{numbered(counts[0], 'place')} with {numbered(counts[1], 'name')}.")
    put_line(str(output))


@command.command(cls=Command, name="extract")
@input_argument
@click.option("--published", type=Day(), help="The day of pages that state none.")
@click.option("--language", help="The language of pages that state none; told by their words by default.")
@click.option("--source-url", "url", default="", help="The address of pages that state none.")
@click.option("--publisher", default="", help="Who published pages that state nobody.")
@click.option("--publisher-side", "side", help="Whose voice the publisher is: the id of a party, or none.")
@rows_option(200, "pages")
@shared_options
@click.pass_context
def extract(
    ctx: click.Context,
    /,
    place: Path,
    published: date | None,
    language: str | None,
    url: str,
    publisher: str,
    side: str | None,
    rows: int,
    output: Path,
    **how: Any,
) -> None:
    """Propose claims out of the pages of INPUT.

    A page, a folder of pages (text, HTML, PDF), or tables of pages (CSV, JSON lines, Parquet) with `text` and, if
    wanted, `file`, `published`, `language`, `source_url`, `publisher`, `publisher_side`. Where a folder has tables,
    other files in it are not read. Pages that cannot be read are told, and stand in the manifest.
    """
    from karamap.batch import chunks
    from karamap.batch.pages_task import TABLE, About, Pages

    about = About(published, language, url, publisher, side)
    stated = {"language": language, "source_url": url, "publisher": publisher, "publisher_side": side}
    options = {"task": "extract", "published": published and published.isoformat(), **stated, "rows": rows}
    files = chunks.input_files(place, (*chunks.TABLES, *chunks.PAGES), output)
    tasks = (Pages(chunk, about) for chunk in chunks.chunks(files, TABLE, rows))
    parts = _run(ctx, options, files, lambda _: tasks, output, how)
    left_out = [page for part in parts for page in part.left_out]
    for name, reason in left_out[:20]:
        tell(f"{name}: {reason}")
    if left_out:
        raise BatchError(f"{numbered(len(left_out), 'page')} could not be read: {output / 'manifest.json'} names them")


def days_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The days, what is known, and how many days a part has."""
    for option in (
        click.option(
            "--days",
            type=click.IntRange(1, 36_525),
            default=90,
            show_default=True,
            help="So many consecutive days make a part.",
        ),
        show_option,
        click.option(
            "--known-on",
            "knowledge",
            type=Knowledge(),
            multiple=True,
            default=["all"],
            show_default=True,
            help="What is known: all, what was known each day (shown), or by a day; may be given several times.",
        ),
        click.option("--to", "last", type=Day(), required=True, help="Last day, inclusive."),
        click.option("--from", "first", type=Day(), required=True, help="First day."),
    ):
        command = option(command)
    return command


@command.command(cls=Command, name="panel")
@days_options
@shared_options
@click.pass_context
def panel(
    ctx: click.Context,
    /,
    first: date,
    last: date,
    knowledge: tuple[str, ...],
    show: str,
    days: int,
    output: Path,
    **how: Any,
) -> None:
    """List who held every place on every day, as `karamap control --from --to`, in several states of knowledge.

    Rows have the columns of the panel and `known_on`. A part is a block of days in one state.
    """
    _days(ctx, (first, last), knowledge, {"show": show, "surface": "assessed", "layer": ""}, days, output, how)


@command.command(cls=Command, name="surfaces")
@days_options
@surface_option
@click.option("--layer", type=click.Choice(LAYERS), default="territory", show_default=True, help="What is told.")
@shared_options
@click.pass_context
def surfaces(
    ctx: click.Context,
    /,
    first: date,
    last: date,
    knowledge: tuple[str, ...],
    show: str,
    days: int,
    surface: str,
    layer: str,
    output: Path,
    **how: Any,
) -> None:
    """Write a layer of every day as GeoParquet, as `karamap export --from --to`, in several states of knowledge.

    A part is a block of days in one state; what is so beyond the end of a block begins again in the next.
    """
    _days(ctx, (first, last), knowledge, {"show": show, "surface": surface, "layer": layer}, days, output, how)


def _days(
    ctx: click.Context,
    ends: tuple[date, date],
    knowledge: tuple[str, ...],
    asked: dict[str, str],
    days: int,
    output: Path,
    how: dict[str, Any],
) -> None:
    check_order(*ends)
    from karamap.batch.days_task import Days, blocks
    from karamap.ground.evidence import Method
    from karamap.record.control import Show
    from karamap.record.timeline import check_run

    states = tuple(dict.fromkeys(knowledge))
    options = {
        "task": "surfaces" if asked["layer"] else "panel",
        "from": ends[0].isoformat(),
        "to": ends[1].isoformat(),
    }
    options = {**options, "known_on": ",".join(states), **asked, "days": str(days)}

    def tasks(opened: Opened) -> Iterable[Task]:
        for known in states:
            day = None if known in ("all", "shown") else date.fromisoformat(known)
            check_run(opened.theatre.record, *ends, day)
        _ = opened.layout  # laid out once, and kept for the workers
        for block in blocks(*ends, days, states):
            yield Days(*block, Show(asked["show"]), Method(asked["surface"]), asked["layer"])

    _run(ctx, options, [], tasks, output, how)


def _run(
    ctx: click.Context,
    options: dict[str, Any],
    files: Iterable[Any],
    tasks: Callable[[Opened], Iterable[Task]],
    output: Path,
    how: dict[str, Any],
) -> list[Part]:
    """Do it, say how far it is, and name the manifest."""
    _check_use(ctx, how)
    from karamap.batch.engine import check_address, check_installed

    check_installed()
    from karamap.batch import run
    from karamap.batch.tasks import opened_as

    if how["scheduler"] != LOCAL:
        check_address(how["scheduler"], is_open=how["without_tls"])
    is_own = ctx.obj["data"] or ctx.obj["data_version"]
    folder = str(data_folder(ctx).absolute()) if is_own else ""
    opened = opened_as(folder, None)
    asked = run.Asked(options, list(files), tasks(opened), opened.identity)
    engine = _engine(folder, opened.identity, how)
    parts = run.run(asked, output, engine, tell, _watch(ctx))
    rows = sum(part.rows for part in parts)
    say(ctx, f"{numbered(len(parts), 'part')} with {numbered(rows, 'row')}, tables {opened.identity.fingerprint[:12]}.")
    put_line(str(output / "manifest.json"))
    return parts


def _check_use(ctx: click.Context, how: dict[str, Any]) -> None:
    if ctx.obj["claims"]:
        raise click.UsageError("Workers read tables alone: leave --claims out.")
    certificates = [how[name] for name in ("tls_ca_file", "tls_cert", "tls_key")]
    if any(certificates) and not all(certificates):
        raise click.UsageError("--tls-ca-file, --tls-cert and --tls-key go together.")
    if how["scheduler"] == LOCAL:
        if any(certificates) or how["without_tls"]:
            raise click.UsageError("TLS is for --scheduler: workers of this machine are on loopback.")
        if how["workers"] == 0 and how["memory"]:
            raise click.UsageError("--limit-memory is for workers; --workers 0 starts none.")
    elif how["workers"] is not None or how["memory"]:
        raise click.UsageError("--workers and --limit-memory are for local workers: say it to `dask worker`.")
    elif how["scheduler"].startswith("tls:") != any(certificates):
        raise click.UsageError("tls:// takes --tls-ca-file, --tls-cert and --tls-key, and these go with tls:// alone.")


def _engine(folder: str, identity: Identity, how: dict[str, Any]) -> Engine:
    from karamap.batch.engine import Certificates, Cluster, InProcess

    workers = (os.cpu_count() or 1) if how["workers"] is None else how["workers"]
    if how["scheduler"] == LOCAL and workers == 0:
        return InProcess(folder, identity)
    files = (how["tls_ca_file"], how["tls_cert"], how["tls_key"])
    certificates = Certificates(*files) if all(files) else None
    return Cluster(folder, identity, how["scheduler"], workers, how["memory"], certificates)


def _watch(ctx: click.Context) -> Callable[[int, int], None]:
    """Tell on a terminal how far it is, in one line; under -v a line a part."""
    stream = sys.stderr
    is_shown = ctx.obj["volume"] == 0 and stream.isatty()

    def watch(parts: int, rows: int) -> None:
        line = f"{numbered(parts, 'part')}, {numbered(rows, 'row')}"
        if is_shown:
            stream.write(f"\r{line}")
            stream.flush()
        else:
            say(ctx, line, volume=1)

    if is_shown:
        ctx.call_on_close(lambda: stream.write("\n"))
    return watch
