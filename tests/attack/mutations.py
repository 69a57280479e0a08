"""Changes to a folder of tables and to bytes at large, drawn by lot: what may go wrong with them.

Each change is a function of a folder (or of a file's bytes) and of a `random.Random`; the same seed makes the same one.
"""

import csv
import io
import json
import os
from collections import defaultdict
from pathlib import Path

from odd_values import (
    BOXES,
    CHOICES,
    DAYS,
    JSON_VALUES,
    KEYS,
    NAMES_OF_SETTINGS,
    NUMBERS,
    PROJECTIONS,
    TEXTS,
    VALUES_OF_SETTINGS,
)

from karamap.record.claims import claim_id
from karamap.theatre import loader

TABLES = {table.path: table for table in loader.TABLES}
SETTINGS, OUTLINES = "gazetteer/theatre.toml", ("borders", "water", "zones")


def draw(chance):
    """A change of a folder: its name, and the function that makes it.

    After half of them what check finds is taken away, so that what is left is odd and passes.
    """
    groups = [(5, CELLS), (3, ROWS), (3, BYTES), (4, SHAPES), (2, SETTING), (3, WORLDS), (1, FILES)]
    (_, group), *_ = chance.choices(groups, [weight for weight, _ in groups])
    change = chance.choice(group)
    is_taken_away = group is not BYTES and group is not FILES and chance.random() < 0.5

    def make(folder):
        change(folder, chance)
        if is_taken_away:
            take_away_faults(folder)

    return change.__name__, make


def _files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and "orthographies" not in path.parts)


def _any_file(folder, chance):
    every = sorted(path for path in folder.rglob("*") if path.is_file())
    return chance.choice(_files(folder) if chance.random() < 0.85 else every)


