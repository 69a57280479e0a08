"""Pages in Armenian: the forms of verbs, who denies what, and what belongs to a place without being it."""

from datetime import date

import pytest

DAY = date(2020, 10, 20)


def told(extraction):
    return {(item.place.name.text, item.stance, item.holder) for item in extraction.changes}


def holders(extraction):
    return [(item.stance, item.holder) for item in extraction.changes]


TAKEN = [
    "Ադրբեջանցիները օկուպացրին Տումի գյուղը։",
    "Ադրբեջանական բանակը բռնազավթել է Տումի գյուղը։",
    "Տումի գյուղը զավթվեց ադրբեջանական զորքերի կողմից։",
    "Տումի գյուղը վերագրավված է Ադրբեջանի կողմից։",
    "Հոկտեմբերի 13-ին ադրբեջանական զորքերը գրավում են Տումի գյուղը։",
    "Տումի գյուղը հայտնվել է ադրբեջանցիների վերահսկողության տակ։",
    "Տումի գյուղն Ադրբեջանի հսկողության տակ է անցել։",
    "Տումի գյուղն Ադրբեջանի վերահսկողության ներքո է ընկել։",
    "Տումի գյուղն անցավ ադրբեջանցիների ձեռքը։",
    "Ադրբեջանական բանակը մտավ Տումի գյուղ։",
    "Թշնամին Տումի գյուղ ներխուժեց։",
    "Ադրբեջանի զորքերը մուտք են գործել Տումի գյուղ։",
    "Ադրբեջանական բանակը վերահսկողություն է հաստատել Տումի գյուղի նկատմամբ։",
    "Հայկական զորքերը թողեցին Տումի գյուղը։",
    "Հայկական զորքերը հետ քաշվեցին Տումի գյուղից։",
    "Տումի գյուղից հայկական ուժերը դուրս են բերվել։",
    "Հայաստանը Ադրբեջանին զիջեց Տումի գյուղը։",
    "Տումի գյուղն անցավ Ադրբեջանին։",
]


@pytest.mark.parametrize("text", TAKEN)
def test_a_place_changes_hands_in_whatever_form_of_the_verb(read, text):
    assert told(read(text, "hy", DAY)) == {("Տումի", "affirms", "AZ")}


HELD = [
    "Տումի գյուղը Արցախի հսկողության տակ է։",
    "Տումի գյուղը վերահսկվում է Պաշտպանության բանակի կողմից։",
    "Տումի գյուղը գտնվում է Արցախի պաշտպանության բանակի վերահսկողության ներքո։",
]


@pytest.mark.parametrize("text", HELD)
def test_a_place_is_held_by_whatever_word_for_control(read, text):
    assert told(read(text, "hy", DAY)) == {("Տումի", "holds", "ARM")}


NOT_TAKEN = [
    "Թշնամին Տումի գյուղը գրավել չկարողացավ։",
    "Թշնամին չի գրավել Տումի գյուղը։",
    "Հակառակորդը ստում է, որ Տումի գյուղը գրավել է։",
]


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_what_the_enemy_did_not_take_is_denied(read, text):
    assert told(read(text, "hy", DAY, "ARM")) == {("Տումի", "denies", "AZ")}


NO_CHANGE = [
    "Տումի գյուղը վաղը հանձնվում է Ադրբեջանին։",
    "Հակառակորդի դիվերսիոն խումբը ներխուժել է Տումի գյուղ։",
    "Տումի գյուղը մաքրվել է ականներից, հայտնեց Ադրբեջանը։",
    "Ադրբեջանը տիրացել է Շուշի տանող ճանապարհին։",
]


@pytest.mark.parametrize("text", NO_CHANGE)
def test_plans_raids_mines_and_roads_change_nothing(read, text):
    assert told(read(text, "hy", DAY)) == set()


WHOLE_DENIALS = [
    ("hy", "Դա սուտ է, Տումի գյուղը մեր վերահսկողության տակ է։"),
    ("hy", "Սուտ է, Տումի գյուղը Պաշտպանության բանակի վերահսկողության տակ է։"),
    ("hy", "Ալիևի հայտարարությունը չի համապատասխանում իրականությանը, և մեր ուժերը վերահսկում են Տումի գյուղը։"),
    ("en", "Vahram Poghosyan said that it was a lie, the army controls the village of Tumi."),
    ("en", "Vahram Poghosyan said it was false and that the Defence Army of Artsakh controls the village of Tumi."),
    ("ru", "Ваграм Погосян заявил, что это ложь, село Туми под контролем Армии обороны."),
]


