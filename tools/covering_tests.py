"""Which tests run a line of karamap, and whether some of them fail: what `tools/mutants.py` asks of a copy of the code.

Every run of tests is a fork of this process, which has imported the libraries and nothing of karamap: nothing large is
imported twice, and nothing that one run leaves behind reaches the next.
"""

from __future__ import annotations

import os
import pickle
import re
import resource
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import coverage
import pytest

LIBRARIES = ("anyascii", "click", "geopandas", "hypothesis", "numpy", "pandas", "pyproj", "rapidfuzz", "shapely")

NEAR = ("document", "importers", "statements", "theatre")
"""Other wings whose tests are asked where they name something of a wing; those of the rest are too dear."""

SPARE, TIMES = 20, 3
"""Tests may take so many times the processor time that they took with coverage, and so many seconds more."""

WALL = 10
"""So many times that pass on the clock before they are ended: a mutant may wait for ever."""

Chosen = Mapping[str, set[str]]
"""Tests by their file, in the order in which the files are to run."""


@dataclass
class Runs:
    """What one file of tests runs: the tests of each line of each module, and the processor seconds of each test."""

    tests: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def of(self, path: str, lines: Iterable[int]) -> set[str]:
        """The tests that run one of some lines of a module; "" stands for its import."""
        module = self.tests.get(path, {})
        return set().union(*(module[line] for line in lines if line in module))

    def anything_of(self, path: str) -> set[str]:
        """The tests that run any line of a module."""
        return self.of(path, self.tests.get(path, ()))


class Watch:
    """A plugin of pytest: which test runs, told to coverage, and how long it and what is set up for it take."""

    def __init__(self, watched: coverage.Coverage, runs: Runs) -> None:
        self.watched, self.runs = watched, runs

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Run one test."""
        self.watched.switch_context(item.nodeid)
        began = time.process_time()
        yield
        self.runs.seconds[item.nodeid] = time.process_time() - began
        self.watched.switch_context("")


class Choice:
    """A plugin of pytest: some of the tests that are collected."""

    def __init__(self, chosen: Chosen) -> None:
        self.chosen = set().union(*chosen.values())

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the others."""
        items[:] = [item for item in items if item.nodeid in self.chosen]


