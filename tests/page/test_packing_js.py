"""What a page carries, read by its own script in Node, is the drawing document that it was made of."""

import json
from datetime import date

import nodejs
import pytest

from karamap.document import drawing
from karamap.ground.series import Series
from karamap.page import assets, packing

READ = "return given.map(karamap.packing.read);"


def read_back(*documents):
    """What the script makes of documents as they stand in pages."""
    texts = [assets.data_block(packing.packed(document)) for document in documents]
    return nodejs.run(["core/packing.js"], READ, texts)


def told(document):
    """A document as JSON knows it, rows of places filled up with what they leave out."""
    plain = json.loads(json.dumps(document))
    width = len(plain["fields"]["place"])
    return {**plain, "places": [[*row, *[None] * (width - len(row))] for row in plain["places"]]}


@pytest.fixture(scope="module")
def shipped(document_of):
    return document_of(date(2020, 10, 20), date(2020, 10, 24))


def test_a_page_carries_the_whole_document(shipped, small_theatre):
    small = drawing.document(Series.between(small_theatre(), date(2020, 10, 20), date(2020, 10, 24)))
    assert read_back(shipped, small) == [told(shipped), told(small)]


def test_the_document_itself_stays_as_it_was(shipped):
    before = json.dumps(shipped)
    packing.packed(shipped)
    assert json.dumps(shipped) == before


def test_packed_it_is_a_tenth_smaller(shipped):
    assert len(assets.data_block(packing.packed(shipped))) < 0.9 * len(assets.data_block(shipped))


def test_a_shape_with_more_decimals_stays_as_it_is(shipped):
    finer = {"type": "Polygon", "coordinates": [[[46.00001, 39.5], [46.2, 39.5], [46.2, 39.7], [46.00001, 39.5]]]}
    document = {**shipped, "frame": finer}
    assert packing.packed(document)["frame"] == finer
    assert read_back(document) == [told(document)]


def test_a_language_without_a_text_has_none(shipped):
    texts = {"en": {"one": "1", "two": ""}, "xx": {"two": "2"}}
    document = {**shipped, "texts": texts}
    assert read_back(document)[0]["texts"] == texts


def test_shapes_that_are_nothing_or_missing_stay_so(shipped):
    nothing = {"type": "MultiLineString", "coordinates": []}
    (first, *others) = shipped["districts"]["features"]
    districts = {**shipped["districts"], "features": [{**first, "geometry": None}, *others]}
    document = {**shipped, "frame_edge": nothing, "districts": districts}
    assert read_back(document) == [told(document)]
