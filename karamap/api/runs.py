"""One day and a run of days, as `Theatre.snapshot` and `Theatre.between` give them: tables, a page, files."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

from karamap.api import files, notebook
from karamap.api.values import dates, day_or_none, listed
from karamap.document import drawing
from karamap.document.wording import check_language, language_of_names
from karamap.errors import DateError
from karamap.exports import contents
from karamap.ground import series as ground_series
from karamap.ground import snapshot as ground_snapshot
from karamap.ground.crs import GEOGRAPHIC
from karamap.ground.daily import AREA_COLUMNS, area_series, days_of
from karamap.tables.days import Day, stated_day

Layer = Literal[
    "territory",
    "front",
    "allied_lines",
    "coalitions",
    "band",
    "places",
    "zones",
    "events",
    "districts",
    "borders",
    "water",
    "gazetteer",
]

OF_FIGURES = ("title", "language", "names_in")
"""The arguments of a page that a figure has too."""


class Snapshot(ground_snapshot.Snapshot):
    """Who held what on one day, as far as known on another; `Theatre.snapshot` makes one.

    - `territory`: a GeoDataFrame with a row a holder: `holder, area_km2, area_low_km2, area_high_km2` and a
      MultiPolygon; empty `holder` for no report. The least and the most say how sure that is.
    - `front`: a GeoDataFrame with a row a pair of holders that meet: `between, length_km` and a MultiLineString.
    - `allied_lines`, `coalitions`: the same of allies that meet, and the ground of coalitions.
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

    def html(
        self,
        *,
        title: str | None = None,
        language: str = "en",
        names_in: str | None = None,
        embed: bool = False,
    ) -> str:
        """The day as one HTML page that opens anywhere, the same as `karamap render` writes.

        Args:
            title: the headline; a neutral one in the reader's language by default.
            language: ISO 639-1 code of the language that the page opens in; readers can switch.
            names_in: of the language in which names are shown; that of the reader by default.
            embed: whether it is a compact page to stand inside another one.

        Raises:
            LanguageError: no names are listed in `names_in`.
            ValueError: the page cannot be read in the language.
        """
        return self._series.html(title=title, language=language, names_in=names_in, embed=embed)

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
            page: for a page, the arguments of `html`; of these a figure has `title`, `language` and `names_in`.

        Raises:
            RenderError: the suffix is another one, or the file cannot be written.
            ValueError: there is no such layer, or the format holds one alone.
        """
        document = partial(_of_figure, self._series, page)
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
        names_in: str | None = None,
        opening: Day | None = None,
        known: str | None = None,
        embed: bool = False,
    ) -> str:
        """The days as one HTML page with a slider that opens anywhere, the same as `karamap render` writes.

        Args:
            title: the headline; a neutral one in the reader's language by default.
            language: ISO 639-1 code of the language that the page opens in; readers can switch.
            names_in: of the language in which names are shown; that of the reader by default.
            opening: the day it opens on; the last one by default.
            known: the state of knowledge it opens with: `all`, or `shown` for each day as known on that day.
            embed: whether it is a compact page to stand inside another one.

        Raises:
            DateError: `opening` is not among the days.
            LanguageError: no names are listed in `names_in`.
            ValueError: the page cannot be read in the language, or there is no such state of knowledge.
        """
        from karamap import page  # noqa: PLC0415 - folium takes half a second to import

        check_language(self.theatre, language)
        language_of_names(self.theatre, names_in)
        self._check(day_or_none(opening) or self.last)
        if known is not None and known not in self.timelines:
            raise ValueError(f"no state of knowledge {known!r}; there are {', '.join(self.timelines)}")
        shown: Mapping[str, Any] = {"title": title, "language": language, "names_in": names_in, "known": known}
        return page.html(drawing.document(self, opening=day_or_none(opening), embed=embed, **shown))

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
            page: for a page, the arguments of `html`; of these a figure has `title`, `language` and `names_in`.

        Raises:
            RenderError: the suffix is another one, or the file cannot be written.
            ValueError: there is no such layer, or the format holds one alone.
        """
        document = partial(_of_figure, self, page)
        return files.save(path, layer, lambda: self.html(**page), document, partial(contents.of_days, self))

    def _repr_mimebundle_(self, **_wanted: Any) -> dict[str, Any]:
        """The days as a notebook shows them: a page in a frame, a picture of the last day, and text."""
        text = notebook.in_words(repr(self), self.snapshot(self.last))
        return notebook.bundle(self, self.html(embed=True), text)

    def _check(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise DateError(f"{day} is not among the days from {self.first} to {self.last}")


def _of_figure(series: Series, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """The drawing document of a figure, by those arguments of a page that it has."""
    told = {name: page[name] for name in OF_FIGURES if name in page}
    if "language" in told:
        check_language(series.theatre, told["language"])
    language_of_names(series.theatre, told.get("names_in"))
    return drawing.document(series, **told)
