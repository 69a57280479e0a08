"""What prose tells besides lists: by virtue of a document, by nouns, by districts as a whole, in two voices."""

from datetime import date

import pytest

PUBLISHED = date(2020, 11, 25)


def told(extraction):
    """Each change: the name as written, holder, stance, side."""
    return [(item.place.name.text, item.holder, item.stance, item.side) for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Under the statement of 10 November the city of Kalbajar was returned to Azerbaijan today."),
        ("en", "Kalbajar city was returned to Azerbaijan by the tripartite declaration of November 10, 2020."),
        ("en", "By the deal signed by three leaders on November 10, the city of Kalbajar was returned to Azerbaijan."),
        ("ru", "Согласно заявлению от 10 ноября, сегодня Азербайджану возвращён город Кельбаджар."),
        ("az", "Noyabrın 10-da imzalanmış bəyanata əsasən Kəlbəcər şəhəri Azərbaycana qaytarıldı."),
        ("tr", "10 Kasım'da imzalanan anlaşma uyarınca Kelbecer şehri bugün Azerbaycan'a iade edildi."),
        ("hy", "Նոյեմբերի 10-ին ստորագրված հայտարարության համաձայն Քարվաճառ քաղաքն այսօր հանձնվեց Ադրբեջանին։"),
    ],
)
def test_the_day_of_a_document_is_not_that_of_what_it_brings_about(read, language, text):
    assert [item.day for item in read(text, language, PUBLISHED).changes] == [PUBLISHED]


def test_a_day_of_its_own_counts_beside_that_of_a_document(read):
    text = "According to the statement of 10 November, Armenia handed over the city of Kalbajar on November 24."
    assert [item.day for item in read(text, "en", PUBLISHED).changes] == [date(2020, 11, 24)]
    text = "On November 8 Azerbaijan took the city of Shusha, and a ceasefire agreement was signed on November 10."
    assert [item.day for item in read(text, "en", PUBLISHED).changes] == [date(2020, 11, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "By an operation the village of Tug was liberated from occupation, Azerbaijan's Defence Ministry said.",
        "The village of Tug was freed from occupation, Azerbaijan said.",
    ],
)
def test_who_speaks_behind_a_comma_has_lost_nothing(read, text):
    assert told(read(text)) == [("Tug", "AZ", "affirms", "AZ")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Armenian troops were driven out of the village of Tug."),
        ("en", "Armenian troops were driven out of the village of Tug by Azerbaijani forces."),
        ("en", "The occupiers were pushed out of the village of Tug by Azerbaijani forces."),
        ("en", "Armenian forces were expelled from the village of Tug."),
        ("ru", "Армянские войска были выбиты из села Туг."),
        ("ru", "Армянские войска были выбиты из села Туг азербайджанской армией."),
        ("ru", "Азербайджанские войска выбили армянские силы из села Туг."),
        ("az", "Erməni qüvvələri Tuğ kəndindən qovuldu."),
        ("az", "Ordumuz düşməni Tuğ kəndindən qovdu."),
        ("tr", "Ermeni güçleri Tuğ köyünden kovuldu."),
        ("tr", "Azerbaycan ordusu Ermeni güçlerini Tuğ köyünden kovdu."),
        ("hy", "Հայկական ուժերը դուրս մղվեցին Տող գյուղից։"),
    ],
)
def test_who_is_driven_out_loses_and_by_whom_gains(read, language, text):
    assert [(holder, stance) for _, holder, stance, _ in told(read(text, language))] == [("AZ", "affirms")]


def test_who_is_driven_from_home_tells_of_no_change(read):
    assert told(read("Armenian residents of the village of Tug were driven from their homes.")) == []


@pytest.mark.parametrize(
    ("language", "text", "holder", "stance"),
    [
        ("en", "The village of Tug is now under Azerbaijani control.", "AZ", "affirms"),
        ("en", "The village of Tug is now in Azerbaijani hands.", "AZ", "affirms"),
        ("en", "The village of Tug fell into Azerbaijani hands.", "AZ", "affirms"),
        ("en", "The village of Tug remains in Armenian hands.", "ARM", "holds"),
        ("en", "The village of Tug is ours, Aliyev said.", "AZ", "holds"),
        ("ru", "Село Туг в руках азербайджанской армии.", "AZ", "holds"),
        ("ru", "Азербайджанские военные продолжают оставаться в селе Туг.", "AZ", "holds"),
        ("az", "Tuğ kəndi bizimdir, deyə Əliyev bildirib.", "AZ", "holds"),
        ("tr", "Tuğ köyü artık bizimdir, dedi Aliyev.", "AZ", "holds"),
    ],
)
def test_in_whose_hands_a_place_is(read, language, text, holder, stance):
    assert [(item[1], item[2]) for item in told(read(text, language))] == [(holder, stance)]


