"""A browser without a network, and finished maps to open in it.

Chromium is found on the path, or named by KARAMAP_CHROMIUM. Without one these tests are skipped, except under CI,
where a missing browser is a failure.
"""

import os
import shutil
from functools import cache

import pytest
from opened import DESK, Opened

from karamap import layers, page, snapshot

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


def find_chromium():
    """The browser that KARAMAP_CHROMIUM names, or the first on the path."""
    named = os.environ.get("KARAMAP_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def do_without(reason):
    """Skip, or under CI fail: a browser test that did not run has shown nothing."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        do_without("Playwright is not installed: pip install 'karamap[test]'")
    executable = find_chromium()
    if executable is None:
        do_without("no Chromium found: install one, or name it in KARAMAP_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def document_of(theatre):
    """The drawing document of a day from the shipped tables; not to be changed by a test."""
    return cache(lambda day: layers.document(snapshot.take(theatre, day, None)))


@pytest.fixture(scope="session")
def map_of(document_of, tmp_path_factory):
    """The finished file of a day from the shipped tables."""
    folder = tmp_path_factory.mktemp("maps")

    @cache
    def write(day):
        path = folder / f"{day}.html"
        path.write_text(page.html(document_of(day)), encoding="utf-8", newline="\n")
        return path

    return write


@pytest.fixture
def open_map(browser):
    """Open a file with the network off, and keep account of all that it says and asks for."""
    contexts = []

    def open_file(path, size=DESK, **options):
        context = browser.new_context(viewport=size._asdict(), **options)
        context.set_offline(True)
        contexts.append(context)
        return Opened(context.new_page(), path)

    yield open_file
    for context in contexts:
        context.close()
