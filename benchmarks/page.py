"""How large and how quick the page of a war is, beside folium's own ways to show areas over time, in the same run.

All pages are opened in Chromium with the network off; the scripts that folium's pages ask CDNs for are read from npm
packages in a folder: `npm pack leaflet@1.9.3 jquery@3.7.1 jquery-ui-dist@1.12.1 iso8601-js-period@0.2.1
leaflet-timedimension@1.1.1 moment@2.18.1 d3@4.13.0`. Everybody gets the same days and the same ground: the others
each holder's area of each day as GeoJSON (`TimestampedGeoJson`), or each cell with a colour for each day
(`TimeSliderChoropleth`, which cannot change shapes). Neither shows points, band, sources or what was known when.

Prints medians. "First map" is the time from opening the file to the first frame with areas in it; "step" from asking
for the next day to the document being laid out anew. Usage: python benchmarks/page.py FOLDER [RUNS]
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import statistics
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import folium
import numpy as np
import shapely
from folium.plugins import TimeSliderChoropleth, TimestampedGeoJson
from playwright.sync_api import Browser, Route, sync_playwright

from karamap import page
from karamap.document import drawing, format, ground_codes
from karamap.ground.crs import Plane
from karamap.ground.layout import Layout
from karamap.ground.mesh import triangulate
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot
from karamap.record.timeline import control_as_of, holders
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader, theatre

WAR = date(2020, 9, 27), date(2020, 12, 1)
RECORD = date(2020, 9, 26), date(2024, 5, 24)
LARGE, FEW = 4_500_000, 3
"""Characters from which a page is opened a few times only."""

SYNTHETIC = 33_000, 400
SERVED = {
    "leaflet.js": ("leaflet-1.9.3.tgz", "dist/leaflet.js"),
    "leaflet.css": ("leaflet-1.9.3.tgz", "dist/leaflet.css"),
    "jquery-3.7.1.min.js": ("jquery-3.7.1.tgz", "dist/jquery.min.js"),
    "jquery.min.js": ("jquery-3.7.1.tgz", "dist/jquery.min.js"),
    "jquery-ui.min.js": ("jquery-ui-dist-1.12.1.tgz", "jquery-ui.min.js"),
    "iso8601.min.js": ("iso8601-js-period-0.2.1.tgz", "iso8601.js"),
    "leaflet.timedimension.min.js": ("leaflet-timedimension-1.1.1.tgz", "dist/leaflet.timedimension.min.js"),
    "moment.min.js": ("moment-2.18.1.tgz", "min/moment.min.js"),
    "d3.v4.min.js": ("d3-4.13.0.tgz", "build/d3.min.js"),
}
"""Which file of which package answers a request; what is not here (icons, Bootstrap) is answered with nothing."""

WATCH = """(() => {
  const drawn = () => [...document.querySelectorAll("path")].filter((node) => !node.closest("defs"))
    .reduce((length, node) => length + (node.getAttribute("d") || "").length, 0) > 1500;
  const look = () => { if (drawn()) requestAnimationFrame(() => { window.firstMap = performance.now(); });
    else requestAnimationFrame(look); };
  requestAnimationFrame(look);
})()"""
PAUSE = 0.5
"""Seconds between two pages, so that none pays for the closing of the one before."""
NEXT = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))"
LAID_OUT = "document.body.getBoundingClientRect(); return performance.now() - begin;"


@dataclass(frozen=True)
class Shown:
    """A page to measure: its text, how to take a step to the day of an index, and how many days it has."""

    name: str
    text: str
    step: str
    days: int


PLANE = Plane(loader.load(data_dir()).settings.projection)


def ours(theatre: theatre.Theatre, first: date, last: date, name: str, layout: Layout) -> Shown:
    """The page that karamap writes."""
    begin = time.perf_counter()
    found = Series.between(theatre, first, last, layout=layout)
    text = page.html(drawing.document(found))
    print(f"{name}: {found.days} days written in {time.perf_counter() - begin:.1f} s")
    step = f"(day) => {{ const begin = performance.now(); karamap.app.store.set({{ day }}); {LAID_OUT} }}"
    return Shown(name, text, step, found.days)


def with_the_table(war: Shown) -> Shown:
    """The same page while its table is open: until the rows that are seen stand."""
    step = f"""(day) => {{ const {{ store }} = karamap.app; store.set({{ view: "table" }});
      const begin = performance.now(); store.set({{ day }}); {LAID_OUT} }}"""
    return Shown(f"{war.name}, its table open", war.text, step, war.days)


def searching(war: Shown) -> Shown:
    """The same page, searched for a name letter by letter; what it makes for searching stands after the first step."""
    step = """() => { const index = karamap.search.indexOf(karamap.app);
      const begin = performance.now();
      for (const query of ["a", "ag", "agd", "Чоп", "Чопедере"]) karamap.search.find(index, query);
      return (performance.now() - begin) / 5; }"""
    return Shown(f"{war.name}, a search", war.text, step, war.days)


def geojson(shape: shapely.Geometry) -> dict[str, Any]:
    """A geometry as GeoJSON in degrees, to the same four decimals."""
    rounded = shapely.set_precision(PLANE.to_lonlat(shape), 1e-4, mode="pointwise")
    found: dict[str, Any] = json.loads(shapely.to_geojson(rounded), parse_float=lambda text: round(float(text), 4))
    return found


def timestamped(theatre: theatre.Theatre, days: list[date], layout: Layout) -> Shown:
    """Each holder's area of each day, by folium's TimestampedGeoJson."""
    colours = {party.id: party.colour for party in theatre.record.parties.values()}
    features = [
        {
            "type": "Feature",
            "geometry": geojson(row.geometry),
            "properties": {"times": [day.isoformat()], "style": {"color": colours.get(row.holder, "#ffffff")}},
        }
        for day in days
        for row in Snapshot.at(theatre, day, layout=layout).territory.itertuples()
    ]
    drawn = folium.Map((39.8, 46.8), zoom_start=8, tiles=None)
    collection = {"type": "FeatureCollection", "features": features}
    TimestampedGeoJson(collection, period="P1D", duration="P1D", auto_play=False).add_to(drawn)
    step = f"""(day) => new Promise((done) => {{ const {{ timeDimension }} = {drawn.get_name()};
      const begin = performance.now();
      timeDimension.once("timeload", () => setTimeout(() => done((() => {{ {LAID_OUT} }})()), 0));
      timeDimension.setCurrentTimeIndex(day); }})"""
    return Shown("folium TimestampedGeoJson", drawn.get_root().render(), step, len(days))


def choropleth(theatre: theatre.Theatre, days: list[date], layout: Layout) -> Shown:
    """Each cell with a colour for each day, by folium's TimeSliderChoropleth."""
    colours = {party.id: party.colour for party in theatre.record.parties.values()}
    stamps = [str(int(np.datetime64(day, "s").astype(int))) for day in days]
    cell_of = layout.tessellation.cell_of
    style: dict[str, dict[str, Any]] = {str(cell): {} for cell in range(len(layout.tessellation.cells))}
    for day, stamp in zip(days, stamps, strict=True):
        held = holders(control_as_of(theatre.record, day))
        for place_id, cell in cell_of.items():
            style[str(cell)][stamp] = {"color": colours.get(held.get(place_id, ""), "#ffffff"), "opacity": 0.6}
    features = [
        {"type": "Feature", "id": str(number), "properties": {}, "geometry": geojson(cell)}
        for number, cell in enumerate(layout.tessellation.cells)
    ]
    drawn = folium.Map((39.8, 46.8), zoom_start=8, tiles=None)
    TimeSliderChoropleth({"type": "FeatureCollection", "features": features}, styledict=style).add_to(drawn)
    step = f"""(day) => {{ const slider = document.querySelector("input[type=range]"); const begin = performance.now();
      slider.value = day; slider.dispatchEvent(new Event("input")); slider.dispatchEvent(new Event("change"));
      {LAID_OUT} }}"""
    return Shown("folium TimeSliderChoropleth", drawn.get_root().render(), step, len(days))


