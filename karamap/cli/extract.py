"""Read pages and propose claims; nothing of them enters the record."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, load_theatre, say
from karamap.cli.output import format_option, numbered, output_option, put_rows
from karamap.errors import ExtractionError

if TYPE_CHECKING:
    from karamap.statements.extraction import Reader
    from karamap.theatre.theatre import Theatre

ENDINGS = (".txt", ".md", ".html", ".htm", ".xhtml", ".pdf")
"""Files of a folder that are pages."""

STDIN = Path("-")


@click.command(cls=Command, name="extract")
@click.argument("page", metavar="FILE|-|DIR")
@click.option("--published", type=Day(), required=True, help="The day on which the page was published.")
@click.option("--language", help="Its language; told by its words if it is not stated.")
@click.option("--source-url", "url", default="", help="Its address.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--publisher-side", "side", help="Whose voice the publisher is: the id of a party, or none.")
@format_option("csv", "json")
@output_option
@click.pass_context
def command(
    ctx: click.Context,
    page: str,
    published: date,
    language: str | None,
    url: str,
    publisher: str,
    side: str | None,
    form: str,
    output: Path | None,
) -> None:
    """Read a page, or every page of a folder, and propose claims for `karamap review` and `karamap accept`.

    Text (UTF-8), HTML and PDF; the last two take the extra karamap[extract]. A list of places is read by its grammar,
    so a name that the gazetteer does not know is proposed too, as unresolved. What tells of no change of holder
    (strikes, plans, denied or past events) is a mention. Stated totals stand beside the list that the page gives.
    """
    from karamap.names.resolver import Resolver
    from karamap.statements.proposals import COLUMNS, Page, proposals
    from karamap.tables.data_folder import DataFolder
    from karamap.theatre.statement_tables import StatementTables

    texts = page_texts(page_files(page))
    first = next(texts)  # whoever names no page hears of it before anything is loaded or written
    theatre = load_theatre(ctx)
    _check_side(theatre, side)
    from karamap.cli.common import data_folder

    languages = StatementTables(DataFolder(data_folder(ctx)))
    resolver = Resolver(theatre.names)
    gc.freeze()  # what stays for good need not be gone through again and again
    readers: dict[str, Reader] = {}
    if language:
        readers[language] = languages.reader(
            language, resolver, theatre.record
        )  # an unknown one is refused before anything is put out

    def rows() -> Iterator[dict[str, Any]]:
        for name, text in chain([first], texts):
            spoken = language or languages.language_of(text)
            if spoken not in readers:
                readers[spoken] = languages.reader(spoken, resolver, theatre.record)
            extraction = readers[spoken].read(text, published, side or "")
            where = Page(name, published, url, publisher, side or "none")
            found = proposals(extraction, where, theatre.record, theatre.gazetteer)
            say(ctx, f"{name}: read as {spoken}; {_counted(found)}")
            yield from found

    put_rows(COLUMNS, rows(), form, output)


def _check_side(theatre: Theatre, side: str | None) -> None:
    if side is not None and side not in theatre.record.sides:
        raise click.UsageError(f"--publisher-side {side} is no party; there are {', '.join(theatre.record.sides)}.")


def page_files(page: str) -> list[Path]:
    """The files that are pages: one, those of a folder in the order of their names, or `-` for stdin.

    Raises:
        ExtractionError: a folder cannot be read, or holds no page.
    """
    path = Path(page)
    if path == STDIN or not path.is_dir():
        return [path]
    try:
        files = sorted(item for item in path.iterdir() if item.suffix.lower() in ENDINGS)
    except OSError as error:
        raise ExtractionError(f"{path} cannot be read: {error.strerror or error}") from error
    if not files:
        raise ExtractionError(f"{path} holds no page; one ends with {', '.join(ENDINGS)}")
    return files


def page_texts(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """The text of each page with the name of its file, one page at a time in memory.

    Raises:
        ExtractionError: there is no such file, or it is no page.
    """
    from karamap.statements.page_text import MOST_BYTES, page_text

    for file in files:
        if file == STDIN:
            yield "stdin", page_text(sys.stdin.buffer.read(MOST_BYTES + 1), "stdin")
            continue
        try:
            with file.open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
        except OSError as error:
            raise ExtractionError(f"{file} cannot be read: {error.strerror or error}") from error
        yield file.name, page_text(content, file.name)


def _counted(rows: list[dict[str, Any]]) -> str:
    changes = [row for row in rows if row["what"] == "change"]
    open_names = sum(row["place_id"] == "" for row in changes)
    told = [numbered(len(changes), "change"), numbered(sum(row["what"] == "mention" for row in rows), "mention")]
    told += [numbered(sum(row["what"] == "total" for row in rows), "total")]
    facts = sum(row["what"] == "fact" for row in rows)
    told += [f"{facts} of no single place"] if facts else []
    told += [f"{open_names} names to be told"] if open_names else []
    known = sum(bool(row["known"]) for row in rows)
    told += [f"{known} known"] if known else []
    return ", ".join(told)