@pytest.mark.parametrize(("language", "text"), WHOLE_DENIALS)
def test_a_denial_that_says_it_all_denies_nothing_behind_it(read, language, text):
    extraction = read(text, language, DAY, "ARM")
    assert holders(extraction) == [("holds", "ARM")]
    assert {item.side for item in extraction.changes} == {"ARM"}


DENIED = [
    ("hy", "Դա սուտ է, թե թշնամին գրավել է Տումի գյուղը։"),
    ("en", "It is a lie that Azerbaijan took the village of Tumi."),
    ("hy", "Տեղեկությունը, թե Տումի գյուղն անցել է իրենց վերահսկողության տակ, կեղծ է։"),
    ("en", "The reports that the village of Tumi passed under their control are false."),
    ("hy", "Ադրբեջանի ՊՆ-ն կեղծ լուրեր է տարածում, թե իբր գրավել է Տումի գյուղը։"),
    ("en", "Azerbaijan is spreading disinformation that it took the village of Tumi."),
    ("ru", "Азербайджан распространяет дезинформацию о взятии села Туми."),
]


@pytest.mark.parametrize(("language", "text"), DENIED)
def test_who_is_denied_to_have_a_place_does_not_deny_it(read, language, text):
    extraction = read(text, language, DAY, "ARM")
    assert [(item.stance, item.holder, item.side) for item in extraction.changes] == [("denies", "AZ", "ARM")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Ermənistan tərəfi dezinformasiya yayır ki, guya Talış kəndini geri alıb."),
        ("tr", "Ermenistan, Talış köyünü geri aldığı yönünde dezenformasyon yayıyor."),
    ],
)
def test_the_other_side_spreads_what_is_untrue(read, language, text):
    extraction = read(text, language, DAY, "AZ")
    assert [(item.stance, item.holder, item.side) for item in extraction.changes] == [("denies", "ARM", "AZ")]


def test_behind_what_an_enemy_made_up_the_page_speaks(read):
    extraction = read("Հակառակորդի հերթական սուտը։ Տումի գյուղը մեր վերահսկողության տակ է։", "hy", DAY, "ARM")
    assert holders(extraction) == [("holds", "ARM")]


PARTS_OF_PLACES = [
    "Խուդափերինի կամուրջը գրավել են ադրբեջանական զորքերը։",
    "Ադրբեջանը գրավել է Շուշիի ճանապարհը։",
    "Թշնամին գրավել է Հադրութի մի շարք դիրքեր։",
    "Ադրբեջանական բանակը գրավել է Տումի գյուղի հյուսիսային մասում գտնվող դիրքերը։",
]


@pytest.mark.parametrize("text", PARTS_OF_PLACES)
def test_what_belongs_to_a_place_is_not_the_place(read, text):
    extraction = read(text, "hy", DAY)
    assert extraction.changes == ()
    assert len(extraction.statements) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Թշնամին վերահսկողություն է հաստատել Հադրութի նկատմամբ։",
        "Տումի գյուղի ամբողջ տարածքը գրավել են ադրբեջանցիները։",
        "Շուշի մտան ադրբեջանական զորքերը։",
    ],
)
def test_control_of_a_place_and_all_of_it_are_the_place(read, text):
    assert holders(read(text, "hy", DAY)) == [("affirms", "AZ")]


SPOKEN = [
    "Շուշան Ստեփանյան. Տումի գյուղը գտնվում է մեր վերահսկողության տակ։",
    "Վահրամ Պողոսյան. «Տումին մերն է»։",
    "Տումին մեր վերահսկողության տակ է. Շուշան Ստեփանյան",
    "Արցախի նախագահի խոսնակ. Տումի գյուղը մեր վերահսկողության տակ է։",
    "Տումի գյուղը մեր վերահսկողության տակ է․ ՀՀ ՊՆ\nՄանրամասները՝ շուտով։",
    "Շուշան Ստեփանյանն ասաց, որ դա սուտ է. բանակը վերահսկում է Տումի գյուղը։",
]


@pytest.mark.parametrize("text", SPOKEN)
def test_who_speaks_stands_before_or_behind_a_dot(read, text):
    extraction = read(text, "hy", DAY)
    assert [(item.stance, item.holder, item.side) for item in extraction.changes] == [("holds", "ARM", "ARM")]


def test_a_dot_behind_what_is_told_makes_nobody_speak(read):
    extraction = read("Թշնամին գրավեց Տումի գյուղը. Ստեփանակերտում հանգիստ է։", "hy", DAY)
    assert [(item.holder, item.side) for item in extraction.changes] == [("AZ", "")]


