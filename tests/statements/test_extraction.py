"""What is read out of a text: lists by grammar, holders by who acts, and nothing where nothing changed hands."""

import random
import sys
from datetime import date

import pytest
from hangs import finishing
from mutate_texts import CORPUS, STRESS, mutated

from karamap.statements import scoring
from karamap.statements.days.written_dates import day_in
from karamap.statements.words.lexicon import Spans
from karamap.statements.words.tokens import LONGEST_KEPT, LONGEST_SENTENCE, TOKEN, sentences

GOLD = scoring.read_texts(CORPUS.read_text(encoding="utf-8"), CORPUS.name)
MUTATED = 150


def told(extraction):
    return [(item.place.name.text, item.holder, item.stance) for item in extraction.changes]


def test_offsets_lead_back_to_the_text(read):
    text = "On Thursday the Azerbaijani army captured the villages of Tugh and Nowhere in Khojavend district."
    for item in read(text).statements:
        for piece in (item.place.name, item.place.district, item.wording, item.sentence):
            assert text[piece.start : piece.end] == piece.text


def test_an_unknown_name_of_a_list_survives(read):
    found = read("Azerbaijan's army captured Tiri, Xyzabad and Genlik villages of Zangilan district.")
    assert told(found) == [(name, "AZ", "affirms") for name in ("Tiri", "Xyzabad", "Genlik")]
    assert [item.resolution.outcome.value for item in found.changes] == ["resolved", "unresolved", "resolved"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Azerbaijan's army took Hadrut and Xyzabad.", "Xyzabad"),
        ("az", "Azərbaycan ordusu Hadrutu və Xyzabadı azad edib.", "Xyzabadı"),
        ("tr", "Azerbaycan ordusu Hadrut ve Xyzabad'ı kurtardı.", "Xyzabad'ı"),
        ("ru", "Азербайджанская армия взяла Гадрут и Хызабад.", "Хызабад"),
        ("hy", "Ադրբեջանի բանակը գրավել է Հադրութը և Քսիզաբադը։", "Քսիզաբադը"),
    ],
)
def test_an_unknown_name_joined_to_a_known_one_survives(read, language, text, name):
    found = read(text, language)
    assert [(item.place.name.text, item.resolution.outcome.value) for item in found.changes][1:] == [
        (name, "unresolved")
    ]


@pytest.mark.parametrize("speaker", ["Turan News reported", "President Aliyev said", "Reuters reports"])
def test_who_reports_behind_a_comma_is_no_place(read, speaker):
    assert [item.place.name.text for item in read(f"Azerbaijan's army took Hadrut, {speaker}.").statements] == [
        "Hadrut"
    ]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Azerbaijani forces captured the village of Talish.", "AZ"),
        ("Armenian forces liberated the village of Talish from Azerbaijani occupation.", "ARM"),
        ("The village of Talish was occupied by Armenian troops.", "ARM"),
        ("The village of Talish was liberated from Armenian occupation.", "AZ"),
        ("Armenian forces lost the village of Talish.", "AZ"),
        ("Armenia handed over the village of Talish to Azerbaijan.", "AZ"),
        ("The village of Talish came under the control of Azerbaijan.", "AZ"),
        ("Azerbaijani troops withdrew from the village of Talish.", "ARM"),
        ("Armenian Prime Minister Nikol Pashinyan said the Azerbaijani army seized Talish village.", "AZ"),
        ("Armenian forces still hold the village of Talish.", "ARM"),
    ],
)
def test_the_holder_comes_from_who_acts(read, text, holder):
    assert [item.holder for item in read(text).changes] == [holder]


