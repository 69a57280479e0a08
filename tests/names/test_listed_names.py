"""What lists hold beside a name: numbers, bullets, footnotes, second names, districts, kinds in short, ordinals."""

from __future__ import annotations

import pytest
import shipped
from hypothesis import given
from hypothesis import strategies as st

from karamap.names import listed_names
from karamap.names.listed_names import ListedName
from karamap.names.resolutions import Flag, Mention, Outcome
from karamap.names.resolver import Resolver

INDEX = shipped.theatre().names
RESOLVER = Resolver(INDEX)
SHUSHA, TIRI, TALISH, HADRUT, ASKERAN = "gn147105", "gn147049", "gn584885", "gn148105", "gn148450"
FIRST, SECOND, THIRD = "gn148632", "gn148630", "gn148631"


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        ("Alma", None),
        ("Alma-Elma", None),
        ("Alma'da", None),
        ("Alma / Elma", ListedName(("Alma", "Elma"))),
        ("Alma|Elma", ListedName(("Alma", "Elma"))),
        ("Alma (Heyva)", ListedName(("Alma",), "Heyva")),
        ("Alma [Heyva]", ListedName(("Alma",), "Heyva")),
        ("Alma (Heyva", ListedName(("Alma",), "Heyva")),
        ("(Alma)", ListedName(("Alma",))),
        ("Alma[12]", ListedName(("Alma",))),
        ("Alma[a]", ListedName(("Alma",))),
        ("Alma[note 3]", ListedName(("Alma",))),
        ("Alma²", ListedName(("Alma",))),
        ("Alma*†", ListedName(("Alma",))),
        ("12. Alma", ListedName(("Alma",), None, "12")),
        ("(3) Alma;", ListedName(("Alma",), None, "3")),
        ("№ 7. Alma", ListedName(("Alma",), None, "7")),
        ("• Alma", ListedName(("Alma",))),
        ("- Alma", ListedName(("Alma",))),
        ("«Alma».", ListedName(("Alma",))),
        ("???", ListedName(("???",))),
    ],
)
def test_a_cell_is_read(cell: str, held: ListedName | None) -> None:
    assert listed_names.read(cell) == held


@given(st.text(max_size=60))
def test_no_cell_breaks_the_reading(cell: str) -> None:
    held = listed_names.read(cell)
    assert held is None or all(held.names)
    RESOLVER.resolve(Mention(cell))


@pytest.mark.parametrize(
    ("cell", "place_id"),
    [
        ("Şuşa / Shushi", SHUSHA),
        ("Susa/Shushi", SHUSHA),
        ("Xankəndi (Stepanakert)", "gn146970"),
        ("Stepanakert (Xankəndi)", "gn146970"),
        ("Şuşa (şəhər)", SHUSHA),
        ("Tiri (Zəngilan rayonu)", TIRI),
        ("Tiri, Zangilan", TIRI),
        ("Şuşa[12]", SHUSHA),
        ("1. Şuşa", SHUSHA),
        ("• Şuşa", SHUSHA),
        ("«Şuşa»", SHUSHA),
        ("գ. Կարմիր Շուկա", "gn147695"),
        ("ք. Շուշի", SHUSHA),
        ("Tiri k.", TIRI),
        ("k. Tiri", TIRI),
        ("Əsgəran qəs.", ASKERAN),
        ("v. Tiri", TIRI),
        ("пос. Гадрут", HADRUT),
        ("с. Талыш", TALISH),
        ("г.Шуша", SHUSHA),
        ("Şuşa ş.", SHUSHA),
        ("Susa ş.", SHUSHA),
        ("Talış köy", TALISH),
        ("d. Talysh", TALISH),
        ("12. Tiri k.", TIRI),
        ("1-ci Ağalı", FIRST),
        ("1. Ağalı", FIRST),
        ("2nd Aghali", SECOND),
        ("2-ci Ağalı", SECOND),
        ("II Ağalı", SECOND),
        ("Ⅱ Ağalı", SECOND),
        ("2-й Агалы", SECOND),
        ("Ağalı №2", SECOND),
        ("3-cü Ağalı", THIRD),
        ("Ucuncu Agali", THIRD),
    ],
)
def test_what_a_list_holds_leads_to_the_place(cell: str, place_id: str) -> None:
    found = RESOLVER.resolve(Mention(cell))
    assert found.place_id == place_id and found.mention.name == cell


