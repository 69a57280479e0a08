"""QGIS shows on each day of a GeoPackage exactly the holders that karamap tells (opt-in: `make interop`)."""

import json
import os
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from karamap.exports import contents, formats
from karamap.exports.layers import LAYERS
from karamap.ground.layout import Layout
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot

FIRST, LAST = date(2020, 9, 27), date(2020, 12, 1)
SYSTEM_PYTHON = "/usr/bin/python3"


def has_qgis():
    command = [SYSTEM_PYTHON, "-c", "import qgis.core"]
    return shutil.which(SYSTEM_PYTHON) and not subprocess.run(command, capture_output=True, check=False).returncode


pytestmark = pytest.mark.skipif(not has_qgis(), reason="needs QGIS (Debian: apt-get install python3-qgis)")


@pytest.fixture(scope="module")
def layout(theatre):
    return Layout.of(theatre)


@pytest.fixture(scope="module")
def package(theatre, layout, tmp_path_factory):
    """The war as one GeoPackage."""
    path = tmp_path_factory.mktemp("qgis") / "war.gpkg"
    formats.write(contents.of_days(Series.between(theatre, FIRST, LAST, layout=layout), LAYERS), path, "gpkg")
    return path


def asked(package, zone):
    """What QGIS says of the file in some time zone."""
    script, picture = Path(__file__).parent / "qgis_days.py", package.with_suffix(".png")
    command = [SYSTEM_PYTHON, script, package, str(FIRST), str(LAST), picture]
    system = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TZ": zone, "XDG_RUNTIME_DIR": str(package.parent)}
    system.pop("PYTHONPATH", None)
    done = subprocess.run(command, capture_output=True, text=True, env=system, check=False)
    assert done.returncode == 0, done.stderr
    assert picture.stat().st_size > 50_000
    return json.loads(done.stdout)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Baku", "America/New_York"])
def test_each_day_shows_the_holders_of_that_day(theatre, layout, package, zone):
    told = asked(package, zone)
    off = []
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        snapshot, shown = Snapshot.at(theatre, day, layout=layout), told["days"][str(day)]
        places = {row["place_id"]: row["holder"] for row in snapshot.listing}
        if (shown["places"], shown["ground"]) != (places, sorted(snapshot.territory["holder"])):
            off.append(day)
    assert (off, len(told["days"])) == ([], 66)


def test_the_project_has_all_layers_styled_and_time_active(package):
    told = asked(package, "UTC")
    assert told["span"] == ["2020-09-27T00:00:00Z", "2020-12-01T23:59:59Z"]
    assert {name.split("/")[0] for name in told["layers"]} == {layer.title for layer in LAYERS.values()}
    for is_valid, count, is_active, renderer in told["layers"].values():
        assert (is_valid, count > 0, is_active) == (True, True, True)
        assert renderer in ("singleSymbol", "categorizedSymbol")
