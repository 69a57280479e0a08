"""Armenian prose: what is denied by a passive, names with a small letter, glosses, states since a day, pronouns."""

from datetime import date

import pytest

DAY = date(2020, 10, 20)
LATER = date(2021, 9, 27)


def told(extraction):
    return [(item.place.name.text, item.stance, item.holder) for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "«Տումին չի գրավվել»,- ասաց Արծրուն Հովհաննիսյանը։"),
        ("hy", "Տումին չի ընկել, գրել է Շուշան Ստեփանյանը։"),
        ("hy", "Արծրուն Հովհաննիսյան. «Տումին գրավված չէ»։"),
        ("en", "Tumi has not been captured, Shushan Stepanyan said."),
        ("ru", "Туми не захвачен, сообщила Шушан Степанян."),
        ("ru", "Туми не был взят, заявил Арцрун Ованнисян."),
        ("tr", "Şuşan Stepanyan, Tumi'nin ele geçirilmediğini söyledi."),
    ],
)
def test_that_a_place_was_not_taken_is_denied_of_the_other_side_than_who_says_so(read, language, text):
    changes = read(text, language, DAY).changes
    assert [(item.stance, item.holder, item.side) for item in changes] == [("denies", "AZ", "ARM")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Տումին չի գրավվել։"),
        ("hy", "«Տումին չենք գրավել»,- ասաց Արծրուն Հովհաննիսյանը։"),
        ("en", "Tumi has not been captured."),
    ],
)
def test_nobody_denies_what_nobody_says_or_what_we_did_not_do(read, language, text):
    assert read(text, language, DAY).changes == ()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("hy", "Կարմիր շուկան մնում է Պաշտպանության բանակի վերահսկողության տակ։", "Կարմիր շուկան"),
        ("hy", "Հին թաղերը եղել է և կմնա հայկական կողմի վերահսկողության տակ։", "Հին թաղերը"),
    ],
)
def test_a_name_goes_on_with_a_small_word_whatever_follows(read, language, text, name):
    assert told(read(text, language, DAY)) == [(name, "holds", "ARM")]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("hy", "Ադրբեջանական ուժերը գրավել են Ջրականը (Ջաբրայիլ)։", "Ջրականը"),
        ("ru", "Азербайджанские войска взяли Джракан (Джебраил).", "Джракан"),
    ],
)
def test_another_name_of_a_place_in_brackets_is_not_its_district(read, language, text, name):
    (change,) = read(text, language, DAY).changes
    assert (change.place.name.text, change.place.district, change.resolution.place_id) == (name, None, "gn148141")


def test_what_is_occupied_since_a_day_is_held(read):
    text = "Տումի գյուղը 2020 թվականի հոկտեմբերի 20-ից օկուպացված է Ադրբեջանի կողմից։"
    assert told(read(text, "hy", LATER)) == [("Տումի", "holds", "AZ")]


def test_a_pronoun_is_no_village_that_is_called_so(read):
    assert read("Այն Արցախի վերահսկողության տակ է։", "hy", DAY).statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "Մենք կորցրինք վերահսկողությունը Շուշիի նկատմամբ, ասաց Արայիկ Հարությունյանը։",
        "Ադրբեջանը Շուշիի նկատմամբ իր վերահսկողությունն է հաստատել։",
        "Հակառակորդին հաջողվեց վերահսկողության տակ առնել Շուշի քաղաքը։",
        "Հոկտեմբերի 18-ին Շուշին ընկավ։",
    ],
)
def test_who_has_control_of_a_place_has_the_place(read, text):
    assert [(item.stance, item.holder) for item in read(text, "hy", DAY).changes] == [("affirms", "AZ")]


@pytest.mark.parametrize("name", ["Աղավնոյի", "Մարտունու", "Մարտունուց"])
def test_a_name_in_any_case_leaves_a_mention(read, name):
    (mention,) = read(f"Հակառակորդը կրակ է բացել {name} ուղղությամբ։", "hy", DAY).statements
    assert mention.place.name.text == name and mention.resolution.place_id is not None


@pytest.mark.parametrize(
    "text",
    [
        "Հակառակորդը մտել էր Հադրութ, սակայն հետ է շպրտվել։",
        "Հակառակորդը մտել էր Հադրութ, սակայն դուրս է մղվել։",
        "Ադրբեջանցիները մտել էին Հադրութ, բայց նրանց դուրս են մղել քաղաքից։",
        "Հակառակորդը գրավել էր Հադրութը, բայց այն հետ է վերցվել։",
    ],
)
def test_who_was_driven_out_again_has_no_place(read, text):
    assert [(item.stance, item.holder) for item in read(text, "hy", DAY).changes] == [("affirms", "ARM")]


@pytest.mark.parametrize(
    "text",
    [
        "Ադրբեջանական ուժերը մայիսի 12-ին ՀՀ սուվերեն տարածք մտան Սև լճի հատվածում։",
        "Նրանց հրահանգավորվել է անհապաղ տիրանալ Տումի գյուղին, ասել է Արծրուն Հովհաննիսյանը։",
        "Թալիշի ուղղությամբ հակառակորդը հետ է շպրտվել։",
    ],
)
def test_where_an_attack_went_or_what_was_ordered_changes_no_hands(read, text):
    assert read(text, "hy", date(2021, 6, 1)).changes == ()


def test_in_his_words_a_party_that_acts_says_nothing(read):
    (change,) = read("Նրա խոսքով՝ Հայաստանը կորցրել է Շուշին։", "hy", DAY).changes
    assert (change.holder, change.side) == ("AZ", "")


