"""Say how to cite the tables, or one day of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, load_theatre
from karamap.cli.output import format_option, output_option, put


@click.command(cls=Command, name="cite")
@click.option("--date", "as_of", type=Day(), help="The day on the ground, if one is cited.")
@click.option("--known-on", type=Day(), help="What was made public after this day was left out.")
@click.option("--address", default="", metavar="URL", help="Where the map or the report can be read.")
@format_option("text", "bib", "json")
@output_option
@click.pass_context
def command(
    ctx: click.Context, as_of: date | None, known_on: date | None, address: str, form: str, output: Path | None
) -> None:
    """Say how to cite: as text, BibTeX (bib) or CSL JSON (json), which Zotero, Pandoc and Quarto read.

    Authors are those that the package names; the fingerprint names the very tables. There is no DOI.
    """
    if address and not address.startswith(("https://", "http://")):
        raise click.BadParameter(f"{address!r} is no address; give one with https://", param_hint="'--address'")
    if known_on and not as_of:
        raise click.UsageError("--known-on goes with --date: what was known of which day?")
    from karamap.document.citation import citation
    from karamap.record.timeline import check_days

    theatre = load_theatre(ctx)
    if as_of:
        check_days(theatre.record, as_of, known_on)
    cited = citation(theatre, day=as_of, known_on=known_on, address=address)
    put({"text": f"{cited.text()}\n", "bib": cited.bibtex(), "json": cited.csl()}[form], output)
