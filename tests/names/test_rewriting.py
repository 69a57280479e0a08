"""Phonemes are rewritten by the rules of a level and those below it, each where it says, until nothing changes."""

from __future__ import annotations

import pytest

from karamap.names.rewriting import MOST_PASSES, Rewriting

VOWELS = "aeiou"
LETTERS = "abcdefghijklmnopqrstuvwxyz*"


def rewriting(*rules: tuple[int, str, str, str], vowels: str = VOWELS) -> Rewriting:
    """The rules as (level, from, where, to), in the order of their steps."""
    names = ("level", "step", "from", "where", "to")
    rows = [
        dict(zip(names, (level, step, source, where or None, to or None), strict=True))
        for step, (level, source, where, to) in enumerate(rules)
    ]
    return Rewriting(reversed(rows), vowels, LETTERS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "phonemes", "rewritten"),
    [
        ("", "kakbok", "xaxbox"),
        ("initial", "kakbok", "xakbok"),
        ("final", "kakbok", "kakbox"),
        ("initial before vowel", "kakbok", "xakbok"),
        ("initial before vowel", "kbak", "kbak"),
        ("initial before consonant", "kbak", "xbak"),
        ("initial before consonant", "kakb", "kakb"),
        ("before vowel", "kakbok", "xakbok"),
        ("before consonant", "kakbok", "kaxbok"),
        ("after vowel", "kakbok", "kaxbox"),
        ("after consonant", "kabkok", "kabxok"),
        ("final after vowel", "bokbak", "bokbax"),
        ("final after vowel", "bobk", "bobk"),
        ("final after consonant", "bobk", "bobx"),
        ("after vowel before consonant", "kakbokok", "kaxbokok"),
        ("after vowel before vowel", "kakbokok", "kakboxok"),
    ],
)
def test_a_rule_applies_where_it_says(where: str, phonemes: str, rewritten: str) -> None:
    assert rewriting((1, "k", where, "x")).rewritten(1, phonemes) == rewritten
    longer = rewriting((1, "kz", where, "x"))
    assert longer.rewritten(1, phonemes.replace("k", "kz")) == rewritten.replace("k", "kz")


def test_without_vowels_no_place_is_by_a_vowel_and_every_one_by_a_consonant() -> None:
    assert rewriting((1, "k", "before vowel", "x"), vowels="").rewritten(1, "kak") == "kak"
    assert rewriting((1, "k", "after vowel", "x"), vowels="").rewritten(1, "kak") == "kak"
    assert rewriting((1, "k", "before consonant", "x"), vowels="").rewritten(1, "kak") == "xak"
    assert rewriting((1, "k", "after consonant", "x"), vowels="").rewritten(1, "kak") == "kax"


def test_doubled_letters_become_one_whichever_they_are() -> None:
    assert rewriting((1, "*", "doubled", "")).rewritten(1, "aabbbca") == "abca"


def test_chains_of_letters_are_followed_to_their_end_and_circles_are_not_endless() -> None:
    rules = rewriting((1, "e", "", "a"), (1, "a", "", ""), (1, "p", "", "q"), (1, "q", "", "p"), (1, "u", "", "oo"))
    letters = {chr(letter): to for letter, to in rules.letters(1).items()}
    assert letters == {"e": "", "a": "", "p": "p", "q": "q", "u": "oo"}
    assert rules.rewritten(1, "peuba") == "poob"


def test_a_level_has_its_rules_after_those_below_it() -> None:
    rules = rewriting((2, "ts", "", "c"), (1, "sh", "", "s"), (2, "k", "", "g"), (1, "i", "final", ""))
    assert rules.steps(1) == [("sh", "", "s"), ("i", "final", "")]
    assert rules.steps(2) == [("sh", "", "s"), ("i", "final", ""), ("ts", "", "c")]
    assert rules.steps(3) == rules.steps(2)
    assert (dict(rules.letters(1)), dict(rules.letters(2))) == ({}, {ord("k"): "g"})
    assert [rules.rewritten(level, "tshaki") for level in (1, 2, 3)] == ["tsak", "cag", "cag"]


def test_rules_apply_again_until_nothing_changes() -> None:
    rules = rewriting((1, "ab", "", "b"))
    assert rules.rewritten(1, "aaab") == "b"
    assert rules.rewritten(1, "xyz") == "xyz"


def test_rules_that_undo_each_other_end() -> None:
    rules = rewriting((1, "ab", "", "ba"), (1, "ba", "", "aba"))
    assert len(rules.rewritten(1, "ab")) == 2 + MOST_PASSES


def test_phonemes_that_keys_may_have_are_known_sorted() -> None:
    rules = rewriting((1, "e", "", "a"), (1, "sh", "", "š"), (2, "k", "", "g"), (2, "ng", "", "ŋe"))
    assert rules.written(1) == "abcdfghijklmnopqrstuvwxyzš"
    assert rules.written(2) == "abcdfghijlmnopqrstuvwxyzŋš"


def test_words_are_rewritten_one_by_one_and_then_as_one() -> None:
    rules = rewriting((1, "i", "final", ""), (1, "tt", "", "t"))
    assert rules.normalised(("katti",)) == "kat"
    assert rules.normalised(("kati", "taki")) == "katak"
    assert rules.normalised(()) == ""


def test_keys_are_made_coarser_each_once_in_order_and_tags_stay() -> None:
    rules = rewriting((2, "k", "", "g"))
    assert rules.coarsened(["k:kaka", "gaka", "k:gaga", "kaga"], 2) == ["k:gaga", "gaga"]
    assert rules.coarsened(["k:kaka", "gaka"], 1) == ["k:kaka", "gaka"]


def test_phonemes_are_simplified_by_the_one_letter_rules_of_the_first_level_alone() -> None:
    rules = rewriting((1, "e", "", "a"), (2, "k", "", "g"), (1, "sh", "", "s"), (1, "a", "final", "o"))
    assert rules.simplified("keshe") == "kasha"
    assert rules.normalised((rules.simplified("keshe"),)) == rules.rewritten(1, "keshe") == "kaso"


def test_simplified_phonemes_are_not_simplified_again_before_the_other_rules() -> None:
    rules = rewriting((1, "u", "", "oo"), (1, "o", "", "a"), (1, "*", "doubled", ""))
    assert rules.normalised((rules.simplified("ku"),)) == rules.rewritten(1, "ku") == "ka"
