"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import karamap

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(karamap.__path__, "karamap.") if "__main__" not in module.name
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name):
    given = {"theatre": karamap.open()} if name.startswith("karamap.api") else {}
    assert doctest.testmod(importlib.import_module(name), extraglobs=given).failed == 0


def test_there_are_examples():
    found = [doctest.DocTestFinder().find(importlib.import_module(name)) for name in MODULES]
    assert sum(bool(test.examples) for tests in found for test in tests) >= 5
