"""Places read out of the labelled corpus, beside a gazetteer look-up and what named entity recognisers find.

    python benchmarks/extract.py tests/data/statements/corpus.jsonl [--news LANGUAGE FILE.jsonl] [--english PACKAGE]
    python benchmarks/extract.py --long MEGABYTES

First what is found, split by split and language by language: precision, recall and F1 of the names of places that
change hands, and of all that karamap says of them (a look-up and the peers know neither holder nor stance nor day).
Then words a second of processor time, for the corpus, for lists of villages made of the gazetteer's names, and for
`--news`, texts of one language, a JSON object with `text` a line.

The peers: every capitalised run of words that the gazetteer resolves; spaCy's blank pipeline with a PhraseMatcher over
the gazetteer's names, bare, and with what makes the two comparable (sentences told apart, and each match with the
places that bear the name); natasha (Russian; its models ship in the wheel); spaCy's small English pipeline, which is
published beside its code and not on a registry: copies there are uploads of others, so `--english` names the package
that you trust (`en_core_web_sm` unless stated). A peer that is absent is named and left out; none is a dependency.

Tables, models and matchers are loaded before anything is timed, on every side. `first` is the first time that a reader
sees the texts, `again` the best of three more: all of them keep words and names that they have seen. The readers take
turns, so that a busy machine slows all of them, and the garbage collector passes over what stood before each.

`--long` reads texts that are hard to read and say nothing: marks, joining words and very short sentences alone, and
sentences of many names, a tenth of so many characters and then all of them, in millions. Where time grows with the
length of a text and no faster, the last column stays near 10.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from karamap.names.resolutions import Mention, Outcome
from karamap.names.resolver import Resolver
from karamap.statements import scoring
from karamap.statements.extraction import Reader
from karamap.statements.words.tokens import fold, sentences
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre import loader
from karamap.theatre.statement_tables import StatementTables
from karamap.theatre.theatre import Theatre

Finder = Callable[[str], Iterable[str]]

DAY = date(2020, 11, 20)
TURNS = 3

LISTS = {
    "en": "Azerbaijan's army liberated {} and {} villages of {} district.",
    "az": "Ordumuz {2} rayonunun {0} və {1} kəndlərini azad edib.",
    "tr": "Azerbaycan ordusu {2} ilçesinin {0} ve {1} köylerini kurtardı.",
    "ru": "Азербайджанская армия освободила сёла {} и {} района {}.",
    "hy": "Ադրբեջանի զինված ուժերը գրավել են {2}ի շրջանի {0} և {1} գյուղերը։",
}
"""A list of villages in each language: all but the last, the last, and their district."""

HARD = {
    "en": (", ", "()", "(A) ", "and ", "A and ", "took A and ", "A. ", "a.\n"),
    "az": ("və ", "A, B və "),
    "tr": ("ve ", "A, B ve "),
    "ru": ("и ", "А, Б и "),
    "hy": ("և ", ": Ա"),
}
"""What long texts are made of, over and over."""


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=Path("tests/data/statements/corpus.jsonl"))
    parser.add_argument("--news", nargs=2, action="append", default=[], metavar=("LANGUAGE", "FILE"))
    parser.add_argument("--english", default="en_core_web_sm", metavar="PACKAGE")
    parser.add_argument("--long", type=float, metavar="MEGABYTES")
    asked = parser.parse_args()
    if asked.long:
        long_texts(int(asked.long * 1e6))
        return
    gold = scoring.read_texts(asked.corpus.read_text(encoding="utf-8"), asked.corpus.name)
    theatre, tables = loader.load(data_dir()), StatementTables(DataFolder(data_dir()))
    languages = sorted({text["language"] for text in gold.values()})

    def readers(language: str) -> dict[str, Finder]:
        resolver = Resolver(theatre.names)
        reader = tables.reader(language, resolver, theatre.record)
        return {
            "karamap": lambda text: [item.place.name.text for item in reader.read(text, DAY).changes],
            "gazetteer look-up": lambda text: looked_up(resolver, text),
            **peers(language, theatre, asked.english),
        }

    finders = {language: readers(language) for language in languages}
    own = {language: tables.reader(language, Resolver(theatre.names), theatre.record) for language in languages}
    for split in dict.fromkeys(text["split"] for text in gold.values()):
        texts = {id_: text for id_, text in gold.items() if text["split"] == split}
        fields(split, texts, own)
        for language in languages:
            spoken = [text for text in texts.values() if text["language"] == language]
            for name in finders[language] if spoken else ():
                print(f"{language:5}{name:34}{'name':10}{told(names_found(spoken, finders[language][name]))}")
    print(f"\n{'words a second':39}{'words':>8}{'first':>10}{'again':>10}")
    for language in languages:
        timed(language, "corpus", [text["text"] for text in gold.values() if text["language"] == language], readers)
        if language in LISTS:
            timed(language, "lists", village_lists(theatre, language), readers)
    for language, file in asked.news:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
        timed(language, "news", [json.loads(line)["text"] for line in lines], readers)


def told(score: scoring.Score) -> str:
    """Precision, recall and F1 in columns."""
    return f"{score.precision:10.3f}{score.recall:8.3f}{score.f1:7.3f}"


def fields(split: str, texts: dict[str, dict[str, Any]], readers: dict[str, Reader]) -> None:
    """What karamap says of the places of one split, by language and field."""
    predicted = {
        id_: scoring.as_predicted(
            id_, readers[text["language"]].read(text["text"], date.fromisoformat(text["published"]))
        )
        for id_, text in texts.items()
    }
    positive = {id_: text for id_, text in texts.items() if text["style"] != "negative"}
    print(f"\n{split}: {len(texts)} texts{'precision':>43}{'recall':>8}{'F1':>7}")
    for (language, field), score in scoring.scores(positive, predicted).items():
        print(f"{language:5}{'karamap':34}{field:10}{told(score)}")
    wrong = sum(bool(predicted[id_]["statements"]) for id_ in texts.keys() - positive.keys())
    print(f"changes on negatives: {wrong} of {len(texts) - len(positive)}")


def names_found(texts: Iterable[dict[str, Any]], finder: Finder) -> scoring.Score:
    """How the names that are found agree with those of places that change hands."""
    right = found = wanted = 0
    for text in texts:
        names = Counter(map(fold, finder(text["text"])))
        own = Counter(fold(item["place"]) for item in text["statements"])
        right, found, wanted = right + (names & own).total(), found + names.total(), wanted + own.total()
    return scoring.Score(right, found, wanted)


def timed(language: str, what: str, texts: list[str], readers: Callable[[str], dict[str, Finder]]) -> None:
    """One line a reader; what is loaded when it is first needed is needed once before."""
    words = sum(len(text.split()) for text in texts)
    finders = readers(language)
    again: defaultdict[str, list[float]] = defaultdict(list)
    for finder in finders.values():
        list(finder(LISTS.get(language, "{0}, {1}, {2}.").format("Xyzqabad", "Xyzqabadlı", "Qubadlı")))
    first = {name: seconds(texts, finder) for name, finder in finders.items()}
    for _ in range(TURNS):
        for name, finder in finders.items():
            again[name].append(seconds(texts, finder))
    for name in finders:
        print(f"{language:5}{what:8}{name:34}{words:8,}{words / first[name]:10,.0f}{words / min(again[name]):10,.0f}")


def long_texts(length: int) -> None:
    """One line a text: processor time for a tenth of its characters and for all of them."""
    theatre, tables = loader.load(data_dir()), StatementTables(DataFolder(data_dir()))
    print(f"{'seconds of CPU':24}{length // 10:>12,}{length:>12,}{'times':>8}")
    for language, pieces in HARD.items():
        reader = tables.reader(language, Resolver(theatre.names), theatre.record)
        reader.read("Xyzqabad, Qubadlı.", DAY)
        for piece in pieces:
            took = [
                seconds([(piece * (size // len(piece) + 1))[:size]], lambda text: reader.read(text, DAY).changes)  # noqa: B023
                for size in (length // 10, length)
            ]
            print(
                f"{language:4}{piece!r:20}{took[0]:12.2f}{took[1]:12.2f}{took[1] / max(took[0], 0.001):8.1f}",
                flush=True,
            )


def seconds(texts: Iterable[str], finder: Finder) -> float:
    """Processor time for some texts."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    for text in texts:
        list(finder(text))
    return time.process_time() - start