def test_a_quotation_with_a_party_in_it_is_no_title(read):
    extraction = read("Արցախի նախագահի խոսնակ. «Տումին գրավել են ադրբեջանցիները»։", "hy", DAY)
    assert told(extraction) == {("Տումին", "affirms", "AZ")}


def test_the_day_since_which_a_place_passed_is_that_of_the_change(read):
    extraction = read("Օգոստոսի 26-ից Բերձոր քաղաքը և Աղավնո գյուղն անցան Ադրբեջանին։", "hy", date(2022, 8, 27))
    assert {(item.place.name.text, item.day) for item in extraction.changes} == {
        ("Բերձոր", date(2022, 8, 26)),
        ("Աղավնո", date(2022, 8, 26)),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Տումի, գյուղ Հադրութի շրջանում։ 2020 թվականի հոկտեմբերի 13-ին անցել է Ադրբեջանի վերահսկողության տակ։",
        "Տումին գյուղ է Հադրութի շրջանում։ 2020 թվականի հոկտեմբերի 13-ին գրավվել է ադրբեջանական զորքերի կողմից։",
    ],
)
def test_a_village_told_of_without_its_name_is_that_of_the_text(read, text):
    extraction = read(text, "hy", date(2021, 5, 1))
    assert [(item.holder, item.day) for item in extraction.changes] == [("AZ", date(2020, 10, 13))]
    assert {item.place.district.text for item in extraction.statements} == {"Հադրութի"}


def test_a_name_with_an_article_is_looked_up_without_it(read):
    (statement,) = read("Ակնան (Աղդամ) այսօր անցավ Ադրբեջանի վերահսկողության տակ։", "hy", date(2020, 11, 20)).changes
    assert statement.resolution.outcome.value == "resolved"


@pytest.mark.parametrize(
    "text",
    [
        "Ադրբեջանը գրավեց Հադրութը:",
        "Ադրբեջանը գրավեց Հադրութը: Մարտերը շարունակվում են:",
        "Ադրբեջանը գրավեց Հադրութը: Տող գյուղում հանգիստ է:",
        "Հոկտեմբերի 20 – Ադրբեջանը գրավեց Հադրութը:\nՏող գյուղում հանգիստ է:",
    ],
)
def test_a_colon_at_the_end_is_a_full_stop(read, text):
    assert told(read(text, "hy", DAY)) == {("Հադրութը", "affirms", "AZ")}


@pytest.mark.parametrize(
    "text",
    [
        "Ադրբեջանական բանակը գրավել է հետևյալ գյուղերը:\nՏումի, Տող",
        "Ադրբեջանն ազատագրել է Հադրութի շրջանի գյուղերը: Տումի, Տող:",
    ],
)
def test_a_colon_behind_what_is_listed_opens_a_list(read, text):
    assert told(read(text, "hy", DAY)) == {("Տումի", "affirms", "AZ"), ("Տող", "affirms", "AZ")}


@pytest.mark.parametrize(
    "text",
    [
        "«Իլհամ Ալիևի հերթական ցնդաբանությունը, թե գրավել են Հադրութը, իրականությունից հեռու է»,- գրել է Պողոսյանը։",
        "Տարածվող վարկածը, որ ադրբեջանցիներ են մտել Հադրութ, իրականությանը չի համապատասխանում։ Այս մասին հայտնեց ՊՆ-ն։",
    ],
)
def test_who_told_what_is_denied_does_not_deny_it(read, text):
    assert holders(read(text, "hy", DAY, "ARM")) == [("denies", "AZ")]


@pytest.mark.parametrize(
    "text",
    [
        "Հայաստանը պարտավորվեց հանձնել Քարվաճառը, Ակնան և Բերձորը։",
        "Երևանը համաձայնել է հանձնել Բերձոր քաղաքը։",
    ],
)
def test_what_somebody_only_agreed_to_changes_nothing(read, text):
    assert read(text, "hy", date(2020, 12, 5)).changes == ()


def test_what_has_to_be_said_is_told(read):
    extraction = read("Ցավոք, պետք է արձանագրենք, որ Շուշի քաղաքն այլևս մեր վերահսկողության տակ չէ։", "hy", DAY, "ARM")
    assert told(extraction) == {("Շուշի", "affirms", "AZ")}


def test_a_name_that_begins_like_the_word_for_a_river_is_a_name(read):
    extraction = read("Մարտակերտի շրջանի Գետավան և Զարդախաչ գյուղերը գրավված են Ադրբեջանի կողմից։", "hy", DAY)
    assert {name for name, _, _ in told(extraction)} == {"Գետավան", "Զարդախաչ"}


