"""How large and how quick the page of a war is, beside folium's own ways to show areas over time, in the same run.

All pages are opened in Chromium with the network off; the scripts that folium's pages ask CDNs for are read from npm
packages in a folder: `npm pack leaflet@1.9.3 jquery@3.7.1 jquery-ui-dist@1.12.1 iso8601-js-period@0.2.1
leaflet-timedimension@1.1.1 moment@2.18.1 d3@4.13.0`. Everybody gets the same days and the same ground: the others
each holder's area of each day as GeoJSON (`TimestampedGeoJson`), or each cell with a colour for each day
(`TimeSliderChoropleth`, which cannot change shapes). Neither shows points, band, sources or what was known when.

Prints medians. "First map" is the time from opening the file to the first frame with areas in it; "step" from asking
for another day to the document being laid out anew; "names and all" also counts what follows the next paint. Steps
begin half a second after the first map and go a week farther each time, so that some of the days have been made ready
while the browser was at rest and others not. "Days made ready" rests for some seconds first; in "a jump" the browser is
never at rest, so that nothing has been made ready. The last pages are of 34,000 places (`many_places.py` says what they
take to make). The load of the machine is printed too.
Usage: python benchmarks/page.py FOLDER [RUNS]
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
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import folium
import many_places
import numpy as np
import shapely
from folium.plugins import TimeSliderChoropleth, TimestampedGeoJson
from playwright.sync_api import Browser, Route, sync_playwright

from karamap import page
from karamap.document import drawing
from karamap.ground.crs import Plane
from karamap.ground.layout import Layout
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot
from karamap.record.timeline import control_as_of, holders
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader, theatre

WAR = date(2020, 9, 27), date(2020, 12, 1)
RECORD = date(2020, 9, 26), date(2024, 5, 24)
LARGE, FEW = 4_500_000, 3
"""Characters from which a page is opened a few times only."""

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
REST, LONG_REST = 500, 5000
"""Milliseconds between the first map and the first step."""

NEVER_AT_REST = "window.requestIdleCallback = () => 0"
PAUSE = 0.5
"""Seconds between two pages, so that none pays for the closing of the one before."""
NEXT = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))"
LAID_OUT = "document.body.getBoundingClientRect(); return performance.now() - begin;"


@dataclass(frozen=True)
class Shown:
    """A page to measure: its text, how to take a step to the day of an index, and how many days it has.

    `rest` is how many milliseconds it is left alone before the first step; none at all lets nothing be made ready.
    """

    name: str
    text: str
    step: str
    days: int
    rest: int = REST


PLANE = Plane(loader.load(data_dir()).settings.projection)


def ours(theatre: theatre.Theatre, first: date, last: date, name: str, layout: Layout) -> Shown:
    """The page that karamap writes."""
    begin = time.perf_counter()
    found = Series.between(theatre, first, last, layout=layout)
    text = page.html(drawing.document(found))
    print(f"{name}: {found.days} days written in {time.perf_counter() - begin:.1f} s")
    step = f"(day) => {{ const begin = performance.now(); karamap.app.store.set({{ day }}); {LAID_OUT} }}"
    return Shown(name, text, step, found.days)


def drawn_to_the_end(war: Shown) -> Shown:
    """The same page, each step with all that otherwise waits for the next paint: names, band, sentences."""
    step = f"""(day) => {{ const begin = performance.now(); karamap.app.store.set({{ day }}); karamap.nodes.drawNow();
      {LAID_OUT} }}"""
    return Shown(f"{war.name}, names and all", war.text, step, war.days)


def made_ready(war: Shown) -> Shown:
    """The same steps once the browser has been at rest for long enough to make all days near ready."""
    return replace(drawn_to_the_end(war), name=f"{war.name}, days made ready", rest=LONG_REST)


def jumping(war: Shown) -> Shown:
    """The same steps to days of which nothing has been made ready."""
    return replace(drawn_to_the_end(war), name=f"{war.name}, a jump", rest=0)


def with_the_table(war: Shown) -> Shown:
    """The same page while its table is open: until the rows that are seen stand."""
    step = f"""(day) => {{ const {{ store }} = karamap.app; store.set({{ view: "table" }});
      const begin = performance.now(); store.set({{ day }}); {LAID_OUT} }}"""
    return Shown(f"{war.name}, its table open", war.text, step, war.days)


def searching(war: Shown) -> Shown:
    """The same page, searched for a name letter by letter: until the hits stand below the box."""
    step = f"""(at) => {{ const query = ["a", "ag", "agd", "Чоп", "Чопедере"][at % 5];
      const input = document.querySelector(".search-input"); const begin = performance.now();
      input.value = query; input.dispatchEvent(new Event("input")); {LAID_OUT} }}"""
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


def many(folder: Path) -> list[Shown]:
    """The page of 34,000 places of `many_places.py`: its map, its table, a search in it."""
    text = many_places.build(folder).read_text(encoding="utf-8")
    step = f"(day) => {{ const begin = performance.now(); karamap.app.store.set({{ day }}); {LAID_OUT} }}"
    shown = Shown(f"karamap, {many_places.PLACES:,} places", text, step, many_places.DAYS)
    return [shown, drawn_to_the_end(shown), made_ready(shown), jumping(shown), with_the_table(shown), searching(shown)]


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
        if not self.shown.rest:
            tab.add_init_script(NEVER_AT_REST)
        tab.goto(self.path.as_uri())
        tab.wait_for_function("() => window.firstMap")
        self.firsts.append(tab.evaluate("window.firstMap"))
        if not self.steps:
            tab.wait_for_timeout(self.shown.rest or REST)
            for at in range(steps):
                self.steps.append(tab.evaluate(self.shown.step, (at * 7 + 3) % self.shown.days))
                tab.evaluate(NEXT)
        context.close()
        time.sleep(PAUSE)

    def __str__(self) -> str:
        raw = self.shown.text.encode()
        return (
            f"{self.shown.name:<40} first map {statistics.median(self.firsts):7.0f} ms"
            f"   step {statistics.median(self.steps):7.1f} ms"
            f" (p95 {np.percentile(self.steps, 95):.0f}, slowest {max(self.steps):.0f})"
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
        drawn_to_the_end(war),
        made_ready(war),
        jumping(war),
        with_the_table(war),
        searching(war),
        timestamped(theatre, days, layout),
        choropleth(theatre, days, layout),
    ]
    pages.append(ours(theatre, *RECORD, "karamap, the whole record", layout))
    chromium = os.environ.get("KARAMAP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        pages += many(Path(scratch, "many"))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        measured = [Measured(shown, Path(scratch)) for shown in pages]
        for run in range(runs):
            for one in measured:  # in turn, so that whatever else the machine does troubles all alike
                if run < FEW or len(one.shown.text) < LARGE:
                    one.open(browser, files, runs)
        print("load of the machine: {:.1f}, {:.1f}, {:.1f}".format(*os.getloadavg()))
        for one in measured:
            print(one)
        browser.close()
    print(f"folium's pages also ask for {sum(map(len, files.values())) / 1e3:,.0f} kB of scripts; ours carries its own")


if __name__ == "__main__":
    main()
