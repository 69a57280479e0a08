"""Lists that name each district before its places or behind them, one after the other."""

import random
from datetime import date

import pytest

DAY = date(2020, 10, 22)

BY_DISTRICT = [
    (
        "en",
        "President Aliyev: The liberated villages of Jabrayil district: Gosha Bulag, Sofulu. Khojaly district: Almali.",
        [("Gosha Bulag", "Jabrayil"), ("Sofulu", "Jabrayil"), ("Almali", "Khojaly")],
    ),
    (
        "en",
        "Azerbaijan's army liberated villages of Jabrayil district: Sofulu. Fuzuli district: Dilagarda, Arish.",
        [("Sofulu", "Jabrayil"), ("Dilagarda", "Fuzuli"), ("Arish", "Fuzuli")],
    ),
    (
        "en",
        "The villages of Jabrayil district liberated today: Sofulu, Horovlu. The villages of Fuzuli district: Arish.",
        [("Sofulu", "Jabrayil"), ("Horovlu", "Jabrayil"), ("Arish", "Fuzuli")],
    ),
    (
        "en",
        "Azerbaijan's army liberated villages: Jabrayil – Gosha Bulag, Sofulu; Fuzuli – Dilagarda, Arish.",
        [("Gosha Bulag", "Jabrayil"), ("Sofulu", "Jabrayil"), ("Dilagarda", "Fuzuli"), ("Arish", "Fuzuli")],
    ),
    (
        "en",
        "Azerbaijan's army liberated villages: Jabrayil: Gosha Bulag, Sofulu; Fuzuli: Dilagarda, Arish.",
        [("Gosha Bulag", "Jabrayil"), ("Sofulu", "Jabrayil"), ("Dilagarda", "Fuzuli"), ("Arish", "Fuzuli")],
    ),
    (
        "az",
        "Azərbaycan ordusu kəndləri azad edib: Cəbrayıl – Sofulu, Mahmudlu; Füzuli – Arış, Dilağarda.",
        [("Sofulu", "Cəbrayıl"), ("Mahmudlu", "Cəbrayıl"), ("Arış", "Füzuli"), ("Dilağarda", "Füzuli")],
    ),
    (
        "tr",
        "Azerbaycan ordusu şu köyleri işgalden kurtardı: Hocavend ilçesi: Teke, Domi. Fuzuli ilçesi: Saracık.",
        [("Teke", "Hocavend"), ("Domi", "Hocavend"), ("Saracık", "Fuzuli")],
    ),
    (
        "ru",
        "Азербайджанская армия освободила сёла: Тертер – Касапет, Саров; Агдам – Рзалар, Афатли.",
        [("Касапет", "Тертер"), ("Саров", "Тертер"), ("Рзалар", "Агдам"), ("Афатли", "Агдам")],
    ),
    (
        "ru",
        "Азербайджанская армия освободила сёла Рзалар и Афатли района Агдам и сёла Фехралы района Геранбой.",
        [("Рзалар", "Агдам"), ("Афатли", "Агдам"), ("Фехралы", "Геранбой")],
    ),
    (
        "en",
        "Azerbaijan's army liberated Zivel and Chirag villages of #Kalbajar district, Tiri and Shatariz villages "
        "of #Zangilan district.",
        [("Zivel", "Kalbajar"), ("Chirag", "Kalbajar"), ("Tiri", "Zangilan"), ("Shatariz", "Zangilan")],
    ),
    (
        "en",
        "The villages liberated by Azerbaijan are as follows: in Fuzuli – Chiman; in Jabrayil – Mehdili, Garar.",
        [("Chiman", "Fuzuli"), ("Mehdili", "Jabrayil"), ("Garar", "Jabrayil")],
    ),
    (
        "en",
        "Villages of Zangilan, namely Hakari, and villages of Gubadli, namely Jilfir, were liberated by Azerbaijan.",
        [("Hakari", "Zangilan"), ("Jilfir", "Gubadli")],
    ),
    (
        "en",
        "The Azerbaijani Army liberated:\nKhojaly district\nBashkand\nJanhasan\nKhojavend district\nAmaras\nNorshen",
        [("Bashkand", "Khojaly"), ("Janhasan", "Khojaly"), ("Amaras", "Khojavend"), ("Norshen", "Khojavend")],
    ),
    (
        "ru",
        "Список освобождённых сёл:\nАгдам – Чуллу, Кенгерли\nЗангелан – Вежнали, Акара",
        [("Чуллу", "Агдам"), ("Кенгерли", "Агдам"), ("Вежнали", "Зангелан"), ("Акара", "Зангелан")],
    ),
]


