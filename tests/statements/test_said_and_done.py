"""Who says it and who does it, each of two sides in both parts, in five languages: the holder follows from who does."""

from __future__ import annotations

from itertools import product

import pytest
from exchange import OTHER

SAYS = {
    "en": {
        "AZ": ("Azerbaijan", "The Azerbaijani Defence Ministry", "President Aliyev", "Baku"),
        "ARM": ("Armenia", "Armenia's Ministry of Defence", "Prime Minister Pashinyan", "Yerevan"),
    },
    "az": {
        "AZ": ("Azərbaycan", "Azərbaycan Müdafiə Nazirliyi", "Azərbaycan Prezidenti İlham Əliyev"),
        "ARM": ("Ermənistan", "Ermənistan Müdafiə Nazirliyi", "Ermənistanın baş naziri Nikol Paşinyan"),
    },
    "tr": {
        "AZ": ("Azerbaycan", "Azerbaycan Savunma Bakanlığı", "Azerbaycan Cumhurbaşkanı Aliyev", "Azerbaycan ordusu"),
        "ARM": ("Ermenistan", "Ermenistan Savunma Bakanlığı", "Ermenistan Başbakanı Paşinyan", "Ermenistan ordusu"),
    },
    "ru": {
        "AZ": ("Минобороны Азербайджана", "Министерство обороны Азербайджана"),
        "ARM": ("Минобороны Армении", "Министерство обороны Армении"),
    },
    "hy": {
        "AZ": ("Ադրբեջանը", "Ադրբեջանի ՊՆ-ն", "Ադրբեջանի նախագահ Իլհամ Ալիևը"),
        "ARM": ("Հայաստանը", "Հայաստանի ՊՆ-ն", "Հայաստանի վարչապետ Նիկոլ Փաշինյանը", "Երևանը"),
    },
}
"""Who speaks for each side."""

DOES = {
    "en": {"AZ": ("Azerbaijan", "the Azerbaijani army"), "ARM": ("Armenia", "Armenian forces")},
    "az": {"AZ": ("Azərbaycanın", "Azərbaycan Ordusunun"), "ARM": ("Ermənistanın", "erməni qoşunlarının")},
    "tr": {"AZ": ("Azerbaycan'ın", "Azerbaycan ordusunun"), "ARM": ("Ermenistan'ın", "Ermeni güçlerinin")},
    "ru": {
        "AZ": ("азербайджанские войска", "вооружённые силы Азербайджана"),
        "ARM": ("армянские войска", "вооружённые силы Армении"),
    },
    "hy": {"AZ": ("Ադրբեջանը", "ադրբեջանական ուժերը"), "ARM": ("Հայաստանը", "հայկական ուժերը")},
}
"""Who acts of each side, in the case of who does what is said."""

DONE_BY = {
    "ru": {"AZ": ("армией Азербайджана", "Азербайджаном"), "ARM": ("армянской армией", "Арменией")},
    "hy": {"AZ": ("Ադրբեջանի", "ադրբեջանական բանակի"), "ARM": ("Հայաստանի", "հայկական բանակի")},
}
"""Who acts of each side, in the case of whom it is done by or whose it is."""

GAINS = {
    "en": (
        "{S} said that {A} captured Hadrut.",
        "{S} announced on Friday that {A} had taken the town of Hadrut.",
        "According to {S}, {A} have entered Hadrut.",
        "{A} took control of Hadrut, {S} said.",
        "{S} said that Hadrut had fallen to {A}.",
        "{S} said that Hadrut is under the control of {A}.",
        "Hadrut has been captured by {A}, {S} said.",
    ),
    "az": (
        "{S} {A} Hadrutu ələ keçirdiyini bildirib.",
        "{S} {A} Hadruta daxil olduğunu açıqlayıb.",
        "{S} Hadrutun {A} nəzarətinə keçdiyini bildirib.",
        "{S} Hadrutun {A} nəzarətində olduğunu bildirib.",
    ),
    "tr": (
        "{S}, {A} Hadrut'u ele geçirdiğini açıkladı.",
        "{S} {A} Hadrut'a girdiğini bildirdi.",
        "{S} Hadrut'un {A} eline geçtiğini bildirdi.",
        "{S}, Hadrut'un {A} kontrolünde olduğunu açıkladı.",
    ),
    "ru": ("{S} сообщило, что {A} вошли в Гадрут.", "{A} взяли Гадрут, сообщило {S}."),
    "hy": ("{S} հայտնել է, որ {A} գրավել են Հադրութը։", "{S} հայտարարեց, որ {A} մտել են Հադրութ։"),
}
"""What is said of who gains a place."""

