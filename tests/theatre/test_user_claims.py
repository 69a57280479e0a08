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
    assert "1 claim added by the author, from own.csv" in head["own"]


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


HEADER = "place,holder,valid_from,reported_on,speaker,side,publisher"
ROW = "gn3,ARM,2020-10-23,2020-10-23,A witness,none,Notes"


@pytest.fixture
def merged(small_theatre, tmp_path):
    """The small theatre with the claims of a file, given as text or bytes."""
    theatre = small_theatre()

    def merge(text):
        path = tmp_path / "own.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return merge_claims(theatre, path)

    return merge


def own_claims(theatre):
    return [claim for id_, claim in theatre.record.claims.items() if id_.startswith("u")]


def faults_of(merge, text):
    with pytest.raises(DataError) as caught:
        merge(text)
    return [(fault.line, fault.column, fault.problem) for fault in caught.value.faults]


def test_columns_that_may_be_empty_may_be_absent(merged):
    (claim,) = own_claims(merged(f"{HEADER}\n{ROW}\n"))
    assert (claim.place_id, claim.stance.value, claim.basis.value) == ("gn3", "affirms", "force")


WRITTEN = {
    "byte order mark": f"\ufeff{HEADER}\n{ROW}\n".encode(),
    "CRLF": f"{HEADER}\r\n{ROW}\r\n".encode(),
    "CR": f"{HEADER}\r{ROW}\r".encode(),
    "UTF-16": f"{HEADER}\n{ROW}\n".encode("utf-16"),
    "blank rows": f"\n{HEADER}\n\n{ROW}\n,,,,,,\n".encode(),
    "semicolons": f"{HEADER}\n{ROW}\n".replace(",", ";").encode(),
    "days in another form": f"{HEADER}\n{ROW}\n".replace("2020-10-23", "23.10.2020").encode(),
    "more columns": f"{HEADER},colour,\n{ROW},red,\n".encode(),
    "empty columns": f"{HEADER},district,note\n{ROW},,\n".encode(),
    "other letters in the header": f"{HEADER.upper().replace('_', ' ')}\n{ROW}\n".encode(),
    "spaces": f"{HEADER}\n{ROW}\n".replace(",", " ,\u00a0").encode(),
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_how_the_file_is_written_changes_neither_claims_nor_fingerprint(merged, text):
    plain = merged(f"{HEADER}\n{ROW}\n")
    other = merged(text)
    assert (other.record, other.fingerprint) == (plain.record, plain.fingerprint)


@pytest.mark.parametrize(("cell", "other"), [("ARM", "AZ"), ("gn3", "gn4"), ("witness", "watcher"), ("Notes", "News")])
def test_what_the_file_says_changes_the_fingerprint(merged, cell, other):
    text = f"{HEADER}\n{ROW}\n"
    assert merged(text).fingerprint != merged(text.replace(cell, other)).fingerprint


def test_what_was_understood_or_left_aside_is_told(merged):
    text = f"{HEADER};colour\n{ROW};red\n\n".replace(",", ";").replace("2020-10-23", "23 Oct 2020")
    assert merged(text).remarks == (
        "own.csv: not used: 'colour'",
        "own.csv: a semicolon parts the cells",
        "own.csv: 1 blank row passed over",
        "own.csv: 2 cells: '23 Oct 2020' read as 2020-10-23",
    )


def test_a_misspelt_column_is_a_fault_with_what_may_be_meant(merged):
    found = faults_of(merged, f"{HEADER},distrct\n{ROW},Alma\n")
    assert found == [(1, "8", "the column 'distrct' has no meaning")]
    missing = faults_of(merged, f"{HEADER}\n{ROW}\n".replace("holder", "holders").replace("side,", ""))
    assert missing == [(1, "1", missing[0][2])]
    assert "no column 'holder', 'side'" in missing[0][2] and "'holders' 'holder'" in missing[0][2]


@pytest.mark.parametrize("text", ["", f"{HEADER}\n", f"{HEADER}\n\n,,\n"])
def test_a_file_without_claims_is_refused(merged, text):
    assert len(faults_of(merged, text)) == 1


def test_a_folder_or_nothing_in_place_of_the_file_is_refused(small_theatre, tmp_path):
    for path in (tmp_path, tmp_path / "absent.csv"):
        with pytest.raises(DataError, match="cannot be read"):
            merge_claims(small_theatre(), path)


def claim(place="gn3", holder="ARM", valid="2020-10-23", reported=None, speaker="A witness", side="none", **more):
    told = {"place": place, "holder": holder, "valid_from": valid, "reported_on": reported or valid}
    return {**told, "speaker": speaker, "side": side, "publisher": "Notes", **more}


def texts(*rows):
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(columns), *(",".join(row.get(name, "") for name in columns) for row in rows)]
    return "\n".join(lines) + "\n"


