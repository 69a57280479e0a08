"""Rows of a list's versions that are one place, whatever the list calls it and wherever it puts it."""

import csv

import pytest

from karamap.gazetteer.places import LonLat
from karamap.importers.listed_places import ListedPlaces, ListedRow

KM_NORTH = 1 / 111.2
"""Degrees."""


def numbers(*versions):
    """The numbers of the rows of some versions; a row is a name, and how many kilometres north of the first it lies."""
    listed = ListedPlaces()
    return [
        listed.of_version([
            ListedRow(name, None if north is None else LonLat(30.0, 50.0 + north * KM_NORTH), *more)
            for name, north, *more in version
        ])
        for version in versions
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        (("Ashby", 0), ("Ashby", 1.9), True),  # a position was mended, across any rounding
        (("Ashby", 0), ("ASHBY", 0), True),
        (("Ashby", 0), ("Ashby", 9), True),  # from the station to the centre
        (("Ashby", 0), ("Ashby", 12), False),
        (("Ashbyy", 0), ("Ashby", 1.2), True),
        (("Ashbyy", 0), ("Ashby", 1.8), False),
        (("Ashby (port)", 0), ("Ashby", 1), True),
        (("Ashby, Westland", 0), ("Ashby", 0.2), True),
        (("North Ashby", 0), ("South Ashby", 1), False),
        (("Ashbytown", 0), ("Ashby", 1), False),
        (("Leninsk", 0), ("Birchwood", 0.05), True),  # a new name at the same position
        (("Leninsk", 0), ("Birchwood", 0.5), False),
        (("Одеса", 0), ("Odesa", 0.02), True),
    ],
)
def test_one_name_goes_and_another_comes(before, after, is_same):
    (first,), (second,) = numbers([before], [after])
    assert (first == second) is is_same


def test_two_names_of_one_version_are_two_places_however_near():
    assert numbers([("Ashby", 0), ("Ashbyy", 0)], [("Ashbyy", 0), ("Ashby", 0)]) == [[0, 1], [1, 0]]


def test_two_of_one_name_stay_apart_while_their_positions_are_mended():
    assert numbers([("Ashby", 0), ("Ashby", 40)], [("Ashby", 39), ("Ashby", 1)]) == [[0, 1], [1, 0]]


def test_a_row_that_stands_twice_is_one_place():
    assert numbers([("Ashby", 0), ("Ashby", 0.5)]) == [[0, 0]]


def test_the_nearest_of_two_that_came_goes_on_with_the_name_that_went():
    assert numbers([("Ashbyy", 0)], [("Ashbby", 1.4), ("Ashby", 0.3)]) == [[0], [1, 0]]


def test_a_name_that_was_away_for_a_version_comes_back_as_the_same_and_no_other_name_does():
    assert numbers([("Ashby", 0), ("Dene", 9)], [("Dene", 9)], [("Ashby", 0)]) == [[0, 1], [1], [0]]
    assert numbers([("Ashby", 0), ("Dene", 9)], [("Dene", 9)], [("Birch", 0)]) == [[0, 1], [1], [2]]
    assert numbers([("Ashby", 0)], [], [("Birch", 0)]) == [[0], [], [0]], "a version without a row is none"


def test_its_own_id_is_what_a_list_means():
    assert numbers([("Ashby", 0, "7")], [("Birch", 50, "7"), ("Ashby", 0, "8")]) == [[0], [0, 1]]


def test_without_positions_the_district_tells_namesakes_apart():
    both = [("Ashby", None, "", "West"), ("Ashby", None, "", "East")]
    assert numbers(both, both[::-1]) == [[0, 1], [1, 0]]


VERSIONS = {
    "2031-03-01": "Name,Held by,Lat,Lon\nAshbyy,RED,-40.0,-28.0\nBirch,RED,-40.0,-27.9\nStone,RED,-40.1,-27.8\n",
    "2031-03-08": "Name,Held by,Lat,Lon\nAshby,RED,-40.002,-28.004\nBirch,RED,-40.0,-27.9\nRock,BLU,-40.1,-27.8\n",
    "2031-03-20": "Name,Held by,Lat,Lon\nAshby,RED,-40.002,-28.004\nBirch,RED,-40.0,-27.9\nRock,BLU,-40.1,-27.8\n",
}


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_place_keeps_its_record_when_its_name_is_changed(run, tmp_path):
    for day, text in VERSIONS.items():
        (tmp_path / f"towns_{day}.csv").write_text(text)
    (tmp_path / "p.csv").write_text("id,name\nRED,Red\nBLU,Blue\n")
    done = run("new", "mine", "--versions", "towns_*.csv", "--parties", "p.csv", "--yes")
    assert done.exit_code == 0, done.stderr
    told = "taken for one place, since one name went as the other came: Ashbyy → Ashby, Stone → Rock\n"
    assert told in done.stderr + done.stdout
    folder = tmp_path / "mine"
    names = rows(folder / "gazetteer/names.csv")
    assert sorted((row["name"], row["kind"]) for row in names) == [
        ("Ashby", "official"),
        ("Ashbyy", "former"),
        ("Birch", "official"),
        ("Rock", "official"),
        ("Stone", "former"),
    ]
    of_place = {row["place_id"]: row["name"] for row in names if row["kind"] == "official"}
    claims = rows(folder / "seeds/claims.csv")
    assert sorted((row["valid_from"], of_place[row["place_id"]], row["holder"]) for row in claims) == [
        ("2031-03-01", "Ashby", "RED"),
        ("2031-03-01", "Birch", "RED"),
        ("2031-03-01", "Rock", "RED"),
        ("2031-03-08", "Rock", "BLU"),
    ]
    positions = {of_place[row["id"]]: (row["lat"], row["lon"]) for row in rows(folder / "gazetteer/places.csv")}
    assert positions["Ashby"] == ("-40.002", "-28.004"), "as the last version has it"


def test_a_map_may_be_drawn_to_the_day_of_the_last_version(run, tmp_path):
    for day, text in VERSIONS.items():
        (tmp_path / f"towns_{day}.csv").write_text(text)
    (tmp_path / "p.csv").write_text("id,name\nRED,Red\nBLU,Blue\n")
    done = run("new", "mine", "--versions", "towns_*.csv", "--parties", "p.csv", "--yes")
    assert "render --date 2031-03-20" in done.stderr + done.stdout
    assert "ends_on = 2031-03-20" in (tmp_path / "mine/gazetteer/theatre.toml").read_text(encoding="utf-8")
    assert run("--data", "mine", "control", "--date", "2031-03-20").exit_code == 0
    done = run("--data", "mine", "control", "--date", "2031-03-21")
    assert done.exit_code != 0
    assert "after the record, which ends on 2031-03-20; choose 2031-03-20 or earlier" in done.stderr


def test_the_last_column_of_days_counts_as_well_though_nothing_changes_in_it(run, tmp_path):
    (tmp_path / "p.csv").write_text("id,name\nRED,Red\nBLU,Blue\n")
    (tmp_path / "c.csv").write_text(
        "name,lat,lon,2031-03-01,2031-03-05,2031-03-30\nAshby,-40.0,-28.0,RED,BLU,BLU\nDene,-40.1,-27.9,BLU,BLU,BLU\n"
    )
    done = run("new", "mine", "--claims", "c.csv", "--parties", "p.csv", "--yes")
    assert done.exit_code == 0, done.stderr
    assert "ends_on = 2031-03-30" in (tmp_path / "mine/gazetteer/theatre.toml").read_text(encoding="utf-8")
