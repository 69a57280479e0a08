"""What is told of a place without its name: of the one that a text is about, or that the sentence before names."""

from datetime import date

import pytest

PUBLISHED = date(2022, 10, 30)


def changes(extraction):
    return [(item.place.name.text, item.holder, item.day) for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text", "name", "district"),
    [
        (
            "en",
            "Sirik (Azerbaijani: Sirik, Armenian: Սիրիկ) is a village in the Jabrayil District of Azerbaijan. "
            "It was captured by Armenian forces in 1993. On 20 October 2020, it was retaken by the Azerbaijani army.",
            "Sirik",
            "Jabrayil",
        ),
        (
            "az",
            "Xocahan — Azərbaycan Respublikasının Qubadlı rayonunda kənd. 1993-cü ildə Ermənistan ordusu tərəfindən "
            "işğal edilib. 20 oktyabr 2020-ci ildə Azərbaycan Ordusu tərəfindən işğaldan azad edilib.",
            "Xocahan",
            "Qubadlı",
        ),
        (
            "tr",
            "Hocahan, Azerbaycan'ın Kubadlı rayonunda yer alan bir köydür. Köy, 20 Ekim 2020'de Azerbaycan ordusu "
            "tarafından ele geçirildi.",
            "Hocahan",
            "Kubadlı",
        ),
        (
            "ru",
            "Ходжахан — село в Губадлинском районе Азербайджана. В 1993 году село было занято армянскими войсками. "
            "20 октября 2020 года село было взято азербайджанскими войсками.",
            "Ходжахан",
            "Губадлинском",
        ),
        (
            "hy",
            "Խոջահան՝ գյուղ Կուբաթլուի շրջանում։ 2020 թվականի հոկտեմբերի 20-ին գյուղը գրավվել է ադրբեջանական զորքերի "
            "կողմից։",
            "Խոջահան",
            "Կուբաթլուի",
        ),
    ],
)
def test_an_article_tells_of_its_place_without_the_name(read, language, text, name, district):
    found = read(text, language, PUBLISHED)
    assert changes(found) == [(name, "AZ", date(2020, 10, 20))]
    assert {item.place.district.text for item in found.statements} == {district}
    assert {item.place.kind for item in found.statements} == {"village"}


@pytest.mark.parametrize(
    "text",
    [
        "Sirik is a village in the Jabrayil District. On 20 October 2020, the village was taken by Azerbaijan.",
        "Sirik is a village in the Jabrayil District. It had been taken by Azerbaijan on 20 October 2020.",
        "Sirik is a village in the Jabrayil District. Azerbaijani forces entered the village on 20 October 2020.",
        "Sirik village was shelled by Azerbaijan. The village was captured by Azerbaijani troops on 20 October 2020.",
    ],
)
def test_a_word_for_its_kind_means_the_place_told_of(read, text):
    assert changes(read(text, published=PUBLISHED)) == [("Sirik", "AZ", date(2020, 10, 20))]


@pytest.mark.parametrize(
    "behind",
    [
        "Azerbaijani forces took a village on 20 October 2020.",
        "Azerbaijani forces took a neighbouring village on 20 October 2020.",
        "Azerbaijani forces took the neighbouring village on 20 October 2020.",
        "On 20 October 2020, the town was taken by Azerbaijan.",
        "Azerbaijan says it captured a bridge on 20 October 2020.",
        "The mosque of the village was destroyed by Armenian forces.",
        "It will be handed over to Azerbaijan.",
    ],
)
def test_other_words_do_not_mean_it(read, behind):
    found = read(f"Sirik is a village in the Jabrayil District. {behind}", published=PUBLISHED)
    assert (changes(found), [item.place.name.text for item in found.statements]) == ([], ["Sirik"])


def test_behind_several_places_the_village_is_none_of_them(read):
    text = "Azerbaijani forces shelled Sirik and Shikhlar villages. The village was captured by the Azerbaijani army."
    assert changes(read(text)) == []


