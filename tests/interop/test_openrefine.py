"""OpenRefine matches a column of names with places, and takes their values (opt-in: `make interop`)."""

import csv
import json
import shutil
import subprocess
import sys

import pytest
import refine

OPENREFINE = shutil.which("openrefine")
pytestmark = pytest.mark.skipif(not OPENREFINE, reason="needs OpenRefine (Debian: apt-get install openrefine)")

ROWS = {
    "Hadrut": ("", "gn148105"),
    "Şuşa": ("", "gn147105"),
    "Шуши": ("", "gn147105"),
    "Aghband": ("", "gn8442962"),
    "Ağdam": ("", ""),  # a town and a village
    "Atlantis": ("", ""),
}
VALUES = ("lon", "lat", "district", "kind", "holder")


@pytest.fixture(scope="module")
def open_refine():
    with refine.running(OPENREFINE) as asked:
        yield asked


@pytest.fixture(scope="module")
def service():
    """The address of the shipped gazetteer, served."""
    command = [sys.executable, "-m", "karamap", "-q", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        yield served.stdout.readline().strip()
        served.terminate()


@pytest.fixture
def project(open_refine):
    """Make a project of names and their districts."""

    def make(rows):
        lines = [f"{name},{district}\n" for name, (district, _) in rows.items()]
        return open_refine.create_project("".join(["name,district\n", *lines]))

    return make


def reconciled(asked, project, service, details=()):
    """The places that a project's names are matched with, and what else each of them may be."""
    manifest = json.loads(refine.WITHOUT_PROXY.open(service).read())
    spaces = {name: manifest[name] for name in ("identifierSpace", "schemaSpace")}
    how = {"mode": "standard-service", "service": service, **spaces, "autoMatch": True, "limit": 0, "type": None}
    told = [{"column": name, "property": {"id": name, "name": name}} for name in details]
    asked.post(
        f"reconcile?project={project}", columnName="name", config={**how, "columnDetails": told}, engine=refine.ALL_ROWS
    )
    asked.done(project)
    shown = json.loads(asked.post(f"get-rows?project={project}&limit=100", engine=refine.ALL_ROWS))
    recons = shown["pool"]["recons"]
    found = {row["cells"][0]["v"]: recons[row["cells"][0]["r"]] for row in shown["rows"]}
    return spaces, {
        name: (one.get("m", {}).get("id", ""), {other["id"] for other in one.get("c", ())})
        for name, one in found.items()
    }


def test_names_are_matched_and_doubts_are_left_to_the_reader(open_refine, project, service):
    _, found = reconciled(open_refine, project(ROWS), service)
    assert {name: matched for name, (matched, _) in found.items()} == {
        name: wanted for name, (_, wanted) in ROWS.items()
    }
    assert found["Ağdam"][1] == {"gn148619", "gn388704"}
    assert found["Atlantis"][1] == set()


def test_another_column_tells_namesakes_apart(open_refine, project, service, theatre):
    gazetteer = theatre.gazetteer
    village = "gn388704"
    district = gazetteer.district_name(gazetteer.district_id(village))
    _, found = reconciled(open_refine, project({"Ağdam": (district, village)}), service, ["district"])
    assert found["Ağdam"][0] == village


def test_kinds_are_guessed_from_the_names(open_refine, project, service):
    told = open_refine.post(f"guess-types-of-column?project={project(ROWS)}", columnName="name", service=service)
    assert {kind["id"] for kind in json.loads(told)["types"]} == {"city", "town", "village"}


def test_values_of_matched_places_come_into_new_columns(open_refine, project, service, theatre):
    number = project(ROWS)
    spaces, _ = reconciled(open_refine, number, service)
    open_refine.post(
        f"extend-data?project={number}",
        baseColumnName="name",
        endpoint=service,
        **spaces,
        extension={"properties": [{"id": value, "name": value} for value in VALUES]},
        columnInsertIndex="2",
        engine=refine.ALL_ROWS,
    )
    open_refine.done(number)
    table = open_refine.post("export-rows/names.csv", project=number, format="csv", engine=refine.ALL_ROWS)
    header, *rows = csv.reader(table.splitlines())
    gazetteer = theatre.gazetteer
    assert len(header) == 2 + len(VALUES)
    for row, (_, place_id) in zip(rows, ROWS.values(), strict=True):
        if not place_id:
            assert row[2:] == [""] * len(VALUES)
            continue
        position = gazetteer.places[place_id].position
        assert [float(value) for value in row[2:4]] == pytest.approx([position.lon, position.lat])
        assert row[4:6] == [gazetteer.district_name(gazetteer.district_id(place_id)), gazetteer.kind(place_id)]
        assert row[6]


def test_the_service_is_added_and_used_on_the_page_of_openrefine(open_refine, project, service):
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium"))), None)
    if chromium is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium-headless-shell)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.route(lambda url: not url.startswith("http://127.0.0.1:"), lambda route: route.abort())
        page.goto(f"{open_refine.address.removesuffix('command/core/')}project?project={project(ROWS)}")
        page.locator("th.column-header", has_text="name").locator(".column-header-menu").click()
        page.locator(".menu-item", has_text="Reconcile").hover()
        page.locator(".menu-item", has_text="Start reconciling").click()
        page.locator(".dialog-frame button", has_text="Add standard service").click()
        dialog = page.locator(".dialog-frame").last
        dialog.locator("input").first.fill(service)
        dialog.locator("button", has_text="Add Service").click()
        page.locator("input[name=type-choice][value=city]").check()  # one of those that it guesses
        page.locator(".dialog-frame button", has_text="Start reconciling").click()
        matched = page.locator("a.data-table-recon-match, .data-table-cell-content a", has_text="Şuşa / Şuşi")
        matched.first.wait_for()
        with page.expect_popup() as opened:
            matched.first.click()
        assert "Şuşa" in opened.value.locator("h1").inner_text()
        browser.close()
