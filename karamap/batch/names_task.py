"""Names of a table to places: one part has the rows of one chunk, each with its answer."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from karamap.batch.chunks import Chunk
from karamap.batch.tasks import Made, Opened, counted, parquet_of
from karamap.errors import DataError, DateError, Fault
from karamap.gazetteer.places import Gazetteer
from karamap.names.answer_columns import PLACE, free
from karamap.names.mentions import KINDS, MentionList
from karamap.names.resolutions import Mention, Resolution, facts
from karamap.tables.days import stated_day
from karamap.tables.hand_made import MAX_FAULTS

CONTEXT = ("name", "district", "kind", "date")


@dataclass(frozen=True)
class Names:
    """Resolve the names of a chunk; `context` has what rows that leave theirs empty take.

    Attributes:
        index: the path of a file of names to look into, and its SHA-256; without one the theatre's own are looked up.
    """

    chunk: Chunk
    context: Mention
    index: tuple[str, str] | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the rows; the context stands in the options of the run."""
        return self.chunk.digest

    def run(self, opened: Opened) -> Made:
        """The input's columns, then those of `karamap resolve --format csv`."""
        try:
            table, mentions = READERS[self.chunk.form](self.chunk, self.context)
        except DataError as error:
            return Made(faults=error.faults)
        resolver = opened.resolver_of(*self.index) if self.index else opened.resolver
        found = [resolver.resolve(mention) for mention in mentions]
        table = _with_answers(table, found, resolver.gazetteer, self.chunk.files[0][0])
        return Made(parquet_of(table), len(found), counted(item.outcome.value for item in found))


def _with_answers(table: Any, found: Sequence[Resolution], gazetteer: Gazetteer, file: str) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - takes long to import

    places = [facts(gazetteer, item.place_id, item.mention.date) if item.place_id else {} for item in found]
    kinds = {"lon": pa.float64(), "lat": pa.float64()}
    told: dict[str, Any] = {"outcome": pa.array([item.outcome.value for item in found], pa.string())}
    for key, name in zip(PLACE, ("place_id", "place", "place_district", "place_kind", "lon", "lat"), strict=True):
        told[name] = pa.array([place.get(key) for place in places], kinds.get(name, pa.string()))
    several = pa.list_(pa.string())
    told["candidates"] = pa.array([[one.place_id for one in item.candidates] for item in found], several)
    told["flags"] = pa.array([[flag.value for flag in item.flags] for item in found], several)
    columns = dict(zip(free(table.column_names), table.columns, strict=True))
    return pa.table({**columns, **told}).replace_schema_metadata({"karamap.file": file})


Read = tuple[Any, list[Mention]]


def _of_csv(chunk: Chunk, context: Mention) -> Read:
    import pyarrow as pa  # noqa: PLC0415 - takes long to import

    ((name, content),) = chunk.files
    try:
        listed = MentionList(io.BytesIO(content), name, context=context)
        rows = list(listed)
    except DataError as error:
        raise DataError([replace(fault, line=chunk.line_in_file(fault.line)) for fault in error.faults]) from error
    cells = zip(*(row.cells for row in rows), strict=True) if rows else [()] * len(listed.columns)
    headings = [heading or f"column {number}" for number, heading in enumerate(listed.columns, 1)]
    arrays = [pa.array(column, pa.string()) for column in cells]
    return pa.table(dict(zip(headings, arrays, strict=True))), [row.mention for row in rows]


def _of_lines(chunk: Chunk, context: Mention) -> Read:
    """Names, districts, kinds and dates as columns, everything else of a line as JSON in `other`."""
    import pyarrow as pa  # noqa: PLC0415 - takes long to import

    rows = list(objects(chunk))
    mentions = _mentions(((line, row.get) for line, row in rows), chunk.files[0][0], context)
    others = [{key: value for key, value in row.items() if key not in CONTEXT} for _, row in rows]
    columns = {name: pa.array([row.get(name) for _, row in rows], pa.string()) for name in CONTEXT}
    told = [json.dumps(other, ensure_ascii=False, sort_keys=True) if other else None for other in others]
    return pa.table({**columns, "other": pa.array(told, pa.string())}), mentions


def _of_parquet(chunk: Chunk, context: Mention) -> Read:
    table = arrow_table(chunk)
    used = {name: table[name].to_pylist() for name in CONTEXT if name in table.column_names}
    rows = [dict(zip(used, values, strict=True)) for values in zip(*used.values(), strict=True)]
    return table, _mentions(((chunk.line + at, row.get) for at, row in enumerate(rows)), chunk.files[0][0], context)


READERS = {"csv": _of_csv, "jsonl": _of_lines, "parquet": _of_parquet}


def arrow_table(chunk: Chunk) -> Any:
    """The rows of a chunk of Parquet."""
    import pyarrow as pa  # noqa: PLC0415 - takes long to import

    return pa.ipc.open_stream(chunk.files[0][1]).read_all()


def objects(chunk: Chunk) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a chunk of JSON lines, each with its line; blank lines are passed over.

    Raises:
        DataError: some lines are no objects.
    """
    name, content = chunk.files[0]
    faults, found = list[Fault](), list[tuple[int, dict[str, Any]]]()
    for number, line in enumerate(content.split(b"\n"), chunk.line):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            if b"\\u" in line:
                json.dumps(value, ensure_ascii=False).encode()
        except UnicodeDecodeError as error:
            faults.append(
                Fault(name, number, "-", f"byte {line[error.start]:#04x} is not UTF-8", "JSON saved as UTF-8")
            )
            continue
        except UnicodeEncodeError:
            faults.append(Fault(name, number, "-", "half of a pair of surrogates", "characters that are whole"))
            continue
        except (ValueError, RecursionError) as error:
            faults.append(Fault(name, number, "-", f"no JSON: {error}", "one object in a line"))
            continue
        if isinstance(value, dict):
            found.append((number, value))
        else:
            faults.append(Fault(name, number, "-", "no object of JSON", 'one object in a line: {"name": ...}'))
    if faults:
        raise DataError(faults[:MAX_FAULTS])
    yield from found


def _mentions(rows: Iterator[tuple[int, Any]], file: str, context: Mention) -> list[Mention]:
    """What rows of values mention.

    Raises:
        DataError: a value is none of its column.
    """
    faults, mentions = list[Fault](), list[Mention]()
    for line, value in rows:
        told: dict[str, Any] = {}
        for name in CONTEXT:
            try:
                told[name] = _VALUES[name](value(name))
            except ValueError as error:
                faults.append(Fault(file, line, name, str(error), _EXPECTED[name]))
        if len(told) == len(CONTEXT):
            given = (told["district"] or context.district, told["kind"] or context.kind, told["date"] or context.date)
            mentions.append(Mention(told["name"], *given))
    if faults:
        raise DataError(faults[:MAX_FAULTS])
    return mentions


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    raise ValueError(f"{value!r} is no text")


def _name(value: object) -> str:
    text = _text(value)
    if text is None:
        raise ValueError("empty")
    return text


def _kind(value: object) -> str | None:
    kind = _text(value)
    if kind is None:
        return None
    if kind.casefold() not in KINDS:
        raise ValueError(f"{kind!r} is no kind of place")
    return kind.casefold()


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    try:
        return stated_day(text) if text else None
    except DateError as error:
        raise ValueError(str(error)) from error


_VALUES = {"name": _name, "district": _text, "kind": _kind, "date": _day}
_EXPECTED = {"name": "a name", "district": "a name", "kind": ", ".join(KINDS), "date": "a day as YYYY-MM-DD"}
