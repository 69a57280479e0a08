"""Denials crossed with what is told, who is cited and when: whose words they are, and what only is not confirmed."""

from datetime import date

import pytest

DAY = date(2020, 10, 22)


def told(extraction):
    return [(item.holder, item.stance, item.side) for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Armenia's Ministry of Defence refuted Azerbaijan's claims that Armenian forces had lost Hadrut."),
        ("en", "Armenia's Ministry of Defence rejected Azerbaijan's claim that Armenia had handed over Hadrut to it."),
        ("en", "Yerevan on 10 October denied reports that Hadrut had been captured by Azerbaijani forces."),
        ("en", "Armenia's ministry denied the claim by Azerbaijani spokesman Anar Eyvazov that Hadrut was captured."),
        (
            "en",
            "According to Armenian spokeswoman Shushan Stepanyan, reports that Azerbaijan captured Hadrut are fake.",
        ),
        ("en", "Armenia's Ministry of Defence denied reports that Hadrut was under Azerbaijani control."),
        ("en", "It is not true that Hadrut was under Azerbaijani control, Armenia's Ministry of Defence said."),
        ("en", "There is no truth in reports that Azerbaijani forces took Hadrut, Armenia's Ministry of Defence said."),
        ("ru", "По словам Шушан Степанян, сообщения о том, что азербайджанские войска взяли Гадрут, - фейк."),
        ("hy", "Երևանը հոկտեմբերի 10-ին հերքել է Ադրբեջանի պնդումը, թե ադրբեջանական ուժերը գրավել են Հադրութը։"),
        ("hy", "Երևանը հոկտեմբերի 10-ին հերքել է, որ ադրբեջանական ուժերը գրավել են Հադրութը։"),
        ("tr", "10 Ekim'de Erivan, Azerbaycan ordusunun Hadrut'u ele geçirdiği yönündeki iddiaları reddetti."),
        ("tr", "Hadrut'un Azerbaycan'ın kontrolüne geçtiği haberleri Erivan tarafından Salı günü yalanlandı."),
        (
            "tr",
            "Azerbaycan ordusunun Hadrut'u ele geçirdiği yönündeki haberler yalan, dedi Ermenistan Savunma Bakanlığı.",
        ),
        ("az", "İrəvan oktyabrın 9-da Hadrutu Azərbaycanın ələ keçirdiyini təkzib edib."),
        ("az", "Hadrutun Azərbaycan ordusu tərəfindən ələ keçirilməsi barədə iddialar yalandır, İrəvan bildirib."),
        ("hy", "Ճիշտ չէ, որ հայկական ուժերը կորցրել են Հադրութը, հայտարարել է հոկտեմբերի 10-ին Երևանը։"),
        ("az", "Azərbaycanın Hadrutu ələ keçirməsi barədə məlumat Ermənistan tərəfindən təkzib olunub."),
        ("tr", "Azerbaycan'ın Hadrut'u ele geçirdiği iddiası Ermenistan tarafından reddedildi."),
        ("az", "Azərbaycanın Hadrutu ələ keçirdiyi barədə məlumat İrəvan tərəfindən oktyabrın 10-da təkzib edilib."),
    ],
)
def test_whose_words_are_denied_does_not_deny_them(read, language, text):
    assert told(read(text, language, DAY)) == [("AZ", "denies", "ARM")]


