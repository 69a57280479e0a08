"""What a sentence says by pointing back: denials of what was told, lists alone, days beside a day, who acted before."""

from datetime import date

import pytest


def told(extraction):
    return [(item.place.name.text, item.holder, item.stance, item.side) for item in extraction.changes]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Azerbaijan announced the capture of Talish village. Yerevan denied this information.", "Talish"),
        (
            "en",
            "Aliyev said the town of Hadrut was taken. Aliyev's claims are a lie, said Shushan Stepanyan.",
            "Hadrut",
        ),
        ("en", "Aliyev said Hadrut was taken. Vahram Poghosyan dismissed the claim as nonsense.", "Hadrut"),
        ("ru", "Алиев сообщил о взятии села Талыш. Минобороны Армении опровергло эти сообщения.", "Талыш"),
        ("ru", "Баку заявил, что армия взяла город Физули. Это ложь, заявила Шушан Степанян.", "Физули"),
        ("az", "Əliyev Hadrut qəsəbəsinin azad edildiyini bildirib. Erməni tərəfi bunu inkar edib.", "Hadrut"),
        ("tr", "Bakü, Hadrut kasabasını aldığını duyurdu. Ermenistan bu iddiaları yalanladı.", "Hadrut"),
        ("hy", "Ալիևը հայտարարել է Հադրութ քաղաքի գրավման մասին։ ՀՀ ՊՆ-ն հերքում է այդ լուրերը։", "Հադրութ"),
    ],
)
def test_a_denial_of_what_was_told_denies_it(read, language, text, name):
    assert told(read(text, language)) == [(name, "AZ", "affirms", "AZ"), (name, "AZ", "denies", "ARM")]


@pytest.mark.parametrize(
    "denial",
    [
        "Armenia denied violating the truce.",
        "Armenia denied reports Azerbaijan used cluster bombs.",
        "Armenia denied the claim that its guns had been destroyed.",
        "Azerbaijan's Defence Ministry denied these reports.",
        "Fighting went on. People fled. Armenia denied this.",
    ],
)
def test_a_denial_of_something_else_denies_nothing_that_was_told(read, denial):
    text = f"Azerbaijan's Defence Ministry said the army took Talish village. {denial}"
    assert [stance for _, _, stance, _ in told(read(text))] == ["affirms"]


def test_a_denial_that_names_a_place_is_of_that_alone(read):
    text = "Aliyev: Hadrut town, Talish village are liberated.\nStepanyan: Hadrut has not fallen, this is a lie."
    found = told(read(text))
    assert [(name, stance) for name, _, stance, _ in found] == [
        ("Hadrut", "affirms"),
        ("Talish", "affirms"),
        ("Hadrut", "denies"),
    ]


def test_a_claim_that_somebody_rejects_is_still_the_one_who_claims_it(read):
    text = "Azerbaijan's forces took the town of Hadrut, Aliyev said, a claim Armenia's defence ministry rejected."
    assert told(read(text)) == [("Hadrut", "AZ", "affirms", "AZ"), ("Hadrut", "AZ", "denies", "ARM")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            'The army took two villages. Aliyev wrote of it. "Tiri and Genlik villages of Zangilan district," he said.',
        ),
        (
            "ru",
            "Азербайджан занял два села. Об этом сообщил Алиев. «Сёла Тири и Генлик Зангиланского района».",
        ),
        ("az", 'Ordumuz iki kəndi azad edib. Bunu Əliyev yazıb. "Zəngilan rayonunun Tiri və Gənlik kəndləri".'),
    ],
)
def test_a_quotation_that_is_but_a_list_tells_where_the_change_was(read, language, text):
    found = read(text, language).changes
    assert [(item.holder, item.side, item.resolution.place_id) for item in found] == [
        ("AZ", "AZ", "gn147049"),
        ("AZ", "AZ", "gn148061"),
    ]


