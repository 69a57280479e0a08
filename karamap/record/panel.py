"""Who held every place on every day between two: the record as a table of days."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from karamap.errors import RenderError
from karamap.record.control import Control
from karamap.record.timeline import Interval, Timeline
from karamap.tables.atomic_write import Tell, whole_file

COLUMNS = ("date", "place_id", "holder", "standing", "since", "contested", "assessed_holder", "probability")

Concluded = tuple[str, str, date | None, str, str, float | None]
"""Holder, standing, the first day, ids of the parties of a contested place, separated by spaces; who is assessed to
hold the ground at the place, and the probability of that."""

NOT_ASSESSED: tuple[str, float | None] = ("", None)


COMPRESSION = "zstd"
"""Files are a third smaller than by Snappy, the usual one."""


CHUNK_ROWS = 1_000_000
"""Rows that are held in memory at a time."""


@dataclass(frozen=True)
class Steps:
    """Control as a step function: for each place the days on which anything about it changes.

    `starts[i]` is the day (ordinal number) from which `values[i]` (an index into `conclusions`) holds for place
    `places[i]` (an index into `place_ids`); rows are sorted by place, then day.
    """

    place_ids: tuple[str, ...]
    places: np.ndarray
    starts: np.ndarray
    values: np.ndarray
    conclusions: tuple[Concluded, ...]


def steps(
    timeline: Timeline,
    place_ids: Sequence[str],
    assessed: Mapping[str, Sequence[tuple[date, tuple[str, float] | None]]] | None = None,
) -> Steps:
    """The step function of every place, from before the first day of the record on.

    Args:
        timeline: what is concluded.
        place_ids: the places.
        assessed: by place id the holder of the ground at it and the probability of that, from some day on, oldest
            first, None for nothing; the first counts before its day as well. Nothing is assessed by default.
    """
    seen: dict[Concluded, int] = {("", "none", None, "", *NOT_ASSESSED): 0}
    rows: list[tuple[int, int, int]] = []
    for index, place_id in enumerate(place_ids):
        for day, concluded in _concluded(timeline.intervals(place_id), (assessed or {}).get(place_id, ())):
            rows.append((index, day.toordinal(), seen.setdefault(concluded, len(seen))))
    places, starts, values = (np.array(column, dtype=np.int32) for column in zip(*rows, strict=True))
    return Steps(tuple(place_ids), places, starts, values, tuple(seen))


def _concluded(
    intervals: Sequence[Interval], assessed: Sequence[tuple[date, tuple[str, float] | None]]
) -> Iterator[tuple[date, Concluded]]:
    """What is concluded and assessed for one place, from each day on which either changes."""
    controls = {interval.day: interval.control for interval in intervals}
    grounds = dict(assessed)
    control, ground = intervals[0].control, assessed[0][1] if assessed else None
    for day in sorted({*controls, *grounds}):
        control, ground = controls.get(day, control), grounds.get(day, ground)
        yield day, (*_value(control), *(ground or NOT_ASSESSED))


def _value(item: Control) -> tuple[str, str, date | None, str]:
    return item.holder, item.standing.value, item.since, " ".join(item.contested)


def expand(places: np.ndarray, starts: np.ndarray, first: int, last: int) -> np.ndarray:
    """Which step holds for every place on every day: an as-of join of steps against a run of days.

    Args:
        places: place index of each step, sorted; every place has a step at or before `first`.
        starts: first day of each step, sorted within a place.
        first: first day, inclusive.
        last: last day, inclusive.

    Returns:
        An array of shape (places, days) with the row number of the step that holds.
    """
    ends = np.append(starts[1:], last + 1)
    ends[np.append(places[1:] != places[:-1], True)] = last + 1
    lengths = np.clip(ends, first, last + 1) - np.clip(starts, first, last + 1)
    return np.repeat(np.arange(len(starts), dtype=np.int32), lengths).reshape(-1, last - first + 1)


def chunks(control: Steps, first: date, last: date) -> Iterator[Mapping[str, np.ndarray]]:
    """The panel in pieces of whole days, oldest first, sorted by day and place.

    Yields:
        Arrays of equal length: `day` (ordinal), `place` (index into `place_ids`), `value` (index into `conclusions`).
    """
    total, days = len(control.place_ids), max(1, CHUNK_ROWS // max(1, len(control.place_ids)))
    for begin in range(first.toordinal(), last.toordinal() + 1, days):
        end = min(begin + days - 1, last.toordinal())
        run = np.arange(begin, end + 1, dtype=np.int32)
        yield {
            "day": np.repeat(run, total),
            "place": np.tile(np.arange(total, dtype=np.int32), len(run)),
            "value": control.values[expand(control.places, control.starts, begin, end).T].ravel(),
        }


def columns(control: Steps, first: date, last: date) -> Mapping[str, np.ndarray]:
    """The whole panel as columns of equal length, sorted by day and place.

    Returns:
        `date` and `since` (`datetime64[s]`, missing where nothing is reported), `place_id, holder, standing, contested,
        assessed_holder` (text), `probability` (a number, missing where nothing is assessed).
    """
    pieces = list(chunks(control, first, last))
    days, places, values = (np.concatenate([piece[key] for piece in pieces]) for key in ("day", "place", "value"))
    holders, standings, since, contested, assessed, probability = zip(*control.conclusions, strict=True)
    begin = np.datetime64(first, "s")
    return {
        "date": begin + (days - first.toordinal()).astype("timedelta64[D]"),
        "place_id": np.array(control.place_ids, dtype=object)[places],
        "holder": np.array(holders, dtype=object)[values],
        "standing": np.array(standings, dtype=object)[values],
        "since": np.array(since, dtype="datetime64[s]")[values],
        "contested": np.array(contested, dtype=object)[values],
        "assessed_holder": np.array(assessed, dtype=object)[values],
        "probability": np.array(probability, dtype=float)[values],
    }


def rows(control: Steps, first: date, last: date) -> Iterator[tuple[str, ...]]:
    """The panel as text rows in the order of `COLUMNS`."""
    values = [_words(concluded) for concluded in control.conclusions]
    day = first
    while day <= last:
        word = day.isoformat()
        held = control.values[expand(control.places, control.starts, day.toordinal(), day.toordinal())[:, 0]]
        for place_id, value in zip(control.place_ids, held.tolist(), strict=True):
            yield (word, place_id, *values[value])
        day += timedelta(days=1)


def _words(concluded: Concluded) -> tuple[str, ...]:
    holder, standing, since, contested, assessed, probability = concluded
    told = "" if probability is None else str(probability)
    return holder, standing, since.isoformat() if since else "", contested, assessed, told


def write_parquet(
    control: Steps, first: date, last: date, path: Path, *, made_from: str = "", tell: Tell = warnings.warn
) -> None:
    """Write the panel as one Parquet file: `date` as a date, `probability` as a number, the other columns as text.

    `made_from` (the fingerprint of the tables) goes into the file's metadata; `tell` is as in `whole_file`.

    Raises:
        RenderError: pyarrow (the extra `parquet`) is not installed.
    """
    with whole_file(path, tell) as scratch, scratch.open("wb") as stream:
        write_stream(control, first, last, stream, made_from=made_from)


def write_stream(
    control: Steps, first: date, last: date, stream: BinaryIO, *, made_from: str = "", known_on: str | None = None
) -> None:
    """Write the panel into a stream that takes bytes, as `write_parquet` does into a file.

    Args:
        control: who held what.
        first: the first day.
        last: the last one, inclusive.
        stream: where to write.
        made_from: the fingerprint of the tables.
        known_on: the state of knowledge, as a last column `known_on` that says it in each row; no such column by
            default.

    Raises:
        RenderError: pyarrow (the extra `parquet`) is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra that few need
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise RenderError("Parquet needs pyarrow: pip install 'karamap[parquet]'") from error
    words = list(zip(*map(_words, control.conclusions), strict=True))[:-1]
    names = [_codes(control.place_ids), *map(_codes, words)]
    probability = np.array([number for *_, number in control.conclusions], dtype=float)
    code = pa.dictionary(pa.int32(), pa.string())
    fields = list(zip(COLUMNS, [pa.date32(), *(code for _ in names), pa.float64()], strict=True))
    if known_on is not None:
        fields.append(("known_on", code))
    schema = pa.schema(fields, metadata={"karamap.tables": made_from})
    epoch = date(1970, 1, 1).toordinal()
    with parquet.ParquetWriter(_Forward(stream), schema, compression=COMPRESSION) as writer:
        for piece in chunks(control, first, last):
            codes = [piece["place"], *(piece["value"] for _ in names[1:])]
            columns = [
                pa.DictionaryArray.from_arrays(pa.array(codes_of[code]), pa.array(values))
                for code, (codes_of, values) in zip(codes, names, strict=True)
            ]
            days = pa.array(piece["day"] - np.int32(epoch)).cast(pa.date32())
            numbers = pa.array(probability[piece["value"]], from_pandas=True)
            known = [] if known_on is None else [_repeated(pa, known_on, len(days))]
            writer.write_table(pa.Table.from_arrays([days, *columns, numbers, *known], schema=schema))


def _codes(texts: Sequence[str]) -> tuple[np.ndarray, list[str]]:
    """For each of some texts the number of its value, and the values, each once.

    Values that stand twice in a dictionary are written in other bytes from time to time.
    """
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(text, len(numbers)) for text in texts]
    return np.array(codes, dtype=np.int32), list(numbers)


def _repeated(pa: Any, text: str, count: int) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, dtype=np.int32)), pa.array([text]))


class _Forward:
    """A file that is written from its beginning to its end, as a pipe can be too."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._written = stream, 0

    def write(self, piece: bytes) -> int:
        self._written += self._stream.write(piece)
        return len(piece)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        self._stream.flush()
