"""Alter the code of a wing at places drawn by lot, and see whether the tests of the wing notice.

    python tools/mutants.py [--count 200] [--seed 1] [--wings record names tables] [--lines PATH:LINE ...]

Each mutant is one change (a comparison, an operator, a number, a text, a condition, what is returned, a call that
is left out) in a copy of the repository. The tests that run the line come first, then all others that might notice
(`covering_tests.py`); the first that fails kills the mutant, and so does work without end. Prints those that live,
and the share that was killed.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from covering_tests import Suite

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "node_modules", "dist", "__pycache__", ".*_cache", ".hypothesis")
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.Continue: ast.Break,
    ast.Break: ast.Continue,
}


class Mutant(NamedTuple):
    """One change: the number of its place among those of a module, the lines of its statement, and both statements."""

    path: str
    place: int
    lines: range
    before: str
    after: str


def altered(node: ast.AST) -> ast.AST | None:
    """Another node in the stead of one, or nothing where none is of use."""
    other: ast.AST | None = None
    if type(node) in SWAPS:
        other = SWAPS[type(node)]()
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        other = ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        other = ast.Constant(node.value + 1)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        other = ast.Constant(f"XX{node.value}")
    elif isinstance(node, ast.If | ast.While | ast.IfExp):
        other = copy.copy(node)
        other.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        other = node.operand
    elif isinstance(node, ast.Return) and node.value and not _is_no(node.value):
        other = ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        other = ast.Pass()
    return other


def _is_no(node: ast.AST) -> bool:
    """Whether a value is None, or False, which whoever asks takes for the same."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None, ast.stmt]]:
    """Each node that can be altered: whose field it is, which one, at which index, and in which statement."""

    def below(parent: ast.AST, statement: ast.stmt | None) -> Iterator[tuple[ast.AST, str, int | None, ast.stmt]]:
        for field, value in ast.iter_fields(parent):
            if field in ("annotation", "returns", "type_comment", "type_params"):
                continue
            for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
                if not isinstance(child, ast.AST) or _is_beside(parent, child):
                    continue
                within = child if isinstance(child, ast.stmt) else statement
                if within is not None and altered(child) is not None:
                    yield parent, field, index, within
                yield from below(child, within)

    yield from below(tree, None)


def _is_beside(parent: ast.AST, child: ast.AST) -> bool:
    """Whether a part says nothing that a test can see: a docstring, an import, the words of an error."""
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True
    if isinstance(child, ast.keyword) and child.arg in ("strict", "slots", "frozen", "encoding"):
        return True
    if isinstance(child, ast.Import | ast.ImportFrom) or (isinstance(parent, ast.Raise) and child is parent.exc):
        return True
    return isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING"


def mutants(path: Path) -> list[Mutant]:
    """All changes of a module that are of use."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for place, (parent, field, index, statement) in enumerate(places(tree)):
        before = _first_line(statement)
        put, old = _slot(parent, field, index)
        put(altered(old))
        after = _first_line(statement) if old is not statement else _first_line(_slot(parent, field, index)[1])
        put(old)
        found.append(Mutant(str(path.relative_to(ROOT)), place, _lines(statement), before, after))
    return found


def _first_line(statement: ast.AST) -> str:
    """A statement without what is within it."""
    text = ast.unparse(ast.fix_missing_locations(statement))
    return text.split("\n", 1)[0] if hasattr(statement, "body") else text


def _lines(statement: ast.stmt) -> range:
    """The lines of a statement, without what is within it."""
    body = getattr(statement, "body", None)
    decorators = [node.lineno for node in getattr(statement, "decorator_list", [])]
    first = min([statement.lineno, *decorators])
    return range(first, max(first + 1, body[0].lineno) if body else (statement.end_lineno or first) + 1)


def _slot(parent: ast.AST, field: str, index: int | None) -> tuple[Callable[[ast.AST | None], None], ast.AST]:
    """What puts a node in the stead of another, and that other."""
    value = getattr(parent, field)
    if index is None:
        return lambda node: setattr(parent, field, node), value
    return lambda node: value.__setitem__(index, node), value[index]


def written(mutant: Mutant, source: str) -> str:
    """A module with one change."""
    tree = ast.parse(source)
    parent, field, index, _ = list(places(tree))[mutant.place]
    put, old = _slot(parent, field, index)
    put(altered(old))
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def main(count: int, seed: int, wings: list[str], lines: list[str]) -> None:
    """Draw mutants by lot and try each."""
    modules = [path for wing in wings for path in sorted((ROOT / "karamap" / wing).glob("*.py"))]
    every = [mutant for path in modules for mutant in mutants(path)]
    every = [mutant for mutant in every if not lines or f"{mutant.path}:{mutant.lines.start}" in lines]
    drawn = random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311 - a draw, no secret
    tried, dead = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
        suite = Suite(tree, wings)
        print(f"{len(drawn)} of {len(every)} mutants, seed {seed}; tests: {suite.seconds():.0f} s", flush=True)
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        for mutant in drawn:
            wing = mutant.path.split("/")[1]
            with planted(mutant, tree):
                stages = suite.first(mutant.path, mutant.lines), suite.then(mutant.path, mutant.lines)
                is_dead = any(map(suite.fails, stages))
            tried[wing] += 1
            dead[wing] += is_dead
            if not is_dead:
                at = f"{mutant.path}:{mutant.lines.start}"
                print(f"lives: {at}\n    - {mutant.before}\n    + {mutant.after}", flush=True)
            print(f"{sum(dead.values())} of {sum(tried.values())} killed", file=sys.stderr, flush=True)
    for wing in wings:
        print(f"{wing}: {dead[wing]} of {tried[wing]} killed")
    number = max(1, sum(tried.values()))
    print(f"all: {sum(dead.values())} of {number} killed, {sum(dead.values()) / number:.0%}")


@contextmanager
def planted(mutant: Mutant, tree: Path) -> Iterator[None]:
    """A copy of the repository with one change; compiled code is not kept, since two changes may look alike."""
    path = tree / mutant.path
    source = path.read_text(encoding="utf-8")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        compiled.unlink()
    path.write_text(written(mutant, source), encoding="utf-8")
    yield
    path.write_text(source, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wings", nargs="+", default=["record", "names", "tables"])
    parser.add_argument("--lines", nargs="+", default=[], metavar="PATH:LINE")
    asked = parser.parse_args()
    main(asked.count, asked.seed, asked.wings, asked.lines)
