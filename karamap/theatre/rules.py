"""What must hold before a map may be drawn from tables, and before they may be shared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from karamap.errors import Fault
from karamap.gazetteer import schema as gazetteer_schema
from karamap.names import orthographies, spellings
from karamap.record import claims
from karamap.record import schema as record_schema
from karamap.record.claims import claim_id
from karamap.record.schema import NO_SIDE, Stance
from karamap.tables.csv_tables import Row, Rows, Table
from karamap.theatre import rules_history
from karamap.theatre.outlines import BORDERS, outline_faults
from karamap.theatre.settings import FRAME

Rule = Callable[[Rows], Iterable[Fault]]


def unknown_borders(rows: Rows, folder: Path) -> Iterator[Fault]:
    """Claims about a border that the outlines do not tell of."""
    about = [row for row in rows[record_schema.CLAIMS.path] if (row["subject"] or "").startswith(claims.BORDER)]
    if not about or any(outline_faults(folder, BORDERS)):
        return
    features = json.loads((folder / BORDERS).read_text(encoding="utf-8"))["features"]
    states = sorted(feature["properties"]["name"] for feature in features)
    for row in about:
        if claims.border_in(row["subject"], states) is None:
            expected = f"{claims.BORDER}A and B, then what is said of it; two of {', '.join(states)}"
            yield row.fault("subject", f"{row['subject']!r} names no border of {BORDERS}", expected)


def relations(rows: Rows, rules: Iterable[Rule] | None = None) -> Iterator[Fault]:
    """Faults that only show when tables are read side by side."""
    for rule in rules or RULES:
        yield from rule(rows)


_POINTERS: tuple[tuple[Table, str, tuple[Table, ...]], ...] = (
    (gazetteer_schema.PLACES, "source_id", (gazetteer_schema.DATASETS,)),
    (gazetteer_schema.NAMES, "place_id", (gazetteer_schema.PLACES,)),
    (gazetteer_schema.NAMES, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (gazetteer_schema.DISTRICTS, "seat_id", (gazetteer_schema.PLACES,)),
    (gazetteer_schema.DISTRICTS, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (gazetteer_schema.DISTRICT_NAMES, "district_id", (gazetteer_schema.DISTRICTS,)),
    (gazetteer_schema.DISTRICT_NAMES, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (gazetteer_schema.MEMBERSHIPS, "place_id", (gazetteer_schema.PLACES,)),
    (gazetteer_schema.MEMBERSHIPS, "district_id", (gazetteer_schema.DISTRICTS,)),
    (gazetteer_schema.MEMBERSHIPS, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (gazetteer_schema.OVERLAPS, "district_id", (gazetteer_schema.DISTRICTS,)),
    (gazetteer_schema.OVERLAPS, "overlaps_id", (gazetteer_schema.DISTRICTS,)),
    (gazetteer_schema.OVERLAPS, "source_id", (gazetteer_schema.DATASETS, record_schema.SOURCES)),
    (record_schema.CLAIMS, "place_id", (gazetteer_schema.PLACES,)),
    (record_schema.CLAIMS, "holder", (record_schema.PARTIES,)),
    (record_schema.CLAIMS, "target_id", (record_schema.CLAIMS,)),
    (record_schema.CITATIONS, "claim_id", (record_schema.CLAIMS,)),
    (record_schema.CITATIONS, "source_id", (record_schema.SOURCES,)),
    (record_schema.TOTALS, "source_id", (record_schema.SOURCES,)),
)
"""Columns that hold the id of a row elsewhere, and where it must be found."""


def _references(rows: Rows) -> Iterator[Fault]:
    for table, column, among in _POINTERS:
        known = rows.ids(*among)
        expected = "an id of " + " or ".join(target.path for target in among)
        if known is None:
            continue
        for row in rows[table.path]:
            if row[column] is not None and row[column] not in known:
                yield row.fault(column, f"{row[column]!r} does not exist", expected)


def _positions(rows: Rows) -> Iterator[Fault]:
    west, south, east, north = FRAME
    for row in rows[gazetteer_schema.PLACES.path]:
        lon, lat = row["lon"], row["lat"]
        if (lon is None) != (lat is None):
            yield row.fault(
                "lon" if lon is None else "lat",
                "empty while the other coordinate is given",
                "both or neither",
            )
        elif lon is not None and not (west <= lon <= east and south <= lat <= north):
            swapped = west <= lat <= east and south <= lon <= north
            problem = "lon and lat are swapped" if swapped else f"{lon}, {lat} lies outside the frame of the theatre"
            yield row.fault("lon", problem, f"lon {west} to {east}, lat {south} to {north}")


def _dated_items(rows: Rows) -> Iterator[Fault]:
    for table in (
        gazetteer_schema.NAMES,
        gazetteer_schema.DISTRICTS,
        gazetteer_schema.DISTRICT_NAMES,
        gazetteer_schema.MEMBERSHIPS,
    ):
        for row in rows[table.path]:
            if row["valid_from"] and row["valid_to"] and row["valid_from"] >= row["valid_to"]:
                yield row.fault(
                    "valid_to",
                    f"{row['valid_to']} is not after valid_from {row['valid_from']}",
                    "a later day",
                )


def _places_without_names(rows: Rows) -> Iterator[Fault]:
    named = {row["place_id"] for row in rows[gazetteer_schema.NAMES.path] if row["kind"] != "misspelling"}
    for row in rows[gazetteer_schema.PLACES.path]:
        if row["id"] not in named and rows.whole(gazetteer_schema.NAMES):
            yield row.fault("id", f"{row['id']} has no name", "at least one row in gazetteer/names.csv")


def _scripts(rows: Rows) -> Iterator[Fault]:
    for row in rows[gazetteer_schema.NAMES.path] + rows[gazetteer_schema.DISTRICT_NAMES.path]:
        if row["script"] != spellings.script_of(row["name"]):
            yield row.fault(
                "script", f"{row['name']!r} is not written in {row['script']}", spellings.script_of(row["name"])
            )


def _one_district_at_a_time(rows: Rows) -> Iterator[Fault]:
    systems = {row["id"]: row["system"] for row in rows[gazetteer_schema.DISTRICTS.path]}
    seen: dict[tuple[str, str | None], list[Row]] = {}
    for row in rows[gazetteer_schema.MEMBERSHIPS.path]:
        others = seen.setdefault((row["place_id"], systems.get(row["district_id"])), [])
        for other in others:
            if _overlap(row, other):
                yield row.fault(
                    "district_id",
                    f"in force together with line {other.line}",
                    "one district of a system at a time",
                )
        others.append(row)


def _overlap(one: Row, other: Row) -> bool:
    starts = max(one["valid_from"] or date.min, other["valid_from"] or date.min)
    return bool(starts < min(one["valid_to"] or date.max, other["valid_to"] or date.max))


def _claims_in_themselves(rows: Rows) -> Iterator[Fault]:
    for row in rows[record_schema.CLAIMS.path]:
        if row["subject"] is None and row["stance"] is not Stance.RETRACTS and not (row["place_id"] and row["holder"]):
            yield row.fault(
                "place_id",
                "neither a place with a holder nor another subject",
                "place_id and holder, or subject",
            )
        if row["stance"] is Stance.RETRACTS and row["target_id"] is None:
            yield row.fault("target_id", "empty in a retraction", "the id of the claim it takes back")
        if row["earliest"] and row["earliest"] > row["valid_from"]:
            yield row.fault("earliest", f"{row['earliest']} is after valid_from {row['valid_from']}", "an earlier day")
        if row["latest"] and row["latest"] < row["valid_from"]:
            yield row.fault("latest", f"{row['latest']} is before valid_from {row['valid_from']}", "a later day")


def _something_to_draw(rows: Rows) -> Iterator[Fault]:
    if rows.whole(record_schema.CLAIMS) and not any(row["subject"] is None for row in rows[record_schema.CLAIMS.path]):
        yield Fault(record_schema.CLAIMS.path, 1, "-", "no claim about any place", "at least one row")
    located = (row for row in rows[gazetteer_schema.PLACES.path] if row["lon"] is not None)
    if rows.whole(gazetteer_schema.PLACES) and not any(row["kind"] in gazetteer_schema.SETTLEMENTS for row in located):
        yield Fault(gazetteer_schema.PLACES.path, 1, "-", "no settlement with coordinates", "at least one row")


def _order_of_claims(rows: Rows) -> Iterator[Fault]:
    """Two holders of one place from one day, reported on one day: nothing says which came last."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows[record_schema.CLAIMS.path]:
        if row["stance"] is not Stance.AFFIRMS or row["subject"] is not None:
            continue
        other = seen.setdefault((row["place_id"], row["valid_from"], row["reported_on"]), row)
        if other["holder"] != row["holder"]:
            problem = f"contradicts line {other.line} with the same valid_from and reported_on"
            yield row.fault("reported_on", problem, "days that tell which came last")