def village_lists(theatre: Theatre, language: str) -> list[str]:
    """For each district a list of its villages as the gazetteer has them in a language, in an order of the lot."""
    gazetteer, lot = theatre.gazetteer, random.Random(1)
    of_district: defaultdict[str, list[str]] = defaultdict(list)
    for place_id, names in gazetteer.names.items():
        own = [name.text for name in names if name.language == language and name.text.isalpha()]
        if own and (district := gazetteer.district_id(place_id)):
            of_district[district].append(own[0])
    found = list[str]()
    for district, villages in sorted(of_district.items()):
        lot.shuffle(villages)
        if len(villages) > 1:
            where = gazetteer.district_name(district, DAY, language)
            found.append(LISTS[language].format(", ".join(villages[:-1]), villages[-1], where))
    return found


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


def peers(language: str, theatre: Theatre, english: str) -> dict[str, Finder]:
    """What else is installed."""
    found = dict[str, Finder]()
    try:
        import spacy  # noqa: PLC0415 - a peer that may be absent
    except ImportError:
        print("(spaCy is not installed)")
    else:
        found["spaCy blank + PhraseMatcher"] = phrase_matcher(spacy, language, theatre, is_bare=True)
        found["the same, with sentences and ids"] = phrase_matcher(spacy, language, theatre, is_bare=False)
        if language == "en":
            found |= small_english(spacy, english)
    return found | (russian() if language == "ru" else {})


