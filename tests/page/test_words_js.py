"""The page's sentences, run in Node: in English the same as those of the command, in every language complete."""

from datetime import date, timedelta
from pathlib import Path

import nodejs
import pytest
import shipped

from karamap.document import drawing
from karamap.document.day_words import DayWords
from karamap.document.format import DayCount
from karamap.document.reader import DrawnDocument
from karamap.document.wording import Wording, package_texts, party_names, texts_of
from karamap.ground.series import Series
from karamap.record.control import Show
from karamap.record.timeline import control_as_of
from karamap.theatre import loader

wording = Wording.of(shipped.theatre())

SCRIPTS = (
    "core/nodes.js",
    "core/geometry.js",
    "core/steps.js",
    "core/ties.js",
    "core/model.js",
    "core/store.js",
    "core/i18n.js",
)
HOLDER = "Armenian forces / Republic of Artsakh"
FIRST, LAST = date(2020, 9, 27), date(2020, 12, 1)

CREATE = """
window.Node = class { constructor(text) { this.text = text; } };
karamap.nodes.element = (name, className, text) => new window.Node(text);
const sentence = (claim) => i18n.sentence(claim).map((piece) => piece.text ?? piece).join("");
const utterance = (claim) => `${sentence(claim)} ${claim.note || ""}`.trimEnd();
const model = karamap.model(given.document);
const store = karamap.store.create(karamap.store.initial(model));
const i18n = karamap.i18n.create({ document: given.document, model, store });
const inEach = (ask) => Object.fromEntries(i18n.languages.map((language) => {
  store.set({ language });
  return [language, ask()];
}));
"""


@pytest.fixture(scope="module")
def war(document_of):
    """The document of the whole war."""
    return document_of(FIRST, LAST)


@pytest.fixture(scope="module")
def whole(theatre, document_of):
    """A document of the record's last day: it carries every claim."""
    return document_of(theatre.record.last_day)


OTHERS = Path(__file__).parents[1] / "data/four_parties"


@pytest.fixture(scope="module")
def in_arabic():
    """A document of another theatre, its names in Arabic, its words in English and Turkish."""
    day = date(2031, 3, 16)
    return drawing.document(Series.between(loader.load(OTHERS), day, day), language="tr", names_in="ar")


def test_names_may_be_in_another_language_than_the_words(in_arabic):
    """As the page names them and as figures do: places and what is on the map by theirs, parties by the reader's."""
    drawn = DrawnDocument(in_arabic)
    words = DayWords(drawn)
    parties = [party["id"] for party in in_arabic["parties"]]
    told = ask(
        in_arabic,
        """return [model.places.map((place) => i18n.name(place)), given.parties.map(i18n.short),
        i18n.among({ tr: "göl", en: "lake", ar: "بحيرة" }, ""), i18n.among({ tr: "göl", en: "lake" }, "")]""",
        parties=parties,
    )
    places = [words.named(place) for place in drawn.places]
    assert told[0] == [{"text": place.text, "lang": place.language} for place in places]
    assert told[1] == [words.short(party) for party in parties]
    assert {place.language for place in places} >= {"ar", "en"}
    assert [one["lang"] for one in told[2:]] == ["ar", "tr"]
    assert words.among({"tr": "göl", "en": "lake"}).language == "tr"


def test_a_day_from_right_to_left_is_one_run(in_arabic):
    """What isolates its month loses its direction: the year would stand before the month."""
    arabic = {**in_arabic["texts"]["en"], "month.03": "مارس", "month.03.alone": "مارس"}
    document = {**in_arabic, "texts": {"ar": arabic}, "language": "ar"}
    day, gained = ask(
        document,
        """return [i18n.date(model.numberOf("2031-03-16")), i18n.t("legend.gained", { date: "16 مارس 2031" })]""",
    )
    assert day == "16 مارس 2031"
    assert gained == "Gained since \u206816 مارس 2031\u2069"


def ask(document, code, **given):
    return nodejs.run(SCRIPTS, CREATE + code, {"document": document, **given})


@pytest.mark.parametrize(("language", "between"), [("en", ", "), ("ar", "، ")])
def test_what_parts_the_items_of_a_list_is_a_mark_of_the_language(war, language, between):
    document = {**war, "texts": {"en": war["texts"]["en"], language: package_texts()[language]}, "language": language}
    code = """const state = { ...model.controls[0], contested: given.parties };
    return [i18n.comma(), i18n.held(state).includes(i18n.comma()), i18n.verdict(state).includes(i18n.comma())];"""
    parties = [party["id"] for party in war["parties"]]
    assert ask(document, code, parties=parties) == [between, True, True]


