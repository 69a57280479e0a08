"""A browser without a network, and finished maps to open in it.

Chromium is found on the path, or named by KARAMAP_CHROMIUM. Without one these tests are skipped, except under CI,
where a missing browser is a failure.
"""

import os
import shutil
from datetime import date

import pytest
from opened import DESK, Opened

from karamap import page

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first draws the same without windows and tabs that nobody sees, which take half of the work."""

WAR = date(2020, 9, 27), date(2020, 12, 1)
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
def war(document_of):
    """The document of the war of 2020 and the handovers after it."""
    return document_of(*WAR)


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """Write a document as a finished page."""
    folder = tmp_path_factory.mktemp("pages")

    def write(document, name):
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(page.html(document), encoding="utf-8", newline="\n")
        return path

    return write


@pytest.fixture(scope="session")
def war_page(war, written):
    """The finished page of the war."""
    return written(war, "war")


@pytest.fixture(scope="session")
def embedded_page(document_of, written):
    """The page of the war as it stands inside another one."""
    return written(document_of(*WAR, embed=True), "embedded")


@pytest.fixture(scope="session")
def map_of(document_of, written):
    """The finished page of one day from the shipped tables."""
    return lambda day: written(document_of(day), day.isoformat())


@pytest.fixture
def open_map(browser):
    """Open a file with the network off, and keep account of all that it says and asks for."""
    contexts = []

    def open_file(path, size=DESK, fragment="", *, whole=True, script="", **options):
        context = browser.new_context(viewport=size._asdict(), **options)
        context.set_offline(True)
        if script:
            context.add_init_script(script)
        contexts.append(context)
        return Opened(context.new_page(), path, fragment, whole=whole)

    yield open_file
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def kept_open(browser, war_page):
    """The page of the war, opened once, and what brings it back to how it opens."""
    context = browser.new_context(viewport=DESK._asdict())
    context.set_offline(True)
    opened = Opened(context.new_page(), war_page)
    yield opened, opened.as_at_first()
    context.close()


@pytest.fixture
def war_map(kept_open):
    """The page of the war as it opens: for tests that choose and look, and do not ask how it came there."""
    opened, go_back = kept_open
    yield opened
    go_back()