def read_rows(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def write_rows(path, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", errors="surrogatepass", newline="")


def _table(folder, chance):
    """A table with rows: its path, its definition, header and rows."""
    paths = [path for path in TABLES if (folder / path).is_file() and (folder / path).read_bytes().count(b"\n") > 1]
    name = chance.choice(paths)
    header, *rows = read_rows(folder / name)
    return name, header, rows


def put_in_form(folder):
    """Sort every table and derive the ids of claims anew, so that a change of cells is no fault of mere form."""
    renamed = {}
    for name, table in TABLES.items():
        path = folder / name
        if not path.is_file():
            continue
        header, *rows = read_rows(path)
        if tuple(header) != table.header or any(len(row) != len(header) for row in rows):
            continue
        if name == "seeds/claims.csv":
            for row in rows:
                new = claim_id({column: cell or None for column, cell in zip(header, row, strict=True)})
                renamed[row[0]], row[0] = new, new
        write_rows(path, [header, *_sorted(table, header, rows)])
    for name, column in (("seeds/citations.csv", "claim_id"), ("seeds/claims.csv", "target_id")):
        if (folder / name).is_file():
            header, *rows = read_rows(folder / name)
            if column in header:
                at = header.index(column)
                rows = [[renamed.get(cell, cell) if i == at else cell for i, cell in enumerate(row)] for row in rows]
                write_rows(folder / name, [header, *_sorted(TABLES[name], header, rows)])


def _sorted(table, header, rows):
    order = [header.index(column) for column in table.key]
    return sorted(rows, key=lambda cells: ([cells[i] for i in order], cells))


def _values(header, rows, column, chance):
    """A cell that may stand in a column, or that looks as if."""
    at = header.index(column)
    pools = [TEXTS, NUMBERS, DAYS, CHOICES, [row[at] for row in rows]]
    likely = (
        DAYS if rows and _is_day(rows[0][at]) else NUMBERS if column in ("lon", "lat", "precision_km") else pools[4]
    )
    return chance.choice(likely if chance.random() < 0.5 else chance.choice(pools))


def _is_day(cell):
    return len(cell) == 10 and cell[4:5] == "-"


def set_a_cell(folder, chance):
    name, header, rows = _table(folder, chance)
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        column = chance.choice(header)
        chance.choice(rows)[header.index(column)] = _values(header, rows, column, chance)
    write_rows(folder / name, [header, *rows])
    if chance.random() < 0.7:
        put_in_form(folder)


def set_a_column(folder, chance):
    name, header, rows = _table(folder, chance)
    column = chance.choice(header)
    value = _values(header, rows, column, chance)
    for row in rows:
        row[header.index(column)] = value
    write_rows(folder / name, [header, *rows])
    put_in_form(folder)


def swap_cells(folder, chance):
    name, header, rows = _table(folder, chance)
    one, other, at = chance.choice(rows), chance.choice(rows), chance.randrange(len(header))
    one[at], other[at] = other[at], one[at]
    write_rows(folder / name, [header, *rows])
    put_in_form(folder)


def set_all_days(folder, chance):
    day = chance.choice(DAYS)
    for name in ("seeds/claims.csv", "seeds/events.csv", "seeds/sources.csv"):
        if (folder / name).is_file():
            header, *rows = read_rows(folder / name)
            rows = [[day if _is_day(cell) else cell for cell in row] for row in rows]
            write_rows(folder / name, [header, *rows])
    put_in_form(folder)


def put_a_giant_cell(folder, chance):
    name, header, rows = _table(folder, chance)
    cell = chance.choice(["a" * 131_000, "a" * 2_000_000, "a,b" * 50_000, "ə" * 100_000, '"' * 100_001, "9" * 200_000])
    chance.choice(rows)[chance.randrange(len(header))] = cell
    write_rows(folder / name, [header, *rows])


CELLS = [set_a_cell, set_a_cell, set_a_cell, set_a_column, swap_cells, set_all_days, put_a_giant_cell]


def empty_a_table(folder, chance):
    for _ in range(chance.choice([1, 1, 2])):
        path = chance.choice([folder / name for name in TABLES if (folder / name).is_file()])
        header = path.read_bytes().partition(b"\n")[0]
        path.write_bytes(header + b"\n")


def delete_rows(folder, chance):
    name, header, rows = _table(folder, chance)
    kept = [row for row in rows if chance.random() < chance.choice([0.2, 0.5, 0.9])]
    write_rows(folder / name, [header, *kept])


def duplicate_rows(folder, chance):
    name, header, rows = _table(folder, chance)
    many = chance.choice([1, 2, 2000])
    write_rows(folder / name, [header, *sorted(rows + [chance.choice(rows)] * many)])


def shuffle_rows(folder, chance):
    name, header, rows = _table(folder, chance)
    chance.shuffle(rows)
    write_rows(folder / name, [header, *rows])


def swap_columns(folder, chance):
    name, header, rows = _table(folder, chance)
    one, other = chance.randrange(len(header)), chance.randrange(len(header))
    for row in [header, *rows]:
        row[one], row[other] = row[other], row[one]
    write_rows(folder / name, [header, *rows])


def add_columns(folder, chance):
    name, header, rows = _table(folder, chance)
    many = chance.choice([1, 100_000])
    write_rows(
        folder / name, [header + ["x"] * (many if chance.random() < 0.5 else 0), *[row + [""] * many for row in rows]]
    )


ROWS = [empty_a_table, empty_a_table, delete_rows, duplicate_rows, shuffle_rows, swap_columns, add_columns]


def change_bytes(content, chance):
    """Bytes with one thing wrong with them."""
    at = chance.randrange(len(content) + 1)
    odd = [
        b"\x00",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xc0\x80",
        b"\xef\xbb\xbf",
        b'"',
        b"\r",
        b"\n",
        b",",
        b"\x1b[2J",
        b"\xf4\x90\x80\x80",
    ]
    ways = [
        lambda: content[: at - 1] + bytes([content[at - 1] ^ (1 << chance.randrange(8))]) + content[at:] if at else b"",
        lambda: content[:at],
        lambda: content[at:],
        lambda: content[:at] + chance.choice(odd) + content[at:],
        lambda: content[:at] + content[at + chance.randrange(1, 200) :],
        lambda: content[:at] + content[max(0, at - 200) :],
        lambda: content[:at] + chance.randbytes(50) + content[at:],
        lambda: content.replace(b"\n", b"\r\n"),
        lambda: content.replace(b"\n", b"\r"),
        lambda: content + b"\n" * chance.choice([1, 1_000_000]),
        lambda: content.rstrip(b"\n"),
        lambda: content.decode("utf-8", "replace").encode(chance.choice(["utf-16", "utf-8-sig", "utf-32-le", "utf-7"])),
        lambda: content.decode("utf-8", "replace").encode(
            chance.choice(["latin-1", "cp1251", "cp1254", "ascii"]), "replace"
        ),
        lambda: b"",
    ]
    return chance.choice(ways)()


def spoil_bytes(folder, chance):
    path = _any_file(folder, chance)
    content = path.read_bytes()
    for _ in range(chance.choice([1, 1, 1, 3])):
        content = change_bytes(content, chance)
    path.write_bytes(content)


BYTES = [spoil_bytes]


def _outline(folder, chance):
    paths = [
        folder / f"gazetteer/{name}.geojson" for name in OUTLINES if (folder / f"gazetteer/{name}.geojson").is_file()
    ]
    path = chance.choice(paths)
    return path, json.loads(path.read_text(encoding="utf-8"))


def _write_outline(path, value):
    """Write a collection with a feature a line, the first on line 2."""
    others = {name: member for name, member in value.items() if name != "features"}
    if not isinstance(value.get("features"), list):
        path.write_text(json.dumps(value), encoding="utf-8")
        return
    lines = ",\n".join(map(json.dumps, value["features"]))
    ending = json.dumps(others)[1:] if others else "}"
    path.write_text(f'{{"features": [\n{lines}\n]{", " if others else ""}{ending}\n', encoding="utf-8")


def _ring(value, chance):
    """Some list of positions of an outline."""
    feature = chance.choice(value["features"])
    ring = feature["geometry"]["coordinates"]
    while isinstance(ring[0][0], list):
        ring = chance.choice(ring)
    return ring


def spoil_a_coordinate(folder, chance):
    path, value = _outline(folder, chance)
    ring = _ring(value, chance)
    at, odd = chance.randrange(len(ring)), chance.choice(JSON_VALUES)
    if chance.random() < 0.7:
        ring[at][chance.randrange(2)] = odd
    else:
        ring[at] = odd
    _write_outline(path, value)


def spoil_a_ring(folder, chance):
    path, value = _outline(folder, chance)
    ring = _ring(value, chance)
    ways = [
        lambda: ring.pop(),
        lambda: ring.reverse(),
        lambda: ring.clear(),
        lambda: chance.shuffle(ring),
        lambda: ring.insert(1, [ring[0][0] + 1, ring[0][1] - 1]),
        lambda: ring.extend(ring[:3] * 3),
        lambda: ring.__setitem__(slice(None), [ring[0]] * len(ring)),
        lambda: ring.__setitem__(slice(None), [[chance.uniform(40, 50), chance.uniform(35, 45)] for _ in range(20)]),
        lambda: [position.append(chance.choice([0, 100.5, None])) for position in ring],
        lambda: ring.__setitem__(slice(None), [[x, 39.5] for x, _ in ring]),
        lambda: ring.__setitem__(slice(None), [[round(x, 1), round(y, 1)] for x, y in ring]),
    ]
    chance.choice(ways)()
    _write_outline(path, value)


def redraw_a_feature(folder, chance):
    path, value = _outline(folder, chance)
    feature = chance.choice(value["features"])
    box = chance.choice(BOXES)
    west, south, east, north = box
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    hole = [[west + (x - west) * 0.9 + 0.001, south + (y - south) * 0.9 + 0.001] for x, y in ring]
    many = _many(box, chance.choice([10, 1000, 30_000]), chance)
    feature["geometry"] = chance.choice(
        [
            {"type": "Polygon", "coordinates": [ring]},
            {"type": "Polygon", "coordinates": [ring, hole]},
            {"type": "MultiPolygon", "coordinates": [[ring], [hole]]},
            {"type": "MultiPolygon", "coordinates": [[ring]] * 2},
            {"type": "LineString", "coordinates": ring},
            {"type": "MultiLineString", "coordinates": [ring, many]},
            {"type": "LineString", "coordinates": many},
            {"type": "Polygon", "coordinates": [many]},
            {"type": "Point", "coordinates": ring[0]},
            {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [ring]}]},
            None,
        ]
    )
    _write_outline(path, value)


