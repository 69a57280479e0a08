"""Take the README's picture of a finished page: `python docs/screenshot.py PAGE.html docs/map-2020-10-22.png`.

Needs Playwright and a Chromium, found on the path or named by KARAMAP_CHROMIUM. With Pillow installed, the picture
is reduced to a palette, which makes it a third as large.
"""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZE = {"width": 1280, "height": 800}
PIXELS_PER_POINT = 1.5
SETTLING_MS = 500
CHROMIUMS = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


def find_chromium() -> str:
    """The browser that KARAMAP_CHROMIUM names, or the first on the path."""
    found = filter(None, map(shutil.which, (os.environ.get("KARAMAP_CHROMIUM", ""), *CHROMIUMS)))
    return next(found, None) or sys.exit("no Chromium found: install one, or name it in KARAMAP_CHROMIUM")


def photograph(page_path: Path, picture: Path) -> None:
    """Save what a reader sees first of a page, with the network off."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        context = browser.new_context(viewport=SIZE, device_scale_factor=PIXELS_PER_POINT)
        context.set_offline(True)
        page = context.new_page()
        page.goto(page_path.resolve().as_uri())
        page.locator(".label").first.wait_for(state="attached")
        page.wait_for_timeout(SETTLING_MS)
        page.screenshot(path=picture)
        browser.close()


def reduce_colours(picture: Path) -> None:
    """Rewrite a picture with a palette of 256 colours."""
    from PIL import Image  # noqa: PLC0415 - not everyone has it

    with Image.open(picture) as full:
        reduced = full.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(picture, optimize=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python docs/screenshot.py PAGE.html PICTURE.png")
    source, target = map(Path, sys.argv[1:])
    photograph(source, target)
    if find_spec("PIL"):
        reduce_colours(target)
