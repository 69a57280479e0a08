"""Walk through open proposals, in the terminal or on one offline page; every answer is kept at once."""

from __future__ import annotations

import io
from pathlib import Path

import click

from karamap.cli.command import Command
from karamap.cli.common import load_theatre, say
from karamap.cli.output import OutputFile, as_csv, numbered, put, put_line
from karamap.errors import ExtractionError

KEYS = {"a": "accept", "r": "reject", "e": "correct", "s": ""}

Rows = list[dict[str, str]]


@click.command(cls=Command, name="review")
@click.argument("proposals", type=click.Path(dir_okay=False, path_type=Path), metavar="PROPOSALS.csv")
@click.option("--open", "opens", is_flag=True, help="Decide on a page in the browser: the text beside the map.")
@click.option(
    "--pages",
    type=click.Path(path_type=Path),
    help="The page, or the folder of pages, that was read: its text is shown.",
)
@click.option(
    "-o", "--output", type=OutputFile(), help="The page to write instead of PROPOSALS.html; it is not opened."
)
@click.pass_context
def command(ctx: click.Context, proposals: Path, opens: bool, pages: Path | None, output: Path | None) -> None:
    """Decide the open proposals of PROPOSALS.csv: a accept, r reject, e edit, s skip, q quit.

    Each answer is written into the file before the next question, so that a review can be left and taken up again.
    With --open the same is asked on one page that needs no network, with the text on the left and the map on the right;
    it saves the file anew, for `karamap accept`.
    """
    if pages is not None and not (opens or output):
        raise click.UsageError("--pages are shown on a page alone: name --open or -o FILE.html too.")
    columns, rows = _read(proposals)
    if opens or output:
        _put_page(ctx, proposals, rows, pages, output)
        return
    waiting = [row for row in rows if not row["decision"]]
    decided = len(rows) - len(waiting)
    for number, row in enumerate(waiting, decided + 1):
        first, *others = _told(row)
        put_line(f"[{number}/{len(rows)}] {first}")
        for line in others:
            put_line(line)
        key = click.prompt("a/r/e/s/q", type=click.Choice([*KEYS, "q"]), show_choices=False)
        if key == "q":
            break
        if key == "s":
            continue
        row["decision"] = KEYS[key]
        if key == "e":
            _edit(row)
        _write(proposals, columns, rows)
    left = sum(not row["decision"] for row in rows)
    say(ctx, f"{numbered(len(rows) - left, 'proposal')} decided, {left} open: {proposals}")


def _put_page(ctx: click.Context, proposals: Path, rows: Rows, pages: Path | None, output: Path | None) -> None:
    """Write the page of a review, and open it in the browser unless somebody says where it goes."""
    from karamap.cli.extract import page_files, page_texts
    from karamap.page import review_page
    from karamap.theatre.accepted_proposals import refuse_empty

    refuse_empty(rows, proposals.name)
    texts = dict(page_texts(page_files(str(pages)))) if pages else {}
    shown = {row["file"] for row in rows}
    for name in sorted(shown - texts.keys()) if pages else ():
        say(ctx, f"{pages} has no {name}: its proposals are shown by their excerpts.")
    where = output or proposals.with_suffix(".html")
    put(review_page.html(rows, texts, proposals.name, load_theatre(ctx)), where)
    if output is None:
        click.launch(where.resolve().as_uri())


def _edit(row: dict[str, str]) -> None:
    for column, was in (("correct_place_id", "place_id"), ("correct_holder", "holder"), ("correct_day", "day")):
        answer = click.prompt(f"{was} [{row[was]}]", default="", show_default=False).strip()
        row[column] = answer or row[column]


def _told(row: dict[str, str]) -> list[str]:
    """A proposal in lines: what is said, the words of the page, and why it may not be so."""
    from karamap.theatre.accepted_proposals import said_of_place

    words = f"  “{row['excerpt']}”"
    if row["what"] == "total":
        return [f"total ({row['scope']}): {row['numbers']}; listed: {row['listed'] or 'none'}", words]
    place = f"{row['written_as']} -> {row['place'] or row['candidates'] or row['outcome'] or 'no place'}"
    where = f" ({row['district_as_written']})" if row["district_as_written"] else ""
    said = "; ".join(filter(None, (said_of_place(row), row["day"], row["speaker"], row["known"])))
    why = [f"  {row['reasons']}"] if row["reasons"] else []
    return [f"{row['what']}: {place}{where}; {said}", words, *why]


def _read(path: Path) -> tuple[list[str], Rows]:
    from karamap.statements.proposals import COLUMNS
    from karamap.theatre.accepted_proposals import read_proposals

    try:
        content = path.read_bytes()
    except OSError as error:
        raise ExtractionError(f"{path} cannot be read: {error.strerror or error}") from error
    read = read_proposals(io.BytesIO(content), path.name)
    if not read:
        return list(COLUMNS), []
    from karamap.tables.csv_tables import as_text

    return list(COLUMNS), [{name: as_text(row.values.get(name)) for name in COLUMNS} for row in read]


def _write(path: Path, columns: list[str], rows: Rows) -> None:
    from karamap.tables import atomic_write

    atomic_write.write_whole(path, as_csv(columns, rows), atomic_write.untold)
