"""Readers of statements, made once."""

from datetime import date

import pytest

from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.statement_tables import StatementTables


@pytest.fixture(scope="session")
def read(theatre, resolver):
    """Read a text in one language with the shipped theatre."""
    tables = StatementTables(DataFolder(data_dir()))
    readers = {}

    def reading(text, language="en", published=date(2020, 10, 23), side=""):
        if language not in readers:
            readers[language] = tables.reader(language, resolver, theatre.record)
        return readers[language].read(text, published, side)

    return reading
