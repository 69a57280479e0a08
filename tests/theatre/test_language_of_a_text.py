"""A short text is read in a language that is written in its letters."""

import pytest

from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.statement_tables import StatementTables


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Агдам передан Азербайджану.", "ru"),
        ("Աղդամը։", "hy"),
        ("Ağdam təhvil verildi.", "az"),
        ("Aghdam.", "en"),
        ("Azerbaijan captured Hadrut.", "en"),
        ("Azerbaycan ordusu Hadrut'a girdi.", "tr"),
        ("Azərbaycan Ordusu Hadruta girdi.", "az"),
        ("", "en"),
    ],
)
def test_a_text_is_of_a_language_with_its_letters(text, language):
    assert StatementTables(DataFolder(data_dir())).language_of(text) == language
