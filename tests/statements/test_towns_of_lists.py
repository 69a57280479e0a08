"""The town of A behind other names is a place of the list, and no district of those before it."""

import pytest


def placed(extraction):
    return [
        (item.place.name.text, item.place.kind, item.place.district and item.place.district.text)
        for item in extraction.statements
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Azerbaijan took the villages of Sirik and Tinli and the city of Fuzuli.",
            [("Sirik", "village", None), ("Tinli", "village", None), ("Fuzuli", "city", None)],
        ),
        (
            "Azerbaijani forces entered Zangilan and the city of Gubadli.",
            [("Zangilan", None, None), ("Gubadli", "city", None)],
        ),
        (
            "Azerbaijan captured Hadrut and the village of Sur.",
            [("Hadrut", None, None), ("Sur", "village", None)],
        ),
        (
            "Azerbaijan took Sirik, city of Fuzuli and Hadrut.",
            [("Sirik", None, None), ("Fuzuli", "city", None), ("Hadrut", "city", None)],
        ),
        (
            "Azerbaijan took Sirik and the towns of Fuzuli and Hadrut.",
            [("Sirik", None, None), ("Fuzuli", "town", None), ("Hadrut", "town", None)],
        ),
        ("Azerbaijan took Sirik, a village of Jabrayil.", [("Sirik", "village", "Jabrayil")]),
        (
            "Azerbaijan took Tinli and the villages of Jabrayil.",
            [("Tinli", None, "Jabrayil")],
        ),
    ],
)
def test_the_town_of_a_name_is_a_place(read, text, places):
    assert placed(read(text, "en")) == places


@pytest.mark.parametrize("sentence", ["They shelled the city of Ganja.", "They struck Barda too."])
def test_a_town_elsewhere_does_not_lie_in_the_district_told_of_before(read, sentence):
    text = f"The army announced the following: Zilanli and Muganli villages of the Gubadli district. {sentence}"
    last = read(text, "en").statements[-1]
    assert last.place.district is None
    assert last.resolution.place_id in ("km0071", "km0079")


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("Azerbaijan took over Hadrut.", True),
        ("Hadrut was taken over by Azerbaijani forces.", True),
        ("Azerbaijan won back Hadrut.", True),
        ("Azerbaijan took over command of the post at Hadrut.", False),
        ("Talks over Hadrut took over two hours.", False),
    ],
)
def test_who_takes_over_a_place_holds_it(read, text, takes):
    assert [item.holder for item in read(text, "en").changes] == (["AZ"] if takes else [])


def in_districts(extraction):
    return [(item.place.name.text, item.resolution.place_id) for item in extraction.changes if item.holder == "AZ"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan took Jabrayil district's Mazra and Tinli villages."),
        ("en", "Azerbaijan took Jabrayil's Mazra and Tinli villages."),
        ("en", "Azerbaijan took several of Jabrayil's villages: Mazra, Tinli."),
        ("en", "Azerbaijan took Jabrayil's following villages: Mazra, Tinli."),
        ("en", "Azerbaijan took in the Jabrayil district the villages of Mazra and Tinli."),
        ("en", "Azerbaijan took the villages of Mazra and Tinli, all in the Jabrayil district."),
        ("en", "Azerbaijan took one village in Gubadli and two in Jabrayil (Mazra, Tinli)."),
        ("en", "The Azerbaijani army liberated the following villages:\n\nJabrayil district\n- Mazra\n- Tinli"),
        ("en", "The Azerbaijani army liberated the following villages:\n\nJabrayil district\nMazra\nTinli"),
        ("en", "The Azerbaijani army liberated the following villages of Jabrayil:\nMazra\nTinli\nPhoto\nRead More"),
        ("en", "The Azerbaijani army has liberated several villages. Jabrayil district – Mazra, Tinli. It goes on."),
        ("en", "The Azerbaijani army has liberated several villages. Mazra and Tinli villages of Jabrayil district."),
        ("az", "Azərbaycan Ordusu Cəbrayılın aşağıdakı kəndlərini azad edib:\nMəzrə\nTinli"),
        ("az", "Azərbaycan Ordusu Cəbrayılın bir neçə kəndini azad edib: Məzrə, Tinli."),
        ("az", "Azərbaycan Ordusu aşağıdakı kəndləri azad edib:\n\nCəbrayıl rayonu\n- Məzrə\n- Tinli"),
        ("tr", "Azerbaycan ordusu Cebrayıl'ın şu köylerini kurtardı:\n- Mezre\n- Tinli"),
        ("tr", "Azerbaycan ordusu Cebrayıl'ın bazı köylerini kurtardı: Mezre, Tinli."),
        ("tr", "Azerbaycan ordusu çok sayıda köyü kurtardı. Cebrayıl ili: Mezre, Tinli."),
        ("tr", "Ermenistan işgalinden kurtarılan köyler:\nCebrayıl: Mezre, Tinli"),
        ("hy", "Ադրբեջանի վերահսկողության տակ անցած գյուղերը՝\nՋաբրայիլի շրջան՝ Մեզրե, Տինլի"),
        ("ru", "Азербайджанская армия освободила следующие сёла:\n\nДжебраильский район\n- Мезре\n- Тинли"),
    ],
)
def test_places_lie_in_the_district_that_is_said_of_them(read, language, text):
    found = in_districts(read(text, language))
    assert [place_id for _, place_id in found] == ["gn147540", "gn147050"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan took Jabrayil's villages."),
        ("az", "Azərbaycan Ordusu Cəbrayılın bütün kəndlərini azad edib."),
        ("tr", "Azerbaycan ordusu Cebrayıl'ın bazı köylerini kurtardı."),
        ("hy", "Ադրբեջանը գրավել է Ջաբրայիլի հետևյալ գյուղերը։"),
    ],
)
def test_the_villages_of_a_district_are_not_its_town(read, language, text):
    assert in_districts(read(text, language)) == []


