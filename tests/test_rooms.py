"""A room imports only rooms above it in the table of ARCHITECTURE.md, and only the third parties named there."""

import ast
import re
import sys
from pathlib import Path

import pytest

import karamap

PACKAGE = Path(karamap.__file__).parent
ARCHITECTURE = Path(__file__).parent.parent / "ARCHITECTURE.md"
ROW = re.compile(r"^\| `(\w+)(?:\.py|/)` \| (.+) \| (.+) \|$", re.MULTILINE)
TABLE = ROW.findall(ARCHITECTURE.read_text(encoding="utf-8"))
ROOMS = tuple(room for room, _, _ in TABLE)
"""From the first step of the pipeline to the last."""

MAY_HAVE = {room: set(re.findall(r"\w+", others.lower())) for room, _, others in TABLE}
"""Which dependencies a room may know."""

CLOCKS_AND_NETWORKS = {"time", "random", "secrets", "uuid", "socket", "ssl", "http", "urllib", "locale", "requests"}
ASKS_OUTSIDE = {Path("geocoding.py"), Path("cli/geocode.py")}
"""Where the network is asked, at the user's wish, and the hour of asking is written down."""

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


def rooms_imported(module):
    names = (name.split(".") for name in imports(module))
    return {parts[1] for parts in names if parts[0] == "karamap" and len(parts) > 1 and parts[1] != "__version__"}


def others_imported(module):
    roots = {name.split(".")[0] for name in imports(module)}
    return roots - {"karamap"} - set(sys.stdlib_module_names)


@pytest.mark.parametrize("module", ROOM_MODULES, ids=str)
def test_every_module_stands_in_a_known_room(module):
    assert room_of(module) in ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_every_known_room_has_a_module(room):
    assert room in {room_of(module) for module in MODULES}


@pytest.mark.parametrize(("room", "sentence"), [(room, sentence) for room, sentence, _ in TABLE])
def test_a_room_says_the_same_of_itself_as_the_table(room, sentence):
    path = next(path for path in (PACKAGE / f"{room}.py", PACKAGE / room / "__init__.py") if path.exists())
    if path.name != "__init__.py":
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).splitlines()[0].startswith(sentence[:-1])


@pytest.mark.parametrize("module", ROOM_MODULES, ids=str)
def test_a_room_imports_only_rooms_above_it(module):
    own = ROOMS.index(room_of(module))
    below = {room for room in rooms_imported(module) if ROOMS.index(room) > own}
    assert not below


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_dependency_stays_in_its_rooms(module):
    assert others_imported(module) <= MAY_HAVE.get(room_of(module), set())


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
    assert top <= {"karamap", "karamap.cli.common", "karamap.errors", "karamap.tables"}
