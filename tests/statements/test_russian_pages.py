"""What Russian pages showed, each kind in every language that has it: control that is over, documents, guesses."""

from datetime import date

import pytest


def told(extraction):
    return {(item.place.name.text, item.holder, item.stance) for item in extraction.changes}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Погосян заявил, что город Шуша находится вне контроля армянских сил."),
        ("ru", "Ваграм Погосян сообщил, что Шуша не находится под контролем армянской стороны."),
        ("ru", "Погосян: Шуша уже не под контролем армянских сил."),
        ("tr", "Şuşa artık Ermeni güçlerinin kontrolünde değil."),
        ("tr", "Şuşa Ermeni güçlerinin kontrolü dışında."),
        ("az", "Şuşa şəhəri artıq Ermənistan ordusunun nəzarəti altında deyil."),
        ("az", "Şuşa Ermənistanın nəzarətindən kənardadır."),
        ("en", "Shusha is not under the control of Armenian forces, Poghosyan said."),
        ("en", "The town of Shusha is beyond the control of the Armenian army."),
    ],
)
def test_who_does_not_hold_a_place_any_more_lost_it(read, language, text):
    assert {(holder, stance) for _, holder, stance in told(read(text, language))} == {("AZ", "affirms")}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ru", "Шушан Степанян заявила, что Шуша не находится под контролем Азербайджана.", {("AZ", "denies")}),
        ("ru", "Шуша не полностью под контролем Азербайджана, заявил Алиев.", set()),
        ("ru", "Шуша не находится под контролем армянских сил.", set()),
        ("az", "Poqosyan bildirib ki, Şuşa Azərbaycanın nəzarətində deyil.", {("AZ", "denies")}),
        ("en", "Shusha is not fully under the control of Azerbaijani forces, Aliyev said.", set()),
    ],
)
def test_whose_control_somebody_else_denies_or_who_has_it_in_part(read, language, text, wanted):
    assert {(holder, stance) for _, holder, stance in told(read(text, language))} == wanted


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        (
            "ru",
            "Лачин — город. С 1 декабря 2020 года на основании соглашения между Азербайджаном, Арменией и Россией от"
            " 10 ноября 2020 года город возвращён Азербайджану.",
            date(2020, 12, 1),
        ),
        (
            "ru",
            "1 декабря 2020 года по соглашению между Азербайджаном, Арменией и Россией от 10 ноября Лачин возвращён"
            " Азербайджану.",
            date(2020, 12, 1),
        ),
        ("ru", "По соглашению между Баку и Ереваном город Лачин занят азербайджанской армией.", date(2023, 1, 5)),
        (
            "ru",
            "Согласно заявлению, подписанному президентом Азербайджана, премьером Армении и президентом России,"
            " 1 декабря Лачин перешёл под контроль Азербайджана.",
            date(2022, 12, 1),
        ),
        (
            "en",
            "Since 1 December 2020, by the agreement between Azerbaijan, Armenia and Russia of 10 November 2020, the"
            " town of Lachin has been returned to Azerbaijan.",
            date(2020, 12, 1),
        ),
        (
            "hy",
            "Ադրբեջանի, Հայաստանի և Ռուսաստանի միջև 2020 թվականի նոյեմբերի 10-ի համաձայնությամբ Լաչին քաղաքը"
            " դեկտեմբերի 1-ին հանձնվել է Ադրբեջանին։",
            date(2022, 12, 1),
        ),
        (
            "tr",
            "Azerbaycan ile Ermenistan arasındaki anlaşmaya göre Laçın kenti 1 Aralık 2020'de Azerbaycan'a teslim"
            " edildi.",
            date(2020, 12, 1),
        ),
    ],
)
def test_those_of_an_agreement_neither_act_nor_speak_and_its_day_is_none_of_the_change(read, language, text, day):
    [change] = read(text, language, date(2023, 1, 5)).changes
    assert (change.holder, change.side, change.day) == ("AZ", "", day)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Село Талыш возвращено Армении.", "ARM"),
        ("Село Талыш передано армянам.", "ARM"),
        ("Азербайджану возвращено село Талыш.", "AZ"),
        ("Село Талыш возвращено азербайджанской стороне.", "AZ"),
        ("Село Талыш передано Арменией.", "AZ"),
    ],
)
def test_to_whom_a_place_is_given_in_the_dative(read, text, holder):
    assert {item.holder for item in read(text, "ru").changes} == {holder}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Вполне вероятно, что азербайджанская сторона также захватила село Талыш."),
        ("ru", "Скорее всего, село Талыш перешло под контроль Азербайджана."),
        ("en", "It is likely that the Azerbaijani side also captured the village of Talish."),
        ("en", "Azerbaijani forces have probably taken the village of Talish."),
        ("tr", "Azerbaycan ordusunun Talış köyünü de ele geçirmiş olması muhtemeldir."),
        ("az", "Ehtimal olunur ki, Talış kəndi Azərbaycan ordusunun nəzarətinə keçib."),
        ("hy", "Հավանաբար ադրբեջանական ուժերը գրավել են Թալիշ գյուղը։"),
    ],
)
def test_a_guess_is_a_mention(read, language, text):
    found = read(text, language)
    assert not told(found)
    assert found.statements


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("ru", "Азербайджанские силы заняли село Талыш, а также, по всей видимости, Матагис.", "Талыш"),
        ("en", "Azerbaijani forces captured Hadrut and are likely to move on Shusha.", "Hadrut"),
    ],
)
def test_a_guess_behind_a_change_leaves_that_alone(read, language, text, place):
    assert told(read(text, language)) == {(place, "AZ", "affirms")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Ранее президент Ильхам Алиев заявил о взятии Гадрута."),
        ("en", "Earlier, President Aliyev said that Azerbaijani forces had captured the town of Hadrut."),
        ("tr", "Daha önce Aliyev, Hadrut kasabasının kurtarıldığını açıklamıştı."),
        ("az", "Daha əvvəl Prezident İlham Əliyev Hadrutun azad edildiyini bildirmişdi."),
        ("hy", "Ավելի վաղ Ալիևը հայտարարել էր, որ ադրբեջանական ուժերը գրավել են Հադրութը։"),
    ],
)
def test_what_was_said_earlier_is_told_and_its_day_is_not_sure(read, language, text):
    [change] = read(text, language).changes
    assert (change.holder, change.stance, change.side) == ("AZ", "affirms", "AZ")
    assert "its day is not told, only that it was said earlier" in change.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Ранее азербайджанская армия взяла Гадрут."),
        ("ru", "Гадрут был ранее взят азербайджанской армией, заявил Алиев."),
        ("en", "Aliyev said Azerbaijani forces had earlier captured the town of Hadrut."),
        ("tr", "Daha önce Azerbaycan ordusu Hadrut kasabasını ele geçirmişti."),
    ],
)
def test_what_was_done_earlier_is_a_mention(read, language, text):
    assert not told(read(text, language))


