"""The layout kept between runs: the same as one laid out anew, and never trusted where it does not fit."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from karamap.ground import layout_cache
from karamap.ground.layout import Layout


@pytest.fixture
def small(small_theatre):
    """The small world, loaded."""
    return small_theatre()


def assert_same(one, other):
    """Two layouts do not differ in a single bit."""
    for part in ("cells", "borders", "outline"):
        pair = [np.atleast_1d(getattr(layout.tessellation, part)) for layout in (one, other)]
        assert np.array_equal(*map(shapely.to_wkb, pair))
    for part in ("sites", "edges"):
        assert np.array_equal(getattr(one.tessellation, part), getattr(other.tessellation, part))
    for part in ("nodes", "site", "triangles", "edges", "sides"):
        assert np.array_equal(getattr(one.mesh, part), getattr(other.mesh, part))
        assert getattr(one.mesh, part).dtype == getattr(other.mesh, part).dtype
    assert one.tessellation.cell_of == other.tessellation.cell_of
    assert (one.plane, one.mesh.plane, one.outlines) == (other.plane, other.mesh.plane, other.outlines)
    assert shapely.to_wkb(one.mesh.frame) == shapely.to_wkb(other.mesh.frame)


@pytest.mark.parametrize("which", ["small", "theatre"])
def test_a_kept_layout_is_the_layout(which, request, tmp_path):
    theatre = request.getfixturevalue(which)
    made, is_new = layout_cache.layout_of(theatre, tmp_path)
    assert is_new and not list(tmp_path.glob("layout-*"))
    layout_cache.keep(theatre, made, tmp_path)
    kept, is_new = layout_cache.layout_of(theatre, tmp_path)
    assert not is_new
    assert_same(kept, Layout.of(theatre))


def test_tables_of_another_fingerprint_are_laid_out_anew(small, tmp_path):
    layout_cache.keep(small, Layout.of(small), tmp_path)
    assert layout_cache.layout_of(replace(small, fingerprint="0" * 64), tmp_path)[1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content.replace(b"1", b"2", 1),
        lambda content: content.partition(b"\n")[2],
        lambda content: content + b" ",
    ],
    ids=["empty", "cut off", "another head", "no head", "longer"],
)
def test_a_damaged_layout_is_made_anew(small, tmp_path, damage):
    made = Layout.of(small)
    layout_cache.keep(small, made, tmp_path)
    (path,) = tmp_path.glob("layout-*.json")
    path.write_bytes(damage(path.read_bytes()))
    anew, is_new = layout_cache.layout_of(small, tmp_path)
    assert is_new
    assert_same(anew, made)


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"outline": "00"}'])
def test_what_is_whole_but_no_layout_is_made_anew(small, tmp_path, body, monkeypatch):
    monkeypatch.setattr(layout_cache, "serialise", lambda layout: body)
    layout_cache.keep(small, Layout.of(small), tmp_path)
    assert list(tmp_path.glob("layout-*.json"))
    assert layout_cache.layout_of(small, tmp_path)[1]


def test_a_folder_that_cannot_be_written_is_no_error(small, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    layout_cache.keep(small, Layout.of(small), blocked)
    assert layout_cache.layout_of(small, blocked)[1]


def test_a_page_is_the_same_with_a_kept_layout_and_without(run, tmp_path, monkeypatch):
    monkeypatch.setenv("KARAMAP_CACHE", str(tmp_path / "cache"))
    pages = []
    for _ in range(2):
        assert run("render", "--date", "2020-10-22", "-o", "map.html").exit_code == 0
        pages.append((tmp_path / "map.html").read_bytes())
        assert len(list((tmp_path / "cache").glob("layout-*.json"))) == 1
    assert pages[0] == pages[1]