def _claim_ids(rows: Rows) -> Iterator[Fault]:
    for row in rows[record_schema.CLAIMS.path]:
        if row["id"] != (wanted := claim_id(row.values)):
            yield row.fault("id", f"{row['id']} is not the id of these contents", wanted)


def _every_claim_has_a_page(rows: Rows) -> Iterator[Fault]:
    cited = {row["claim_id"] for row in rows[record_schema.CITATIONS.path]}
    for row in rows[record_schema.CLAIMS.path]:
        if row["id"] not in cited and rows.whole(record_schema.CITATIONS):
            yield row.fault("id", "no page carries this claim", "at least one row in seeds/citations.csv")


def _parties_on_their_day(rows: Rows) -> Iterator[Fault]:
    parties = {row["id"]: row for row in rows[record_schema.PARTIES.path]}
    for row in rows[record_schema.CLAIMS.path]:
        party = parties.get(row["holder"])
        if party is None or row["subject"] is not None:
            continue
        if (party["valid_from"] or date.min) > row["valid_from"] or row["valid_from"] >= (
            party["valid_to"] or date.max
        ):
            yield row.fault("holder", f"{row['holder']} did not exist on {row['valid_from']}", "a party of that day")


def _sides(rows: Rows) -> Iterator[Fault]:
    """A voice is a party's or nobody's, and no party is called as if it were nobody."""
    parties = rows.ids(record_schema.PARTIES)
    for row in rows[record_schema.PARTIES.path]:
        if row["id"] == NO_SIDE:
            yield row.fault("id", f"{NO_SIDE!r} stands for no party", "another id")
    if parties is None:
        return
    expected = f"one of {', '.join(sorted(parties - {NO_SIDE}))} or {NO_SIDE}"
    for table in (record_schema.SOURCES, record_schema.CLAIMS):
        for row in rows[table.path]:
            if row["side"] not in parties and row["side"] != NO_SIDE:
                yield row.fault("side", f"{row['side']!r} is not a party", expected)


