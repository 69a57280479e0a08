"""Text to sentences and tokens that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Self

LONGEST_SENTENCE = 8_000
"""Characters after which a sentence ends even where it does not, so that work grows with the length of a text only."""

LONGEST_KEPT = 40
"""Characters without a space whose tokens are kept for when they come again, at the most."""

NO_TOKENS = ("\n", "#")
"""What stands in a text and is no token: a line end, and the sign before a word by which posts are found."""

INSIDE_WORDS = "'’ʼ՚՞՛՜‘`´"

FOOTNOTE = r"\[(?:\d{1,3}|[^\W\d_]{1,2}|[^\W\d_]{2,10}[ .]{1,2}\d{1,3})\]"
"""A mark of a note behind a word or a sentence: its number, a letter or two, or a word and its number."""

ITEM_MARKS = "-–—•*|"
"""Marks that an item of a list, or a row of a table, begins with."""

TOKEN = re.compile(
    rf"[^\W\d_]+(?:(?:[\u0300-\u036f]+|[{INSIDE_WORDS}\-‑](?=[^\W\d_]))[^\W\d_]*)*|\d+(?:[.,]\d+)*|{FOOTNOTE}|\n|[^\s\w]"
)
"""A word with what may stand inside it, a number, a mark of a note, line ends, or one other character."""

_ENDING = (
    rf"(?<=[.!?…։․])(?:{FOOTNOTE})*(?=[\s»”\"')\]]|$)|(?<=[Ա-և\d»”\")][:։])(?=\s+[Ա-Ֆ])"
    r"|(?<=[^\W\d_A-Z]{3}\.)(?=[A-ZА-ЯƏİÖÜÇŞĞԱ-Ֆ][^\W\d_]{3}|\d{4}-)"
    rf"|(?<=\n)(?:[^\S\n]*\n|(?<=:\n)|(?=[ \t]*[{ITEM_MARKS}]\s)"
    r"|(?=[^\n:՝]{1,60}[:՝])|(?=[^\n–—]{1,60} [–—] )|(?=[^\n\-]{0,16}\d{1,4}(?: [^\W\d_a-z][^\W\d_]{2,9}\.?)? - )"
)

END = re.compile(rf"[.!?…։․:\n](?:{_ENDING}))")
"""Where a sentence ends: its mark, an empty line, a heading before it, or the beginning of an item or of a heading.

A heading ends with a colon or a dash; where that is a hyphen, with a day before it. A dot right before the next
sentence, without a space, ends one behind three letters. All begin with one of few
characters, so that others are passed over at once.
"""

END_OR_LINE = re.compile(rf"[.!?…։․:\n](?:{_ENDING}|))")

LAST_WORD = re.compile(r"[^\W_]{1,12}$")

DOT_BEFORE_SPEECH = "․"
"""The dot that stands in Armenian behind who is quoted, in the stead of a colon."""

DOTS = frozenset({".", DOT_BEFORE_SPEECH})

LONGEST_SPEAKER = 60
"""Characters from the beginning of a line to that dot at the most."""

SPEAKER = re.compile(
    r"[Ա-Ֆ][ա-ևԱ-Ֆ\-]*(?: (?!(?:է|են|էր|էին)\b)[ա-ևԱ-Ֆ\-]+){0,5}(?<!ը)(?<!ում)(?<!ից)(?<!ին)(?<!եց)(?<!ավ)(?<!ել)"
)
"""Armenian words that may be somebody's name and office: no verb, and nothing with an article or in another case."""

LONGEST_ITEM = 40
"""Characters of a line at the most that may be an item of a list without a mark before it."""

LINE_ENDS = tuple(".!?…։:»”\"'")
"""Marks that the last line of a paragraph ends with."""

FOLDS = str.maketrans(
    {
        "ı": "i",
        "\u0307": None,
        "՞": None,
        "՛": None,
        "՜": None,
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "ё": "е",
        "ә": "ə",
        "â": "a",
        "î": "i",
        "û": "u",
    }
)


OLD_SPELLINGS = (("իւ", "յու"), ("ուած", "ված"), ("ուեց", "վեց"), ("ուել", "վել"), ("ութեան", "ության"), ("եւ", "և"))
"""Letters of the older Armenian spelling, and those of the newer one."""


class Token(NamedTuple):
    """A word, a number or a mark, wherever it stands."""

    text: str
    folded: str
    is_word: bool
    """Whether it is made of letters."""
    is_capitalised: bool
    """Whether it is a word that begins with a capital."""
    is_number: bool
    """Whether it begins with a digit."""