def _many(box, count, chance):
    """Many positions, of a zigzag or by lot, closed."""
    west, south, east, north = box
    if chance.random() < 0.5:
        found = [[chance.uniform(west, east), chance.uniform(south, north)] for _ in range(count)]
    else:
        step = (east - west) / count / 2
        found = [[west + (east - west) / 2 * (i % 2) + i * step, south if i % 2 else north] for i in range(count)]
    return [*found, found[0]]


def spoil_a_property(folder, chance):
    path, value = _outline(folder, chance)
    feature = chance.choice(value["features"])
    name = chance.choice([*feature["properties"], "name_en", "id", "name", "kind", "rank", "valid_from", "shown"])
    feature["properties"][name] = chance.choice([*JSON_VALUES, *TEXTS, *DAYS])
    _write_outline(path, value)


def spoil_the_collection(folder, chance):
    path, value = _outline(folder, chance)
    features = value["features"]
    deep = "[" * chance.choice([500, 900, 990, 100_000])
    ways = [
        lambda: features.append(chance.choice(features)),
        lambda: features.extend(features * 2000),
        lambda: features.clear(),
        lambda: features.append(chance.choice(JSON_VALUES)),
        lambda: chance.choice(features).pop(chance.choice(["type", "properties", "geometry"])),
        lambda: value.pop("features"),
        lambda: value.update(type=chance.choice(JSON_VALUES)),
        lambda: value.update(remainder=chance.choice([*JSON_VALUES, "sea"])),
        lambda: value.update(features=chance.choice(JSON_VALUES)),
        lambda: chance.choice(features)["properties"].update(deep="DEEP"),
        lambda: chance.choice(features)["geometry"].update(coordinates="DEEP"),
    ]
    chance.choice(ways)()
    _write_outline(path, value)
    closing = chance.choice(["", "]" * len(deep)])
    path.write_text(path.read_text(encoding="utf-8").replace('"DEEP"', deep + closing), encoding="utf-8")


