"""Texts of the corpus changed by lot, to see that reading them never breaks.

python tests/statements/mutate_texts.py 20000
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from karamap.statements import scoring

CORPUS = Path(__file__).parents[1] / "data" / "statements" / "corpus.jsonl"
MARKS = [
    *",;:()[]«»\"'-–—.!?…։՝@•/\\|",
    "\n",
    "\n\n",
    "\t",
    "\0",
    "\u202e",
    "\ud800",
    "\u0307",
    "😀",
    "0",
    "1994",
    "31",
    "99.99.9999",
]
LONG = 10_000_000
STRESS = {"commas": ",", "brackets": "(", "closed brackets": "()", "and": "and ", "names": "Tatar, ", "colons": ":\n"}


def mutated(texts: list[str], number: int, seed: int = 0) -> Iterator[str]:
    """So many texts: pieces of two joined, words moved, letters and marks put in and left out."""
    lot = random.Random(seed)
    for _ in range(number):
        first, second = lot.choice(texts), lot.choice(texts)
        text = first[: lot.randrange(len(first) + 1)] + second[lot.randrange(len(second) + 1) :]
        for _ in range(lot.randrange(6)):
            at, end = sorted(lot.randrange(len(text) + 1) for _ in range(2))
            change = lot.randrange(4)
            if change == 0:
                text = text[:at] + lot.choice(MARKS) * lot.randrange(1, 4) + text[at:]
            elif change == 1:
                text = text[:at] + text[min(end, at + 9) :]
            elif change == 2:
                text = text[:at] + text[at:end].swapcase() + text[end:]
            else:
                words = text.split(" ")
                lot.shuffle(words)
                text = " ".join(words)
        yield text


def main(number: int) -> None:
    """Read so many, and long texts of one sign; what breaks ends the run with the text."""
    from karamap.names.resolver import Resolver
    from karamap.tables.data_folder import DataFolder, data_dir
    from karamap.theatre import loader
    from karamap.theatre.statement_tables import StatementTables

    theatre, tables = loader.load(data_dir()), StatementTables(DataFolder(data_dir()))
    resolver = Resolver(theatre.names)
    readers = {language: tables.reader(language, resolver, theatre.record) for language in tables.languages}
    texts = [text["text"] for text in scoring.read_texts(CORPUS.read_text(encoding="utf-8"), CORPUS.name).values()]
    for count, text in enumerate(mutated(texts, number), 1):
        language = tables.language_of(text)
        try:
            readers[language].read(text, date(2020, 10, 23))
        except Exception as error:
            sys.exit(f"{language}: {text!r}: {error!r}")
        if count % 5000 == 0:
            print(f"{count} texts read")
    for name, sign in STRESS.items():
        for size in (LONG // 4, LONG):
            start = time.process_time()
            readers["en"].read("Azerbaijan captured " + sign * (size // len(sign)), date(2020, 10, 23))
            print(f"{size:>10,} characters of {name}: {time.process_time() - start:.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]))
