"""A reader finds a place under any spelling in any script, without a network."""

import pytest

pytestmark = pytest.mark.browser

FIND = """(queries) => {
  const index = karamap.search.indexOf(karamap.app);
  return queries.map((query) => karamap.search.find(index, query).map(({ target }) => target.id));
}"""


@pytest.fixture
def opened(war_map):
    return war_map


def place_id(theatre, text, district):
    """The id of the place of a name in a district."""
    (found,) = {
        place
        for place, names in theatre.gazetteer.names.items()
        if theatre.gazetteer.district_id(place) == district and any(name.text == text for name in names)
    }
    return found


def typed(opened, text):
    opened.search(text)
    return opened.page.locator("[role=option]")


@pytest.mark.parametrize(
    "spelling",
    [
        "Çöpədərə",
        "Чопедере",
        "Chopedere",
        "ÇÖPƏDƏRƏ",
        "Çöpədərə kəndi",
        "село Чопедере",
        "Chopadara",
        "Չյոփադարա",
        "Çöped",
    ],
)
def test_any_spelling_in_any_script_leads_to_the_place(opened, theatre, spelling):
    options = typed(opened, spelling)
    options.first.click()
    assert opened.state()["place"] == place_id(theatre, "Çöpədərə", "AZ-ZAN")
    assert opened.page.locator("#karamap-panel h2").inner_text() == "Chopadere"
    assert opened.messages == []
    assert len(opened.requests) == 1


def test_every_name_of_the_gazetteer_finds_its_place(opened, theatre):
    names = sorted(
        (name.text, place) for place, held in theatre.gazetteer.names.items() for name in held if name.kind != "variant"
    )[::6]
    found = opened.page.evaluate(FIND, [text for text, _ in names])
    assert [pair for pair, ids in zip(names, found, strict=True) if pair[1] not in ids] == []
    assert len(names) > 350


def test_the_place_itself_comes_before_those_that_begin_like_it(opened, theatre):
    (ids,) = opened.page.evaluate(FIND, ["Füzuli"])
    assert ids[0] == place_id(theatre, "Füzuli", "AZ-FUZ")


def test_homonyms_are_told_apart_by_their_districts(opened):
    texts = typed(opened, "Qışlaq").all_inner_texts()
    assert len(texts) > 1
    assert len({text for text in texts if "district" in text}) > 1


def test_a_district_is_found_too(opened):
    typed(opened, "Зангелан").filter(has_text="Zangilan district").last.click()
    assert opened.page.locator("#karamap-panel h2").inner_text() in ("Zangilan district", "Zangilan")


def test_a_slip_of_one_letter_still_finds_something(opened, theatre):
    (ids,) = opened.page.evaluate(FIND, ["Xankxəndi"])
    assert place_id(theatre, "Xankəndi", "AZ-XA") in ids


def test_what_is_nowhere_is_said_to_be_nowhere(opened):
    assert typed(opened, "Zzyzzx").count() == 0
    assert opened.page.locator(".search [role=status]").inner_text() == "No place of this name"


@pytest.mark.parametrize(
    "text", ["", "   ", "'", "((((", "\\", "a" * 500, "<img src=x onerror=alert(1)>", "\u202eabc", "🗺"]
)
def test_odd_input_does_no_harm(opened, text):
    typed(opened, text)
    opened.page.keyboard.press("Enter")
    assert opened.messages == []


def test_arrows_choose_and_the_box_says_what_is_chosen(opened):
    typed(opened, "agd")
    box = opened.page.locator(".search-input")
    assert box.get_attribute("aria-expanded") == "true"
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("ArrowDown")
    chosen = opened.page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    opened.page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == ""


def test_the_first_letters_are_answered_before_all_names_are_read_and_again_when_they_are(open_map, war_page):
    opened = open_map(war_page, whole=False, script="window.requestIdleCallback = (work) => { window.idle = work; };")
    opened.page.wait_for_function("() => window.idle")
    opened.page.evaluate("performance.now = ((at) => () => { at += 1000; return at; })(0)")  # each look takes a second
    opened.page.locator(".search-input").fill("Чопедере")
    assert opened.page.locator("[role=option]").count() == 0
    assert opened.text(".search [role=status]") == "Names are still being read; more may follow."
    opened.page.evaluate("performance.now = () => 0; window.idle({ timeRemaining: () => 0 })")
    opened.page.wait_for_function("() => document.querySelectorAll('[role=option]').length > 0")
    assert "Chopadere" in opened.page.locator("[role=option]").first.inner_text()
    assert opened.state()["place"] is None
    assert opened.messages == []


def test_enter_before_all_names_are_read_opens_the_place_once_it_is_found(open_map, war_page):
    opened = open_map(war_page, whole=False, script="window.requestIdleCallback = (work) => { window.idle = work; };")
    opened.page.wait_for_function("() => window.idle")
    opened.page.evaluate("performance.now = ((at) => () => { at += 1000; return at; })(0)")
    opened.page.locator(".search-input").fill("Чопедере")
    opened.page.locator(".search-input").press("Enter")
    assert opened.state()["place"] is None
    opened.page.evaluate("performance.now = () => 0; window.idle({ timeRemaining: () => 0 })")
    assert "Chopadere" in opened.shown_record().locator("h2").first.inner_text()
    assert opened.page.locator("[role=option]").count() == 0
