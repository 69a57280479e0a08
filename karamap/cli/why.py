"""Show the chain of claims behind the colour of one place or zone."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from karamap.cli.command import Command
from karamap.cli.common import Day, load_theatre
from karamap.cli.output import as_lines, put

if TYPE_CHECKING:
    from karamap.document.wording import Wording
    from karamap.record.claims import Search, Source
    from karamap.record.events import Event, Told
    from karamap.record.explanation import Chain, Reason
    from karamap.theatre.theatre import Theatre

MARKS = {"before": " ", "for": "+", "against": "-", "aside": "·", "withdrawn": "x"}
"""What stands before a claim in the text form, by its role."""


@click.command(cls=Command, name="why")
@click.argument("place")
@click.option("--date", "as_of", type=Day(), help="The day on the ground; the last day of the record by default.")
@click.option("--known-on", type=Day(), help="Leave out what was made public after this day.")
@click.option("--district", help="The district the place lies in, if several places bear the name.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def command(
    ctx: click.Context, place: str, as_of: date | None, known_on: date | None, district: str | None, form: str
) -> None:
    """Show what was said about PLACE (a name or an id), by whom, when, where to read it, and which rule decided.

    PLACE may be a corridor, zone, sector or line as well, by its id or by the name that a page shows.

    Claims for the present holder are marked +, denials of it and what names another -, claims for earlier holders have
    no mark, what is about something else ·, what was taken back x. What pages say of the place without a change of
    holder follows under its own heading.
    """
    from karamap.names.resolutions import Mention
    from karamap.names.resolver import Resolver, place_named
    from karamap.record.events import told_of
    from karamap.record.explanation import chain
    from karamap.record.timeline import Timeline, check_days
    from karamap.theatre.zones import zone_named

    theatre = load_theatre(ctx)
    day = as_of or theatre.record.last_day
    check_days(theatre.record, day, known_on)
    timeline, subject = Timeline(theatre.record, known_on), place
    if place not in theatre.gazetteer.places:
        if zone := zone_named(theatre.zones, theatre.texts, place, day):
            timeline, subject = timeline.zones, zone
        else:
            subject = place_named(Resolver(theatre.names), Mention(place, district, None, as_of))
    answer = chain(timeline, subject, day)
    mentions = told_of(theatre.record.events, subject, day, known_on)
    put(FORMATS[form](theatre, answer, mentions, day, known_on))


def _as_text(theatre: Theatre, chain: Chain, mentions: Told, day: date, known_on: date | None) -> str:
    from karamap.document.wording import Wording

    wording, item = Wording.of(theatre), chain.control
    zone = theatre.zones.get(item.place_id)
    known = f", as known on {wording.day(known_on)}" if known_on else ""
    is_empty = zone is not None and not item.holder and not item.contested
    lines = [
        f"{_subject(theatre, item.place_id, day)}, {wording.day(day)}{known}",
        *([f"Not in force on {wording.day(day)}."] if zone and not zone.in_force(day) else []),
        wording.text("verdict.zone.none") if is_empty else wording.verdict(theatre.record, item),
        _standing(theatre, wording, chain),
    ]
    if chain.reasons:
        lines.append("")
    lines += [line for reason in chain.reasons for line in _reason(theatre, wording, reason)]
    if chain.to_come:
        lines.append(f"{chain.to_come} more of its claims {_verb(chain.to_come, 'counts', 'count')} from a later day.")
    if chain.unheard and known_on:
        were = _verb(chain.unheard, "was", "were")
        lines.append(f"{chain.unheard} more of its claims {were} made public after {wording.day(known_on)}.")
    lines += [_vain(theatre, wording, search) for search in theatre.record.searches.get(item.place_id, ())]
    lines += _mentioned(theatre, wording, mentions, known_on)
    return as_lines(lines)


def _standing(theatre: Theatre, wording: Wording, chain: Chain) -> str:
    """How far the conclusion is carried, since when, by which rule, and by how many voices: what there is of it."""
    item = chain.control
    word = "contested" if item.contested else item.standing.value
    began = wording.since(theatre.record, item)
    since = f", since {began}" if began else ""
    said = "" if item.since is None else f" {_voices(wording, item.voices)}"
    return f"Standing: {word}{since}; {chain.rule}.{said}"


def _voices(wording: Wording, count: int) -> str:
    if not count:
        return wording.text("panel.voices.none")
    return wording.text(f"panel.voices.{'one' if count == 1 else 'many'}", count=count)


def _verb(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _vain(theatre: Theatre, wording: Wording, search: Search) -> str:
    """One line on a search for a side's word that found none."""
    record = theatre.record
    read = "; ".join(record.sources[page].publisher for page in search.pages)
    side = record.parties[search.looked_for].name
    return f"No word of {side} found; pages read: {read}, on {wording.day(search.searched_on)}."


