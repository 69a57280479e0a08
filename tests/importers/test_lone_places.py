"""What is held alone among places of others is told, since a list often means another place of that name."""

import pytest

from karamap.gazetteer.places import LonLat
from karamap.importers.lone_places import lone_claims

SIDE = 12
GRID = {f"p{column}_{row}": LonLat(30 + column / 10, 50 + row / 10) for column in range(SIDE) for row in range(SIDE)}
"""Places in a square; the west is held by A, the east by B."""


def claim(place, holder, day="2031-03-01"):
    return {"place_id": place, "holder": holder, "valid_from": day}


def first_day(**other):
    """Who holds each place on the first day."""
    west = {f"p{column}_{row}" for column in range(SIDE // 2) for row in range(SIDE)}
    return [claim(id_, other.get(id_, "A" if id_ in west else "B")) for id_ in GRID]


def told(claims):
    return [(row["place_id"], row["holder"], row["valid_from"]) for row in lone_claims(claims, GRID)]


def test_nothing_is_said_of_a_front():
    assert told(first_day()) == []


def test_a_place_in_the_midst_of_others_is_told_from_the_first_day_or_later():
    assert told(first_day(p2_5="B")) == [("p2_5", "B", "2031-03-01")]
    later = claim("p9_5", "A", "2031-03-08")
    assert told([*first_day(), later]) == [("p9_5", "A", "2031-03-08")]


def test_a_pocket_of_two_is_told_of_neither_and_an_advance_place_by_place_is_not_told():
    assert told(first_day(p2_5="B", p2_6="B")) == []
    advance = [claim(f"p{column}_5", "A", f"2031-03-{column:02}") for column in (6, 7, 8)]
    assert told([*first_day(), *advance]) == []


def test_a_day_is_judged_by_its_end():
    """An advance by several places on one day is no lone place, in whatever order the rows stand."""
    advance = [claim(f"p{column}_5", "A", "2031-03-08") for column in (8, 7, 6)]
    assert told([*first_day(), *advance]) == []


def test_several_in_one_place_are_each_judged():
    both = [claim("p2_5", "A", "2031-03-09"), claim("p2_5", "B", "2031-03-09")]
    assert told([*first_day(), *both]) == [("p2_5", "B", "2031-03-09")]


def test_with_few_reports_nothing_is_told():
    few = [claim(f"p{column}_5", "A") for column in range(8)]
    assert told([*few, claim("p4_5", "B", "2031-03-04")]) == []


@pytest.mark.parametrize("holder", ["", None])
def test_what_has_no_place_or_no_holder_is_no_place_held_alone(holder):
    assert told([*first_day(), claim(None, "A"), claim("p2_5", holder)]) == []


def test_the_account_of_an_import_names_them(run, tmp_path):
    rows = [f"{name},{lon},{lat}" for name, (lon, lat) in GRID.items()]
    (tmp_path / "places.csv").write_text("\n".join(["name,lon,lat", *rows, ""]))
    held = [f"{row['place_id']},{row['holder']},{row['valid_from']}" for row in first_day(p2_5="B")]
    (tmp_path / "claims.csv").write_text("\n".join(["place,holder,date", *held, ""]))
    (tmp_path / "p.csv").write_text("id,name\nA,Alfa\nB,Bravo\n")
    done = run("new", "mine", "--places", "places.csv", "--claims", "claims.csv", "--parties", "p.csv", "--yes")
    assert done.exit_code == 0, done.stderr
    said = "held alone among places of others: a siege, or the position or name of another place? p2_5 ("
    assert said in done.stderr + done.stdout
    assert said in (tmp_path / "mine/IMPORT.md").read_text(encoding="utf-8")
