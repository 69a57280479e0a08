"""Every reader gives an answer or an error of its own to every input of the corpus."""

import pytest
from fuzzed import CORPUS, TARGETS, run

FILES = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_input_is_answered(path):
    run(path.parent.name, path.read_bytes())


def test_every_target_has_a_corpus():
    assert {path.parent.name for path in FILES} == {*TARGETS}


def test_the_corpus_stays_small():
    assert sum(path.stat().st_size for path in FILES) < 200_000
