"""What `import karamap` offers: from a folder of tables to answers, maps and files in a few calls.

Days are `datetime.date` or text as YYYY-MM-DD. Ground and front lie in the theatre's equal-area plane (metres), places
in longitude and latitude (EPSG:4326); holders are party ids, empty where nothing is reported. In the examples `theatre`
is `karamap.open()`.
"""

from __future__ import annotations

import os
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd

from karamap.api.runs import Series, Snapshot
from karamap.api.values import choice, dates, day_or_none, listed
from karamap.document.citation import citation
from karamap.errors import Fault
from karamap.ground import series as ground_series
from karamap.ground.evidence import Method
from karamap.ground.layout import Layout
from karamap.names.resolutions import Mention, Resolution
from karamap.names.resolver import Resolver, place_named
from karamap.record import panel as record_panel
from karamap.record.control import Show
from karamap.record.explanation import Chain, chain
from karamap.record.timeline import Timeline, check_days
from karamap.record.totals import COLUMNS as TOTAL_COLUMNS
from karamap.record.totals import compare_totals
from karamap.tables.data_folder import data_dir
from karamap.tables.days import Day, stated_day
from karamap.theatre import loader, zones
from karamap.theatre import theatre as loaded
from karamap.theatre.user_claims import merge_claims

if TYPE_CHECKING:
    from karamap.page.verification import Verification

File = str | os.PathLike[str]
Shows = Show | Literal["claimed", "confirmed"]
Methods = Method | Literal["assessed", "claimed"]


def open(folder: File | None = None, *, claims: File | None = None, version: str | None = None) -> Theatre:
    """Open a theatre: read and check everything in a folder of tables.

    >>> open()  # doctest: +ELLIPSIS
    <karamap.Theatre ...: ... places, claims from ... to ...>

    Args:
        folder: holds `gazetteer/` and `seeds/`, as `karamap init` writes them; the shipped tables by default.
        claims: a CSV file of claims of one's own that are laid over the record; README.md gives its columns.
        version: opens the tables as they were in a version that is kept, such as "2026.11"; as they stand by default.

    Raises:
        DataError: the tables or the claims have faults; `faults` holds all of them, each with file, line and column.
    """
    theatre = loader.load_version(data_dir() if folder is None else Path(folder), version)
    if claims is not None:
        theatre = merge_claims(theatre, Path(claims))
    return Theatre(**{field.name: getattr(theatre, field.name) for field in fields(theatre)})


def check(folder: File | None = None) -> list[Fault]:
    """Find every fault of the tables in a folder: each keeps them from being opened.

    >>> check()
    []

    Args:
        folder: holds `gazetteer/` and `seeds/`; the shipped tables by default.

    Returns:
        The faults, sorted by file and line: `path, line, column, problem, expected`.

    Raises:
        DataError: the folder has no tables at all.
    """
    return loader.problems(data_dir() if folder is None else Path(folder))


