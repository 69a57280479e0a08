"""Proposals are decided on one page, by keys, and leave as the file that accept takes."""

import csv
import io

import pytest

from karamap.page import review_page
from karamap.statements.proposals import COLUMNS, Page, proposals
from karamap.tables.csv_tables import as_text
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.accepted_proposals import read_proposals
from karamap.theatre.statement_tables import StatementTables

pytestmark = pytest.mark.browser

TEXT = (
    "😀 Azerbaijan captured Tatar, Nowhere and Sirik villages of Jabrayil district. </script><b>Shusha</b> was shelled."
)


@pytest.fixture(scope="module")
def rows(theatre, resolver):
    reader = StatementTables(DataFolder(data_dir())).reader("en", resolver, theatre.record)
    day = theatre.record.last_day
    found = proposals(reader.read(TEXT, day), Page("page.txt", day), theatre.record, theatre.gazetteer)
    return [{name: as_text(row[name]) for name in COLUMNS} for row in found]


@pytest.fixture
def opened(browser, rows, theatre, tmp_path):
    """The page of a review, open; it asks the network for nothing and logs nothing."""
    path = tmp_path / "proposals.html"
    path.write_text(review_page.html(rows, {"page.txt": TEXT}, "proposals.csv", theatre), encoding="utf-8")
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    told, asked = [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    yield page
    assert told == []
    assert {url for url in asked if not url.startswith("blob:")} == {path.as_uri()}
    context.close()


def as_saved(opened, tmp_path):
    with opened.expect_download() as waiting:
        opened.locator("#save").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_marks_stand_where_the_words_are(opened):
    assert opened.locator("mark").all_text_contents() == ["Tatar", "Nowhere", "Sirik", "Shusha"]
    assert opened.locator("#text b").count() == 0
    assert "1 of 4" in opened.locator("#progress").text_content()


def test_answers_by_keys_are_in_the_file_that_is_saved(opened, rows, tmp_path):
    opened.keyboard.press("a")
    opened.keyboard.press("e")
    opened.locator("#correct_place_id").fill("gn147105")
    opened.locator("#comment").fill('so "they" say, here')
    opened.keyboard.press("Enter")
    opened.keyboard.press("s")
    opened.keyboard.press("r")
    path = as_saved(opened, tmp_path)
    read = read_proposals(io.BytesIO(path.read_bytes()), path.name)
    assert [row.values["decision"] for row in read] == ["accept", "correct", None, "reject"]
    assert read[1].values["correct_place_id"] == "gn147105"
    assert read[1].values["comment"] == 'so "they" say, here'
    saved = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [row["id"] for row in saved] == [row["id"] for row in rows]


def test_the_file_is_shown_as_text_too(opened):
    opened.keyboard.press("a")
    opened.locator("#copy").click()
    first = next(csv.DictReader(io.StringIO(opened.locator("#csv").input_value())))
    assert (first["decision"], first["written_as"]) == ("accept", "Tatar")


def test_answers_outlive_the_page(opened):
    opened.keyboard.press("r")
    opened.reload()
    assert "1 decided" in opened.locator("#progress").text_content()


def test_the_map_shows_the_place_that_is_meant(opened):
    assert opened.locator("#spots circle").count() == 1
    opened.keyboard.press("s")
    assert opened.locator("#spots circle").count() == 0


def test_without_its_text_a_page_is_told_by_excerpts(rows, theatre):
    page = review_page.html(rows, {}, "proposals.csv", theatre)
    assert "\\u003c/script\\u003e" in page
    assert page == review_page.html(rows, {}, "proposals.csv", theatre)