def test_what_is_said_to_have_been_handed_over_is_denied_to_be_had_by_whom_it_went_to(read):
    text = "The claims of the Azerbaijani side that Armenia had handed over Hadrut to Azerbaijan are disinformation."
    assert told(read(text, "en", DAY)) == [("AZ", "denies", "")]
    text = "Ճիշտ չէ, որ Թալիշ գյուղը անցել է Ադրբեջանի վերահսկողության տակ։"
    assert told(read(text, "hy", DAY)) == [("AZ", "denies", "")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Azərbaycan tərəfinin Hadrutu nəzarətə götürdüyü barədə iddiaları həqiqətə uyğun deyil."),
        ("tr", "Azerbaycan tarafının Hadrut'u ele geçirdiği iddiaları gerçeği yansıtmıyor."),
    ],
)
def test_whose_claims_are_said_to_be_untrue_does_not_say_so(read, language, text):
    assert told(read(text, language, DAY)) == [("AZ", "denies", "")]
    assert told(read(text, language, DAY, "ARM")) == [("AZ", "denies", "ARM")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Armenia's Ministry of Defence did not deny that Azerbaijani forces had captured Hadrut."),
        ("en", "Armenia's Ministry of Defence neither confirmed nor denied that Azerbaijani forces captured Hadrut."),
        ("en", "Armenia's Ministry of Defence declined to comment on reports that Azerbaijani forces took Hadrut."),
        ("en", "Reports that Azerbaijani forces have captured Hadrut have not been confirmed."),
        ("ru", "Минобороны Армении не опровергло информацию о том, что азербайджанские войска взяли Гадрут."),
        ("ru", "Минобороны Армении не подтвердило и не опровергло, что азербайджанские войска взяли Гадрут."),
        ("ru", "Минобороны Армении отказалось комментировать сообщения о том, что азербайджанцы взяли Гадрут."),
        ("ru", "Сообщения о том, что азербайджанские войска взяли Гадрут, пока не подтверждены."),
        ("ru", "Сообщения о том, что Гадрут перешёл под контроль Азербайджана, пока не подтверждены."),
        ("en", "Nobody has confirmed that Azerbaijani forces took Hadrut."),
        ("hy", "Հայաստանի ՊՆ-ն չի հերքել, որ ադրբեջանական ուժերը գրավել են Հադրութը։"),
        ("hy", "Հայաստանի ՊՆ-ն ո՛չ հաստատել, ո՛չ էլ հերքել է, որ ադրբեջանական ուժերը գրավել են Հադրութը։"),
        ("hy", "Լուրերը, թե ադրբեջանական ուժերը գրավել են Հադրութը, դեռ չեն հաստատվել։"),
        ("tr", "Ermenistan Savunma Bakanlığı Azerbaycan ordusunun Hadrut'u ele geçirdiğini yalanlamadı."),
        ("tr", "Ermenistan, Azerbaycan ordusunun Hadrut'u ele geçirdiğini ne doğruladı ne de yalanladı."),
        ("tr", "Azerbaycan ordusunun Hadrut'u ele geçirdiğine dair haberler henüz doğrulanmadı."),
        ("az", "Ermənistan Azərbaycan ordusunun Hadrutu ələ keçirdiyini nə təsdiq, nə də təkzib edib."),
        ("az", "Azərbaycan ordusunun Hadrutu ələ keçirdiyi barədə məlumat hələ təsdiqlənməyib."),
    ],
)
def test_what_is_neither_confirmed_nor_denied_is_no_change(read, language, text):
    found = read(text, language, DAY).statements
    assert [item.is_change for item in found] == [False]


