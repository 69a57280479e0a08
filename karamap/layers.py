"""What is drawn and how it looks, without saying with what."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import metadata, resources
from typing import Any

import numpy as np
import pyproj
import shapely

from karamap import __version__
from karamap.claims import Claim, Source
from karamap.control import Control, no_report
from karamap.gazetteer import NAME_PREFERENCE, Name, Place, valid_on
from karamap.reasons import pages
from karamap.series import Series, site_holders
from karamap.tessellation import to_lonlat, to_plane

USUAL_PRECISION_KM = 1
"""Positions that may be further off than this say so."""

DECIMALS = 5
"""Decimals of a degree of places: about one metre."""

COARSE_DECIMALS = 4
"""Decimals of a degree of outlines and nodes: about ten metres."""

LIMITS = (43.4, 37.6, 50.2, 42.2)
"""West, south, east, north of the base data."""

LANGUAGES = ("az", "en", "hy", "ru", "tr")
"""Languages that the page speaks."""

NAME_LANGUAGES = (*LANGUAGES, "fa", "de", "fr", "uk", "ar")
"""Languages of the names that a place lists, in this order; romanisations of unknown origin are left to the tables."""

EPOCH = date(2020, 1, 1)
"""Day number 0."""

LEVELS = 26
"""How many levels of sureness a surface code knows: 0 is even, 25 is sure."""

_UNFIT = frozenset("\"\\<>&'`")


def document(
    series: Series,
    *,
    title: str | None = None,
    language: str = "en",
    names: str | None = None,
    opening: date | None = None,
    known: str | None = None,
    surface: str = "claimed",
    embed: bool = False,
) -> dict[str, Any]:
    """Everything that one page shows, as plain text, numbers and GeoJSON (EPSG:4326, lon/lat).

    Args:
        series: the days to show.
        title: the headline; a neutral one in the reader's language by default.
        language: ISO 639-1 code of the interface.
        names: ISO 639-1 code of the place names used as labels; the interface's by default.
        opening: the day the page opens on; the last one by default.
        known: the state of knowledge the page opens with; the first of the series by default.
        surface: how points become areas: `assessed` or `claimed`.
        embed: whether the page is to stand inside another one.

    Returns:
        A mapping that JSON can carry; `karamap.page.html` draws from it alone.
    """
    opening = opening or series.last
    places = sorted(series.theatre.gazetteer.places)
    statements = _Statements(series, {place_id: index for index, place_id in enumerate(places)})
    tables = texts()
    return {
        "head": {
            "title": title,
            "first": series.first.isoformat(),
            "last": series.last.isoformat(),
            "day": series.index(opening),
            "begins": series.theatre.record.first_day.isoformat(),
            "known": known or next(iter(series.courses)),
            "show": series.show.value,
            "surface": surface,
            "embed": embed,
            "own": series.theatre.own_claims,
        },
        "language": language,
        "names": names or language,
        "texts": tables,
        "alphabet": alphabet(len(series.theatre.record.parties)),
        "parties": _parties(series, tables),
        "view": {"bounds": _bounds(series), "limits": list(LIMITS)},
        "countries": _countries(series, tables),
        "water": _water(series, tables),
        "frame": _geometry(series.tessellation.outline, COARSE_DECIMALS),
        "mesh": _mesh(series),
        "sites": _sites(series, opening),
        "districts": _districts(series, opening),
        "places": [_place(series, series.theatre.gazetteer.places[place_id], opening) for place_id in places],
        "series": {known: _course(series, known, statements) for known in series.courses},
        "controls": statements.controls,
        "claims": statements.claims,
        "speakers": statements.speakers,
        "sources": [_source(series.theatre.record.sources[source_id]) for source_id in statements.sources],
        "notes": _notes(series, places),
    }


def texts() -> dict[str, dict[str, str]]:
    """The sentences of the page by language and key, from `texts.csv`."""
    table = resources.files("karamap").joinpath("texts.csv")
    if not table.is_file():
        return {language: {} for language in LANGUAGES}
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    return {language: {row["key"]: row[language] for row in rows} for language in LANGUAGES}


def alphabet(parties: int) -> str:
    """The letters of surface codes: `LEVELS` for each party, and a last one for no report.

    >>> alphabet(0), len(alphabet(3))
    ('!', 79)
    """
    count = parties * LEVELS + 1
    letters = (chr(point) for point in (*range(0x21, 0x7F), *range(0x100, 0x100 + count)))
    return "".join(letter for letter, _ in zip((one for one in letters if one not in _UNFIT), range(count), strict=False))


def day_number(day: date | None) -> int | None:
    """A day as the number of days since the start of 2020.

    >>> day_number(date(2019, 12, 31)), day_number(None)
    (-1, None)
    """
    return None if day is None else (day - EPOCH).days


def _translated(tables: Mapping[str, Mapping[str, str]], key: str, known: Mapping[str, str]) -> dict[str, str]:
    """A name in every language in which there is one: from the texts, else as the tables have it."""
    found = {language: tables[language].get(key) or known.get(language) for language in LANGUAGES}
    return {language: text for language, text in found.items() if text}


def _parties(series: Series, tables: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "id": party.id,
            "names": _translated(tables, f"party.{party.id}", {"en": party.name}),
            "short": _translated(tables, f"party.{party.id}.short", {"en": party.short}),
            "colour": party.colour,
            "ink": party.ink,
            "hatch": party.hatch,
        }
        for party in series.theatre.record.parties.values()
    ]


def _bounds(series: Series) -> list[float]:
    return [round(float(edge), 3) for edge in to_lonlat(series.tessellation.outline).bounds]


def _geometry(shape: shapely.Geometry, decimals: int = DECIMALS) -> Any:
    rounded = shapely.set_precision(to_lonlat(shape), 10.0**-decimals, mode="pointwise")
    return json.loads(shapely.to_geojson(rounded), parse_float=lambda digits: round(float(digits), decimals))


def _countries(series: Series, tables: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    def described(own: Mapping[str, Any]) -> dict[str, Any]:
        return {"id": own["id"], "names": _translated(tables, f"country.{own['id']}", {"en": own["name"]})}

    return _collection(series.outlines.borders, described)


def _water(series: Series, tables: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    def described(own: Mapping[str, Any]) -> dict[str, Any]:
        english = own.get("name_en", own["name"])
        key = "water." + english.lower().replace(" ", "-")
        known = {"az": own["name"], "en": english}
        return {"kind": own["kind"], "rank": own["rank"], "names": _translated(tables, key, known)}

    return _collection(series.outlines.water, described)


def _collection(own: Mapping[str, Any], properties: Any) -> dict[str, Any]:
    features = [
        {"type": "Feature", "geometry": feature["geometry"], "properties": properties(feature["properties"])}
        for feature in own["features"]
    ]
    return {"type": "FeatureCollection", "features": features}


def _mesh(series: Series) -> dict[str, Any]:
    """Nodes and triangles between them: every site, and nodes beyond the outline that follow the nearest site."""
    places = series.theatre.gazetteer.places
    sites = shapely.get_coordinates(to_plane(shapely.multipoints([places[site[0]].position for site in series.sites])))
    rim = shapely.segmentize(series.tessellation.outline.buffer(2000).simplify(500).boundary, 4000)
    beyond = shapely.get_coordinates(rim)
    nearest = shapely.STRtree(shapely.points(sites)).nearest(shapely.points(beyond))
    nodes = np.vstack([sites, beyond])
    site = [*range(len(sites)), *nearest.tolist()]
    number: dict[tuple[float, float], int] = {}
    for index, node in enumerate(nodes.tolist()):
        number.setdefault((node[0], node[1]), index)
    corners = [
        [number[corner] for corner in map(tuple, shapely.get_coordinates(triangle)[:3].tolist())]
        for triangle in shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(nodes)))
    ]
    lonlat = shapely.get_coordinates(to_lonlat(shapely.multipoints(nodes))).round(COARSE_DECIMALS)
    return {"xy": lonlat.ravel().tolist(), "site": site, "triangles": [index for three in corners for index in three]}


def _sites(series: Series, day: date) -> dict[str, Any]:
    """What is known of each site: its ground, and the district of its first place on a day."""
    gazetteer = series.theatre.gazetteer
    return {
        "km2": [round(float(area) / 1e6, 2) for area in shapely.area(series.tessellation.cells)],
        "district": [gazetteer.district_id(site[0], day) for site in series.sites],
    }


def _districts(series: Series, day: date) -> dict[str, Any]:
    gazetteer, cells = series.theatre.gazetteer, series.tessellation.cells
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, site in enumerate(series.sites):
        if district := gazetteer.district_id(site[0], day):
            members[district].append(index)
    features = []
    for district in sorted(members):
        shape = shapely.normalize(shapely.coverage_union_all(cells[members[district]]))
        largest = max(shapely.get_parts(shape), key=shapely.area)
        point = to_lonlat(shapely.maximum_inscribed_circle(largest, tolerance=500)).coords[0]
        names = {language: gazetteer.district_name(district, day, language) for language in LANGUAGES}
        properties = {"id": district, "names": names, "lon": round(point[0], 4), "lat": round(point[1], 4)}
        geometry = _geometry(shape, COARSE_DECIMALS)
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _place(series: Series, place: Place, day: date) -> dict[str, Any]:
    gazetteer = series.theatre.gazetteer
    kind, precision = gazetteer.kind(place.id, day), place.precision_km or 0
    is_seat = any(district.seat_id == place.id for district in gazetteer.districts.values())
    return {
        "id": place.id,
        "kind": kind,
        "district": gazetteer.district_id(place.id, day),
        "lon": round(place.position.lon, DECIMALS) if place.position else None,
        "lat": round(place.position.lat, DECIMALS) if place.position else None,
        "rank": 1 if is_seat else 2 if kind in ("city", "town") else 3,
        "site": series.tessellation.cell_of.get(place.id),
        "names": _names(series, place.id, day),
        **({"km": precision} if precision > USUAL_PRECISION_KM else {}),
    }


def _names(series: Series, place_id: str, day: date) -> list[list[Any]]:
    """Names fit to be shown, each once: the usual one first, then by language, valid ones before others.

    A name that holds for a time only has the day numbers from which (inclusive) and to which (exclusive) after it.
    """
    gazetteer = series.theatre.gazetteer
    all_names = gazetteer.names.get(place_id, ())
    usual = gazetteer.name(place_id, day)
    usable = [name for name in all_names if name.language in NAME_LANGUAGES and name.kind in NAME_PREFERENCE]
    usable.sort(
        key=lambda name: (
            (name.language, name.text) != ("az", usual),
            NAME_LANGUAGES.index(name.language),
            not valid_on(name, day),
            NAME_PREFERENCE[name.kind],
            name.text,
        )
    )
    shown: dict[tuple[str, str], list[Any]] = {}
    if not usable or usable[0].text != usual:
        shown["", usual] = ["und", "variant", usual]
    for name in usable:
        if not _outdone(name, usable):
            shown.setdefault((name.language, name.text), _name(name))
    return list(shown.values())


def _name(name: Name) -> list[Any]:
    bounds = [day_number(name.valid_from), day_number(name.valid_to)]
    return [name.language, name.kind, name.text, *(bounds if any(bound is not None for bound in bounds) else [])]


def _outdone(name: Name, names: Iterable[Name]) -> bool:
    """Whether a name is a mere variant in a language of Latin letters that has a proper one."""
    return (
        name.kind == "variant"
        and name.language in ("en", "tr", "de", "fr", "az")
        and any(other.language == name.language and other.kind != "variant" for other in names)
    )


class _Statements:
    """Claims, speakers, sources and conclusions as lists that refer to one another by number."""

    def __init__(self, series: Series, place_index: Mapping[str, int]) -> None:
        self.record = series.theatre.record
        self.place_index = place_index
        chosen = sorted(
            (claim for claim in self.record.known(series.known_on) if claim.valid_from <= series.last),
            key=lambda claim: (claim.valid_from, claim.reported_on, claim.id),
        )
        self._claim_index = {claim.id: index for index, claim in enumerate(chosen)}
        self._speaker_index: dict[str, int] = {}
        self._source_index: dict[str, int] = {}
        self._control_index: dict[tuple[Any, ...], int] = {}
        self.claims = [self._claim(claim) for claim in chosen]
        self.controls: list[list[Any]] = []

    @property
    def speakers(self) -> list[str]:
        """Whose words the claims are."""
        return list(self._speaker_index)

    @property
    def sources(self) -> list[str]:
        """Ids of the pages that carry the claims."""
        return list(self._source_index)

    def _claim(self, claim: Claim) -> list[Any]:
        cited = pages(self.record, claim)
        values = [
            self.place_index.get(claim.place_id or ""),
            claim.subject,
            claim.holder,
            claim.stance,
            self._speaker_index.setdefault(claim.speaker, len(self._speaker_index)),
            claim.side,
            claim.basis,
            claim.called,
            day_number(claim.valid_from),
            day_number(claim.earliest),
            day_number(claim.latest),
            day_number(claim.reported_on),
            self._claim_index.get(claim.target_id or ""),
            claim.note,
            [self._source_index.setdefault(page.id, len(self._source_index)) for page in cited],
        ]
        return values

    def number(self, control: Control) -> int:
        """The number of a conclusion, the place of which is known from where it stands."""
        claims = tuple(self._claim_index[claim] for claim in control.claims)
        reported, since = day_number(control.last_reported), day_number(control.since)
        key = (control.holder, control.standing.value, since, int(control.dated), reported, claims)
        if key not in self._control_index:
            self._control_index[key] = len(self.controls)
            self.controls.append([*key[:5], list(claims)])
        return self._control_index[key]


def _course(series: Series, known: str, statements: _Statements) -> dict[str, Any]:
    """What changes from day to day in one state of knowledge."""
    course, index = series.courses[known], statements.place_index
    nothing = no_report("")
    places = [
        [index[place_id], [[series.index(day), statements.number(control)] for day, control in steps]]
        for place_id, steps in course.items()
        if len(steps) > 1 or (steps[0][1].holder, steps[0][1].claims) != (nothing.holder, nothing.claims)
    ]
    parties = list(series.theatre.record.parties)
    letters = alphabet(len(parties))
    code = {holder: letters[at * LEVELS + LEVELS - 1] for at, holder in enumerate(parties)} | {"": letters[-1]}
    holders = site_holders(series, known)
    sites = [
        [site, [[series.index(day), code[holder]] for day, holder in turns]] for site, turns in enumerate(holders)
    ]
    return {"places": places, "sites": sites, "areas": _areas(series, holders)}


def _areas(series: Series, holders: Sequence[Sequence[tuple[date, str]]]) -> dict[str, list[list[int]]]:
    """Ground by holder: on each day on which it changes its index, the km², and between which bounds they lie."""
    km2 = shapely.area(series.tessellation.cells) / 1e6
    change: defaultdict[str, np.ndarray] = defaultdict(lambda: np.zeros(series.days))
    for area, turns in zip(km2, holders, strict=True):
        before = None
        for day, holder in turns:
            change[holder][series.index(day)] += area
            if before is not None:
                change[before][series.index(day)] -= area
            before = holder
    areas = {}
    for holder in sorted(change):
        daily = np.round(np.cumsum(change[holder])).astype(int).tolist()
        areas[holder] = [
            [day, total, total, total] for day, total in enumerate(daily) if day == 0 or total != daily[day - 1]
        ]
    return areas


def _source(source: Source) -> list[Any]:
    return [
        source.publisher,
        source.title,
        day_number(source.published_on),
        source.published_precision,
        source.url,
        source.quality,
        source.language,
    ]


def _notes(series: Series, places: Sequence[str]) -> dict[str, Any]:
    return {
        "karamap": __version__,
        "fingerprint": series.theatre.fingerprint,
        "versions": versions(),
        "unlocated": [places.index(place_id) for place_id in series.unlocated],
    }


def versions() -> str:
    """The versions of karamap and of everything that shapes the bytes of a map."""
    parts = {
        "karamap": __version__,
        **{name: metadata.version(name) for name in ("folium", "branca", "XStatic-Leaflet")},
        "shapely": shapely.__version__,
        "GEOS": shapely.geos_version_string,
        "PROJ": pyproj.proj_version_str,
    }
    return ", ".join(f"{name} {version}" for name, version in parts.items())