def test_a_district_of_a_list_is_not_that_of_a_place_told_of_behind_it(read):
    text = (
        "Алиев сообщил в Twitter об освобождении двух сёл.\n"
        "«Села Ашагы Абдуррахманлы и Дилагарда Физулинского района», – говорится в сообщении.\n"
        "Также Алиев заявил, что переименовывает село Мадагиз в Суговушан."
    )
    districts = {item.place.name.text: item.place.district for item in read(text, "ru").statements}
    assert {name for name, district in districts.items() if district is not None} == {
        "Ашагы Абдуррахманлы",
        "Дилагарда",
    }


def test_a_word_before_a_colon_between_a_sentence_and_its_list_is_no_place(read):
    text = (
        "Алиев сообщил об освобождении двух сёл.\n"
        "Детали: речь идёт о двух сёлах Физулинского района.\n"
        "Список: сёла Дилагарда, Гобу Дилагарда Физулинского района."
    )
    assert {item.place.name.text for item in read(text, "ru").statements} == {"Дилагарда", "Гобу Дилагарда"}


def test_lines_of_an_infobox_are_no_places_of_its_district(read):
    text = (
        "Гадрут\nГород |\nРайон | Ходжавендский район |\nГлава | Иван Петров |\nКлимат и природа | |\n"
        "Гадрут — город в Ходжавендском районе."
    )
    assert {item.place.name.text for item in read(text, "ru", date(2023, 1, 9)).statements} == {"Гадрут"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Село Талыш в Мартакертском районе Арцаха занято азербайджанской армией."),
        ("ru", "Город Гадрут в Арцахе захвачен войсками Азербайджана."),
        ("ru", "Село Талыш Мартакертского района НКР взято под контроль вооружёнными силами Азербайджана."),
        ("ru", "В Армении признали, что Гадрут захвачен азербайджанской армией."),
        ("ru", "Азербайджанские части взяли Гадрут."),
        ("tr", "Artsakh'taki Hadrut kasabası Azerbaycan ordusu tarafından ele geçirildi."),
        ("hy", "Հադրութ քաղաքն Արցախում գրավվել է ադրբեջանական բանակի կողմից։"),
    ],
)
def test_who_did_it_is_told_by_case_and_not_where_it_was(read, language, text):
    assert {(holder, stance) for _, holder, stance in told(read(text, language))} == {("AZ", "affirms")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Город Гадрут в Арцахе захвачен."),
        ("ru", "Село Талыш Мартакертского района НКР захвачено."),
        ("en", "The town of Hadrut in Artsakh was captured."),
        ("en", "The village of Talish in the Martakert district of Artsakh was captured."),
        ("hy", "Հադրութ քաղաքը Արցախում գրավվել է։"),
    ],
)
def test_where_a_place_lies_is_not_who_took_it(read, language, text):
    assert {holder for _, holder, _ in told(read(text, language, date(2020, 10, 20)))} <= {None}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Пашинян признал, что Гадрут захвачен."),
        ("ru", "В Ереване признали, что Гадрут взят под контроль."),
        ("en", "Armenia admitted that Hadrut was captured."),
        ("en", "Pashinyan acknowledged that the town of Hadrut had been captured."),
        ("tr", "Ermenistan, Hadrut'un ele geçirildiğini kabul etti."),
        ("az", "Paşinyan Hadrutun ələ keçirildiyini etiraf edib."),
        ("hy", "Փաշինյանն ընդունել է, որ Հադրութը գրավվել է։"),
    ],
)
def test_who_admits_that_a_place_was_taken_did_not_take_it(read, language, text):
    [change] = read(text, language, date(2020, 10, 20)).changes
    assert (change.holder, change.stance, change.side) == ("AZ", "affirms", "ARM")


