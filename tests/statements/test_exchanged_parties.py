"""Sentences of two parties: who gains is who the words say, and the other one where the two names change places."""

from __future__ import annotations

from datetime import date

import pytest

NOV_10 = date(2020, 11, 10)

EXCHANGED = {
    "en": (("Azerbaijan", "@@"), ("Armenia", "Azerbaijan"), ("@@", "Armenia")),
    "az": (("Azərbaycan", "@@"), ("Ermənistan", "Azərbaycan"), ("@@", "Ermənistan")),
    "tr": (("Azerbaycan", "@@"), ("Ermenistan", "Azerbaycan"), ("@@", "Ermenistan")),
    "hy": (
        ("Ադրբեջան", "@@"),
        ("Հայաստան", "Ադրբեջան"),
        ("@@", "Հայաստան"),
        ("ադրբեջանական", "##"),
        ("հայկական", "ադրբեջանական"),
        ("##", "հայկական"),
    ),
    "ru": (
        ("Азербайджан", "@@"),
        ("Арменией", "Азербайджаном"),
        ("Армения", "Азербайджан"),
        ("Армении", "Азербайджана"),
        ("@@ом", "Арменией"),
        ("@@а", "Армении"),
        ("@@у", "Армении"),
        ("@@", "Армения"),
        ("азербайджанск", "##"),
        ("армянск", "азербайджанск"),
        ("##", "армянск"),
    ),
}
"""In each language what is written in the stead of what, one after the other, so that two parties change places."""

