"""Lists behind a change that names no place, each headed by the name of its district alone ("D – A, B. E – F.")."""

import pytest


def told(extraction):
    return {
        (item.place.name.text, item.place.district.text, item.place.kind, item.holder) for item in extraction.changes
    }


@pytest.mark.parametrize(
    ("language", "text", "district"),
    [
        (
            "en",
            "“Azerbaijan Army has liberated several villages. Fuzuli - Arish, Gorgan. May God protect our soldiers!”, "
            "Aliyev tweeted.",
            "Fuzuli",
        ),
        ("en", "Azerbaijan Army has liberated new villages.\nFuzuli: Arish, Gorgan", "Fuzuli"),
        ("az", "Azərbaycan Ordusu bir neçə kəndi azad edib. Füzuli – Arış, Qorqan.", "Füzuli"),
        ("tr", "Azerbaycan ordusu birkaç köyü kurtardı. Fuzuli - Arış, Gorgan.", "Fuzuli"),
        ("ru", "Азербайджанская армия освободила несколько сел. Физули – Ариш, Горган.", "Физули"),
        ("hy", "Ադրբեջանական բանակը գրավել է մի քանի գյուղեր։ Ֆիզուլի – Արիշ, Գորգան։", "Ֆիզուլի"),
    ],
)
def test_a_district_before_a_dash_heads_the_villages_taken(read, language, text, district):
    found = read(text, language)
    assert {item[1:] for item in told(found)} == {(district, "village", "AZ")}
    assert (len(found.changes), found.totals) == (2, ())


def test_what_is_no_district_heads_no_list(read):
    assert told(read("Azerbaijan Army has liberated several villages. Baku – Arish, Gorgan.")) == set()


def test_a_list_behind_no_change_tells_none(read):
    assert told(read("The president spoke of several villages. Fuzuli – Arish, Gorgan.")) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan took five villages. These are Tugh and Salakatin in Khojavend."),
        ("en", "Azerbaijan took more villages. They include Tugh and Salakatin in Khojavend."),
        ("az", "Azərbaycan Ordusu beş kəndi azad edib. Bunlar Xocavəndin Tuğ və Salakətin kəndləridir."),
        ("tr", "Azerbaycan ordusu beş köyü aldı. Bunlar Hocavend'in Tuğ ve Salakatin köyleri."),
    ],
)
def test_what_they_are_is_told_in_the_sentence_behind(read, language, text):
    assert {(kind, holder) for _, _, kind, holder in told(read(text, language))} == {("village", "AZ")}
    assert len(read(text, language).changes) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan plans to retake these villages:\n- Tugh of Khojavend\n- Salakatin of Khojavend",
        "Azerbaijan could take more villages. These are Tugh and Salakatin in Khojavend.",
        "During the war, Azerbaijan took five cities. These are Jabrayil, Fuzuli and Zangilan in the south.",
        "Azerbaijan took more villages. These are in Hadrut.",
    ],
)
def test_what_is_planned_or_long_past_is_not_told_by_the_list_behind_it_either(read, text):
    assert read(text).changes == ()
