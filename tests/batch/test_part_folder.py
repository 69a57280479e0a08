"""What stands in a folder of parts is never trusted: half a journal costs a part, half a manifest ends the work."""

import hashlib
import json

import pytest

from karamap.batch.part_folder import JOURNAL, MANIFEST, Part, PartFolder
from karamap.errors import BatchError

OPTIONS = {"work": "resolve"}
CONTENT = b"part"
WHOLE = {"file": "part-00000.parquet", "made_of": "a", "sha256": hashlib.sha256(CONTENT).hexdigest(), "rows": 3}


def folder(path):
    return PartFolder(path, OPTIONS, pytest.fail)


def write_journal(path, *lines):
    (path / "part-00000.parquet").write_bytes(CONTENT)
    (path / JOURNAL).write_text("\n".join(map(json.dumps, [{"options": OPTIONS}, *lines])), encoding="utf-8")


def test_a_part_that_the_journal_tells_of_is_finished(tmp_path):
    write_journal(tmp_path, WHOLE)
    assert folder(tmp_path).finished(0, "a") == Part("part-00000.parquet", "a", WHOLE["sha256"], 3)


@pytest.mark.parametrize("lacking", WHOLE)
def test_a_part_of_which_not_all_is_told_is_made_again(tmp_path, lacking):
    write_journal(tmp_path, {name: value for name, value in WHOLE.items() if name != lacking})
    assert folder(tmp_path).finished(0, "a") is None


@pytest.mark.parametrize(
    "odd", [{"file": []}, {"rows": "many"}, {"left_out": 3}, {"left_out": ["page"]}, {"counts": 1}]
)
def test_a_part_of_which_something_else_is_told_is_made_again(tmp_path, odd):
    write_journal(tmp_path, {**WHOLE, **odd})
    assert folder(tmp_path).finished(0, "a") is None


def test_lines_of_a_journal_that_are_none_cost_nothing(tmp_path):
    write_journal(tmp_path, [1], "text", {"options": 1}, WHOLE)
    with (tmp_path / JOURNAL).open("a", encoding="utf-8") as stream:
        stream.write("\n" + "[" * 100_000 + '\n{"file": "part-0')
    assert folder(tmp_path).finished(0, "a") is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[1, 2]", "is no manifest"),
        ('{"parts": []}', "with which options which parts"),
        ('{"options": {"work": "resolve"}, "parts": 1}', "with which options which parts"),
        ('{"options": ', "cannot be read"),
        ("[" * 100_000, "cannot be read"),
    ],
)
def test_a_manifest_that_is_none_is_refused(tmp_path, text, told):
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(BatchError, match=told):
        folder(tmp_path)
