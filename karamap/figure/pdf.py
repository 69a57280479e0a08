"""Figures as PDF by typst: text stays text, its fonts are inside, and what the figure shows is told in words."""

from __future__ import annotations

from karamap.figure import fonts
from karamap.figure.sheet import Figure

NAME = "figure.svg"


def pdf(figure: Figure) -> bytes:
    """A figure as one page of PDF of its own size."""
    import typst  # noqa: PLC0415 - an SVG is drawn without it

    folder = str(fonts.font_paths()[0].parent)
    written = {"main.typ": _source(figure).encode(), NAME: figure.svg.encode()}
    compiled: bytes = typst.compile(  # type: ignore[call-overload, unused-ignore]  # its stub knows no files in memory
        written, format="pdf", ignore_system_fonts=True, font_paths=[folder]
    )
    return compiled


def _source(figure: Figure) -> str:
    """The document that typst reads; texts stand in it as strings, so that nothing in them is markup."""
    width, height = (f"{length:.4f}mm" for length in figure.size_mm)
    title, alt, language = (_string(text) for text in (figure.title, figure.alt, figure.language))
    return f"""#set document(title: {title}, description: {alt}, date: none)
#set page(width: {width}, height: {height}, margin: 0pt)
#set text(lang: {language}, font: {_string(fonts.FAMILY)})
#image({_string(NAME)}, alt: {alt}, width: 100%)
"""


def _string(text: str) -> str:
    r"""A text as a string of typst.

    >>> print(_string('say "#x" \\'))
    "say \"#x\" \\"
    """
    return f'"{"".join(map(_letter, text))}"'


def _letter(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    return letter if letter >= " " else f"\\u{{{ord(letter):x}}}"