SHAPES = [spoil_a_coordinate, spoil_a_ring, redraw_a_feature, redraw_a_feature, spoil_a_property, spoil_the_collection]


def set_a_setting(folder, chance):
    path = folder / SETTINGS
    source = path.read_text(encoding="utf-8") if path.is_file() and chance.random() < 0.7 else ""
    for _ in range(chance.choice([1, 1, 2, 4])):
        section = chance.choice(list(NAMES_OF_SETTINGS))
        name = chance.choice(NAMES_OF_SETTINGS[section])
        value = chance.choice(VALUES_OF_SETTINGS)
        if name == "projection" and chance.random() < 0.8:
            value = f'"{chance.choice(PROJECTIONS)}"'
        lines = [line for line in source.splitlines() if not line.startswith(f"{name} =")]
        if f"[{section}]" not in lines:
            lines.append(f"[{section}]")
        lines.insert(lines.index(f"[{section}]") + 1, f"{name} = {value}")
        source = "\n".join(lines) + "\n"
    path.write_text(source, encoding="utf-8")


SETTING = [set_a_setting]


def move_places(folder, chance):
    """All places at one position, on a line, at a pole, at the edge of the map, far apart; a few left, or one."""
    path = folder / "gazetteer/places.csv"
    header, *rows = read_rows(path)
    lon, lat = header.index("lon"), header.index("lat")
    at = chance.choice(
        [(46.8, 39.5), (0.0, 0.0), (0.0, 90.0), (10.0, -90.0), (180.0, 10.0), (-180.0, 0.0), (46.0, 39.0), (45.5, 39.5)]
    )
    step = chance.choice(
        [(0, 0), (0, 0), (0.1, 0), (0, 0.1), (0.1, 0.1), (0.00001, 0), (20, 0), (10, 10), (29, 0), (1e-5, 1e-5)]
    )
    for number, row in enumerate(rows):
        if row[lon] or chance.random() < 0.3:
            moved = (
                at[0] + step[0] * number * (-1 if at[0] > 90 else 1),
                at[1] + step[1] * number * (-1 if at[1] > 45 else 1),
            )
            row[lon], row[lat] = (f"{value:.5f}".rstrip("0").rstrip(".") for value in moved)
    if chance.random() < 0.6:
        (folder / SETTINGS).write_text(
            chance.choice(["", '[record]\nsilence = "follows"\n', "[land]\nreach_km = 15\n"])
        )
    write_rows(path, [header, *rows])
    if chance.random() < 0.5:
        for name in ("borders", "water", "zones"):
            (folder / f"gazetteer/{name}.geojson").unlink(missing_ok=True)


