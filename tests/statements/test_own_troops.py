"""Whose troops and flags: those of who speaks, or of a party that a verb names; whatever the record tells."""

from __future__ import annotations

import csv

import pytest
from exchange import NAMES, OTHER, exchange, holders

from karamap.tables.data_folder import data_dir

GAINERS = [
    ("en", "AZ", "Azerbaijan's Ministry of Defence said its units had taken Hadrut."),
    ("en", "AZ", "Aliyev said his army had captured Hadrut."),
    ("en", "AZ", 'Aliyev: "Our army has liberated Hadrut."'),
    ("en", "AZ", "Baku says its army is now in control of Hadrut."),
    ("en", "AZ", "Baku said its troops had raised their flag over Hadrut."),
    ("en", "AZ", "Hadrut was captured by our army, said Aliyev."),
    ("en", "AZ", "Hadrut has been captured by our forces, Aliyev said."),
    ("en", "AZ", "Aliyev said that his country's army had captured Hadrut."),
    ("en", "AZ", "Armenia's army shelled the town. Aliyev said his troops had captured Hadrut."),
    ("en", "AZ", "Armenia attacked. Azerbaijan's Ministry of Defence said its troops hold Hadrut."),
    ("en", "AZ", '"Our troops entered Hadrut," Aliyev said.'),
    ("en", "ARM", "Aliyev said his troops had left Hadrut."),
    ("en", "ARM", "Aliyev admitted his army had lost Hadrut."),
    ("ru", "AZ", "Минобороны Азербайджана сообщило, что его части взяли Гадрут."),
    ("ru", "AZ", "Алиев заявил, что его армия взяла Гадрут."),
    ("ru", "AZ", "Алиев: «Наша армия освободила Гадрут»."),
    ("ru", "AZ", "Алиев заявил, что Гадрут взят нашими войсками."),
    ("ru", "AZ", "Алиев заявил, что Гадрут взят его войсками."),
    ("ru", "AZ", "Алиев заявил, что вооруженные силы его страны взяли Гадрут."),
    ("ru", "AZ", "Минобороны Азербайджана сообщило, что наши подразделения вошли в Гадрут."),
    ("ru", "ARM", "Алиев заявил, что его войска оставили Гадрут."),
    ("az", "AZ", "Əliyev bildirib ki, ordusu Hadrutu ələ keçirib."),
    ("az", "AZ", "Azərbaycan Müdafiə Nazirliyi bildirib ki, bölmələri Hadrutu ələ keçirib."),
    ("az", "AZ", "Əliyev deyib ki, öz qoşunları Hadrutu tutub."),
    ("az", "AZ", "Əliyev ölkəsinin ordusunun Hadrutu ələ keçirdiyini bildirib."),
    ("az", "AZ", "Əliyev bildirib ki, Hadrut qoşunları tərəfindən ələ keçirilib."),
    ("az", "ARM", "Əliyev bildirib ki, ordusu Hadrutu tərk edib."),
    ("tr", "AZ", "Aliyev, ordusunun Hadrut'u ele geçirdiğini açıkladı."),
    ("tr", "AZ", 'Aliyev: "Ordumuz Hadrut\'u kurtardı".'),
    ("tr", "AZ", "Azerbaycan Savunma Bakanlığı, birliklerinin Hadrut'u ele geçirdiğini bildirdi."),
    ("tr", "AZ", "Aliyev, ülkesinin ordusunun Hadrut'u ele geçirdiğini açıkladı."),
    ("tr", "AZ", "Aliyev, Hadrut'un birliklerimiz tarafından ele geçirildiğini açıkladı."),
    ("tr", "ARM", "Aliyev, birliklerinin Hadrut'tan çekildiğini açıkladı."),
    ("hy", "AZ", "Ալիևը հայտարարել է, որ իր բանակը գրավել է Հադրութը։"),
    ("hy", "AZ", "Ալիև․ «Մեր բանակն ազատագրել է Հադրութը»։"),
    ("hy", "AZ", "Ադրբեջանի ՊՆ-ն հայտնել է, որ իր ստորաբաժանումները գրավել են Հադրութը։"),
    ("hy", "AZ", "Ալիևը հայտարարել է, որ իր երկրի զինված ուժերը գրավել են Հադրութը։"),
    ("hy", "AZ", "Ալիևը հայտարարել է, որ իր երկրի զինված ուժերին հաջողվել է գրավել Հադրութը։"),
    ("hy", "AZ", "Ալիևը հայտարարել է, որ Հադրութը գրավվել է իր զորքերի կողմից։"),
    ("hy", "ARM", "Ալիևը հայտարարել է, որ իր զորքերը լքել են Հադրութը։"),
    ("hy", "AZ", "Ալիևը հայտարարել է, որ մեր ուժերը գրավել են Հադրութը։"),
    ("az", "AZ", 'Əliyev: "Ordumuz Hadrutu azad edib".'),
    ("az", "AZ", "Azərbaycan bildirib ki, qoşunlarımız Hadrutu geri alıb."),
    ("en", "AZ", "The flag of Azerbaijan was raised over Hadrut."),
    ("en", "AZ", "The flag of Azerbaijan was hoisted in Hadrut."),
    ("en", "AZ", "The flag of Azerbaijan flies over Hadrut."),
    ("en", "AZ", "The Azerbaijani flag flies over Hadrut."),
    ("en", "AZ", "Azerbaijan's army raised the Azerbaijani flag over Hadrut."),
    ("en", "AZ", "Azerbaijan's army raised the flag of Azerbaijan over Hadrut."),
    ("en", "AZ", "Azerbaijani soldiers planted the Azerbaijani flag in Hadrut."),
    ("en", "AZ", "The flag of Azerbaijan was raised over Hadrut by Azerbaijani troops."),
    ("ru", "AZ", "В Гадруте поднят флаг Азербайджана."),
    ("ru", "AZ", "В Гадруте поднят азербайджанский флаг."),
    ("ru", "AZ", "Над Гадрутом водружен флаг Азербайджана."),
    ("ru", "AZ", "азербайджанская армия подняла азербайджанский флаг в Гадруте."),
    ("ru", "AZ", "азербайджанские войска водрузили азербайджанский флаг в Гадруте."),
    ("ru", "AZ", "азербайджанские войска подняли флаг Азербайджана в Гадруте."),
    ("az", "AZ", "Hadrutda Azərbaycan bayrağı qaldırılıb."),
    ("az", "AZ", "Azərbaycan Ordusu Hadrutda Azərbaycan bayrağını qaldırıb."),
    ("az", "AZ", "Hadrutda Azərbaycan bayrağı dalğalanır."),
    ("tr", "AZ", "Hadrut'ta Azerbaycan bayrağı dalgalanıyor."),
    ("tr", "AZ", "Azerbaycan ordusu Hadrut'ta Azerbaycan bayrağını göndere çekti."),
    ("tr", "AZ", "Hadrut'a Azerbaycan bayrağı dikildi."),
]
"""Who gains the place, by what is said of the troops of who speaks, or by whose flag flies there."""