BROKEN = {
    "one voice names two holders": (
        [claim(), claim(holder="AZ")],
        (3, "reported_on", "contradicts line 2, of the same speaker"),
    ),
    "the voice of a side names two holders, a place by name and by id": (
        [claim("gn3", side="AZ"), claim("Çöpədərə", "AZ", side="AZ")],
        (3, "reported_on", "contradicts line 2, of the same speaker"),
    ),
    "one voice against the record": (
        [claim(valid="2020-10-22", speaker="Speaker of AZ", side="AZ")],
        (2, "reported_on", "of seeds/claims.csv, of the same speaker"),
    ),
    "a party before it existed": ([claim(holder="RU")], (2, "holder", "RU did not exist on 2020-10-23")),
    "reported before it was so": ([claim(reported="2020-10-20")], (2, "reported_on", "is before the change itself")),
    "held before it was so": (
        [claim(stance="holds", reported="2020-10-20")],
        (2, "reported_on", "is before the change itself"),
    ),
    "contested by one": ([claim("gn1", stance="contested")], (2, "holder", "contested, but ARM is the only party")),
    "handed over to its holder": ([claim("gn1", basis="handover")], (2, "basis", "ARM holds this place since line")),
    "before the record": ([claim(valid="2019-01-01")], (2, "valid_from", "lies outside the record")),
    "after the record": ([claim(holder="AZ", valid="2030-01-01")], (2, "valid_from", "lies outside the record")),
    "said twice": ([claim(), claim()], (3, "-", "says the same as line 2")),
    "said twice by another name of the place": ([claim(), claim("Çöpədərə")], (3, "-", "says the same as line 2")),
    "a speaker of two sides": ([claim(), claim(side="ARM", url="http://x.org")], (3, "side", "line 2 says that")),
    "said by the record": (
        [claim("gn3", "AZ", "2020-10-22", speaker="Speaker of AZ", side="AZ")],
        (2, "place", "the record has this claim already"),
    ),
    "an id in another district": ([claim(district="Heyva")], (2, "district", "gn3 does not lie in 'Heyva'")),
    "an id in no district": ([claim(district="Nowhere")], (2, "district", "no district is called 'Nowhere'")),
    "two names of two places": ([claim("Alma / Heyva")], (2, "place", "may be")),
    "a name that is not what it looks like": ([claim("Нeyva")], (2, "place", "is not what it looks like")),
    "a day that reads two ways": ([claim(valid="03/04/2020")], (2, "reported_on", "may be 2020-04-03 or 2020-03-04")),
    "a basis of no kind": ([claim(basis="conquest")], (2, "basis", "'conquest' is not known here")),
}


@pytest.mark.parametrize(("rows", "fault"), BROKEN.values(), ids=BROKEN)
def test_own_claims_obey_the_rules_of_the_tables(merged, rows, fault):
    line, column, words = fault
    found = faults_of(merged, texts(*rows))
    assert found[0][:2] == (line, column)
    assert words in found[0][2]
    assert {item[0] for item in found} == {line}


def test_all_rules_are_asked_at_once(merged):
    rows = [claim(), claim(holder="AZ"), claim("gn4", "RU"), claim("Nowhere"), claim("gn5", reported="2020-10-01")]
    assert [fault[:2] for fault in faults_of(merged, texts(*rows))] == [
        (3, "reported_on"),
        (4, "holder"),
        (5, "place"),
        (6, "reported_on"),
    ]


