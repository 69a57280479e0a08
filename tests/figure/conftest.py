"""Documents of the shipped tables to draw figures of."""

from datetime import date

import pytest

from karamap.document.drawing import document
from karamap.document.reader import DrawnDocument
from karamap.ground.series import Series

FIRST, LAST = date(2020, 10, 20), date(2020, 11, 10)


@pytest.fixture(scope="session")
def autumn(theatre, layout):
    """Three weeks of the war, in English, opening on 22 October 2020."""
    series = Series.between(theatre, FIRST, LAST, layout=layout)
    return DrawnDocument(document(series, language="en", opening=date(2020, 10, 22)))
