"""What is told on other people's word, who says what "is said", and parties that only say what place it is."""

import pytest
from exchange import exchange

from karamap.statements.sentences.tellings import HEARSAY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijani forces allegedly captured the village of Talysh."),
        ("en", "Azerbaijan has reportedly captured Hadrut."),
        ("en", "According to unconfirmed reports, Azerbaijani forces took Hadrut."),
        ("en", "Azerbaijani forces are believed to have taken Hadrut."),
        ("en", "Azerbaijan is said to have captured Hadrut."),
        ("en", "Azerbaijan purportedly holds Hadrut."),
        ("ru", "Азербайджанские войска якобы взяли Гадрут."),
        ("ru", "По неподтверждённым данным, азербайджанские войска взяли Гадрут."),
        ("ru", "По некоторым данным, азербайджанские войска взяли Гадрут."),
        ("az", "Təsdiqlənməmiş məlumatlara görə, Azərbaycan Ordusu Hadrutu azad edib."),
        ("az", "İddia edilir ki, Azərbaycan Ordusu Hadrutu azad edib."),
        ("tr", "İddialara göre Azerbaycan ordusu Hadrut'u ele geçirdi."),
        ("tr", "Azerbaycan ordusunun Hadrut'u ele geçirdiği öne sürüldü."),
        ("hy", "Իբր Ադրբեջանը գրավել է Հադրութը։"),
        ("hy", "Չհաստատված տվյալներով՝ Ադրբեջանը գրավել է Հադրութը։"),
    ],
)
def test_what_nobody_vouches_for_is_told_with_a_doubt(read, language, text):
    (item,) = read(text, language).changes
    assert (item.holder, item.side, HEARSAY in item.reasons) == ("AZ", "", True)
    assert item.confidence < 1


def test_a_list_of_hearsay_is_told_whole(read):
    text = "Other villages that are allegedly under control of Azerbaijani forces are Talysh, Mehdili and Chakhirli."
    found = read(text).changes
    assert [item.place.name.text for item in found] == ["Talysh", "Mehdili", "Chakhirli"]
    assert all((item.holder, item.stance) == ("AZ", "holds") and HEARSAY in item.reasons for item in found)


def test_the_doubt_is_of_its_own_clause(read):
    found = read("Azerbaijan captured Hadrut, while Armenian forces allegedly left Talysh.").changes
    assert [(item.place.name.text, HEARSAY in item.reasons) for item in found] == [("Hadrut", False), ("Talysh", True)]


@pytest.mark.parametrize(
    ("language", "text", "side"),
    [
        ("tr", "Azerbaycan ordusunun Hadrut'u ele geçirdiği bildirildi.", ""),
        ("tr", "Hadrut'un Azerbaycan tarafından ele geçirildiği açıklandı.", ""),
        (
            "tr",
            "Ermenistan Savunma Bakanlığı tarafından Azerbaycan ordusunun Hadrut'u ele geçirdiği bildirildi.",
            "ARM",
        ),
        ("az", "Azərbaycan Ordusunun Hadrutu azad etdiyi bildirilir.", ""),
        ("az", "Azərbaycan Ordusunun Hadrutu azad etdiyi qeyd olunub.", ""),
        ("az", "Ermənistandan bildirilib ki, Azərbaycan Ordusu Hadrutu ələ keçirib.", "ARM"),
        ("az", "Azərbaycan Müdafiə Nazirliyindən bildirilib ki, Hadrut azad edilib.", "AZ"),
        ("az", "Azərbaycan tərəfindən bildirilib ki, Hadrut azad edilib.", "AZ"),
        ("ru", "О взятии Гадрута азербайджанскими войсками сообщается в соцсетях.", ""),
        ("en", "Azerbaijani forces are reported to have entered Hadrut.", ""),
        ("en", "The capture of Hadrut by Azerbaijan was announced on Friday.", ""),
        ("en", "The capture of Hadrut was announced by Azerbaijan on Friday.", "AZ"),
        ("en", "The capture of Hadrut by Azerbaijani forces was reported by Armenian media.", ""),
        ("en", "Azerbaijan's capture of Hadrut was confirmed by Armenia.", "ARM"),
    ],
)
def test_who_acts_by_what_is_said_does_not_say_it(read, language, text, side):
    assert [(item.holder, item.side) for item in read(text, language).changes] == [("AZ", side)]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The Armenian town of Hadrut was captured.", [("Hadrut", None)]),
        ("en", "The Azerbaijani troops captured the Armenian town of Hadrut.", [("Hadrut", "AZ")]),
        (
            "en",
            "The Azerbaijani villages of Talish and Madagiz were retaken by Armenia.",
            [("Talish", "ARM"), ("Madagiz", "ARM")],
        ),
        ("en", "The Azerbaijani village of Talish was captured.", [("Talish", None)]),
        ("en", "The Armenian village of Talish has been taken, the ministry said.", []),
        ("en", "Hadrut (a town of Artsakh) was captured.", [("Hadrut", None)]),
        ("en", "Aliyev stated that they had captured Hadrut, a town of Artsakh.", [("Hadrut", "AZ")]),
        ("en", "The town of Hadrut, Artsakh, was captured.", [("Hadrut", None)]),
        ("ru", "Азербайджанское село Талиш захвачено.", [("Талиш", None)]),
        ("ru", "Азербайджан взял армянское село Талиш.", [("Талиш", "AZ")]),
        ("ru", "Алиев заявил, что они взяли Гадрут (город Арцаха).", [("Гадрут", "AZ")]),
        ("ru", "Взят Гадрут (Армения).", [("Гадрут", None)]),
    ],
)
def test_whose_place_it_is_called_takes_nothing(read, language, text, told):
    assert [(item.place.name.text, item.holder) for item in read(text, language).changes] == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Ermenistan Savunma Bakanlığı Azerbaycan ordusunun Hadrut'u ele geçirdiğini bildirdi."),
        ("tr", "Ermenistan Savunma Bakanlığından Azerbaycan ordusunun Hadrut'u ele geçirdiği bildirildi."),
        ("az", "Ermənistan Müdafiə Nazirliyi Azərbaycan ordusunun Hadrutu ələ keçirdiyini bildirib."),
        ("az", "Ermənistan Müdafiə Nazirliyi tərəfindən Azərbaycan ordusunun Hadrutu ələ keçirdiyi bildirilib."),
    ],
)
def test_who_stands_behind_the_office_of_the_other_acts(read, language, text):
    assert [(item.holder, item.side) for item in read(text, language).changes] == [("AZ", "ARM")]
    exchanged = exchange(language, text)
    assert [(item.holder, item.side) for item in read(exchanged, language).changes] == [("ARM", "AZ")]