def _stated(first: Sequence[Any], changes: Iterable[tuple[int, list[int], Sequence[Any]]]) -> dict[str, Any]:
    rows = [format.CHANGE.row(day=day, which=which, values=values) for day, which, values in changes]
    return {"first": first, "changes": rows}


def _settlement(number: int, lon: float, lat: float) -> list[Any]:
    name = format.NAME.row(language=0, kind=0, text=f"S{number}", valid_from=None, valid_to=None)
    return format.PLACE.row(
        id=f"s{number}", kind=2, district=0, lon=lon, lat=lat, rank=3, site=number, names=[name], km=None
    )


def _conclusion(holder: int, since: int | None) -> list[Any]:
    dated = int(since is not None)
    return format.CONTROL.row(holder=holder, standing=2 - dated, since=since, dated=dated, reported=since, claims=[])


def synthetic(drawn: Mapping[str, Any], count: int, days: int) -> tuple[Shown, Shown]:
    """A front that sweeps over many places, on our page and as one plain GeoJSON layer of cells that is restyled."""
    chance = np.random.default_rng(1)
    spots = np.round(chance.uniform(-1, 1, (count, 2)) * (110_000, 90_000), 1)
    frame = shapely.box(-115_000, -95_000, 115_000, 95_000)
    mesh = triangulate(SimpleNamespace(sites=spots, outline=frame, plane=PLANE))  # type: ignore[arg-type]
    lonlat = shapely.get_coordinates(PLANE.to_lonlat(shapely.multipoints(spots))).round(4)
    turn = np.clip((spots[:, 0] / 220_000 + 0.5) * days + chance.normal(0, 12, count), 1, days - 1).astype(int)
    turns = [(day, np.flatnonzero(turn == day).tolist()) for day in range(1, days)]
    letters, parties = drawn["alphabet"], [party["id"] for party in drawn["parties"]]
    old, new = (letters[parties.index(party) * format.LEVELS + 25] for party in ("ARM", "AZ"))
    moved = [[day, which] for day, which in turns if which]
    over_time = {
        "places": _stated([0] * count, [(day, which, [1] * len(which)) for day, which in moved]),
        "sites": _stated(old * count, [(day, which, new * len(which)) for day, which in moved]),
        "areas": {"ARM": [format.AREA.row(day=0, km2=40_000, least=40_000, most=40_000)]},
        "changed": [format.CHANGED.row(day=day, places=which) for day, which in moved],
    }
    first = date.fromisoformat(drawn["head"]["first"])
    rows = [_settlement(at, lon, lat) for at, (lon, lat) in enumerate(lonlat.tolist())]
    document = {
        **drawn,
        "head": {**drawn["head"], "last": date.fromordinal(first.toordinal() + days - 1).isoformat(), "day": 0},
        "view": {**drawn["view"], "bounds": [float(edge) for edge in PLANE.to_lonlat(frame).bounds]},
        "frame": geojson(frame),
        "mesh": ground_codes.stated_mesh(SimpleNamespace(sites=range(count), mesh=mesh)),  # type: ignore[arg-type]
        "sites": {"place": list(range(count)), "km2": [1.0] * count},
        "places": rows,
        "series": {"all": over_time, "shown": over_time},
        "controls": [_conclusion(parties.index("ARM"), None), _conclusion(parties.index("AZ"), 300)],
        "claims": [],
        "keys": {**drawn["keys"], "further": []},
        "notes": {**drawn["notes"], "unlocated": []},
    }
    step = f"(day) => {{ const begin = performance.now(); karamap.app.store.set({{ day }}); {LAID_OUT} }}"
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(spots), extend_to=frame, ordered=True))
    features = [
        {"type": "Feature", "properties": {"turn": int(day)}, "geometry": geojson(cell)}
        for cell, day in zip(shapely.intersection(cells, frame), turn.tolist(), strict=True)
    ]
    plain = PLAIN.replace("DATA", json.dumps({"type": "FeatureCollection", "features": features}))
    plain_step = f"(day) => {{ const begin = performance.now(); show(day); {LAID_OUT} }}"
    name = f"{count:,} places, {days} days"
    return (
        Shown(f"karamap, {name}", page.html(document), step, days),
        Shown("the same as plain GeoJSON", plain, plain_step, days),
    )


