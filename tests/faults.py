"""One small thing wrong with the small world, each by its name: what to do to it, and where it must be found."""

import re
from datetime import date
from pathlib import Path

CLAIMS, CITATIONS, PLACES = "seeds/claims.csv", "seeds/citations.csv", "gazetteer/places.csv"
EVENTS, COALITIONS, MERGERS = "seeds/events.csv", "seeds/coalitions.csv", "seeds/mergers.csv"
NAMES, MEMBERSHIPS = "gazetteer/names.csv", "gazetteer/memberships.csv"


def row_of(world, path, **wanted):
    """The first row of a table with these values."""
    return next(row for row in world.rows[path] if wanted.items() <= row.items())


def line_of(folder, path, pattern):
    """The number of the last line that matches a pattern."""
    lines = Path(folder, path).read_text(encoding="utf-8", errors="replace").splitlines()
    return max(number for number, line in enumerate(lines, start=1) if re.search(pattern, line))


def edited(path, old, new):
    """A change to the finished file, since the writer would not write it so."""

    def edit(folder):
        file = Path(folder, path)
        content = file.read_bytes()
        assert old in content
        file.write_bytes(content.replace(old, new, 1))

    return edit


class Broken:
    """A fault: a change to the rows or to the files, and the file, line pattern, column and words of its report."""

    def __init__(self, path, pattern, column, words, *, rows=lambda _: None, files=lambda _: None):
        self.path, self.pattern, self.column, self.words = path, pattern, column, words
        self.rows, self.files = rows, files

    def build(self, small_world):
        folder = small_world(self.rows)
        self.files(folder)
        return folder

    def where(self, folder):
        """What the report of the fault begins with."""
        line = self.pattern if isinstance(self.pattern, int) else line_of(folder, self.path, self.pattern)
        return f"{self.path}:{line}:{self.column}: "


def claim_of_nobody(world):
    world.claim("gn9", "AZ", date(2020, 10, 22))


def swapped(world):
    row = row_of(world, PLACES, id="gn3")
    row["lon"], row["lat"] = row["lat"], row["lon"]


def member(world, coalition, party_id, **days):
    world.add(COALITIONS, coalition=coalition, party_id=party_id, **days)
    world.rows[COALITIONS].sort(key=lambda row: (row["coalition"], row["party_id"]))


def merger(world, party_id, successor, day):
    world.add(MERGERS, party_id=party_id, successor=successor, valid_from=day)


def mention(**values):
    """Adds a mention of Çöpədərə, or of somewhere else, with these values."""

    def add(world):
        world.event("m1", **values)

    return add


REFUSED = {
    "unknown place": Broken(CLAIMS, ",gn9,", "place_id", "'gn9' does not exist", rows=claim_of_nobody),
    "swapped lon and lat": Broken(PLACES, "^gn3,", "lon", "lon and lat are swapped", rows=swapped),
    "bad date": Broken(
        CLAIMS,
        "2020-02-30",
        "reported_on",
        "'2020-02-30' is not a date",
        files=edited(CLAIMS, b"2020-10-09,,\n", b"2020-02-30,,\n"),
    ),
    "duplicate id": Broken(
        PLACES,
        4,
        "id",
        "gn2 is already on line 3",
        files=edited(PLACES, b"gn3,village,46.8,39.6", b"gn2,village,46.8,39.6"),
    ),
    "wrong header": Broken(PLACES, 1, "3", "header has 'lat' here", files=edited(PLACES, b"lon,lat", b"lat,lon")),
    "bad UTF-8": Broken(
        NAMES, "^gn3,", "5", "byte 0xc7 is not UTF-8", files=edited(NAMES, "Çöpədərə".encode(), b"\xc7op")
    ),
}
"""What nobody may draw a map from."""

