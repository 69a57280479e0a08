"""A hillshade is read only if it is a whole, small, still WebP picture whose sides fit the bounds of the settings."""

import pytest

from karamap.errors import DataError
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader
from karamap.theatre.relief import MOST_BYTES, PATH

SHIPPED = (data_dir() / PATH).read_bytes()
STATED = "relief = [43.4, 37.6, 50.2, 42.2]"


def cut(at, by):
    return SHIPPED[:at] + by + SHIPPED[at + len(by) :]


@pytest.fixture
def folder_of(small_world):
    """The small world with a picture, and the bounds of it in its settings."""

    def write(picture, stated=STATED):
        def state(world):
            world.settings = world.settings.replace("[land]\n", f"[land]\n{stated}\n")

        folder = small_world(state)
        if picture is not None:
            (folder / PATH).write_bytes(picture)
        return folder

    return write


def test_the_shipped_picture_is_read_byte_for_byte(folder_of):
    relief = loader.load(folder_of(SHIPPED)).relief
    assert relief.picture == SHIPPED
    assert (relief.width, relief.height, relief.bounds) == (600, 529, (43.4, 37.6, 50.2, 42.2))


def test_line_ends_within_a_picture_stay(folder_of):
    lined = cut(len(SHIPPED) - 8, b"\r\n\r\n")
    assert loader.load(folder_of(lined)).relief.picture == lined


def test_a_theatre_without_a_picture_has_none(folder_of):
    assert loader.load(folder_of(None, "")).relief is None


def test_a_picture_belongs_to_the_version_of_the_tables(folder_of):
    before = loader.fingerprint(folder_of(SHIPPED))
    after = loader.fingerprint(folder_of(cut(len(SHIPPED) - 8, b"\0\0\0\0")))
    assert before != after


@pytest.mark.parametrize(
    ("picture", "problem"),
    [
        (b"", "not a WebP picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "not a WebP picture"),
        (b"<svg onload='alert(1)'></svg>" + bytes(40), "not a WebP picture"),
        (SHIPPED[:-1], "cut off"),
        (SHIPPED + b"<script>", "something behind it"),
        (cut(12, b"VP8X"), "of a kind that is not read"),
        (cut(12, b"ANIM"), "of a kind that is not read"),
        (cut(26, b"\x00\x00"), "0 × 529 pixels"),
        (cut(26, b"\xff\x3f"), "16383 × 529 pixels"),
        (cut(28, b"\x58\x02"), "600 × 600 pixels for land.relief"),
        (SHIPPED + bytes(MOST_BYTES), "at most 100,000"),
    ],
)
def test_what_is_no_such_picture_is_refused_with_one_fault(folder_of, picture, problem):
    (fault,) = loader.problems(folder_of(picture))
    assert fault.path == PATH
    assert problem in str(fault)


@pytest.mark.parametrize(
    ("picture", "stated", "problem"),
    [
        (SHIPPED, "", "does not say where it lies"),
        (None, STATED, "there is no gazetteer/relief.webp"),
        (SHIPPED, "relief = [43.4, 37.6, 50.2, 89.0]", "reaches beyond 85°"),
        (SHIPPED, "relief = [50.2, 37.6, 43.4, 42.2]", "is no frame"),
        (SHIPPED, 'relief = "everywhere"', "is not a frame"),
    ],
)
def test_picture_and_bounds_come_together_and_fit(folder_of, picture, stated, problem):
    (fault,) = loader.problems(folder_of(picture, stated))
    assert problem in str(fault)
    with pytest.raises(DataError):
        loader.load(folder_of(picture, stated))
