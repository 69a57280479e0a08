"""Chronicles with a day in their heading, text without a space behind a dot, and who acts beside whom he attacks."""

from datetime import date

import pytest


def told(extraction):
    return [(item.place.name.text, item.holder, item.day) for item in extraction.changes]


def test_a_day_that_ends_the_heading_of_a_chronicle_dates_what_follows(read):
    text = (
        "The war began on 27 September 2020.\n\nChronicle of the war: October 3\n\n"
        "- The army of Azerbaijan took the village of Talish.\n\n- It took the village of Tiri."
    )
    found = told(read(text, published=date(2021, 10, 3)))
    assert found == [("Talish", "AZ", date(2020, 10, 3)), ("Tiri", "AZ", date(2020, 10, 3))]


def test_a_day_of_the_month_since_a_day_of_which_something_goes_on(read):
    text = "Oktyabrın 7-dən etibarən döyüşlər gedib və ayın 9-da Azərbaycan Ordusu Hadrut qəsəbəsini azad edib."
    assert told(read(text, "az")) == [("Hadrut", "AZ", date(2020, 10, 9))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Ordumuz Talış kəndini azad edib.Azərbaycan Prezidenti Laçın şəhərində çıxış edib."),
        ("ru", "Армия Азербайджана взяла село Талыш.Президент выступил в городе Лачин."),
        ("en", "Azerbaijan took the village of Talish.President Aliyev spoke in the city of Lachin."),
    ],
)
def test_a_sentence_begins_right_behind_a_dot(read, language, text):
    assert len(read(text, language).changes) == 1


def test_a_dot_inside_an_address_ends_nothing(read):
    (found,) = read("Azerbaijan's army took, Oxu.Az and Day.Az report, the village of Talish.").changes
    assert found.holder == "AZ"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Azerbaijani troops attacked positions of the Armenian forces and took the village of Talish.", "AZ"),
        ("Azerbaijani forces shelled Armenian troops near Tugh and captured the village of Talish.", "AZ"),
        ("Azerbaijani forces shelled Tugh, and Armenian troops captured the village of Talish.", "ARM"),
        ("Armenian forces attacked and Azerbaijani troops captured the village of Talish.", "AZ"),
        ("Azerbaijani forces managed to take control of the village of Talish.", "AZ"),
    ],
)
def test_who_is_attacked_takes_nothing(read, text, holder):
    assert [(name, who) for name, who, _ in told(read(text)) if name == "Talish"] == [("Talish", holder)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The town of Hadrut was returned to us, Aliyev said."),
        ("az", "Hadrut qəsəbəsi bizə qaytarıldı, Əliyev bildirib."),
    ],
)
def test_what_comes_back_to_us_is_the_speakers(read, language, text):
    assert [(name, holder) for name, holder, _ in told(read(text, language))] == [("Hadrut", "AZ")]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("tr", "Azerbaycan ordusu Ermeni işgali altındaki Talış köyünü kurtardı.", "Talış"),
        ("ru", "Армия Азербайджана освободила оккупированные сёла Талыш и Тири.", "Талыш"),
    ],
)
def test_a_place_that_was_held_before_is_taken_now(read, language, text, name):
    assert told(read(text, language))[0][:2] == (name, "AZ")


def test_a_district_that_nobody_knows_among_districts_is_no_place(read):
    text = "Армия Азербайджана взяла город Губадлы и ряд сёл в Зангиланском, Джебралильском и Губадлинском районах."
    assert [name for name, _, _ in told(read(text, "ru"))] == ["Губадлы"]


def test_who_acted_before_something_else_was_told_acts_no_more(read):
    text = (
        "Azerbaijan took the village of Tugh. People fled from Armenia to Iran. It lost control of the city of Shusha."
    )
    assert ("Shusha", "ARM") not in [(name, holder) for name, holder, _ in told(read(text))]


def test_who_loses_stands_before_the_verb(read):
    text = "The leaders admitted they had lost the town of Hadrut and that Azerbaijani forces were near."
    assert "ARM" not in [holder for _, holder, _ in told(read(text))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan's army took not only Hadrut town, but also the village of Talish."),
        ("ru", "Армия Азербайджана взяла не только посёлок Гадрут, но и село Талыш."),
    ],
)
def test_not_only_denies_nothing(read, language, text):
    assert [holder for _, holder, _ in told(read(text, language))] == ["AZ", "AZ"]


@pytest.mark.parametrize("kind", ["н.п.", "н. п.", "нп", "с.", "пос.", "нас. пункты"])
def test_a_dot_behind_a_short_word_for_a_kind_of_place_ends_no_sentence(read, kind):
    text = f"Освобождены {kind} Талыш и Мехдили, заявил президент Алиев."
    names = [(item.place.name.text, item.holder) for item in read(text, "ru").changes]
    assert names == [("Талыш", "AZ"), ("Мехдили", "AZ")]


def test_a_pronoun_that_is_written_like_a_short_word_ends_its_sentence(read):
    text = "Они предали нас. Пункты 3 и 4 отменены. Освобождено село Талыш, заявил президент Алиев."
    (change,) = read(text, "ru").changes
    assert text[change.sentence.start :].startswith("Освобождено")