GAINED_BY_AZERBAIJAN = {
    "en": [
        "Armenia said that Azerbaijan had taken Hadrut.",
        "Hadrut was taken from Armenia by Azerbaijan.",
        "Azerbaijan took Hadrut from Armenia.",
        "Armenia lost Hadrut to Azerbaijan.",
        "Armenia handed Hadrut over to Azerbaijan.",
        "Armenia ceded Hadrut to Azerbaijan.",
        "Azerbaijan's army captured Armenia-held Hadrut.",
        "After heavy fighting with Armenia, Azerbaijan captured Hadrut.",
        "Azerbaijan, which is at war with Armenia, captured Hadrut.",
        "Despite attacks by Armenia, Azerbaijan holds Hadrut.",
        "Armenia's army withdrew from Hadrut before Azerbaijan's troops came.",
        "Azerbaijan's forces drove Armenia's army out of Hadrut.",
        "According to Armenia, Hadrut is under Azerbaijan's control.",
        "In its war against Armenia Azerbaijan seized Hadrut.",
        "The town of Hadrut, which Armenia had held, was captured by Azerbaijan.",
        "Azerbaijan's president said his army had captured Hadrut from Armenia's forces.",
        "Azerbaijan responded to Armenia's shelling and captured Hadrut.",
        "Armenia said that Hadrut is under Azerbaijan's control.",
        "Armenia confirmed that Hadrut had come under Azerbaijan's control.",
        "Azerbaijan broke through Armenia's defences and entered Hadrut.",
        "Armenia admitted the loss of Hadrut to Azerbaijan.",
        "Azerbaijan's capture of Hadrut was confirmed by Armenia.",
        "Azerbaijan's army, supported by Turkey, captured Hadrut from Armenia.",
        "Azerbaijan claims to have captured Hadrut, which Armenia denies.",
        "Armenia denies that Azerbaijan has captured Hadrut.",
        "Azerbaijan's flag was raised over Hadrut after Armenia's troops left.",
        "Azerbaijan has captured Hadrut, says Armenia.",
        "The fall of Hadrut to Azerbaijan shocked Armenia.",
        "Armenia's troops were forced out of Hadrut by Azerbaijan.",
        "Armenia surrendered Hadrut.",
        "Armenia's army abandoned Hadrut to Azerbaijan's advancing troops.",
    ],
    "az": [
        "Ermənistan bildirib ki, Azərbaycan Hadrutu ələ keçirib.",
        "Azərbaycan Hadrutu Ermənistandan geri alıb.",
        "Hadrut Ermənistandan Azərbaycana keçib.",
        "Ermənistan Hadrutu Azərbaycana təhvil verib.",
        "Ermənistanla ağır döyüşlərdən sonra Azərbaycan Hadrutu ələ keçirib.",
        "Azərbaycan Ermənistanın hücumunu dəf edərək Hadrutu ələ keçirib.",
        "Ermənistanın nəzarətində olan Hadrut Azərbaycan tərəfindən ələ keçirilib.",
        "Ermənistanın məlumatına görə, Hadrut Azərbaycanın nəzarətindədir.",
        "Azərbaycan Ordusu Ermənistan qüvvələrini darmadağın edərək Hadrutu ələ keçirib.",
        "Ermənistan ordusu Hadrutu tərk edib, Azərbaycan Ordusu qəsəbəyə daxil olub.",
        "Ermənistanın atəşinə baxmayaraq, Azərbaycan Hadruta nəzarət edir.",
        "Ermənistan bildirib ki, Hadrut Azərbaycanın nəzarətindədir.",
        "Ermənistan bildirib ki, Hadrut Azərbaycanın nəzarətinə keçib.",
        "Ermənistan bildirib ki, Hadrut Azərbaycan Ordusunun nəzarətindədir.",
        "Ermənistan bildirib ki, Hadrut Azərbaycanın tam nəzarəti altındadır.",
        "Ermənistan bildirib ki, Hadrut Azərbaycanın əlindədir.",
        "Azərbaycan Hadrutu Ermənistanın nəzarətindən azad edib.",
        "Azərbaycan Ordusu Ermənistanın nəzarətində olan Hadrutu azad edib.",
        "Azərbaycan Ermənistanın müdafiəsini yararaq Hadruta daxil olub.",
        "Azərbaycanın Hadrutu ələ keçirdiyini Ermənistan təsdiq edib.",
        "Ermənistan Azərbaycanın Hadrutu ələ keçirdiyini təkzib edib.",
        "Ermənistan qüvvələri Hadrutdan çəkilib.",
        "Ermənistan Hadrutu itirib.",
        "Azərbaycan Ordusunun hücumu nəticəsində Ermənistan Hadrutu itirib.",
        "Ermənistanın işğal etdiyi Hadrut Azərbaycan tərəfindən azad edilib.",
        "Ermənistan mediası Hadrutun Azərbaycanın nəzarətinə keçdiyini yazır.",
    ],
    "tr": [
        "Ermenistan, Azerbaycan'ın Hadrut'u ele geçirdiğini açıkladı.",
        "Azerbaycan Hadrut'u Ermenistan'dan geri aldı.",
        "Ermenistan Hadrut'u Azerbaycan'a teslim etti.",
        "Ermenistan'la şiddetli çatışmaların ardından Azerbaycan Hadrut'u ele geçirdi.",
        "Azerbaycan, Ermenistan'ın saldırısını püskürterek Hadrut'u ele geçirdi.",
        "Ermenistan'ın kontrolündeki Hadrut Azerbaycan tarafından ele geçirildi.",
        "Ermenistan'a göre Hadrut Azerbaycan'ın kontrolünde.",
        "Azerbaycan ordusu Ermenistan güçlerini yenerek Hadrut'u ele geçirdi.",
        "Ermenistan ordusu Hadrut'tan çekildi, Azerbaycan ordusu kasabaya girdi.",
        "Ermenistan'ın bombardımanına rağmen Azerbaycan Hadrut'u kontrol ediyor.",
        "Ermenistan, Hadrut Azerbaycan'ın kontrolünde dedi.",
        "Ermenistan Hadrut'un Azerbaycan'ın elinde olduğunu kabul etti.",
        "Azerbaycan Hadrut'u Ermenistan'ın kontrolünden kurtardı.",
        "Azerbaycan ordusu Ermenistan'ın kontrolündeki Hadrut'u kurtardı.",
        "Ermenistan Hadrut'un Azerbaycan'ın kontrolüne geçtiğini doğruladı.",
        "Azerbaycan Ermenistan'ın savunmasını yararak Hadrut'a girdi.",
        "Azerbaycan'ın Hadrut'u ele geçirdiğini Ermenistan doğruladı.",
        "Ermenistan, Azerbaycan'ın Hadrut'u ele geçirdiğini yalanladı.",
        "Ermenistan güçleri Hadrut'tan çekildi.",
        "Ermenistan Hadrut'u kaybetti.",
        "Azerbaycan ordusunun saldırısı sonucunda Ermenistan Hadrut'u kaybetti.",
        "Ermenistan'ın işgal ettiği Hadrut Azerbaycan tarafından kurtarıldı.",
        "Ermenistan medyası Hadrut'un Azerbaycan'ın kontrolüne geçtiğini yazdı.",
    ],
    "hy": [
        "Հայաստանը հայտնել է, որ Ադրբեջանը գրավել է Հադրութը։",
        "Ադրբեջանը Հայաստանից հետ է վերցրել Հադրութը։",
        "Հադրութը Հայաստանից անցել է Ադրբեջանին։",
        "Հայաստանը Հադրութը հանձնել է Ադրբեջանին։",
        "Հայաստանի հետ ծանր մարտերից հետո Ադրբեջանը գրավել է Հադրութը։",
        "Ադրբեջանը, հետ մղելով Հայաստանի հարձակումը, գրավել է Հադրութը։",
        "Հայաստանի վերահսկողության տակ գտնվող Հադրութը գրավվել է Ադրբեջանի կողմից։",
        "Հայաստանի տվյալներով՝ Հադրութը Ադրբեջանի վերահսկողության տակ է։",
        "Ադրբեջանը Հայաստանի դեմ պատերազմում գրավել է Հադրութը։",
        "հայկական ուժերը լքել են Հադրութը, ադրբեջանական ուժերը մտել են քաղաք։",
        "Հայաստանը հաստատել է, որ Հադրութն անցել է Ադրբեջանի վերահսկողության տակ։",
        "Ադրբեջանը ճեղքել է Հայաստանի պաշտպանությունը և մտել Հադրութ։",
        "Հայաստանն ընդունել է, որ Հադրութն անցել է Ադրբեջանին։",
        "Հայաստանը հերքել է, որ Ադրբեջանը գրավել է Հադրութը։",
        "Հայաստանի ուժերը հեռացել են Հադրութից։",
        "Հայաստանը կորցրել է Հադրութը։",
        "Ադրբեջանի հարձակման հետևանքով Հայաստանը կորցրել է Հադրութը։",
        "Հայաստանի լրատվամիջոցները գրում են, որ Հադրութն անցել է Ադրբեջանի վերահսկողության տակ։",
        "Ադրբեջանի պաշտպանության նախարարությունը հայտնել է, որ Հայաստանի ուժերը լքել են Հադրութը։",
        "Ադրբեջանի բանակը Հայաստանի բանակից գրավել է Հադրութը։",
    ],
    "ru": [
        "Армения сообщила, что Азербайджан взял Гадрут.",
        "Гадрут отбит Азербайджаном у Армении.",
        "После боёв с Арменией Азербайджан захватил Гадрут.",
        "По данным Армении, Гадрут находится под контролем Азербайджана.",
        "Гадрут, который удерживала Армения, захвачен Азербайджаном.",
        "азербайджанские войска выбили армянские войска из Гадрута.",
        "азербайджанские войска отбили у армянских войск Гадрут.",
        "армянские войска оставили Гадрут азербайджанским войскам.",
        "В войне против Армении Азербайджан захватил Гадрут.",
        "Несмотря на атаки армянских войск, азербайджанские войска удерживают Гадрут.",
        "Армения сообщила, что Гадрут находится под контролем Азербайджана.",
        "азербайджанские войска прорвали оборону армянских войск и вошли в Гадрут.",
        "Армения признала, что Гадрут перешёл к Азербайджану.",
        "Армения опровергла, что Азербайджан взял Гадрут.",
        "армянские войска отступили из Гадрута.",
        "Армения потеряла Гадрут.",
        "В результате атаки азербайджанских войск армянские войска потеряли Гадрут.",
        "армянские СМИ пишут, что Гадрут перешёл под контроль Азербайджана.",
        "азербайджанские войска после боя с армянскими войсками заняли Гадрут.",
        "Азербайджан заявил о взятии Гадрута, Армения это отрицает.",
    ],
}

SENTENCES = [(language, text) for language, texts in GAINED_BY_AZERBAIJAN.items() for text in texts]


def exchanged(language, text):
    for written, other in EXCHANGED[language]:
        text = text.replace(written, other)
    return text


def holders(read, language, text):
    found = read(text[0].upper() + text[1:], language, NOV_10).statements
    return {item.holder for item in found if item.stance is not None}


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_who_gains_is_who_the_words_say(read, language, text):
    assert holders(read, language, text) == {"AZ"}


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_the_other_one_gains_where_the_parties_change_places(read, language, text):
    assert holders(read, language, exchanged(language, text)) == {"ARM"}
