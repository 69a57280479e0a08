"""A finished map is the same as a rebuild, or it is said what is not."""

import os
import random
from contextlib import suppress

import pytest
from hangs import finishing
from world import small_world as new_world

from karamap.errors import KaramapError, VerificationError
from karamap.page.verification import Verdict, verify
from karamap.theatre import loader


@pytest.fixture
def drawn(run, small_world, tmp_path):
    """A map of the small world, and the theatre it was drawn from."""
    folder, path = small_world(), tmp_path / "map.html"
    run(
        "--data",
        folder,
        "render",
        "--date",
        "2020-10-22",
        "--known-on",
        "shown",
        "--title",
        "Mine",
        "--zoom",
        "2",
        "-o",
        path,
    )
    return path, loader.load(folder)


def changed(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_an_untouched_map_is_the_same(drawn):
    assert verify(*drawn).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"alphabet":"!', '"alphabet":"~'),
        ("default-src 'none'", "default-src *"),
        ("</html>", "</html>\n"),
        ("Mine", "Mime"),
    ],
    ids=["code", "policy", "end", "title"],
)
def test_a_touched_map_is_altered(drawn, old, new):
    changed(drawn[0], old, new)
    assert verify(*drawn).verdict is Verdict.ALTERED


def test_where_it_differs_is_told(drawn):
    changed(drawn[0], "default-src 'none'", "default-src *")
    assert "from byte" in verify(*drawn).explanation


def test_a_map_of_other_tables_is_called_that(drawn, tmp_path):
    world = new_world()
    world.claim("gn5", "AZ", world.rows["seeds/claims.csv"][0]["valid_from"].replace(month=11))
    other = loader.load(world.write(tmp_path / "other"))
    assert verify(drawn[0], other).verdict is Verdict.OTHER_TABLES


def test_a_map_of_other_versions_is_called_that(drawn):
    text = drawn[0].read_text(encoding="utf-8")
    drawn[0].write_text(text.replace("folium 0.", "folium 9."), encoding="utf-8")
    assert verify(*drawn).verdict is Verdict.OTHER_VERSIONS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"<html></html>",
        b'<script type="application/json" id="karamap-data">{}</script>',
        b'<script type="application/json" id="karamap-data">{</script>',
        b'<script type="application/json" id="karamap-data">[]</script>',
        b'<script type="application/json" id="karamap-data">{"notes":{"versions":1,"fingerprint":null}}</script>',
    ],
    ids=["empty", "not text", "no map", "no notes", "no JSON", "a list", "odd notes"],
)
def test_what_is_no_map_is_never_the_same_and_never_a_traceback(drawn, content):
    path, theatre = drawn
    path.write_bytes(content)
    with suppress(KaramapError):
        assert verify(path, theatre).verdict is not Verdict.SAME


NESTED = "[" * 100_000
ODD = {
    "lists within lists": ('"title":"Mine"', f'"title":{NESTED}'),
    "lists within lists that end": ('"title":"Mine"', f'"title":{NESTED}{"]" * 100_000}'),
    "a number of many digits": ('"day":0', f'"day":{"9" * 5_000}'),
    "a day that is far off": ('"day":0', '"day":4000000'),
    "a day before the first": ('"day":0', '"day":-1'),
    "a day in parts": ('"day":0', '"day":0.5'),
    "a truth for a day": ('"day":0', '"day":false'),
    "not a number": ('"day":0', '"day":NaN'),
    "infinity": ('"day":0', '"day":1e999'),
    "half a character": ('"title":"Mine"', '"title":"\\ud800"'),
    "a title that is a list": ('"title":"Mine"', '"title":["Mine"]'),
    "a title that is a number": ('"title":"Mine"', '"title":7'),
    "year 9999": ('"last":"2020-10-22"', '"last":"9999-12-31"'),
    "year 1": ('"first":"2020-10-22"', '"first":"0001-01-01"'),
    "ten thousand years": ('"first":"2020-10-22","known"', '"first":"0001-01-01","last":"9999-12-31","known"'),
    "no days": ('"first":', '"fist":'),
    "embedded in words": ('"embed":false', '"embed":"no"'),
    "an unknown state of knowledge": ('"known":"shown"', '"known":"never"'),
    "a state of knowledge that is a list": ('"known":"shown"', '"known":["shown"]'),
    "an unknown language": ('"language":"en"', '"language":"xx"'),
    "a language that is an object": ('"language":"en"', '"language":{}'),
    "an escape sequence for a fingerprint": ('"fingerprint":"', '"fingerprint":"\\u001b[2J'),
    "a fingerprint of a million letters": ('"fingerprint":"', f'"fingerprint":"{"a" * 1_000_000}'),
    "a part in words": ('"crop":[', '"crop":["west",'),
    "a part of one edge": ('"crop":[', '"crop":[1],"was":['),
    "a part off the globe": ('"crop":[', '"crop":[999,1,1000,2],"was":['),
    "a part that is elsewhere": ('"crop":[', '"crop":[1,1,2,2],"was":['),
    "a part that is a number": ('"crop":[', '"crop":7,"was":['),
    "unknown surface": ('"surface":"assessed"', '"surface":[]'),
    "unknown show": ('"show":"claimed"', '"show":{}'),
    "the end of the file": ("</script>", ""),
}


