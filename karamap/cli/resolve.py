"""Find the places that names mean, or say why that cannot be told."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, counted, data_folder, load_theatre, say
from karamap.errors import DataError
from karamap.tables.cells import cell, csv_writer
from karamap.tables.printable import printable

if TYPE_CHECKING:
    from karamap.names.mentions import Listed
    from karamap.names.resolutions import Mention, Resolution
    from karamap.names.resolver import Resolver

OPEN_QUESTION = 3
"""Exit code under --strict when a name is left open."""

HINTS = 10
"""So many open names of one call get a did-you-mean: each costs a look at every name there is."""

KINDS = ("city", "town", "village", "settlement", "height", "bridge", "monastery")


class Asked(Protocol):
    """Names with their context, and the columns they came in."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Header of the input."""

    def __iter__(self) -> Iterator[Listed]:
        """Rows of the input."""

    def understood(self) -> list[str]:
        """What was made of the input beyond its plain text, in words."""


Answers = Iterable[tuple["Listed", dict[str, Any]]]
"""Rows of the input, each with its answer as plain values."""


Resolutions = Iterable[tuple["Listed", "Resolution"]]


@click.command(cls=Command, name="resolve")
@click.argument("names", nargs=-1, required=True)
@click.option("--district", help="The district the names are said to lie in, in any language.")
@click.option("--kind", type=click.Choice(KINDS), help="What the places are said to be.")
@click.option("--date", "day", type=Day(), help="The day on which the name and the district are meant.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--list", "together", is_flag=True, help="Read all names in the light of each other: they lie together.")
@click.option("--explain", is_flag=True, help="Say for every candidate what speaks for it.")
@click.option("--strict", is_flag=True, help="Exit with 3 if any name is not resolved to one place.")
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    district: str | None,
    kind: str | None,
    day: date | None,
    form: str,
    together: bool,
    explain: bool,
    strict: bool,
) -> None:
    """Find the places that NAMES mean, or say why that cannot be told.

    A name of several places is ambiguous, a name that nothing supports is unresolved; neither is guessed. A place is
    weak, named but not vouched for, where its district is unknown or another, or two liberties were taken with it.

    A name may stand as lists have it: "1. Alma", "Alma[2]", "Alma (Heyva)", "Alma / Elma", "Alma k.".

    `-` reads a list from stdin instead: CSV as spreadsheets and people make it, with a header that holds name and,
    if wanted, district, kind and date in any order. Other columns are kept; one with the name of a column of the
    answer goes out as input_NAME. --district, --kind and --date serve rows that leave theirs empty. The answers come
    as the rows are read; a row that cannot be read ends them with an error. Stderr says what was understood: what
    parts the cells, blank rows, days that are not written as YYYY-MM-DD.

    --list takes the names for one list, such as a page names in one breath: of several places that a name may mean it
    takes the only one near the others of its district, and flags a place far from them. It reads all names before it
    answers the first, so a row that cannot be read leaves none answered.
    """
    if "-" in names and len(names) > 1:
        raise click.UsageError("'-' reads the names from stdin and stands alone.")
    from karamap.names.resolutions import Mention

    resolver = _opened(ctx)
    asked = _asked(names, Mention("", district, kind, day))
    tally = Tally()
    read = _together if together else _one_by_one
    answers = tally.answers(read(ctx, asked, resolver), resolver)
    output = sys.stdout
    try:
        for text in FORMATS[form](asked.columns, answers, explain):
            output.write(text)
        output.flush()
    except DataError:
        output.flush()
        _say_understood(ctx, asked)
        if tally.total:
            say(ctx, f"Rows answered before the fault: {tally.total:,}; the output is not complete.")
        raise
    _say_understood(ctx, asked)
    if form == "csv":
        _say_renamed(ctx, asked.columns)
    _hint(ctx, tally, resolver)
    if names == ("-",):
        say(ctx, str(tally))
    if strict and tally.still_open:
        ctx.exit(OPEN_QUESTION)


def _opened(ctx: click.Context) -> Resolver:
    """What looks names up in the gazetteer: from what is kept between runs, else from the checked tables."""
    from karamap.names.resolver import Resolver
    from karamap.tables.data_folder import DataFolder
    from karamap.theatre.names import kept_names

    folder = DataFolder(data_folder(ctx))
    return Resolver(kept_names(folder) or load_theatre(ctx, folder).names)


def _one_by_one(ctx: click.Context, asked: Asked, resolver: Resolver) -> Resolutions:
    """Each name by itself, as it is read."""
    for item in counted(ctx, asked, "names"):
        yield item, resolver.resolve(item.mention)


def _together(ctx: click.Context, asked: Asked, resolver: Resolver) -> Resolutions:
    """All names as one list, after the last was read."""
    items = list(counted(ctx, asked, "names"))
    yield from zip(items, resolver.resolve_all([item.mention for item in items]), strict=True)


def _asked(names: tuple[str, ...], context: Mention) -> Asked:
    from karamap.names.mentions import MentionList

    if names == ("-",):
        return MentionList(sys.stdin.buffer, "stdin", context=context)
    return Arguments(names, context)


