"""The form that a number asks for is the one that browsers choose."""

from itertools import product
from string import ascii_lowercase

import nodejs
import pytest

from karamap.document.plurals import FEW, MANY, ONE, plural_form

NUMBERS = [*range(1200), 10**6, 10**6 + 1, 10**6 + 3]
LONGER = "ars bem bho ceb ckb csw doi dsb fil guw hnj hsb jbo kab kde kea lkt nqo osa pcm prg sah ses shi tpi tzm yue"
SAME_AS = {"in": "id", "iw": "he", "jw": "jv", "ji": "yi"}
"""Codes of before 1989, which browsers read as those of today."""

CELTIC = ("br", "cy", "ga", "gd", "gv", "kw")
"""Languages whose rules are left out: they tell one from more only."""

ASK = """
const forms = { one: "one", few: "few" };
return given.languages.filter((code) => Intl.PluralRules.supportedLocalesOf([code]).length).map((code) => {
  const rules = new Intl.PluralRules(code);
  return [code, given.numbers.map((number) => forms[rules.select(number)] || "many")];
});
"""


def test_every_language_has_the_forms_of_unicode():
    codes = {*map("".join, product(ascii_lowercase, repeat=2)), *LONGER.split()} - {*SAME_AS, *CELTIC}
    asked = nodejs.run([], ASK, {"languages": sorted(codes), "numbers": NUMBERS})
    wrong = {}
    for language, forms in asked:
        ours = [plural_form(language, number) for number in NUMBERS]
        if bad := [number for number, one, other in zip(NUMBERS, ours, forms, strict=True) if one != other]:
            wrong[language] = bad[:5]
    assert len(asked) > 100
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "one", "few", "many"),
    [
        ("ar", [1], [3, 10, 103], [0, 2, 11, 100, 102]),
        ("he", [1], [], [0, 2, 3, 11, 21]),
        ("fa", [0, 1], [], [2, 3, 21]),
        ("pl", [1], [2, 4, 22], [0, 5, 12, 21]),
        ("uk", [1, 21], [2, 4, 22], [0, 5, 11, 12]),
        ("cs", [1], [2, 4], [0, 5, 21, 22]),
        ("my", [], [], [0, 1, 2]),
    ],
)
def test_the_rules_as_grammars_state_them(language, one, few, many):
    for form, counts in ((ONE, one), (FEW, few), (MANY, many)):
        assert {plural_form(language, count) for count in counts} <= {form}