def phrase_matcher(spacy: Any, language: str, theatre: Theatre, *, is_bare: bool) -> Finder:
    """The names of the gazetteer wherever they stand, in small or capital letters."""
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415 - the same

    blank = spacy.blank(language)
    matcher = PhraseMatcher(blank.vocab, attr="LOWER")
    if is_bare:
        names = {name.text for names in theatre.gazetteer.names.values() for name in names}
        matcher.add("PLACE", [blank.make_doc(name) for name in sorted(names)])

        def bare(text: str) -> list[str]:
            doc = blank.make_doc(text)
            return [doc[first:last].text for _, first, last in matcher(doc)]

        return bare
    blank.add_pipe("sentencizer")
    for place_id, names in theatre.gazetteer.names.items():
        matcher.add(place_id, [blank.make_doc(name.text) for name in names])

    def with_ids(text: str) -> list[str]:
        found = dict[tuple[int, int], list[str]]()
        doc = blank(text)
        for place, first, last in matcher(doc):
            found.setdefault((first, last), []).append(blank.vocab.strings[place])
        return [doc[first:last].text for first, last in found if doc[first].sent is not None]

    return with_ids


def small_english(spacy: Any, package: str) -> dict[str, Finder]:
    """spaCy's small English pipeline, if it is there."""
    try:
        pipeline = spacy.load(package)
    except OSError:
        print(f"({package} is not installed)")
        return {}
    return {
        "spaCy small English": lambda text: [item.text for item in pipeline(text).ents if item.label_ in ("GPE", "LOC")]
    }


def russian() -> dict[str, Finder]:
    """Natasha, if it is there."""
    try:
        from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter  # noqa: PLC0415 - the same
    except ImportError:
        print("(natasha is not installed)")
        return {}
    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def tagged(text: str) -> list[str]:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return [span.text for span in doc.spans if span.type == "LOC"]

    return {"natasha": tagged}


if __name__ == "__main__":
    main()
