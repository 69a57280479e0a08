"""The wheel holds everything, and draws elsewhere what the source tree draws here."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from datetime import date
from pathlib import Path

import pytest
from versioned import bear

import karamap
from karamap import page
from karamap.page.assets import LAYER_SCRIPTS, LAYER_STYLES, REVIEW_SCRIPT, REVIEW_STYLE, SCRIPTS, STYLES
from karamap.theatre import loader, outlines, versions, zones

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


def build(tree, folder, *, form="--wheel", **environment):
    """Build a tree without a network, as another machine might, and give the file."""
    command = [sys.executable, "-m", "build", form, "--no-isolation", "--outdir", str(folder), str(tree)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})
    (path,) = (path for path in folder.iterdir() if path.suffix in (".whl", ".gz"))
    return path


def copied(folder):
    """A copy of what the package is built from."""
    ignored = shutil.ignore_patterns("__pycache__", ".venv*", "node_modules", ".git", ".hypothesis", "dist", ".*_cache")
    return shutil.copytree(ROOT, folder, ignore=ignored)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from this source tree without a network."""
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def contents(wheel):
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory):
    """The python of a new environment in which the wheel is installed, and the dependencies of this one."""
    return installed(wheel, tmp_path_factory.mktemp("elsewhere") / "venv")


def installed(wheel, folder):
    """The python of a new environment with a wheel in it."""
    venv.create(folder, with_pip=False, symlinks=True)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    site = Path(paths["purelib"])
    with zipfile.ZipFile(wheel) as archive:  # a wheel of pure Python is installed by unpacking it
        archive.extractall(site)
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return Path(paths["scripts"]) / "python"


def call(python, *arguments, cwd):
    """Run a python of its own, with nothing put in its path from outside."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run([python, *arguments], capture_output=True, text=True, cwd=cwd, env=env, check=True).stdout


NEEDED = [table.path for table in loader.TABLES if not table.optional]
HELD = [table.path for table in loader.TABLES if table.optional and (ROOT / table.path).is_file()]


@pytest.mark.parametrize("path", [*NEEDED, *HELD, *outlines.OUTLINES, zones.PATH])
def test_every_table_and_outline_is_in_the_wheel(contents, path):
    assert f"karamap/_data/{path}" in contents


def test_every_version_that_is_kept_is_in_the_wheel(contents):
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "versions").rglob("*") if path.is_file()}
    assert {f"karamap/_data/{name}" for name in files} <= contents


ASSETS = {*SCRIPTS, *STYLES, *LAYER_SCRIPTS, *LAYER_STYLES, REVIEW_SCRIPT, REVIEW_STYLE}


@pytest.mark.parametrize("name", sorted(ASSETS))
def test_every_script_and_style_sheet_is_in_the_wheel(contents, name):
    assert f"karamap/page/{name}" in contents


def test_the_texts_are_in_the_wheel(contents):
    assert "karamap/document/texts.csv" in contents


def test_every_script_and_style_sheet_of_the_page_is_used():
    folder = Path(page.__file__).parent
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".js", ".css")}
    assert files == ASSETS


def test_every_module_is_in_the_wheel(contents):
    package = Path(karamap.__file__).parent
    modules = {f"karamap/{path.relative_to(package).as_posix()}" for path in package.rglob("*.py")}
    assert modules <= contents


def test_the_wheel_says_that_it_is_typed(contents):
    assert "karamap/py.typed" in contents


def test_the_wheel_holds_no_tests(contents):
    assert not [name for name in contents if "tests/" in name or name.startswith("test")]


def test_the_installed_wheel_is_what_runs(elsewhere, tmp_path):
    script = "import karamap.tables.data_folder as t; print(t.__file__); print(t.data_dir())"
    module, folder = map(Path, call(elsewhere, "-c", script, cwd=tmp_path).splitlines())
    assert module.is_relative_to(elsewhere.parent.parent)
    assert folder == module.parent.parent / "_data"


def test_the_installed_tables_have_no_problem(elsewhere, tmp_path):
    call(elsewhere, "-m", "karamap", "check", cwd=tmp_path)


def test_the_installed_wheel_draws_the_same_bytes(elsewhere, run, tmp_path):
    run("-q", "render", "--date", "2020-10-22", "-o", "here.html")
    call(elsewhere, "-m", "karamap", "-q", "render", "--date", "2020-10-22", "-o", "there.html", cwd=tmp_path)
    assert (tmp_path / "there.html").read_bytes() == (tmp_path / "here.html").read_bytes()


@pytest.mark.parametrize("form", ["--wheel", "--sdist"])
def test_two_machines_build_the_same_bytes(tmp_path, form):
    """Another folder, umask, time zone, locale, and files touched at another time make no difference."""
    here = build(copied(tmp_path / "here"), tmp_path / "one", form=form)
    there = copied(tmp_path / "quite another folder")
    for path in there.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (1_000_000_000, 1_000_000_000))
    before = os.umask(0o077)
    try:
        other = build(there, tmp_path / "two", form=form, TZ="Asia/Baku", LC_ALL="C", PYTHONHASHSEED="7")
    finally:
        os.umask(before)
    assert (here.name, here.read_bytes()) == (other.name, other.read_bytes())


def test_a_map_is_drawn_again_after_one_more_release_of_the_tables(elsewhere, tmp_path):
    """By the versions that it names: those of the code, installed anew, and those of the tables, which are kept."""
    call(elsewhere, "-m", "karamap", "-q", "render", "--date", "2020-10-22", "-o", "first.html", cwd=tmp_path)
    tree = copied(tmp_path / "tree")
    name = versions.current(tree)
    versions.close(tree, date(2026, 12, 31))
    bear(tree, "2099.01")
    notes = tree / "seeds/parties.csv"
    notes.write_text(notes.read_text(encoding="utf-8").replace("Azerbaijan", "Azerbaijan (new)"), encoding="utf-8")
    later = installed(build(tree, tmp_path / "dist"), tmp_path / "later")
    for file, chosen in (("second.html", ["--data-version", name]), ("third.html", [])):
        call(later, "-m", "karamap", "-q", *chosen, "render", "--date", "2020-10-22", "-o", file, cwd=tmp_path)
    first, second, third = ((tmp_path / f"{which}.html").read_bytes() for which in ("first", "second", "third"))
    assert first == second != third
