"""What commands put out: UTF-8 to stdout or whole into a file; values as cells, rows as a table, CSV or JSON."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from karamap.tables.cells import cell, csv_writer
from karamap.tables.printable import printable

STDOUT = Path("-")
"""How a user names stdout as the place to write to."""

NAMES_OF_STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
"""What stands for stdout where a file may be named."""


class OutputFile(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # click 8.1 knows no click.ParamType[...]
    """A file to write, or `-` for stdout; what cannot be written is refused before the work begins."""

    name = "FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002
        """A path at which a file can be put.

        Raises:
            RenderError: it cannot be written, since its folder is missing for example.
        """
        if str(value) in NAMES_OF_STDOUT:
            return STDOUT
        from karamap.tables import atomic_write

        path = Path(value)
        atomic_write.check_writable(path)
        return path


def takes_anything(output: Path) -> bool:
    """Whether it is stdout, a pipe or a device, whose name says nothing about what is written to it."""
    from karamap.tables.destination import destination

    return output == STDOUT or destination(output).is_stream


def put(text: str, output: Path | None = None) -> None:
    """Write a text whole into a file and name that on stdout; without one, or with `-`, write it to stdout.

    Raises:
        RenderError: the file cannot be written; an older one is untouched.
    """
    if output is None or output == STDOUT:
        sys.stdout.write(text)
        return
    from karamap.tables import atomic_write

    atomic_write.write_whole(output, text, tell)
    put_line(str(output))


def put_bytes(content: bytes, output: Path) -> None:
    """Write bytes whole into a file and name that on stdout; with `-` write them to stdout.

    Raises:
        RenderError: the file cannot be written; an older one is untouched.
    """
    if output == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    from karamap.tables import atomic_write

    atomic_write.write_bytes_whole(output, content, tell)
    put_line(str(output))


def put_line(text: str) -> None:
    """Write one line to stdout, as a terminal may show it."""
    sys.stdout.write(f"{printable(text)}\n")


def tell(text: str) -> None:
    """Write one line to stderr, as a terminal may show it, unless the user wants to hear of errors only."""
    ctx = click.get_current_context(silent=True)
    if ctx is None or not ctx.obj or ctx.obj["volume"] >= 0:
        complain(text)


def complain(text: str) -> None:
    """Write one line to stderr, as a terminal may show it."""
    sys.stderr.write(f"{printable(text)}\n")
    sys.stderr.flush()


def format_option(*forms: str) -> Callable[[Any], Any]:
    """How rows are put out: the first of some forms unless a file is named whose ending says otherwise."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        callback=partial(_form, forms=forms),
        help=f"How to put it out: as the ending of the file says, else as {forms[0]}.",
    )


output_option = click.option(
    "-o",
    "--output",
    type=OutputFile(),
    is_eager=True,
    metavar="FILE",
    help="Where to write; - is stdout, the default.",
)


def _form(ctx: click.Context, _option: click.Parameter, value: str | None, forms: Sequence[str]) -> str:
    """The stated form, else that of the file's ending, else the first."""
    output: Path | None = ctx.params.get("output")
    ending = output.suffix[1:].lower() if output else ""
    return value or (ending if ending in forms else forms[0])


@contextmanager
def opened(output: Path | None) -> Iterator[TextIO]:
    """A stream for what is written bit by bit: a file that is there whole in the end and is named on stdout, or stdout.

    Raises:
        RenderError: the file cannot be written; an older one is untouched.
    """
    if output is None or output == STDOUT:
        yield sys.stdout
        return
    from karamap.tables import atomic_write

    with atomic_write.whole_file(output, tell) as scratch, scratch.open("w", encoding="utf-8", newline="") as stream:
        yield stream
    put_line(str(output))


def numbered(count: int, noun: str) -> str:
    """A number with its noun, in the plural unless it is one.

    >>> numbered(1, "place"), numbered(1200, "place")
    ('1 place', '1,200 places')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def as_json(rows: list[dict[str, Any]]) -> str:
    """Rows as one JSON array; days as ISO 8601."""
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"


def as_csv(columns: Sequence[str], rows: list[dict[str, Any]], text: Callable[[Any], str] = cell) -> str:
    """Rows as CSV with a header; `text` makes a cell of a value."""
    buffer = io.StringIO()
    _write_csv(buffer, columns, rows, text)
    return buffer.getvalue()


def _write_csv(
    stream: TextIO, columns: Sequence[str], rows: Iterable[dict[str, Any]], text: Callable[[Any], str] = cell
) -> None:
    writer = csv_writer(stream)
    writer.writerow(columns)
    writer.writerows([text(row[name]) for name in columns] for row in rows)


def put_rows(columns: Sequence[str], rows: Iterable[dict[str, Any]], form: str, output: Path | None) -> None:
    """Write rows as they come, as `as_json` (if that is the form) or `as_csv` gives them; a file is there in the end.

    Raises:
        RenderError: the file cannot be written; an older one is untouched.
    """
    with opened(output) as stream:
        if form != "json":
            _write_csv(stream, columns, rows)
            return
        before = "["
        for row in rows:
            lines = json.dumps(row, ensure_ascii=False, indent=1, default=str)
            stream.write(before + "\n " + lines.replace("\n", "\n "))
            before = ","
        stream.write("[]\n" if before == "[" else "\n]\n")


def as_lines(lines: Iterable[str]) -> str:
    """Lines of text as a terminal may show them."""
    return "".join(f"{printable(line)}\n" for line in lines)


def as_table(columns: Sequence[str], rows: list[dict[str, Any]], text: Callable[[Any], str] = cell) -> str:
    """Rows as lines of aligned columns under a header, as a terminal may show them."""
    lines = [tuple(columns), *(tuple(printable(text(row[name])) for name in columns) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = ("  ".join(part.ljust(width) for part, width in zip(line, widths, strict=True)).rstrip() for line in lines)
    return "\n".join(padded) + "\n"
