"""What is fuzzed: every reader of what others write, from bytes to an answer or one of karamap's errors.

What ends in any other exception is a fault of the reader. `tools/fuzz.py` fuzzes one from its corpus in `tests/fuzz/`;
`tests/test_fuzz_corpus.py` replays that. A finding is added to it with its mending.
"""

import io
import tempfile
from pathlib import Path

from karamap.document import story
from karamap.errors import KaramapError
from karamap.importers import coarse_days
from karamap.names import listed_names, spellings
from karamap.record import schema
from karamap.statements import tokens
from karamap.tables import csv_tables, json_text, written_days
from karamap.tables.csv_tables import CellError
from karamap.tables.data_folder import DataFolder
from karamap.tables.hand_made import HandMadeTable
from karamap.theatre import outlines, settings_file, user_claims, versions, zones

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
        for token in sentence.tokens:
            assert said[token.start : token.end] == token.text


def archive(content):
    with tempfile.TemporaryDirectory() as folder:
        versions.unpack(content, Path(folder))


TARGETS = {
    "archive": archive,
    "days": days,
    "hand_made": hand_made,
    "json_value": json_value,
    "listed_name": listed_name,
    "outline": outline,
    "settings": settings,
    "statement": statement,
    "story": told_story,
    "table": table,
    "zone": zone,
}


def run(name, content):
    """Give some bytes to a target; errors that a user is told are answers."""
    try:
        TARGETS[name](content)
    except KaramapError as error:
        assert str(error)