class Tokens(tuple[Token, ...]):
    """The tokens of a sentence, which know where marks and numbers are among them.

    Args:
        tokens: in their order; one that comes again is the same object.
        starts: where each begins in the text.
    """

    starts: Sequence[int]
    first_word: int
    """The place of the first word; 0 if there is none."""
    marks: dict[str, list[int]]
    """The places of all that is no word, by its text."""
    numbers: list[int]
    """The places of what begins with a digit, in order."""

    def __new__(cls, tokens: Iterable[Token], starts: Sequence[int]) -> Self:
        """The tokens with where they stand."""
        made = tuple.__new__(cls, tokens)
        made.starts, made.marks, made.numbers, made.first_word = starts, {}, [], 0
        apart = [(at, token) for at, token in enumerate(made) if not token.is_word]
        for at, token in apart:
            made.marks.setdefault(token.text, []).append(at)
            if token.is_number:
                made.numbers.append(at)
        if apart and apart[0][0] == 0:
            made.first_word = next((at for at, token in enumerate(made) if token.is_word), 0)
        return made

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """The offsets in the text of a token's first character and of the one behind those before another token."""
        return self.starts[first], self.starts[last - 1] + len(self[last - 1].text)


LONGEST_LABEL = 6
"""Tokens of a label in brackets at the end of a sentence, at the most."""


class Sentence(NamedTuple):
    """One sentence: offsets into the text, and its tokens."""

    start: int
    end: int
    tokens: Tokens

    def without_last(self) -> Sentence:
        """The sentence without its last token."""
        return self._replace(tokens=Tokens(self.tokens[:-1], self.tokens.starts[:-1]))


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A word without capitals, dots of capitals and stress marks: one form for all writings of it.

    >>> fold("İşğaldan"), fold("Мосты́") == fold("мосты́")
    ('işğaldan', True)
    """
    folded = text.casefold().translate(FOLDS)
    return _in_new_spelling(folded) if folded[:1] >= "ա" else folded


def _in_new_spelling(word: str) -> str:
    """An Armenian word of the older spelling as the newer one has it; any other as it is."""
    for old, new in OLD_SPELLINGS:
        word = word.replace(old, new)
    return word


def sentences(
    text: str, abbreviations: frozenset[str] = frozenset(), wanted: Callable[[str], bool] | None = None
) -> Iterator[Sentence]:
    """The sentences of a text, in order; what is longer than `LONGEST_SENTENCE` is cut.

    Args:
        text: the whole text.
        abbreviations: folded words whose dot ends no sentence; "нас. пункт" where it ends none only before a word that
            begins so.
        wanted: whether the characters of a sentence are worth taking apart; asked when it is due.
    """
    start = 0
    for end in _ends(text, abbreviations):
        while start < end:
            stop = end if end - start <= LONGEST_SENTENCE else _cut(text, start)
            if wanted is None or wanted(text[start:stop]):
                tokens = _without_label(_tokens(text, start, stop))
                if tokens and tokens[tokens.first_word].is_word:
                    yield Sentence(*tokens.stretch(0, len(tokens)), tokens)
            start = stop


def _cut(text: str, start: int) -> int:
    space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
    return space if space > start else start + LONGEST_SENTENCE


def _tokens(text: str, start: int, end: int) -> Tokens:
    """The tokens between two offsets, space by space: only the mark of a note may hold one."""
    found, starts, at, told = list[Token](), list[int](), start, text[start:end]
    for chunk in told.split(" ") if "[" not in told else (told,):
        words, offsets = _words_in(chunk) if len(chunk) > LONGEST_KEPT else _words_kept(chunk)
        found += words
        for offset in offsets:
            starts.append(at + offset)
        at += len(chunk) + 1
    return Tokens(found, starts)


def _without_label(tokens: Tokens) -> Tokens:
    """The tokens of a sentence without words in capitals that stand in brackets at its end ("A was taken (VIDEO)")."""
    last = len(tokens) - 1
    if last < 0 or tokens[last].text != ")":
        return tokens
    first = next((at for at in range(last - 1, max(0, last - LONGEST_LABEL), -1) if tokens[at].text == "("), 0)
    is_label = first and all(token.text.isupper() or not token.is_word for token in tokens[first + 1 : last])
    return Tokens(tokens[:first], tokens.starts[:first]) if is_label else tokens


def _words_in(chunk: str) -> tuple[list[Token], list[int]]:
    """The tokens of some characters, and where each begins in them."""
    read = [(token, found.start()) for found in TOKEN.finditer(chunk) if (token := _read(found[0]))]
    return [token for token, _ in read], [offset for _, offset in read]


_words_kept = lru_cache(maxsize=1 << 16)(_words_in)


@lru_cache(maxsize=1 << 16)
def _read(word: str) -> Token | None:
    """The token that some characters are; None for a line end, the mark of a note and that of a hashtag."""
    if word in NO_TOKENS or (word[0] == "[" and len(word) > 1):
        return None
    return Token(word, fold(word), word[0].isalpha(), word[0].isupper(), word[0].isdigit())


def _ends(text: str, abbreviations: frozenset[str]) -> Iterator[int]:
    """Offsets behind the ends of sentences, and the end of the text."""
    of_paragraphs, heading_ends = "\n" in text and is_of_paragraphs(text), -1
    for found in END_OR_LINE.finditer(text):
        if found[0] in DOTS and _is_abbreviated(text, found.start(), abbreviations):
            continue
        if found[0] in DOTS and _introduces(text, found.start()):
            continue
        if found[0] in DOTS and _names(text, found.start()):
            heading_ends = text.find("\n", found.start())
            continue
        if found[0] == "\n" and found.start() != heading_ends and not END.match(text, found.start()):
            is_listed = _ends_item(text, found.start()) or _parts_items(text, found.start())
            if not is_listed and (not of_paragraphs or _goes_on(text, found.start())):
                continue
        yield found.end()
    yield len(text)


def is_of_paragraphs(text: str) -> bool:
    """Whether the lines of a text are paragraphs, most of which end with a mark, and not cut at a width."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    ended = sum(line.endswith(LINE_ENDS) for line in lines)
    return 2 * ended > len(lines)


