"""Who denies is never who tells what is denied; the enemy of who speaks is the other side, also where it speaks."""

from datetime import date

import pytest

DAY = date(2020, 10, 20)


def told(extraction):
    return [(item.holder, item.stance, item.side) for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The enemy claims to have taken Hadrut. This is not true."),
        ("en", '"The enemy says it took Hadrut. It\'s a lie," Shushan Stepanyan wrote.'),
        ("en", "The enemy claims to have taken Hadrut, which is a lie, the Artsakh Defence Ministry said."),
        ("ru", "Противник утверждает, что взял Гадрут. Это не соответствует действительности."),
    ],
)
def test_what_the_enemy_says_is_the_other_sides_and_may_be_denied(read, language, text):
    assert told(read(text, language, DAY, "ARM")) == [("AZ", "affirms", "AZ"), ("AZ", "denies", "ARM")]


def test_behind_what_the_enemy_says_its_enemy_speaks(read):
    text = "The enemy claims to have taken Hadrut. Our troops hold Shusha."
    assert told(read(text, "en", DAY, "ARM")) == [("AZ", "affirms", "AZ"), ("ARM", "holds", "ARM")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The information circulated by the Azerbaijani side that Hadrut has been captured is nonsense."),
        ("en", "The enemy is spreading disinformation that it has captured Hadrut."),
        ("en", "Azerbaijan is spreading false information that it has captured Hadrut."),
        ("en", "Aliyev lies that Hadrut was taken, Hovhannisyan said."),
        ("en", "The Azerbaijani side falsely claimed that it captured Hadrut, Stepanyan wrote."),
        ("ru", "Шушан Степанян опровергла сообщения о переходе Гадрута под контроль Азербайджана."),
        ("ru", "Заявление Алиева о взятии Гадрута - ложь, сообщил Арцрун Ованнисян."),
        ("ru", "Азербайджан распространяет ложную информацию, что взял Гадрут."),
        ("hy", "Հակառակորդը տարածում է ապատեղեկատվություն, թե գրավել է Հադրութը։ Դա սուտ է։"),
    ],
)
def test_who_tells_what_is_untrue_does_not_deny_it(read, language, text):
    assert told(read(text, language, DAY, "ARM")) == [("AZ", "denies", "ARM")]


def test_who_denies_what_is_spread_somewhere_does_not_spread_it(read):
    text = (
        "Azerbaijan's defence ministry denied information spread on social networks that Armenian forces "
        "had retaken Talish."
    )
    assert told(read(text, "en", DAY)) == [("ARM", "denies", "AZ")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", '"Our army has taken Hadrut. The enemy fled," Aliyev said.', ("AZ", "affirms", "AZ")),
        ("en", '"We have left Hadrut. It was a hard decision," said Arayik Harutyunyan.', ("AZ", "affirms", "ARM")),
        ("en", "“Hadrut is under our control. We hold it,” Artsrun Hovhannisyan said.", ("ARM", "holds", "ARM")),
        ("ru", "«Мы оставили Гадрут. Это было тяжело», - заявил Араик Арутюнян.", ("AZ", "affirms", "ARM")),
        ("tr", '"Hadrut\'u kurtardık. Düşman kaçıyor" diyen Aliyev sürdüğünü söyledi.', ("AZ", "affirms", "AZ")),
        ("hy", "«Մենք լքել ենք Հադրութը։ Դա ծանր էր», - ասաց Արայիկ Հարությունյանը։", ("AZ", "affirms", "ARM")),
    ],
)
def test_who_said_several_sentences_is_told_behind_them(read, language, text, expected):
    assert told(read(text, language, DAY)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        '"Our army has taken Hadrut. The enemy fled." Aliyev visited Ganja.',
        '"Our army has taken Hadrut. The enemy fled," read the headline.',
        'He spoke of "our army". Our army has taken Hadrut. "Fine," Aliyev said.',
    ],
)
def test_nobody_is_told_behind_other_quotations(read, text):
    assert [item.side for item in read(text, "en", DAY).statements if item.place.name.text == "Hadrut"] == [""]


