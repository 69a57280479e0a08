"""The text of a page: plain text as it stands, HTML through trafilatura, PDF through pypdf, both of an extra."""

from __future__ import annotations

import io
import re

from karamap.errors import ExtractionError

INSTALL = 'install it with `pip install "karamap[extract]"`'
MOST_BYTES = 64_000_000

_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-‐֊\u00ad][^\S\n]*\n[^\S\n]*(?=[^\W\d_])")
"""The end of a line within a word: a hyphen and the next letter; a soft hyphen is one wherever it stands."""


def page_text(content: bytes, name: str) -> str:
    """The text of a page by what its bytes are.

    Args:
        content: the bytes of the file.
        name: what messages call it; the ending tells a page of HTML where its bytes do not.

    Raises:
        ExtractionError: it is too large, no text, or needs a library that is not installed.
    """
    if len(content) > MOST_BYTES:
        raise ExtractionError(f"{name} has more than {MOST_BYTES:,} bytes, which no page has; give the page alone")
    if content.startswith(b"%PDF"):
        return _of_pdf(content, name)
    text = _decoded(content, name)
    start = text[:1000].lstrip().lower()
    is_html = name.lower().endswith((".html", ".htm", ".xhtml")) or start.startswith(("<!doctype html", "<html"))
    return _of_html(text, name) if is_html else text


def _decoded(content: bytes, name: str) -> str:
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExtractionError(
            f"{name} is no text in UTF-8: byte {error.start + 1} cannot be read; save it as UTF-8, HTML or PDF"
        ) from error
    if "\0" in text:
        raise ExtractionError(f"{name} is no text: it holds a null character; give text, HTML or PDF")
    return text


def _of_html(text: str, name: str) -> str:
    try:
        import trafilatura  # noqa: PLC0415 - of an extra
    except ImportError as error:
        raise ExtractionError(f"{name} is HTML, which takes trafilatura: {INSTALL}") from error
    found = trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True)
    if not found:
        raise ExtractionError(f"{name} has no text that could be told from its menus; save the text alone")
    return str(found)


def _of_pdf(content: bytes, name: str) -> str:
    try:
        import pypdf  # noqa: PLC0415 - of an extra
    except ImportError as error:
        raise ExtractionError(f"{name} is a PDF, which takes pypdf: {INSTALL}") from error
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    except Exception as error:  # pypdf raises many kinds for broken files
        raise ExtractionError(f"{name} is a PDF that cannot be read: {error}") from error
    text = whole_words("\n\n".join(pages))
    if not text.strip():
        raise ExtractionError(f"{name} is a PDF without text, such as a scan; give its text")
    return text


def whole_words(text: str) -> str:
    r"""A text that was set in lines, its words whole again: a hyphen at the end of a line goes before a small letter.

    >>> whole_words("Ash-\nby, Upper-\nLangton"), whole_words("Kings\xadbury")
    ('Ashby, Upper-\nLangton', 'Kingsbury')
    """

    def joined(found: re.Match[str]) -> str:
        return "" if text[found.end()].islower() else found[0]

    return _HYPHENATED.sub(joined, text).replace("\u00ad", "")
