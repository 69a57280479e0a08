"""What is drawn and how it looks, without saying with what."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import metadata
from typing import Any

import numpy as np
import shapely

from karamap import __version__
from karamap.gazetteer.places import Name, Place, valid_on
from karamap.gazetteer.schema import KINDS, NAME_PREFERENCE
from karamap.ground import model
from karamap.ground.crs import libraries, to_lonlat
from karamap.ground.series import Ground, Series, grounds
from karamap.record.claims import Claim, Source
from karamap.record.control import Control, Standing, no_report
from karamap.record.explanation import pages
from karamap.record.schema import BASES, SIDES, STANCES
from karamap.searching import look_up
from karamap.wording import LANGUAGES, party_names, texts

USUAL_PRECISION_KM = 1
"""Positions that may be further off than this say so."""

DECIMALS = 4
"""Decimals of a degree in the document: about ten metres, while no position is known better than to 100."""

LIMITS = (43.4, 37.6, 50.2, 42.2)
"""West, south, east, north of the base data."""

NAME_LANGUAGES = ("az", "en", "hy", "ru", "tr", "fa", "de", "fr", "uk", "ar")
"""Languages of the names that a place lists, in this order; romanisations of unknown origin are left to the tables."""

TERMS: Mapping[str, tuple[str, ...]] = {
    "stance": STANCES,
    "side": SIDES,
    "basis": BASES,
    "kind": KINDS,
    "standing": tuple(standing.value for standing in Standing),
    "name": tuple(NAME_PREFERENCE),
    "language": (*NAME_LANGUAGES, "und"),
}
"""Words that stand in the document as numbers."""

EPOCH = date(2020, 1, 1)
"""Day number 0."""

LEVELS = model.LEVELS + 1
"""How many levels of sureness a surface code knows, from even to sure."""

NAMES_AT = 7
"""Where the names stand in the row of a place."""

_UNFIT = frozenset("\"\\<>&'`")


def document(
    series: Series,
    *,
    title: str | None = None,
    language: str = "en",
    names: str | None = None,
    opening: date | None = None,
    known: str | None = None,
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
        embed: whether the page is to stand inside another one.

    Returns:
        A mapping that JSON can carry; `karamap.page.html` draws from it alone.
    """
    opening = opening or series.last
    places = sorted(series.theatre.gazetteer.places)
    numbers = {place_id: index for index, place_id in enumerate(places)}
    statements = _Statements(series, numbers)
    tables = texts()
    outlines = _districts(series, opening)
    districts = [feature["properties"]["id"] for feature in outlines["features"]]
    others = {series.theatre.gazetteer.district_id(place_id, opening) for place_id in places} - {None, *districts}
    districts += sorted(filter(None, others))
    rows = [_place(series, series.theatre.gazetteer.places[place_id], opening, districts) for place_id in places]
    return {
        "head": {
            "title": title,
            "first": series.first.isoformat(),
            "last": series.last.isoformat(),
            "day": series.index(opening),
            "begins": series.theatre.record.first_day.isoformat(),
            "known": known or next(iter(series.courses)),
            "show": series.show.value,
            "surface": series.method.value,
            "embed": embed,
            "own": series.theatre.own_claims,
        },
        "language": language,
        "names": names or language,
        "texts": tables,
        "terms": TERMS,
        "alphabet": alphabet(len(series.theatre.record.parties)),
        "parties": _parties(series),
        "view": {"bounds": _bounds(series), "limits": list(LIMITS)},
        "countries": _countries(series, tables),
        "water": _water(series, tables),
        "frame": _geometry(series.tessellation.outline),
        "mesh": _mesh(series),
        "sites": _sites(series, numbers),
        "districts": outlines,
        "units": districts,
        "places": rows,
        "keys": look_up(series.theatre.gazetteer, series.theatre.folder, map(_shown_names, rows)),
        "series": {known: _course(series, known, statements) for known in series.courses},
        "controls": statements.controls,
        "claims": statements.claims,
        "remarks": statements.remarks,
        "speakers": statements.speakers,
        "sources": [_source(series.theatre.record.sources[source_id]) for source_id in statements.sources],
        "notes": _notes(series, places),
    }


def alphabet(parties: int) -> str:
    """The letters of surface codes: `LEVELS` for each party, and a last one for no report.

    >>> alphabet(0), len(alphabet(3))
    ('!', 79)
    """
    count = parties * LEVELS + 1
    letters = [chr(point) for point in (*range(0x21, 0x7F), *range(0x100, 0x100 + count)) if chr(point) not in _UNFIT]
    return "".join(letters[:count])


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