def test_the_number_of_days_of_a_war_counts_no_villages(read):
    text = "44-օրյա պատերազմի ընթացքում գյուղը գրավվել է ադրբեջանական զինված ուժերի կողմից։"
    assert read(text, "hy", date(2021, 3, 1)).totals == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Հակառակորդը պնդում է, թե գրավել է Հադրութը։ Սա չի համապատասխանում իրականությանը։"),
        ("hy", "Թշնամին հայտարարում է, որ գրավել է Հադրութը։ Սուտ է։"),
        ("en", "Azerbaijan claims to have taken Hadrut. This is not true."),
        ("ru", "Азербайджан заявляет о взятии Гадрута. Это неправда."),
    ],
)
def test_nobody_denies_what_he_has_just_told_but_the_page_does(read, language, text):
    extraction = read(text, language, DAY, "ARM")
    assert [(item.stance, item.holder, item.side) for item in extraction.changes] == [
        ("affirms", "AZ", "AZ"),
        ("denies", "AZ", "ARM"),
    ]


def test_behind_what_it_calls_a_lie_the_page_tells_who_holds_a_place(read):
    text = "Ադրբեջանի նախագահը հայտարարել է, թե գրավել են Հադրութը։ Դա սուտ է, Հադրութը մեր վերահսկողության տակ է։"
    changes = read(text, "hy", DAY, "ARM").changes
    assert [(item.stance, item.holder, item.side) for item in changes] == [
        ("affirms", "AZ", "AZ"),
        ("holds", "ARM", "ARM"),
        ("denies", "AZ", "ARM"),
    ]


def test_disinformation_that_somebody_does_not_believe_denies_nothing(read):
    text = "Պաշտպանության բանակը վերահսկում է Հադրութը, չնայած թշնամու ապատեղեկատվությանը։"
    assert holders(read(text, "hy", DAY)) == [("holds", "ARM")]


@pytest.mark.parametrize(
    "text",
    [
        "Շուշիում հանձնվեցին մրցանակները։",
        "Լաչինում գերեվարված զինծառայողները հանձնվել են Հայաստանին։",
        "Հադրութում հայտնաբերվել է 10 մարմին, աճյունները փոխանցվել են հայկական կողմին։",
        "Ադրբեջանին փոխանցվել են Ֆիզուլիի և Զանգելանի ականապատ դաշտերի քարտեզները։",
        "Միջնորդն առաջարկել է Ադրբեջանին հանձնել Լաչինն ու Քելբաջարը։",
    ],
)
def test_what_is_given_in_a_place_or_offered_changes_nothing(read, text):
    extraction = read(text, "hy", date(2022, 2, 20))
    assert extraction.changes == ()
    assert extraction.statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ադրբեջանական զորքերը գրավեցին Բաղանիս Այրում գյուղը։", ("affirms", "AZ")),
        ("Ադրբեջանական զորքերը վերահսկողություն են հաստատել Հադրութում։", ("affirms", "AZ")),
        ("Մյուրիշեն գյուղը նույնպես թշնամու ձեռքում է։", ("holds", "AZ")),
        ("Ադրբեջանական բանակի ստորաբաժանումներին հաջողվեց վերցնել Կուբաթլու քաղաքը։", ("affirms", "AZ")),
        ("Մարտավարական նահանջ Ջրականից. Արծրուն Հովհաննիսյան", ("affirms", "AZ")),
        ("Տումին այսօր առավոտյան անցավ հակառակորդի ձեռքը, իսկ կեսօրին մերոնք այն հետ գրավեցին։", ("affirms", "ARM")),
    ],
)
def test_what_is_taken_held_or_left_in_other_words(read, text, expected):
    assert holders(read(text, "hy", DAY)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"The city of Shushi is not under our control anymore, the enemy is near Stepanakert," Poghosyan wrote.',
            {("Shushi", "affirms", "AZ")},
        ),
        (
            "Aliyev's statement on capturing the town of Hadrut of Artsakh is an absolute lie.",
            {("Hadrut", "denies", "AZ")},
        ),
        ("The Defense Army has driven the enemy out of Hadrut.", {("Hadrut", "affirms", "ARM")}),
        (
            "Azerbaijan took several villages, among them Tumi and Togh, Artsakh Human Rights Ombudsman said.",
            {("Tumi", "affirms", "AZ"), ("Togh", "affirms", "AZ")},
        ),
        (
            "Armenia handed over to Azerbaijan four villages of Tavush: Baghanis Ayrum and Nerkin Voskepar.",
            {("Baghanis Ayrum", "affirms", "AZ"), ("Nerkin Voskepar", "affirms", "AZ")},
        ),
    ],
)
def test_english_pages_of_the_same_outlets(read, text, expected):
    assert told(read(text, "en", date(2024, 5, 24) if "Tavush" in text else DAY, "ARM")) == expected


