"""The day in words, as plain text in the page: for whoever opens it where its script does not run.

The script removes these words once it has drawn the map. They come from the document alone, like the map.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from karamap.document.day_words import DayWords
from karamap.document.direction import direction_of
from karamap.document.reader import DrawnDocument


def of(document: Mapping[str, Any]) -> str:
    """The words as one element of HTML: title, day, knowledge, why there is no map, who came to hold what that day.

    Raises:
        KeyError: when the document lacks a part that says so.
    """
    words = DayWords(DrawnDocument(document))
    lines = [
        f"<h1>{_plain(words.title)}</h1>",
        f'<p><strong><time datetime="{words.as_of.isoformat()}">{_plain(words.date_text())}</time></strong>'
        f"<br>{_plain(words.knowledge())}</p>",
        f'<p class="static-note">{_plain(words.text("page.unscripted"))}</p>',
        *(f"<p>{_plain(sentence)}</p>" for sentence in words.sentences()),
    ]
    inner = "\n".join(lines)
    direction = f' dir="{direction_of(words.language)}"'
    opening = f'<main class="static-words" id="karamap-words" lang="{escape(words.language)}"{direction}>'
    return f"{opening}\n{inner}\n</main>"


def _plain(text: str) -> str:
    """Text that cannot become markup; characters that HTML forbids are left out."""
    return escape(str(text).replace("\0", "\ufffd"))
