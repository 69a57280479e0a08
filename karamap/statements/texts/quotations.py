"""Who said a quotation of several sentences, where that is told behind it ("A was taken. It was hard", said B)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from karamap.statements.clauses.voices import Voice, voice_in
from karamap.statements.words.lexicon import Lexicon
from karamap.statements.words.tokens import sentences

LONGEST_QUOTATION = 2_000
"""Characters of a quotation at the most."""

LONGEST_TAIL = 160
"""Characters behind a quotation in which it is looked for who said it, at the most."""

QUOTATION = re.compile(
    rf"«[^»\n]{{1,{LONGEST_QUOTATION}}}»"
    rf"|[“„][^“”\n]{{1,{LONGEST_QUOTATION}}}[”“]"
    rf"|(?<!\w)\"(?=\w)[^\"\n]{{1,{LONGEST_QUOTATION}}}(?<!\s)\""
)
"""A quotation within a paragraph, with its marks."""

OPENING = '«“„"'
"""Marks that a quotation begins with."""

ENDS_WITHIN = re.compile(r"[.!?…։]\W")
"""The end of a sentence within a quotation, or right before its last mark."""

CLOSED = (".", "…", "։")
"""Marks before the last one of a quotation behind which a sentence of its own begins, unless that begins small."""

JOINTS = " ,-–—"
"""Marks between a quotation and who said it."""

TAIL = re.compile(rf"[^.!?\n]{{1,{LONGEST_TAIL}}}")


@dataclass(frozen=True)
class Quotations:
    """The quotations of a text that end behind the sentence they begin in.

    Attributes:
        text: the whole text.
        lexicon: the phrases of its language.
    """

    text: str
    lexicon: Lexicon

    @cached_property
    def _stretches(self) -> list[tuple[int, int]]:
        """The offsets of each, in order."""
        if not any(mark in self.text for mark in OPENING):
            return []
        found = [match.span() for match in QUOTATION.finditer(self.text)]
        return [(start, end) for start, end in found if ENDS_WITHIN.search(self.text, start, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._stretches]

    def voice_at(self, start: int, end: int) -> Voice | None:
        """Who is told, behind the quotation that a sentence stands or begins in, to have said it; None if nobody is.

        Args:
            start: the offset of the sentence.
            end: the offset behind it.
        """
        at = bisect_right(self._starts, end - 1) - 1
        if at < 0 or self._stretches[at][1] <= start:
            return None
        if at not in self._voices:
            self._voices[at] = self._voice_behind(self._stretches[at][1])
        return self._voices[at]

    @cached_property
    def _voices(self) -> dict[int, Voice | None]:
        return {}

    def _voice_behind(self, end: int) -> Voice | None:
        """Who is told to speak behind the last mark of a quotation, in the sentence that goes on there."""
        tail = TAIL.match(self.text, end)
        if tail is None or (self.text[end - 2] in CLOSED and tail[0].lstrip()[:1].isupper()):
            return None
        sentence = next(sentences(tail[0].lstrip(JOINTS), self.lexicon.abbreviations), None)
        if sentence is None:
            return None
        return voice_in(sentence.tokens, self.lexicon.spans(sentence.tokens), self.lexicon.home)
