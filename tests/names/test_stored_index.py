"""A file of names answers as the index in memory does, and refuses what it cannot hold."""

import random
from dataclasses import replace
from functools import partial

import pytest
from resolve import _changed, grown

from karamap.batch import index_file, name_readers
from karamap.batch.index_file import build, listed
from karamap.errors import NameFileError
from karamap.gazetteer.places import LonLat
from karamap.names.index import NameIndex
from karamap.names.resolutions import Mention, answer
from karamap.names.resolver import Resolver
from karamap.names.stored_index import Stored, StoredIndex
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre.names import read_orthographies

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def both(theatre, tmp_path_factory):
    """A gazetteer of 12,000 names, looked up in memory and in a file."""
    names = theatre.names
    gazetteer = grown(theatre.gazetteer, 12_000)
    ordered = {id_: gazetteer.names[id_] for id_ in sorted(gazetteer.names)}
    places = {id_: replace(place, position=_rounded(place.position)) for id_, place in gazetteer.places.items()}
    gazetteer = replace(gazetteer, names=ordered, places=places)
    path = tmp_path_factory.mktemp("names") / "names.idx"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_file, "MOST_SORTED", 5_000)  # so that postings are sorted in several passes
        build(path, listed(gazetteer), gazetteer, names.orthographies, names.distances, print)
    in_memory = Resolver(NameIndex(gazetteer, names.orthographies, names.distances))
    return in_memory, Resolver(StoredIndex(Stored.open(path), names.orthographies)), path


def _rounded(position):
    return position and LonLat(*(round(edge, 6) for edge in position))


def mentions(gazetteer, count):
    """Names as they stand, with letters changed or left out, in their district, in another, in none, on days."""
    chance = random.Random(3)
    ids, districts = sorted(gazetteer.names), sorted(gazetteer.district_names)
    days = [None, *sorted({item.valid_from for items in gazetteer.memberships.values() for item in items} - {None})]
    for number in range(count):
        place_id = chance.choice(ids)
        text = chance.choice(gazetteer.names[place_id]).text
        if number % 3 == 1:
            text = _changed(text, chance)
        elif number % 7 == 2:
            text = text[:-1] or text
        own = gazetteer.district_id(place_id) or districts[0]
        district = (None, own, chance.choice(districts))[number % 3 if number % 2 else 1]
        named = gazetteer.district_name(district) if district else None
        yield Mention(text, named, chance.choice([None, None, "village", "town"]), chance.choice(days))


def test_answers_are_those_of_the_index_in_memory(both):
    in_memory, stored, _ = both
    outcomes = set()
    for mention in mentions(in_memory.gazetteer, 2_000):
        wanted, found = in_memory.resolve(mention), stored.resolve(mention)
        assert found == wanted
        assert answer(stored.gazetteer, found) == answer(in_memory.gazetteer, wanted)
        outcomes.add(wanted.outcome)
    assert len(outcomes) == 4


def test_lists_are_read_alike(both):
    in_memory, stored, _ = both
    asked = list(mentions(in_memory.gazetteer, 60))
    assert stored.resolve_all(asked) == in_memory.resolve_all(asked)


def test_places_and_names_come_back_as_they_were(both):
    in_memory, stored, _ = both
    one, other = in_memory.gazetteer, stored.gazetteer
    assert len(other.places) == len(one.places)
    for place_id in sorted(one.places)[::40]:
        assert other.places[place_id] == one.places[place_id]
        assert other.names.get(place_id, ()) == one.names.get(place_id, ())
        assert other.memberships.get(place_id, ()) == one.memberships.get(place_id, ())
    assert "nowhere" not in other.places


def test_the_keys_of_names_are_those_in_memory(both):
    in_memory, stored, _ = both
    keys, read = (resolver.index.postings.keys_of_name for resolver in (in_memory, stored))
    assert len(read) == len(keys)
    assert [list(read[number]) for number in range(0, len(keys), 500)] == [
        list(keys[number]) for number in range(0, len(keys), 500)
    ]


def test_what_is_close_is_offered_from_a_file_too(both):
    in_memory, stored, _ = both
    chance, same = random.Random(7), 0
    for mention in list(mentions(in_memory.gazetteer, 60)):
        name = _changed(mention.name, chance)
        wanted, found = in_memory.nearest(name), stored.nearest(name)
        same += wanted[:1] == found[:1]
    assert same >= 50
    assert stored.nearest("Nowhere in Particular") == []


def test_other_processes_make_the_same_file(theatre, tmp_path):
    names = theatre.names
    again = partial(read_orthographies, DataFolder(data_dir()))
    for workers in (0, 2):
        with name_readers.opened(names.orthographies, workers, again) as readers:
            counts = build(
                tmp_path / str(workers),
                listed(theatre.gazetteer),
                theatre.gazetteer,
                names.orthographies,
                names.distances,
                print,
                readers,
            )
        assert counts == (len(theatre.gazetteer.places), sum(map(len, theatre.gazetteer.names.values())))
    assert (tmp_path / "2").read_bytes() == (tmp_path / "0").read_bytes()


def test_places_out_of_order_are_refused(both, theatre, tmp_path):
    names = theatre.names
    backwards = list(listed(theatre.gazetteer))[1::-1]
    with pytest.raises(NameFileError, match="must stand in the order of their ids"):
        build(tmp_path / "x", backwards, theatre.gazetteer, names.orthographies, names.distances, print)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda b: b[:-9], "it is cut off|no file"),
        (lambda b: b"x" + b, "no file of names"),
        (lambda _: b"", "cannot be read"),
    ],
)
def test_what_is_no_file_of_names_is_refused(both, tmp_path, change, told):
    path = tmp_path / "names.idx"
    path.write_bytes(change(both[2].read_bytes()))
    with pytest.raises(NameFileError, match=told):
        Stored.open(path)