@pytest.mark.parametrize(("old", "new"), ODD.values(), ids=ODD)
def test_a_map_with_odd_values_is_refused_in_words_or_called_altered(drawn, old, new):
    path, theatre = drawn
    text = path.read_text(encoding="utf-8")
    begins = text.index('id="karamap-data"')
    ends = text.index("</script>", begins) + len("</script>")
    assert old in text[begins:ends]
    odd = text[begins:ends].replace(old, new, 1)
    path.write_text(text[:begins] + odd + (text[ends:] if old != "</script>" else ""), encoding="utf-8", newline="")
    with finishing():
        try:
            found = verify(path, theatre)
        except KaramapError as error:
            assert str(error).isprintable() and len(str(error)) < 2_000
        else:
            assert found.verdict is not Verdict.SAME
            assert found.explanation.isprintable()


def test_a_pipe_or_a_file_of_gigabytes_is_refused_and_not_waited_for(drawn, tmp_path):
    _, theatre = drawn
    pipe, large = tmp_path / "pipe.html", tmp_path / "large.html"
    os.mkfifo(pipe)
    with large.open("wb") as stream:
        stream.truncate(5_000_000_000)
    with finishing():
        for path, words in ((pipe, "it is no file"), (large, "5,000,000,000 bytes, and at most 64,000,000 are read")):
            with pytest.raises(VerificationError, match=words):
                verify(path, theatre)


def test_a_page_that_opens_its_data_a_million_times_is_no_map_at_once(drawn):
    path, theatre = drawn
    path.write_bytes(b'<script type="application/json" id="karamap-data">' * 1_000_000)
    with finishing(), pytest.raises(VerificationError, match="not a map that karamap drew"):
        verify(path, theatre)


@pytest.mark.parametrize("day", ["2020-13-01", "1999-01-01", 7])
def test_a_map_whose_own_dates_make_no_sense_is_never_the_same_and_never_a_traceback(drawn, day):
    path, theatre = drawn
    changed(path, '"last":"2020-10-22"', f'"last":{day if isinstance(day, int) else chr(34) + day + chr(34)}')
    with suppress(KaramapError):
        assert verify(path, theatre).verdict is not Verdict.SAME


@pytest.mark.slow
def test_a_hundred_random_changes_of_one_byte_are_all_noticed(drawn):
    path, theatre = drawn
    content = path.read_bytes()
    chance = random.Random(1)
    for _ in range(100):
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
        with suppress(KaramapError):
            assert verify(path, theatre).verdict is not Verdict.SAME


def test_a_map_of_an_earlier_version_is_of_another_version_and_no_warning(drawn, recwarn):
    path, theatre = drawn
    changed(path, '"show":"claimed"', '"show":"conceded"')
    assert verify(path, theatre).verdict is Verdict.ALTERED
    assert not [item for item in recwarn if issubclass(item.category, FutureWarning)]