def test_whose_district_it_is_said_to_be_is_no_place_between(read):
    text = "Azerbaijani troops entered the village of Parukh in Artsakh's Askeran region."
    extraction = read(text, "en", date(2022, 3, 25), "ARM")
    (statement,) = extraction.changes
    assert statement.place.district.text == "Askeran"
    assert extraction.facts == ()


NOTHING_CHANGES = [
    ("hy", "Արցախի Մարտունու և Մարտակերտի շրջանները հայտնվել են ադրբեջանական ագրեսիայի թիրախում, հայտնում են Արցախից։"),
    ("hy", "«Դուրս եկանք վաղ առավոտյան, ուղղություն՝ Շուշա քաղաք», - ասել է Ալիևը։"),
]


@pytest.mark.parametrize(("language", "text"), NOTHING_CHANGES)
def test_what_comes_under_fire_or_somebody_who_sets_out_changes_nothing(read, language, text):
    extraction = read(text, language, DAY)
    assert extraction.changes == ()
    assert extraction.facts == ()


def test_a_word_for_not_with_a_capital_begins_a_name(read):
    text = "The villages of Nor Maragha, Nor Aygestan and Nor Jraberd passed under the control of Azerbaijan."
    extraction = read(text, "en", date(2020, 11, 20))
    assert told(extraction) == {(f"Nor {name}", "affirms", "AZ") for name in ("Maragha", "Aygestan", "Jraberd")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Տումի գյուղն անցել է մեր վերահսկողության տակ։"),
        ("hy", "Տումի գյուղը գտնվում է մեր վերահսկողության տակ։"),
    ],
)
def test_what_is_under_our_control_is_under_that_of_who_speaks(read, language, text):
    assert [item.holder for item in read(text, language, DAY, "ARM").changes] == ["ARM"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Հակառակորդից մաքրվել է Մատաղիսը։", ("affirms", "ARM")),
        ("Թշնամուց ազատագրվել է Մատաղիսը։", ("affirms", "ARM")),
        ("ՊԲ-ն ետ վերցրեց հակառակորդի գրաված Մատաղիս գյուղը։", ("affirms", "ARM")),
        (
            "Տող գյուղը հոկտեմբերի 19-ին օկուպացվել է Ադրբեջանի կողմից և այժմ գտնվում է վերջինիս վերահսկողության տակ։",
            ("affirms", "AZ"),
        ),
    ],
)
def test_from_whom_a_place_is_taken_and_who_took_it_before(read, text, expected):
    assert holders(read(text, "hy", DAY)) == [expected]


def test_days_of_one_month_stand_before_their_places(read):
    text = "Հոկտեմբերի 9-ին գրավվեց Հադրութը, 17-ին՝ Ֆիզուլին, 20-ին՝ Զանգելանը, հայտարարել է Ալիևը։"
    days = {item.place.name.text: item.day.day for item in read(text, "hy", DAY).changes}
    assert days == {"Հադրութը": 9, "Ֆիզուլին": 17, "Զանգելանը": 20}


def test_what_lies_beside_a_village_is_not_the_village(read):
    text = "Տումի գյուղի հարակից տարածքներն անցել են Ադրբեջանի վերահսկողության տակ։"
    assert read(text, "hy", DAY).changes == ()


def test_communities_are_places(read):
    text = "Ադրբեջանը գրավեց Տումի, Ազոխ և Տող համայնքները։"
    assert {name for name, _, _ in told(read(text, "hy", DAY))} == {"Տումի", "Ազոխ", "Տող"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Նիկոլ Փաշինյանի խոսքով՝ Ֆիզուլին անցել է թշնամուն։", ("affirms", "AZ", "ARM")),
        ("Ադրբեջանի ՊՆ-ն հայտարարել է Շուշիի նկատմամբ վերահսկողություն հաստատելու մասին։", ("affirms", "AZ", "AZ")),
        ("Հայաստանի ՊՆ-ն հերքում է Շուշիի նկատմամբ վերահսկողություն հաստատելու մասին լուրը։", ("denies", "AZ", "ARM")),
    ],
)
def test_what_somebody_tells_of_by_a_noun_or_a_case(read, text, expected):
    assert [(item.stance, item.holder, item.side) for item in read(text, "hy", DAY).changes] == [expected]