class Arguments:
    """The names of the command line, as if they were rows."""

    columns = ("name", "district", "kind", "date")

    def __init__(self, names: tuple[str, ...], context: Mention) -> None:
        self._names, self._context = names, context

    def __iter__(self) -> Iterator[Listed]:
        """One row for each name, all with the same context."""
        from karamap.names.mentions import Listed
        from karamap.names.resolutions import Mention

        given = self._context
        for name in self._names:
            mention = Mention(name, given.district, given.kind, given.date)
            yield Listed((name, *(cell(value) for value in (given.district, given.kind, given.date))), mention)

    def understood(self) -> list[str]:
        """Nothing: what stands on the command line is taken as it stands."""
        return []


class Tally:
    """How many names came to which outcome, and the first open ones that nothing speaks for."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.unknown: dict[str, None] = {}
        self.unknown_districts: dict[str, None] = {}

    @property
    def total(self) -> int:
        """How many names were answered."""
        return self.outcomes.total()

    @property
    def still_open(self) -> int:
        """How many names are not resolved to one place."""
        return self.total - self.outcomes["resolved"]

    def __str__(self) -> str:
        parts = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(self.outcomes.items()))
        return f"{self.total:,} names: {parts}." if parts else "No names."

    def answers(self, resolutions: Resolutions, resolver: Resolver) -> Answers:
        """Say row by row what was found, and count."""
        from karamap.names.resolutions import answer

        for item, resolution in resolutions:
            self._count(resolution)
            yield item, answer(resolver.gazetteer, resolution)

    def _count(self, resolution: Resolution) -> None:
        from karamap.names.resolutions import Flag

        self.outcomes[resolution.outcome.value] += 1
        if not resolution.candidates and len(self.unknown) <= HINTS:
            self.unknown[resolution.mention.name] = None
        if Flag.UNKNOWN_DISTRICT in resolution.flags and len(self.unknown_districts) <= HINTS:
            self.unknown_districts[str(resolution.mention.district)] = None


def _hint(ctx: click.Context, tally: Tally, resolver: Resolver) -> None:
    """Say on stderr what the open names may have been meant to be."""
    if ctx.obj["volume"] < 0:
        return
    for name in list(tally.unknown)[:HINTS]:
        if not name.strip():
            say(ctx, "A name is empty, so nothing was looked for.")
            continue
        nearest = ", ".join(resolver.nearest(name))
        close = f"did you mean {nearest}?" if nearest else "none in the gazetteer comes close"
        say(ctx, f"{name}: no such name; {close}")
    if len(tally.unknown) > HINTS:
        say(ctx, f"(The nearest names are shown for the first {HINTS} open ones.)")
    for district in list(tally.unknown_districts)[:HINTS]:
        known = ", ".join(resolver.district_names)
        say(ctx, f"{district}: no such district, so it was not used; there are {known}")


def _say_understood(ctx: click.Context, asked: Asked) -> None:
    for sentence in asked.understood():
        say(ctx, f"stdin: {sentence}")


def _say_renamed(ctx: click.Context, columns: Sequence[str]) -> None:
    from karamap.names.answer_columns import free

    for name, given in zip(free(columns), columns, strict=True):
        if name != given:
            say(ctx, f"stdin: the column {given!r} goes out as {name!r}, since the answer has one of this name")


def _as_json(columns: tuple[str, ...], answers: Answers, explain: bool) -> Iterator[str]:  # noqa: ARG001
    from karamap.names.mentions import other_columns

    others = other_columns(columns)
    opening = "[\n"
    for item, answer in answers:
        answer["input"] |= {name: item.cells[place] for name, place in others.items()}
        yield f"{opening} {json.dumps(answer, ensure_ascii=False, default=str)}"
        opening = ",\n"
    yield "\n]\n" if opening == ",\n" else "[]\n"


def _as_csv(columns: tuple[str, ...], answers: Answers, explain: bool) -> Iterator[str]:
    from karamap.names.answer_columns import COLUMNS, PLACE, free

    yield _csv_line((*map(cell, free(columns)), *COLUMNS, *(("evidence",) if explain else ())))
    for item, answer in answers:
        place, candidates = answer["place"] or {}, answer["candidates"]
        cells = [*item.cells, answer["outcome"]]
        cells += [place.get(key) for key in PLACE]
        cells += [[candidate["id"] for candidate in candidates], answer["flags"]]
        if explain:
            evidence = [f"{candidate['id']}: {candidate['evidence']}" for candidate in candidates]
            cells.append("; ".join(evidence))
        yield _csv_line(map(cell, cells))


def _csv_line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv_writer(buffer).writerow(cells)
    return buffer.getvalue()


def _as_table(columns: tuple[str, ...], answers: Answers, explain: bool) -> Iterator[str]:  # noqa: ARG001
    for _, answer in answers:
        flags = f" ({', '.join(answer['flags'])})" if answer["flags"] else ""
        lines = [f"{answer['input']['name'] or '(no name)'}: {answer['outcome']}{flags}"]
        lines += [f"  {_described(candidate, explain)}" for candidate in answer["candidates"]]
        if explain and not answer["candidates"]:
            lines.append("  nothing in the gazetteer speaks for it")
        yield "".join(f"{printable(line)}\n" for line in lines)


def _described(candidate: dict[str, Any], explain: bool) -> str:
    where = f"at {candidate['lon']:.4f}, {candidate['lat']:.4f}" if candidate["lon"] is not None else "not located"
    district = f", {candidate['district']}" if candidate["district"] else ""
    evidence = f": {candidate['evidence']}" if explain else ""
    return f"{candidate['name']} ({candidate['kind']}{district}) {candidate['id']} {where}{evidence}"


FORMATS = {"table": _as_table, "csv": _as_csv, "json": _as_json}
