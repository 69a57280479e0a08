"""What is fuzzed: every reader of what others write, from bytes to an answer or one of karamap's errors.

What ends in any other exception is a fault of the reader. `tools/fuzz.py` fuzzes one from its corpus in `tests/fuzz/`;
`tests/test_fuzz_corpus.py` replays that. A finding is added to it with its mending.
"""

import io
import lzma
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import shipped

from karamap.batch import chunks, names_task, part_folder
from karamap.document import story
from karamap.errors import KaramapError
from karamap.importers import (
    alternate_names,
    brought_files,
    coarse_days,
    district_areas,
    parties,
    source_file,
)
from karamap.importers import (
    versions as kept_lists,
)
from karamap.names import listed_names, spellings, stored_index
from karamap.names.resolutions import Mention
from karamap.names.resolver import Resolver
from karamap.page import verification
from karamap.record import schema
from karamap.serve.reconciliation import Reconciliation, parsed
from karamap.statements import scoring
from karamap.statements.page_text import page_text
from karamap.statements.words import tokens
from karamap.tables import csv_tables, json_text, written_days
from karamap.tables.csv_tables import CellError
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.tables.hand_made import HandMadeTable
from karamap.theatre import accepted_proposals, outlines, settings_file, user_claims, versions, zones
from karamap.theatre.statement_tables import StatementTables

CORPUS = Path(__file__).parent / "fuzz"


class Memory(DataFolder):
    """A folder of one file that no disk has."""

    def __init__(self, name, content):
        super().__init__(Path("memory"))
        self.name, self.bytes = name, content

    def _read(self, name):
        return self._with_line_feeds(name, self.bytes) if name == self.name else None


def text(content):
    return content.decode("utf-8", "replace")


def table(content):
    """Rows and faults of a table, and that what is written is read the same."""
    rows, faults = csv_tables.scan(schema.CLAIMS, Memory(schema.CLAIMS.path, content))
    if not faults:
        again, _ = csv_tables.scan_text(schema.CLAIMS, csv_tables.written(schema.CLAIMS, (row.values for row in rows)))
        assert len(again) == len(rows)


def hand_made(content):
    list(HandMadeTable(io.BytesIO(content), "mine.csv", user_claims.COLUMNS).rows())


def days(content):
    for read in (written_days.written_day, coarse_days.span):
        try:
            read(text(content))
        except KaramapError:
            pass
        except CellError as error:
            assert error.expected


def json_value(content):
    try:
        json_text.told(json_text.parsed(text(content)))
    except json_text.JsonError as error:
        assert error.problem


def outline(content):
    outlines.read(Memory(outlines.BORDERS, content))


def zone(content):
    zones.read(Memory(zones.PATH, content))


def settings(content):
    stated = settings_file.read(Memory(settings_file.PATH, content))
    assert stated.values.keys() <= settings_file.SETTINGS.keys()


def told_story(content):
    story.read(content, "story.toml")


def listed_name(content):
    name = text(content)
    read = listed_names.read(name)
    assert read is None or isinstance(read, listed_names.ListedName)
    assert spellings.is_readable(name) in (True, False)
    assert all(spellings.words_of(spellings.fold(name)))


def statement(content):
    """Tokens stand in the text where they say."""
    said = text(content)
    for sentence in tokens.sentences(said):
        for at, token in enumerate(sentence.tokens):
            first, last = sentence.tokens.stretch(at, at + 1)
            assert said[first:last] == token.text


def archive(content):
    """An archive, and one whose checksums are right whatever is in it."""
    for packed in (content, lzma.compress(content, preset=0)):
        with tempfile.TemporaryDirectory() as folder:
            try:
                versions.unpack(packed, Path(folder))
            except KaramapError as error:
                assert str(error)


def on_disk(read, name):
    """What reads a path, given some bytes."""

    def target(content):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            return read(path)

    return target


def brought(content):
    """A file of places, of claims, or of what belongs to them, by each reader that might be asked for it."""
    file = source_file.SourceFile(Path("file"), "file", content, "")
    day = date(2020, 10, 1)

    def through(reader):
        found = list(reader)
        assert all(isinstance(note, str) for note in reader.notes)
        return found

    places = []
    for read in (
        lambda: places.extend(through(brought_files.place_reader(file))),
        lambda: through(brought_files.claim_reader(file, "", {"army": "RED"})),
        lambda: through(kept_lists.VersionedClaims([kept_lists.Version(day, file)], places, {"red": "RED"})),
        lambda: list(alternate_names.read(file, places)),
        lambda: district_areas.read(file)[0].of([(46.0, 39.0)]),
        lambda: parties.read(file),
    ):
        try:
            read()
        except KaramapError as error:
            assert str(error)


def page(content):
    """What a page says of itself, up to where it would be drawn anew."""
    verification._own_words(content)


def proposals(content):
    accepted_proposals.read_proposals(io.BytesIO(content), "proposals.csv")


def lines(content):
    """Names of a part of a table in lines of JSON."""
    chunk = chunks.Chunk("jsonl", (("names.jsonl", content),))
    names_task.READERS["jsonl"](chunk, Mention(""))


def parts(path):
    """A folder that holds a journal or a manifest and no part."""
    folder = part_folder.PartFolder(path.parent, {"work": "resolve"}, str)
    assert folder.finished(0, "a") is None


def corpus(content):
    scoring.read_texts(text(content), "gold.jsonl")


def queries(content):
    service = Reconciliation(shipped.theatre())
    asked = parsed(text(content), "queries")
    for answer in (service.reconcile, service.extend):
        try:
            answer(asked)
        except KaramapError as error:
            assert str(error)


@cache
def reader():
    theatre = shipped.theatre()
    return StatementTables(DataFolder(data_dir())).reader("en", Resolver(theatre.names), theatre.record)


def told_page(content):
    """The text of a page and what it says; each sentence stands where it is said to stand."""
    said = page_text(content, "page.txt")
    for statement in reader().read(said, date(2020, 10, 23)).statements:
        assert said[statement.sentence.start : statement.sentence.end] == statement.sentence.text


TARGETS = {
    "archive": archive,
    "brought": brought,
    "corpus": corpus,
    "days": days,
    "hand_made": hand_made,
    "json_value": json_value,
    "journal": on_disk(parts, part_folder.JOURNAL),
    "lines": lines,
    "listed_name": listed_name,
    "manifest": on_disk(parts, part_folder.MANIFEST),
    "name_file": on_disk(stored_index.Stored.open, "names.idx"),
    "outline": outline,
    "page": page,
    "page_text": told_page,
    "proposals": proposals,
    "queries": queries,
    "settings": settings,
    "statement": statement,
    "story": told_story,
    "table": table,
    "zip": on_disk(source_file.read, "brought.zip"),
    "zone": zone,
}


def run(name, content):
    """Give some bytes to a target; errors that a user is told are answers."""
    try:
        TARGETS[name](content)
    except KaramapError as error:
        assert str(error)
