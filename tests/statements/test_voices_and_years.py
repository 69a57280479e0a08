"""Who speaks of the own side and on, whose attack is answered, where somebody goes, and days of other years."""

from datetime import date

import pytest


def told(extraction):
    return [(item.place.name.text, item.holder, item.stance) for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Pashinyan said so.\n\nHe said the war with Azerbaijan is over. We lost the town of Shushi.", "Shushi"),
        (
            "ru",
            "Араик Арутюнян выступил с обращением, заявив об этом.\n\nОн говорил об Армении. Мы потеряли Гадрут.",
            "Гадрут",
        ),
    ],
)
def test_who_says_we_speaks_of_the_own_side(read, language, text, name):
    assert [(item.place.name.text, item.holder, item.side) for item in read(text, language).changes] == [
        (name, "AZ", "ARM")
    ]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The village of Talish is under the control of Azerbaijan, according to Armenia's Defence Ministry.", "ARM"),
        ("Azerbaijan holds the village of Talish, according to local media.", ""),
        ("Reports of Azerbaijani troops capturing the village of Talish spread.", ""),
        (
            "The Azerbaijani President announced that Azerbaijani forces had taken Talish village; Armenia denied it.",
            "AZ",
        ),
        (
            "Azerbaijan's army took Talish village, Baku said; it was denied by Vahram Poghosyan, who said otherwise.",
            "AZ",
        ),
    ],
)
def test_whose_word_it_is(read, text, side):
    affirmed = [item for item in read(text).changes if item.stance != "denies"]
    assert [(item.holder, item.side) for item in affirmed] == [("AZ", side)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The Armenian side stopped the advance of Azerbaijani forces and retook the village of Talish.", "ARM"),
        ("Azerbaijan repelled an attack of the Armenian army and captured the village of Talish.", "AZ"),
        ("Azerbaijani forces took the village of Talish, and Armenia did not respond.", "AZ"),
        ("The army of Azerbaijan captured the village of Talish without a fight.", "AZ"),
    ],
)
def test_whose_attack_is_answered_takes_nothing(read, text, holder):
    assert told(read(text)) == [("Talish", holder, "affirms")]


def test_a_negation_of_the_one_who_acts_still_stops_it(read):
    assert (
        told(read("Azerbaijani forces fought on, and the army of Azerbaijan did not take the village of Talish.")) == []
    )


def test_where_somebody_goes_is_not_taken(read):
    text = "The village of Tugh came under the control of Azerbaijan, and the Armenian troops returned to Khramort."
    assert told(read(text)) == [("Tugh", "AZ", "affirms")]


@pytest.mark.parametrize("word", ["May", "may"])
def test_a_month_that_is_called_like_another_word(read, word):
    found = read(f"The village of Talish was taken by Azerbaijan on {word} 24.", published=date(2024, 5, 25)).changes
    assert [item.day for item in found] == [date(2024, 5, 24)]


def test_what_may_be_is_no_month(read):
    assert told(read("The village of Talish may be taken by Azerbaijan.")) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Four years ago today Azerbaijan's army took the town of Hadrut."),
        ("az", "Dörd il əvvəl bu gün Azərbaycan Ordusu Hadrut qəsəbəsini azad edib."),
        ("tr", "4 yıl önce bugün Azerbaycan ordusu Hadrut kasabasını kurtardı."),
        ("hy", "Չորս տարի առաջ այս օրը Ադրբեջանի բանակը գրավել է Հադրութը։"),
    ],
)
def test_so_many_years_ago_today(read, language, text):
    found = read(text, language, published=date(2024, 10, 9)).changes
    assert [(item.holder, item.day) for item in found] == [("AZ", date(2020, 10, 9))]


def test_a_page_that_looks_back_goes_on_with_the_day_it_told(read):
    text = (
        "The anniversary of the liberation of Lachin is marked. On 26 August 2022 there was a "
        "parade in the city. Azerbaijan took the villages of Zabukh and Sus."
    )
    found = read(text, published=date(2023, 8, 26)).changes
    assert [(item.place.name.text, item.day) for item in found] == [
        ("Zabukh", date(2022, 8, 26)),
        ("Sus", date(2022, 8, 26)),
    ]