def _sounds(rows: Rows) -> Iterator[Fault]:
    """Graphemes and levels speak of phonemes that exist, each grapheme is in its script, each place is a place."""
    if orthographies.PHONEMES.path in rows.broken or orthographies.ORTHOGRAPHIES.path in rows.broken:
        return
    known = frozenset(row["phoneme"] for row in rows[orthographies.PHONEMES.path])
    for row in rows[orthographies.PHONEMES.path]:
        if len(row["phoneme"]) != 1:
            yield row.fault("phoneme", f"{row['phoneme']!r} is {len(row['phoneme'])} characters", "one")
    expected = f"phonemes of {orthographies.PHONEMES.path}"
    for orthography in rows[orthographies.ORTHOGRAPHIES.path]:
        for row in rows[orthographies.graphemes(orthography["id"]).path]:
            if unknown := set((row["phonemes"] or "").replace(" ", "")) - known:
                yield row.fault("phonemes", f"{''.join(sorted(unknown))!r} is no phoneme", expected)
            if spellings.script_of(row["grapheme"]) not in (orthography["script"], "Zyyy"):
                yield row.fault("grapheme", f"{row['grapheme']!r} is not in {orthography['script']}", "its script")
            if row["grapheme"] != row["grapheme"].casefold():
                yield row.fault("grapheme", f"{row['grapheme']!r} is not in small letters", row["grapheme"].casefold())
    for row in rows[orthographies.LEVELS.path]:
        if unknown := set(row["from"] + (row["to"] or "")) - known - {"*"}:
            yield row.fault("from", f"{''.join(sorted(unknown))!r} is no phoneme", expected)
        if row["where"] is not None and not orthographies.WHERE.fullmatch(row["where"]):
            yield row.fault("where", f"{row['where']!r} is no position", "initial, after vowel, before consonant, …")
        if row["level"] not in orthographies.LEVEL_NUMBERS:
            yield row.fault("level", f"there is no level {row['level']}", "1, 2 or 3")


def _words_of_languages(rows: Rows) -> Iterator[Fault]:
    """Modifiers, generic words and endings belong to a language that some orthography writes."""
    if orthographies.ORTHOGRAPHIES.path in rows.broken:
        return
    known = {row["language"] for row in rows[orthographies.ORTHOGRAPHIES.path]}
    for table in (orthographies.MODIFIERS, orthographies.GENERICS, orthographies.ENDINGS):
        for row in rows[table.path]:
            if row["language"] not in known:
                yield row.fault("language", f"no orthography writes {row['language']!r}", ", ".join(sorted(known)))


def _one_meaning_a_word(rows: Rows) -> Iterator[Fault]:
    """A word is a modifier of one sort only, and not a generic word as well."""
    seen: dict[str, Row] = {}
    for row in rows[orthographies.MODIFIERS.path]:
        other = seen.setdefault(spellings.fold(row["word"]), row)
        if other["tag"] != row["tag"]:
            yield row.fault("tag", f"{row['word']!r} is {other['tag']} on line {other.line}", "one tag for a word")
    for row in rows[orthographies.GENERICS.path]:
        if (other_ := seen.get(spellings.fold(row["word"]))) is not None:
            yield row.fault("word", f"{row['word']!r} is a modifier ({other_['tag']})", "one or the other")


RULES: tuple[Rule, ...] = (
    _something_to_draw,
    _references,
    _positions,
    _dated_items,
    _places_without_names,
    _one_district_at_a_time,
    _claims_in_themselves,
    _every_claim_has_a_page,
    _parties_on_their_day,
    _sides,
    _order_of_claims,
    _sounds,
    _words_of_languages,
)
"""What must hold before a map may be drawn."""


FORM: tuple[Rule, ...] = (_scripts, _claim_ids, _one_meaning_a_word, *rules_history.RULES)
"""What must hold before tables may be shared."""
