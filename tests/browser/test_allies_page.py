"""Allies on the page: a thin line and no front between them, their ground told together; a new name moves nothing."""

from datetime import timedelta

import pytest
import six_parties
from six_parties import PACT, RENAMED

from karamap.document import drawing
from karamap.ground.series import Series
from karamap.theatre import loader

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    theatre = loader.load(six_parties.with_ties(six_parties.war()).write(tmp_path_factory.mktemp("war")))
    return drawing.document(Series.between(theatre, PACT - timedelta(1), RENAMED))


@pytest.fixture
def opened(document, written, open_map):
    return open_map(written(document, "allies"))


def drawn(opened, kind):
    return opened.page.locator(f".leaflet-pane path.{kind}").first.get_attribute("d") or ""


def test_between_allies_there_is_a_thin_line_and_no_front(opened):
    opened.show(day=0)
    before = drawn(opened, "front")
    assert drawn(opened, "allies") == ""
    opened.show(day=1)
    assert len(drawn(opened, "allies")) > 100
    assert len(drawn(opened, "front")) < len(before)
    assert opened.messages == []


def test_the_legend_tells_the_ground_of_allies_together(opened):
    opened.show(day=0)
    assert "Northern Pact" not in opened.text("#karamap-legend")
    opened.show(day=1)
    assert "Northern Pact: about" in opened.text("#karamap-legend")
    assert "Between allies, no front" in opened.text("#karamap-legend")


def test_the_legend_has_the_new_name_from_its_day_on(opened):
    last = (RENAMED - PACT).days + 1
    opened.show(day=last - 1)
    assert "Sand Caliphs" in opened.text("#karamap-legend")
    opened.show(day=last)
    assert "Sand Caliphs" not in opened.text("#karamap-legend")
    assert "Sands: about" in opened.text("#karamap-legend")