def test_a_name_that_no_gazetteer_has_stays_behind_its_bullet(read):
    text = "The Azerbaijani army liberated the following villages of Jabrayil:\n- Tinli\n- Qwertzabad"
    assert [item.place.name.text for item in read(text, "en").changes] == ["Tinli", "Qwertzabad"]


@pytest.mark.parametrize(
    ("language", "text", "holder"),
    [
        ("en", "Villages occupied by Armenia:\nJabrayil: Tinli, Mazra", "ARM"),
        ("az", "Azərbaycan Ordusunun azad etdiyi kəndlər:\nCəbrayıl rayonu: Tinli, Məzrə", "AZ"),
        ("ru", "Освобождённые азербайджанской армией сёла:\nДжебраильский район: Тинли, Мезре", "AZ"),
    ],
)
def test_who_took_the_places_of_a_list_stands_in_its_heading(read, language, text, holder):
    assert [item.holder for item in read(text, language).changes] == [holder, holder]


def test_a_name_before_its_district_in_brackets_begins_a_sentence(read):
    text = "Helefli (Cebrayıl) ve Eyvazlı (Kubadlı) köyleri Azerbaycan ordusu tarafından kurtarıldı."
    assert [item.place.name.text for item in read(text, "tr").changes] == ["Helefli", "Eyvazlı"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mazra and Tinli villages were liberated in the Jabrayil district by the Azerbaijani army."),
        ("en", "Mazra and Tinli were captured in the Jabrayil district, Azerbaijan said."),
        ("ru", "Мезре и Тинли освобождены в Джебраильском районе, сообщили в Азербайджане."),
    ],
)
def test_a_district_may_stand_behind_the_verb(read, language, text):
    assert [place_id for _, place_id in in_districts(read(text, language))] == ["gn147540", "gn147050"]


def test_where_fighting_was_is_no_district_of_what_was_taken(read):
    found = read("Shusha was captured by Azerbaijan after clashes in the Khojavend district.")
    assert [(item.place.name.text, item.place.district) for item in found.changes] == [("Shusha", None)]


def test_a_name_of_several_places_begins_a_sentence(read):
    found = read("Tinli, Mazra and Sirik were taken by the Azerbaijani army.")
    assert [item.place.name.text for item in found.changes] == ["Tinli", "Mazra", "Sirik"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Հայկական ուժերը լքել են Փիրվեյս և Թարաքամա գյուղերը, դրանք գրավել է Ադրբեջանը։"),
        ("hy", "Ալիև․ «Ազատագրվել են Փիրվեյս և Թարաքամա գյուղերը»։"),
        (
            "az",
            "Zəngilan rayonunun Pirveys kəndi. Tərəkəmə kəndi. Bu kəndlər Azərbaycan Ordusu tərəfindən azad edilib.",
        ),
    ],
)
def test_all_places_of_a_list_are_told_of(read, language, text):
    assert [item.holder for item in read(text, language).changes] == ["AZ", "AZ"]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan took these villages:\n\n- Amiranlar, Khojavend district\n- Mammadbayli, Zangilan district",
        "The Azerbaijani army took Amiranlar, Khojavend district; Mammadbayli, Zangilan district.",
    ],
)
def test_a_district_behind_a_comma_is_that_of_its_item(read, text):
    found = {(item.place.name.text, item.place.district.text) for item in read(text).changes}
    assert found == {("Amiranlar", "Khojavend"), ("Mammadbayli", "Zangilan")}


def test_a_district_in_which_villages_lie_is_not_taken_with_them(read):
    text = (
        "Azerbaijan took Mandili as well as several other settlements in Zangilan, and was about 12 km from Minjivan."
    )
    assert {item.place.name.text for item in read(text).changes} == {"Mandili"}


@pytest.mark.parametrize(
    "text",
    [
        "Azeri troops have seized Fizuli, Jebrail and Kubatly, as well as more than 200 villages, Aliyev said.",
        "Azerbaijan took the cities of Fizuli, Jebrail, Kubatly and more than 200 villages.",
    ],
)
def test_towns_before_a_number_of_villages_are_taken_and_no_districts_of_these(read, text):
    assert {item.place.name.text for item in read(text).changes} == {"Fizuli", "Jebrail", "Kubatly"}
