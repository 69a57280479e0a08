"""Tables, codebook and data package say the same of every column."""

import csv
import json
import runpy
from pathlib import Path

import pytest

from karamap.tables.data_folder import data_dir
from karamap.theatre import codebook

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools/build_codebook.py"))


def test_what_is_committed_is_what_the_definitions_give():
    advice = "run python tools/build_codebook.py"
    assert (ROOT / "datapackage.json").read_text(encoding="utf-8") == TOOL["package"](), advice
    assert (ROOT / "docs/codebook.md").read_text(encoding="utf-8") == TOOL["page"](), advice


SHIPPED = [table for table in codebook.TABLES if (data_dir() / table.path).exists()]


def test_only_tables_that_may_be_absent_are_not_shipped():
    assert all(table.optional for table in codebook.TABLES if table not in SHIPPED)


@pytest.mark.parametrize("table", SHIPPED, ids=lambda table: table.path)
def test_header_and_package_have_the_same_columns(table):
    with (data_dir() / table.path).open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    fields = [field["name"] for field in codebook.schema_of(table)["fields"]]
    assert header == fields == list(table.header)


def test_keys_point_to_keys():
    package = json.loads(TOOL["package"]())
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    pointing = [key for schema in schemas.values() for key in schema.get("foreignKeys", ())]
    assert len(pointing) >= 12
    for key in pointing:
        assert schemas[key["reference"]["resource"]]["primaryKey"] == [key["reference"]["fields"]]


def test_types_are_those_of_the_cells():
    fields = {field["name"]: field for field in codebook.schema_of(codebook.TABLES[1])["fields"]}
    assert fields["lon"] == {"name": "lon", "type": "number", "constraints": {"minimum": -180, "maximum": 180}}
    assert fields["kind"]["constraints"]["enum"][:2] == ["city", "town"]
    assert fields["geonames_id"]["type"] == "integer"
    assert "required" not in fields["wikidata_id"]["constraints"]
