"""Whose villages a sentence counts, where a town behind a list lies, and who is said to say it."""

from datetime import date

import pytest


def placed(extraction):
    """Each change: its name, its district as written, and the place that it means."""
    return [
        (item.place.name.text, item.place.district and item.place.district.text, item.resolution.place_id)
        for item in extraction.changes
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Azərbaycan Ordusu Zəngilanın 6 kəndi və Cəbrayılın Tinli kəndini azad edib."),
        ("tr", "Azerbaycan ordusu Zengilan'ın 6 köyünü ve Cebrayıl'ın Tinli köyünü kurtardı."),
        ("en", "The Azerbaijani army took Zangilan's 6 villages and Tinli village of Jabrayil district."),
    ],
)
def test_a_district_of_which_villages_are_counted_is_no_place(read, language, text):
    assert [name for name, _, _ in placed(read(text, language))] == ["Tinli"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Взяты город Зангилан, шесть сел Зангиланского района - Хавалы, Зарнали и Муганлы, сообщил Алиев."),
        ("en", "Aliyev said the city of Zangilan, 3 villages of Zangilan district - Havali, Zarnali, Mughanli - fell."),
        (
            "az",
            "Ordu Zəngilan şəhərini, Zəngilanın 3 kəndini - Havalı, Zərnəli, Muğanlı - azad edib, deyə Əliyev yazıb.",
        ),
    ],
)
def test_a_list_behind_a_count_lies_in_the_district_counted(read, language, text):
    city, *villages = placed(read(text, language))
    assert city[2] == "gn146901"
    assert [place_id for _, _, place_id in villages] == ["gn147789", "gn8443636", "gn147466"]
    assert all(district for _, district, _ in villages)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Aliyev, Cebrayıl'ın Tinli ve Sirik köylerinin, Hadrut kasabasının kurtarıldığını duyurdu."),
        ("az", "Azərbaycan Ordusu Cəbrayıl rayonunun Tinli, Sirik kəndlərini və Hadrut qəsəbəsini azad edib."),
    ],
)
def test_a_town_behind_the_villages_of_a_district_need_not_lie_in_it(read, language, text):
    found = placed(read(text, language))
    assert [place_id for _, _, place_id in found] == ["gn147050", "km0002", "gn148105"]
    assert found[-1][1] is None and found[0][1] and found[1][1]


def test_a_town_of_that_district_keeps_it(read):
    text = "Azərbaycan Ordusu Zəngilan rayonunun Genlik kəndini və Mincivan qəsəbəsini azad edib."
    assert placed(read(text, "az"))[-1] == ("Mincivan", "Zəngilan", "gn147504")


def test_a_paragraph_that_nobody_says_is_not_what_the_speaker_before_said(read):
    text = (
        "President Ilham Aliyev announced that the army had taken the city of Zangilan.\n\n"
        "Armenian forces lost the village of Talish. The town of Hadrut was captured by Azerbaijani troops."
    )
    assert [bool(item.speaker) for item in read(text).changes] == [True, False, False]


@pytest.mark.parametrize(
    "second",
    [
        '"The army took the village of Talish," he added.',
        '"The army took the village of Talish."',
        "These villages are Talish and Tiri.",
    ],
)
def test_a_paragraph_that_goes_on_is_the_same_voice(read, second):
    found = read(f"President Ilham Aliyev announced that two villages were liberated.\n\n{second}")
    assert {item.side for item in found.statements} == {"AZ"}


def test_an_office_of_somebody_unknown_is_nobodys_voice(read):
    text = "Село Талиш вновь под контролем армянских сил, сообщил президент Иван Неизвестный."
    assert [item.speaker for item in read(text, "ru").changes] == [""]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "В течение 30 лет город Шуша находился под контролем армян."),
        ("en", "The city of Shusha was under the control of Armenian forces for nearly 30 years."),
        ("tr", "Şuşa şehri 28 yıl boyunca Ermenistan'ın kontrolündeydi."),
    ],
)
def test_how_long_a_place_was_held_is_no_news(read, language, text):
    assert read(text, language).changes == ()


@pytest.mark.parametrize(
    ("text", "name", "holder", "stance"),
    [
        (
            "Azerbaijan's Defence Ministry claimed Talish had been cleared of Armenian forces.",
            "Talish",
            "AZ",
            "affirms",
        ),
        ("Armenian forces were forced to retreat from the town of Hadrut.", "Hadrut", "AZ", "affirms"),
        ("Pashinyan admitted that Shushi is not under our control.", "Shushi", "AZ", "affirms"),
        ("Armenia's Defence Ministry said reports of the capture of Hadrut were false.", "Hadrut", "AZ", "denies"),
    ],
)
def test_what_published_pages_say_in_other_words(read, text, name, holder, stance):
    assert [(item.place.name.text, item.holder, item.stance) for item in read(text).changes] == [(name, holder, stance)]