def _parties(series: Series) -> list[dict[str, Any]]:
    return [
        {
            "id": party.id,
            "names": party_names(party),
            "shorts": party_names(party, short=True),
            "colour": party.colour,
            "ink": party.ink,
            "hatch": party.hatch,
        }
        for party in series.theatre.record.parties.values()
    ]


def _bounds(series: Series) -> list[float]:
    return [round(float(edge), 3) for edge in to_lonlat(series.tessellation.outline).bounds]


def _geometry(shape: shapely.Geometry) -> Any:
    rounded = shapely.set_precision(to_lonlat(shape), 10.0**-DECIMALS, mode="pointwise")
    return json.loads(shapely.to_geojson(rounded), parse_float=lambda digits: round(float(digits), DECIMALS))


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
    """Triangles between nodes: every site, then nodes beyond the outline that follow a site nearby.

    `xy` has the positions of the latter only, as the former stand where their places do. Corners are stated as
    differences: the first corner of a triangle from that of the one before it, the others from its own first.
    """
    own = len(series.sites)
    beyond = shapely.get_coordinates(to_lonlat(shapely.multipoints(series.mesh.nodes[own:]))).round(DECIMALS)
    first, second, third = series.mesh.triangles.T
    before = np.concatenate([[0], first[:-1]])
    corners = np.column_stack([first - before, second - first, third - first])
    return {
        "xy": beyond.ravel().tolist(),
        "site": series.mesh.site[own:].tolist(),
        "triangles": corners.ravel().tolist(),
    }