def _mentioned(theatre: Theatre, wording: Wording, mentions: Told, known_on: date | None) -> list[str]:
    """What pages say of the place without a change of holder, under its own heading; nothing where they say nothing."""
    lines = [line for event in mentions.events for line in _mention(theatre, wording, event)]
    if mentions.to_come:
        lines.append(f"{mentions.to_come} more of its mentions {_verb(mentions.to_come, 'is', 'are')} of a later day.")
    if mentions.unheard and known_on:
        were = _verb(mentions.unheard, "was", "were")
        lines.append(f"{mentions.unheard} more of its mentions {were} made public after {wording.day(known_on)}.")
    return ["", f"{wording.text('panel.mentions')}:", "", *lines] if lines else []


def _mention(theatre: Theatre, wording: Wording, event: Event) -> list[str]:
    return [
        f"· {wording.day(event.happened_on)}  {wording.mention(event)}",
        f"    made public {wording.day(event.reported_on)}; mention {event.id}",
        f"    {_page(wording, theatre.record.sources[event.source_id])}",
    ]


def _page(wording: Wording, page: Source) -> str:
    parts = [page.publisher, wording.published(page), page.quality.value, page.url or "no address recorded"]
    return ", ".join(part for part in parts if part)


def _subject(theatre: Theatre, subject: str, day: date) -> str:
    from karamap.names import resolutions
    from karamap.theatre import zones

    zone = theatre.zones.get(subject)
    return zones.described(zone) if zone else resolutions.described(theatre.gazetteer, subject, day)


def _reason(theatre: Theatre, wording: Wording, reason: Reason) -> list[str]:
    claim = reason.claim
    lines = [f"{MARKS[reason.role.value]} {wording.day(claim.valid_from)}  {wording.utterance(theatre.record, claim)}"]
    lines.append(f"    made public {wording.day(claim.reported_on)}; claim {claim.id}")
    lines += [f"    {_page(wording, page)}" for page in reason.pages]
    return lines


def _as_json(theatre: Theatre, chain: Chain, mentions: Told, day: date, known_on: date | None) -> str:
    item = chain.control
    from karamap.record.events import event_row

    zone = theatre.zones.get(item.place_id)
    value: dict[str, Any] = {
        "place_id": None if zone else item.place_id,
        **({"zone_id": zone.id, "in_force": zone.in_force(day)} if zone else {}),
        "name": zone.name if zone else theatre.gazetteer.name(item.place_id, day),
        "other_name": None if zone else theatre.gazetteer.counterpart(item.place_id, day),
        "date": day,
        "known_on": known_on,
        "holder": item.holder,
        "standing": item.standing.value,
        "contested": item.contested,
        "voices": item.voices,
        "since": item.since,
        "rule": chain.rule,
        "claims": [_plain(reason) for reason in chain.reasons],
        "claims_to_come": chain.to_come,
        "claims_unheard": chain.unheard,
        "searches": [asdict(search) for search in theatre.record.searches.get(item.place_id, ())],
        "mentions": [event_row(event, theatre.gazetteer) for event in mentions.events],
        "mentions_to_come": mentions.to_come,
        "mentions_unheard": mentions.unheard,
    }
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"


def _plain(reason: Reason) -> dict[str, Any]:
    claim = reason.claim
    return {
        "role": reason.role.value,
        "id": claim.id,
        "stance": claim.stance.value,
        "holder": claim.holder,
        "subject": claim.subject,
        "speaker": claim.speaker,
        "side": claim.side,
        "basis": claim.basis.value,
        "valid_from": claim.valid_from,
        "earliest": claim.earliest,
        "latest": claim.latest,
        "reported_on": claim.reported_on,
        "note": claim.note,
        "sources": [{"id": page.id, "publisher": page.publisher, "url": page.url} for page in reason.pages],
    }


FORMATS = {"text": _as_text, "json": _as_json}
