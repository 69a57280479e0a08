"""Whether names on the map of the war ever stand upon one another: 12 zooms, 6 days, 5 languages.

Two names collide if the boxes that the browser has given them share more than a pixel in both directions; names that
had to give way are hidden and do not count. The views lie around the middle of the theatre and, from the eighth zoom
on, around the town where most of the fighting was. Prints each collision, and how many names were compared.
Usage: python benchmarks/collisions.py [PAGE.html]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from karamap import page
from karamap.document import drawing
from karamap.ground.series import Series
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader

WAR = date(2020, 9, 27), date(2020, 12, 1)
DAYS = (0, 12, 25, 43, 44, 65)
"""The first day, 9 and 22 October, 9 and 10 November, 1 December."""

ZOOMS = 12
SIZE = {"width": 1280, "height": 800}

LOOK = """([zooms, days]) => {
  const { app, nodes } = karamap;
  const { map, store, zooms: { whole, nearest }, document: { view, texts } } = app;
  const [west, south, east, north] = view.bounds;
  const found = { names: 0, views: 0, collisions: [] };
  document.querySelector(".karamap").dispatchEvent(new Event("pointerdown"));
  for (const language of Object.keys(texts)) {
    for (let step = 0; step < zooms; step += 1) {
      const zoom = Math.round(4 * (whole - 0.5 + (step * (nearest - whole + 0.5)) / (zooms - 1))) / 4;
      const [lat, lon] = step < 8 ? [(south + north) / 2, (west + east) / 2] : [39.6, 47.1];
      for (const day of days) {
        store.set({ language, day });
        map.setView([lat, lon], zoom, { animate: false });
        nodes.drawNow();
        const boxes = [...document.querySelectorAll(".label")]
          .filter((node) => getComputedStyle(node).visibility !== "hidden")
          .map((node) => ({ text: node.textContent, box: node.getBoundingClientRect() }));
        found.names += boxes.length;
        found.views += 1;
        boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => {
          const [a, b] = [one.box, other.box];
          const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (wide <= 1 || high <= 1) return;
          const by = `${wide.toFixed(1)} x ${high.toFixed(1)} pixels`;
          found.collisions.push(`${language}, zoom ${zoom}, day ${day}: ${one.text} upon ${other.text} by ${by}`);
        }));
      }
    }
  }
  return found;
}"""


def war_page(folder: Path) -> Path:
    """The page of the war, written into a folder."""
    path = folder / "war.html"
    path.write_text(page.html(drawing.document(Series.between(loader.load(data_dir()), *WAR))), encoding="utf-8")
    return path


def main() -> None:
    """Look at every view, and say what was seen."""
    chromium = os.environ.get("KARAMAP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        path = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else war_page(Path(scratch))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport=SIZE)
        tab.goto(path.as_uri())
        tab.locator(".label").first.wait_for(state="attached")
        found = tab.evaluate(LOOK, [ZOOMS, list(DAYS)])
        browser.close()
    print("\n".join(found["collisions"]))
    print(f"{len(found['collisions'])} collisions among {found['names']:,} names in {found['views']} views")


if __name__ == "__main__":
    main()
