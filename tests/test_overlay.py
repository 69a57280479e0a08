"""Claims of one's own are laid over the record for one run, and marked wherever they show."""

from datetime import date

import pytest

from karamap.control import control_as_of
from karamap.errors import DataError
from karamap.overlay import lay_over

HEADER = "place,district,holder,stance,basis,valid_from,reported_on,speaker,side,publisher,url,note\n"
TAKEN = "Tatar,Heyva,AZ,,,2020-10-22,2020-10-22,Me,none,My notes,,\n"


@pytest.fixture
def laid(small_theatre, tmp_path):
    def lay(text):
        (tmp_path / "own.csv").write_text(HEADER + text, encoding="utf-8")
        return lay_over(small_theatre(), tmp_path / "own.csv")

    return lay


def test_an_own_claim_moves_its_place(laid):
    assert control_as_of(laid(TAKEN).record, date(2020, 10, 22))["gn5"].holder == "AZ"


def test_an_own_claim_is_told_from_the_record_by_its_id_and_note(laid):
    (claim,) = (item for item in laid(TAKEN).record.claims.values() if item.id.startswith("u"))
    assert claim.note.startswith("Own claim of the maker of this map")


def test_the_fingerprint_covers_own_claims(laid, small_theatre):
    assert laid(TAKEN).fingerprint != small_theatre().fingerprint


def test_what_was_added_is_said_in_words(laid):
    assert laid(TAKEN).own_claims == "1 claim of the maker's own from own.csv"


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("Tatar,,AZ,,,2020-10-22,2020-10-22,Me,none,Notes,,\n", "own.csv:2:place: 'Tatar' may be 2 places"),
        ("Hevya,,AZ,,,2020-10-22,2020-10-22,Me,none,Notes,,\n", "own.csv:2:place: no place is called 'Hevya'"),
        ("gn5,,XX,,,2020-10-22,2020-10-22,Me,none,Notes,,\n", "own.csv:2:holder: 'XX' is not a party"),
        ("gn5,,AZ,,,never,2020-10-22,Me,none,Notes,,\n", "own.csv:2:valid_from: 'never' is not a date"),
    ],
    ids=["ambiguous", "unknown", "no party", "no date"],
)
def test_a_fault_in_the_file_is_told_by_line_and_column(laid, row, where):
    with pytest.raises(DataError) as caught:
        laid(row)
    assert str(caught.value).startswith(where)


def test_a_map_with_own_claims_says_so(run, small_world, tmp_path):
    (tmp_path / "own.csv").write_text(HEADER + TAKEN, encoding="utf-8")
    done = run("--data", small_world(), "--claims", tmp_path / "own.csv", "render", "--date", "2020-10-22")
    assert "1 claim of the maker's own" in done.stderr
    assert "1 claim of the maker's own" in (tmp_path / "karamap-2020-10-22.html").read_text(encoding="utf-8")