class Theatre(loaded.Theatre):
    """The region and period that one checked set of tables covers, and the questions that can be put to it.

    `karamap.open` makes one. `settings`, `gazetteer`, `record`, `outlines` and `fingerprint` are what was read.
    """

    def __repr__(self) -> str:
        record, title = self.record, self.settings.title or "without a title"
        own = f", with {self.user_claims}" if self.user_claims else ""
        days = f"claims from {record.first_day} to {record.last_day}"
        return f"<karamap.Theatre {title}: {len(self.gazetteer.places):,} places, {days}{own}>"

    @cached_property
    def layout(self) -> Layout:
        """Cells and mesh of the ground, which are the same on every day; laid out when first asked for."""
        return Layout.of(self)

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.names)

    def resolve(
        self, name: str, *, district: str | None = None, kind: str | None = None, date: Day | None = None
    ) -> Resolution:
        """Find the place that a written name means, in any of the spellings and scripts that the tables know.

        >>> theatre.resolve("Nowhere in Particular").outcome
        <Outcome.UNRESOLVED: 'unresolved'>

        Args:
            name: as somebody wrote it.
            district: the district that the place is said to lie in, in any spelling.
            kind: `city`, `town`, `village` or `settlement`.
            date: the day on which name and district are meant.

        Returns:
            The `outcome`, the `place_id` if it is resolved, all `candidates` with their evidence, and `flags`. A name
            that several places bear is ambiguous, one that nothing supports unresolved, one whose district is unknown
            or another, or with which two liberties were taken, weak; none of these is an error.
        """
        return self._resolver.resolve(Mention(name, district, kind, day_or_none(date)))

    def snapshot(
        self,
        day: Day,
        *,
        known_on: Day | None = None,
        show: Shows = Show.CLAIMED,
        surface: Methods = Method.ASSESSED,
    ) -> Snapshot:
        """Everything known about one day.

        >>> theatre.snapshot("2020-10-22", known_on="2020-10-22")
        <karamap.Snapshot of 2020-10-22 as known on 2020-10-22>

        Args:
            day: the day on the ground.
            known_on: leave out what was made public later; None leaves out nothing.
            show: `claimed` moves a place on any claim, `confirmed` only on what the losing side or an independent
                observer says too.
            surface: `assessed` assesses ground from all that is said around it, `claimed` gives it to the holder of the
                nearest place.

        Raises:
            DateError: it is no day, or one that the record cannot answer for.
            ValueError: `show` or `surface` is none of these words.
        """
        how = (stated_day(day), day_or_none(known_on), choice(Show, show), choice(Method, surface))
        return Snapshot.at(self, *how, layout=self.layout)

    def between(
        self,
        first: Day,
        last: Day,
        *,
        known_on: Day | None = None,
        show: Shows = Show.CLAIMED,
        surface: Methods = Method.ASSESSED,
    ) -> Series:
        """Everything known about the days from the first to the last, inclusive.

        >>> theatre.between("2020-10-01", "2020-10-31")
        <karamap.Series from 2020-10-01 to 2020-10-31>

        Args:
            first: the first day on the ground.
            last: the last one.
            known_on: leave out what was made public later; None leaves out nothing and adds what was known each day.
            show: as for `snapshot`.
            surface: as for `snapshot`.

        Raises:
            DateError: one of them is no day, lies outside the record, or the first is after the last.
            ValueError: `show` or `surface` is none of these words.
        """
        how = (day_or_none(known_on), choice(Show, show), choice(Method, surface))
        return Series.between(self, stated_day(first), stated_day(last), *how, layout=self.layout)

    def why(
        self, place: str, *, date: Day | None = None, known_on: Day | None = None, district: str | None = None
    ) -> Chain:
        """Say why a place or zone counts as its holder's: all that was said of it, by whom, when, where to read it.

        >>> bool(theatre.why(min(theatre.gazetteer.places)).rule)
        True

        Args:
            place: a name in any spelling, or an id; of a zone its id or its name as a page shows it.
            date: the day on the ground; the last day of the record by default.
            known_on: leave out what was made public later.
            district: the district it lies in, if several places bear the name.

        Returns:
            The conclusion as `control`, its `reasons` (claims, oldest first, role, pages), the `rule` that decided.

        Raises:
            UnknownPlaceError, UnknownDistrictError: nothing bears the name; `nearest` has spellings that are close.
            WrongDistrictError, AmbiguousPlaceError, DateError: it means `candidates`; as for `snapshot`.
        """
        day, known = day_or_none(date) or self.record.last_day, day_or_none(known_on)
        check_days(self.record, day, known)
        timeline, is_id = Timeline(self.record, known), place in self.gazetteer.places
        if not is_id and (zone_id := zones.zone_named(self.zones, self.texts, place, day)):
            return chain(timeline.zones, zone_id, day)
        place_id = place if is_id else place_named(self._resolver, Mention(place, district, None, day_or_none(date)))
        return chain(timeline, place_id, day)

    def control(self, day: Day, *, known_on: Day | None = None, show: Shows = Show.CLAIMED) -> pd.DataFrame:
        """Who held every place on one day: one row a place, sorted by id, places without coordinates included.

        >>> len(theatre.control("2020-10-22")) == len(theatre.gazetteer.places)
        True

        Returns:
            Columns `place_id, name, other_name` (another side's), `district, kind, lon, lat` (EPSG:4326), `holder,
            standing, since, changed` (whether it counts as its holder's from that very day), `last_reported, claim_ids,
            source_ids, change, contested, voices, assessed_holder, probability`, as `karamap.record.listing.listing`
            says. Days are `datetime64`, missing where nothing is reported.

        Raises:
            DateError, ValueError: as for `snapshot`.
        """
        return listed(self.snapshot(day, known_on=known_on, show=show).listing)

    def panel(self, first: Day, last: Day, *, known_on: Day | None = None, show: Shows = Show.CLAIMED) -> pd.DataFrame:
        """Who held every place on every day: one row a place and day, sorted by day, then by place.

        >>> theatre.panel("2020-10-01", "2020-10-31").columns.tolist()
        ['date', 'place_id', 'holder', 'standing', 'since', 'contested', 'assessed_holder', 'probability']

        Returns:
            `date` and `since` are `datetime64`, `since` missing where nothing is reported; `place_id`, `holder`,
            `standing`, `contested` (ids of parties, separated by spaces) and `assessed_holder` are categories.

        Raises:
            DateError, ValueError: as for `between`.
        """
        series = self.between(first, last, known_on=known_on, show=show)
        frame = pd.DataFrame(record_panel.columns(ground_series.panel_steps(series), series.first, series.last))
        words = ("place_id", "holder", "standing", "contested", "assessed_holder")
        return frame.astype(dict.fromkeys(words, "category"))

    def totals(self, *, until: Day | None = None, known_on: Day | None = None) -> pd.DataFrame:
        """Every announced total beside what the record counts, oldest first.

        >>> theatre.totals(until="2020-11-10")["match"].unique().tolist()
        ['explained', 'exact', 'unexplained', 'no number']

        Args:
            until: leave out totals for later days.
            known_on: leave out totals and claims made public later. Without it, each total meets the claims that had
                been made public on the day the total was.

        Returns:
            Columns `id, as_of, reported_on` (`datetime64`), `scope`, `bound` (exact, at least, more than, at most,
            about, nearly), `said, counted, with_repeats, difference` (mappings from kind to number), `match`,
            `explained_by` (list of ways to count), `explanation`, `claims` and `places` (lists of the claim ids and
            names that make the difference), `source_id`, `note`.

        Raises:
            DateError: one of them is no day.
        """
        compared = compare_totals(self.record, self.gazetteer, by=day_or_none(until), known_on=day_or_none(known_on))
        rows = [comparison.row(self.gazetteer) for comparison in compared]
        frame = pd.DataFrame(rows, columns=[*TOTAL_COLUMNS])
        return frame.assign(as_of=dates(frame["as_of"]), reported_on=dates(frame["reported_on"]))

    def citation(self, form: Literal["text", "bibtex", "csl"] = "text", *, day: Day | None = None) -> str:
        """How to cite the tables, or one day of them.

        >>> print(theatre.citation("bibtex", day="2020-10-22"))  # doctest: +ELLIPSIS
        @misc{karamap-...,
        ...
        """
        return str(getattr(citation(self, day=day_or_none(day)), form)())

    def verify(self, path: str | os.PathLike[str]) -> Verification:
        """Tell whether a finished page was made from these tables, by making it again and comparing bytes.

        Returns:
            The `verdict` (`SAME`, `OTHER_TABLES`, `OTHER_VERSIONS` or `ALTERED`) and an `explanation`.

        Raises:
            VerificationError: the file cannot be read or holds no map of karamap.
        """
        from karamap.page.verification import verify  # noqa: PLC0415 - folium takes half a second to import

        return verify(Path(path), self)
