"""A bare name of several places means the seat of a district, unless something speaks for a village."""

import pytest

from karamap.names.resolutions import Flag, Outcome


def changes(found):
    return {item.place.name.text: item.resolution for item in found.changes}


@pytest.mark.parametrize(
    ("language", "text", "name", "place_id"),
    [
        ("en", "Azerbaijani forces entered Agdam.", "Agdam", "gn148619"),
        ("en", "Armenia handed over Lachin.", "Lachin", "gn147625"),
        ("en", "Azeri troops have seized Fizuli, Zangelan and Kubatly.", "Zangelan", "gn146901"),
        ("ru", "Азербайджанские войска вошли в Агдам.", "Агдам", "gn148619"),
    ],
)
def test_the_seat_is_meant_and_that_is_told(read, language, text, name, place_id):
    found = changes(read(text, language))[name]
    assert (found.place_id, Flag.TAKEN_FOR_A_SEAT in found.flags) == (place_id, True)
    assert len(found.candidates) > 1, "the others stay candidates"


def test_beside_villages_it_stays_ambiguous(read):
    found = changes(read("Azerbaijani forces took Tugh, Agdam and Salakatin."))
    assert found["Agdam"].outcome is Outcome.AMBIGUOUS


def test_a_kind_and_a_district_speak_for_a_village(read):
    found = changes(read("Azerbaijani forces took Agdam village of Khojavend district."))
    assert (found["Agdam"].place_id, found["Agdam"].flags) == ("gn388704", ())
