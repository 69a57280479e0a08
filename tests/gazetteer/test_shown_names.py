"""Which name of a place is shown in each language: one rule, and nothing of another alphabet."""

import re

import pytest

from karamap.document.places import shown_names

LATIN = re.compile(r"[A-Za-zÀ-ɏə]")


@pytest.mark.parametrize("language", ["az", "en", "hy", "ru", "tr"])
def test_of_several_variants_one_is_the_usual_one(theatre, language):
    for place_id, names in theatre.gazetteer.names.items():
        kinds = [name.kind for name in names if name.language == language]
        if kinds.count("variant") > 1 and not {"official", "exonym"} & set(kinds):
            assert kinds.count("usual") == 1, (place_id, language)


@pytest.mark.parametrize("language", ["hy", "ru"])
def test_no_name_is_shown_in_latin_letters_where_a_reader_reads_others(theatre, language):
    day = theatre.record.last_day
    for place_id in theatre.gazetteer.places:
        name = theatre.gazetteer.name(place_id, day, language)
        assert not LATIN.search(name), (place_id, name)
        assert not LATIN.search(theatre.gazetteer.counterpart(place_id, day, language) or "")


@pytest.mark.parametrize("language", ["az", "en", "hy", "ru", "tr"])
def test_every_district_has_a_name(theatre, language):
    gazetteer = theatre.gazetteer
    for district_id in gazetteer.districts:
        name = gazetteer.district_name(district_id, None, language)
        assert name != district_id
        if gazetteer.districts[district_id].system == gazetteer.system and language in ("hy", "ru"):
            assert not LATIN.search(name)


@pytest.mark.parametrize(
    ("place_id", "language", "both"),
    [
        ("gn146970", "en", "Khankendi / Stepanakert"),
        ("gn146970", "az", "Xankəndi / Stepanakert"),
        ("gn146970", "hy", "Ստեփանակերտ / Խանքանդի"),
        ("gn146970", "tr", "Hankendi / Stepanakert"),
        ("gn147774", "en", "Khojaly / Ivanyan"),
        ("gn147774", "hy", "Իվանյան / Խոջալը"),
        ("gn147105", "hy", "Շուշի / Շուշե"),
        ("gn148619", "en", "Aghdam"),
        ("gn148261", "en", "Chopadere"),
    ],
)
def test_a_place_stands_under_both_names(theatre, place_id, language, both):
    assert theatre.gazetteer.both_names(place_id, theatre.record.last_day, language) == both


def test_no_railway_halt_is_a_town(theatre):
    assert theatre.gazetteer.name("gn147774", None, "ru") == "Ходжалы"


def test_places_of_the_former_oblast_have_a_counterpart_unless_the_names_are_one(theatre):
    """One name in two alphabets, or a place that has a name of one side only."""
    gazetteer, orthographies = theatre.gazetteer, theatre.names.orthographies
    for place_id, items in gazetteer.memberships.items():
        if all(item.district_id != "NKAO" for item in items) or gazetteer.counterpart(place_id, None, "en"):
            continue
        names = gazetteer.names[place_id]
        own = [name for name in names if name.language == "az" and name.kind == "official"]
        other = [name for name in names if name.language == "hy" and name.kind in ("exonym", "usual", "variant")]
        keys = [
            {key for name in side for key in orthographies.keys(orthographies.form(name.text), level=3)}
            for side in (own, other)
        ]
        labels = [name for name in names if name.language in ("en", "ru")]
        bridge = {key for name in labels for key in orthographies.keys(orthographies.form(name.text), level=3)}
        assert not own or not other or keys[0] & keys[1] or (keys[0] & bridge and keys[1] & bridge), place_id


def test_a_counterpart_is_listed_and_never_first(theatre):
    day = theatre.record.last_day
    for place_id in theatre.gazetteer.places:
        names = shown_names(theatre, place_id, day)
        assert names[0].kind != "counterpart"
        assert theatre.gazetteer.name(place_id, day, "en") == next(
            (name.text for name in names if name.language == "en" and name.kind != "counterpart"), names[0].text
        )
