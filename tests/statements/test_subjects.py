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