def test_news_behind_background_has_the_day_of_the_page(read):
    text = "Hadrut was captured by Armenian forces on 2 October 1992. Hadrut town was taken by the Azerbaijani army."
    assert [(item.holder, item.day) for item in read(text).changes] == [("AZ", date(2020, 10, 23))]


def test_what_the_same_side_gained_long_ago_goes_on_being_past(read):
    text = "The city of Shusha was captured by Armenian forces on 8 May 1992. Armenian troops took Lachin city next."
    assert told(read(text)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Ordumuz Tərtər (keçmiş Mirbəşir) rayonunun Talış kəndini azad edib."),
        ("hy", "Ադրբեջանը գրավել է Մարտակերտի (Աղդերե) շրջանի Թալիշ գյուղը։"),
    ],
)
def test_a_district_with_another_name_in_brackets(read, language, text):
    (found,) = read(text, language).changes
    assert (found.holder, found.resolution.place_id) == ("AZ", "gn584885")
    assert found.place.district.text in ("Tərtər", "Մարտակերտի")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Прошло 4 года со дня освобождения Гадрута. 9 октября армия Азербайджана взяла посёлок Гадрут."),
        ("az", "Hadrutun azad olunmasından 4 il ötür. Ordumuz oktyabrın 9-da Hadrut qəsəbəsini azad edib."),
    ],
)
def test_an_anniversary_counts_back_to_its_year(read, language, text):
    found = read(text, language, published=date(2024, 10, 9)).changes
    assert [(item.holder, item.day) for item in found] == [("AZ", date(2020, 10, 9))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On October 9 last year Azerbaijan's army took the town of Hadrut."),
        ("en", "On this day last year Azerbaijan's army took the town of Hadrut."),
        ("ru", "9 октября прошлого года армия Азербайджана взяла посёлок Гадрут."),
        ("az", "Ötən ilin oktyabrın 9-da ordumuz Hadrut qəsəbəsini azad edib."),
        ("az", "Ötən ilin bu günündə ordumuz Hadrut qəsəbəsini azad edib."),
        ("tr", "Azerbaycan ordusu geçen yıl 9 Ekim'de Hadrut kasabasını kurtardı."),
    ],
)
def test_a_day_of_last_year(read, language, text):
    found = read(text, language, published=date(2021, 10, 9)).changes
    assert [(item.holder, item.day) for item in found] == [("AZ", date(2020, 10, 9))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Talış kəndi Ermənistanın 27 illik hərbi işğalından azad edilib."),
        ("tr", "Talış köyü Ermenistan'ın 27 yıllık askeri işgalinden kurtarıldı."),
        ("en", "Armenia has admitted that Talish village was liberated from Armenian occupation."),
        (
            "az",
            "1993-cü il avqustun 23-də ermənilər tərəfindən işğal edilən Talış kəndi 2020-ci il oktyabrın 3-də "
            "Azərbaycan Ordusu tərəfindən azad olunub.",
        ),
    ],
)
def test_who_lost_a_place_does_not_gain_it(read, language, text):
    (found,) = read(text, language).changes
    assert (found.holder, found.stance, found.day >= date(2020, 10, 3)) == ("AZ", "affirms", True)


@pytest.mark.parametrize(
    "second",
    [
        'In another post he said: "Tiri village of Zangilan, Genlik and Havali villages of Zangilan."',
        '"Tiri, Genlik, Havali villages of Zangilan district," he added.',
    ],
)
def test_a_second_list_of_the_same_speaker_goes_on_with_the_change(read, second):
    text = f"Aliyev said the army of Azerbaijan had captured the villages of Talish and Tugh.\n\n{second}"
    assert [name for name, holder, _ in told(read(text)) if holder == "AZ"] == [
        "Talish",
        "Tugh",
        "Tiri",
        "Genlik",
        "Havali",
    ]


def test_a_quotation_that_says_more_is_no_list(read):
    text = 'Aliyev said the army of Azerbaijan took Talish village.\n\n"People live in Tiri village," he added.'
    assert [name for name, _, _ in told(read(text))] == ["Talish"]


def test_a_case_of_a_name_that_several_places_have(read):
    found = read("Հակառակորդը գրավել է Թաղավարդն ու դիրքերը․ մեկ վիրավոր կա։", "hy")
    assert told(found) == [("Թաղավարդն", "AZ", "affirms")]
    assert found.changes[0].resolution.outcome.value == "ambiguous"
