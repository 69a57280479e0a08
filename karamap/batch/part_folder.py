"""The folder that parts go into: what is there already and still right, one part after the other, then the manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from karamap.errors import BatchError
from karamap.tables import json_text
from karamap.tables.atomic_write import Tell, make_folder, write_bytes_whole, write_whole
from karamap.tables.destination import cannot_write

FORMAT = 1
"""Raised when the shape of manifests changes."""

MANIFEST, JOURNAL = "manifest.json", "progress.jsonl"


@dataclass(frozen=True, slots=True)
class Part:
    """One finished part: its file, what it was made of, its SHA-256, how many rows it has, and of what sorts.

    `made_of` is the SHA-256 of its input, the options of the run, the tables and the versions; `left_out` are pages
    that could not be read, by name, each with the reason.
    """

    file: str
    made_of: str
    sha256: str
    rows: int
    counts: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()


class PartFolder:
    """Parts of one kind of work in a folder.

    While work goes on, a journal says of each part that it is finished; in the end the manifest takes its place, which
    is the same however the work went on.
    """

    def __init__(self, path: Path, options: Mapping[str, Any], tell: Tell) -> None:
        """Look at what is there.

        Args:
            path: the folder, which is made if it is absent.
            options: what is asked for, as values of JSON; a folder with parts that were asked for otherwise is refused.
            tell: takes what somebody should know.

        Raises:
            BatchError: the folder holds something else.
            RenderError: it cannot be made.
        """
        make_folder(path)
        self._options = json.loads(json.dumps(options))
        self.path, self._tell = path, tell
        self._journal = path / JOURNAL
        self._known = self._read()

    def finished(self, number: int, made_of: str) -> Part | None:
        """The part of a number, if it is there, was made of the same, and has the bytes it had."""
        known = self._known.get(self.name(number))
        if known is None or known.made_of != made_of:
            return None
        try:
            content = (self.path / known.file).read_bytes()
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != known.sha256:
            self._tell(f"{self.path / known.file} is missing or damaged; it is made again")
            return None
        return known

    def put(self, number: int, content: bytes, part: Part) -> None:
        """Write one part, then say in the journal that it is finished.

        Raises:
            RenderError: it cannot be written.
        """
        write_bytes_whole(self.path / self.name(number), content, self._tell)
        self._note(asdict(part))

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Write the manifest and remove the journal, and parts of an earlier run that are no more part of it.

        Raises:
            RenderError: it cannot be written.
        """
        kept = {part["file"] for part in manifest["parts"]}
        for path in self.path.glob("part-*.parquet"):
            if path.name not in kept:
                self._tell(f"{path} is of an earlier run and no part of this one; it is removed")
                path.unlink()
        text = json.dumps({"format": FORMAT, **manifest}, ensure_ascii=False, indent=1)
        write_whole(self.path / MANIFEST, f"{text}\n", self._tell)
        self._journal.unlink(missing_ok=True)

    @staticmethod
    def name(number: int) -> str:
        """The file of the part of a number."""
        return f"part-{number:05}.parquet"

    def _note(self, line: Mapping[str, Any]) -> None:
        try:
            with self._journal.open("a", encoding="utf-8") as stream:
                stream.write(f"\n{json.dumps(line, ensure_ascii=False)}\n")  # the line before may be cut off
        except OSError as error:
            raise cannot_write(self._journal, error) from error

    def _read(self) -> dict[str, Part]:
        """The parts that are said to be finished, by file."""
        try:
            others = [path.name for path in self.path.iterdir() if not path.name.startswith(".")]
            manifest = _manifest(_text(self.path / MANIFEST))
            journal = [_line(line) for line in _text(self._journal).splitlines()]
        except (OSError, ValueError) as error:
            raise BatchError(f"{self.path} cannot be read: {error}; name another folder") from error
        lines = [line for line in journal if line]
        if others and not manifest and not lines:
            raise BatchError(f"{self.path} holds {others[0]} and no parts of such work; name a folder of its own")
        before = [manifest["options"]] if manifest else []
        before += [line["options"] for line in lines if "options" in line]
        if any(options != self._options for options in before):
            raise BatchError(
                f"{self.path} holds parts that were asked for otherwise, {_difference(before[-1], self._options)}; "
                "name another folder"
            )
        if not lines:
            self._note({"options": self._options})
        parts = map(_part, [*(manifest["parts"] if manifest else ()), *lines])
        return {part.file: part for part in parts if part is not None}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _manifest(text: str) -> dict[str, Any]:
    """The manifest of finished work; empty if there is none.

    Raises:
        ValueError: it is no manifest.
    """
    if not text:
        return {}
    manifest = json_text.parsed(text)
    if not isinstance(manifest, dict):
        raise ValueError(f"{MANIFEST} is no manifest")
    if not isinstance(manifest.get("options"), dict) or not isinstance(manifest.get("parts"), list):
        raise ValueError(f"{MANIFEST} does not say with which options which parts were made")
    return manifest


def _line(text: str) -> dict[str, Any]:
    """A line of the journal; nothing of one that a kill cut off, or that somebody else wrote."""
    try:
        line = json_text.parsed(text)
    except ValueError:
        return {}
    return line if isinstance(line, dict) and isinstance(line.get("options", {}), dict) else {}


def _part(values: Any) -> Part | None:
    """A finished part; None if what is said of it is not whole, so that it is made again."""
    try:
        left_out = tuple((str(name), str(reason)) for name, reason in values.get("left_out", ()))
        words = {name: values[name] for name in ("file", "made_of", "sha256")}
        rows, counts = int(values["rows"]), dict(values.get("counts", {}))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return Part(**words, rows=rows, counts=counts, left_out=left_out) if _are_texts(words.values()) else None


def _are_texts(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    names = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    return ", ".join(f"{name} {before.get(name)}, now {now.get(name)}" for name in names)