GAINS_BY = {
    "ru": (
        "{S} сообщило о взятии Гадрута {A}.",
        "{S} сообщило, что Гадрут захвачен {A}.",
        "Гадрут взят {A}, сообщило {S}.",
    ),
    "hy": (
        "{S} հայտնել է {A} կողմից Հադրութի գրավման մասին։",
        "{S} հայտնել է, որ Հադրութն անցել է {A} վերահսկողության տակ։",
    ),
}
"""The same, in the words for whom it is done by."""

LOSES = {
    "en": ("{S} said that {A} had withdrawn from Hadrut.", "{A} had lost Hadrut, according to {S}."),
    "az": ("{S} {A} Hadrutdan çəkildiyini bildirib.", "{S} {A} Hadrutu itirdiyini bildirib."),
    "tr": ("{S}, {A} Hadrut'tan çekildiğini açıkladı.", "{S} {A} Hadrut'u kaybettiğini bildirdi."),
    "ru": ("{S} сообщило, что {A} покинули Гадрут.", "{S} сообщило, что {A} потеряли Гадрут."),
    "hy": ("{S} հայտնել է, որ {A} լքել են Հադրութը։", "{S} հայտնել է, որ {A} կորցրել են Հադրութը։"),
}
"""What is said of who loses it."""


def sentences(language):
    """Each sentence with who holds the place by it, and whose word it is."""
    told = [(GAINS, DOES, False), (LOSES, DOES, True)]
    told += [(GAINS_BY, DONE_BY, False)] if language in GAINS_BY else []
    for frames, parties, is_lost in told:
        for side, acting in product(OTHER, OTHER):
            for frame, who, party in product(frames[language], SAYS[language][side], parties[language][acting]):
                text = frame.format(S=who, A=party)
                yield text[0].upper() + text[1:], OTHER[acting] if is_lost else acting, side


@pytest.mark.parametrize("language", SAYS)
def test_the_holder_follows_from_who_does_it_and_the_side_from_who_says_it(read, language):
    found = [
        (text, [(item.holder, item.side) for item in read(text, language).changes])
        for text, _, _ in sentences(language)
    ]
    assert len(found) >= 32
    assert found == [(text, [(holder, side)]) for text, holder, side in sentences(language)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Azerbaijan announced the Armenian capture of Hadrut.", ("ARM", "AZ")),
        ("Yerevan announced the Azerbaijani capture of Hadrut.", ("AZ", "ARM")),
        ("Baku said that Hadrut fell to Armenian forces.", ("ARM", "AZ")),
        ("Hadrut has fallen to Azerbaijan, Armenia's Foreign Ministry said.", ("AZ", "ARM")),
    ],
)
def test_who_owns_what_is_told_gains_by_it(read, text, told):
    assert [(item.holder, item.side) for item in read(text).changes] == [told]


@pytest.mark.parametrize(
    ("language", "text", "holder"),
    [
        ("en", "Hadrut, which Armenia had held since 1993, is now under Azerbaijani control.", "AZ"),
        ("en", "Hadrut, held by Azerbaijan since 1993, is now under Armenian control.", "ARM"),
        ("en", "Hadrut, which Armenia had occupied, was liberated.", "AZ"),
        ("en", "Hadrut, which Azerbaijan had captured, was retaken.", "ARM"),
        ("en", "The village of Tugh, which Armenia had taken, was retaken by Azerbaijan.", "AZ"),
        ("en", "Armenian troops fled from Hadrut as Azerbaijani forces entered the town.", "AZ"),
        ("en", "Azerbaijani troops fled from Hadrut as Armenian forces entered the town.", "ARM"),
        ("en", "Azerbaijan, unlike Armenia, confirmed that it holds Hadrut.", "AZ"),
        ("en", "Armenia, unlike Azerbaijan, confirmed that it holds Hadrut.", "ARM"),
        ("ru", "Гадрут, который Армения удерживала с 1993 года, теперь под контролем Азербайджана.", "AZ"),
        ("ru", "Гадрут, который Азербайджан удерживал, теперь под контролем Армении.", "ARM"),
        ("ru", "Азербайджанская армия вытеснила армянскую армию из Гадрута.", "AZ"),
        ("ru", "Армянская армия выбила азербайджанскую армию из Гадрута.", "ARM"),
        ("hy", "Հայկական ուժերը ադրբեջանական ուժերի հարձակման հետևանքով լքել են Հադրութը։", "AZ"),
        ("hy", "Ադրբեջանական ուժերը հայկական ուժերի հարձակման հետևանքով լքել են Հադրութը։", "ARM"),
        ("hy", "Ադրբեջանական ուժերը հայկական ուժերին դուրս են մղել Հադրութից։", "AZ"),
        ("hy", "Հայկական ուժերը ադրբեջանական ուժերին դուրս են մղել Հադրութից։", "ARM"),
    ],
)
def test_the_other_party_is_told_apart_by_its_case_and_its_clause(read, language, text, holder):
    assert [(item.holder, item.stance != "denies") for item in read(text, language).changes] == [(holder, True)]