class Suite:
    """The tests that name something of some wings, in a copy of the repository, and what each of them runs.

    Raises:
        SystemExit: a file of tests fails as it is.
    """

    def __init__(self, tree: Path, wings: list[str]) -> None:
        for library in LIBRARIES:
            import_module(library)
        self.tree = tree
        self.modules = [path for wing in wings for path in sorted((tree / "karamap" / wing).glob("*.py"))]
        self.sources: dict[str, str] = {}
        named = re.compile(rf"karamap\.({'|'.join(wings)})\b")
        for file in [*self.modules, *(path for wing in [*wings, *NEAR] for path in _tests(tree, wing))]:
            source = file.read_text("utf-8")
            if ">>>" in source if file in self.modules else named.search(source):
                self.sources[str(file.relative_to(tree))] = source
        self.runs = {file: self._watched(file) for file in self.sources}

    def seconds(self) -> float:
        """How long all tests together take while they are watched."""
        return sum(sum(runs.seconds.values()) for runs in self.runs.values())

    def first(self, path: str, lines: Iterable[int]) -> Chosen:
        """The tests that run one of some lines of a module; all that run anything of it, if its import runs them."""
        tests = {file: runs.of(path, lines) for file, runs in self.runs.items()}
        if _is_import(tests):
            tests = {file: runs.anything_of(path) for file, runs in self.runs.items()}
        return self._quickest_first(tests)

    def then(self, path: str, lines: Iterable[int]) -> Chosen:
        """The tests that might notice all the same: they use what another of their file has made, or a process.

        Where the lines are run by the import or by nothing, the tests of the wing and those that name the module.
        """
        tests = {file: runs.of(path, lines) for file, runs in self.runs.items()}
        _, wing, name = Path(path).with_suffix("").parts
        room = [file for file in self.sources if file.startswith(f"tests/{wing}/")]
        if _is_import(tests):
            named = re.compile(rf"karamap\.{wing}(\.{name}\b| import (\([^)]*|[^\n]*)\b{name}\b)")
            files = {*room, *(file for file, source in self.sources.items() if named.search(source))}
        else:
            starting = re.compile(r"\bsubprocess\b|\brun_process\b")
            files = {file for file in self.sources if tests[file]}
            files.update(file for file in room if starting.search(self.sources[file]))
        tried = self.first(path, lines)
        left = {file: set(self.runs[file].seconds) - tried.get(file, set()) for file in files}
        return self._quickest_first(left)

    def fails(self, chosen: Chosen) -> bool:
        """Whether one of some tests fails, or takes far longer than it did."""
        if not chosen:
            return False
        usual = sum(self.runs[file].seconds[test] for file, tests in chosen.items() for test in tests)
        plugins = [Choice(chosen)]
        code = self._forked(lambda: _pytest(["-x", *chosen], plugins), seconds=int(SPARE + TIMES * usual))
        return code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)

    def _quickest_first(self, by_file: Mapping[str, set[str]]) -> Chosen:
        known = {file: tests & self.runs[file].seconds.keys() for file, tests in by_file.items()}

        def seconds(file: str) -> float:
            return sum(self.runs[file].seconds[test] for test in known[file])

        return {file: known[file] for file in sorted(known, key=seconds) if known[file]}

    def _watched(self, file: str) -> Runs:
        """Run one file and note what runs."""
        runs = Runs()

        def work() -> tuple[int, Runs]:
            watched = coverage.Coverage(data_file=None, config_file=False, source=[str(self.tree / "karamap")])
            watched.start()
            for module in self.modules:
                import_module(".".join(module.relative_to(self.tree).with_suffix("").parts))
            code = _pytest([file], [Watch(watched, runs)])
            watched.stop()
            data = watched.get_data()
            for path in data.measured_files():
                by_line = {line: set(tests) for line, tests in data.contexts_by_lineno(path).items()}
                runs.tests[str(Path(path).relative_to(self.tree))] = by_line
            return code, runs

        code, found = self._forked(work) or (None, runs)
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            sys.exit(f"{file} fails without any change")
        return found

    def _forked(self, work: Callable[[], Any], seconds: int = 3600) -> Any:
        """What some work gives that is done in a fork, with so many seconds of processor time; None if it died."""
        with tempfile.TemporaryFile() as answer:
            child = os.fork()
            if child == 0:
                with suppress(BaseException), self._in_tree(seconds):
                    pickle.dump(work(), answer)
                    answer.flush()
                os._exit(0)
            watchdog = threading.Timer(WALL * seconds, os.kill, (child, signal.SIGKILL))
            watchdog.start()
            os.waitpid(child, 0)
            watchdog.cancel()
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)  # what its tests started and did not end
            answer.seek(0)
            content = answer.read()
        return pickle.loads(content) if content else None  # noqa: S301 - written above

    @contextmanager
    def _in_tree(self, seconds: int) -> Iterator[None]:
        """A process group in the copy of the repository that says nothing and has so much time."""
        os.setpgid(0, 0)
        os.chdir(self.tree)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        sys.path.insert(0, str(self.tree))
        os.environ["PYTHONPATH"] = str(self.tree)
        with tempfile.TemporaryDirectory(dir=self.tree.parent) as folder:
            tempfile.tempdir = os.environ["TMPDIR"] = folder
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            yield


def _tests(tree: Path, wing: str) -> list[Path]:
    return sorted((tree / "tests" / wing).glob("test_*.py"))


def _pytest(files: list[str], plugins: list[Any]) -> int:
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:cov", "-p", "no:xdist", "--doctest-modules"]
    return int(pytest.main([*options, *files], plugins=plugins))


def _is_import(tests: Mapping[str, set[str]]) -> bool:
    """Whether lines are run by the import of their module, or by nothing."""
    return not any(tests.values()) or any("" in of_file for of_file in tests.values())
