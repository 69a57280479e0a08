"""What pages in Turkish say, by kinds of sentences that they are full of."""

from datetime import date

import pytest


def changed(extraction):
    """Each change: the place, its district and its holder."""
    return [
        (item.place.name.text, item.place.district and item.place.district.text, item.holder)
        for item in extraction.changes
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("AZERBAYCAN'DAN SON DAKİKA: ZENGİLAN KURTARILDI", "tr"),
        ("Azerbaycan'dan flaş açıklama: Zengilan işgalden kurtarıldı", "tr"),
        ("Azerbaycan'dan yapılan açıklamada Zengilan'ın işgalden kurtarıldığı bildirildi.", "tr"),
        ("Azərbaycandan xəbər: Zəngilan şəhəri alındı.", "az"),
    ],
)
def test_who_news_comes_from_loses_nothing(read, text, language):
    assert [item.holder for item in read(text, language).changes] == ["AZ"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zengilan kenti Ermenistan'dan geri alındı.", "tr"),
        ("Ermenistan'dan geri alınan köyler: Çimen ve Dedeli.", "tr"),
        ("Zəngilan şəhəri Ermənistandan geri alındı.", "az"),
    ],
)
def test_from_whom_a_place_is_taken_loses_it(read, text, language):
    assert {item.holder for item in read(text, language).changes} == {"AZ"}


def test_a_total_of_the_list_before_it_is_no_number_reached_so_far(read):
    text = (
        "Azerbaycan Savunma Bakanlığı, Karahanbeyli, Mehdili ve Papı köyleri olmak üzere toplam 3 köyün işgalden "
        "kurtarıldığını bildirdi."
    )
    found = read(text, "tr", date(2020, 10, 4))
    assert [name for name, _, _ in changed(found)] == ["Karahanbeyli", "Mehdili", "Papı"]
    assert [total.scope for total in found.totals] == ["day"]


def test_the_village_told_of_before_may_stand_right_before_who_takes_it(read):
    text = "Sus, Laçın rayonuna bağlı bir köydür. 26 Ağustos 2022'de köy Azerbaycan ordusunun kontrolüne geçti."
    found = read(text, "tr", date(2022, 9, 1))
    assert [(item.place.name.text, item.day) for item in found.changes] == [("Sus", date(2022, 8, 26))]


def test_control_that_is_taken_over_is_a_change(read):
    text = "Azerbaycan ordusu Laçın ilinin Sus ve Zabuh köylerinin kontrolünü devraldı."
    assert changed(read(text, "tr", date(2022, 8, 26))) == [("Sus", "Laçın", "AZ"), ("Zabuh", "Laçın", "AZ")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Saldırıda Duyarlı köyünde bir sivil yaralandı.", "Duyarlı"),
        ("Sonrasında Hadrut kasabası Azerbaycan ordusunca ele geçirildi.", "Hadrut"),
    ],
)
def test_a_first_word_that_says_where_belongs_to_no_name(read, text, name):
    assert [item.place.name.text for item in read(text, "tr").statements] == [name]


@pytest.mark.parametrize("month", ["Mart'ta", "Mart'ın"])
def test_march_has_a_day_in_every_case(read, month):
    (told,) = read(f"Azerbaycan ordusu 25 {month} sabahı Ferruh köyüne girdi.", "tr", date(2022, 3, 30)).changes
    assert told.day == date(2022, 3, 25)


def test_what_was_taken_in_a_war_is_no_news_of_the_page(read):
    text = (
        "44 gün süren savaşta Azerbaycan ordusu 5 kent, 4 kasaba ve 286 köyü kurtardı. Füzuli, Cebrail, Zengilan ve "
        "Şuşa kurtarılan kentler arasında."
    )
    found = read(text, "tr", date(2021, 11, 8))
    assert found.changes == ()
    assert len(found.statements) == 4


def test_a_place_and_its_district_are_no_two_districts(read):
    text = "Hadrut, Hocavend rayonuna bağlı kasaba. 9 Ekim 2020'de Azerbaycan kontrolüne geçti."
    assert changed(read(text, "tr", date(2021, 3, 10))) == [("Hadrut", "Hocavend", "AZ")]


def test_a_district_before_its_day_owns_no_name_behind_that(read):
    text = "Ağdam ili 20 Kasım'da, Kelbecer 25 Kasım'da Azerbaycan'a teslim edildi."
    found = read(text, "tr", date(2020, 12, 30))
    assert [(fact.subject, fact.day) for fact in found.facts] == [("Ağdam", date(2020, 11, 20))]
    assert changed(found) == [("Kelbecer", None, "AZ")]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaycan ordusu Hadrut kasabasını kuşatma altına aldı.",
        "Azerbaycan ordusu Hadrut kasabasını ateş altına aldı.",
        "Azerbaycan ordusu Talış köyünde çatışmaya girdi.",
    ],
)
def test_sieges_and_attacks_change_nothing(read, text):
    found = read(text, "tr", date(2020, 10, 13))
    assert found.changes == ()
    assert found.statements != ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ağdam 23 Temmuz 1993'te işgal edilmiş, 20 Kasım 2020'de Azerbaycan'a iade edilmişti.", "tr"),
        ("Ağdam 1993-cü il iyulun 23-də işğal edilib, 2020-ci il noyabrın 20-də Azərbaycana qaytarılıb.", "az"),
    ],
)
def test_a_town_that_was_taken_on_one_day_and_given_back_on_another_is_told_with_the_last(read, text, language):
    (told,) = read(text, language, date(2021, 11, 20)).changes
    assert (told.holder, told.day) == ("AZ", date(2020, 11, 20))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Azerbaycan ordusu Şuşa'ya 5 kilometre mesafede bulunan Daşaltı köyünü ele geçirdi.", "tr"),
        ("Azərbaycan Ordusu Şuşadan 5 kilometr məsafədə yerləşən Daşaltı kəndini azad edib.", "az"),
    ],
)
def test_from_where_a_village_lies_so_far_is_not_taken(read, text, language):
    found = read(text, language, date(2020, 11, 6))
    assert [name for name, _, _ in changed(found)] == ["Daşaltı"]
    assert len(found.statements) == 2


def test_villages_that_belong_to_a_town_lie_in_its_district(read):
    text = "Cebrail kenti ve Cebrail'e bağlı Karkulu ve Caferabad köyleri Ermenistan işgalinden kurtarıldı."
    assert changed(read(text, "tr", date(2020, 10, 4))) == [
        ("Cebrail", None, "AZ"),
        ("Karkulu", "Cebrail'e", "AZ"),
        ("Caferabad", "Cebrail'e", "AZ"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Erdoğan, işgalden kurtarılan Şuşa'da havalimanı inşaatını gezdi.", "tr"),
        ("27 yıl sonra Azerbaycan'ın kontrolüne geçen Şuşa'da Cuma namazı kılındı.", "tr"),
        ("Azərbaycanın nəzarətinə keçmiş Şuşa şəhərində festival keçirilib.", "az"),
    ],
)
def test_a_place_described_by_how_it_was_taken_is_a_mention(read, text, language):
    (told,) = read(text, language, date(2023, 6, 15)).statements
    assert (told.place.name.text[:4], told.stance) == ("Şuşa", None)


def test_heights_are_heights_in_every_case(read):
    found = read("Azerbaycan ordusu Kırkkız ve Sarıbaba tepelerini kontrol altına aldı.", "tr", date(2022, 8, 3))
    assert [item.place.kind for item in found.changes] == ["height", "height"]
