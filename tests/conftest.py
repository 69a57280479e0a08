"""Worlds to test in, and two ways to call the command."""

import os
import subprocess
import sys
import tempfile
from datetime import date
from functools import cache

import pytest
import shipped
import world
from click.testing import CliRunner
from hypothesis import settings
from versioned import bear

from karamap.document import drawing
from karamap.ground.layout import Layout
from karamap.ground.series import Series
from karamap.names.resolver import Resolver
from karamap.theatre import loader, versions

settings.register_profile("karamap", deadline=None)  # a slow machine is no bug
settings.load_profile("karamap")


def pytest_configure(config):
    """Keep what commands keep in a folder of the test run, which its workers share, not in the user's."""
    shipped.theatre.cache_clear()
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="karamap-cache-")
        config.add_cleanup(folder.cleanup)
        os.environ["KARAMAP_CACHE"] = folder.name


@pytest.fixture(scope="session")
def theatre():
    """The shipped tables, checked."""
    return shipped.theatre()


@pytest.fixture(scope="session")
def layout(theatre):
    """The ground of the shipped theatre, laid out once."""
    return Layout.of(theatre)


@pytest.fixture(scope="session")
def war_series(theatre, layout):
    """The shipped tables from the first day of the war of 2020 to the last handover after it."""
    return Series.between(theatre, date(2020, 9, 27), date(2020, 12, 1), layout=layout)


@pytest.fixture(scope="session")
def document_of(theatre, layout):
    """The drawing document of a run of days from the shipped tables, drawn once; not to be changed by a test."""

    @cache
    def draw(first, last=None, known_on=None, **options):
        return drawing.document(Series.between(theatre, first, last or first, known_on, layout=layout), **options)

    return draw


@pytest.fixture(scope="session")
def resolver(theatre):
    """Looks names up in the shipped gazetteer."""
    return Resolver(theatre.names)


@pytest.fixture
def small_world(tmp_path):
    """Write the small world, changed by the test if it wants to, and return its folder."""

    def build(change=lambda _: None):
        built = world.small_world()
        change(built)
        return built.write(tmp_path / "tables")

    return build


@pytest.fixture
def kept_world(small_world):
    """The small world with 2026.11 closed; the tables bear 2026.12."""
    folder = small_world()
    bear(folder, "2026.11")
    versions.close(folder, date(2026, 11, 21))
    bear(folder, "2026.12")
    return folder


@pytest.fixture
def small_theatre(small_world):
    """The small world, changed by the test if it wants to, loaded."""
    return lambda change=lambda _: None: loader.load(small_world(change))


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Call the command in this process, with the test's own folder as the working folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        from karamap.cli import main

        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def run_process(tmp_path):
    """Call the command as a process of its own; `env` is added to the environment."""

    def call(*arguments, env=None, cwd=tmp_path):
        command = [sys.executable, "-m", "karamap", *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, cwd=cwd, env={**os.environ, **(env or {})}, check=False
        )

    return call