def test_an_agreement_says_nothing_either(read):
    (change,) = read("Համաձայնագրի համաձայն՝ Շուշին անցնում է Ադրբեջանին։", "hy", DAY).changes
    assert (change.holder, change.side) == ("AZ", "")


def test_a_day_behind_the_mark_of_who_says_it_is_that_of_what_is_said(read):
    text = "Ըստ հաղորդագրության՝ հոկտեմբերի 9-ին Տումին, հոկտեմբերի 12-ին՝ Ազոխն ու Տողն անցել են Ադրբեջանին։"
    days = {item.place.name.text: item.day.day for item in read(text, "hy", DAY).changes}
    assert days["Տումին"] == 9 and days["Ազոխն"] == 12


def test_what_is_so_since_two_days_is_not_news_of_the_first(read):
    text = "Հոկտեմբերի 9-10-ից Տումի գյուղը մեր վերահսկողության տակ է, ասել է Արծրուն Հովհաննիսյանը։"
    (change,) = read(text, "hy", DAY).changes
    assert (change.stance, change.holder, change.day) == ("holds", "ARM", DAY)


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("hy", "Ադրբեջանը գրավել է Ջաբրայիլի շրջանի Քարխուլու գյուղը, հոկտեմբերի 9-ին՝ Հադրութ ավանը։", "Հադրութ"),
        ("az", "Cəbrayıl rayonunun Karxulu kəndi, oktyabrın 9-da Hadrut qəsəbəsi işğaldan azad edilib.", "Hadrut"),
        ("tr", "Cebrail'in Karhulu köyü, 9 Ekim'de Hadrut kasabası kurtarıldı.", "Hadrut"),
        ("ru", "Освобождены село Джебраильского района Кархулу, 9 октября — посёлок Гадрут.", "Гадрут"),
    ],
)
def test_a_town_elsewhere_leaves_the_district_of_the_list_before_it(read, language, text, town):
    places = {item.place.name.text: item.place.district for item in read(text, language, DAY).changes}
    assert places.pop(town) is None and all(places.values()) and places


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "Закир Гасанов заявил, что взято село Туми. Шушан Степанян сказала, что утверждения о взятии сёл — ложь.",
        ),
        (
            "en",
            "Zakir Hasanov said that the village of Tumi was taken. Shushan Stepanyan said that Azerbaijan's claims "
            "about the capture of several villages are untrue.",
        ),
        (
            "hy",
            "Զաքիր Հասանովն ասել է, որ գրավել են Տումի գյուղը։ Շուշան Ստեփանյանն ասել է, որ հայտարարությունները "
            "գյուղեր գրավելու մասին չեն համապատասխանում իրականությանը։",
        ),
    ],
)
def test_a_denial_of_taking_villages_is_of_those_told_before(read, language, text):
    changes = read(text, language, DAY).changes
    assert [(item.stance, item.holder, item.side) for item in changes] == [
        ("affirms", "AZ", "AZ"),
        ("denies", "AZ", "ARM"),
    ]


def test_reports_that_are_false_behind_a_comma_are_not_what_is_held(read):
    text = "Տումին մնում է հայկական զինված ուժերի վերահսկողության տակ, տարածված լուրերը կեղծ են։"
    assert told(read(text, "hy", DAY)) == [("Տումին", "holds", "ARM")]


def test_what_somebody_said_and_another_denied_are_two(read):
    text = "Ալիևը հայտարարեց Շուշիի գրավման մասին, ինչը հերքեց Արծրուն Հովհաննիսյանը։"
    changes = read(text, "hy", DAY).changes
    assert [(item.stance, item.holder, item.side) for item in changes] == [
        ("affirms", "AZ", "AZ"),
        ("denies", "AZ", "ARM"),
    ]


def test_a_day_before_the_verb_by_which_it_was_taken_is_that_of_it(read):
    text = "Հոկտեմբերի 12-ին հակառակորդը հարձակվեց Տումի գյուղի վրա և հոկտեմբերի 13-ին գրավեց այն։"
    (change,) = read(text, "hy", DAY).changes
    assert (change.holder, change.day.day) == ("AZ", 13)


def test_what_was_besieged_beside_what_was_taken_is_not_taken(read):
    text = "Հակառակորդը գրավել է Տումի, Ազոխ գյուղերը, ինչպես նաև շրջափակել Տող գյուղը։"
    assert told(read(text, "hy", DAY)) == [("Տումի", "affirms", "AZ"), ("Ազոխ", "affirms", "AZ")]


@pytest.mark.parametrize(
    "text",
    [
        "Հադրութում ադրբեջանցիներ կային, իսկ Շուշին կորցրել էինք։",
        "Մեր ուժերը ստիպված եղան թողնել Շուշի քաղաքը։",
        "Կանգնած են Քարագլուխ բարձունքում, մեր ուժերը հեռացել են Շուշի քաղաքից։",
    ],
)
def test_who_leaves_or_loses_a_place_is_we(read, text):
    changes = read(text, "hy", date(2020, 11, 9)).changes
    assert [(item.place.name.text[:4], item.holder) for item in changes] == [("Շուշ", "AZ")]


def test_houses_of_a_village_are_not_the_village(read):
    assert read("Տումի գյուղի 12 տուն անցավ Ադրբեջանին։", "hy", DAY).changes == ()


def test_a_land_before_names_in_a_heading_says_nothing(read):
    text = "Ավերված ԱՐՑԱԽ. ՏՈՒՄԻ. Վարդգես Գրողյան\nՏումին անցել է Ադրբեջանի վերահսկողության տակ։"
    found = read(text, "hy", date(2022, 2, 15)).changes
    assert [(item.holder, item.side or "") for item in found] == [("AZ", "")]
