"""Own claims count for one run and are marked as one's own."""

import csv

import pytest

from karamap.document import drawing
from karamap.errors import DataError
from karamap.ground.series import Series
from karamap.ground.snapshot import Snapshot
from karamap.theatre.user_claims import COLUMNS, merge_claims

DAY = "2020-10-23"


@pytest.fixture
def own(tmp_path):
    """Write a file of own claims: rows of place, holder and whatever else differs from a plain claim."""

    def write(*rows):
        path = tmp_path / "own.csv"
        plain = {"valid_from": DAY, "reported_on": DAY, "speaker": "A witness", "side": "none", "publisher": "Notes"}
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, [column.name for column in COLUMNS], lineterminator="\n")
            writer.writeheader()
            writer.writerows({**plain, **row} for row in rows)
        return path

    return write


def test_an_own_claim_moves_a_place(small_theatre, own):
    theatre = merge_claims(small_theatre(), own({"place": "gn3", "holder": "ARM"}))
    snapshot = Snapshot.at(theatre, max(claim.valid_from for claim in theatre.record.claims.values()))
    assert snapshot.control["gn3"].holder == "ARM"


def test_a_place_may_be_named_with_its_district(small_theatre, own):
    theatre = merge_claims(small_theatre(), own({"place": "Tatar", "district": "Heyva", "holder": "AZ"}))
    assert {claim.place_id for claim in theatre.record.claims.values() if claim.id.startswith("u")} == {"gn5"}


def test_an_own_claim_may_say_that_a_place_is_contested(small_theatre, own):
    theatre = merge_claims(small_theatre(), own({"place": "gn1", "holder": "AZ", "stance": "contested"}))
    item = Snapshot.at(theatre, theatre.record.last_day).control["gn1"]
    assert (item.holder, item.contested) == ("", ("ARM", "AZ"))


@pytest.mark.parametrize(("witness", "standing"), [("observes", "confirmed"), ("", "claimed")])
def test_an_own_claim_may_be_that_of_an_observer(small_theatre, own, witness, standing):
    row = {"place": "gn3", "holder": "AZ", "stance": "holds", "witness": witness}
    theatre = merge_claims(small_theatre(), own(row))
    assert Snapshot.at(theatre, theatre.record.last_day).control["gn3"].standing.value == standing


def test_a_file_of_earlier_versions_needs_no_column_for_the_witness(small_theatre, own):
    path = own({"place": "gn3", "holder": "ARM"})
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    at = rows[0].index("witness")
    path.write_text("\n".join(",".join(row[:at] + row[at + 1 :]) for row in rows) + "\n", encoding="utf-8")
    theatre = merge_claims(small_theatre(), path)
    assert sum(claim.id.startswith("u") for claim in theatre.record.claims.values()) == 1


def test_user_claims_are_marked_in_the_record_and_on_the_map(small_theatre, own):
    theatre = merge_claims(small_theatre(), own({"place": "gn3", "holder": "ARM"}))
    (claim,) = (claim for claim in theatre.record.claims.values() if claim.id.startswith("u"))
    assert "Own claim" in claim.note
    head = drawing.document(Series.between(theatre, claim.valid_from, claim.valid_from))["head"]
    assert "1 claim of the maker's own from own.csv" in head["own"]


def test_user_claims_change_the_fingerprint(small_theatre, own):
    theatre = small_theatre()
    assert merge_claims(theatre, own({"place": "gn3", "holder": "ARM"})).fingerprint != theatre.fingerprint


def test_the_shipped_theatre_stays_as_it_was(small_theatre, own):
    theatre = small_theatre()
    before = dict(theatre.record.claims)
    merge_claims(theatre, own({"place": "gn3", "holder": "ARM"}))
    assert theatre.record.claims == before


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ({"place": "Nowhere", "holder": "AZ"}, "place", "no place is called"),
        ({"place": "Tatar", "holder": "AZ"}, "place", "may be 2 places"),
        ({"place": "Tatar", "district": "Nowhere", "holder": "AZ"}, "district", "no district is called"),
        ({"place": "Çöpədərə", "district": "Heyva", "holder": "AZ"}, "district", "no 'Çöpədərə' lies in 'Heyva'"),
        ({"place": "gn3", "holder": "XX"}, "holder", "is not a party"),
        ({"place": "gn3", "holder": "AZ", "side": "XX"}, "side", "is not a party"),
        ({"place": "gn3", "holder": "AZ", "valid_from": "2020-10-32"}, "valid_from", "is not a date"),
        ({"place": "gn3", "holder": "AZ", "speaker": ""}, "speaker", "empty"),
        ({"place": "gn3", "holder": "AZ", "url": "javascript:alert(1)"}, "url", "is not a web address"),
    ],
    ids=[
        "unknown place",
        "ambiguous place",
        "unknown district",
        "wrong district",
        "unknown party",
        "unknown side",
        "bad date",
        "no speaker",
        "bad address",
    ],
)
def test_a_bad_row_is_a_fault_at_its_place(small_theatre, own, row, column, words):
    with pytest.raises(DataError) as caught:
        merge_claims(small_theatre(), own(row))
    (fault,) = caught.value.faults
    assert (fault.path, fault.line, fault.column) == ("own.csv", 2, column)
    assert words in fault.problem


def test_all_bad_rows_are_told_at_once(small_theatre, own):
    with pytest.raises(DataError) as caught:
        merge_claims(small_theatre(), own({"place": "Nowhere", "holder": "XX"}, {"place": "Tatar", "holder": "AZ"}))
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [(2, "holder"), (2, "place"), (3, "place")]


def test_a_map_with_user_claims_verifies_only_with_them(run, small_world, own, tmp_path):
    folder, claims, path = small_world(), own({"place": "gn3", "holder": "ARM"}), tmp_path / "map.html"
    run("--data", folder, "--claims", claims, "render", "--date", "2020-10-24", "-o", path)
    assert run("--data", folder, "--claims", claims, "verify", path).exit_code == 0
    assert "other tables" in run("--data", folder, "verify", path).stderr