PLAIN = """<!DOCTYPE html><link rel="stylesheet" href="https://cdn.example/leaflet.css">
<script src="https://cdn.example/leaflet.js"></script><body style="margin:0"><div id="map" style="height:800px"></div>
<script>const map = L.map("map").setView([39.7, 46.7], 9);
const styleOn = (day) => ({ properties }) => ({ stroke: false, fillOpacity: 0.6,
  fillColor: properties.turn <= day ? "#2f8a83" : "#c9973c" });
const layer = L.geoJSON(DATA, { style: styleOn(0) }).addTo(map);
const show = (day) => layer.setStyle(styleOn(day));</script>"""


def libraries(folder: Path) -> Mapping[str, bytes]:
    """What the packages hold of what the pages ask for, by file name."""
    found = {}
    for name, (package, path) in SERVED.items():
        with tarfile.open(folder / package) as archive:
            member = archive.extractfile(f"package/{path}")
            if member is None:
                raise FileNotFoundError(f"{package} lacks {path}")
            found[name] = member.read()
    return found


def answer(files: Mapping[str, bytes]) -> Callable[[Route], None]:
    """Answer requests from the packages; nothing leaves the machine."""

    def handle(route: Route) -> None:
        url = route.request.url
        if url.startswith("file:"):
            route.continue_()
        else:
            route.fulfill(status=200, body=files.get(url.rsplit("/", 1)[-1], b""))

    return handle