def test_what_is_told_and_only_not_confirmed_by_others_is_told(read):
    text = "Azerbaijan said its forces captured Hadrut, but this has not been confirmed."
    assert told(read(text, "en", DAY)) == [("AZ", "affirms", "AZ")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Contrary to Azerbaijan's claims, Hadrut is under our control, Armenia's Ministry of Defence said."),
        ("en", "Armenia's Ministry of Defence: Hadrut remains ours"),
        ("en", "Armenia denied the reports: Hadrut is under our control."),
        ("ru", "Минобороны Армении: вопреки заявлениям Азербайджана, Гадрут находится под нашим контролем."),
        ("hy", "Հակառակ Ադրբեջանի պնդումների՝ Հադրութը մեր վերահսկողության տակ է, հայտնել է Հայաստանի ՊՆ-ն։"),
        ("hy", "Երևանը. Հադրութը մեր վերահսկողության տակ է։"),
        ("tr", 'Erivan: "Azerbaycan\'ın iddialarının aksine Hadrut bizim kontrolümüzde"'),
        ("tr", '"Hadrut hâlâ bizde" dedi Ermenistan Savunma Bakanlığı.'),
        ("tr", 'Erivan "Hadrut Ermenistan ordusunun kontrolünde" dedi.'),
        ("az", "İrəvan bildirib ki, Azərbaycanın iddialarının əksinə olaraq, Hadrut bizim nəzarətimizdədir."),
        ("az", 'Ermənistan Müdafiə Nazirliyi: "Ermənistan ordusu Hadrutu tərk etməyib"'),
    ],
)
def test_what_is_ours_is_held_by_who_speaks(read, language, text):
    assert told(read(text, language, DAY)) == [("ARM", "holds", "ARM")]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Contrary to what Armenia's defence ministry says, Azerbaijani forces took Hadrut, Baku said.", "AZ"),
        ("Despite Armenia's denial, Azerbaijani forces took Hadrut on 9 October.", ""),
        ("Despite heavy losses, Azerbaijani forces took Hadrut, Baku said.", "AZ"),
    ],
)
def test_what_is_contrary_to_somebodys_words_is_not_in_them(read, text, side):
    assert told(read(text, "en", DAY)) == [("AZ", "affirms", side)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijani forces could not take Hadrut, Armenia's Ministry of Defence said."),
        ("en", "Armenia's Ministry of Defence: Hadrut is not under Azerbaijani control."),
        ("en", '"Azerbaijani forces did not enter Hadrut," Shushan Stepanyan said.'),
        ("ru", "Минобороны Армении: Гадрут не взят азербайджанскими войсками"),
        ("ru", "Азербайджанские войска не смогли взять Гадрут, сообщило Минобороны Армении."),
        ("tr", 'Ermenistan Savunma Bakanlığı: "Azerbaycan ordusu Hadrut\'u ele geçirmedi"'),
        ("tr", '"Hadrut Azerbaycan\'ın kontrolüne geçmedi" dedi Ermenistan Savunma Bakanlığı.'),
        ("az", 'Ermənistan Müdafiə Nazirliyi: "Azərbaycan ordusu Hadrutu ələ keçirə bilməyib"'),
        ("az", "Hadrut Azərbaycan ordusu tərəfindən ələ keçirilməyib, deyə Ermənistan Müdafiə Nazirliyi bildirib."),
    ],
)
def test_what_somebody_could_not_take_the_other_side_denies(read, language, text):
    assert told(read(text, language, DAY)) == [("AZ", "denies", "ARM")]
    alone = text.replace(", Armenia's Ministry of Defence said", "").replace(", сообщило Минобороны Армении", "")
    if alone != text:
        assert told(read(alone, language, DAY)) == []


def test_who_denies_one_thing_may_say_another_behind_it(read):
    text = "Armenia denied that Azerbaijani forces had taken Hadrut, but confirmed that they had taken Talish."
    assert told(read(text, "en", DAY)) == [("AZ", "denies", "ARM"), ("AZ", "affirms", "ARM")]


def test_what_is_said_to_be_held_may_be_denied_behind_it(read):
    text = "Azerbaijan's defence ministry said that Hadrut was under Azerbaijani control, but Armenia denied it."
    assert told(read(text, "en", DAY)) == [("AZ", "holds", "AZ"), ("AZ", "denies", "ARM")]
    text = "Ադրբեջանի ՊՆ-ն հայտնել է, որ ադրբեջանական ուժերը գրավել են Հադրութը։ Հայաստանի ՊՆ-ն. Դա սուտ է։"
    assert told(read(text, "hy", DAY)) == [("AZ", "affirms", "AZ"), ("AZ", "denies", "ARM")]
    text = "Azerbaycan Hadrut'u ele geçirdiğini açıklarken, Ermenistan bunu yalanladı."
    assert told(read(text, "tr", DAY)) == [("AZ", "affirms", "AZ"), ("AZ", "denies", "ARM")]


