"""Who acts where verbs stand behind all else: the party whose case is that of a subject, not the one named last."""

from datetime import date

import pytest

DAY = date(2020, 11, 12)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Azerbaycan ordusu, Ermenistan'ın kontrol ettiği Laçın kentini aldı."),
        ("tr", "Azerbaycan birlikleri, Ermenistan ordusunun elinde bulundurduğu Laçın kentine girdi."),
        ("tr", "Azerbaycan ordusu, Ermenistan askerlerinin terk ettiği Laçın kentine girdi."),
        ("tr", "Azerbaycan ordusu, Ermenistan'a karşı başlattığı harekatta Laçın'ı ele geçirdi."),
        ("tr", "Azerbaycan ordusu Ermenistan sınırındaki Laçın kentini aldı."),
        ("tr", "Azerbaycan ordusu Ermenistan ile anlaşma gereği Laçın kentine girdi."),
        ("tr", "Azerbaycan ordusu Ermenistan'ın tepedeki mevzilerini vurdu ve Laçın'ı aldı."),
        ("tr", "Azerbaycan ordusu Ermeni güçlerini püskürterek Laçın'ı aldı."),
        ("tr", "Azerbaycan ordusunun Ermenistan'ın yıllardır elinde tuttuğu Laçın'a girdiği açıklandı."),
        ("tr", "Ermenistan'ın işgal ettiği Laçın kenti geri alındı."),
        ("az", "Azərbaycan Ordusu Ermənistanın nəzarət etdiyi Laçın şəhərinə daxil olub."),
        ("az", "Azərbaycan Ordusu ermənilərin yaşadığı Laçın şəhərini ələ keçirdi."),
        ("az", "Azərbaycan Ordusu erməni qüvvələrinin tərk etdiyi Laçın şəhərinə daxil oldu."),
        ("az", "Azərbaycan Ordusu Ermənistana qarşı əməliyyatda Laçın şəhərini azad etdi."),
        ("az", "Azərbaycan Ordusu Ermənistanla sərhəddə Laçın şəhərini azad etdi."),
        ("az", "Azərbaycan Ordusunun bölmələri Ermənistanın müdafiə etdiyi Laçın şəhərinə daxil olub."),
        ("az", "Ermənistanın işğal etdiyi Laçın şəhəri geri alındı."),
    ],
)
def test_a_party_in_another_case_than_that_of_the_subject_takes_nothing(read, language, text):
    assert [(item.place.name.text[:5], item.holder) for item in read(text, language, DAY).changes] == [("Laçın", "AZ")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Ermenistan, Azerbaycan'ın Laçın'ı aldığını doğruladı."),
        ("tr", "Ermenistan basını, Azerbaycan ordusunun Laçın'ı ele geçirdiğini yazdı."),
        ("az", "Ermənistan Azərbaycan Ordusunun Laçını ələ keçirdiyini təsdiqlədi."),
    ],
)
def test_who_owns_a_verb_that_is_a_noun_does_what_it_tells(read, language, text):
    assert {item.holder for item in read(text, language, DAY).changes} == {"AZ"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "tr",
            "Azerbaycan ordusunun 27 yıldır Ermenistan'ın kontrol altında tuttuğu Kelbecer iline girdiği bildirildi.",
        ),
        ("tr", "Azerbaycan ordusu Ermenistan'ın kontrolündeki Kelbecer iline girdi."),
        ("az", "Azərbaycan Ordusu 27 ildir Ermənistanın nəzarətində saxladığı Kəlbəcər rayonuna daxil olub."),
    ],
)
def test_who_had_a_whole_district_does_not_enter_it(read, language, text):
    assert [(fact.subject[:3], fact.holder) for fact in read(text, language, DAY).facts] in (
        [("Kel", "AZ")],
        [("Kəl", "AZ")],
    )


def test_who_acts_before_a_relative_clause_of_their_own_keeps_what_is_told_of_them(read):
    text = "Azərbaycan Ordusunun keçirdiyi əməliyyatdan sonra Laçın şəhəri düşməndən təmizlənib."
    assert {item.holder for item in read(text, "az", DAY).changes} == {"AZ"}


