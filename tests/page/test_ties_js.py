"""What the page says of allies and mergers, run in Node: the same as the figures and the record say."""

from datetime import timedelta

import nodejs
import pytest
import six_parties
from six_parties import PACT, RENAMED

from karamap.document import drawing
from karamap.document.reader import DrawnDocument
from karamap.ground.series import Series
from karamap.theatre import loader

SCRIPTS = ("core/steps.js", "core/ties.js", "core/model.js", "map/marching_triangles.js", "map/gains.js")

ASK = """
const model = karamap.model(given.document);
const numbers = model.parties.map((party) => party.index);
return given.days.map((day) => ({
  became: numbers.map((number) => model.ties.partyOn(number, day)),
  allies: numbers.flatMap((one) => numbers.filter((other) => one < other && model.ties.areAllies(one, other, day))
    .map((other) => [one, other])),
  areas: model.at(null).coalitionAreas(day),
  gaining: karamap.gains.holders(model, { day, known: null }),
  since: model.at(null).groundSince(day),
}));
"""


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    """The war of six from before two became allies until after a third had taken another name."""
    theatre = loader.load(six_parties.with_ties(six_parties.war()).write(tmp_path_factory.mktemp("war")))
    return Series.between(theatre, PACT - timedelta(1), RENAMED)


@pytest.fixture(scope="module")
def drawn(series):
    return DrawnDocument(drawing.document(series, searchable=False))


def test_page_figure_and_record_agree_on_every_turning_day(series, drawn):
    days = [0, 1, 2, series.index(RENAMED) - 1, series.index(RENAMED)]
    told = nodejs.run(SCRIPTS, ASK, {"document": drawn.document, "days": days})
    known = min(drawn.document["series"])
    parties = [party["id"] for party in drawn.document["parties"]]
    ties = series.record.ties
    for day, page in zip(days, told, strict=True):
        assert [parties[number] for number in page["became"]] == [
            ties.party_on(id_, series.day(day)) for id_ in parties
        ]
        assert page["became"] == [drawn.party_on(number, day) for number in range(len(parties))]
        allies = [(parties[one], parties[other]) for one, other in page["allies"]]
        assert allies == ([("CRN", "HIL")] if series.day(day) >= PACT else [])
        areas = {name: tuple(areas) for name, areas in page["areas"].items() if areas and areas[0]}
        assert areas == drawn.coalition_areas(known, day)


def test_the_ground_is_drawn_anew_when_parties_become_allies(series, drawn):
    (before, after) = nodejs.run(SCRIPTS, ASK, {"document": drawn.document, "days": [0, 1]})
    assert (before["since"], after["since"]) == (0, 1)


def test_a_new_name_gains_nothing(series, drawn):
    day = series.index(RENAMED)
    before, after = nodejs.run(SCRIPTS, ASK, {"document": drawn.document, "days": [day - 1, day]})
    assert before["gaining"] == ["DAW", "FLM", "SND"]
    assert after["gaining"] == ["DAW", "FLM", "SEA"]