def test_the_day_of_saying_is_that_of_the_change_though_another_side_speaks_on_the_next(read):
    text = "Azerbaijan said on 9 October that its forces had captured Hadrut, but on 10 October Armenia denied it."
    found = read(text, "en", DAY).changes
    assert [(item.stance, item.day) for item in found] == [
        ("affirms", date(2020, 10, 9)),
        ("denies", date(2020, 10, 9)),
    ]


@pytest.mark.parametrize("agent", ["азербайджанскими войсками", "азербайджанской армией"])
def test_behind_a_district_the_case_of_a_party_tells_who_took_its_villages(read, agent):
    text = f"Минобороны Армении сообщило о взятии сёл Дилагарда и Пирахмедли Физулинского района {agent}."
    assert told(read(text, "ru", DAY)) == [("AZ", "affirms", "ARM")] * 2


def test_the_day_of_a_denial_may_stand_behind_what_was_told(read):
    text = "Azerbaijan said its forces captured Hadrut on 9 October. Armenia's ministry denied this on 10 October."
    assert [(item.stance, item.day.day) for item in read(text, "en", DAY).changes] == [("affirms", 9), ("denies", 9)]


def test_reports_of_several_places_are_not_confirmed_of_any(read):
    text = "Reports that Armenian forces had left Hadrut and Talish have not been confirmed, but Shusha was taken."
    found = [(item.place.name.text, item.is_change) for item in read(text, "en", DAY, "AZ").statements]
    assert found == [("Hadrut", False), ("Talish", False), ("Shusha", True)]


@pytest.mark.parametrize("told_of", ["под контроль Азербайджана", "в руки азербайджанских войск"])
def test_a_comma_in_a_list_begins_no_denial(read, told_of):
    names = "сёл Дилагарда, Шукюрбейли и Пирахмедли Физулинского района"
    text = f"Минобороны Армении сообщило, что информация о переходе {names} {told_of} - фейк."
    assert told(read(text, "ru", DAY)) == [("AZ", "denies", "ARM")] * 3


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Бои продолжаются: Армения опровергла заявление Алиева о взятии Шуши"),
        ("ru", "Бои продолжаются: Минобороны Армении опровергло заявление Баку о взятии Шуши"),
        ("en", "Fighting goes on: Armenia denied Aliyev's statement on the capture of Shusha"),
    ],
)
def test_fights_told_before_are_no_other_voice_than_that_of_a_denial(read, language, text):
    told = read(text, language, date(2020, 11, 8)).changes
    assert [(item.holder, item.stance, item.side) for item in told] == [("AZ", "denies", "ARM")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Yerevan first denied the loss, but on Monday Armenia's ministry admitted that Azerbaijan took Shusha."),
        ("ru", "Ереван отрицал потерю, но в понедельник Минобороны Армении признало, что Шуша взята Азербайджаном."),
        (
            "hy",
            "Երևանը հերքեց կորուստը, բայց երկուշաբթի Արցախի նախագահի խոսնակը ընդունեց, որ Ադրբեջանը գրավել է Շուշին։",
        ),
    ],
)
def test_what_is_admitted_behind_a_denial_is_not_denied(read, language, text):
    told = read(text, language, date(2020, 11, 9)).changes
    assert [(item.holder, item.stance) for item in told] == [("AZ", "affirms")]


def test_days_later_lie_behind_the_day_named_before(read):
    text = "Aghdam was handed over to Azerbaijan on 20 November and Kalbajar five days later."
    told = [(item.place.name.text, item.day.day) for item in read(text, "en", date(2020, 12, 1)).changes]
    assert told == [("Aghdam", 20), ("Kalbajar", 25)]