def test_a_colon_in_a_gloss_ends_no_sentence(read):
    found = read("Azerbaijani forces took Sirik (Armenian: Սիրիկ) and Shikhlar villages of Jabrayil district.")
    assert {(item.place.name.text, item.place.district.text) for item in found.changes} >= {("Shikhlar", "Jabrayil")}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "en",
            "Azerbaijani troops attacked the villages of Tugh and Khtsaberd. Azerbaijan captured both villages.",
            {"Tugh", "Khtsaberd"},
        ),
        (
            "az",
            "Azərbaycan Ordusu Tuğ və Salakətin kəndlərinə hücum edib. Hər iki kənd ordumuz tərəfindən azad edilib.",
            {"Tuğ", "Salakətin"},
        ),
        (
            "tr",
            "Azerbaycan ordusu Tuğ ve Salakatin köylerine saldırdı. Her iki köy Azerbaycan ordusu tarafından alındı.",
            {"Tuğ", "Salakatin"},
        ),
        (
            "ru",
            "Азербайджанские войска атаковали села Туг и Хцаберд. Оба села взяты азербайджанскими войсками.",
            {"Туг", "Хцаберд"},
        ),
    ],
)
def test_both_villages_are_those_named_before(read, language, text, names):
    assert {(item.place.name.text, item.holder) for item in read(text, language).changes} == {
        (name, "AZ") for name in names
    }


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijani troops attacked Tugh, Salakatin and Khtsaberd villages. Azerbaijan captured both villages.",
        "Azerbaijani troops attacked Tugh and Khtsaberd villages. Azerbaijan captured all villages of the district.",
        "Azerbaijani troops attacked Tugh and Khtsaberd villages. Azerbaijan captured both towns.",
    ],
)
def test_both_of_other_places_are_not(read, text):
    assert read(text).changes == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tugh or Togh is a village in the Khojavend District of Azerbaijan."),
        ("en", "Tugh (Azerbaijani: Tuğ) or Togh (Armenian: Տող), is a village in the Khojavend District."),
        ("en", "Tugh, also known as Togh, is a village in the Khojavend District."),
        ("en", "Tugh / Togh is a village in the Khojavend District of Azerbaijan."),
        ("ru", "Туг (азерб. Tuğ) или Тох (арм. Տող) — село в Ходжавендском районе Азербайджана."),
        ("az", "Tuğ (ermənicə: Տող) və ya Tox — Azərbaycanın Xocavənd rayonunda kənd."),
        ("tr", "Tuğ veya Toğ, Azerbaycan'ın Hocavend rayonunda bir köydür."),
        ("hy", "Տող (ադրբ․ Tuğ) կամ Տուղ՝ գյուղ Արցախի Հադրութի շրջանում։"),
    ],
)
def test_a_text_may_be_about_a_place_of_several_names(read, language, text):
    behind = {
        "en": "The village came under the control of Azerbaijan on 9 November 2020.",
        "ru": "9 ноября 2020 года село перешло под контроль Азербайджана.",
        "az": "9 noyabr 2020-ci ildə işğaldan azad edilib.",
        "tr": "Köy 9 Kasım 2020'de Azerbaycan ordusu tarafından kurtarıldı.",
        "hy": "2020 թվականի նոյեմբերի 9-ին գյուղն անցել է Ադրբեջանի վերահսկողության տակ։",
    }
    (change,) = read(f"{text} {behind[language]}", language, date(2021, 3, 2)).changes
    assert (change.resolution.place_id, change.holder, change.day) == ("gn147039", "AZ", date(2020, 11, 9))


def test_the_name_of_a_town_in_another_language_is_no_district_of_it(read):
    text = (
        "Hadrut (Armenian: Հադրութ) is a town in Azerbaijan. On 9 October 2020 it was captured by Azerbaijani forces."
    )
    (change,) = read(text, "en", date(2021, 3, 2)).changes
    assert change.place.district is None


def test_a_word_for_a_town_speaks_of_that_which_the_text_is_about(read):
    text = (
        "Физули — город в Азербайджане. Изначально — село Карабулаг.\n\n"
        "17 октября 2020 года город вернулся под контроль Азербайджана."
    )
    (change,) = read(text, "ru", date(2024, 8, 1)).changes
    assert (change.resolution.place_id, change.day) == ("gn148106", date(2020, 10, 17))
