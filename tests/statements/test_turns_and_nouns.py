"""Questions, verbs that are nouns, what is lost again, who acts only in what follows, and what somebody else denies."""

from datetime import date

import pytest


def told(extraction):
    return {(item.place.name.text, item.holder, item.stance) for item in extraction.changes}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Has Azerbaijan captured the town of Hadrut?"),
        ("az", "Azərbaycan Ordusu Hadrut qəsəbəsini azad etdi?"),
        ("tr", "Azerbaycan Hadrut kasabasını aldı mı?"),
        ("ru", "«Взял ли Азербайджан посёлок Гадрут?»"),
        ("hy", "Արդյո՞ք Ադրբեջանը գրավել է Հադրութ քաղաքը։"),
        ("hy", "Ո՞ւմ վերահսկողության տակ է Հադրութ քաղաքը։"),
    ],
)
def test_a_question_tells_no_change(read, language, text):
    found = read(text, language)
    assert (told(found), [item.place.name.text for item in found.statements] != []) == (set(), True)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "After the capture of Hadrut, Armenian troops fled.", "Hadrut"),
        ("az", "Şuşanın alınması ilə erməni qüvvələri qaçdı.", "Şuşanın"),
        ("tr", "Hadrut'un düşmesinin ardından Ermeni birlikleri kaçtı.", "Hadrut'un"),
        ("ru", "После взятия Гадрута армянские войска бежали.", "Гадрута"),
        ("hy", "Շուշիի անկումից հետո հայկական ուժերը փախան։", "Շուշիի"),
    ],
)
def test_who_only_stands_behind_a_noun_has_not_done_it(read, language, text, name):
    found = read(text, language)
    assert told(found) == set()
    assert [item.place.name.text for item in found.statements] == [name]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The capture of Hadrut by Azerbaijani forces is a turning point.", "Hadrut"),
        ("tr", "Hadrut'un Azerbaycan ordusu tarafından ele geçirilmesi dönüm noktası oldu.", "Hadrut'un"),
    ],
)
def test_who_is_said_to_have_done_it_has(read, language, text, name):
    assert told(read(text, language)) == {(name, "AZ", "affirms")}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Armenian forces retook the village of Talish but lost it again hours later.", "Talish"),
        ("az", "Ermənilər Talış kəndini geri aldı, lakin bir neçə saat sonra yenidən itirdi.", "Talış"),
        ("tr", "Ermeniler Talış köyünü geri aldı, ancak birkaç saat sonra yeniden kaybetti.", "Talış"),
        ("ru", "Армянские силы отбили село Талыш, но через несколько часов снова его потеряли.", "Талыш"),
    ],
)
def test_what_is_lost_again_is_the_others(read, language, text, name):
    assert told(read(text, language)) == {(name, "AZ", "affirms")}


def test_a_loss_of_something_else_gives_nothing_back(read):
    text = "Azerbaijan captured the village of Talish, but it lost fifty soldiers."
    assert told(read(text)) == {("Talish", "AZ", "affirms")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Talış kəndi azad olunandan sonra düşmən diz çökdü."),
        ("az", "Talış kəndi azad olunandan sonra ermənilər diz çökdü."),
        ("ru", "После того как село Талыш было взято, армяне отступили на юг."),
        ("en", "After the village of Talish was captured, Armenian troops fled."),
    ],
)
def test_who_acts_in_what_follows_has_not_taken_it(read, language, text):
    assert "ARM" not in {holder for _, holder, _ in told(read(text, language))}


def test_who_does_something_after_taking_a_place_has_taken_it(read):
    text = "After capturing the village of Talish, Azerbaijani forces advanced."
    assert told(read(text)) == {("Talish", "AZ", "affirms")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Prezident işğaldan azad edilmiş Ağdam şəhərində olarkən çıxış edib."),
        ("tr", "Cumhurbaşkanı Aliyev, işgalden kurtarılan Ağdam şehrinde konuştu."),
    ],
)
def test_a_place_that_is_only_described_changes_no_hands(read, language, text):
    assert told(read(text, language, date(2022, 5, 8))) == set()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Azerbaijan did not capture the town of Hadrut, the Armenian Defence Ministry said.", "Hadrut"),
        ("en", "Armenia's Defence Ministry denied that Azerbaijan controls the town of Hadrut.", "Hadrut"),
        ("az", "Ermənistan MN: Azərbaycan Hadrut qəsəbəsini ələ keçirməyib.", "Hadrut"),
        ("tr", "Ermenistan Savunma Bakanlığı, Azerbaycan'ın Hadrut kasabasını kontrol ettiğini yalanladı.", "Hadrut"),
        ("ru", "Шушан Степанян заявила, что Гадрут не перешёл под контроль Азербайджана.", "Гадрут"),
        ("hy", "Հադրութը Ադրբեջանի վերահսկողության տակ չէ, ասել է Արծրուն Հովհաննիսյանը։", "Հադրութը"),
    ],
)
def test_what_the_other_side_says_did_not_happen_is_denied(read, language, text, name):
    assert told(read(text, language)) == {(name, "AZ", "denies")}


@pytest.mark.parametrize(
    "text",
    ["Azerbaijan failed to take the town of Hadrut.", "Azerbaijan did not capture the town of Hadrut, Aliyev said."],
)
def test_what_the_own_side_says_did_not_happen_is_no_denial(read, text):
    assert told(read(text)) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Iran's army took control of the town of Hadrut."),
        ("az", "İran ordusu Hadrut qəsəbəsini nəzarətə götürüb."),
        ("tr", "İran ordusu Hadrut kasabasını kontrol altına aldı."),
        ("ru", "Иранская армия взяла под контроль посёлок Гадрут."),
    ],
)
def test_what_another_country_takes_is_no_partys(read, language, text):
    assert told(read(text, language, date(2020, 10, 9))) == set()