@pytest.mark.parametrize("mark", "'’ʻʼ`´′‘ʹ")
def test_every_apostrophe_is_one(mark: str) -> None:
    assert RESOLVER.resolve(Mention(f"Had{mark}rut")).place_id == HADRUT
    assert RESOLVER.resolve(Mention(f"Hadrut{mark}da")).place_id == HADRUT


@pytest.mark.parametrize("cell", ["Șușa", "Xankәndi", "Xankǝndi", "XANKƏNDİ", "XANKƎNDİ", "Cәbrayıl"])
def test_twins_of_letters_are_one(cell: str) -> None:
    assert RESOLVER.resolve(Mention(cell)).outcome is Outcome.RESOLVED


@pytest.mark.parametrize(
    ("cell", "place_id"),
    [("শুশা", SHUSHA), ("হাদরুত", HADRUT), ("ফুজুলি", "gn148106"), ("জাব্রাইল", "gn148141"), ("কালবাজার", "gn586268")],
)
def test_bengali_is_read(cell: str, place_id: str) -> None:
    assert RESOLVER.resolve(Mention(cell)).place_id == place_id


@pytest.mark.parametrize(
    ("cell", "place_id"),
    [("کلبجر", "gn586268"), ("جبرائیل", "gn148141"), ("هادروت", HADRUT), ("اسکران", ASKERAN), ("قبادلی", "gn147305")],
)
def test_persian_is_read_without_its_vowels(cell: str, place_id: str) -> None:
    assert place_id in [item.place_id for item in RESOLVER.resolve(Mention(cell)).candidates]


def test_names_that_no_place_shares_are_left_open() -> None:
    found = RESOLVER.resolve(Mention("Şuşa / Hadrut"))
    assert found.outcome is Outcome.AMBIGUOUS and Flag.NAMES_DISAGREE in found.flags
    assert {item.place_id for item in found.candidates} >= {SHUSHA, HADRUT}


def test_two_names_of_a_place_that_is_of_another_kind_name_it_and_vouch_for_none() -> None:
    found = RESOLVER.resolve(Mention("Hadrut / Гадрут", kind="height"))
    assert (found.outcome, found.place_id) == (Outcome.WEAK, None)
    assert [item.place_id for item in found.candidates] == [HADRUT]
    assert found.flags == (Flag.KIND_DIFFERS, Flag.WEAK)


def test_a_second_name_that_nobody_knows_is_said() -> None:
    found = RESOLVER.resolve(Mention("Hadrut (Qwrtpsd)"))
    assert found.place_id == HADRUT and Flag.OTHER_NAME_UNKNOWN in found.flags
    other = RESOLVER.resolve(Mention("Qwrtpsd / Hadrut"))
    assert other.outcome is Outcome.WEAK and [item.place_id for item in other.candidates] == [HADRUT]


def test_a_district_in_brackets_must_fit_the_stated_one() -> None:
    found = RESOLVER.resolve(Mention("Tiri (Füzuli)", "Zəngilan"))
    assert found.outcome is Outcome.WEAK and Flag.DISTRICT_MISMATCH in found.flags
    assert RESOLVER.resolve(Mention("Hacılı (Cəbrayıl)")).outcome is Outcome.AMBIGUOUS


def test_a_number_that_may_belong_to_the_name_leaves_both_open() -> None:
    whole = RESOLVER.resolve(Mention("1. Ağalı", "Zəngilan"))
    assert whole.place_id == FIRST
    assert RESOLVER.resolve(Mention("7. Tiri", "Zəngilan")).place_id == TIRI