def test_who_is_not_told_is_taken_from_the_speaker_and_doubted(read):
    (item,) = read("The village of Talish was captured, President Aliyev said.").changes
    assert (item.holder, item.side) == ("AZ", "AZ")
    assert any("who acts is not told" in reason for reason in item.reasons)
    assert item.confidence < 1


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("On 22 October 2020 Azerbaijan captured Talish village.", "en", date(2020, 10, 22)),
        ("On October 3, Azerbaijan captured Talish village.", "en", date(2020, 10, 3)),
        ("Azerbaijan captured Talish village on 2020-10-02.", "en", date(2020, 10, 2)),
        ("Azerbaijan captured Talish village on 21.10.2020.", "en", date(2020, 10, 21)),
        ("Yesterday Azerbaijan captured Talish village.", "en", date(2020, 10, 22)),
        ("On 24 December Azerbaijan captured Talish village.", "en", date(2019, 12, 24)),
        (
            "22 oktyabr 2020-ci il tarixində Azərbaycan Ordusu Talış kəndini işğaldan azad edib.",
            "az",
            date(2020, 10, 22),
        ),
        ("Oktyabrın 4-də Azərbaycan Ordusu Talış kəndini azad edib.", "az", date(2020, 10, 4)),
        ("Azerbaycan ordusu 3 Ekim'de Talış köyünü ele geçirdi.", "tr", date(2020, 10, 3)),
        ("3 октября 2020 года азербайджанская армия захватила село Талыш.", "ru", date(2020, 10, 3)),
        ("Հոկտեմբերի 3-ին Ադրբեջանի բանակը գրավել է Թալիշ գյուղը։", "hy", date(2020, 10, 3)),
    ],
)
def test_days_as_languages_write_them(read, text, language, day):
    assert [item.day for item in read(text, language).statements] == [day]


def test_a_denial_keeps_what_is_denied(read):
    found = read("Armenia's Defense Ministry denied that Azerbaijani forces had captured the village of Talish.")
    assert told(found) == [("Talish", "AZ", "denies")]
    assert found.changes[0].speaker == "Ministry of Defence of Armenia"


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijani forces shelled the village of Talish.",
        "The army will capture the village of Talish.",
        "If Azerbaijan captures the city of Shusha, the road is cut.",
        "Azerbaijan did not capture the village of Talish.",
        "Armenian forces captured the city of Fuzuli in 1993.",
        "President Aliyev visited the liberated city of Jabrayil.",
        "Police took two people from the village of Talish.",
        "Fighting goes on near the village of Talish.",
        "Ukrainian forces captured the village of Robotyne.",
        "Azerbaijan took more than 60 combat positions in Karabakh.",
    ],
)
def test_what_is_no_change_of_hands_stays_out(read, text):
    assert told(read(text)) == []


def test_what_is_no_change_is_not_lost(read):
    (item,) = read("Azerbaijani forces shelled the village of Talish.").statements
    assert (item.verb.value, item.holder, item.stance) == ("strikes", None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijani troops captured four tanks near the village of Talish."),
        ("en", "145 houses in the village of Talish remained under the control of Azerbaijan."),
        ("ru", "Армянские войска потеряли четыре танка у села Талыш."),
    ],
)
def test_what_is_near_or_in_a_village_is_no_number_of_villages(read, language, text):
    assert read(text, language).totals == ()


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Neither Dashalty nor Shushakend has been taken by Azerbaijan.", 2),
        ("ru", "Ни Гадрут, ни Шуша не взяты.", 2),
    ],
)
def test_names_behind_a_word_for_not_leave_a_trace(read, language, text, count):
    found = read(text, language)
    assert len(found.statements) == count
    assert not any(item.stance == "affirms" for item in found.statements)


def test_totals_stand_beside_the_list(read):
    text = (
        "Azerbaijan captured 3 villages: Tiri, Genlik of Zangilan district. "
        "So far, 3 cities, 2 towns and 112 villages have been captured by Azerbaijan."
    )
    day, running = read(text).totals
    assert (day.numbers, day.listed, day.agrees) == ({"village": 3}, {"village": 2}, False)
    assert (running.scope, running.numbers) == ("running", {"city": 3, "town": 2, "village": 112})


def test_a_border_is_a_fact_without_a_place(read):
    (fact,) = read("Azerbaijan's army secured the state border between Azerbaijan and Iran.").facts
    assert (fact.subject, fact.holder) == ("state border between Azerbaijan and Iran", "AZ")


def test_a_second_name_in_brackets_is_no_second_place(read):
    found = read("Azerbaijan captured Tugh, Gunashli (Norashen) and Akaku villages of Khojavend district.")
    assert [item.place.name.text for item in found.changes] == ["Tugh", "Gunashli", "Akaku"]


