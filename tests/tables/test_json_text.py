"""JSON of others is read within bounds, and what is wrong with it is said with its line."""

import pytest

from karamap.tables import json_text
from karamap.tables.json_text import JsonError, Scanner, parsed, told

DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        (" \t\r\n-2.5e3 \n", -2500.0),
        ('"\\u015eu\u015fa"', "\u015eu\u015fa"),
        ("[]", []),
        ("{}", {}),
        ('{"a": [1, {"b": null}], "c": true}', {"a": [1, {"b": None}], "c": True}),
    ],
)
def test_a_value_is_read(text, value):
    assert parsed(text) == value


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("", "expecting value", 1),
        ("\n\nx", "expecting value", 3),
        ('{"a": 1,\n"b" 2}', "expecting ':' delimiter", 2),
        ("[1,\n\n2", "expecting ',' delimiter", 3),
        ("1\n2", "more than one value", 2),
        ("[1]\n\n]", "more than one value", 3),
        ("\n[NaN]", "NaN is no number of JSON", 2),
        ("[-Infinity]", "-Infinity is no number of JSON", 1),
        (f"\n\n{DEEP}", "lists within lists without end", 3),
        (f"\n{'9' * 10_000}", "a number with thousands of digits", 2),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, problem, line):
    with pytest.raises(JsonError) as refused:
        parsed(text)
    assert (refused.value.problem, refused.value.line, str(refused.value)) == (problem, line, problem)


@pytest.mark.parametrize(("brackets", "commas"), [(2, 100), (100, 2)])
def test_more_than_is_read_is_refused_before_it_is_read(monkeypatch, brackets, commas):
    monkeypatch.setattr(json_text, "MOST_BRACKETS", brackets)
    monkeypatch.setattr(json_text, "MOST_COMMAS", commas)
    assert parsed('[{"a": 1, "b": 2}, 3]') == [{"a": 1, "b": 2}, 3]
    with pytest.raises(JsonError, match=f"^more than {brackets} lists and objects, or {commas} values$") as refused:
        parsed('[{"a": 1, "b": 2}, {"c": 3, "d": 4}]')
    assert refused.value.line == 1


def test_members_are_given_with_the_lines_that_they_begin_on():
    scanner = Scanner('\n{\n"a":\n 1,\n\n"b": [\n2]}\n')
    found = [(name, scanner.line, scanner.value()) for name in scanner.members()]
    scanner.end()
    assert found == [("a", 4, 1), ("b", 6, [2])]


@pytest.mark.parametrize(("text", "items"), [("[]", []), ("[ ]", []), ("[1]", [1]), ("[1 ,\n 2]", [1, 2])])
def test_items_are_given_one_by_one(text, items):
    scanner = Scanner(text)
    assert [scanner.value() for _ in scanner.items("[", "]")] == items
    scanner.end()


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("[]", "no { where there must be one", 1),
        ("\n", "no { where there must be one", 2),
        ('{"a" 1}', "no : where there must be one", 1),
        ('{"a": 1\n"b": 2}', "no } where there must be one", 2),
        ("{\n1: 2}", "a member without a name in quotes", 2),
    ],
)
def test_an_object_that_is_none_is_refused(text, problem, line):
    scanner = Scanner(text)
    with pytest.raises(JsonError) as refused:
        for _ in scanner.members():
            scanner.value()
    assert (refused.value.problem, refused.value.line) == (problem, line)


def test_a_character_is_taken_where_it_comes_next():
    scanner = Scanner(" ab")
    assert (scanner.takes("b"), scanner.takes("a"), scanner.takes("a")) == (False, True, False)
    scanner.take("b")
    scanner.end()


def test_a_value_is_told_as_python_writes_it_unless_it_is_too_much():
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert (told([1, "a"]), told(None)) == ("[1, 'a']", "None")
    assert (told(10**5000), told(deep)) == ("a number of thousands of digits", "lists within lists")