@pytest.mark.parametrize(("language", "holder", "text"), GAINERS)
def test_own_troops_and_flags_gain_for_their_party(read, language, holder, text):
    assert holders(read, language, text) == {holder}


@pytest.mark.parametrize(("language", "holder", "text"), GAINERS)
def test_they_gain_for_the_other_party_where_the_names_change_places(read, language, holder, text):
    assert holders(read, language, exchange(language, text)) == {OTHER[holder]}


@pytest.mark.parametrize(
    ("language", "text", "holder"),
    [
        ("az", 'Paşinyan: "Ordumuz Hadrutu azad edib".', "ARM"),
        ("az", 'Əliyev: "Ordumuz Hadrutu azad edib".', "AZ"),
        ("az", "Paşinyan bunu təkzib edib. Ordumuz Hadrutu azad edib.", "AZ"),
        ("hy", "Իլհամ Ալիև. «Մեր ուժերը գրավել են Հադրութը»։", "AZ"),
        ("hy", "Նիկոլ Փաշինյան. «Մեր ուժերը գրավել են Հադրութը»։", "ARM"),
        ("hy", "Մեր ուժերը գրավել են Հադրութը։", "ARM"),
    ],
)
def test_our_army_is_that_of_the_side_that_a_sentence_says_speaks(read, language, text, holder):
    assert holders(read, language, text) == {holder}


@pytest.mark.parametrize("language", NAMES)
def test_a_phrase_that_names_a_party_has_the_same_phrase_of_the_other_one(language):
    table = csv.reader(
        (data_dir() / "gazetteer" / "statements" / f"{language}.csv").read_text(encoding="utf-8").splitlines()
    )
    values = {form: (role, value) for role, form, value in table if role != "setting"}
    others = {form: exchange(language, form) for form in values}
    both_ways = {form: other for form, other in others.items() if exchange(language, other) == form}
    odd = {form: other for form, other in both_ways.items() if values.get(other) != values[form]}
    assert odd == {}
