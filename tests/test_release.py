"""What a release is made of: a deposit of the tables, locks, a bill of materials."""

import hashlib
import json
import re
import runpy
import shutil
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from karamap.theatre import loader, versions

ROOT = Path(__file__).parent.parent
TOOL = runpy.run_path(str(ROOT / "tools/release.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

LOCKED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\\n]+)(?P<marker> ;[^\\\n]+)?"
    r"(?P<hashes>( \\\n    --hash=sha256:[0-9a-f]{64})*)$",
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """A copy of what a deposit is made from, with the version of the tables closed."""
    folder = tmp_path_factory.mktemp("tree")
    for name in ("gazetteer", "seeds", "versions", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("datapackage.json", "CITATION.cff", "CHANGELOG.md", "LICENSE"):
        shutil.copyfile(ROOT / name, folder / name)
    versions.close(folder, date(2026, 12, 31))
    return folder


def test_a_deposit_has_all_that_its_package_names(closed, tmp_path):
    TOOL["deposit"](closed, tmp_path / "zenodo")
    package = json.loads((tmp_path / "zenodo/datapackage.json").read_text(encoding="utf-8"))
    assert len(package["resources"]) > 10
    for resource in package["resources"]:
        assert (tmp_path / "zenodo" / resource["path"]).is_file()
    told = json.loads((tmp_path / "zenodo/.zenodo.json").read_text(encoding="utf-8"))
    assert told["upload_type"] == "dataset"
    assert told["license"] == "cc-by-4.0"
    assert told["version"] == versions.current(closed)
    assert loader.fingerprint(tmp_path / "zenodo") in told["notes"]
    assert not list((tmp_path / "zenodo").rglob("*.py"))


def test_sums_and_zip_files_are_those_of_the_files(closed, tmp_path):
    TOOL["deposit"](closed, tmp_path / "zenodo")
    for digest, name in (line.split("  ") for line in TOOL["sums"](tmp_path / "zenodo").splitlines()):
        assert hashlib.sha256((tmp_path / "zenodo" / name).read_bytes()).hexdigest() == digest
    for name in ("one.zip", "two.zip"):
        TOOL["zipped"](tmp_path / "zenodo", tmp_path / name)
        (tmp_path / "zenodo/LICENSE").touch()
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert "seeds/claims.csv" in archive.namelist()


def test_all_that_a_release_lacks_is_said_at_once_and_the_older_one_stays(closed, tmp_path, monkeypatch):
    tree = shutil.copytree(closed, tmp_path / "tree")
    (tree / "CITATION.cff").write_text("version: 0.0.1\n", encoding="utf-8")
    (tree / "seeds/parties.csv").write_text("id\n", encoding="utf-8")
    older = tmp_path / "release/older"
    older.mkdir(parents=True)
    monkeypatch.setitem(TOOL["release"].__globals__, "ROOT", tree)
    with pytest.raises(SystemExit, match=r"(?s)CITATION.cff says 0.0.1, .*is not closed as the tables stand"):
        TOOL["release"](tmp_path / "release")
    assert older.is_dir()


def test_tables_that_differ_from_what_was_closed_are_not_deposited(closed, tmp_path):
    altered = shutil.copytree(closed, tmp_path / "altered")
    with (altered / "seeds/claims.csv").open("a") as stream:
        stream.write("\n")
    with pytest.raises(SystemExit, match="is not closed as the tables stand"):
        TOOL["deposit"](altered, tmp_path / "zenodo")
    assert not (tmp_path / "zenodo").exists()


def locked(name):
    """The packages of a lock, by name."""
    text = (ROOT / "constraints" / name).read_text(encoding="utf-8")
    found = {canonicalize_name(match["name"]): match for match in LOCKED.finditer(text)}
    assert sum(len(match[0].splitlines()) for match in LOCKED.finditer(text)) == len(text.splitlines())
    return found


@pytest.mark.parametrize(("name", "extras"), [("run.txt", ["figure", "parquet"]), ("test.txt", ["test", "release"])])
def test_a_lock_has_every_requirement_with_its_hashes(name, extras):
    packages = locked(name)
    wanted = [*PROJECT["dependencies"], *(line for extra in extras for line in PROJECT["optional-dependencies"][extra])]
    for requirement in map(Requirement, wanted):
        match = packages[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(match["version"]), requirement
    assert all(match["hashes"] for match in packages.values())


def test_the_lowest_versions_are_those_that_are_allowed():
    packages = locked("lowest.txt")
    for requirement in map(Requirement, PROJECT["dependencies"]):
        version = packages[canonicalize_name(requirement.name)]["version"]
        assert requirement.specifier.contains(version)
        (bound,) = (part for part in requirement.specifier if part.operator in (">=", "=="))
        assert version.startswith(bound.version.removesuffix(".*"))


@pytest.mark.parametrize("path", sorted((ROOT / "constraints").glob("*.txt")), ids=lambda path: path.name)
def test_no_lock_names_a_registry(path):
    assert not re.search(r"https?:|file:|index|find-links", path.read_text(encoding="utf-8"))
