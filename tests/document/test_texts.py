"""The table of texts: complete, neutral, in step with the code that shows it."""

import csv
import re
import unicodedata
from pathlib import Path
from string import Formatter

import pytest
import shipped

import karamap
from karamap.document.wording import LANGUAGES, package_texts, texts_of

PACKAGE = Path(karamap.__file__).parent
TABLE = PACKAGE / "document/texts.csv"
CODE = {
    path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*"))
    if path.suffix in (".py", ".js") and "_data" not in path.parts
}
PLURALS = ("one", "few", "many")
LITERAL = re.compile(r"""["'`]([a-z][a-z-]*(?:\.[A-Za-z0-9-]+)+)["'`]""")
FAMILY = re.compile(r"""["'`]([a-z][a-z-]*(?:\.[a-z-]+)*\.?)(?:["'`] *\+|\$\{|\{)""")
"""The fixed beginning of a key whose end is put to it when it is used, as in `kind.${place.kind}`."""

PARTISAN = {
    "en": "liberat occup terror aggress separatis enemy heroic victor illegal invad de-occup seize",
    "az": "azad işğal terror təcavüz separat düşmən qəhrəman zəfər erməni-terror qanunsuz",
    "hy": "ազատագր օկուպ բռնազավթ ահաբեկ ագրես անջատող թշնամ հերոս հաղթ զավթ գրավյալ",
    "ru": "освобо оккуп террор агресс сепарат враг вражес герои побед захва незакон",
    "tr": "kurtar işgal terör saldır ayrılıkçı düşman kahraman zafer özgürleş yasadışı",
    "ar": "تحرير حرر احتل إرهاب عدوان انفصال عدو بطل نصر انتصار غزو شهيد ميليشيا",
}
LETTERS = {
    "en": re.compile(r"[A-Za-z]"),
    "az": re.compile(r"[A-Za-zəğışçöüİ]"),
    "hy": re.compile(r"[\u0531-\u058f]"),
    "ru": re.compile(r"[А-Яа-яЁё]"),
    "tr": re.compile(r"[A-Za-zğışçöüİ]"),
    "ar": re.compile(r"[\u0621-\u064a]"),
}
NAMES = re.compile(r"\{\w+\}|karamap|GeoNames|Who's On First|Natural Earth|NOAA GLOBE|URL|HTML|CSV")
"""What stays in Latin letters in every language."""

SHIPPED = texts_of(shipped.theatre())
TEXTS = {**package_texts(), **SHIPPED}
"""Of the languages that the shipped pages can be read in with the theatre's own, of others the package's."""

KEYS = sorted(TEXTS["en"])


def rows():
    return list(csv.reader(TABLE.read_text(encoding="utf-8").splitlines()))


def english_beside(language):
    """The English texts that those of a language stand beside."""
    return SHIPPED["en"] if language in SHIPPED else package_texts()["en"]


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_the_table_is_plain_and_in_order():
    content = TABLE.read_bytes()
    keys = [row[0] for row in rows()[1:]]
    assert rows()[0] == ["key", *LANGUAGES]
    assert keys == sorted(set(keys))
    assert unicodedata.is_normalized("NFC", content.decode("utf-8"))
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing(language):
    assert [key for key in english_beside(language) if not TEXTS[language][key]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_in_the_letters_of_its_language(language):
    bare = {
        key: re.sub(
            r"\{\w+\}|karamap|GeoNames|Who's On First|Natural Earth|NOAA GLOBE|URL|HTML|CSV|PNG|SVG|[a-z]+\.com",
            "",
            text,
        )
        for key, text in TEXTS[language].items()
    }
    foreign = re.compile(r"[A-Za-z]{3,}") if language in ("hy", "ru", "ar") else re.compile(r"[\u0400-\u058f]")
    assert {key: text for key, text in bare.items() if foreign.search(text)} == {}
    assert {
        key for key, text in bare.items() if re.search(r"\w{4}", text) and not LETTERS[language].search(text)
    } == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language):
    english = english_beside(language)
    wrong = {key: text for key, text in TEXTS[language].items() if placeholders(text) != placeholders(english[key])}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_voice_takes_no_side(language):
    said = {key: text.casefold() for key, text in TEXTS[language].items()}
    assert {key: text for key, text in said.items() if any(stem in text for stem in PARTISAN[language].split())} == {}


def test_every_speaker_that_is_translated_speaks_in_the_record(theatre):
    speakers = {item.speaker for item in (*theatre.record.claims.values(), *theatre.record.events)}
    assert {text for key, text in TEXTS["en"].items() if key.startswith("speaker.")} <= speakers


def test_most_claims_are_told_with_their_speaker_in_every_language(theatre):
    known = {text for key, text in TEXTS["en"].items() if key.startswith("speaker.")}
    speakers = [claim.speaker for claim in theatre.record.claims.values()]
    assert sum(speaker in known for speaker in speakers) / len(speakers) > 0.9


def test_a_plural_has_all_its_forms():
    stems = {key.rpartition(".")[0] for key in KEYS if key.rpartition(".")[2] in PLURALS}
    assert stems
    assert [f"{stem}.{form}" for stem in sorted(stems) for form in PLURALS if f"{stem}.{form}" not in KEYS] == []


SPEAKING = ("document/", "figure/", "ground/series", "cli/common", "theatre/zones", "page/static_words")
"""Modules that name texts of the page."""


def used():
    """Keys that the code names in full, and beginnings of keys that it puts together."""
    exact, families = set(), set()
    roots = {key.split(".")[0] for key in KEYS}
    for name, code in CODE.items():
        if name.endswith(".py") and not name.startswith(SPEAKING):
            continue
        families |= {"speaker."} if 'startswith("speaker.")' in code else set()
        exact |= {key for key in LITERAL.findall(code) if key.split(".")[0] in roots}
        families |= {key for key in FAMILY.findall(code) if key.endswith(".") and key.split(".")[0] in roots}
    return exact, families


def test_every_text_is_used():
    exact, families = used()
    stems = {f"{key}.{form}" for key in exact for form in PLURALS}
    unused = [key for key in KEYS if key not in exact | stems | {"title"} and not key.startswith(tuple(families))]
    assert unused == []


def test_every_text_that_is_asked_for_is_there():
    pattern = re.compile(r"""\b(?:i18n|text)?\.?\b(?:t|n|say|text|counted)\(\s*["']([a-z][\w.-]*)["']""")
    speaking = (code for name, code in CODE.items() if name.endswith(".js") or name.startswith(SPEAKING))
    asked = {key for code in speaking for key in pattern.findall(code)}
    keys = {key for key, *_ in rows()} | {*KEYS}  # a theatre does without those that tell of what it has not
    there = {*keys, *(key.rpartition(".")[0] for key in keys if key.rpartition(".")[2] in PLURALS)}
    assert sorted(asked - there) == []


@pytest.mark.parametrize(("language", "today"), [("az", "bu gün"), ("tr", "bugün"), ("tr", "bu gün"), ("en", "today")])
def test_the_day_that_is_shown_is_never_called_today(language, today):
    assert [key for key, text in TEXTS[language].items() if today in text.lower()] == []