def test_a_text_gives_the_same_every_time(read):
    text = "Azerbaijan's army captured Tiri and Genlik villages of Zangilan district, Aliyev said."
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "unit", ["A, ", "(", "and ", "A and B, ", "Fuzuli district ", "villages of ", "was captured ", "x", "A:\n", "։ "]
)
def test_time_grows_with_the_text_alone(read, unit):
    with finishing():
        read(unit * (100_000 // len(unit)))


def test_a_sentence_without_an_end_is_cut():
    found = list(sentences("word " * 5_000))
    assert max(item.end - item.start for item in found) <= LONGEST_SENTENCE


@pytest.mark.parametrize("language", ["en", "az", "tr", "ru", "hy"])
def test_no_text_makes_it_fail(read, language):
    pieces = [
        "Fuzuli",
        "district",
        " ",
        ",",
        "\n",
        "«",
        "captured",
        "kəndləri",
        "сёла",
        "գյուղ",
        "22",
        "October",
        "(",
        ":",
    ]
    pieces += ["\u202e", "\ud800", "\x00", "ı̇", "'", "-", "2020", "Азербайджан", "Aliyev said", "Ադրբեջանը", ".", "Ə"]
    chance = random.Random(language)
    for _ in range(200):
        read("".join(chance.choices(pieces, k=chance.randint(1, 40))), language)


def test_days_that_cannot_be_are_none():
    (sentence,) = sentences("On 31.02.2020 it was")
    assert day_in(sentence.tokens, Spans(), date(2020, 3, 1)) is None


@pytest.mark.parametrize(
    "text",
    [
        "took  Horadiz,\u00a0Arış,\tBeh-bud and (Qubadlı)",
        "took Horadiz[note 3] and Arış [b 2], Beh'bud [ 3 ]",
        f"took {'Horadiz;' * LONGEST_KEPT}Arış and {'x' * LONGEST_KEPT * 2}, Beh\u0301bud",
    ],
)
def test_tokens_told_apart_at_spaces_are_those_of_the_whole_sentence(text):
    before = "They left. "
    (_, sentence) = sentences(before + text)
    whole = [(found[0], found.start()) for found in TOKEN.finditer(before + text, len(before))]
    assert [(token.text, at) for token, at in zip(sentence.tokens, sentence.tokens.starts, strict=True)] == [
        (word, at) for word, at in whole if word[0] != "[" or len(word) == 1
    ]


def test_a_change_of_which_only_the_month_is_told_with_another_is_a_mention(read):
    text = "Azerbaijan captured the city of Fuzuli in October 2020, and in November the war ended."
    found = read(text, published=date(2021, 10, 9))
    assert told(found) == []
    assert any("only October 2020" in reason for reason in found.statements[0].reasons)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Armenia handed over the village of Talish to Azerbaijan.", "en"),
        ("Ermənistan Talış kəndini Azərbaycana təhvil verdi.", "az"),
        ("Ermenistan, Talış köyünü Azerbaycan'a teslim etti.", "tr"),
        ("Армения передала Азербайджану село Талыш.", "ru"),
        ("Հայաստանը Ադրբեջանին է հանձնել Թալիշ գյուղը։", "hy"),
    ],
)
def test_what_is_handed_over_goes_to_whom_it_is_given(read, text, language):
    assert [(item.holder, item.basis) for item in read(text, language).changes] == [("AZ", "handover")]


def test_the_enemy_is_the_other_side(read):
    found = read("The enemy captured the village of Karin Tak, Shushan Stepanyan said.")
    assert told(found) == [("Karin Tak", "AZ", "affirms")]


FOUNDING = [
    ("After almost 30 years, Azerbaijan took control of its border with Iran, and a town and 20 villages.", []),
    ("Shusha and other civilian settlements were struck. Fighting comes near to the border, Aliyev said.", []),
    ("The army of Azerbaijan took control of more than 60 combat positions in Karabakh, Anar Eyvazov said.", []),
    (
        "The border with Iran was secured through the settlement of Agbend, Aliyev said. Jolfa in Iran was hit.",
        ["Agbend"],
    ),
]
"""In the manner of the pages that the record began with, in words of our own."""


@pytest.mark.parametrize(("text", "places"), FOUNDING)
def test_pages_like_those_the_record_began_with(read, text, places):
    assert [item.place.name.text for item in read(text).changes] == places


def places(found):
    return [
        (item.place.name.text, item.place.district and item.place.district.text, item.place.kind)
        for item in found.changes
    ]


