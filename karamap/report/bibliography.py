"""Pages in the order in which a report refers to them, numbered."""

from __future__ import annotations

from collections.abc import Iterable

from karamap.document.wording import Wording
from karamap.record.claims import Record, Source
from karamap.record.explanation import pages
from karamap.report.markdown import link, plain


class Bibliography:
    """Gives each page a number when it is first referred to."""

    def __init__(self, record: Record, wording: Wording) -> None:
        self._record, self._wording = record, wording
        self._numbers: dict[str, int] = {}

    def of_claims(self, claim_ids: Iterable[str]) -> str:
        r"""A reference to the best page of each of some claims: `\[1, 4\]`; empty if no page carries them."""
        claims = (self._record.claims[claim_id] for claim_id in claim_ids)
        carrying = (pages(self._record, claim) for claim in claims)
        return self._reference(found[0].id for found in carrying if found)

    def of_page(self, source_id: str) -> str:
        """A reference to one page."""
        return self._reference([source_id])

    def _reference(self, source_ids: Iterable[str]) -> str:
        numbers = sorted({self._numbers.setdefault(source_id, len(self._numbers) + 1) for source_id in source_ids})
        return f"\\[{', '.join(map(str, numbers))}\\]" if numbers else ""

    def lines(self) -> list[str]:
        """The pages as a numbered list, and an empty line after it."""
        entries = (self._entry(self._record.sources[source_id]) for source_id in self._numbers)
        return [*(f"{number}. {entry}" for number, entry in enumerate(entries, 1)), ""]

    def _entry(self, source: Source) -> str:
        title = f"*{plain(source.title)}*" if source.title else ""
        told = (plain(source.publisher), title, plain(self._wording.published(source)))
        address = f" {link(source.url)}" if source.url else ""
        return f"{'. '.join(part for part in told if part)}.{address}"