class Measured:
    """What opening a page and stepping through it took, in milliseconds."""

    def __init__(self, shown: Shown, folder: Path) -> None:
        self.shown, self.firsts, self.steps = shown, list[float](), list[float]()
        self.path = folder / f"{abs(hash(shown.name))}.html"
        self.path.write_text(shown.text, encoding="utf-8")

    def open(self, browser: Browser, files: Mapping[str, bytes], steps: int) -> None:
        """Open the page once, in a browser context of its own, and take some steps the first time."""
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.route("**/*", answer(files))
        tab = context.new_page()
        tab.add_init_script(WATCH)
        tab.goto(self.path.as_uri())
        tab.wait_for_function("() => window.firstMap")
        self.firsts.append(tab.evaluate("window.firstMap"))
        if not self.steps:
            tab.wait_for_timeout(500)
            for at in range(steps):
                self.steps.append(tab.evaluate(self.shown.step, (at * 7 + 3) % self.shown.days))
                tab.evaluate(NEXT)
        context.close()
        time.sleep(PAUSE)

    def __str__(self) -> str:
        raw = self.shown.text.encode()
        return (
            f"{self.shown.name:<32} first map {statistics.median(self.firsts):7.0f} ms"
            f"   step {statistics.median(self.steps):7.1f} ms (slowest {max(self.steps):.0f})"
            f"   {len(raw) / 1e3:8,.0f} kB, gzipped {len(gzip.compress(raw)) / 1e3:7,.0f} kB"
        )


def main() -> None:
    """Measure the war, the whole record, and the others."""
    if len(sys.argv) < 2:
        print("page: not run, since no folder with the npm packages of folium's pages was given")
        return
    folder, runs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20
    theatre = loader.load(data_dir())
    layout = Layout.of(theatre)
    files = libraries(folder)
    war = ours(theatre, *WAR, "karamap, the war", layout)
    days = [date.fromordinal(number) for number in range(WAR[0].toordinal(), WAR[1].toordinal() + 1)]
    pages = [
        war,
        with_the_table(war),
        searching(war),
        timestamped(theatre, days, layout),
        choropleth(theatre, days, layout),
    ]
    pages.append(ours(theatre, *RECORD, "karamap, the whole record", layout))
    small = drawing.document(Series.between(theatre, *WAR, layout=layout))
    pages += synthetic(small, *SYNTHETIC)
    chromium = os.environ.get("KARAMAP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        measured = [Measured(shown, Path(scratch)) for shown in pages]
        for run in range(runs):
            for one in measured:  # in turn, so that whatever else the machine does troubles all alike
                if run < FEW or len(one.shown.text) < LARGE:
                    one.open(browser, files, runs)
        for one in measured:
            print(one)
        browser.close()
    print(f"folium's pages also ask for {sum(map(len, files.values())) / 1e3:,.0f} kB of scripts; ours carries its own")


if __name__ == "__main__":
    main()