@pytest.mark.parametrize(("language", "text", "listed"), BY_DISTRICT)
def test_each_place_is_of_the_district_that_heads_or_ends_its_list(read, language, text, listed):
    found = [(item.place.name.text, item.place.district.text) for item in read(text, language, DAY).changes]
    assert found == listed


def test_a_list_of_a_district_behind_other_news_is_none(read):
    text = "Azerbaijan's army liberated villages of Jabrayil district: Sofulu. It rained. Fuzuli district: Arish."
    assert [item.place.name.text for item in read(text, "en", DAY).changes] == ["Sofulu"]


@pytest.mark.parametrize(
    ("language", "text", "listed"),
    [
        ("en", "Azerbaijan's army took Hadrut and all villages of Fuzuli district.", [("Hadrut", "")]),
        ("en", "Azerbaijan's army took Hadrut and all the villages of Fuzuli district.", [("Hadrut", "")]),
        ("en", "Azerbaijan's army took Hadrut and all of the villages of the Fuzuli district.", [("Hadrut", "")]),
        ("ru", "Азербайджанская армия взяла Гадрут и все сёла Физулинского района.", [("Гадрут", "")]),
        ("ru", "Азербайджанская армия взяла Гадрут и все сёла района Физули.", [("Гадрут", "")]),
        ("az", "Azərbaycan ordusu Tuğ kəndini və Füzuli rayonunun bütün kəndlərini azad edib.", [("Tuğ", "")]),
        ("tr", "Azerbaycan ordusu Tuğ köyünü ve Fuzuli ilçesinin bütün köylerini kurtardı.", [("Tuğ", "")]),
        ("hy", "Ադրբեջանի բանակը գրավել է Տող գյուղը և Ֆիզուլիի շրջանի բոլոր գյուղերը։", [("Տող", "")]),
        (
            "en",
            "Azerbaijan's army took Arish and Dilagarda, all villages of Fuzuli district.",
            [("Arish", "Fuzuli"), ("Dilagarda", "Fuzuli")],
        ),
    ],
)
def test_all_villages_of_a_district_are_no_word_for_those_beside_them(read, language, text, listed):
    found = [(item.place.name.text, item.place.district) for item in read(text, language, DAY).changes]
    assert [(name, district.text if district else "") for name, district in found] == listed


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Azerbaijan's army took Hadrut and Fuzuli district.", "Hadrut"),
        ("ru", "Азербайджанская армия взяла Гадрут и Физулинский район.", "Гадрут"),
        ("az", "Azərbaycan ordusu Hadrutu və Füzuli rayonunu azad edib.", "Hadrutu"),
        ("tr", "Azerbaycan ordusu Hadrut ve Fuzuli ilçesini kurtardı.", "Hadrut"),
        ("hy", "Ադրբեջանի բանակը գրավել է Հադրութը և Ֆիզուլիի շրջանը։", "Հադրութը"),
    ],
)
def test_a_place_beside_one_district_is_no_district_though_one_is_called_so(read, language, text, name):
    found = read(text, language, DAY)
    assert [item.place.name.text for item in found.changes] == [name]
    assert [(fact.kind, fact.holder) for fact in found.facts] == [("district", "AZ")]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Азербайджанская армия освободила 5 сёл района Физули.", []),
        ("Азербайджанская армия освободила город Физули и сёла района Физули.", [("Физули", "")]),
        (
            "Азербайджанская армия освободила сёла района Физули: Ариш и Дилагарда.",
            [("Ариш", "Физули"), ("Дилагарда", "Физули")],
        ),
    ],
)
def test_a_district_that_is_called_as_its_town_is_the_district_behind_its_villages(read, text, listed):
    found = [(item.place.name.text, item.place.district) for item in read(text, "ru", DAY).changes]
    assert [(name, district.text if district else "") for name, district in found] == listed


