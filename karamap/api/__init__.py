"""What `import karamap` offers: from a folder of tables to answers, maps and files in a few calls.

Days are `datetime.date` or text as YYYY-MM-DD. Ground and front lie in the theatre's equal-area plane (metres), places
in longitude and latitude (EPSG:4326); holders are party ids, empty where nothing is reported. In the examples `theatre`
is `karamap.open()`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import geopandas as gpd
import pandas as pd

from karamap.api import files, notebook
from karamap.api.values import choice, dates, day_or_none, listed
from karamap.document import drawing
from karamap.document.citation import citation
from karamap.document.wording import check_language
from karamap.errors import DateError, Fault
from karamap.exports import contents
from karamap.ground import series as ground_series
from karamap.ground import snapshot as ground_snapshot
from karamap.ground.crs import GEOGRAPHIC
from karamap.ground.daily import AREA_COLUMNS, area_series, days_of
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
Layer = Literal["territory", "front", "band", "places", "zones", "events", "districts", "borders", "water", "gazetteer"]


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


class Snapshot(ground_snapshot.Snapshot):
    """Who held what on one day, as far as known on another; `Theatre.snapshot` makes one.

    - `territory`: a GeoDataFrame with a row a holder: `holder, area_km2, area_low_km2, area_high_km2` and a
      MultiPolygon; empty `holder` for no report. The least and the most say how sure that is.
    - `front`: a GeoDataFrame with a row a pair of holders that meet: `between, length_km` and a MultiLineString.
    - `districts`: a GeoDataFrame with the outlines of the districts on the day.

    All three lie in the theatre's equal-area plane (metres); `.to_crs(4326)` gives degrees.
    """

    def __repr__(self) -> str:
        known = f" as known on {self.known_on}" if self.known_on else ""
        return f"<karamap.Snapshot of {self.as_of}{known}>"

    @cached_property
    def places(self) -> gpd.GeoDataFrame:
        """A row a place in longitude and latitude (EPSG:4326), with the columns of `Theatre.control`.

        Places that nobody has located have no geometry.
        """
        frame = listed(self.listing)
        points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), crs=GEOGRAPHIC)
        return gpd.GeoDataFrame(frame, geometry=points.where(frame["lon"].notna()))

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Square kilometres by district and holder, then by holder for the whole theatre.

        Columns `district_id` (empty for the whole theatre), `district, holder, area_km2`, and for the whole theatre
        `area_low_km2` and `area_high_km2`, which are missing in the rows of districts.
        """
        return pd.DataFrame(self.area_rows, columns=["district_id", "district", "holder", *ground_snapshot.AREAS])

    def html(self, *, title: str | None = None, language: str = "en", embed: bool = False) -> str:
        """The day as one HTML page that opens anywhere, the same as `karamap render` writes.

        Args:
            title: the headline; a neutral one in the reader's language by default.
            language: ISO 639-1 code of the language that the page opens in; readers can switch.
            embed: whether it is a compact page to stand inside another one.

        Raises:
            ValueError: the page cannot be read in the language.
        """
        return self._series.html(title=title, language=language, embed=embed)

    def save(self, path: str | os.PathLike[str], *, layer: Layer | Sequence[Layer] | None = None, **page: Any) -> Path:
        """Write the day into a file, whole or not at all, and return its path.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     theatre.snapshot("2020-10-22").save(f"{folder}/front.geojson", layer="front").name
        'front.geojson'

        Args:
            path: `.html` for a page; `.svg`, `.png`, `.pdf` or `.webp` for a figure of the last day; `.gpkg` or `.kml`
                for all layers, `.geojson`, `.fgb`, `.csv` or `.parquet` for one (EPSG:4326).
            layer: which layer, or several for a format that holds them; README.md gives their columns. By default all,
                or `territory` where there is room for one.
            page: for a page, the arguments of `html`.

        Raises:
            RenderError: the suffix is another one, or the file cannot be written.
            ValueError: there is no such layer, or the format holds one alone.
        """
        document = partial(drawing.document, self._series)
        return files.save(path, layer, lambda: self.html(**page), document, partial(contents.of_day, self))

    def _repr_mimebundle_(self, **_wanted: Any) -> dict[str, Any]:
        """The day as a notebook shows it: a page in a frame, a picture where one can be drawn, and text."""
        return notebook.bundle(self._series, self.html(embed=True), notebook.in_words(repr(self), self))

    @property
    def _series(self) -> Series:
        """The day as a series, with the states of knowledge that a page offers."""
        how = (self.known_on, self.show, self.method)
        return Series.between(self.theatre, self.as_of, self.as_of, *how, layout=self.layout)