@pytest.mark.parametrize(
    "text",
    [
        "The village of Tug is now in Azerbaijan.",
        "The village of Tug is ours, a shepherd told us.",
        "Azerbaijani diplomats returned to the village of Tug.",
        "Азербайджанская армия полностью контролирует ситуацию у села Туг.",
    ],
)
def test_where_something_is_is_in_nobodys_hands(read, text):
    assert told(read(text, "ru" if "село" in text or "села" in text else "en")) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan said on Monday that it had taken the village of Tug, which Armenia denied."),
        ("en", "Azerbaijan said its forces captured the village of Tug, but Armenia denied the claim."),
        ("en", "Azerbaijan said its forces captured the village of Tug, something Armenia's defence ministry denied."),
        ("ru", "Азербайджан заявил о взятии села Туг, Армения это отрицает."),
        ("ru", "Алиев заявил о взятии села Туг. Минобороны Армении сообщения азербайджанской стороны опровергло."),
        ("ru", "Алиев заявил о взятии села Туг. В Ереване утверждения азербайджанского лидера тут же опровергли."),
        ("az", "Azərbaycan Müdafiə Nazirliyi Tuğ kəndinin azad edildiyini bildirib, Ermənistan isə bunu təkzib edib."),
        ("tr", "Azerbaycan Tuğ köyünü aldığını açıkladı, Ermenistan ise bunu yalanladı."),
        ("hy", "Ադրբեջանը հայտարարել է Տող գյուղի գրավման մասին, Հայաստանը դա հերքում է։"),
    ],
)
def test_one_side_says_it_and_the_other_denies_it_in_one_breath(read, language, text):
    found = [(holder, stance, side) for _, holder, stance, side in told(read(text, language))]
    assert found == [("AZ", "affirms", "AZ"), ("AZ", "denies", "ARM")]


@pytest.mark.parametrize(
    "text",
    [
        "Степанян назвала фейком заявление Баку о взятии села Туг.",
        "Заявление Алиева о захвате села Туг пресс-секретарь минобороны Армении Шушан Степанян назвала фейком.",
        "Информация о том, что армия заняла село Туг, сфальсифицирована, написала Шушан Степанян.",
        "Сообщение о взятии села Туг минобороны Армении опровергло.",
    ],
)
def test_what_is_called_a_fake_is_denied(read, text):
    assert [(item[1], item[2]) for item in told(read(text, "ru"))] == [("AZ", "denies")]


def test_who_tells_behind_a_list_is_no_place_of_it(read):
    text = (
        "The villages of Tug and Sor were taken by Azerbaijan, the office of Zaur Example, Deputy Prime Minister of "
        "Azerbaijan, reported."
    )
    assert [name for name, *_ in told(read(text))] == ["Tug", "Sor"]
    text = "Azerbaijan took three villages: Tug, Sor and Sos, the press service of Zaur Example reported."
    assert [name for name, *_ in told(read(text))] == ["Tug", "Sor", "Sos"]


def test_who_ceded_it_is_not_who_takes_it(read):
    text = "Azerbaijan's forces took control of the village of Tug, a place ceded by Armenia."
    assert [(holder, stance) for _, holder, stance, _ in told(read(text))] == [("AZ", "affirms")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Мне было 13 лет, когда мы потеряли село Туг, говорит житель Баку."),
        ("en", "Touching upon the statement that Azerbaijan seized the village of Tug, Hovhannisyan spoke of battles."),
        ("ru", "Армянские телеканалы показали, как в Баку празднуют «освобождение» села Туг."),
    ],
)
def test_what_is_only_spoken_of_is_no_change(read, language, text):
    assert told(read(text, language)) == []