def test_who_acted_before_acts_on(read):
    text = (
        "Azerbaijani forces entered Hadrut.[54] They captured the village of Tugh,[55][56] then Azykh village.[note 1]"
    )
    assert [(name, holder) for name, holder, _, _ in told(read(text))] == [
        ("Hadrut", "AZ"),
        ("Tugh", "AZ"),
        ("Azykh", "AZ"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Azerbaijan took Hadrut on 9 October. A day earlier it had taken the village of Talish.", 8),
        ("en", "Azerbaijan took Hadrut on 9 October. The next day its army took the village of Talish.", 10),
        ("ru", "9 октября армия Азербайджана взяла Гадрут. Днем ранее она взяла село Талыш у армян.", 8),
        ("az", "Azərbaycan Ordusu oktyabrın 9-da Hadrutu azad edib. Ertəsi gün ordumuz Talış kəndini azad edib.", 10),
        ("tr", "Azerbaycan ordusu 9 Ekim'de Hadrut'u kurtardı. Ertesi gün Azerbaycan Talış köyünü kurtardı.", 10),
    ],
)
def test_a_day_beside_one_that_was_told(read, language, text, day):
    last = read(text, language).changes[-1]
    assert (last.day, last.holder) == (date(2020, 10, day), "AZ")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "az",
            "2020-ci il sentyabrın 27-dən başlayaraq döyüşlər gedib, oktyabrın 9-da ordumuz Hadrutu azad edib.",
        ),
        ("az", "Hadrutun azad olunmasından 4 il ötür. 2020-ci il oktyabrın 9-da ordumuz Hadrut qəsəbəsini azad edib."),
        ("tr", "27 Eylül 2020'den bu yana süren savaşta Azerbaycan ordusu 9 Ekim'de Hadrut kasabasını kurtardı."),
    ],
)
def test_a_day_since_which_something_goes_on_is_not_that_of_a_change(read, language, text):
    found = read(text, language, published=date(2024, 10, 9)).changes
    assert [(item.holder, item.day) for item in found] == [("AZ", date(2020, 10, 9))]


@pytest.mark.parametrize(
    ("language", "text", "holder"),
    [
        ("az", "Talış kəndi erməni işğalçılarından azad edilib.", "AZ"),
        ("az", "Talış kəndi düşmən işğalından azad olunub.", "AZ"),
        ("tr", "Talış köyü Ermeni işgalcilerden kurtarıldı.", "AZ"),
        ("hy", "Թալիշ գյուղը մաքրվել է ադրբեջանական զավթիչներից։", "ARM"),
    ],
)
def test_from_whom_a_place_is_taken_does_not_hold_it(read, language, text, holder):
    assert [item.holder for item in read(text, language).changes] == [holder]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Azerbaijan captured most of Fuzuli district and the village of Talish.", "Talish"),
        ("ru", "Азербайджан взял большую часть Физулинского района и село Талыш.", "Талыш"),
        ("az", "Azərbaycan Ordusu Füzuli rayonunun böyük hissəsini və Talış kəndini azad edib.", "Talış"),
        ("az", "Azərbaycan Ordusu Sirik kəndi yaxınlığında yüksəkliyi və Talış kəndini azad edib.", "Talış"),
        ("tr", "Azerbaycan ordusu Sirik köyü yakınlarında mevzileri ve Talış köyünü kurtardı.", "Talış"),
        ("en", "Azerbaijan took Talish village. The districts of Agdam and Kalbajar came under its control.", "Talish"),
    ],
)
def test_a_part_of_a_district_and_what_is_near_a_place_are_not_taken(read, language, text, name):
    found = read(text, language).changes
    assert [(item.place.name.text, item.place.district) for item in found] == [(name, None)]


def test_one_place_of_a_list_does_not_tell_who_gained_the_others(read):
    text = "Villages liberated:\nDalimammadli, Chayli, Tiri, Genlik and Sirik villages."
    found = read(text, published=date(2024, 10, 9)).changes
    assert {item.holder for item in found} <= {None, "AZ"}
