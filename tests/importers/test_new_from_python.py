"""`karamap.new`: the command from Python, with the same files."""

from pathlib import Path

import pytest

import karamap

EXAMPLE = Path(__file__).parents[2] / "examples/imagined"
LISTS = {name: EXAMPLE / f"{name}.csv" for name in ("parties", "places", "claims")}
STATED = {"title": "Isles", "silence": "follows", "languages": ["en"], "licence": "CC0", "start": "2031-03-01"}


def files_of(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "IMPORT.md"
    }


def test_it_makes_the_files_that_the_command_makes(run, tmp_path):
    words = [f"--{name}={path}" for name, path in LISTS.items()]
    words += [f"--{name}={','.join(value) if isinstance(value, list) else value}" for name, value in STATED.items()]
    done = run("new", "one", *words)
    assert done.exit_code == 0, done.stderr
    made = karamap.new(tmp_path / "two", **LISTS, **STATED)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    told = (tmp_path / "two/IMPORT.md").read_text(encoding="utf-8")
    assert told == (tmp_path / "one/IMPORT.md").read_text(encoding="utf-8").replace(
        "```sh\n" + "karamap new DIR " + " ".join(command_of(run, tmp_path)) + "\n```\n\n", ""
    )
    assert all(line in done.stderr for line in made.counts)
    assert made.folder == tmp_path / "two"
    assert repr(made).startswith("<karamap.NewTheatre in ")
    theatre = karamap.open(made.folder)
    assert (theatre.settings.title, theatre.record.last_day) == ("Isles", made.last)


def command_of(run, tmp_path):
    """The words of the command as the account of the import has them."""
    line = (tmp_path / "one/IMPORT.md").read_text(encoding="utf-8").split("```sh\nkaramap new DIR ")[1]
    return line.split("\n")[0].split(" ")


def test_what_is_left_out_is_a_table(tmp_path):
    made = karamap.new(str(tmp_path / "mine"), **LISTS)
    assert made.left_out.columns.tolist() == ["of", "file", "line", "what", "reason", "nearest"]
    (row,) = made.left_out.to_dict("records")
    assert (row["of"], row["file"], row["what"]) == ("claims", "claims.csv", "Nowhere-by-Sea: League, 2031-03-26")


def test_an_update_keeps_what_was_edited_and_says_how_much(tmp_path):
    folder = tmp_path / "mine"
    assert karamap.new(folder, **LISTS).kept == 0
    names = folder / "gazetteer/names.csv"
    names.write_text(names.read_text(encoding="utf-8").replace("Merrowby", "Merrow"), encoding="utf-8")
    assert karamap.new(folder, **LISTS, update=True).kept == 2  # one name less, one more
    assert "Merrow," in names.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("stated", "error", "said"),
    [
        ({"claims": ()}, ValueError, "give claims, versions or git_history"),
        ({"silence": "sleeps"}, ValueError, "silence is 'sleeps'; give 'stays' or 'follows'"),
        ({"claims_format": "xlsx"}, ValueError, "give 'table' or 'acled' or 'ged'"),
        ({"bbox": (3, 1, 2, 4)}, karamap.KaramapError, "west before east"),
        ({"start": "some day"}, karamap.DateError, "some day"),
        ({"languages": ["English"]}, karamap.KaramapError, "is no code of a language"),
        ({"places": "none.csv"}, karamap.KaramapError, "cannot read none.csv"),
        ({"places": LISTS["claims"]}, karamap.DataError, "no column for lon"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_leaves_nothing(tmp_path, stated, error, said):
    with pytest.raises(error, match=said):
        karamap.new(tmp_path / "mine", **{**LISTS, **stated})
    assert not (tmp_path / "mine").exists()


def test_a_box_may_be_text_or_numbers(tmp_path):
    text = karamap.new(tmp_path / "text", **LISTS, bbox="-29,-41,-27,-40")
    assert karamap.new(tmp_path / "numbers", **LISTS, bbox=(-29, -41, -27, -40)).counts == text.counts
