"""Parties, claims, mentions, speakers, sources and conclusions as the drawing document states them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from karamap.document.format import CLAIM, CONTROL, EVENT, SOURCE, SPEAKER, DayCount, Terms
from karamap.document.wording import ENGLISH, party_names
from karamap.ground.series import Series
from karamap.record.claims import Claim, Record
from karamap.record.control import Control
from karamap.record.events import Event, told
from karamap.record.explanation import pages
from karamap.theatre.texts import Texts
from karamap.theatre.theatre import Theatre

Thing = TypeVar("Thing", bound=Hashable)


class Numbered(Generic[Thing]):
    """Things in the order in which they were first named, by number."""

    def __init__(self) -> None:
        self._numbers: dict[Thing, int] = {}

    def number(self, thing: Thing) -> int:
        """The number of a thing, a new one if it has none yet."""
        return self._numbers.setdefault(thing, len(self._numbers))

    def __iter__(self) -> Any:
        """All of them, in the order of their numbers."""
        return iter(self._numbers)


class Statements:
    """Claims and conclusions as rows that refer to places, speakers, sources and one another by number."""

    def __init__(self, series: Series, place_numbers: Mapping[str, int]) -> None:
        theatre = series.theatre
        self._record, self._texts = theatre.record, theatre.texts
        self._terms, self._days = Terms.of(theatre), DayCount.of(theatre.record)
        self._place_numbers = place_numbers
        self._parties = list(theatre.record.parties)
        counting = [claim for claim in self._record.known(series.known_on) if claim.valid_from <= series.last]
        chosen = sorted(counting, key=lambda claim: (claim.valid_from, claim.reported_on, claim.id))
        self._claim_numbers = {claim.id: number for number, claim in enumerate(chosen)}
        self._speakers: Numbered[str] = Numbered()
        self._sources: Numbered[str] = Numbered()
        self._remarks: Numbered[str] = Numbered()
        self._controls: Numbered[tuple[Any, ...]] = Numbered()
        self.claims = [self._claim(claim) for claim in chosen]
        told_of = told(self._record.events, series.last, series.known_on).events
        self.events = [self._event(event) for event in told_of if event.place_id in place_numbers]

    def stated(self) -> dict[str, Any]:
        """The tables of the document that hold them, by their names."""
        return {
            "claims": self.claims,
            "events": self.events,
            "controls": list(map(list, self._controls)),
            "speakers": self._speaker_rows(),
            "sources": list(map(self._source, self._sources)),
            "remarks": list(self._remarks),
        }

    def unspoken(self) -> set[str]:
        """The keys of the texts of speakers who say nothing here."""
        return set(self._keys_of_speakers.values()) - set(map(self._keys_of_speakers.get, self._speakers))

    @cached_property
    def _keys_of_speakers(self) -> dict[str, str]:
        """By what the tables call a speaker, the key of the text that says it in every language."""
        english = self._texts.get(ENGLISH, {})
        return {text: key for key, text in english.items() if key.startswith("speaker.")}

    def _speaker_rows(self) -> list[list[Any]]:
        return [SPEAKER.row(name=name, key=self._keys_of_speakers.get(name)) for name in self._speakers]

    def _claim(self, claim: Claim) -> list[Any]:
        cited = [self._sources.number(page.id) for page in pages(self._record, claim)]
        return CLAIM.row(
            place=self._place_numbers.get(claim.place_id or "", -1),
            holder=self._holder(claim.holder),
            stance=self._terms.number("stance", claim.stance.value),
            speaker=self._speakers.number(claim.speaker),
            side=self._terms.number("side", claim.side),
            basis=self._terms.number("basis", claim.basis.value),
            valid_from=self._days.number(claim.valid_from),
            delay=(claim.reported_on - claim.valid_from).days,
            sources=cited[0] if len(cited) == 1 else cited,
            note=self._remarks.number(claim.note) if claim.note else None,
            called=claim.called,
            earliest=self._days.number(claim.earliest),
            latest=self._days.number(claim.latest),
            subject=claim.subject,
            target=claim.target_id,
            zone=claim.zone_id,
        )

    def _event(self, event: Event) -> list[Any]:
        return EVENT.row(
            place=self._place_numbers[event.place_id or ""],
            kind=self._terms.number("event", event.kind.value),
            day=self._days.number(event.happened_on),
            delay=(event.reported_on - event.happened_on).days,
            speaker=self._speakers.number(event.speaker),
            side=self._terms.number("side", event.side),
            source=self._sources.number(event.source_id),
            note=self._remarks.number(event.note),
            earliest=self._days.number(event.earliest),
            latest=self._days.number(event.latest),
        )

    def _holder(self, holder: str | None) -> int:
        return self._parties.index(holder) if holder else -1

    def number(self, control: Control) -> int:
        """The number of a conclusion, the place of which is known from where it stands."""
        row = CONTROL.row(
            holder=self._holder(control.holder),
            standing=self._terms.number("standing", control.standing.value),
            since=self._days.number(control.since),
            dated=int(control.dated),
            reported=self._days.number(control.last_reported),
            claims=tuple(self._claim_numbers[claim_id] for claim_id in control.claims),
            voices=control.voices,
            contested=tuple(map(self._parties.index, control.contested)) or None,
        )
        return self._controls.number(tuple(row))

    def _source(self, source_id: str) -> list[Any]:
        source = self._record.sources[source_id]
        return SOURCE.row(
            publisher=source.publisher,
            title=source.title,
            published=self._days.number(source.published_on),
            precision=source.published_precision.value if source.published_precision else None,
            url=source.url,
            quality=source.quality.value,
            language=source.language,
        )


def party_entries(theatre: Theatre, texts: Texts) -> list[dict[str, Any]]:
    """The parties with their names in every language of the page, and how they are drawn."""
    english = theatre.texts.get(ENGLISH, {})
    return [
        {
            "id": party.id,
            "names": party_names(party, texts, english),
            "shorts": party_names(party, texts, english, short=True),
            "colour": party.colour,
            "ink": party.ink,
            "hatch": party.hatch,
            **_merger(theatre.record, party.id),
        }
        for party in theatre.record.parties.values()
    ]


def _merger(record: Record, party_id: str) -> dict[str, list[int | None]]:
    """If a party becomes another one, in `becomes` the number of that, and the day from which on it is."""
    merger = record.ties.mergers.get(party_id)
    if merger is None:
        return {}
    return {"becomes": [list(record.parties).index(merger.successor), DayCount.of(record).number(merger.valid_from)]}


def coalition_entries(record: Record) -> list[dict[str, Any]]:
    """The coalitions with their members: numbers of parties, and the days from (inclusive) and to which they belong."""
    numbers, days = list(record.parties), DayCount.of(record)
    members: defaultdict[str, list[list[int | None]]] = defaultdict(list)
    for item in record.ties.memberships:
        bounds = days.number(item.valid_from), days.number(item.valid_to)
        members[item.coalition].append([numbers.index(item.party_id), *bounds])
    return [{"name": name, "members": members[name]} for name in sorted(members)]