FORMS = {
    "en": (
        "Azerbaijan's army liberated {a} villages of {A} district and {b} villages of {B} district.",
        "Azerbaijan's army liberated the following villages:\n\n{A} district: {a}\n{B} district: {b}",
        "Azerbaijan's army liberated villages of {A} district: {a}. {B} district: {b}.",
    ),
    "az": (
        "Ordumuz {A} rayonunun {a}, {B} rayonunun {b} kəndlərini azad edib.",
        "Azərbaycan ordusu kəndləri azad edib: {A} – {a}; {B} – {b}.",
    ),
    "tr": (
        "Azerbaycan ordusu {A} ilçesinin {a}, {B} ilçesinin {b} köylerini kurtardı.",
        "Azerbaycan ordusu şu köyleri kurtardı: {A} ilçesi: {a}. {B} ilçesi: {b}.",
    ),
    "ru": (
        "Азербайджанская армия освободила сёла {a} района {A} и сёла {b} района {B}.",
        "Азербайджанская армия освободила сёла: {A} – {a}; {B} – {b}.",
    ),
    "hy": ("Ադրբեջանի զինված ուժերը գրավել են {A}ի շրջանի {a} և {B}ի շրջանի {b} գյուղերը։",),
}
"""Lists of villages of two districts in the manner of each language."""


def villages(theatre, language):
    """Villages of each district by their names of one word in a language, no district being called so."""
    gazetteer, found = theatre.gazetteer, {}
    called = {gazetteer.district_name(id_, DAY, language) for id_ in gazetteer.districts}
    for place_id, names in gazetteer.names.items():
        own = [name.text for name in names if name.language == language and name.text.isalpha() and len(name.text) > 3]
        district = gazetteer.district_id(place_id)
        if own and district and own[0] not in called:
            found.setdefault(gazetteer.district_name(district, DAY, language), []).append(own[0])
    return {district: names for district, names in sorted(found.items()) if len(names) > 8}


@pytest.mark.parametrize("language", FORMS)
def test_places_of_any_two_districts_are_read_each_in_its_own(read, theatre, language):
    lot, of_district = random.Random(5), villages(theatre, language)
    for form in FORMS[language]:
        right = wanted = 0
        for _ in range(20):
            one, other = lot.sample(sorted(of_district), 2)
            listed = {one: lot.sample(of_district[one], 4), other: lot.sample(of_district[other], 3)}
            text = form.format(A=one, B=other, a=", ".join(listed[one]), b=", ".join(listed[other]))
            changes = read(text, language, DAY).changes
            found = {item.place.name.text: item.place.district.text for item in changes if item.place.district}
            right += sum(found.get(name, "").startswith(one) for name in listed[one])
            right += sum(found.get(name, "").startswith(other) for name in listed[other])
            wanted += sum(map(len, listed.values()))
        assert right >= 0.98 * wanted, form


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Azerbaijan took Sofulu and Horovlu and, apart from Arish, all villages of Fuzuli district.", 2),
        ("ru", "Азербайджанская армия взяла Гадрут и, кроме Арыша, все сёла Физулинского района.", 1),
        ("hy", "Ադրբեջանի բանակը գրավել է Հադրութը և, բացի Արիշից, Ֆիզուլիի շրջանի բոլոր գյուղերը։", 1),
    ],
)
def test_places_before_all_villages_of_a_district_but_one_do_not_lie_in_it(read, language, text, names):
    found = read(text, language, DAY)
    assert [item.place.district for item in found.changes] == [None] * names
    (left_out,) = [item for item in found.statements if not item.is_change]
    assert left_out.resolution.place_id == "gn148495"
