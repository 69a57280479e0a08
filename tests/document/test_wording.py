"""The record in plain English, the same on every machine."""

import locale
from datetime import date

import pytest

from karamap.document.wording import Wording, package_texts
from karamap.record.claims import Source
from karamap.record.control import Standing
from karamap.record.schema import Precision, Quality, Stance, Witness
from karamap.record.timeline import control_as_of

WORDING = Wording(package_texts()["en"])
STANDINGS = {standing: WORDING.standing(standing) for standing in Standing if standing is not Standing.NONE}
PARTISAN = ("liberat", "occup", "terror", "aggress", "separatis", "enemy", "heroic", "victor")


@pytest.fixture
def record(small_theatre):
    return small_theatre().record


def test_a_day_in_words():
    assert WORDING.day(date(2020, 9, 27)) == "27 September 2020"


def test_the_locale_of_the_machine_has_no_say():
    before = locale.setlocale(locale.LC_ALL)
    for name in ("az_AZ.UTF-8", "hy_AM.UTF-8", "ru_RU.UTF-8", "tr_TR.UTF-8", "C.UTF-8", "C"):
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue
        try:
            assert WORDING.day(date(2020, 10, 22)) == "22 October 2020"
        finally:
            locale.setlocale(locale.LC_ALL, before)


def test_every_standing_but_none_has_its_words():
    assert len(set(STANDINGS.values())) == len(Standing) - 1


@pytest.mark.parametrize("text", list(STANDINGS.values()))
def test_our_own_words_take_no_side(text):
    assert not [stem for stem in PARTISAN if stem in text.lower()]


def concluded(record, place_id, day=date(2020, 10, 22)):
    return control_as_of(record, day)[place_id]


@pytest.mark.parametrize(
    ("place_id", "words"),
    [
        ("gn1", "Armenian forces held this when the record begins (assumed), and nothing later says otherwise."),
        ("gn3", "Azerbaijan: one side, or a page that only reports, says so."),
        ("gn4", "Azerbaijan: one side says so; the other denies it."),
    ],
)
def test_a_verdict_is_one_sentence(record, place_id, words):
    assert WORDING.verdict(record, concluded(record, place_id)) == words


@pytest.mark.parametrize(("place_id", "words"), [("gn1", "the first day of the record"), ("gn3", "22 October 2020")])
def test_since_when(record, place_id, words):
    assert WORDING.since(record, concluded(record, place_id)) == words


def test_since_a_day_that_no_source_gives(small_theatre):
    record = small_theatre(
        lambda world: world.claim("gn5", "AZ", date(2020, 10, 22), earliest=date(2020, 10, 9))
    ).record
    assert WORDING.since(record, concluded(record, "gn5")) == "22 October 2020 or another day near it"


def test_a_subject_is_told_as_it_was_said(record):
    assert said(record, subject="60 combat positions") == "Speaker of AZ: 60 combat positions."


def said(record, **values):
    return next(
        WORDING.utterance(record, claim)
        for claim in record.claims.values()
        if all(getattr(claim, name) == value for name, value in values.items())
    )


def test_an_utterance_names_its_speaker(record):
    assert said(record, place_id="gn3", holder="AZ") == "Speaker of AZ: Azerbaijan took this place."


def test_a_denial_is_told_as_one(record):
    assert said(record, stance=Stance.DENIES) == "Speaker of ARM denied that Azerbaijan held this place."


def test_the_baseline_names_its_day(record):
    assert said(record, place_id="gn1") == "Armenian forces held this place on 26 September 2020 (Speaker of none)."


def test_bounds_and_note_are_told(small_theatre):
    def bounded(world):
        world.claim("gn5", "AZ", date(2020, 11, 10), earliest=date(2020, 11, 8), note="A note.")

    assert said(small_theatre(bounded).record, place_id="gn5", holder="AZ") == (
        "Speaker of AZ: Azerbaijan took this place, some day from 8 November 2020 to 10 November 2020. A note."
    )


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.DAY, "1 October 2020"),
        (Precision.MONTH, "October 2020"),
        (Precision.YEAR, "2020"),
        (Precision.INFERRED, "1 October 2020 (inferred)"),
        (None, "1 October 2020"),
    ],
)
def test_the_day_of_a_page_is_told_as_exactly_as_it_is_known(precision, words):
    page = Source(
        "page", "Somebody", "none", Witness.UNKNOWN, "en", date(2020, 10, 1), precision, None, None, Quality.ORIGINAL
    )
    assert WORDING.published(page) == words


def test_a_page_without_a_day_has_none():
    page = Source("page", "Somebody", "none", Witness.UNKNOWN, "en", None, None, None, None, Quality.ORIGINAL)
    assert WORDING.published(page) == ""


@pytest.mark.parametrize("text", ["{nobody}", "{0}", "{", "}", "{day.real}", "{day!r:>9999999}", "{}", "100 %"])
def test_a_text_with_odd_braces_is_said_as_it_stands(text):
    assert Wording({**package_texts()["en"], "date.day": f"{text} {{day}}"}).day(date(2020, 10, 3)) == f"{text} 3"