def days_between(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def test_days_are_told_as_the_command_tells_them(war):
    days = days_between(date(2020, 1, 1), date(2024, 12, 31))
    numbers = [DayCount(date.fromisoformat(war["head"]["epoch"])).number(day) for day in days]
    said = ask(war, "return given.numbers.map(i18n.date);", numbers=numbers)
    assert said == [wording.day(day) for day in days]


def test_every_claim_is_told_as_the_command_tells_it(whole, theatre):
    record = theatre.record
    said = ask(whole, "return model.claims.map(utterance);")
    order = sorted(record.claims.values(), key=lambda claim: (claim.valid_from, claim.reported_on, claim.id))
    assert said == [wording.utterance(record, claim) for claim in order]


def test_every_page_is_dated_as_the_command_dates_it(whole, theatre):
    said = ask(whole, "return model.sources.map((s) => [s.publisher, s.url, s.title, i18n.published(s)]);")
    pages = {(s.publisher, s.url, s.title, wording.published(s)) for s in theatre.record.sources.values()}
    assert {tuple(row) for row in said} <= pages
    assert len(said) > 200


@pytest.mark.parametrize("day", [FIRST, date(2020, 10, 22), date(2020, 11, 9), LAST], ids=str)
def test_every_conclusion_is_told_as_the_command_tells_it(war, theatre, day):
    record, control = theatre.record, control_as_of(theatre.record, day)
    code = """return model.places.map((place) => {
      const state = model.at("all").stateOf(place, given.day);
      return [place.id, [i18n.verdict(state), i18n.since(state)]];
    });"""
    said = dict(ask(war, code, day=(day - FIRST).days))
    expected = {place: [wording.verdict(record, item), wording.since(record, item)] for place, item in control.items()}
    assert {place: said[place] for place in expected} == expected
    assert {tuple(said[place]) for place in said.keys() - expected.keys()} <= {(wording.text("verdict.none"), "")}


def test_parties_bear_the_names_of_the_texts(war, theatre):
    named = {party["id"]: party["names"] for party in war["parties"]}
    texts, english, parties = texts_of(theatre), theatre.texts["en"], theatre.record.parties.values()
    assert named == {party.id: party_names(party, texts, english) for party in parties}
    assert {party["id"]: party["shorts"] for party in war["parties"]} == {
        party.id: party_names(party, texts, english, short=True) for party in parties
    }


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "1 place"),
        ("en", 0, "0 places"),
        ("en", 1231, "1,231 places"),
        ("ru", 1, "1 место"),
        ("ru", 2, "2 места"),
        ("ru", 5, "5 мест"),
        ("ru", 11, "11 мест"),
        ("ru", 12, "12 мест"),
        ("ru", 21, "21 место"),
        ("ru", 112, "112 мест"),
        ("ru", 1222, "1\u00a0222 места"),
        ("az", 1231, "1.231 yer"),
        ("hy", 3, "3 վայր"),
        ("tr", 3, "3 yer"),
    ],
)
def test_a_number_takes_the_form_that_its_language_asks_for(war, language, count, said):
    code = 'store.set({ language: given.language }); return i18n.n("panel.places", given.count);'
    assert ask(war, code, language=language, count=count) == said
    if language == "en":
        form = "one" if count == 1 else "many"
        assert wording.text(f"panel.places.{form}", count=f"{count:,}") == said


def test_each_language_tells_a_day_in_its_own_words(war):
    said = ask(war, "return inEach(() => i18n.date(295));")
    assert said == {
        "az": "22 oktyabr 2020",
        "en": "22 October 2020",
        "hy": "22 հոկտեմբերի 2020",
        "ru": "22 октября 2020",
        "tr": "22 Ekim 2020",
    }


def test_no_language_leaves_a_placeholder_or_a_key_open(war):
    code = """return inEach(() => [
      ...model.claims.map(sentence), ...model.controls.map(i18n.verdict), ...model.controls.map(i18n.since),
      ...model.sources.map(i18n.published), ...model.places.map(i18n.kind),
      i18n.knowledge("all"), i18n.knowledge("shown"), i18n.knowledge("2020-10-22"),
    ]);"""
    said = ask(war, code)
    assert set(said) == set(war["texts"])
    for sentences in said.values():
        assert [line for line in sentences if "{" in line or "undefined" in line or "NaN" in line] == []


def test_knowledge_is_told(war):
    assert ask(war, 'return ["all", "shown", "2020-10-22"].map(i18n.knowledge);') == [
        "based on all sources to date",
        "based on what was published by that day",
        "based on what was published by 22 October 2020",
    ]


def test_a_value_is_never_taken_for_a_placeholder(war):
    code = 'return i18n.t("panel.on", { date: "{date} {constructor} $& $1" });'
    assert ask(war, code) == wording.text("panel.on", date="{date} {constructor} $& $1")


def test_a_speaker_that_the_texts_do_not_know_is_told_as_the_record_has_it(war):
    code = """return inEach(() => {
      const known = model.claims.find((claim) => claim.speaker === "President of Azerbaijan (Ilham Aliyev)");
      return [sentence({ ...known, note: null }), sentence({ ...known, speaker: "Somebody", speakerKey: null })];
    });"""
    said = ask(war, code)
    assert all("Somebody" in other and "Ilham" not in other for _, other in said.values())
    assert "Ильхам Алиев" in said["ru"][0]
    assert "Իլհամ Ալիև" in said["hy"][0]


def test_what_only_one_side_says_is_not_passed_over_in_silence(theatre):
    """Where claims of one side are set aside, nobody is told that nothing else was said."""
    day = date(2020, 10, 22)
    confirmed = drawing.document(Series.between(theatre, day, day, show=Show.CONFIRMED), language="en")
    said = set(ask(confirmed, "return model.controls.map(i18n.verdict);"))
    assert wording.text("verdict.before.confirmed", holder=HOLDER, standing="assumed") in said
    assert not [line for line in said if "nothing later says otherwise" in line]
