"""From a spelling and its context to a place: what is found, what is left open, and what is said of it."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import cos, hypot, inf, radians
from pathlib import Path

import pytest
import shipped
from hangs import finishing
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.errors import AmbiguousPlaceError, UnknownPlaceError
from karamap.gazetteer.distance import KM_PER_DEGREE, Strips
from karamap.gazetteer.places import LonLat, valid_on
from karamap.names.districts import Districts
from karamap.names.edit_distance import NearKeys, one_edit_away, shortened
from karamap.names.evidence import Evidence, Match, Reason, Where, in_words
from karamap.names.index import NameIndex
from karamap.names.resolutions import Flag, Mention, Outcome, answer, described
from karamap.names.resolver import Resolver, place_named
from karamap.names.spellings import fold

INDEX = shipped.theatre().names
GAZETTEER, ORTHOGRAPHIES = INDEX.gazetteer, INDEX.orthographies
POSTINGS = INDEX.postings  # built before any look-up is timed
RESOLVER = Resolver(INDEX)
DAY = date(2020, 10, 22)
JOINS = Path(__file__).parent.parent / "data/joins.csv"


def shown(name: str, district: str | None = None, kind: str | None = None, day: date | None = DAY) -> str:
    """What a name comes to, in one word: the name shown for its place, or how it was left open."""
    found = RESOLVER.resolve(Mention(name, district, kind, day))
    return GAZETTEER.name(found.place_id, day) if found.place_id else found.outcome.value


@pytest.mark.parametrize("spelling", ["Chopedere", "Çöpədərə", "Чопедере", "Çöpedere", "Чөпәдәрә", "Չյոփադարա"])
def test_a_village_is_found_in_every_script(spelling: str) -> None:
    assert shown(spelling, "Zangilan") == "Çöpədərə"


@pytest.mark.parametrize("spelling", ["Garadere", "Qaradərə", "Карадере", "Garadara"])
def test_letters_that_languages_swap_are_one(spelling: str) -> None:
    assert shown(spelling, "Зангиланский район") == "Qaradərə"


@pytest.mark.parametrize(
    "district",
    [
        "Jabrayil",
        "Djebrail",
        "Cebrayil",
        "Gabriel",
        "Cəbrayıl rayonu",
        "Cəbrayıl rayonunun",
        "Cebrail ili",
        "Джебраильский район",
        "Джебраильского района",
        "Джабраїльський район",
        "جبرائيل",
        "Ջաբրայիլ",
        "district of Jabrayil",
        "Jabrayil region",
    ],
)
def test_a_district_is_known_in_every_language(district: str) -> None:
    assert RESOLVER.districts_named(district) == {"AZ-CAB"}


@pytest.mark.parametrize(
    ("district", "rayons"),
    [
        ("Hadrut", {"AZ-XVD", "AZ-FUZ", "AZ-CAB"}),
        ("Martakert region", {"AZ-TAR", "AZ-AGD", "AZ-KAL", "AZ-AGM"}),
        ("Kashatagh", {"AZ-LAC", "AZ-QBI", "AZ-ZAN"}),
        ("Շահումյան", {"AZ-KAL", "AZ-GOR"}),
        ("Fizuli-Cəbrail istiqaməti", {"AZ-FUZ", "AZ-CAB"}),
        ("Fuzuli/Jabrayil", {"AZ-FUZ", "AZ-CAB"}),
        ("Физулинский район", {"AZ-FUZ"}),
        ("Ходжалинского района", {"AZ-XCI"}),
        ("Шушинский район", {"AZ-SUS"}),
        ("Zhangelansky district", {"AZ-ZAN"}),
        ("Baku", set()),
    ],
)
def test_old_units_stand_for_the_districts_they_lie_over(district: str, rayons: set[str]) -> None:
    assert {id_ for id_ in RESOLVER.districts_named(district) if id_.startswith("AZ")} == rayons


def test_city_and_village_of_one_name_are_told_apart() -> None:
    assert shown("Zəngilan", "Zəngilan") == "Zəngilan"
    assert shown("Zangilan", "Zangilan", "city") == "Zəngilan"
    for spelling in ("Kənd Zəngilan", "Kend Zengilan", "Zangilan village", "Zəngilan kəndi", "село Зангилан"):
        assert shown(spelling, "Zangilan") == "Kənd Zəngilan", spelling
    assert shown("Zangilan", "Zangilan", "village") == "Kənd Zəngilan"


def test_a_bridge_is_never_a_village() -> None:
    found = RESOLVER.resolve(Mention("Bartaz", "Zangilan", "bridge"))
    assert found.outcome is not Outcome.RESOLVED


def test_a_modifier_is_never_dropped() -> None:
    assert shown("Upper Veysalli", "Fuzuli") == "Yuxarı Veysəlli"
    assert shown("Нижний Вейсалли", "Физулинский район") == "Aşağı Veysəlli"
    assert shown("Great Veysalli", "Fuzuli") != "Yuxarı Veysəlli"


def test_a_renamed_place_is_found_by_either_name() -> None:
    for name in ("Madagiz", "Suqovuşan", "Sugovushan", "Мадагиз", "Mataghis"):
        assert RESOLVER.resolve(Mention(name, "Tartar", day_of_renaming())).place_id == "gn585612", name


def day_of_renaming() -> None:
    return None


def test_a_name_of_another_time_is_flagged() -> None:
    names = [name for items in GAZETTEER.names.values() for name in items if name.valid_from]
    assert names
    place_id = next(id_ for id_, items in GAZETTEER.names.items() if any(name.valid_from for name in items))
    name = next(name for name in GAZETTEER.names[place_id] if name.valid_from)
    district = GAZETTEER.district_name(GAZETTEER.district_id(place_id) or "")
    alone = replace(GAZETTEER, names={place_id: (name,)})
    resolver = Resolver(NameIndex(alone, ORTHOGRAPHIES, INDEX.distances))
    assert name.valid_from
    assert resolver.resolve(Mention(name.text, district, date=name.valid_from)).flags == ()
    before = date.fromordinal(name.valid_from.toordinal() - 1)
    assert resolver.resolve(Mention(name.text, district, date=before)).flags == (Flag.NAME_OF_ANOTHER_TIME,)


@pytest.mark.parametrize(
    ("name", "district", "right"),
    [
        ("Böyük Mərcanlı", "Füzuli", "Böyük Mərcanlı"),
        ("Nüzgar", "Füzuli", "Nüzgar"),
        ("Govshudlu", "Zangilan", "Qovşudlu"),
        ("Sofulu", "Zangilan", "Sofulu"),
        ("Dag Mashanli", "Zangilan", "Dağ Maşanlı"),
        ("Hovuslu", "Zangilan", "Hovuslu"),
        ("Kechikli", "Jabrayil", "Keçikli"),
    ],
)
def test_a_wrong_district_names_the_place_and_vouches_for_none(name: str, district: str, right: str) -> None:
    found = RESOLVER.resolve(Mention(name, district, "village"))
    assert found.outcome is Outcome.WEAK and found.place_id is None
    assert [GAZETTEER.name(item.place_id) for item in found.candidates] == [right]
    assert Flag.DISTRICT_MISMATCH in found.flags


def test_a_page_that_names_two_districts_is_not_wrong() -> None:
    found = RESOLVER.resolve(Mention("Nüzgar", "Fizuli-Cəbrail istiqaməti"))
    assert found.outcome is Outcome.RESOLVED and not found.flags


def test_far_homonyms_stay_open() -> None:
    found = RESOLVER.resolve(Mention("Kurdlar", "Qazax", "village"))
    assert found.outcome is Outcome.UNRESOLVED and found.candidates and Flag.DISTRICT_MISMATCH in found.flags


def test_homonyms_about_as_far_from_the_district_are_ambiguous() -> None:
    found = RESOLVER.resolve(Mention("Kurdlar", "Zangilan", "village"))
    assert found.outcome is Outcome.AMBIGUOUS and Flag.DISTRICT_MISMATCH in found.flags
    assert "gn388728" in {item.place_id for item in found.candidates}


@pytest.mark.parametrize("name", ["Agandepe", "Yarahdaba", "Yarahmdliadli", "Şərvənj", "Atlantis", "Berlin"])
@pytest.mark.parametrize("district", [None, "Füzuli", "Jabrayil", "Zangilan", "Gubadli", "Khojavend", "Tartar"])
def test_what_nothing_supports_stays_unresolved(name: str, district: str | None) -> None:
    assert RESOLVER.resolve(Mention(name, district)).outcome in (Outcome.UNRESOLVED, Outcome.WEAK)
    assert RESOLVER.resolve(Mention(name)).outcome is Outcome.UNRESOLVED


def test_one_changed_letter_is_weak_and_names_no_place() -> None:
    found = RESOLVER.resolve(Mention("Niyazgullat", "Jabrayil"))
    assert found.outcome is Outcome.WEAK and found.place_id is None and Flag.WEAK in found.flags
    assert [GAZETTEER.name(item.place_id) for item in found.candidates] == ["Niyazqullar"]


def test_unwritten_vowels_are_filled_in() -> None:
    without = replace(
        GAZETTEER,
        names={id_: tuple(n for n in items if n.script != "Arab") for id_, items in GAZETTEER.names.items()},
    )
    resolver = Resolver(NameIndex(without, ORTHOGRAPHIES, INDEX.distances))
    found = resolver.resolve(Mention("مراد خانلي", "قوبادلي"))
    assert found.place_id and GAZETTEER.name(found.place_id) == "Muradxanlı"
    assert found.candidates[0].evidence.match is Match.VOWELS_FILLED
    assert resolver.resolve(Mention("مراد خانلي")).place_id == found.place_id


def test_the_evidence_is_a_value_that_can_be_said_in_words() -> None:
    found = RESOLVER.resolve(Mention("Çopadere", "Zangilan", "village"))
    assert found.candidates[0].evidence == Evidence(Match.KEY, (), Where.SAME_DISTRICT, (Reason.KIND,))
    assert in_words(found.candidates[0].evidence) == "level-1 key, same district, kind agrees"
    spelled = RESOLVER.resolve(Mention("Çöpədərə", "Zəngilan")).candidates[0].evidence
    assert in_words(spelled) == "same spelling, same district"


def test_an_unknown_district_leaves_a_place_named_and_weak() -> None:
    found = RESOLVER.resolve(Mention("Çöpədərə", "Atlantis"))
    assert found.outcome is Outcome.WEAK and found.flags == (Flag.UNKNOWN_DISTRICT, Flag.WEAK)
    assert [item.place_id for item in found.candidates] == ["gn148261"]


def test_an_outlier_of_a_list_is_flagged() -> None:
    listed = ["Çöpədərə", "Tiri", "Qarqulu", "Dəlləkli", "Malatkeşin", "Suqovuşan"]
    found = RESOLVER.resolve_all([Mention(name) for name in listed])
    far = [item.mention.name for item in found if Flag.FAR_FROM_SIBLINGS in item.flags]
    assert far == ["Suqovuşan"]


def test_siblings_choose_among_homonyms() -> None:
    alone = RESOLVER.resolve(Mention("Əfəndilər"))
    assert alone.outcome is Outcome.AMBIGUOUS
    listed = ["Horovlu", "Çərəkən", "Daşkəsən", "Mehdili", "Əfəndilər"]
    found = RESOLVER.resolve_all([Mention(name) for name in listed])[-1]
    assert found.place_id and GAZETTEER.district_id(found.place_id) == "AZ-CAB" and Flag.BY_SIBLINGS in found.flags


@settings(deadline=None, max_examples=50)
@given(st.permutations(["Çöpədərə", "Tiri", "Qarqulu", "Əfəndilər", "Malatkeşin", "Suqovuşan", "Talış", "nowhere"]))
def test_the_order_of_siblings_never_matters(listed: list[str]) -> None:
    found = {item.mention.name: item for item in RESOLVER.resolve_all([Mention(name) for name in listed])}
    straight = RESOLVER.resolve_all([Mention(name) for name in sorted(listed)])
    assert {item.mention.name: item for item in straight} == found


def test_every_official_name_finds_its_place_or_its_namesakes() -> None:
    for place_id, names in GAZETTEER.names.items():
        if not (district := GAZETTEER.district_id(place_id)):
            continue
        for name in names:
            if name.kind == "official" and name.valid_to is None:
                mention = Mention(name.text, GAZETTEER.district_name(district), GAZETTEER.kind(place_id))
                found = RESOLVER.resolve(mention)
                ids = {item.place_id for item in found.candidates}
                assert place_id in ids or Reason.ATTESTED in found.candidates[0].evidence.chosen_by, (mention, found)


def test_capitals_never_matter() -> None:
    for name in ("ÇÖPƏDƏRƏ", "CHOPEDERE", "ЧОПЕДЕРЕ", "çöpədərə"):
        assert shown(name, "ZƏNGİLAN") == shown(name, "ZANGILAN") == "Çöpədərə"


def test_no_two_places_of_a_district_share_a_key_unless_listed() -> None:
    """Homonyms (one spelling borne by both in the tables) aside; `joins.csv` says why for each of the rest."""
    with JOINS.open(encoding="utf-8", newline="") as stream:
        listed = {(row["district_id"], row["one"], row["other"]) for row in csv.DictReader(stream)}
    spellings = {id_: {fold(name.text) for name in items} for id_, items in GAZETTEER.names.items()}
    districts = {
        id_: {item.district_id for item in items if item.district_id.startswith("AZ")}
        for id_, items in GAZETTEER.memberships.items()
    }
    found = set()
    for level in (1, 2):
        for numbers in POSTINGS.keys[level].values():
            for one, other in combinations(sorted({POSTINGS.places_of_name[number] for number in numbers}), 2):
                if not spellings[one] & spellings[other]:
                    found |= {(id_, one, other) for id_ in districts.get(one, set()) & districts.get(other, set())}
    assert found == listed


def hostile(chance: random.Random) -> str:
    """A real spelling spoilt, or rubbish: bidi marks, homoglyphs, surrogates, controls, marks, length."""
    names = hostile.names  # type: ignore[attr-defined]
    text = list(chance.choice(names))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        text.insert(
            at, chance.choice("\u202e\u2066\u200f\u200b\0\ud800\udfff\u0301\u0489аеоΑɑ\ufeff\U000e0041'\"%_\\\n\t")
        )
    if chance.random() < 0.05:
        text = [chr(chance.randrange(0x110000)) for _ in range(chance.randint(1, 30))]
    return "".join(text)


hostile.names = sorted({name.text for items in GAZETTEER.names.values() for name in items})  # type: ignore[attr-defined]


def test_hostile_strings_neither_crash_nor_persuade() -> None:
    chance = random.Random(7)
    harmless = dict.fromkeys(map(ord, "\u200f\u200b\u200c\ufeff"))
    for _ in range(int(os.environ.get("KARAMAP_FUZZ", "5000"))):
        name = hostile(chance)
        district = chance.choice([None, "Zangilan", "Fuzuli", "\u202eJabrayil", "Q\0"])
        with finishing():
            found = RESOLVER.resolve(Mention(name, district))
        if found.outcome is Outcome.RESOLVED:
            assert name.translate(harmless).replace("\n", " ").replace("\t", " ").isprintable(), ascii(name)
            assert len({script for script in map(script_of_letter, name) if script}) == 1, ascii(name)


def script_of_letter(letter: str) -> str:
    from karamap.names.scripts import script_of

    return {"Zyyy": ""}.get(script_of(letter), script_of(letter))


@pytest.mark.parametrize("name", ["a" * 1_000_000, "Ağdam " * 200_000, "\u0301" * 1_000_000, "\0", "", " ", "'", "-"])
def test_long_and_empty_names_are_refused_at_once(name: str) -> None:
    with finishing():
        for mention in (Mention(name), Mention(name, "Zangilan"), Mention("Tiri", name)):
            found = RESOLVER.resolve(mention)
            assert found.outcome is Outcome.UNRESOLVED or mention.name == "Tiri"
        assert RESOLVER.nearest(name) == [] or len(name) < 5


def test_place_named_raises_what_the_person_needs() -> None:
    with pytest.raises(AmbiguousPlaceError, match="Əfəndilər"):
        place_named(RESOLVER, Mention("Əfəndilər"))
    with pytest.raises(UnknownPlaceError, match="did you mean"):
        place_named(RESOLVER, Mention("Chopederex"))
    assert place_named(RESOLVER, Mention("Çöpədərə")) == "gn148261"


def test_a_place_is_described_with_its_district_if_it_has_one() -> None:
    assert described(GAZETTEER, "gn148261") == "Çöpədərə (village, Zəngilan, gn148261)"
    assert described(GAZETTEER, "km0071") == "Gəncə (outside, km0071)"


def test_an_answer_is_plain_values() -> None:
    plain = answer(GAZETTEER, RESOLVER.resolve(Mention("Çöpədərə", "Zəngilan", "village", DAY)))
    assert list(plain) == ["input", "outcome", "place", "candidates", "flags"]
    assert plain["place"]["district"] == "Zəngilan" and plain["candidates"][0]["evidence"]


# What is prepared so that a look-up is quick must not change what it finds.

POSITIONS = st.builds(LonLat, st.floats(44, 49), st.floats(38, 42))


@settings(deadline=None)
@given(st.lists(POSITIONS, min_size=1, max_size=40), POSITIONS, st.floats(0, 500))
def test_the_nearest_of_strips_is_the_nearest_of_all(held: list[LonLat], position: LonLat, within: float) -> None:
    shrunk = cos(radians(position.lat))
    distances = [hypot((one.lon - position.lon) * shrunk, one.lat - position.lat) * KM_PER_DEGREE for one in held]
    strips = Strips(held)
    nearest, bounded = strips.nearest_distance(position), strips.nearest_distance(position, within)
    assert nearest == pytest.approx(min(distances), abs=1e-6)
    assert bounded in (nearest, inf)
    assert (bounded <= within) == (nearest <= within)


def test_nothing_is_near_where_there_are_no_strips() -> None:
    assert Strips([]).nearest_distance(LonLat(46.5, 39.4)) == inf


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)) | st.none())
def test_kinds_and_places_are_those_of_the_day(day: date | None) -> None:
    districts = Districts(INDEX)
    assert districts.kinds(GAZETTEER.places, day) == {id_: GAZETTEER.kind(id_, day) for id_ in GAZETTEER.places}
    assert districts.places(frozenset({"AZ-CAB"}), day) == {
        id_
        for id_, items in GAZETTEER.memberships.items()
        if any(item.district_id == "AZ-CAB" and (day is None or valid_on(item, day)) for item in items)
    }


KEYS = st.text(alphabet="abdglmnrsiu", min_size=1, max_size=9)


LETTERS = "abdglmnrsiuz"


@given(KEYS, st.sampled_from(["", "up:"]))
def test_keys_one_edit_apart_meet_when_shortened(key: str, tags: str) -> None:
    for other in one_edit_away(f"{tags}{key}", LETTERS):
        assert {*shortened(f"{tags}{key}")} & {*shortened(other)}


@given(KEYS, st.data())
def test_one_edit_is_found(key: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(key) - 1))
    for other in (key[:at] + key[at + 1 :], key[:at] + "z" + key[at + 1 :], key[:at] + "z" + key[at:]):
        expected = {other} if len(other) >= 4 else set()
        assert NearKeys([other]).near(key) == expected


@given(KEYS, st.lists(KEYS, max_size=20), st.sampled_from(["", "up:"]))
def test_near_keys_are_those_one_edit_away_with_the_same_tags(key: str, others: list[str], tags: str) -> None:
    known = dict.fromkeys([*others, *[f"up:{other}" for other in others]])
    edits = one_edit_away(key, LETTERS)
    near = {f"{tags}{other}" for other in others if len(other) >= 4 and other in edits}
    assert NearKeys(known).near(f"{tags}{key}") == near


@given(st.lists(KEYS, max_size=4), st.lists(KEYS, max_size=20))
def test_what_is_near_some_keys_is_near_one_of_them(keys: list[str], others: list[str]) -> None:
    known = NearKeys(dict.fromkeys([*others, *[f"up:{other}" for other in others]]))
    assert known.near(*keys) == set[str]().union(*map(known.near, keys))


def test_the_resolver_comes_without_heavy_imports() -> None:
    code = (
        "import sys, karamap.names.resolver;"
        "print([m for m in ('geopandas', 'numpy', 'pandas', 'shapely', 'rapidfuzz', 'folium') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