REPORTED = {
    "unknown party": Broken(
        CLAIMS, ",XX,", "holder", "'XX' does not exist", rows=lambda world: world.claim("gn1", "XX", date(2020, 10, 22))
    ),
    "unknown source": Broken(
        CITATIONS,
        ",page-x,",
        "source_id",
        "'page-x' does not exist",
        rows=lambda world: world.claim("gn1", "AZ", date(2020, 10, 22), source="page-x"),
    ),
    "unknown claim": Broken(
        CITATIONS,
        "^c0000000000,",
        "claim_id",
        "'c0000000000' does not exist",
        rows=lambda world: world.add(CITATIONS, claim_id="c0000000000", source_id="page-az"),
    ),
    "unknown dataset": Broken(
        PLACES,
        "^gn3,",
        "source_id",
        "'hearsay' does not exist",
        rows=lambda world: row_of(world, PLACES, id="gn3").update(source_id="hearsay"),
    ),
    "unknown district": Broken(
        MEMBERSHIPS,
        "^gn3,",
        "district_id",
        "'AZ-XXX' does not exist",
        rows=lambda world: row_of(world, MEMBERSHIPS, place_id="gn3").update(district_id="AZ-XXX"),
    ),
    "unknown target": Broken(
        CLAIMS,
        "retracts",
        "target_id",
        "'c0000000000' does not exist",
        rows=lambda world: world.claim("gn1", None, date(2020, 10, 22), stance="retracts", target_id="c0000000000"),
    ),
    "party before its time": Broken(
        CLAIMS,
        ",RU,.*2020-11-09",
        "holder",
        "RU did not exist on 2020-11-09",
        rows=lambda world: world.claim("gn1", "RU", date(2020, 11, 9)),
    ),
    "party after its time": Broken(
        CLAIMS,
        ",ARM,.*2024-05-25",
        "holder",
        "ARM did not exist on 2024-05-25",
        rows=lambda world: world.claim("gn1", "ARM", date(2024, 5, 25)),
    ),
    "two coalitions at a time": Broken(
        COALITIONS,
        "^West,AZ,",
        "party_id",
        "AZ belongs to 'East' too (line 2)",
        rows=lambda world: [
            member(world, "West", "AZ"),
            member(world, "East", "AZ", valid_from=date(2020, 10, 1), valid_to=date(2020, 11, 1)),
        ],
    ),
    "membership that ends before it begins": Broken(
        COALITIONS,
        "^East,AZ,",
        "valid_to",
        "2020-10-01 is not after valid_from",
        rows=lambda world: member(world, "East", "AZ", valid_from=date(2020, 10, 1), valid_to=date(2020, 10, 1)),
    ),
    "member that is no party": Broken(
        COALITIONS, ",XX,", "party_id", "'XX' does not exist", rows=lambda world: member(world, "East", "XX")
    ),
    "merger before its end": Broken(
        MERGERS,
        "^RU,",
        "valid_from",
        "RU ends on 2024-06-12, by line 4 of seeds/parties.csv",
        rows=lambda world: merger(world, "RU", "AZ", date(2024, 6, 1)),
    ),
    "merger into nobody yet": Broken(
        MERGERS,
        "^AZ,",
        "successor",
        "RU does not exist on 2020-10-01",
        rows=lambda world: merger(world, "AZ", "RU", date(2020, 10, 1)),
    ),
    "merger with itself": Broken(
        MERGERS,
        "^AZ,",
        "successor",
        "AZ becomes itself in the end",
        rows=lambda world: merger(world, "AZ", "AZ", date(2020, 10, 1)),
    ),
    "successor that is no party": Broken(
        MERGERS,
        "^AZ,",
        "successor",
        "'XX' does not exist",
        rows=lambda world: merger(world, "AZ", "XX", date(2021, 1, 1)),
    ),
    "claim without a page": Broken(
        CLAIMS,
        "gn3.*2020-10-22",
        "id",
        "no page carries this claim",
        rows=lambda world: world.rows[CITATIONS].remove(
            row_of(world, CITATIONS, claim_id=row_of(world, CLAIMS, place_id="gn3", holder="AZ")["id"])
        ),
    ),
    "claim about nothing": Broken(
        CLAIMS,
        "affirms.*2020-10-23",
        "place_id",
        "neither a place or zone with a holder nor another subject",
        rows=lambda world: world.claim(None, None, date(2020, 10, 23)),
    ),
    "mention of an unknown place": Broken(
        EVENTS, "^m1,", "place_id", "'gn9' does not exist", rows=mention(place_id="gn9")
    ),
    "mention by an unknown page": Broken(
        EVENTS, "^m1,", "source_id", "'page-x' does not exist", rows=mention(source_id="page-x")
    ),
    "mention of an unknown kind": Broken(
        EVENTS, "^m1,", "kind", "'parade' is not known here", rows=mention(kind="parade")
    ),
    "mention by the voice of no party": Broken(EVENTS, "^m1,", "side", "'FR' is no party", rows=mention(side="FR")),
    "mention without a note": Broken(EVENTS, "^m1,", "note", "empty", rows=mention(note=None)),
    "mention here and elsewhere": Broken(
        EVENTS, "^m1,", "where", "given besides place_id", rows=mention(where="elsewhere")
    ),
    "mention at half a position": Broken(
        EVENTS,
        "^m1,",
        "lat",
        "empty while the other coordinate is given",
        rows=mention(place_id=None, where="elsewhere", lon=47.8),
    ),
    "mention of a place with a position of its own": Broken(
        EVENTS, "^m1,", "lon", "a position without where", rows=mention(lon=46.8, lat=39.6)
    ),
    "mention that begins after its day": Broken(
        EVENTS,
        "^m1,",
        "earliest",
        "2020-10-23 is after happened_on 2020-10-22",
        rows=mention(earliest=date(2020, 10, 23)),
    ),
    "mention that ends before its day": Broken(
        EVENTS,
        "^m1,",
        "latest",
        "2020-10-21 is before happened_on 2020-10-22",
        rows=mention(latest=date(2020, 10, 21)),
    ),
    "mention before it happened": Broken(
        EVENTS,
        "^m1,",
        "reported_on",
        "2020-10-21 is before it happened, 2020-10-22",
        rows=mention(reported_on=date(2020, 10, 21)),
    ),
    "voice of no party": Broken(
        CLAIMS,
        "Speaker of FR",
        "side",
        "'FR' is no party",
        rows=lambda world: world.claim("gn1", "AZ", date(2020, 10, 23), side="FR"),
    ),
    "retraction of nothing": Broken(
        CLAIMS,
        "retracts",
        "target_id",
        "empty in a retraction",
        rows=lambda world: world.claim("gn1", "AZ", date(2020, 10, 23), stance="retracts"),
    ),
    "earliest after the day": Broken(
        CLAIMS,
        "2020-10-24",
        "earliest",
        "2020-10-24 is after valid_from 2020-10-23",
        rows=lambda world: world.claim("gn1", "AZ", date(2020, 10, 23), earliest=date(2020, 10, 24)),
    ),
    "latest before the day": Broken(
        CLAIMS,
        "2020-10-21",
        "latest",
        "2020-10-21 is before valid_from 2020-10-23",
        rows=lambda world: world.claim("gn1", "AZ", date(2020, 10, 23), latest=date(2020, 10, 21)),
    ),
    "two holders at once": Broken(
        CLAIMS,
        "gn1,.*2020-11-11",
        "reported_on",
        "contradicts line",
        rows=lambda world: [world.claim("gn1", holder, date(2020, 11, 11)) for holder in ("AZ", "RU")],
    ),
    "wrong claim id": Broken(
        CLAIMS,
        "^c0000000000,",
        "id",
        "c0000000000 is not the id of these contents",
        rows=lambda world: rename_claim(world),
    ),
    "two districts at a time": Broken(
        MEMBERSHIPS,
        "^gn3,AZ-HEY",
        "district_id",
        "in force together with line",
        rows=lambda world: world.add(MEMBERSHIPS, place_id="gn3", district_id="AZ-HEY", source_id="survey"),
    ),
    "ends before it starts": Broken(
        MEMBERSHIPS,
        "^gn3,",
        "valid_to",
        "2000-01-01 is not after valid_from 2010-01-01",
        rows=lambda world: row_of(world, MEMBERSHIPS, place_id="gn3").update(
            valid_from=date(2010, 1, 1), valid_to=date(2000, 1, 1)
        ),
    ),
    "one coordinate": Broken(
        PLACES,
        "^gn3,",
        "lat",
        "empty while the other coordinate is given",
        rows=lambda world: row_of(world, PLACES, id="gn3").update(lat=None),
    ),
    "far away": Broken(
        PLACES,
        "^gn3,",
        "lon",
        "2.35, 48.85 lies outside the frame of the theatre",
        rows=lambda world: row_of(world, PLACES, id="gn3").update(lon=2.35, lat=48.85),
    ),
    "place without a name": Broken(
        PLACES,
        "^gn3,",
        "id",
        "gn3 has no name",
        rows=lambda world: world.rows[NAMES].remove(row_of(world, NAMES, place_id="gn3")),
    ),
    "wrong script": Broken(
        NAMES,
        "^gn3,",
        "script",
        "'Çöpədərə' is not written in Cyrl",
        rows=lambda world: row_of(world, NAMES, place_id="gn3").update(script="Cyrl"),
    ),
    "rows out of order": Broken(
        PLACES,
        2,
        "-",
        "not in canonical form",
        files=lambda folder: reorder(folder),
    ),
    "needless quotes": Broken(
        PLACES, "^gn3,", "-", "not in canonical form", files=edited(PLACES, b"gn3,village", b'gn3,"village"')
    ),
    "a line end of old machines": Broken(
        PLACES,
        2,
        "-",
        "not in canonical form",
        files=edited(PLACES, b"gn1,city,46.8,39.5,1,survey,,,\n", b"gn1,city,46.8,39.5,1,survey,,,\r"),
    ),
    "trailing zeros": Broken(
        PLACES, "^gn3,", "-", "not in canonical form", files=edited(PLACES, b"gn3,village,46.8,", b"gn3,village,46.80,")
    ),
    "no line end at the end": Broken(
        PLACES, "^km0001,", "-", "not in canonical form", files=lambda folder: chop(folder)
    ),
    "missing table": Broken(CITATIONS, 1, "-", "no such file", files=lambda folder: Path(folder, CITATIONS).unlink()),
    "missing outline": Broken(
        "gazetteer/theatre.toml",
        9,
        "land.countries",
        "'AZ' has no outline",
        files=lambda folder: Path(folder, "gazetteer/borders.geojson").unlink(),
    ),
    "outline that is no JSON": Broken(
        "gazetteer/water.geojson",
        1,
        "-",
        "not a GeoJSON feature collection",
        files=lambda folder: Path(folder, "gazetteer/water.geojson").write_text("{"),
    ),
    "outline without features": Broken(
        "gazetteer/water.geojson",
        1,
        "-",
        "not a GeoJSON feature collection",
        files=lambda folder: Path(folder, "gazetteer/water.geojson").write_text("[]"),
    ),
    "outlines without the state": Broken(
        "gazetteer/theatre.toml", 9, "land.countries", "'AZ' has no outline", rows=lambda world: world.borders.pop(0)
    ),
    "water without a name": Broken(
        "gazetteer/water.geojson",
        1,
        "feature 1",
        "name: missing; expected a text",
        rows=lambda world: world.water[0]["properties"].pop("name"),
    ),
    "outline without corners": Broken(
        "gazetteer/water.geojson",
        1,
        "feature 1",
        "geometry: empty",
        rows=lambda world: world.water[0]["geometry"].update(coordinates=[]),
    ),
    "outline of an unknown shape": Broken(
        "gazetteer/borders.geojson",
        1,
        "feature 2",
        "geometry: 'Blob' for a country; expected MultiPolygon or Polygon",
        rows=lambda world: world.borders[1]["geometry"].update(type="Blob"),
    ),
}
"""What else `check` must report."""


def rename_claim(world):
    claim = row_of(world, CLAIMS, place_id="gn3", holder="AZ")
    row_of(world, CITATIONS, claim_id=claim["id"])["claim_id"] = "c0000000000"
    claim["id"] = "c0000000000"


def reorder(folder):
    path = Path(folder, PLACES)
    header, first, second, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, second, first, *rest]), encoding="utf-8", newline="")


def chop(folder):
    path = Path(folder, PLACES)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
