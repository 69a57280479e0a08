"""Make a folder that can be published: packages, bill of materials, and the tables ready for a deposit at Zenodo.

    python tools/release.py dist/release

`packages/` has wheel and sdist, `sbom.cdx.json` what the program is made of (CycloneDX), `zenodo/` the tables with data
package, codebook, citation, licence and `.zenodo.json`, `SHA256SUMS` the digest of every file. The same tree gives the
same bytes. The version of the tables must be closed: `tools/close_version.py`.
"""

from __future__ import annotations

import hashlib
import json
import re
import runpy
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from karamap import __version__
from karamap.theatre import loader, versions

ROOT = Path(__file__).parents[1]

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time that every file of the zip file bears: the earliest that the format knows."""

TABLES = ("gazetteer", "seeds", "versions")
PAPERS = ("datapackage.json", "docs/codebook.md", "CITATION.cff", "CHANGELOG.md", "LICENSE")

FONTS: dict[str, Any] = {
    "type": "file",
    "bom-ref": "dejavu-sans",
    "name": "DejaVu Sans, cut down",
    "version": "2.37",
    "licenses": [{"license": {"name": "Bitstream Vera, and changes in the public domain"}}],
}
"""What the wheel has in it that no requirement names."""


def metadata(folder: Path) -> dict[str, Any]:
    """What Zenodo asks of a deposit, in the words of the data package and of the citation file."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (licence,) = package["licenses"]
    return {
        "title": package["title"],
        "upload_type": "dataset",
        "description": f"{package['description']} Version {versions.current(folder)} of the tables.",
        "version": versions.current(folder),
        "creators": [{"name": contributor["title"]} for contributor in package["contributors"]],
        "license": licence["name"].lower(),
        "access_right": "open",
        "keywords": ["territorial control", "gazetteer", "bitemporal data", "open-source investigation"],
        "notes": f"Drawn and checked with karamap {__version__}. Fingerprint: {loader.fingerprint(folder)}",
    }


def unclosed(folder: Path) -> list[str]:
    """What keeps the version of the tables from being released, in a sentence; nothing if it is closed."""
    name = versions.current(folder)
    row = next((row for row in versions.kept(folder) if row["id"] == name), None)
    if row is not None and versions.pack(folder) == versions.archive(folder, row):
        return []
    return [f"version {name or '(none)'} is not closed as the tables stand: tools/close_version.py DAY"]


def uncited(folder: Path) -> list[str]:
    """What keeps the citation from being that of this version, in a sentence; nothing if it is."""
    stated = re.search(r"^version: (\S+)$", (folder / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    if stated is not None and stated[1] == __version__:
        return []
    said = stated[1] if stated else "no version"
    return [f"CITATION.cff says {said}, karamap/__init__.py {__version__}: a release has one version, stated in both"]


def refuse(reasons: list[str]) -> None:
    """End with all that is lacking, if anything is."""
    if reasons:
        raise SystemExit("\n".join(reasons))


def deposit(folder: Path, target: Path) -> None:
    """Put everything that a deposit of the tables needs into a new folder.

    Raises:
        SystemExit: the version of the tables is not closed, or they differ from what was closed under its name.
    """
    refuse(unclosed(folder))
    for half in TABLES:
        shutil.copytree(folder / half, target / half, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for paper in PAPERS:
        shutil.copyfile(folder / paper, target / Path(paper).name)
    told = json.dumps(metadata(folder), ensure_ascii=False, indent=1)
    (target / ".zenodo.json").write_text(f"{told}\n", encoding="utf-8")


def packages(target: Path) -> None:
    """Build wheel and sdist."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def bill_of_materials(target: Path) -> None:
    """Write what the program is made of, by its lock, in CycloneDX."""
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(ROOT / "constraints/run.txt")]
    options = ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "--of", "JSON", "-o", str(target)]
    subprocess.run([*command, *options], check=True, stderr=subprocess.DEVNULL)
    told = json.loads(target.read_text(encoding="utf-8"))
    told["components"].append(FONTS)
    told["metadata"].setdefault("component", {"type": "application", "name": "karamap"})["version"] = __version__
    target.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def sums(folder: Path) -> str:
    """The digest of every file below a folder, as `sha256sum -c` reads it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files
    )


def zipped(folder: Path, target: Path) -> None:
    """Put a folder into one zip file, the same bytes for the same files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), MOMENT)
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)


def release(target: Path) -> None:
    """Make the whole folder anew."""
    refuse([*uncited(ROOT), *unclosed(ROOT)])
    runpy.run_path(str(ROOT / "tools/build_codebook.py"), run_name="__main__")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    deposit(ROOT, target / "zenodo")
    (target / "zenodo/SHA256SUMS").write_text(sums(target / "zenodo"), encoding="utf-8")
    zipped(target / "zenodo", target / f"karamap-tables-{versions.current(ROOT)}.zip")
    packages(target / "packages")
    bill_of_materials(target / "sbom.cdx.json")
    (target / "SHA256SUMS").write_text(sums(target), encoding="utf-8")


if __name__ == "__main__":
    release(Path(sys.argv[1]))
