"""What a table of UCDP GED tells of an event, whichever of its columns somebody has kept."""

from pathlib import Path

import pytest

from karamap.importers.source_file import SourceFile
from karamap.importers.violent_events import ViolentEventTable

NEEDED = {
    "id": "1",
    "type_of_violence": "1",
    "side_a": "Red",
    "where_prec": "1",
    "where_coordinates": "Ashby town",
    "date_start": "2031-03-01",
    "date_end": "2031-03-02",
}


def told(**more):
    cells = {**NEEDED, **more}
    content = f"{','.join(cells)}\n{','.join(cells.values())}\n".encode()
    (event,) = ViolentEventTable(SourceFile(Path("ged.csv"), "ged.csv", content, ""))
    return event.note


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ({}, "Red, fighting"),
        ({"side_b": ""}, "Red, fighting"),
        ({"side_b": "Blue"}, "Red and Blue, fighting"),
        ({"side_b": "Civilians", "type_of_violence": "3"}, "Red against civilians"),
        ({"side_b": "Blue", "best": "4"}, "Red and Blue, fighting; deaths by UCDP's estimate: 4"),
        ({"best": "4", "low": "3"}, "Red, fighting; deaths by UCDP's estimate: 4"),
        ({"best": "4", "low": "3", "high": "9"}, "Red, fighting; deaths by UCDP's estimate: 4 (3 to 9)"),
    ],
)
def test_an_event_is_told_by_what_is_there(more, note):
    assert told(**more) == note
