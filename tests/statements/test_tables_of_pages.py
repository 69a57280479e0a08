"""Rows of a table tell of places, each in its district and on its day."""

from datetime import date

import pytest

ENGLISH = """The table lists the settlements captured by the Azerbaijani army.
| Date | Settlement | District |
|---|---|---|
| 9 October 2020 | Hadrut | Khojavend |
| 20 October 2020 | Mazra | Jabrayil |
After the war the army stayed there."""

DISTRICT_FIRST = """The settlements captured by the Azerbaijani army:
| District | Settlement | Date |
| Khojavend | Hadrut | 9 October 2020 |
| Jabrayil | Mazra | 20 October 2020 |"""

WITHOUT_HEAD = """The settlements captured by the Azerbaijani army:
| 9 October 2020 | Hadrut | Khojavend |
| 20 October 2020 | Mazra | Jabrayil |"""

AZERBAIJANI = """Azərbaycan Ordusunun azad etdiyi kəndlər:
| Tarix | Kənd | Rayon |
| 9 oktyabr 2020 | Hadrut | Xocavənd |
| 20 oktyabr 2020 | Məzrə | Cəbrayıl |"""

RUSSIAN = """Сёла, освобождённые азербайджанской армией:
| Дата | Село | Район |
| 9 октября 2020 | Гадрут | Ходжавендский |
| 20 октября 2020 | Мезре | Джебраильский |"""


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", ENGLISH), ("en", DISTRICT_FIRST), ("en", WITHOUT_HEAD), ("az", AZERBAIJANI), ("ru", RUSSIAN)],
)
def test_a_row_tells_of_a_place_in_its_district_on_its_day(read, language, text):
    found = read(text, language, date(2020, 12, 20)).changes
    told = [(item.resolution.place_id, item.holder, item.day) for item in found]
    assert told == [("gn148105", "AZ", date(2020, 10, 9)), ("gn147540", "AZ", date(2020, 10, 20))]


def test_a_row_alone_tells_of_no_change(read):
    text = "| Hadrut | Khojavend | 4,000 people |\n| Mazra | Jabrayil | 200 people |"
    assert not read(text, "en").changes
