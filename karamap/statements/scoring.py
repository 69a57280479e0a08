"""Scores what any tool read out of texts against a labelled corpus: precision, recall and F1 by language and field."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from karamap.errors import DataError, Fault
from karamap.statements.values import Extraction
from karamap.statements.words.tokens import fold

FIELDS = ("kind", "holder", "stance", "side", "day")
"""What is scored of a place besides itself and its district; each together with the place."""

Texts = Mapping[str, Mapping[str, Any]]
"""Texts of a corpus by id, each with `language`, `statements` and `totals` as its README states them."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found, how many of them rightly, and how many there are."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 where there is nothing."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 1.0


def read_texts(content: str, name: str) -> dict[str, dict[str, Any]]:
    """The texts of a file of JSON lines, by id.

    Raises:
        DataError: a line is no JSON object with an id, or has an id again.
    """
    texts = dict[str, dict[str, Any]]()
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DataError([Fault(name, number, "-", f"no JSON: {error}", "one object a line")]) from error
        if problem := _problem(item, texts):
            raise DataError(
                [Fault(name, number, "id", problem, "an object with an id of its own and a list of statements")]
            )
        texts[item["id"]] = item
    return texts


def _problem(item: Any, before: Texts) -> str:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        return "no object with an id"
    if item["id"] in before:
        return f"{item['id']!r} is there already"
    lists = (item.get("statements", []), item.get("totals", []))
    if not all(isinstance(entry, list) and all(isinstance(part, dict) for part in entry) for entry in lists):
        return "statements and totals are lists of objects"
    return ""


def scores(gold: Texts, predicted: Texts) -> dict[tuple[str, str], Score]:
    """Scores by language and field; the language `all` has those of all texts.

    The fields: `place` is a place with its district, `changes on negatives` counts what was found where nothing is,
    `total` a stated number with its scope, and `FIELDS` each together with the place.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for id_, wanted in gold.items():
        found = predicted.get(id_, {})
        for field in ("place", *FIELDS, "total"):
            _add(counts, wanted["language"], field, _facts(found, field), _facts(wanted, field))
    return {key: Score(count["right"], count["found"], count["wanted"]) for key, count in sorted(counts.items())}


def _add(
    counts: dict[tuple[str, str], Counter[str]], language: str, field: str, found: Counter[Any], wanted: Counter[Any]
) -> None:
    for key in ((language, field), ("all", field)):
        counts[key]["right"] += (found & wanted).total()
        counts[key]["found"] += found.total()
        counts[key]["wanted"] += wanted.total()


def _facts(text: Mapping[str, Any], field: str) -> Counter[Any]:
    if field == "total":
        return Counter(
            (item.get("scope", "day"), *sorted(item.get("numbers", {}).items())) for item in text.get("totals", [])
        )
    return Counter(_fact(item, field) for item in text.get("statements", []))


def _fact(item: Mapping[str, Any], field: str) -> tuple[str, ...]:
    place = (_plain(item.get("place")), _plain(item.get("district")))
    return place if field == "place" else (place[0], _plain(item.get(field)))


def _plain(value: Any) -> str:
    return fold(str(value)) if value is not None else ""


def as_predicted(id_: str, extraction: Extraction) -> dict[str, Any]:
    """What was read out of a text, in the form of the corpus: changes only, since mentions change nothing."""
    return {
        "id": id_,
        "language": extraction.language,
        "statements": [
            {
                "place": item.place.name.text,
                "district": item.place.district.text if item.place.district else None,
                "kind": item.place.kind,
                "holder": item.holder,
                "stance": item.stance,
                "side": item.side or None,
                "day": item.day.isoformat(),
            }
            for item in extraction.changes
        ],
        "totals": [{"numbers": item.numbers, "scope": item.scope} for item in extraction.totals],
    }


def rows(found: Mapping[tuple[str, str], Score]) -> Iterator[dict[str, Any]]:
    """Scores as rows for output."""
    for (language, field), score in found.items():
        yield {
            "language": language,
            "field": field,
            "precision": f"{score.precision:.3f}",
            "recall": f"{score.recall:.3f}",
            "f1": f"{score.f1:.3f}",
            "right": score.right,
            "found": score.found,
            "wanted": score.wanted,
        }


COLUMNS = ("language", "field", "precision", "recall", "f1", "right", "found", "wanted")


def unscored(gold: Texts, predicted: Texts) -> tuple[Sequence[str], Iterable[str]]:
    """Ids of texts that were not predicted, and of predictions for no text."""
    return sorted(gold.keys() - predicted.keys()), sorted(predicted.keys() - gold.keys())