@pytest.mark.parametrize(
    ("language", "text", "side"),
    [
        ("en", "Claims that Hadrut has been taken by Azerbaijan are false (VIDEO)", ""),
        (
            "en",
            "The claims about the capture of Hadrut by Azerbaijan, Armenia's defence ministry said, are false.",
            "ARM",
        ),
        ("en", "David Babayan denies reports claiming Azerbaijanis have entered Hadrut.", "ARM"),
        ("en", "Babayan denied that Azerbaijani troops had captured Hadrut.", "ARM"),
        ("ru", "Сообщения о том, что Гадрут взят Азербайджаном, ложь (ВИДЕО)", ""),
        ("ru", "Бабаян опроверг сообщения о том, что азербайджанские войска взяли Гадрут.", "ARM"),
        ("az", "Hadrutun Azərbaycan ordusu tərəfindən alınması barədə məlumat yalandır.", ""),
        ("tr", "Poğosyan, “Hadrut'u aldıklarına dair Aliyev'in açıklaması gerçeklerden uzaktır” dedi.", "ARM"),
        ("hy", "Պնդումները, թե իբր Հադրութը գտնվում է Ադրբեջանի վերահսկողության տակ, սուտ են (ՏԵՍԱՆՅՈՒԹ)", ""),
        (
            "hy",
            "«Ալիևի ցնդաբանությունը, թե Հադրութը գրավել են, իրականությունից հեռու է», - գրել է Վահրամ Պողոսյանը։",
            "ARM",
        ),
    ],
)
def test_who_does_what_is_denied_does_not_deny_it(read, language, text, side):
    assert told(read(text, language, DAY)) == [("AZ", "denies", side)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The loss of Hadrut was a blow to Armenia."),
        ("en", "The loss of Hadrut to Azerbaijan shocked Yerevan."),
        ("en", "A significant loss for Armenia was the loss of control over Hadrut."),
        ("en", "The loss of Hadrut is a defeat for the Armenian side."),
        ("ru", "Потеря Гадрута стала ударом для Армении."),
        ("ru", "Утрата контроля над Гадрутом - тяжелый удар для армянской стороны."),
    ],
)
def test_who_is_hit_by_a_loss_has_lost_it(read, language, text):
    assert [(holder, stance) for holder, stance, _ in told(read(text, language, DAY))] == [("AZ", "affirms")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan's defence ministry denied that its troops had withdrawn from Talish."),
        ("en", "Reports that Azerbaijani forces left Talish are not true, Azerbaijan's defence ministry said."),
        ("ru", "Минобороны Азербайджана опровергло сообщения о том, что азербайджанские войска покинули село Талыш."),
        ("hy", "Տեղեկությունն այն մասին, որ ադրբեջանցիները հետ են քաշվել Թալիշից, չի համապատասխանում իրականությանը։"),
    ],
)
def test_who_denies_to_have_left_denies_that_the_other_side_has_it(read, language, text):
    assert told(read(text, language, DAY, "AZ")) == [("ARM", "denies", "AZ")]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Armenian forces pushed back the Azerbaijani forces from the village of Talish.", "ARM"),
        ("Armenian forces drove the Azerbaijani troops out of Talish.", "ARM"),
        ("Azerbaijani forces expelled Armenian troops from Hadrut.", "AZ"),
        ("Armenian forces pushed back an Azerbaijani attack on Talish.", None),
        ("Armenian units pushed back the enemy near Talish.", None),
        ("Armenians drove to Kalbajar before the handover to Azerbaijan.", None),
    ],
)
def test_who_drives_somebody_out_has_the_place(read, text, holder):
    assert {item.holder for item in read(text, "en", DAY).statements} == {holder}


@pytest.mark.parametrize("participle", ["захвачен", "взят"])
def test_not_before_a_verb_does_not_say_who_it_was_not(read, participle):
    text = f"Армения заявила, что Гадрут не {participle} Азербайджаном."
    assert told(read(text, "ru", DAY)) == [("AZ", "denies", "ARM")]
