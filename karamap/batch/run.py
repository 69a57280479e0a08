"""The order of it all: what is finished is kept, the rest is shared out, and a manifest says what came of it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from karamap.batch.chunks import InputFile
from karamap.batch.engine import Engine
from karamap.batch.identity import Identity
from karamap.batch.part_folder import Part, PartFolder
from karamap.batch.tasks import Made, Task
from karamap.errors import BatchError, DataError, Fault
from karamap.tables.atomic_write import Tell
from karamap.tables.hand_made import MAX_FAULTS


@dataclass(frozen=True)
class Asked:
    """One piece of work.

    Attributes:
        options: what is asked for, as values of JSON: parts that were asked for otherwise are no parts of it.
        inputs: the files that are read.
        tasks: its parts in order, made as they are needed.
        identity: the tables and versions.
    """

    options: Mapping[str, Any]
    inputs: Sequence[InputFile]
    tasks: Iterable[Task]
    identity: Identity


Watch = Callable[[int, int], None]
"""Is told how many parts are finished, and how many rows they have."""


def unwatched(_parts: int, _rows: int) -> None:
    """Tell nobody."""


def run(asked: Asked, folder: Path, engine: Engine, tell: Tell, watch: Watch = unwatched) -> list[Part]:
    """Do what is not done, and write the manifest.

    Args:
        asked: the work.
        folder: where parts and manifest go.
        engine: who does it.
        tell: takes what somebody should know.
        watch: is told how far it is.

    Returns:
        All parts, in order.

    Raises:
        DataError: some of the input cannot be read; the parts of the rest are there, and the manifest is not.
        BatchError: the folder holds something else, or the engine fails; finished parts are kept.
    """
    parts = PartFolder(folder, asked.options, tell)
    done: dict[int, Part] = {}
    made_of: dict[int, str] = {}
    faults: list[Fault] = []

    def waiting() -> Iterator[tuple[int, Task]]:
        for number, task in enumerate(asked.tasks):
            name = made_of[number] = _made_of(task, asked)
            if known := parts.finished(number, name):
                done[number] = known
            else:
                yield number, task

    jobs = waiting()
    first = next(jobs, None)
    for number, made in engine.finished(chain([first], jobs)) if first else ():
        if made.faults:
            faults += made.faults
            continue
        done[number] = _part(number, made, made_of[number])
        parts.put(number, made.content, done[number])
        watch(len(done), sum(part.rows for part in done.values()))
    if faults:
        raise DataError(_bounded(faults))
    if not done:
        raise BatchError("there is nothing to be done: the input has no rows")
    ordered = [done[number] for number in sorted(done)]
    parts.finish(manifest(asked, ordered))
    return ordered


def manifest(asked: Asked, parts: Sequence[Part]) -> dict[str, Any]:
    """What was asked, of what and by what the parts were made, and what they hold, as values of JSON."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part.counts)
    return {
        "options": asked.options,
        "inputs": [{"file": file.name, "bytes": file.size, "sha256": file.sha256} for file in asked.inputs],
        "fingerprint": asked.identity.fingerprint,
        "versions": dict(asked.identity.versions),
        "rows": sum(part.rows for part in parts),
        "counts": dict(sorted(counts.items())),
        "parts": [
            {
                "file": part.file,
                "made_of": part.made_of,
                "sha256": part.sha256,
                "rows": part.rows,
                "counts": part.counts,
                "left_out": part.left_out,
            }
            for part in parts
        ],
    }


def _made_of(task: Task, asked: Asked) -> str:
    text = json.dumps([task.digest, asked.options, asked.identity.fingerprint, asked.identity.versions], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _part(number: int, made: Made, made_of: str) -> Part:
    digest = hashlib.sha256(made.content).hexdigest()
    return Part(PartFolder.name(number), made_of, digest, made.rows, made.counts, made.left_out)


def _bounded(faults: Sequence[Fault]) -> list[Fault]:
    """The first faults of each file, and how many more there are."""
    told: list[Fault] = []
    count: Counter[str] = Counter()
    for fault in sorted(faults):
        count[fault.path] += 1
        if count[fault.path] <= MAX_FAULTS:
            told.append(fault)
    rest = {path: number - MAX_FAULTS for path, number in count.items() if number > MAX_FAULTS}
    last = {fault.path: fault.line for fault in sorted(faults)}
    return [
        *told,
        *[Fault(path, last[path], "-", f"{number:,} more faults up to here") for path, number in rest.items()],
    ]
