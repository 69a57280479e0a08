"""Writes how the tables of a theatre came about: command, files, licences, columns, choices, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from karamap.importers.brought_files import BroughtFiles
from karamap.importers.choices import Choices
from karamap.importers.found import LeftOut

MOST_REASONS = 20
"""So many reasons are told, the most frequent first; `to_do/` has them all."""

MOST_FILES = 100
"""So many files are told one by one: a history has thousands of versions."""


def text(
    command: str,
    brought: BroughtFiles,
    chosen: Choices,
    counts: Sequence[str],
    left_out: Mapping[str, Sequence[LeftOut]],
    notes: Sequence[str],
) -> str:
    """The account of an import, as Markdown.

    Args:
        command: that made it, as it is typed; empty if none did.
        brought: the files.
        chosen: what was decided.
        counts: what was taken, in words.
        left_out: what was not, by what it would have been.
        notes: what had to be understood, in sentences.
    """
    lines = ["# How these tables came about", ""]
    lines += ["```sh", command, "```", ""] if command else []
    lines += ["| file | bytes | SHA-256 | licence |", "|---|---|---|---|"]
    files = list(brought.files.values())
    for file in files[:MOST_FILES]:
        licence = brought.licences.get(file.name, chosen.licence)
        lines.append(f"| {_cell(file.name)} | {len(file.content):,} | `{file.sha256}` | {_cell(licence)} |")
    if more := files[MOST_FILES:]:
        lines += ["", f"and {len(more):,} more, to {_cell(more[-1].name)}, `{more[-1].sha256}`"]
    lines += _listed("What was decided", chosen.sentences())
    lines += _listed("What columns were taken for", [f"{name}: {said}" for name, said in brought.mappings.items()])
    lines += _listed("What was taken", counts)
    lines += _listed("What had to be understood", notes)
    for name, rows in left_out.items():
        reasons = Counter(row.reason for row in rows).most_common(MOST_REASONS)
        lines += _listed(f"{name.capitalize()} not taken, by reason", [f"{count:,}: {said}" for said, count in reasons])
    lines += ["", "Edit the tables by hand: `karamap new --update` keeps what differs from `import/last/`.", ""]
    return "\n".join(lines)


def _listed(heading: str, items: Sequence[str]) -> list[str]:
    return ["", f"## {heading}", "", *(f"- {item}" for item in items)] if items else []


def _cell(text: str) -> str:
    """A text as a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")