class Series(ground_series.Series):
    """Who held what on every day of a run; `Theatre.between` makes one."""

    def __repr__(self) -> str:
        known = f" as known on {self.known_on}" if self.known_on else ""
        return f"<karamap.Series from {self.first} to {self.last}{known}>"

    def snapshot(self, day: Day) -> Snapshot:
        """One of its days.

        >>> theatre.between("2020-10-01", "2020-10-31").snapshot("2020-10-22")
        <karamap.Snapshot of 2020-10-22>

        Raises:
            DateError: it is not among the days.
        """
        wanted = stated_day(day)
        self._check(wanted)
        return Snapshot.at(self.theatre, wanted, self.known_on, self.show, self.method, layout=self.layout)

    def html(
        self,
        *,
        title: str | None = None,
        language: str = "en",
        opening: Day | None = None,
        known: str | None = None,
        embed: bool = False,
    ) -> str:
        """The days as one HTML page with a slider that opens anywhere, the same as `karamap render` writes.

        Args:
            title: the headline; a neutral one in the reader's language by default.
            language: ISO 639-1 code of the language that the page opens in; readers can switch.
            opening: the day it opens on; the last one by default.
            known: the state of knowledge it opens with: `all`, or `shown` for each day as known on that day.
            embed: whether it is a compact page to stand inside another one.

        Raises:
            DateError: `opening` is not among the days.
            ValueError: the page cannot be read in the language, or there is no such state of knowledge.
        """
        from karamap import page  # noqa: PLC0415 - folium takes half a second to import

        check_language(self.theatre, language)
        self._check(day_or_none(opening) or self.last)
        if known is not None and known not in self.timelines:
            raise ValueError(f"no state of knowledge {known!r}; there are {', '.join(self.timelines)}")
        shown: Mapping[str, Any] = {"title": title, "language": language, "known": known, "embed": embed}
        return page.html(drawing.document(self, opening=day_or_none(opening), **shown))

    def areas(self, every: int = 1) -> pd.DataFrame:
        """Square kilometres and places by day, district and holder.

        >>> theatre.between("2020-10-01", "2020-10-31").areas(every=7)["date"].nunique()
        5

        Args:
            every: the first day and every so many after it are told.

        Returns:
            Columns `date` (`datetime64`), `district_id` (empty for the whole theatre), `district, holder` (empty for no
            report), `area_km2`, for the whole theatre `area_low_km2` and `area_high_km2`, and `places`: how many the
            holder holds.

        Raises:
            ValueError: `every` is less than 1.
        """
        if every < 1:
            raise ValueError(f"every {every} days is no step; give 1 or more")
        frame = pd.DataFrame(area_series(self, days_of(self, every)), columns=[*AREA_COLUMNS])
        return frame.assign(date=dates(frame["date"]))

    def save(self, path: str | os.PathLike[str], *, layer: Layer | Sequence[Layer] | None = None, **page: Any) -> Path:
        """Write the days into a file, whole or not at all, and return its path.

        Args:
            path: as for `Snapshot.save`; in a file of layers each feature says from when to when it is so.
            layer: as for `Snapshot.save`.
            page: for a page, the arguments of `html`.

        Raises:
            RenderError: the suffix is another one, or the file cannot be written.
            ValueError: there is no such layer, or the format holds one alone.
        """
        document = partial(drawing.document, self)
        return files.save(path, layer, lambda: self.html(**page), document, partial(contents.of_days, self))

    def _repr_mimebundle_(self, **_wanted: Any) -> dict[str, Any]:
        """The days as a notebook shows them: a page in a frame, a picture of the last day, and text."""
        text = notebook.in_words(repr(self), self.snapshot(self.last))
        return notebook.bundle(self, self.html(embed=True), text)

    def _check(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise DateError(f"{day} is not among the days from {self.first} to {self.last}")
