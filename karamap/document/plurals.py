"""Which form of a text a whole number asks for, by the plural rules of Unicode (CLDR 45).

Texts have a form for one, for few and for all other numbers, which are called many. The page asks the browser
(`Intl.PluralRules`, `page/js/core/i18n.js`); a test holds both to the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

ONE, FEW, MANY = "one", "few", "many"

Rule = Callable[[int], str]


def _only_one(count: int) -> str:
    return ONE if count == 1 else MANY


def _never_one(count: int) -> str:  # noqa: ARG001 - one form for all numbers
    return MANY


def _up_to_one(count: int) -> str:
    return ONE if count <= 1 else MANY


def _arabic(count: int) -> str:
    return FEW if count % 100 in range(3, 11) else _only_one(count)


def _by_last_digit(count: int) -> str:
    is_teen = count % 100 in range(11, 15)
    if is_teen or count % 10 not in range(1, 5):
        return MANY
    return ONE if count % 10 == 1 else FEW


def _polish(count: int) -> str:
    return MANY if count % 10 == 1 and count > 1 else _by_last_digit(count)


def _czech(count: int) -> str:
    return FEW if count in range(2, 5) else _only_one(count)


def _slovene(count: int) -> str:
    return {1: ONE, 3: FEW, 4: FEW}.get(count % 100, MANY)


def _ends_in_one(count: int) -> str:
    return ONE if count % 10 == 1 and count % 100 != 11 else MANY  # noqa: PLR2004 - eleven


def _lithuanian(count: int) -> str:
    if count % 100 in range(10, 20) or count % 10 == 0:
        return MANY
    return ONE if count % 10 == 1 else FEW


def _romanian(count: int) -> str:
    return FEW if count == 0 or (count > 1 and count % 100 in range(1, 20)) else _only_one(count)


def _maltese(count: int) -> str:
    return FEW if count == 0 or count % 100 in range(3, 11) else _only_one(count)


def _filipino(count: int) -> str:
    return MANY if count % 10 in (4, 6, 9) else ONE


def _tashelhit(count: int) -> str:
    return FEW if count in range(2, 11) else _up_to_one(count)


def _tamazight(count: int) -> str:
    return ONE if count <= 1 or count in range(11, 100) else MANY


_LANGUAGES: dict[Rule, str] = {
    _never_one: "bm bo dz hnj id ig ii ja jbo jv kde kea km ko lkt lo ms my nqo osa sah ses sg su th to tpi vi wo "
    "yo yue zh",
    _up_to_one: "ak am as bho bn csw doi fa ff fr gu guw hi hy kab kn ln mg nso pa pcm pt si ti wa zu",
    _arabic: "ar ars",
    _by_last_digit: "be bs hr ru sh sr uk",
    _polish: "pl",
    _czech: "cs sk",
    _slovene: "dsb hsb sl",
    _ends_in_one: "is lv mk prg",
    _lithuanian: "lt",
    _romanian: "mo ro",
    _maltese: "mt",
    _filipino: "ceb fil tl",
    _tashelhit: "shi",
    _tamazight: "tzm",
}
"""Languages by their rule, ISO 639; all others tell one from more."""

_RULES: Mapping[str, Rule] = {code: rule for rule, codes in _LANGUAGES.items() for code in codes.split()}


def plural_form(language: str, count: int) -> str:
    """The form for a number that is not negative.

    >>> [plural_form("ru", count) for count in (1, 3, 5, 12, 21)]
    ['one', 'few', 'many', 'many', 'one']
    >>> [plural_form("ar", count) for count in (0, 1, 2, 3, 11, 103)]
    ['many', 'one', 'many', 'few', 'many', 'few']
    """
    return _RULES.get(language.split("-", 1)[0], _only_one)(count)