def test_the_year_of_a_document_is_not_that_of_another_day(read):
    text = (
        "Մարտի 24-ին Ադրբեջանի ստորաբաժանումները, խախտելով 2020թ. նոյեմբերի 10-ի հայտարարության պահանջները, գրավել են "
        "Տող գյուղը։"
    )
    (found,) = read(text, "hy", date(2022, 3, 25)).changes
    assert (found.place.name.text, found.holder, found.day) == ("Տող", "AZ", date(2022, 3, 24))


def test_what_is_added_is_told_by_a_verb_of_its_own(read):
    text = (
        "Сообщения о боях не соответствуют действительности, заявило минобороны, добавив, что село Туг находится под "
    )
    assert told(read(text + "контролем Азербайджана.", "ru"))[0][:3] == ("Туг", "AZ", "holds")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The village of Tug has been under Azerbaijani control since 9 October."),
        ("ru", "Село Туг в руках азербайджанской армии."),
    ],
)
def test_no_verb_is_a_word_for_saying_by_a_helping_word(read, language, text):
    assert [(item[1], item[2], item[3]) for item in told(read(text, language))] == [("AZ", "holds", "")]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "October 9 – Azerbaijan takes the village of Tug.\nOctober 17 – The truce fails.", 9),
        ("en", "9 October\nAzerbaijani forces take the village of Tug.", 9),
        ("az", "Oktyabrın 9-da Tuğ kəndinin Azərbaycan Ordusu tərəfindən azad edilməsi yolu açdı.", 9),
    ],
)
def test_chronicles_tell_in_the_present(read, language, text, day):
    (found,) = read(text, language, PUBLISHED).changes
    assert (found.holder, found.day) == ("AZ", date(2020, 10, day))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijani forces captured the village of Tug and plan to take the town of Shusha."),
        ("en", "Azerbaijan has taken the village of Tug, Aliyev said, and will take the town of Shusha."),
        ("en", "Azerbaijan, which wants to retake Karabakh, captured the village of Tug on Friday."),
        ("en", "Aliyev, who vowed to retake Karabakh, said his forces had captured the village of Tug."),
        ("en", '"We will also take Shusha," Aliyev said after his troops captured the village of Tug.'),
        ("ru", "Азербайджанские войска взяли село Туг и намерены взять город Шуша."),
        ("ru", "Азербайджан, который намерен вернуть Карабах, взял село Туг."),
        ("ru", "«Мы возьмём и Шушу», – заявил Алиев после того, как его войска взяли село Туг."),
        ("az", "Azərbaycan Ordusu Tuğ kəndini azad edib və Şuşa şəhərini azad edəcək."),
        ("tr", "Azerbaycan ordusu Tuğ köyünü aldı ve Şuşa kentini de alacak."),
        ("hy", "Ադրբեջանական զորքերը գրավել են Տող գյուղը և պատրաստվում են գրավել Շուշի քաղաքը։"),
    ],
)
def test_a_plan_beside_a_change_keeps_nothing_from_it(read, language, text):
    found = told(read(text, language))
    assert [(name[:2], holder, stance) for name, holder, stance, _ in found] in (
        [("Tu", "AZ", "affirms")],
        [("Ту", "AZ", "affirms")],
        [("Տո", "AZ", "affirms")],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan, which wants to retake the town of Shusha, shelled the village of Tug.",
        "Azerbaijan plans to take the village of Tug and the town of Shusha.",
        "Aliyev said his forces would take the village of Tug and hold it.",
    ],
)
def test_a_plan_alone_is_none(read, text):
    assert told(read(text)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", '"Aliyev\'s claims that the village of Tug was captured are false," Poghosyan said.'),
        ("en", "Shushan Stepanyan said reports that the village of Tug had been lost were not true."),
        (
            "hy",
            "Տող գյուղը գրավելու մասին Ալիևի հայտարարությունը բացարձակ սուտ է, գրել է Արցախի նախագահի խոսնակ Վահրամ "
            "Պողոսյանը։",
        ),
    ],
)
def test_whose_words_are_untrue_is_not_who_denies_them(read, language, text):
    assert [item[1:] for item in told(read(text, language))] == [("AZ", "denies", "ARM")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azeri Forces Take Control of Several More Villages in Karabakh"),
        ("en", "Azerbaijan Captures Strategic Height"),
        ("tr", "3 TANK ELE GEÇİRİLDİ: Azerbaycan ordusu Ermeni ordusunun 3 tankının ele geçirildiğini duyurdu."),
    ],
)
def test_words_of_headings_in_capitals_are_no_places(read, language, text):
    assert told(read(text, language)) == []


