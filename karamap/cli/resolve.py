"""Find the places that names mean, or say why that cannot be told."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.common import Day, data_folder, say

if TYPE_CHECKING:
    from karamap.resolver import Resolution

OPEN_QUESTION = 3
"""Exit code under --strict when a name is left open."""


@click.command(name="resolve")
@click.argument("names", nargs=-1, required=True)
@click.option("--district", help="The district the names are said to lie in, in any language.")
@click.option(
    "--kind",
    type=click.Choice(["city", "town", "village", "settlement"]),
    help="What the places are said to be.",
)
@click.option("--date", "day", type=Day(), help="The day on which the district is meant.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--strict", is_flag=True, help="Exit with 3 if any name is not resolved to one place.")
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    district: str | None,
    kind: str | None,
    day: date | None,
    form: str,
    strict: bool,
) -> None:
    """Find the places that NAMES mean, or say why that cannot be told.

    A name is looked up as it is spelled and, if no place is spelled so, by its sound. A name of several
    places is ambiguous, a name that nothing supports is unresolved; neither is guessed.
    """
    from karamap.gazetteer import Gazetteer  # noqa: PLC0415 - --help needs none of it
    from karamap.names import Orthographies  # noqa: PLC0415
    from karamap.resolver import Mention, Resolver, answer  # noqa: PLC0415

    folder = data_folder(ctx)
    gazetteer = Gazetteer.load(folder)
    resolver = Resolver(gazetteer, Orthographies.load(folder))
    found = [resolver.resolve(Mention(name, district, kind, day)) for name in names]
    click.echo(FORMATS[form]([answer(gazetteer, item) for item in found]), nl=False)
    still_open = [item for item in found if item.place_id is None]
    for item in still_open:
        _hint(ctx, item, resolver.nearest(item.mention.name))
    if strict and still_open:
        ctx.exit(OPEN_QUESTION)


def _hint(ctx: click.Context, item: Resolution, nearest: Iterable[str]) -> None:
    if not item.candidates and (spellings := ", ".join(nearest)):
        say(ctx, f"{item.mention.name}: no such name; the nearest are {spellings}")
    if "unknown_district" in item.flags:
        say(ctx, f"{item.mention.district}: no such district, so it was not used")


def _as_json(answers: list[dict[str, Any]]) -> str:
    return json.dumps(answers, ensure_ascii=False, indent=1, default=str) + "\n"


def _as_csv(answers: list[dict[str, Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(
        (
            "name",
            "district",
            "kind",
            "date",
            "outcome",
            "place_id",
            "place",
            "place_district",
            "lon",
            "lat",
            "candidates",
            "flags",
        )
    )
    for item in answers:
        asked, place = item["input"], item["place"] or {}
        writer.writerow(
            [asked[key] or "" for key in ("name", "district", "kind", "date")]
            + [item["outcome"]]
            + [
                place.get(key, "") if place.get(key) is not None else ""
                for key in ("id", "name", "district", "lon", "lat")
            ]
            + [" ".join(candidate["id"] for candidate in item["candidates"]), " ".join(item["flags"])]
        )
    return buffer.getvalue()


def _as_table(answers: list[dict[str, Any]]) -> str:
    lines = []
    for item in answers:
        flags = f" ({', '.join(item['flags'])})" if item["flags"] else ""
        lines.append(f"{item['input']['name']}: {item['outcome']}{flags}")
        lines += [f"  {_described(candidate)}" for candidate in item["candidates"]]
    return "\n".join(lines) + "\n"


def _described(candidate: dict[str, Any]) -> str:
    where = f"{candidate['lon']:.4f}, {candidate['lat']:.4f}" if candidate["lon"] is not None else "not located"
    district = f", {candidate['district']}" if candidate["district"] else ""
    return f"{candidate['name']} ({candidate['kind']}{district}) {candidate['id']} at {where}: {candidate['evidence']}"


FORMATS = {"table": _as_table, "csv": _as_csv, "json": _as_json}
