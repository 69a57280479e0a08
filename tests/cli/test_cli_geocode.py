"""`karamap geocode` asks the server that the user names, writes proposals, and touches no table."""

import csv
import hashlib
import io
from datetime import date

import pytest
from click.testing import CliRunner
from fake_nominatim import Reply, result, serving

from karamap.cli import main

NEAR_HEYVA = result(47.25, 39.5)


@pytest.fixture
def fake():
    with serving() as server:
        yield server


@pytest.fixture
def geocode(fake, small_world, tmp_path, monkeypatch):
    """Call the command on the small world, in haste, with a cache and a home of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KARAMAP_CACHE", str(tmp_path / "cache"))

    def call(*arguments, change=lambda _: None, domain=fake.domain):
        named = ("--domain", domain, "--seconds-between", "0.01") if domain else ()
        folder = small_world(change)
        return CliRunner().invoke(main, ["--data", str(folder), "geocode", *named, *map(str, arguments)])

    return call


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_proposals_are_csv_on_stdout(fake, geocode):
    fake.knows("İtkin", Reply([NEAR_HEYVA]))
    (row,) = rows(geocode().stdout)
    assert list(row) == [
        "place_id",
        "name_asked",
        "district",
        "lon",
        "lat",
        "display_name",
        "osm_type",
        "osm_id",
        "distance_to_district_km",
        "verdict",
        "domain",
        "asked_on",
    ]
    assert (row["place_id"], row["lon"], row["lat"], row["verdict"]) == ("km0001", "47.25", "39.5", "near_district")
    assert (row["distance_to_district_km"], row["domain"]) == ("4.3", fake.domain)
    assert date.fromisoformat(row["asked_on"])


def test_nothing_is_asked_without_a_domain(fake, geocode):
    found = geocode(domain=None)
    assert (found.exit_code, found.stdout, fake.heard) == (2, "", [])
    assert "--domain" in found.stderr


def test_a_file_is_written_whole_and_named(fake, geocode, tmp_path):
    fake.knows("İtkin", Reply([NEAR_HEYVA]))
    found = geocode("-o", "proposals.csv")
    assert found.stdout == "proposals.csv\n"
    assert len(rows((tmp_path / "proposals.csv").read_text(encoding="utf-8"))) == 1


def test_a_failing_server_leaves_no_file_and_no_traceback(fake, geocode, tmp_path):
    fake.knows("İtkin", Reply(status=403))
    found = geocode("-o", "proposals.csv")
    assert found.exit_code == 1
    assert found.stderr.splitlines()[-1].startswith(f"karamap: the geocoder at {fake.domain} failed at 'İtkin'")
    assert not (tmp_path / "proposals.csv").exists()


def test_the_tables_stay_as_they_were(fake, geocode, small_world):
    def prints(folder):
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*.*"))}

    before = prints(small_world())
    fake.knows("İtkin", Reply([NEAR_HEYVA]))
    geocode()
    assert prints(small_world()) == before


def test_answers_are_kept_between_calls(fake, geocode, tmp_path):
    fake.knows("İtkin", Reply([NEAR_HEYVA]))
    assert geocode().stdout == geocode().stdout
    assert len(fake.heard) == 1
    assert list((tmp_path / "cache" / "geocoding").glob("*.json"))


def test_the_cache_may_stand_elsewhere(geocode, tmp_path):
    geocode("--cache", "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_the_user_agent_names_karamap_or_whoever_asks(fake, geocode):
    geocode("--cache", "one")
    geocode("--cache", "two", "--user-agent", "survey@example.org")
    ours, theirs = (request.user_agent for request in fake.heard)
    assert ours.startswith("karamap/")
    assert theirs == "survey@example.org"


@pytest.mark.parametrize(("district", "count"), [("Heyva", 1), ("Alma", 0)])
def test_a_district_narrows_the_places(geocode, district, count):
    assert len(rows(geocode("--district", district).stdout)) == count


def test_an_unknown_district_is_an_error(fake, geocode):
    found = geocode("--district", "Nowhere")
    assert (found.exit_code, fake.heard) == (1, [])
    assert "Nowhere" in found.stderr


def test_the_number_of_places_may_be_limited(fake, geocode):
    geocode("--limit", "1", change=lambda world: world.place("km0002", "village", None, "AZ-HEY", "Ötən"))
    assert fake.names_heard == ["İtkin"]


def test_a_public_server_is_not_asked_in_haste(geocode):
    found = geocode(domain="nominatim.example.org")
    assert found.exit_code == 1
    assert "once in 1 s" in found.stderr


def test_what_a_server_says_starts_no_formula(fake, geocode):
    fake.knows("İtkin", Reply([{**NEAR_HEYVA, "display_name": '=HYPERLINK("http://x")\n'}]))
    (row,) = rows(geocode().stdout)
    assert row["display_name"] == '\'=HYPERLINK("http://x")'


def test_a_negative_longitude_stays_a_number(fake, geocode):
    fake.knows("İtkin", Reply([result(-47.25, 39.5)]))
    assert rows(geocode().stdout)[0]["lon"] == "-47.25"