def _introduces(text: str, dot: int) -> bool:
    """Whether somebody is quoted behind a dot, and only a name stands between it and the beginning of the line.

    The dot of sentences in other languages does so behind an Armenian name: there it ends no sentence.
    """
    before = text[max(0, dot - LONGEST_SPEAKER - 1) : dot].rpartition("\n")
    is_first = bool(before[1]) or dot <= LONGEST_SPEAKER
    first = text[dot + 1 : dot + 3].strip()[:1]
    if not is_first or (text[dot] != DOT_BEFORE_SPEECH and not is_armenian(text[dot - 1])):
        return False
    return first == "«" or (is_armenian(first) and first.isupper() and SPEAKER.fullmatch(before[2].strip()) is not None)


def _names(text: str, dot: int) -> bool:
    """Whether a dot stands in an Armenian heading, and only who says so between it and the end of the line."""
    line_end = text.find("\n", dot, dot + LONGEST_SPEAKER)
    behind = text[dot + 1 : line_end if line_end >= 0 else dot + LONGEST_SPEAKER].strip()
    is_last = line_end >= 0 or len(text) < dot + LONGEST_SPEAKER
    return is_last and is_armenian(behind[:1]) and SPEAKER.fullmatch(behind) is not None


def is_armenian(letter: str) -> bool:
    """Whether a character is an Armenian letter."""
    return bool(letter) and "Ա" <= letter <= "և"


def _ends_item(text: str, line_end: int) -> bool:
    """Whether the line before a line end is an item behind a bullet, or a row of a table, that does not go on."""
    first = text[text.rfind("\n", 0, line_end) + 1 : line_end].lstrip()[:1]
    return first in ITEM_MARKS and bool(first) and not _goes_on(text, line_end)


def _parts_items(text: str, line_end: int) -> bool:
    """Whether the lines before and behind a line end are items of a list: short, and from a capital to no mark."""
    before = text[max(0, line_end - LONGEST_ITEM - 1) : line_end].rpartition("\n")
    behind = text[line_end + 1 : line_end + LONGEST_ITEM + 2].partition("\n")
    is_whole = bool(before[1]) or line_end <= LONGEST_ITEM
    ends = bool(behind[1]) or line_end + LONGEST_ITEM + 1 >= len(text)
    return is_whole and ends and _is_item(before[2]) and _is_item(behind[0])


def _is_item(line: str) -> bool:
    line = line.strip()
    return line[:1].isupper() and (line[-1].isalpha() or line[-1] == ")") and "," not in line


def _goes_on(text: str, line_end: int) -> bool:
    """Whether what stands behind the end of a line goes on with it: behind a comma, or in small letters."""
    before, behind = text[max(0, line_end - 9) : line_end].rstrip()[-1:], text[line_end : line_end + 9].lstrip()[:1]
    return before in (",", ";", "-", "–") or behind.islower()


def _is_abbreviated(text: str, dot: int, abbreviations: frozenset[str]) -> bool:
    """Whether a dot ends an abbreviation, an initial or an ordinal before a word in small letters."""
    word = LAST_WORD.search(text, max(0, dot - 13), dot)
    if word is None:
        return False
    folded = fold(word[0])
    behind_number = folded.lstrip("0123456789") if folded[0].isdigit() else folded
    if behind_number in abbreviations or (len(word[0]) == 1 and word[0].isupper()):
        return True
    if word[0].isdigit():
        return text[dot + 1 : dot + 3].strip()[:1].islower()
    before = _before(folded, abbreviations)
    return bool(before) and text[dot + 1 : dot + 30].lstrip().startswith(before)


@lru_cache(maxsize=1 << 14)
def _before(word: str, abbreviations: frozenset[str]) -> tuple[str, ...]:
    """How the words begin before which alone a word is an abbreviation."""
    return tuple([pair.removeprefix(f"{word}. ") for pair in abbreviations if pair.startswith(f"{word}. ")])