def test_control_over_a_place_may_be_denied(read):
    assert told(read("Armenia denied Azerbaijan control over the village of Tug.")) == [("Tug", "AZ", "denies", "ARM")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Russia's defence ministry said that Azerbaijani forces had entered the village of Tug."),
        ("en", '"The village of Tug has returned to Azerbaijan," the Turkish foreign ministry said.'),
        ("ru", "По данным минобороны России, азербайджанские войска вошли в село Туг."),
        ("tr", "Rusya Savunma Bakanlığı, Azerbaycan askerlerinin Tuğ köyüne girdiğini açıkladı."),
        ("hy", "ՌԴ ՊՆ-ն հայտնել է, որ ադրբեջանական ուժերը մտել են Տող գյուղ։"),
    ],
)
def test_offices_of_other_countries_speak_for_no_party(read, language, text):
    assert [item[1:] for item in told(read(text, language))] == [("AZ", "affirms", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Минобороны Азербайджана опровергло сообщение о выводе войск из села Туг.",
        "Азербайджанские военные опровергли информацию Минобороны РФ об отступлении с позиций в селе Туг.",
    ],
)
def test_who_denies_to_have_left_has_not_lost_it(read, text):
    assert [item[1:] for item in told(read(text, "ru"))] == [("ARM", "denies", "AZ")]


def test_who_was_driven_back_took_nothing(read):
    assert told(read("Hovhannisyan: The enemy entered the village of Tug but was driven back.")) == []


def test_who_holds_an_office_is_no_place_of_a_list(read):
    text = (
        "Armenia handed the village of Tug in the Khojavend district over to Azerbaijan by an agreement signed by "
        "Prime Minister Nikol Pashinyan, Russian President Vladimir Example, and President Ilham Aliyev."
    )
    assert [name for name, *_ in told(read(text))] == ["Tug"]
    assert [name for name, *_ in told(read("Prezident Böyük Mərcanlı kəndinin azad edildiyini bildirib.", "az"))] == [
        "Böyük Mərcanlı"
    ]


def test_what_is_called_the_loss_of_the_town_is_denied(read):
    text = "Aliyev announced that Azerbaijani forces had taken the town of Shusha. Armenia denied the town's loss."
    assert [item[1:] for item in told(read(text))] == [("AZ", "affirms", "AZ"), ("AZ", "denies", "ARM")]


@pytest.mark.parametrize(
    ("language", "text", "district"),
    [
        ("en", "Sirik and Tatar villages, as well as Tug in the Khojavend district, fell to Azerbaijan.", "Khojavend"),
        ("ru", "Взяты сёла Сирик и Татар, а также Туг в Ходжавендском районе, заявил Алиев.", "Ходжавендском"),
    ],
)
def test_the_district_of_what_is_added_is_not_that_of_the_others(read, language, text, district):
    places = [item.place for item in read(text, language).changes]
    assert [place.district and place.district.text for place in places] == [None, None, district]


def test_a_district_behind_a_list_is_that_of_all(read):
    text = "The Azerbaijani army took the villages of Sirik and Shikhlar as well as Derzili of Jabrayil district."
    places = [item.place for item in read(text).changes]
    assert {place.district and place.district.text for place in places} == {"Jabrayil"}


def test_a_village_of_a_town_lies_in_what_is_called_like_it(read):
    (found,) = read("Село Дашалты города Шуша взято азербайджанской армией.", "ru").changes
    assert (found.place.name.text, found.place.district.text) == ("Дашалты", "Шуша")
    found = read("Взяты сёла Дашалты и Тог и город Шуша, заявил Алиев.", "ru").changes
    assert [(item.place.name.text, item.place.district) for item in found] == [
        ("Дашалты", None),
        ("Тог", None),
        ("Шуша", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan's claim about the capture of Tugh village is false.",
        "The Azerbaijani claim of capturing Tugh village is false.",
    ],
)
def test_whose_claim_is_false_is_who_does_not_have_it(read, text):
    assert [(item.holder, item.stance) for item in read(text).changes] == [("AZ", "denies")]