def keep_few_places(folder, chance):
    _keep_few(folder, "gazetteer/places.csv", chance.choice([1, 1, 2, 2, 3]), chance)


def keep_few_parties(folder, chance):
    _keep_few(folder, "seeds/parties.csv", chance.choice([1, 1, 2]), chance)


def keep_some_claims(folder, chance):
    _keep_few(folder, "seeds/claims.csv", chance.choice([1, 1, 2, 5]), chance)


def _keep_few(folder, name, count, chance):
    """Only a few rows of a table are left, and what points to others goes as well."""
    header, *rows = read_rows(folder / name)
    write_rows(folder / name, [header, *sorted(chance.sample(rows, min(count, len(rows))))])
    take_away_faults(folder)


def take_away_faults(folder):
    """Take away, again and again, whatever check finds: rows, features, settings; then sort what is left."""
    for _ in range(8):
        lines = defaultdict(set)
        for fault in loader.problems(folder):
            lines[fault.path].add(fault.line)
        if not lines:
            return
        for name, numbers in lines.items():
            _take_away(folder / name, numbers)
        put_in_form(folder)


def _take_away(path, numbers):
    if path.suffix == ".geojson":
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
            kept = [feature for at, feature in enumerate(value["features"], start=2) if at not in numbers]
            _write_outline(path, {**value, "features": kept})
        except (ValueError, TypeError, KeyError, RecursionError):
            path.unlink()
    elif path.is_file():
        lines = path.read_text(encoding="utf-8").split("\n")
        kept = [
            line for at, line in enumerate(lines, start=1) if at not in numbers or (at == 1 and path.suffix == ".csv")
        ]
        path.write_text("\n".join(kept), encoding="utf-8", newline="")


def say_odd_words(folder, chance):
    """Texts of the theatre's own with odd values, for any key of any language."""
    path = folder / "gazetteer/texts.csv"
    rows = {
        (chance.choice(KEYS), chance.choice(["en", "az", "hy", "ru", "tr", "fa", "zz"])): chance.choice(TEXTS[2:])
        for _ in range(5)
    }
    write_rows(path, [["key", "language", "text"], *sorted([*key, text] for key, text in rows.items())])


WORLDS = [move_places, move_places, keep_few_places, keep_few_parties, keep_some_claims, say_odd_words]


def replace_a_file(folder, chance):
    """Something else in the place of a file, or nothing."""
    path = _any_file(folder, chance)
    path.unlink()
    ways = [
        lambda: path.mkdir(),
        lambda: os.mkfifo(path),
        lambda: path.symlink_to("nowhere"),
        lambda: path.symlink_to(path.name),
        lambda: path.symlink_to("/dev/zero"),
        lambda: path.write_bytes(b"\n" * 3_000_000),
        lambda: path.write_bytes(b"," * 10_000_000),
        lambda: _sparse(path),
        lambda: None,
    ]
    chance.choice(ways)()


def _sparse(path):
    with Path(path).open("wb") as stream:
        stream.truncate(3_000_000_000)


FILES = [replace_a_file]