def test_who_says_it_does_not_lose_it(read):
    (told,) = read("Azərbaycan bildirib ki, Ermənistan Laçın şəhərini itirib.", "az", DAY).changes
    assert told.holder == "AZ"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Azərbaycan Ordusu Laçın şəhərinə çıxdı."),
        ("az", "Ermənistan ordusu Laçına çəkildi."),
        ("tr", "Ermenistan ordusu Laçın'a çekildi."),
        ("tr", "Ermenistan ordusu Laçın kentine geri çekildi."),
        ("az", "Azərbaycan Ordusu Laçın şəhərinə aparan yolu nəzarətə götürdü."),
        ("az", "Azərbaycan Ordusu Laçın şəhərinə çıxan yolu nəzarətə götürdü."),
    ],
)
def test_a_place_that_somebody_goes_to_is_not_left(read, language, text):
    found = read(text, language, DAY)
    assert found.changes == ()
    assert [item.place.name.text[:5] for item in found.statements] == ["Laçın"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Ermənistan qüvvələri noyabrın 10-da Laçından çıxmışdı."),
        ("az", "Ermənistan ordusu noyabrın 10-da Laçın şəhərini tərk etməyə məcbur oldu."),
        ("tr", "Ermenistan ordusu 10 Kasım'da Laçın'dan çekilmek zorunda kaldı."),
        ("tr", "10 Kasım'da Laçın'dan çekilen Ermenistan, Şuşa'yı da Azerbaycan'a geri verecek."),
        ("tr", "10 Kasım'da Laçın'dan çekilen Ermenistan ordusu, Şuşa'yı da Azerbaycan'a geri verecek."),
    ],
)
def test_who_left_a_place_or_had_to_loses_it_whatever_is_planned_besides(read, language, text):
    found = read(text, language, DAY)
    changes = [(item.place.name.text[:5], item.holder, item.day.day) for item in found.changes]
    assert changes == [("Laçın", "AZ", 10)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Laçın rayonu azad edildi, ancaq Laçın şəhəri və iki kənd – Zabux və Sus bizim nəzarətimizdə deyildi."),
        ("az", "Laçın rayonu azad edildi, amma Laçın şəhəri hələ mühasirədə idi."),
        ("tr", "Laçın ili kurtarıldı, ancak Laçın şehri ve Zabuh köyü bizim kontrolümüzde değildi."),
        ("tr", "Laçın şehri o zaman Azerbaycan'ın kontrolünde değildi."),
    ],
)
def test_what_stands_behind_a_contrast_does_not_go_with_the_verb_before_it(read, language, text):
    assert read(text, language, date(2020, 12, 5)).changes == ()


@pytest.mark.parametrize("text", ["Laçınımız azad edildi.", "Ordumuz Laçınımızı azad etdi."])
def test_a_place_that_is_called_ours_keeps_its_name(read, text):
    (told,) = read(text, "az", DAY, side="AZ").changes
    assert (told.resolution.place_id, told.holder) == ("gn147625", "AZ")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "18 Mayıs 1992'de Ermenistan tarafından işgal edilen Laçın bugün işgalden kurtarıldı."),
        ("tr", "1992'de işgal edilen Laçın kenti kurtarıldı."),
        ("tr", "Azerbaycan ordusu 18 Mayıs 1992'den beri işgal altında olan Laçın kentini kurtardı."),
        ("tr", "Azerbaycan ordusu, Ermenistan'ın 1992'de işgal ettiği Laçın'ı kurtardı."),
        ("tr", "Ermenistan'ın 1992'de işgal ettiği Laçın'a Azerbaycan ordusu girdi."),
        ("az", "1992-ci il mayın 18-də Ermənistan tərəfindən işğal edilmiş Laçın şəhəri bu gün azad edildi."),
        ("az", "Azərbaycan Ordusu 1992-ci ildə işğal olunmuş Laçın şəhərini azad edib."),
        ("az", "Ermənistanın 1992-ci ildə işğal etdiyi Laçın şəhərini Azərbaycan Ordusu azad edib."),
    ],
)
def test_what_describes_a_place_by_times_long_past_hides_no_news_of_it(read, language, text):
    (told,) = read(text, language, DAY).changes
    assert (told.resolution.place_id, told.holder, told.day) == ("gn147625", "AZ", DAY)


def test_a_year_of_a_finite_verb_stays_that_of_what_it_tells(read):
    text = "Laçın 1992'de işgal edilmişti, 2020'de de bir bölümü kurtarıldı."
    assert read(text, "tr", DAY).changes == ()


def test_who_acts_before_a_word_that_begins_a_clause_is_its_subject(read):
    text = "Azerbaycan ise Ermenistan'ın işgal ettiği ve stratejik öneme sahip Laçın'da kontrolü ele geçirdi."
    assert [item.holder for item in read(text, "tr", DAY).changes] == ["AZ"]


def test_a_sentence_about_freed_land_heads_no_list(read):
    text = "Azad edilmiş torpaqlardayıq. Gedirik Laçın rayonuna.\n\nGüləbird kəndi. Dağıdılıb."
    assert read(text, "az", DAY, side="AZ").changes == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Hadrut Azərbaycanın, Şuşa isə Ermənistanın nəzarətindədir."),
        ("az", "Hadrutu Azərbaycan, Şuşanı isə Ermənistan nəzarətdə saxlayır."),
        ("tr", "Hadrut Azerbaycan'ın, Şuşa ise Ermenistan'ın kontrolünde."),
    ],
)
def test_one_verb_of_two_parties_does_not_give_the_last_one_both_places(read, language, text):
    found = read(text, language, DAY)
    assert [(item.resolution.place_id, item.holder) for item in found.changes] == [("gn147105", "ARM")]
    assert len(found.statements) == 2
