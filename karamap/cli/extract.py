"""Read pages and propose claims; nothing of them enters the record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, load_theatre, say
from karamap.cli.output import as_csv, as_json, format_option, numbered, output_option, put
from karamap.errors import ExtractionError

if TYPE_CHECKING:
    from karamap.theatre.theatre import Theatre

ENDINGS = (".txt", ".md", ".html", ".htm", ".xhtml", ".pdf")
"""Files of a folder that are pages."""


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
    from karamap.statements.proposals import Page, proposals
    from karamap.tables.data_folder import DataFolder
    from karamap.theatre.statement_tables import StatementTables

    texts = list(page_texts(page))
    theatre = load_theatre(ctx)
    _check_side(theatre, side)
    from karamap.cli.common import data_folder

    languages = StatementTables(DataFolder(data_folder(ctx)))
    resolver = Resolver(theatre.names)
    rows = list[dict[str, Any]]()
    for name, text in texts:
        spoken = language or languages.language_of(text)
        extraction = languages.reader(spoken, resolver, theatre.record).read(text, published, side or "")
        where = Page(name, published, url, publisher, side or "none")
        found = proposals(extraction, where, theatre.record, theatre.gazetteer)
        rows += found
        say(ctx, f"{name}: read as {spoken}; {_counted(found)}")
    put(as_json(rows) if form == "json" else as_csv(list(rows[0]) if rows else _columns(), rows), output)


def _columns() -> list[str]:
    from karamap.statements.proposals import COLUMNS

    return list(COLUMNS)


def _check_side(theatre: Theatre, side: str | None) -> None:
    if side is not None and side not in theatre.record.sides:
        raise click.UsageError(f"--publisher-side {side} is no party; there are {', '.join(theatre.record.sides)}.")


def page_texts(page: str) -> Iterator[tuple[str, str]]:
    """The texts of a file, of stdin or of a folder, each with the name of its file.

    Raises:
        ExtractionError: there is no such file, or it is no page.
    """
    from karamap.statements.page_text import page_text

    if page == "-":
        yield "stdin", page_text(sys.stdin.buffer.read(), "stdin")
        return
    path = Path(page)
    try:
        files = sorted(item for item in path.iterdir() if item.suffix.lower() in ENDINGS) if path.is_dir() else [path]
        if not files:
            raise ExtractionError(f"{path} holds no page; one ends with {', '.join(ENDINGS)}")
        for file in files:
            yield file.name, page_text(file.read_bytes(), file.name)
    except OSError as error:
        raise ExtractionError(f"{error.filename or path} cannot be read: {error.strerror or error}") from error


def _counted(rows: list[dict[str, Any]]) -> str:
    changes = [row for row in rows if row["what"] == "change"]
    open_names = sum(row["place_id"] == "" for row in changes)
    told = [numbered(len(changes), "change"), numbered(sum(row["what"] == "mention" for row in rows), "mention")]
    told += [numbered(sum(row["what"] == "total" for row in rows), "total")]
    told += [f"{open_names} names to be told"] if open_names else []
    known = sum(bool(row["known"]) for row in rows)
    told += [f"{known} known"] if known else []
    return ", ".join(told)