def test_clearing_of_mines_changes_no_hands(read):
    assert read("The villages of Talish and Tiri were cleared of mines, the ministry of Azerbaijan said.").changes == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Russian peacekeepers took control of the Lachin corridor."),
        ("ru", "Российские миротворцы взяли под контроль Лачинский коридор."),
        ("tr", "Rus barış gücü Laçın koridorunun kontrolünü aldı."),
    ],
)
def test_a_corridor_is_not_the_town_that_it_is_called_by(read, language, text):
    assert read(text, language).changes == ()


def test_a_list_that_a_sentence_introduces_without_a_verb_goes_on(read):
    text = (
        "Cumhurbaşkanı Aliyev, 4 köyün kurtarıldığını duyurdu.\n"
        "Aliyev'in açıkladığı köyler şöyle: Zengilan iline bağlı Venedli; Kubadlı iline bağlı Zilanlı ve Muğanlı."
    )
    found = read(text, "tr").changes
    assert [(item.place.name.text, item.holder) for item in found] == [
        ("Venedli", "AZ"),
        ("Zilanlı", "AZ"),
        ("Muğanlı", "AZ"),
    ]


def test_an_open_name_of_a_seat_is_not_lost(read):
    found = read("Kalbajar was returned on November 25 and Aghdam on November 20.")
    assert "Aghdam" in [item.place.name.text for item in found.statements]


def test_who_calls_a_place_by_another_name_does_not_act(read):
    found = read("The town of Shusha, known to Armenians as Shushi, fell on November 8, 2020.")
    assert {item.holder for item in found.changes} == {"AZ"}
    (taken,) = read("Azerbaijani forces took the town of Shusha, known to Armenians as Shushi.").changes[:1]
    assert taken.holder == "AZ"


def test_villages_in_brackets_lie_in_the_district_before_them(read):
    text = "Azerbaijani troops took villages in Zangilan (Jahangirbeyli, Baharli) and Gubadli (Padar, Khanlig) regions."
    found = placed(read(text))
    assert [(name, district) for name, district, _ in found] == [
        ("Jahangirbeyli", "Zangilan"),
        ("Baharli", "Zangilan"),
        ("Padar", "Gubadli"),
        ("Khanlig", "Gubadli"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our units took the village of Tugh."),
        ("en", "The village of Tugh is now under the control of our army."),
        ("ru", "Наши подразделения взяли село Туг."),
        ("az", "Hissələrimiz Tuğ kəndini azad edib."),
        ("tr", "Birliklerimiz Tuğ köyünü aldı."),
    ],
)
def test_our_units_are_those_of_the_side_whose_page_it_is(read, language, text):
    assert [item.holder for item in read(text, language, side="AZ").changes] == ["AZ"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Ադրբեջանական ստորաբաժանումները ներխուժել են Արցախի տարածք՝ գրավելով Տիրին։"),
        ("en", "Azerbaijani forces entered Artsakh territory, capturing the village of Tiri."),
        ("ru", "Подразделения Азербайджана вошли на территорию Арцаха и захватили село Тири."),
        ("tr", "Artsakh Cumhurbaşkanı'nın Sözcüsü, Tiri'nin ele geçirildiğine dair Aliyev'in sözlerine tepki verdi."),
        ("tr", "Azerbaycan birlikleri Artsakh topraklarına girerek Tiri köyünü ele geçirdi."),
        ("en", "Azerbaijani units invaded the territory of the Republic of Artsakh and took the village of Tiri."),
    ],
)
def test_whose_land_is_entered_and_who_only_reacts_take_nothing(read, language, text):
    assert [item.holder for item in read(text, language).changes] == ["AZ"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ադրբեջանի զինված ուժերը մտել են Ասկերանի շրջանի Փառուխ գյուղ. Նաիրի Հոխիկյան", ["Փառուխ"]),
        ("Հակառակորդը գրավել է Հադրութը․ Պետրոսյան", ["Հադրութը"]),
        (
            "Երկու գյուղերը՝ Հին թաղերն ու Խծաբերդը, մնացել են հայկական կողմի վերահսկողության տակ։",
            ["Հին թաղերն", "Խծաբերդը"],
        ),
    ],
)
def test_armenian_names_and_who_says_it_behind_a_dot(read, text, names):
    assert [item.place.name.text for item in read(text, "hy").changes] == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'Aliyev said: "We have taken the city of Lachin."'),
        ("az", 'Prezident İlham Əliyev deyib: "Laçın şəhərini azad etdik".'),
        ("ru", 'Алиев сказал: "Мы взяли город Лачин".'),
    ],
)
def test_what_we_took_is_ours_whatever_the_record_has(read, language, text):
    (change,) = read(text, language, date(2020, 12, 2)).changes
    assert (change.holder, change.side) == ("AZ", "AZ")
