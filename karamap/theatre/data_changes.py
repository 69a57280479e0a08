"""What differs between two versions of the tables, row by row, and what the log of changes says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from karamap.errors import DataError, Fault
from karamap.tables import csv_tables as tables
from karamap.tables.csv_tables import Column, Row, Table
from karamap.tables.data_folder import DataFolder
from karamap.theatre.data_rows import Cells, RowsByKey
from karamap.theatre.settings_file import version
from karamap.theatre.versions import FOLDER, order


class Change(Enum):
    """What became of a row."""

    ADDED = "added"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


REASONS = Table(
    f"{FOLDER}/reasons.csv",
    (
        Column("id", tables.identifier),
        Column("made_on", tables.day),
        Column("why", tables.text),
        Column("source_ids", tables.identifiers, required=False),
        Column("commit", tables.identifier, required=False),
    ),
    ("id",),
    optional=True,
)
"""Why rows were changed: one row a reason, with the sources that it rests on beside those of the rows themselves."""

CHANGES = Table(
    f"{FOLDER}/changes.csv",
    (
        Column("version", version),
        Column("table", tables.text),
        Column("key", tables.text),
        Column("change", tables.enum(Change)),
        Column("reason_ids", tables.identifiers),
    ),
    ("version", "table", "key"),
    optional=True,
)
"""The log: what was done to which row for a version. A key of `*` stands for every row of a table that is new in it."""

EVERY_ROW = "*"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows were changed, and by which sources."""

    id: str
    why: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that is not the same in two versions; `columns` are those that differ."""

    table: str
    key: str
    change: Change
    columns: tuple[str, ...]
    row: Cells


@dataclass(frozen=True, slots=True)
class Explained:
    """A difference with the reasons that the log has for it, none if it has none, and the sources of the row."""

    difference: Difference
    reasons: tuple[Reason, ...]
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Log:
    """The log of changes below a folder: records by version, table and key, and reasons by id."""

    records: Mapping[tuple[str, str, str], Row]
    reasons: Mapping[str, Reason]

    @classmethod
    def read(cls, folder: Path) -> Log:
        """Read and check the log.

        Raises:
            DataError: a file has faults, or a record names a reason that is none.
        """
        tables_folder = DataFolder(folder)
        rows = tables.read(CHANGES, tables_folder)
        reasons = {
            row["id"]: Reason(row["id"], row["why"], row["source_ids"] or ())
            for row in tables.read(REASONS, tables_folder)
        }
        faults = [
            row.fault("reason_ids", f"{reason_id} is no reason", f"an id of {REASONS.path}")
            for row in rows
            for reason_id in row["reason_ids"]
            if reason_id not in reasons
        ]
        if faults:
            raise DataError(faults)
        return cls({(row["version"], row["table"], row["key"]): row for row in rows}, reasons)

    def of(self, versions: Sequence[str], table: str, key: str) -> list[Row]:
        """What the log has of a row in some versions, in their order."""
        return [row for name in versions if (row := self.records.get((name, table, key)))]


def differences(before: RowsByKey, after: RowsByKey) -> list[Difference]:
    """Every row that two versions do not have alike, by table and key."""
    return [found for table in sorted({*before, *after}) for found in _differences(table, before, after)]


def _differences(table: str, before: RowsByKey, after: RowsByKey) -> Iterator[Difference]:
    old, new = before.get(table, {}), after.get(table, {})
    for key in sorted({*old, *new}):
        was, is_ = old.get(key), new.get(key)
        if was == is_:
            continue
        change = Change.ADDED if was is None else Change.WITHDRAWN if is_ is None else Change.CORRECTED
        left, right = was or {}, is_ or {}
        columns = tuple(name for name in {**left, **right} if left.get(name) != right.get(name))
        yield Difference(table, key, change, columns, right or left)


def explained(before: RowsByKey, after: RowsByKey, log: Log, versions: Sequence[str]) -> list[Explained]:
    """Every difference with what the log says of it.

    Args:
        before: the rows of the earlier version.
        after: those of the later one.
        log: of the folder that has both.
        versions: those after the earlier one up to the later one, the oldest first.
    """
    pages = [_pages(rows) for rows in (after, before)]
    found = []
    for difference in differences(before, after):
        records = log.of(versions, difference.table, difference.key)
        if difference.table not in before and not records:
            records = log.of(versions, difference.table, EVERY_ROW)
        fits = net_change([row["change"] for row in records]) is difference.change
        ids = dict.fromkeys(reason_id for row in records for reason_id in row["reason_ids"]) if fits else ()
        reasons = tuple(log.reasons[reason_id] for reason_id in ids)
        found.append(Explained(difference, reasons, _sources(difference, reasons, pages)))
    return found


def net_change(changes: Sequence[Change]) -> Change | None:
    """What several changes of one row come to, the oldest first; None if there are none or they undo each other.

    >>> net_change([Change.ADDED, Change.CORRECTED])
    <Change.ADDED: 'added'>
    """
    if not changes:
        return None
    was_there, is_there = changes[0] is not Change.ADDED, changes[-1] is not Change.WITHDRAWN
    if was_there and is_there:
        return Change.CORRECTED
    return Change.ADDED if is_there else Change.WITHDRAWN if was_there else None


def idle(before: RowsByKey, after: RowsByKey, log: Log, name: str) -> list[Fault]:
    """Records of one version that no row bears out: the log tells of nothing that is not so.

    Args:
        before: the rows of the version before it.
        after: its own.
        log: of the folder that has both.
        name: the version.
    """
    real = {(found.table, found.key): found.change for found in differences(before, after)}
    new = {table for table in after if table not in before}
    return [
        row.fault("key", f"{row['table']} {key}: {row['change'].value} by the log alone", "what the tables bear out")
        for (version_, table, key), row in log.records.items()
        if version_ == name and real.get((table, key)) is not row["change"] and not (key == EVERY_ROW and table in new)
    ]


def unexplained(found: Iterable[Explained]) -> list[Fault]:
    """The differences that the log has no reason for, as faults."""
    return [
        Fault(
            item.difference.table,
            1,
            "-",
            f"{item.difference.key}: {item.difference.change.value} without a reason",
            ADVICE,
        )
        for item in found
        if not item.reasons
    ]


ADVICE = "a row in versions/changes.csv: `karamap data-changes --record --why TEXT --on DAY` writes it"


def recorded(folder: Path, name: str, found: Iterable[Explained], reason: Mapping[str, object]) -> dict[str, str]:
    """The log with a reason for every difference that had none, and without records of rows that are as they were.

    The texts of its files by path.

    Args:
        folder: the folder of tables.
        name: the version that is being made.
        found: the differences from the version before it.
        reason: a row of `REASONS`.
    """
    tables_folder = DataFolder(folder)
    (*found,) = found
    real = {(item.difference.table, item.difference.key) for item in found}
    rows = {
        (row["version"], row["table"], row["key"]): dict(row.values)
        for row in tables.read(CHANGES, tables_folder)
        if row["version"] != name or row["key"] == EVERY_ROW or (row["table"], row["key"]) in real
    }
    for item in found:
        difference = item.difference
        if not item.reasons:
            key = (name, difference.table, difference.key)
            before = rows.get(key, {}).get("reason_ids", ())
            rows[key] = {
                "version": name,
                "table": difference.table,
                "key": difference.key,
                "change": difference.change,
                "reason_ids": (*before, reason["id"]),
            }
    reasons = [dict(row.values) for row in tables.read(REASONS, tables_folder)]
    if any(not item.reasons for item in found):
        reasons.append(dict(reason))
    return {
        CHANGES.path: tables.written(CHANGES, rows.values()),
        REASONS.path: tables.written(REASONS, reasons),
    }


def next_reason(name: str, log: Log) -> str:
    """The id of one more reason of a version.

    >>> next_reason("2026.12", Log({}, {}))
    '2026.12-001'
    """
    taken = [int(reason_id.rpartition("-")[2]) for reason_id in log.reasons if reason_id.startswith(f"{name}-")]
    return f"{name}-{max(taken, default=0) + 1:03d}"


def between(names: Sequence[str], first: str, last: str) -> list[str]:
    """The versions after one of several up to another."""
    return [name for name in sorted(names, key=order) if order(first) < order(name) <= order(last)]


def _pages(rows: RowsByKey) -> Mapping[str, list[str]]:
    """The sources that carry each claim."""
    pages: dict[str, list[str]] = {}
    for cells in rows.get("seeds/citations.csv", {}).values():
        pages.setdefault(cells.get("claim_id", ""), []).append(cells.get("source_id", ""))
    return pages


def _sources(
    difference: Difference, reasons: Iterable[Reason], pages: Iterable[Mapping[str, list[str]]]
) -> tuple[str, ...]:
    """The sources that a difference rests on: those of its reasons, and those that its row or its claim names."""
    row, table = difference.row, difference.table
    told = [source_id for reason in reasons for source_id in reason.source_ids]
    if table == "seeds/claims.csv":
        told += next((found for by_claim in pages if (found := by_claim.get(difference.key))), [])
    elif table.endswith("/sources.csv"):
        told.append(difference.key)
    told += [row.get("source_id", ""), row.get("source", ""), *row.get("pages", "").split()]
    return tuple(dict.fromkeys(filter(None, told)))