def _sites(series: Series, numbers: Mapping[str, int]) -> dict[str, Any]:
    """What is known of each site: its first place, and its ground."""
    return {
        "place": [numbers[site[0]] for site in series.sites],
        "km2": [round(float(area) / 1e6, 1) for area in shapely.area(series.tessellation.cells)],
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
        geometry = _geometry(shape)
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _place(series: Series, place: Place, day: date, districts: Sequence[str]) -> list[Any]:
    """A row: id, kind, district, lon, lat, rank, site, names, and how many km off it may be if more than usual."""
    gazetteer = series.theatre.gazetteer
    kind, district, precision = gazetteer.kind(place.id, day), gazetteer.district_id(place.id, day), place.precision_km
    is_seat = any(gazetteer.districts[other].seat_id == place.id for other in gazetteer.districts)
    return [
        place.id,
        KINDS.index(kind),
        districts.index(district) if district else None,
        round(place.position.lon, DECIMALS) if place.position else None,
        round(place.position.lat, DECIMALS) if place.position else None,
        1 if is_seat else 2 if kind in ("city", "town") else 3,
        series.tessellation.cell_of.get(place.id),
        _names(series, place.id, day),
        *([precision] if precision and precision > USUAL_PRECISION_KM else []),
    ]


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
        shown["", usual] = [_code("und", "variant"), usual]
    for name in usable:
        if not _outdone(name, usable):
            shown.setdefault((name.language, name.text), _name(name))
    return list(shown.values())


def _name(name: Name) -> list[Any]:
    bounds = [day_number(name.valid_from), day_number(name.valid_to)]
    dated = any(bound is not None for bound in bounds)
    return [_code(name.language, name.kind), name.text, *(bounds if dated else [])]


def _shown_names(row: Sequence[Any]) -> tuple[str, list[tuple[str, str]]]:
    """The id of a place with its names and their languages, from its row."""
    return row[0], [(text, TERMS["language"][code // len(TERMS["name"])]) for code, text, *_ in row[NAMES_AT]]


def _code(language: str, kind: str) -> int:
    """Language and kind of a name as one number."""
    return TERMS["language"].index(language) * len(TERMS["name"]) + TERMS["name"].index(kind)


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
        self._parties = list(self.record.parties)
        self._claim_index = {claim.id: index for index, claim in enumerate(chosen)}
        self._speaker_index: dict[str, int] = {}
        self._source_index: dict[str, int] = {}
        self._remark_index: dict[str, int] = {}
        self._control_index: dict[tuple[Any, ...], int] = {}
        self.claims = [self._claim(claim) for claim in chosen]
        self.controls: list[list[Any]] = []

    @property
    def speakers(self) -> list[str]:
        """Whose words the claims are."""
        return list(self._speaker_index)

    @property
    def remarks(self) -> list[str]:
        """What the tables note about claims, each text once."""
        return list(self._remark_index)

    @property
    def sources(self) -> list[str]:
        """Ids of the pages that carry the claims."""
        return list(self._source_index)

    def _claim(self, claim: Claim) -> list[Any]:
        """A row: place, holder, stance, speaker, side, basis, first day, days until it was reported, sources, rest."""
        cited = [self._source_index.setdefault(page.id, len(self._source_index)) for page in pages(self.record, claim)]
        rest = {
            "subject": claim.subject,
            "called": claim.called,
            "earliest": day_number(claim.earliest),
            "latest": day_number(claim.latest),
            "target": claim.target_id,
            "note": self._remark_index.setdefault(claim.note, len(self._remark_index)) if claim.note else None,
        }
        given = {key: value for key, value in rest.items() if value is not None}
        return [
            self.place_index.get(claim.place_id or "", -1),
            self._holder(claim.holder or ""),
            STANCES.index(claim.stance),
            self._speaker_index.setdefault(claim.speaker, len(self._speaker_index)),
            SIDES.index(claim.side),
            BASES.index(claim.basis),
            day_number(claim.valid_from),
            (claim.reported_on - claim.valid_from).days,
            cited[0] if len(cited) == 1 else cited,
            *([given] if given else []),
        ]

    def _holder(self, holder: str) -> int:
        return self._parties.index(holder) if holder else -1

    def number(self, control: Control) -> int:
        """The number of a conclusion, the place of which is known from where it stands.

        A row: holder, standing, first day, whether it is known to that day, day of the last report, claims.
        """
        claims = tuple(self._claim_index[claim] for claim in control.claims)
        reported, since = day_number(control.last_reported), day_number(control.since)
        standing = TERMS["standing"].index(control.standing.value)
        key = (self._holder(control.holder), standing, since, int(control.dated), reported, claims)
        if key not in self._control_index:
            self._control_index[key] = len(self.controls)
            self.controls.append([*key[:5], list(claims)])
        return self._control_index[key]


def _course(series: Series, known: str, statements: _Statements) -> dict[str, Any]:
    """What changes from day to day in one state of knowledge."""
    course = series.courses[known]
    silence = statements.number(no_report(""))
    places = [
        [(series.index(day), statements.number(control)) for day, control in course.get(place_id, ())] or [(0, silence)]
        for place_id in statements.place_index
    ]
    found = list(grounds(series, known))
    parties = list(series.theatre.record.parties)
    letters = alphabet(len(parties))
    codes = [_codes(ground, parties, letters) for ground in found]
    turns = []
    for ground, code, before in zip(found[1:], codes[1:], codes, strict=False):
        which = [site for site, letter in enumerate(code) if letter != before[site]]
        turns.append([series.index(ground.day), which, "".join(code[site] for site in which)])
    return {"places": _by_day(places), "sites": [codes[0], turns], "areas": _areas(series, found)}


def _codes(ground: Ground, parties: Sequence[str], letters: str) -> str:
    """One letter for each site: who holds it, and how surely."""
    return "".join(
        letters[parties.index(holder) * LEVELS + level] if holder else letters[-1]
        for holder, level in zip(ground.holders, ground.levels, strict=True)
    )


def _areas(series: Series, found: Sequence[Ground]) -> dict[str, list[list[int]]]:
    """By holder for each day on which it changes: its index, the km², and the least and the most they may be."""
    areas: dict[str, list[list[int]]] = {}
    for holder in sorted({holder for ground in found for holder in ground.areas}):
        steps: list[list[int]] = []
        for ground in found:
            row = [round(value) for value in ground.areas.get(holder, (0.0, 0.0, 0.0))]
            if not steps or steps[-1][1:] != row:
                steps.append([series.index(ground.day), *row])
        areas[holder] = steps
    return areas


def _by_day(steps: Sequence[Sequence[tuple[int, Any]]]) -> tuple[list[Any], list[tuple[int, list[int], list[Any]]]]:
    """Steps of many things as their first values, and for each later day which of them change, and to what."""
    turns: defaultdict[int, tuple[list[int], list[Any]]] = defaultdict(lambda: ([], []))
    for which, own in enumerate(steps):
        for day, value in own[1:]:
            turns[day][0].append(which)
            turns[day][1].append(value)
    return [own[0][1] for own in steps], [(day, *turns[day]) for day in sorted(turns)]


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
        **libraries(),
    }
    return ", ".join(f"{name} {version}" for name, version in parts.items())