@pytest.mark.parametrize(
    "text",
    [
        "Силы Карабаха отбили село Талыш.",
        "Карабахские военные взяли село Талыш.",
        "Армия обороны непризнанной Нагорно-Карабахской Республики взяла под контроль село Талыш.",
        "Село Талыш осталось под контролем армии Карабаха.",
    ],
)
def test_forces_of_a_region_that_is_no_place_are_of_its_party(read, text):
    assert {holder for _, holder, _ in told(read(text, "ru"))} == {"ARM"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Село Талыш освобождено от оккупации. Об этом сообщил президент Азербайджана Ильхам Алиев."),
        ("ru", "Азербайджанская армия взяла Гадрут.\nОб этом говорится в сообщении Минобороны Азербайджана."),
        ("ru", "Село Талыш перешло под контроль армии Азербайджана. Эту информацию подтвердили в Баку."),
        ("en", "Azerbaijani forces captured the village of Talish. This was announced by President Ilham Aliyev."),
        ("tr", "Talış köyü işgalden kurtarıldı. Bunu Azerbaycan Cumhurbaşkanı İlham Aliyev duyurdu."),
        ("az", "Talış kəndi işğaldan azad edilib. Bu barədə Müdafiə Nazirliyi məlumat yayıb."),
        ("hy", "Ադրբեջանի ուժերը գրավել են Թալիշ գյուղը։ Այս մասին հայտնել է Ադրբեջանի պաշտպանության նախարարությունը։"),
    ],
)
def test_the_next_sentence_tells_who_said_it(read, language, text):
    [change] = read(text, language).changes
    assert (change.holder, change.side) == ("AZ", "AZ")
    assert change.speaker


def test_who_has_been_named_as_who_says_it_stays(read):
    text = "Азербайджанская армия взяла Гадрут, сообщил Алиев. Об этом пишет пресса Армении."
    assert [item.side for item in read(text, "ru").changes] == ["AZ"]


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("3 октября 2020 года в ходе войны перешло под контроль вооружённых сил Азербайджана.", {"AZ"}),
        ("3 октября 2020 года монастырь перешёл под контроль вооружённых сил Азербайджана.", set()),
        ("3 октября 2020 года войска Азербайджана заняли высоты.", set()),
    ],
)
def test_the_place_that_a_text_is_about_may_be_left_out(read, text, holders):
    found = read(f"Талыш — село в Тертерском районе. {text}", "ru", date(2022, 1, 10))
    assert {item.holder for item in found.changes} == holders
    assert {item.day for item in found.changes} <= {date(2020, 10, 3)}


