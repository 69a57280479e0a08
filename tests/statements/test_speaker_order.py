"""Who speaks stands in front or behind, what was done is active or passive: holder and side are the same."""

from __future__ import annotations

from itertools import product

import pytest
from exchange import NOV_10, OTHER, exchange

GAINED = {
    "en": [
        "Azerbaijani forces captured Hadrut",
        "Hadrut was captured by Azerbaijani forces",
        "Hadrut is under Azerbaijani control",
        "Armenian forces left Hadrut",
        "Hadrut was taken from Armenia",
        "Armenia lost Hadrut to Azerbaijan",
    ],
    "az": [
        "Azərbaycan Ordusu Hadrutu ələ keçirib",
        "Hadrut Azərbaycan Ordusu tərəfindən ələ keçirilib",
        "Hadrut Azərbaycanın nəzarətindədir",
        "Ermənistan qüvvələri Hadrutu tərk edib",
    ],
    "tr": [
        "Azerbaycan ordusunun Hadrut'u ele geçirdiğini",
        "Hadrut'un Azerbaycan ordusu tarafından ele geçirildiğini",
        "Ermenistan güçlerinin Hadrut'tan çekildiğini",
        "Hadrut'un Azerbaycan'ın kontrolüne geçtiğini",
    ],
    "ru": [
        "азербайджанские войска взяли Гадрут",
        "Гадрут взят азербайджанскими войсками",
        "Гадрут находится под контролем Азербайджана",
        "армянские войска оставили Гадрут",
    ],
    "hy": [
        "ադրբեջանական ուժերը գրավել են Հադրութը",
        "Հադրութը գրավվել է ադրբեջանական ուժերի կողմից",
        "Հադրութը գտնվում է Ադրբեջանի վերահսկողության տակ",
        "հայկական ուժերը լքել են Հադրութը",
    ],
}
"""What is said in the words of one party or the other: that the first one holds the place."""

SAID = {
    "en": [
        "Azerbaijan's Ministry of Defence said that {}.",
        "{}, Azerbaijan's Ministry of Defence said.",
        "{}, said President Ilham Aliyev.",
        "{}, President Ilham Aliyev said.",
        "According to Azerbaijan, {}.",
        "{}, according to Azerbaijan.",
        "Baku: {}.",
        "Azerbaijan said {}.",
    ],
    "az": [
        "Azərbaycan Müdafiə Nazirliyi bildirib ki, {}.",
        "{}, Azərbaycan Müdafiə Nazirliyi bildirib.",
        "Əliyev: {}.",
        "Azərbaycan bildirib ki, {}.",
    ],
    "tr": [
        "Azerbaycan, {} açıkladı.",
        "Azerbaycan {} duyurdu.",
        "{} Azerbaycan Savunma Bakanlığı açıkladı.",
        "Aliyev, {} açıkladı.",
    ],
    "ru": [
        "Минобороны Азербайджана сообщило, что {}.",
        "{}, сообщило Минобороны Азербайджана.",
        "Как заявил Алиев, {}.",
        "{}, заявил Алиев.",
        "По данным Азербайджана, {}.",
        "Баку: {}.",
    ],
    "hy": [
        "Ադրբեջանի պաշտպանության նախարարությունը հայտնել է, որ {}։",
        "{}, հայտնել է Ադրբեջանի պաշտպանության նախարարությունը։",
        "Ալիևը հայտարարել է, որ {}։",
        "{},- հայտարարել է Ալիևը։",
    ],
}
"""How the one party says so."""


def told(read, language, text):
    found = read(text[0].upper() + text[1:], language, NOV_10).statements
    return {(item.holder, item.side) for item in found if item.is_change}


@pytest.mark.parametrize(
    ("language", "frame", "gained"), [(code, *pair) for code in SAID for pair in product(SAID[code], GAINED[code])]
)
def test_holder_and_side_are_the_same_wherever_who_speaks_stands(read, language, frame, gained):
    for holder, words in (("AZ", gained), ("ARM", exchange(language, gained))):
        text = frame.format(words)
        assert told(read, language, text) == {(holder, "AZ")}, text
        assert told(read, language, exchange(language, text)) == {(OTHER[holder], "ARM")}, text
