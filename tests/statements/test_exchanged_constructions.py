"""Constructions of two parties: contrasts, asides, what is given and returned; both ways."""

from __future__ import annotations

from datetime import date

import pytest
from exchange import OTHER, exchange

NOV_10 = date(2020, 11, 10)

GAINERS = [
    ("en", "AZ", "Azerbaijan, not Armenia, holds Hadrut."),
    ("en", "AZ", "Hadrut is held by Azerbaijan, not Armenia."),
    ("en", "AZ", "Hadrut was captured by Azerbaijan, not Armenia."),
    ("az", "AZ", "Hadruta Ermənistan deyil, Azərbaycan nəzarət edir."),
    ("az", "AZ", "Hadrutu Ermənistan deyil, Azərbaycan ələ keçirib."),
    ("az", "AZ", "Hadrut Ermənistanın deyil, Azərbaycanın nəzarətindədir."),
    ("tr", "AZ", "Hadrut Ermenistan'ın değil, Azerbaycan'ın kontrolünde."),
    ("tr", "AZ", "Hadrut'u Ermenistan değil, Azerbaycan ele geçirdi."),
    ("ru", "AZ", "Гадрут контролирует не Армения, а Азербайджан."),
    ("ru", "AZ", "Гадрут взяла не Армения, а Азербайджан."),
    ("ru", "AZ", "Гадрут находится под контролем не Армении, а Азербайджана."),
    ("ru", "AZ", "Гадрут находится под контролем Азербайджана, а не Армении."),
    ("hy", "AZ", "Հադրութը ոչ թե Հայաստանի, այլ Ադրբեջանի վերահսկողության տակ է։"),
    ("hy", "AZ", "Հադրութը գրավել է ոչ թե Հայաստանը, այլ Ադրբեջանը։"),
    ("en", "AZ", "Hadrut is now held by Azerbaijan."),
    ("en", "AZ", "Hadrut is now held by Azerbaijan, while Armenia holds nothing there."),
    ("en", "AZ", "Hadrut and Tugh are now controlled by Azerbaijan."),
    ("en", "AZ", "Azerbaijani troops, having beaten the Armenians, entered Hadrut."),
    ("ru", "AZ", "азербайджанские войска, разбив армянские части, вошли в Гадрут."),
    ("ru", "AZ", "азербайджанские войска, прорвав оборону армянских войск, взяли Гадрут."),
    ("hy", "AZ", "Ադրբեջանական զորքերը, հետապնդելով հայկական ուժերին, մտել են Հադրութ։"),
    ("en", "AZ", "Control of Hadrut passed from Armenia to Azerbaijan."),
    ("en", "AZ", "Hadrut changed hands from Armenia to Azerbaijan."),
    ("en", "AZ", "Armenian troops retreated from Hadrut under Azerbaijani fire."),
    ("en", "AZ", "Azerbaijani troops advanced into Hadrut as Armenian troops withdrew."),
    ("en", "AZ", "Having lost Hadrut to Azerbaijan, Armenia appealed for help."),
    ("en", "AZ", "Having driven out the Armenian garrison, Azerbaijani troops occupied Hadrut."),
    ("en", "AZ", "Hadrut, once an Armenian stronghold, was captured by Azerbaijan."),
    ("en", "AZ", "Azerbaijan took Hadrut despite Armenian resistance."),
    ("en", "AZ", "Armenian resistance ended and Hadrut fell to Azerbaijan."),
    ("en", "AZ", "The Armenian defenders of Hadrut were overrun by Azerbaijani troops."),
    ("en", "AZ", "Azerbaijani forces overran the Armenian positions and captured Hadrut."),
    ("en", "AZ", "Azerbaijan wrested Hadrut from Armenian control."),
    ("en", "AZ", "Armenia has conceded that Hadrut is in Azerbaijani hands."),
    ("en", "AZ", "Armenia says it no longer controls Hadrut."),
    ("en", "AZ", "Armenia no longer controls Hadrut."),
    ("en", "AZ", "Azerbaijan repelled an Armenian counter-attack and holds Hadrut."),
    ("en", "AZ", "Hadrut remains under Azerbaijani control despite Armenian attacks."),
    ("en", "AZ", "The loss of Hadrut by Armenia was confirmed."),
    ("en", "AZ", "The liberation of Hadrut from Armenia was announced."),
    ("en", "AZ", "The Armenian army was expelled from Hadrut by the Azerbaijani army."),
    ("en", "AZ", "Azerbaijan announced the capture of Hadrut, a town that Armenia had fortified."),
    ("en", "AZ", "Azerbaijani troops, pursuing the Armenians, entered Hadrut."),
    ("en", "AZ", "Hadrut was ceded by Armenia to Azerbaijan."),
    ("en", "AZ", "Hadrut was returned to Azerbaijan by Armenia."),
    ("en", "AZ", "Armenia returned Hadrut to Azerbaijan."),
    ("en", "AZ", "Under the agreement with Armenia, Azerbaijan took over Hadrut."),
    ("en", "AZ", "Azerbaijan established full control over Hadrut after Armenia's withdrawal."),
    ("az", "AZ", "Hadrut Ermənistanın yox, Azərbaycanın nəzarətindədir."),
    ("az", "AZ", "Ermənistan qüvvələri Hadrutdan çıxarılıb."),
    ("az", "AZ", "Ermənistan silahlı qüvvələri Hadrutdan qovulub."),
    ("az", "AZ", "Hadrut Ermənistandan azad edilib."),
    ("az", "AZ", "Azərbaycan Ermənistanın əks-hücumunu dəf edib və Hadrutu əlində saxlayıb."),
    ("az", "AZ", "Ermənistan Hadruta nəzarəti itirib."),
    ("az", "AZ", "Ermənistan artıq Hadruta nəzarət etmir."),
    ("az", "AZ", "Ermənistanın Hadrutu itirdiyi təsdiqlənib."),
    ("az", "AZ", "Azərbaycan Ermənistanla razılaşmaya əsasən Hadrutu təhvil alıb."),
    ("az", "AZ", "Hadrut Ermənistan tərəfindən Azərbaycana qaytarılıb."),
    ("az", "AZ", "Ermənistan ordusunun müqavimətini qıran Azərbaycan Ordusu Hadrutu ələ keçirib."),
    ("az", "AZ", "Azərbaycan Ordusu Ermənistan ordusunun mövqelərini yararaq Hadruta girib."),
    ("tr", "AZ", "Ermenistan artık Hadrut'u kontrol etmiyor."),
    ("tr", "AZ", "Ermenistan Hadrut'un kontrolünü kaybetti."),
    ("tr", "AZ", "Ermenistan'ın Hadrut'u kaybettiği doğrulandı."),
    ("tr", "AZ", "Ermenistan Hadrut'u Azerbaycan'a iade etti."),
    ("tr", "AZ", "Hadrut Ermenistan tarafından Azerbaycan'a iade edildi."),
    ("tr", "AZ", "Azerbaycan, Ermenistan'la yapılan anlaşma uyarınca Hadrut'u teslim aldı."),
    ("tr", "AZ", "Ermenistan ordusunun direnişini kıran Azerbaycan ordusu Hadrut'u ele geçirdi."),
    ("tr", "AZ", "Azerbaycan ordusu Ermenistan ordusunun mevzilerini aşarak Hadrut'a girdi."),
    ("tr", "AZ", "Azerbaycan güçleri Ermenistan güçlerinin terk ettiği Hadrut'a girdi."),
    ("ru", "AZ", "Контроль над Гадрутом перешёл от Армении к Азербайджану."),
    ("ru", "AZ", "Армения утратила контроль над Гадрутом."),
    ("ru", "AZ", "Армения больше не контролирует Гадрут."),
    ("ru", "AZ", "азербайджанская армия вытеснила армянские войска из Гадрута."),
    ("ru", "AZ", "армянские войска вытеснены из Гадрута азербайджанскими войсками."),
    ("ru", "AZ", "азербайджанские войска, преследуя армянские части, вошли в Гадрут."),
    ("ru", "AZ", "Гадрут перешёл из рук Армении в руки Азербайджана."),
    ("ru", "AZ", "Гадрут освобождён от армянских войск."),
    ("ru", "AZ", "Потеря Гадрута Арменией подтверждена."),
    ("ru", "AZ", "Гадрут сдан армянскими войсками."),
    ("ru", "AZ", "армянские войска сдали Гадрут."),
    ("ru", "AZ", "азербайджанские войска отразили контратаку армянских войск и удерживают Гадрут."),
    ("ru", "AZ", "Сломив сопротивление армянских войск, азербайджанские войска заняли Гадрут."),
    ("ru", "AZ", "После отхода армянских войск азербайджанские войска заняли Гадрут."),
    ("ru", "AZ", "По соглашению с Арменией Азербайджан занял Гадрут."),
    ("hy", "AZ", "Հայաստանն այլևս չի վերահսկում Հադրութը։"),
    ("hy", "AZ", "Հայաստանը կորցրել է Հադրութի նկատմամբ վերահսկողությունը։"),
    ("hy", "AZ", "Ադրբեջանական բանակը հայկական ուժերին դուրս է մղել Հադրութից։"),
    ("hy", "AZ", "Հայկական ուժերը դուրս են մղվել Հադրութից։"),
    ("hy", "AZ", "Հադրութի նկատմամբ վերահսկողությունը Հայաստանից անցել է Ադրբեջանին։"),
    ("hy", "AZ", "Հայաստանը Հադրութը վերադարձրել է Ադրբեջանին։"),
    ("hy", "AZ", "Հադրութն ազատագրվել է հայկական զորքերից։"),
    ("hy", "AZ", "Հայկական զորքերի նահանջից հետո ադրբեջանական զորքերը մտել են Հադրութ։"),
    ("hy", "AZ", "Ադրբեջանական զորքերը, կոտրելով հայկական զորքերի դիմադրությունը, գրավել են Հադրութը։"),
    ("hy", "AZ", "Հաղորդվում է, որ հայկական ուժերը հանձնել են Հադրութը։"),
    ("ru", "AZ", "Азербайджану возвращены сёла Сирик и Гадрут."),
    ("ru", "AZ", "Азербайджану передано село Гадрут."),
    ("ru", "AZ", "Село Гадрут передано Азербайджану."),
    ("ru", "AZ", "Село Гадрут возвращено Азербайджану."),
    ("ru", "AZ", "Армения передала Азербайджану село Гадрут."),
    ("ru", "AZ", "Азербайджану было передано село Гадрут."),
]
"""Who holds or gains the place, by what is said of two parties."""


def holders(read, language, text):
    found = read(text[0].upper() + text[1:], language, NOV_10).statements
    return {item.holder for item in found if item.is_change}


@pytest.mark.parametrize(("language", "holder", "text"), GAINERS)
def test_the_holder_is_who_the_words_say(read, language, holder, text):
    assert holders(read, language, text) == {holder}


@pytest.mark.parametrize(("language", "holder", "text"), GAINERS)
def test_the_holder_is_exchanged_with_the_parties(read, language, holder, text):
    assert holders(read, language, exchange(language, text)) == {OTHER[holder]}
