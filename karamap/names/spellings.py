"""What a spelling is made of: letters folded, words, and whether it is what it looks like."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from karamap.names.scripts import is_mark, is_one_writing

MAX_LENGTH = 100
"""Longest spelling that is read, in characters; the longest name in the shipped gazetteer has 43."""


LATELY = 1024
"""What is known of so many spellings is kept: names come with the same districts, and are asked more than one thing."""


APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´‘′ʹʻ‛ˈʾʿ՚", "'"))
"""Marks that stand for an apostrophe; none of them may meet NFKC, which makes a space and an accent of some."""


_TWINS = str.maketrans("ǝƎșȘțȚ", "əƏşŞţŢ")
"""Letters that keyboards give for others that look alike."""


_SCHWAS = str.maketrans("әӘ", "əƏ")
"""The schwa of Cyrillic, which many type among Latin letters."""


_WITH_SCHWA = re.compile(r"\w*[әӘ]\w*")


_LATIN = re.compile(r"[a-zA-ZÀ-ɏ]")


_INVISIBLE = dict.fromkeys((0xAD, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF))
"""Soft hyphen, joiners and the plain marks of direction: they change no letter and nobody sees them."""


_FOLDED = APOSTROPHES | str.maketrans({"ı": "i", "\u0307": None})


_WORD = re.compile(r"(?:\d+|[IVX]+)-\w{1,4}(?!\w)|[^\W_]\w*(?:'[^\W_]\w*)*'?")
"""A word, where every mark is an underscore and nothing else is: it may stand anywhere but in front.

A figure keeps the ending that makes an ordinal of it.
"""


_ODD = re.compile(r"[^\w\s'.,()/-]|_")
"""What may be a mark."""


def fold(name: str) -> str:
    """Case, dots and presentation folded, letters kept: what makes two spellings the same spelling.

    Dotted and dotless i are one here, so that capitals compare whatever the language.

    >>> fold("İŞIQLI") == fold("işıqlı") == fold("IŞIQLI")
    True
    >>> fold("Kənd  Alma")
    'kənd alma'
    """
    if name.isascii():
        return " ".join(name.casefold().replace("`", "'").split())
    composed = unicodedata.normalize("NFC", _composed(name).casefold())
    return " ".join(composed.translate(_FOLDED).split())


def in_plain_letters(name: str) -> str:
    """A folded name in the letters of a plain keyboard; letters that have none there stay.

    >>> in_plain_letters(fold("Şəki")), in_plain_letters(fold("Čáslav"))
    ('seki', 'caslav')
    """
    if name.isascii():
        return name
    apart = unicodedata.normalize("NFKD", name.replace("ə", "e"))
    return "".join([letter for letter in apart if not is_mark(letter)])


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, in the case they were written in; hyphens and commas part them, marks do not.

    >>> words_of("Нижний-Новгород"), words_of("नई दिल्ली")
    (('Нижний', 'Новгород'), ('नई', 'दिल्ली'))
    """
    plain = name.replace("`", "'") if name.isascii() else unicodedata.normalize("NFC", _composed(name))
    if _ODD.search(plain) is None:
        return tuple(_WORD.findall(plain))
    masked = "".join(["_" if is_mark(letter) else " " if letter == "_" else letter for letter in plain])
    return tuple([plain[word.start() : word.end()] for word in _WORD.finditer(masked)])


@lru_cache(LATELY)
def _composed(name: str) -> str:
    """A name as its letters are meant: what nobody sees left out, twins of letters and apostrophes as one."""
    plain = unicodedata.normalize("NFKC", _visible(name).translate(APOSTROPHES)).translate(_TWINS)
    return _with_latin_schwas(plain)


def _with_latin_schwas(text: str) -> str:
    """A text in which words in Latin letters have the Latin schwa."""
    if "ә" not in text and "Ә" not in text:
        return text
    return _WITH_SCHWA.sub(_latin_schwas, text)


def _latin_schwas(word: re.Match[str]) -> str:
    return word.group().translate(_SCHWAS) if _LATIN.search(word.group()) else word.group()


def without_marks(word: str) -> str:
    """A word without what stands on, under or around its letters, and is no letter itself.

    >>> without_marks("مُرَاد") == "مراد"
    True
    """
    return word if word.isalpha() else "".join([letter for letter in word if not is_mark(letter)])


def in_latin(word: str) -> str:
    """A word in plain Latin letters, letter by letter, whatever its script.

    >>> in_latin("ရန်ကုန်"), in_latin("დილი"), in_latin("北京")
    ('rnkun', 'dili', 'BeiJing')
    """
    from anyascii import anyascii  # noqa: PLC0415 - only a script without a table pays for it

    return "".join([letter for letter in anyascii(word) if letter.isalnum() or letter == "'"])


def is_readable(name: str) -> bool:
    """Whether a spelling is what it looks like.

    It is not if it is too long, holds controls, marks that reorder what is seen, or unpaired surrogates,
    or mixes letters of several scripts in one word.

    >>> is_readable("Alma"), is_readable("Аlma")  # the second begins with a Cyrillic letter
    (True, False)
    """
    if len(name) > MAX_LENGTH:
        return False
    if name.isascii():
        return name.isprintable() or not any(unicodedata.category(letter) == "Cc" for letter in name.strip())
    return _is_one_script(name)


@lru_cache(LATELY)
def _is_one_script(name: str) -> bool:
    """Whether what is seen of a name is readable, each word of it in one script."""
    visible = _with_latin_schwas(_visible(name))
    if not visible.isprintable() and any(
        unicodedata.category(letter)[0] == "C" for letter in visible if not letter.isspace()
    ):
        return False
    return is_one_writing(visible) or all(map(is_one_writing, visible.replace("-", " ").split()))


def _visible(name: str) -> str:
    """A name without the marks that nobody sees; none of them counts as printable."""
    return name if name.isprintable() else name.translate(_INVISIBLE)