def test_a_list_behind_these_are_has_the_kinds_it_tells(read):
    text = (
        "Азербайджан сообщил о взятии нескольких карабахских сёл и даже одного города. "
        "Это сёла Мадагиз и Талыш, а также город Джебраил."
    )
    kinds = {item.place.name.text: item.place.kind for item in read(text, "ru").changes}
    assert kinds == {"Мадагиз": "village", "Талыш": "village", "Джебраил": "city"}


def test_what_is_fought_over_is_a_mention(read):
    found = read("Позже Погосян сообщил, что бои за Шуши продолжаются.", "ru")
    assert [(item.place.name.text, item.holder) for item in found.statements] == [("Шуши", None)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Азербайджанские войска заняли Худаферинские мосты.", "Худаферинские"),
        ("Россия разместила миротворцев в Лачине.", "Лачине"),
    ],
)
def test_bridges_and_where_others_stand_are_mentions(read, text, place):
    assert [(item.place.name.text, item.stance) for item in read(text, "ru").statements] == [(place, None)]


def test_direct_speech_in_a_paragraph_of_its_own_is_that_of_who_spoke_before(read):
    text = (
        "Президент Азербайджана Ильхам Алиев заявил об освобождении двух сёл.\n\n"
        'Прямая речь: "Азербайджанская армия освободила сёла Дилагарда и Гобу Дилагарда Физулинского района".'
    )
    assert {item.side for item in read(text, "ru").changes} == {"AZ"}


def test_who_news_is_heard_from_takes_nothing_that_the_enemy_takes(read):
    text = "По данным Инфоцентра Арцаха, противнику удалось занять село Туми."
    (change,) = read(text, "ru", date(2020, 10, 20)).changes
    assert (change.holder, change.side) == ("AZ", "ARM")


def test_who_acts_at_the_end_of_what_is_said_does_not_say_it(read):
    text = "Село Туми перешло под контроль азербайджанской стороны, сообщил мэр."
    (change,) = read(text, "ru", date(2020, 10, 20)).changes
    assert (change.holder, change.side) == ("AZ", "")


def test_who_took_a_place_by_a_denied_report_denies_nothing(read):
    text = "Пресс-служба министерства обороны республики опровергла сообщения о взятии Туми азербайджанскими войсками."
    (change,) = read(text, "ru", date(2020, 10, 20)).changes
    assert (change.stance, change.holder, change.side) == ("denies", "AZ", "")


def test_a_road_through_one_place_to_another_is_neither(read):
    text = "Азербайджанские войска заняли дорогу через Физули на Гадрут."
    assert read(text, "ru", date(2020, 10, 20)).changes == ()


def test_a_surrender_may_be_denied_and_a_gerund_takes(read):
    text = "Информация о сдаче села Туми Азербайджану не соответствует действительности, заявил Ваграм Погосян."
    (denied,) = read(text, "ru", date(2020, 10, 20)).changes
    assert (denied.stance, denied.holder, denied.side) == ("denies", "AZ", "ARM")
    text = "Подразделения Азербайджана перешли в наступление, взяв под контроль село Туми."
    (taken,) = read(text, "ru", date(2020, 10, 20)).changes
    assert (taken.stance, taken.holder) == ("affirms", "AZ")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("В тот же день от врага были очищены села Малаткешин и Тири.", ["Малаткешин", "Тири"]),
        ("Села Тири и Татар Зангеланского района очищены от оккупантов.", ["Тири", "Татар"]),
        ("Азербайджанская армия очистила от врага село Тири.", ["Тири"]),
        ("Ранее Алиев заявил о возвращении контроля над селом Мадагиз.", ["Мадагиз"]),
        ("Азербайджан сообщил о восстановлении контроля над городом Джебраил.", ["Джебраил"]),
        ("Дороги у села Тири очищены от снега.", []),
        ("Цель операции – возвращение контроля над Гадрутом.", []),
        ("Азербайджан добивается восстановления контроля над Гадрутом.", []),
    ],
)
def test_what_is_cleared_of_the_enemy_or_comes_back_under_control_is_taken(read, text, names):
    assert [item.place.name.text for item in read(text, "ru").changes] == names


def test_from_what_rule_a_place_is_freed_is_no_verb_of_its_own(read):
    found = read("Азербайджанская армия освободила от оккупации сёла Туг и Азых.", "ru", date(2020, 11, 9))
    assert [item.holder for item in found.changes] == ["AZ", "AZ"]
    assert read("Гадрут находился под оккупацией Армении.", "ru", date(2020, 11, 9)).changes == ()