def test_very_many_faults_are_counted(merged):
    found = faults_of(merged, texts(*(claim("Nowhere", speaker=f"Observer {n}") for n in range(30))))
    assert len(found) == 21 and found[-1][2] == "10 more faults up to here"


def test_two_voices_that_name_two_holders_on_one_day_make_a_place_contested(merged):
    theatre = merged(texts(claim("gn5", "AZ"), claim("gn5", "ARM", speaker="Another witness")))
    assert Snapshot.at(theatre, theatre.record.last_day).control["gn5"].contested == ("ARM", "AZ")


def test_several_pages_carry_one_claim(merged):
    rows = [claim(url="http://a.org", note="first"), claim(url="http://b.org", note="second")]
    theatre = merged(texts(*rows))
    (one,) = own_claims(theatre)
    pages = [theatre.record.sources[item.source_id].url for item in theatre.record.citations[one.id]]
    assert pages == ["http://a.org", "http://b.org"]
    assert one.note.endswith("first second")
    assert theatre.user_claims.startswith("1 claim ")


def test_one_speaker_is_one_voice_however_many_rows(merged):
    rows = [claim("gn3", "AZ", stance="holds"), claim("gn3", "AZ", "2020-10-24", stance="holds")]
    one, none = merged(texts(*rows)), merged(texts(claim("gn1")))
    day = one.record.last_day
    assert Snapshot.at(one, day).control["gn3"].voices == Snapshot.at(none, day).control["gn3"].voices + 1


def test_a_flag_of_a_place_that_is_taken_is_told(merged):
    theatre = merged(texts(claim("Çöpədərə / Xyzzy")))
    assert [item.place_id for item in own_claims(theatre)] == ["gn3"]
    (remark,) = theatre.remarks
    assert remark.startswith("own.csv:2:place: 'Çöpədərə / Xyzzy' read as Çöpədərə")
    assert "the other name in the cell is not known" in remark


def test_a_name_that_is_not_the_place_s_own_is_told_as_it_was_read(merged):
    assert merged(texts(claim("ÇÖPƏDƏRƏ"), claim("copedere", speaker="B"))).remarks == ()
    (remark,) = merged(texts(claim("Chopedere"))).remarks
    assert remark == "own.csv:2:place: 'Chopedere' read as Çöpədərə (village, Alma, gn3)"


def test_what_does_not_fit_in_the_record_is_told_and_no_fault_of_the_claim(merged):
    theatre = merged(texts(claim("gn6", "RU", valid="2020-11-20")))
    (remark,) = theatre.remarks
    assert remark.startswith("own.csv: beside these claims, line ")
    assert remark.endswith("of seeds/claims.csv does not fit: RU holds this place since line 2 of own.csv")
    day = theatre.record.last_day
    assert str(Snapshot.at(theatre, day).control["gn6"].since) == "2020-11-20"


def test_very_many_remarks_are_counted(merged):
    theatre = merged(texts(*(claim("Chopedere", speaker=f"Observer {n}") for n in range(30))))
    assert len(theatre.remarks) == 21 and theatre.remarks[-1] == "10 more names were read so"


def test_remarks_are_said_by_every_command_that_asks_the_record(run, small_world, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(texts(claim("Çöpədərə / Xyzzy", valid="23.10.2020", colour="red")), encoding="utf-8")
    for command in (("control", "--date", "2020-10-24"), ("why", "gn3"), ("check",)):
        said = run("--data", small_world(), "--claims", path, *command).stderr
        assert "other name in the cell is not known" in said
        assert "'23.10.2020' read as 2020-10-23" in said
        assert "not used: 'colour'" in said
    assert run("-q", "--data", small_world(), "--claims", path, "why", "gn3").stderr == ""


def test_the_case_of_stance_basis_and_witness_does_not_matter(merged):
    (one,) = own_claims(merged(texts(claim(stance="Holds", basis="FORCE", witness="Observes"))))
    assert one.stance.value == "holds"
