"""Places read out of the labelled corpus, beside a gazetteer look-up and what named entity recognisers find.

    python benchmarks/extract.py tests/data/statements/corpus.jsonl

Precision, recall and F1 by language of the names of places that change hands, and words a second. A look-up by itself
knows neither holder nor stance, so these are printed for karamap alone. The peers: every capitalised run of words that
the gazetteer resolves; spaCy's blank pipeline with a PhraseMatcher over the gazetteer's names of the language; natasha
(Russian; its models ship in the wheel). spaCy's small English pipeline is used if it is installed (`en_core_web_sm`,
which registries of packages do not carry). A peer that is absent is named and left out.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from karamap.names.resolutions import Mention, Outcome
from karamap.names.resolver import Resolver
from karamap.record.claims import Record
from karamap.statements import scoring
from karamap.statements.tokens import fold, sentences
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre import loader
from karamap.theatre.statement_tables import StatementTables

Finder = Callable[[str], Iterable[str]]


def main(corpus: Path) -> None:
    """Print the table."""
    gold = scoring.read_texts(corpus.read_text(encoding="utf-8"), corpus.name)
    theatre = loader.load(data_dir())
    resolver = Resolver(theatre.names)
    tables = StatementTables(DataFolder(data_dir()))
    print(f"{'language':9}{'reader':28}{'precision':>10}{'recall':>8}{'F1':>7}{'words/s':>10}")
    for language in sorted({text["language"] for text in gold.values()}):
        texts = [text for text in gold.values() if text["language"] == language]
        reader = tables.reader(language, resolver, theatre.record)
        published = date.fromisoformat(texts[0]["published"])

        def karamap_reads(text: str, reader: Any = reader, published: date = published) -> list[str]:
            return [item.place.name.text for item in reader.read(text, published).changes]

        report(language, "karamap", texts, karamap_reads)
        report(language, "gazetteer look-up", texts, lambda text: looked_up(resolver, text))
        for name, finder in peers(language, theatre):
            report(language, name, texts, finder)
    fields(gold, tables, resolver, theatre.record)


def report(language: str, name: str, texts: list[dict[str, Any]], finder: Finder) -> None:
    """One line: the first pass fills caches, the second is timed."""
    for text in texts:
        list(finder(text["text"]))
    start = time.perf_counter()
    found = [Counter(map(fold, finder(text["text"]))) for text in texts]
    seconds = time.perf_counter() - start
    wanted = [Counter(fold(item["place"]) for item in text["statements"]) for text in texts]
    right = sum((one & other).total() for one, other in zip(found, wanted, strict=True))
    score = scoring.Score(right, sum(map(Counter.total, found)), sum(map(Counter.total, wanted)))
    words = sum(len(text["text"].split()) for text in texts)
    print(f"{language:9}{name:28}{score.precision:10.3f}{score.recall:8.3f}{score.f1:7.3f}{words / seconds:10,.0f}")


def looked_up(resolver: Resolver, text: str) -> list[str]:
    """Runs of capitalised words that mean one place of the gazetteer."""
    found = list[str]()
    for sentence in sentences(text):
        run = list[str]()
        for token in (*sentence.tokens, None):
            if token is not None and token.is_word and token.is_capitalised:
                run.append(token.text)
                continue
            name, run = " ".join(run), []
            if name and resolver.resolve(Mention(name)).outcome is Outcome.RESOLVED:
                found.append(name)
    return found


def peers(language: str, theatre: Any) -> list[tuple[str, Finder]]:
    """What else is installed."""
    found = list[tuple[str, Finder]]()
    try:
        import spacy  # noqa: PLC0415 - a peer that may be absent
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415 - the same
    except ImportError:
        print("(spaCy is not installed)")
    else:
        blank = spacy.blank(language)
        matcher = PhraseMatcher(blank.vocab, attr="LOWER")
        names = {name.text for names in theatre.gazetteer.names.values() for name in names}
        matcher.add("PLACE", [blank.make_doc(name) for name in sorted(names)])

        def matched(text: str) -> list[str]:
            doc = blank.make_doc(text)
            return [doc[first:last].text for _, first, last in matcher(doc)]

        found.append(("spaCy blank + PhraseMatcher", matched))
        if language == "en":
            found += small_english(spacy)
    if language == "ru":
        found += russian()
    return found


def small_english(spacy: Any) -> list[tuple[str, Finder]]:
    """spaCy's small English pipeline, if it is there."""
    try:
        pipeline = spacy.load("en_core_web_sm")
    except OSError:
        print("(en_core_web_sm is not installed: not measured)")
        return []
    return [("spaCy small English", lambda text: [item.text for item in pipeline(text).ents if item.label_ == "GPE"])]


def russian() -> list[tuple[str, Finder]]:
    """Natasha, if it is there."""
    try:
        from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter  # noqa: PLC0415 - the same
    except ImportError:
        print("(natasha is not installed)")
        return []
    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def tagged(text: str) -> list[str]:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return [span.text for span in doc.spans if span.type == "LOC"]

    return [("natasha", tagged)]


def fields(gold: scoring.Texts, tables: StatementTables, resolver: Resolver, record: Record) -> None:
    """What karamap says of the places, by split."""
    for split in ("dev", "held"):
        texts = {id_: text for id_, text in gold.items() if text["split"] == split}
        readers = {text["language"]: tables.reader(text["language"], resolver, record) for text in texts.values()}
        predicted = {
            id_: scoring.as_predicted(
                id_, readers[text["language"]].read(text["text"], date.fromisoformat(text["published"]))
            )
            for id_, text in texts.items()
        }
        positive = {id_: text for id_, text in texts.items() if text["style"] != "negative"}
        print(f"\n{split}: F1 by field")
        found = scoring.scores(positive, predicted)
        for language in sorted({language for language, _ in found}):
            told = "  ".join(f"{field} {score.f1:.3f}" for (of, field), score in found.items() if of == language)
            print(f"{language:5}{told}")
        wrong = sum(bool(predicted[id_]["statements"]) for id_ in texts.keys() - positive.keys())
        print(f"changes on negatives: {wrong} of {len(texts) - len(positive)}")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not Path(sys.argv[1]).exists():
        sys.exit(json.dumps("not run: name the corpus, tests/data/statements/corpus.jsonl"))
    main(Path(sys.argv[1]))
