"""The report of one day: who holds how much, what changed, announced totals, sources, method and limits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from karamap import __version__
from karamap.document.citation import citation
from karamap.document.day_words import capital
from karamap.document.notes import tables_named
from karamap.document.wording import Wording, credit
from karamap.ground.areas import changed_areas
from karamap.ground.daily import area_and_place_rows
from karamap.ground.evidence import Method
from karamap.ground.snapshot import Snapshot
from karamap.names.spellings import in_plain_letters
from karamap.record.changes import Change, changes
from karamap.record.control import Control, Show
from karamap.record.total_counts import noun
from karamap.record.totals import TotalComparison, compare_totals
from karamap.report.bibliography import Bibliography
from karamap.report.markdown import plain, table

NO_REPORT = "no report"


@dataclass(frozen=True, slots=True)
class Beside:
    """Files that lie beside a report, by their names; empty for none."""

    page: str = ""
    picture: str = ""


def report(before: Snapshot, day: Snapshot, beside: Beside = Beside()) -> str:
    """The report of one day as Markdown.

    Args:
        before: an earlier day, known and shown in the same way, since which changes are told.
        day: the day.
        beside: files that it refers to.
    """
    return "\n".join(_Report(before, day).lines(beside))


class _Report:
    """One report in the making."""

    def __init__(self, before: Snapshot, day: Snapshot) -> None:
        self._before, self._day = before, day
        self._wording = Wording.of(day.theatre)
        self._bibliography = Bibliography(day.record, self._wording)

    def lines(self, beside: Beside) -> list[str]:
        """The whole report; sections stand in the order in which they refer to pages."""
        body = [*self._ground(), *self._districts(), *self._places(), *self._totals()]
        sources = ["## Sources", "", *self._bibliography.lines()]
        return [*self._heading(beside), *body, *self._method(), *self._limits(), *sources, *self._citing()]

    def _heading(self, beside: Beside) -> list[str]:
        theatre, day = self._day.theatre, self._wording.day(self._day.as_of)
        known = self._day.known_on
        told = f"as known on {self._wording.day(known)}" if known else "by all that the record knows"
        lines = [
            f"# {plain(capital(theatre.settings.title or 'Who held what'))}: {day}",
            "",
            f"*Control on {day}, {told}.*",
            "",
        ]
        if theatre.user_claims:
            lines += [f"With {plain(theatre.user_claims)}.", ""]
        if beside.picture:
            lines += [f"![Who held which ground on {day}]({beside.picture})", ""]
        if beside.page:
            lines += [f"The map with every source behind it: [{plain(beside.page)}]({beside.page})", ""]
        return lines

    def _ground(self) -> list[str]:
        rows = [
            (self._party(row["holder"]), *(f"{row[name]:,.0f}" for name in AREAS), f"{row['places']:,}")
            for row in area_and_place_rows(self._day)
            if not row["district_id"]
        ]
        rows += self._coalitions()
        head = ("Holder", "km²", "surely", "at the most", "places")
        return ["## Ground and places", "", *table(head, rows, numbers=4), *self._contested()]

    def _coalitions(self) -> list[tuple[str, ...]]:
        """What allies hold together."""
        members = self._day.record.ties.coalitions_on(self._day.as_of)
        held = Counter(control.holder for control in self._day.control.values())
        return [
            (
                f"{plain(name)} together",
                *(f"{value:,.0f}" for value in areas),
                f"{sum(held[party] for party in members[name]):,}",
            )
            for name, areas in self._day.coalition_areas.items()
        ]

    def _contested(self) -> list[str]:
        contested = [item for item in self._day.control.values() if item.contested]
        if not contested:
            return []
        told = "; ".join(f"{self._name(item.place_id)} ({self._holder(item)})" for item in contested)
        return [f"Contested, and counted as without a holder: {told}.", ""]

    def _districts(self) -> list[str]:
        became = partial(self._day.record.ties.party_on, day=self._day.as_of)
        moved = changed_areas(self._before.area_rows, self._day.area_rows, became)
        rows = [
            (
                plain(row["district"]),
                self._party(row["holder"]),
                *(f"{row[name]:,.0f}" for name in KM2[:2]),
                _signed(row),
            )
            for row in moved
            if abs(row[KM2[2]]) >= LEAST_KM2
        ]
        title = f"## Ground that changed since {self._wording.day(self._before.as_of)}"
        if not rows:
            return [title, "", f"No district changed by {LEAST_KM2:g} km² or more.", ""]
        return [title, "", *table(("District", "Holder", "km² then", "km² now", "change"), rows, numbers=3)]

    def _places(self) -> list[str]:
        """The places with another holder than before, by district and holders, each with its pages."""
        groups: defaultdict[tuple[str, str, str], list[Change]] = defaultdict(list)
        gazetteer, day = self._day.gazetteer, self._day.as_of
        party_on = self._day.record.ties.party_on
        for change in changes(self._before.control, self._day.control, self._before.as_of, day, party_on):
            if change.moved:
                district = gazetteer.district_id(change.place_id, day)
                where = gazetteer.district_name(district, day) if district else "outside the districts"
                groups[where, self._holder(change.before), self._holder(change.after)].append(change)
        lines = [f"## Places that changed hands since {self._wording.day(self._before.as_of)}", ""]
        for (where, old, new), moved in sorted(groups.items()):
            moved.sort(key=lambda change: (in_plain_letters(self._name(change.place_id)), change.place_id))
            count = f"{len(moved):,} {'place' if len(moved) == 1 else 'places'}"
            lines += [f"**{plain(where)}**, {old} to {new}, {count}: {'; '.join(map(self._moved, moved))}.", ""]
        return lines if groups else [*lines, "None.", ""]

    def _moved(self, change: Change) -> str:
        reference = self._bibliography.of_claims(change.after.claims)
        told = f"{self._name(change.place_id)} ({change.after.standing.value})"
        return f"{told} {reference}".rstrip()

    def _totals(self) -> list[str]:
        day, known = self._day.as_of, self._day.known_on
        compared = compare_totals(self._day.record, self._day.gazetteer, by=day, known_on=known)
        title = ["## Announced totals beside the record", ""]
        if not compared:
            return [*title, "No total had been announced by then.", ""]
        head = ("Up to or on", "Said", "Counted", "Result")
        return [*title, *table(head, map(self._total, compared))]

    def _total(self, item: TotalComparison) -> tuple[str, ...]:
        said = f"{_numbers(item.said)} {self._bibliography.of_page(item.total.source_id)}"
        result = f"{item.match.value}: {plain(item.words)}" if item.words else item.match.value
        when = f"{self._wording.day(item.total.as_of)} ({item.total.scope.value})"
        return when, said, _numbers(item.counted), result

    def _method(self) -> list[str]:
        by_method = {Method.ASSESSED: "about.method.assessed", Method.CLAIMED: "about.method.text"}
        lines = ["## Method", "", plain(self._wording.text(by_method[self._day.method])), ""]
        if self._day.show is Show.CONFIRMED:
            lines += ["A place moves only on what the side that lost it or an independent observer says too.", ""]
        return [*lines, STANDINGS, ""]

    def _limits(self) -> list[str]:
        """What the report does not say, and how sure it is."""
        keys = ("about.neutrality.text", "about.reliability.text")
        lines = ["## Limits", "", *(f"{plain(self._wording.text(key))}\n" for key in keys)]
        unlocated = sum(place.position is None for place in self._day.gazetteer.places.values())
        if unlocated:
            those = (
                "1 place without coordinates has"
                if unlocated == 1
                else f"{unlocated:,} places without coordinates have"
            )
            lines += [f"{those} no ground; all are counted as places.", ""]
        return lines

    def _citing(self) -> list[str]:
        theatre = self._day.theatre
        told = citation(theatre, day=self._day.as_of, known_on=self._day.known_on)
        tables = f"Tables {tables_named(theatre.settings.version, theatre.fingerprint)}, karamap {__version__}."
        return ["## How to cite", "", plain(told.text()), "", plain(credit(theatre)), "", plain(tables), ""]

    def _name(self, place_id: str) -> str:
        return plain(self._day.gazetteer.both_names(place_id, self._day.as_of))

    def _holder(self, item: Control) -> str:
        if item.contested:
            return f"contested by {' or '.join(map(self._party, item.contested))}"
        return self._party(item.holder)

    def _party(self, party: str) -> str:
        return plain(self._day.record.parties[party].short) if party else NO_REPORT


AREAS = ("area_km2", "area_low_km2", "area_high_km2")
KM2 = ("km2_before", "km2_after", "km2_change")

LEAST_KM2 = 0.5
"""Changes of less ground than this are not told."""

STANDINGS = (
    "In brackets stands how far a place's holder is carried: assumed (a rule, a line or a page that only reports says "
    "so), claimed (one side alone says so), confirmed (the side that lost it or an independent observer says so too), "
    "disputed (the other side denies it), agreed (a signed arrangement or a handover). Numbers in square brackets are "
    "pages."
)


def _signed(row: Mapping[str, float]) -> str:
    return f"{row[KM2[2]]:+,.0f}".replace("-", "−")


def _numbers(counted: Mapping[str, int]) -> str:
    told = [f"{number:,} {noun(kind, number)}" for kind, number in counted.items() if number or len(counted) == 1]
    return plain(", ".join(told) or "0")