def test_a_word_for_one_town_says_nothing_of_the_villages_behind_it(read):
    found = read("Azerbaijan captured the town of Minjivan and of Tatar, Sirik villages.")
    assert [(name, kind) for name, _, kind in places(found)] == [
        ("Minjivan", "town"),
        ("Tatar", "village"),
        ("Sirik", "village"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan took villages Sirik, Shikhlar (in Jabrayil), Tatar, Bartaz (in Zangilan).",
        "Azerbaijan took 2 villages of Jabrayil (Sirik and Shikhlar) and 2 villages of Zangilan (Tatar and Bartaz).",
        "Azerbaijan took Sirik, Shikhlar (both in Jabrayil district), Tatar and Bartaz (both in Zangilan district).",
        "The liberated villages are Sirik, Shikhlar (in Jabrayil), Tatar, Bartaz (in Zangilan), Aliyev said.",
    ],
)
def test_a_district_in_brackets_is_that_of_the_names_before(read, text):
    assert [(name, district) for name, district, _ in places(read(text))] == [
        ("Sirik", "Jabrayil"),
        ("Shikhlar", "Jabrayil"),
        ("Tatar", "Zangilan"),
        ("Bartaz", "Zangilan"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan took 24 villages in Fuzuli, Jabrayil and Zangilan districts.",
        "Azerbaijan has so far taken Fuzuli city and Hadrut town.",
        "Azerbaijani troops entered the zone near the village of Tugh.",
        "Azerbaijan took Shusha last year.",
    ],
)
def test_districts_sums_and_what_was_told_before_change_nothing(read, text):
    assert places(read(text)) == []


def test_each_place_has_the_day_before_it(read):
    text = "On 4 October 2020 Azerbaijan took the city of Jabrayil, on 17 October Fuzuli."
    assert [item.day for item in read(text, published=date(2021, 4, 1)).changes] == [
        date(2020, 10, 4),
        date(2020, 10, 17),
    ]


def test_a_denial_in_a_clause_behind_is_another_voice(read):
    found = read("Azerbaijan announced the capture of Hadrut; Armenia denied it.").changes
    told = [(item.holder, item.stance, item.side) for item in found]
    assert told == [("AZ", "affirms", "AZ"), ("AZ", "denies", "ARM")]


def test_who_posts_is_the_voice(read):
    found = read("Ilham Aliyev @presidentaz\nHadrut town was liberated.")
    assert [(item.holder, item.side) for item in found.changes] == [("AZ", "AZ")]


def test_what_is_told_without_who_acts_goes_to_who_gained_it_by_the_record(read):
    text = "Villages liberated:\nFuzuli district: Mollaveli, Nowhere"
    found = read(text, published=date(2020, 10, 22))
    assert [(item.place.name.text, item.holder) for item in found.changes] == [("Mollaveli", "AZ"), ("Nowhere", "AZ")]
    assert all(any("the record" in reason for reason in item.reasons) for item in found.changes)
    assert [item.holder for item in read(text, published=date(2019, 1, 1)).changes] != ["AZ", None]


def test_texts_changed_by_lot_are_read(read):
    texts = [text["text"] for text in GOLD.values()]
    for text in mutated(texts, MUTATED):
        for language in ("en", "ru"):
            assert read(text, language).language == language


def calls(work):
    """How many functions are called while something is done."""
    count = 0

    def counted(_frame, event, _arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("sign", ["October ", "1 October ", "5 villages ", "villages ", "Talish villages "])
def test_work_on_one_sentence_grows_with_its_length(read, sign):
    short, long = ("Azerbaijan captured " + sign * (size // len(sign)) for size in (1_500, 6_000))
    read(long)
    assert calls(lambda: read(long)) < 6 * calls(lambda: read(short))


def test_names_of_a_list_with_a_kind_are_looked_up_once(read, resolver, monkeypatch):
    asked = []
    resolve = resolver.resolve
    monkeypatch.setattr(resolver, "resolve", lambda mention: asked.append(mention) or resolve(mention))
    names = [f"Xy{letter}zabad" for letter in "abcdefghijklm"]
    for day in ("21", "22"):
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
        found = read(f"On {day} October 2020 Azerbaijan's army captured the {listed} villages of Zangilan district.")
        assert len(found.changes) == len(names)
    assert sorted(mention.name for mention in asked) == names


@pytest.mark.parametrize("sign", STRESS.values(), ids=STRESS)
def test_long_texts_of_one_sign_are_read(read, sign):
    assert read("Azerbaijan captured " + sign * (200_000 // len(sign))).language == "en"