def test_a_speaker_who_confirms_what_the_record_gives_to_others_has_not_gained_it(read):
    text = "Armenia's Defence Ministry confirmed the capture of the city of Zangilan."
    assert told(read(text, published=date(2020, 10, 20))) == {("Zangilan", "AZ", "affirms")}


@pytest.mark.parametrize("tail", ["գտնվում է", "շարունակում է մնալ"])
def test_a_party_between_the_words_of_a_verb_holds(read, tail):
    text = f"Թալիշ գյուղը {tail} Պաշտպանության բանակի վերահսկողության տակ։"
    assert told(read(text, "hy")) == {("Թալիշ", "ARM", "holds")}


def test_what_lies_in_a_country_is_held_by_nobody_for_that(read):
    assert told(read("Թալիշ գյուղը գտնվում է Ադրբեջանի Թարթառի շրջանում։", "hy")) == set()


def test_a_height_near_a_village_is_not_the_village(read):
    assert told(read("Հակառակորդը գրավել է մեկ բարձունք Թալիշ գյուղի մոտակայքում։", "hy")) == set()


def test_the_name_of_a_seat_may_begin_a_sentence(read):
    found = read("Ağdam, Azerbaycan'a iade edildi.", "tr", date(2020, 11, 20))
    assert told(found) == {("Ağdam", "AZ", "affirms")}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Sirik was taken by Armenian forces in 1993 and was retaken by Azerbaijan on 20 October 2020.", "Sirik"),
        (
            "en",
            "Sirik village was taken by Armenian forces during the First Nagorno-Karabakh war and retaken by the "
            "Azerbaijani army on 20 October 2020.",
            "Sirik",
        ),
        (
            "en",
            "Sirik village, which was taken by Armenian forces in 1993, was retaken by Azerbaijan on 20 October 2020.",
            "Sirik",
        ),
        (
            "az",
            "Sirik kəndi 1993-cü ildə Ermənistan ordusu tərəfindən işğal edilib və 2020-ci il oktyabrın 20-də "
            "Azərbaycan ordusu tərəfindən azad edilib.",
            "Sirik",
        ),
        (
            "az",
            "Cəbrayıl rayonunun Sirik kəndi Birinci Qarabağ müharibəsi zamanı Ermənistan ordusu tərəfindən işğal "
            "edilmiş, 20 oktyabr 2020-ci ildə azad edilmişdir.",
            "Sirik",
        ),
        (
            "tr",
            "Sirik köyü 1993'te Ermenistan ordusu tarafından işgal edildi ve 20 Ekim 2020'de Azerbaycan ordusu "
            "tarafından kurtarıldı.",
            "Sirik",
        ),
        (
            "ru",
            "Село Сирик было занято армянскими войсками в 1993 году и освобождено азербайджанской армией 20 октября "
            "2020 года.",
            "Сирик",
        ),
        (
            "ru",
            "Село Сирик, захваченное армянскими войсками в 1993 году, было освобождено азербайджанской армией "
            "20 октября 2020 года.",
            "Сирик",
        ),
        (
            "hy",
            "Սիրիկ գյուղը 1993 թվականին գրավվել էր հայկական զորքերի կողմից և 2020 թվականի հոկտեմբերի 20-ին գրավվեց "
            "ադրբեջանական բանակի կողմից։",
            "Սիրիկ",
        ),
    ],
)
def test_of_two_things_done_to_a_place_the_last_counts(read, language, text, name):
    found = read(text, language, date(2022, 10, 30)).changes
    assert {(item.place.name.text, item.holder, item.day) for item in found} == {(name, "AZ", date(2020, 10, 20))}


def test_who_took_it_last_has_it_whichever_side(read):
    text = (
        "Sirik village was captured by Azerbaijan on 17 October 2020 and retaken by Armenian forces on 20 October 2020."
    )
    found = read(text, "en", date(2020, 10, 30)).changes
    assert {(item.holder, item.day) for item in found} == {("ARM", date(2020, 10, 20))}


def test_what_one_army_does_in_turn_stays_its_own(read):
    text = (
        "Azerbaijani forces entered the district and took control of Sirik village, and Armenian forces took two tanks."
    )
    assert told(read(text, "en")) == {("Sirik", "AZ", "affirms")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Artsakh army's counterattack led to the recapture of Tinli and a loss of enemy tanks, he said.",
            [("Tinli", "ARM")],
        ),
        ("Azerbaijan's offensive resulted in the capture of Tinli.", [("Tinli", "AZ")]),
        (
            "Women and children were evacuated from the village of Tinli after Azerbaijani forces came near.",
            [("Tinli", None)],
        ),
        ("Armenian troops were evacuated from the village of Tinli.", [("Tinli", "AZ")]),
        (
            "Azerbaijani forces are still positioned on the height of Tinli, they left only the village of Talish.",
            [("Tinli", "AZ"), ("Talish", "ARM")],
        ),
        ("Azerbaijan took the villages of Tinli-Talish.", [("Tinli", "AZ"), ("Talish", "AZ")]),
    ],
)
def test_what_an_attack_leads_to_and_who_is_brought_away(read, text, told):
    assert [(item.place.name.text, item.holder) for item in read(text, "en").statements] == told
