"""Imports between wings go one way, a dependency stays in its wings, and no wing asks the clock or the network."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import karamap

PACKAGE = Path(karamap.__file__).parent

WINGS = {
    "errors": set(),
    "tables": set(),
    "gazetteer": set(),
    "names": {"anyascii", "rapidfuzz"},
    "record": {"numpy", "pyarrow"},
    "geocoding": {"geopy"},
    "statements": {"pypdf", "trafilatura"},
    "theatre": {"shapely", "pyproj", "numpy"},
    "importers": {"shapely", "numpy", "rapidfuzz", "osmium"},
    "ground": {"shapely", "numpy", "pyproj", "geopandas"},
    "document": {"shapely", "numpy", "anyascii"},
    "exports": {"shapely", "geopandas", "pandas", "pyarrow"},
    "figure": {"shapely", "numpy", "PIL", "resvg_py", "typst"},
    "page": {"folium", "branca"},
    "report": set(),
    "api": {"numpy", "pandas", "geopandas"},
    "batch": {"numpy", "pyarrow", "distributed"},
    "serve": {"starlette", "uvicorn"},
    "cli": {"click"},
}
"""The dependencies that each wing may know."""

CLOCKS_AND_NETWORKS = {"time", "random", "secrets", "uuid", "socket", "ssl", "http", "urllib", "locale", "requests"}
ASKS_OUTSIDE = {
    Path("batch/engine.py"),
    Path("geocoding/adapter.py"),
    Path("geocoding/bounded_http.py"),
    Path("geocoding/nominatim.py"),
    Path("cli/geocode.py"),
    Path("serve/app.py"),
}
"""Where the network is asked, or other programs are spoken to, at the user's wish."""

LONGEST = 480

MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
ROOM_MODULES = [path for path in MODULES if path.name not in ("__init__.py", "__main__.py") or path.parent != Path()]


def room_of(module):
    """The room that a file belongs to: its own name, or that of its folder."""
    return module.parts[0].removesuffix(".py")


def imports(module):
    """Dotted names that a file imports, wherever in it."""
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} imports relatively"
            if node.module == "karamap":
                yield from (f"karamap.{alias.name}" for alias in node.names)
            else:
                yield node.module


def others_imported(module):
    roots = {name.split(".")[0] for name in imports(module)}
    return roots - {"karamap"} - set(sys.stdlib_module_names)


def test_imports_go_one_way():
    """The order of wings is a contract in `pyproject.toml`; import-linter reads the imports."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_contract_names_every_wing():
    wings, *_ = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert wings["containers"] == ["karamap"]
    named = {name for layer in wings["layers"] for name in re.findall(r"\w+", layer)}
    assert named == set(WINGS)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_dependency_stays_in_its_wings(module):
    assert others_imported(module) <= WINGS.get(room_of(module), set())


@pytest.mark.parametrize("module", sorted({*ROOM_MODULES} - ASKS_OUTSIDE), ids=str)
def test_no_room_asks_the_clock_the_dice_or_the_network(module):
    roots = {name.split(".")[0] for name in imports(module)}
    assert not roots & CLOCKS_AND_NETWORKS


@pytest.mark.parametrize("module", sorted({*ROOM_MODULES} - ASKS_OUTSIDE), ids=str)
def test_no_room_knows_what_day_it_is(module):
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not asked & {"today", "now", "utcnow"}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_says_what_it_is_for(module):
    text = ast.get_docstring(ast.parse((PACKAGE / module).read_text(encoding="utf-8")))
    assert text
    assert text.splitlines()[0].endswith(".")


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_module_is_longer_than_a_reader_can_hold(module):
    assert len((PACKAGE / module).read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", [path for path in MODULES if room_of(path) == "cli"], ids=str)
def test_a_command_is_imported_without_any_room_but_errors_and_tables(module):
    """Heavy imports stand inside the command, so that help is quick."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    top = {node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module.startswith("karamap")}
    assert top <= {
        "karamap",
        "karamap.cli.command",
        "karamap.cli.common",
        "karamap.cli.figures",
        "karamap.cli.output",
        "karamap.cli.place",
        "karamap.cli.streams",
        "karamap.errors",
        "karamap.tables.cells",
        "karamap.tables.csv_tables",
        "karamap.tables.data_folder",
        "karamap.tables.days",
        "karamap.tables.printable",
    }


def test_no_two_test_modules_share_a_name():
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
