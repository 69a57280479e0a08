"""Reads names for a file of names, in this process or in several: under which spellings and keys each is found."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import NamedTuple, Protocol

import numpy as np

from karamap.gazetteer.places import Name
from karamap.names.index import LEVELS, generic_keys, plain_letters
from karamap.names.keys import Orthographies
from karamap.names.spellings import fold
from karamap.names.stored_index import FIRST, hash_of

READ_AT_ONCE = 5_000
"""So many names are read at once."""

AHEAD = 3
"""So many times as many names wait for each process, so that none waits for more."""

ENTRY = np.dtype([("hash", "<u8"), ("number", "<u4")])
"""The hash of a spelling or key, and the number of a name that has it."""

Numbered = tuple[int, Sequence[Name]]
"""Names, and the number of the first."""


class Entries(NamedTuple):
    """Where some names are found: by kind of postings an array of `ENTRY`; and those that begin with a generic word."""

    postings: Mapping[str, np.ndarray]
    generic: Sequence[tuple[str, int, str]]
    """The key of the rest, the number of the name, the kind that the word tells."""


class Readers(Protocol):
    """Read names, and hand back what they found in the order in which the names came."""

    def put(self, names: Numbered) -> Iterator[Entries]:
        """Take in names; what has been found in the meantime."""

    def rest(self) -> Iterator[Entries]:
        """What has not been handed back yet."""


class ReadHere:
    """This process reads."""

    def __init__(self, orthographies: Orthographies) -> None:
        self._reads, self._written = orthographies, plain_letters(orthographies)

    def put(self, names: Numbered) -> Iterator[Entries]:
        """What was found, at once."""
        yield self.entries(*names)

    def rest(self) -> Iterator[Entries]:
        """Nothing."""
        return iter(())

    def entries(self, number: int, names: Sequence[Name]) -> Entries:
        """Where names are found that are numbered from a number on."""
        kinds = ("spelling", "plain", *(f"key{level}" for level in LEVELS))
        found: dict[str, list[tuple[int, int]]] = {what: [] for what in kinds}
        generic: list[tuple[str, int, str]] = []
        reads = self._reads
        for at, name in enumerate(names, number):
            spelling = fold(name.text)
            found["spelling"].append((hash_of(spelling), at))
            found["plain"] += [(hash_of(way), at) for way in self._written(spelling)]
            keys = reads.keys(reads.form(name.text), name.language)
            found["key1"] += [(hash_of(key), at if place else at | FIRST) for place, key in enumerate(keys)]
            for level in LEVELS[1:]:
                found[f"key{level}"] += [(hash_of(key), at) for key in reads.coarsened(keys, level)]
            kind, rest = generic_keys(name, reads)
            generic += [(key, at, kind) for key in rest]
        return Entries({what: np.array(pairs, dtype=ENTRY) for what, pairs in found.items()}, generic)


class ReadByProcesses:
    """Other processes read; a context manager, since they end with it.

    Args:
        count: of processes.
        orthographies: what gives each of them the orthographies; it is pickled.
    """

    def __init__(self, count: int, orthographies: Callable[[], Orthographies]) -> None:
        context = get_context("spawn")
        self._pool = ProcessPoolExecutor(count, context, _begin, (orthographies,))
        self._count, self._under_way = count, deque[Future[Entries]]()

    def __enter__(self) -> ReadByProcesses:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def put(self, names: Numbered) -> Iterator[Entries]:
        """What has been found of the names that came first, once enough others wait."""
        self._under_way.append(self._pool.submit(_entries, *names))
        while len(self._under_way) > AHEAD * self._count:
            yield self._under_way.popleft().result()

    def rest(self) -> Iterator[Entries]:
        """All that is still under way."""
        while self._under_way:
            yield self._under_way.popleft().result()


@contextmanager
def opened(
    orthographies: Orthographies, workers: int, orthographies_again: Callable[[], Orthographies]
) -> Iterator[Readers]:
    """What reads names: this process, or so many others, each with orthographies of its own."""
    if workers:
        with ReadByProcesses(workers, orthographies_again) as readers:
            yield readers
    else:
        yield ReadHere(orthographies)


_begun: list[ReadHere] = []
"""What reads in a process that was started for it."""


def _begin(orthographies: Callable[[], Orthographies]) -> None:
    _begun.append(ReadHere(orthographies()))


def _entries(number: int, names: Sequence[Name]) -> Entries:
    return _begun[0].entries(number, names)
