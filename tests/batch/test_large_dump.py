"""A GeoNames dump becomes a file of names, which names are then resolved by."""

import json

import pyarrow.parquet as pq
import pytest

from karamap.errors import KaramapError
from karamap.importers import large_dump
from karamap.names.resolutions import Mention
from karamap.names.resolver import Resolver
from karamap.names.stored_index import Stored, StoredIndex

ROWS = (
    # id, name, alternatives, lat, lon, class, code, first, second, inhabitants
    (9, "Ashby", "Ashbi", "40.1", "47.1", "P", "PPL", "01", "77", "150000"),
    (100, "Kelso", "", "40.2", "47.2", "P", "PPL", "01", "77", "12000"),
    (10, "Ashby", "", "41.5", "48.5", "P", "PPL", "02", "", "90"),
    (11, "Old Quarter", "", "40.1", "47.1", "P", "PPLX", "01", "77", "0"),
    (12, "Nowhere", "", "95", "47.1", "P", "PPL", "01", "77", "0"),
    (500, "Northern Province", "", "40", "47", "A", "ADM1", "01", "", "0"),
    (501, "Southern Province", "", "41", "48", "A", "ADM1", "02", "", "0"),
    (502, "Marden", "", "40", "47", "A", "ADM2", "01", "77", "0"),
    (900, "Long Lake", "", "40", "47", "H", "LK", "01", "77", "0"),
)

NAMES = (
    (1, 9, "ru", "Эшби", "", "", "", ""),
    (2, 9, "link", "https://example.org", "", "", "", ""),
    (3, 100, "en", "Old Kelso", "", "", "", "1"),
    (4, 502, "ru", "Марден", "", "", "", ""),
    (5, 900, "en", "Longest Lake", "", "", "", ""),
)


def dump_line(id_, name, others, lat, lon, class_, code, first, second, inhabitants):
    cells = (id_, name, name, others, lat, lon, class_, code, "XX", "", first, second, "", "", inhabitants)
    return "\t".join(map(str, (*cells, "", "", "Asia/Baku", "2020-01-01")))


@pytest.fixture
def dump(tmp_path):
    """The two files of GeoNames."""
    places, names = tmp_path / "allCountries.txt", tmp_path / "alternateNamesV2.txt"
    places.write_text("".join(f"{dump_line(*row)}\n" for row in ROWS), encoding="utf-8")
    names.write_text("".join("\t".join(map(str, (*row, "", ""))) + "\n" for row in NAMES), encoding="utf-8")
    return places, names


def test_places_come_in_the_order_of_their_ids_with_names_and_units(dump):
    with large_dump.opened(*dump) as found:
        listed = {place.id: (place, names, memberships) for place, names, memberships in found}
    assert list(listed) == ["gn10", "gn100", "gn9"] == sorted(listed)
    place, names, memberships = listed["gn9"]
    assert (place.kind, place.position) == ("city", (47.1, 40.1))
    assert [(name.text, name.language, name.kind) for name in names] == [
        ("Ashby", "en", "official"),
        ("Ashbi", "en", "variant"),
        ("Эшби", "ru", "official"),
    ]
    assert [item.district_id for item in memberships] == ["XX.01.77", "XX.01"]
    assert [item.district_id for item in listed["gn10"][2]] == ["XX.02"]
    assert listed["gn100"][1][-1].kind == "former"
    systems = {id_: item.system for id_, item in found.gazetteer.districts.items()}
    assert systems == {"XX.01": "regions", "XX.02": "districts", "XX.01.77": "districts"}
    assert sum(found.left_out.values()) == 2


def test_the_command_builds_a_file_that_names_are_resolved_by(run, dump, tmp_path):
    file, names = tmp_path / "world.names", tmp_path / "names.csv"
    done = run("batch", "index", dump[0], "--alternate-names", dump[1], "-o", file)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"{file}\n"
    assert "3 places with 6 names." in done.stderr
    assert "feature code PPLX" in done.stderr
    names.write_text("name,district\nАшби,Марден\nAshby,Southern Province\nKelsa,Marden\nAshby,\n", encoding="utf-8")
    done = run("batch", "resolve", names, "--index", file, "-o", tmp_path / "out", "--workers", "0")
    assert done.exit_code == 0, done.stderr
    rows = pq.read_table(tmp_path / "out/part-00000.parquet").to_pylist()
    assert [(row["outcome"], row["place_id"]) for row in rows] == [
        ("resolved", "gn9"),
        ("resolved", "gn10"),
        ("weak", None),
        ("ambiguous", None),
    ]
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"]["index"] == Stored.open(file).head["sha256"]


def test_names_of_the_tables_come_into_a_file_without_a_dump(run, tmp_path, theatre):
    file = tmp_path / "own.names"
    assert run("batch", "index", "-o", file).exit_code == 0
    resolver = Resolver(StoredIndex(Stored.open(file), theatre.names.orthographies))
    assert len(resolver.gazetteer.places) == len(theatre.gazetteer.places)
    assert resolver.resolve(Mention("Chopedere", "Zangilan")).place_id == "gn148261"
    assert resolver.nearest("Chopadire") == Resolver(theatre.names).nearest("Chopadire")[:1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 rest", "unpack it first"),
        (b"name,lat,lon\nA,1,2\n", ":1: 1 columns; a GeoNames dump has 19"),
        (dump_line(*ROWS[0]).encode().replace(b"Ashby", b"Ashb\xff") + b"\n", ":1: not UTF-8"),
    ],
)
def test_what_is_no_dump_is_refused_and_leaves_nothing(run, tmp_path, content, said):
    dump = tmp_path / "dump.txt"
    dump.write_bytes(content)
    done = run("batch", "index", dump, "-o", tmp_path / "world.names")
    assert (done.exit_code, said in done.stderr) == (1, True), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["dump.txt"]


def test_a_table_of_names_that_is_none_is_refused(dump, tmp_path):
    broken = tmp_path / "names.txt"
    broken.write_text("1\t2\n", encoding="utf-8")
    with (
        pytest.raises(KaramapError, match=r"names\.txt:1: 2 columns; alternateNamesV2 has 10"),
        large_dump.opened(dump[0], broken),
    ):
        pass
