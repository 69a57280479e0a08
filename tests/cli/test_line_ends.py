"""A folder with CRLF at the end of lines says the same, and every command takes it for the same."""

import pytest

from karamap.tables.data_folder import DataFolder
from karamap.theatre import loader


def with_crlf(folder):
    """The same folder as some programs and clones write it; its READMEs are no tables."""
    for path in folder.rglob("*"):
        if path.suffix in (".csv", ".toml", ".geojson"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return folder


def test_content_and_digest_are_those_of_lf(tmp_path):
    (tmp_path / "one.csv").write_bytes(b"id\r\n1\r\n")
    (tmp_path / "two.csv").write_bytes(b"id\n1\n")
    folder = DataFolder(tmp_path)
    assert folder.content("one.csv") == folder.content("two.csv") == b"id\n1\n"
    assert folder.with_crlf == {"one.csv"}
    other = DataFolder(tmp_path / "other")
    other.path.mkdir()
    (other.path / "one.csv").write_bytes(b"id\n1\n")
    assert other.digest(["one.csv"]) == folder.digest(["one.csv"])


def test_the_fingerprint_and_the_index_are_the_same(small_world):
    folder = small_world()
    before, kept = loader.fingerprint(folder), loader.load(folder).names.fingerprint
    with_crlf(folder)
    assert (loader.fingerprint(folder), loader.load(folder).names.fingerprint) == (before, kept)


def test_check_says_it_in_one_line_and_finds_no_fault(run, small_world):
    done = run("--data", with_crlf(small_world()), "check")
    assert done.exit_code == 0
    (line,) = (line for line in done.stderr.splitlines() if "CRLF" in line)
    assert line.endswith("files have CRLF line ends; read as LF; `karamap check --fix` writes LF")


def test_check_counts_one_file_as_one(run, small_world):
    folder = small_world()
    path = folder / "seeds/claims.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "1 file has CRLF line ends" in run("--data", folder, "check").stderr


def test_a_map_verifies_and_every_command_answers_the_same(run, small_world, tmp_path):
    folder, page = small_world(), tmp_path / "map.html"
    commands = (
        ("control", "--date", "2020-10-24", "--format", "csv"),
        ("why", "gn3"),
        ("totals", "--format", "csv"),
        ("resolve", "Çöpədərə", "--format", "csv"),
        ("export", "--date", "2020-10-24", "-o", "-"),
    )
    assert run("--data", folder, "render", "--date", "2020-10-24", "-o", page).exit_code == 0
    before = [run("--data", folder, *command).stdout for command in commands]
    with_crlf(folder)
    assert [run("--data", folder, *command).stdout for command in commands] == before
    assert run("--data", folder, "verify", page).exit_code == 0
    assert run("--data", folder, "render", "--date", "2020-10-24", "-o", tmp_path / "b.html").exit_code == 0
    assert (tmp_path / "b.html").read_bytes() == page.read_bytes()


@pytest.mark.parametrize("name", ["seeds/claims.csv", "gazetteer/places.csv"])
def test_cr_alone_stays_a_fault(run, small_world, name):
    folder = small_world()
    path = folder / name
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r", 3))
    done = run("--data", folder, "check")
    assert done.exit_code == 1 and f"{name}:" in done.stderr


@pytest.mark.parametrize("name", ["seeds/claims.csv", "gazetteer/names.csv"])
def test_a_byte_order_mark_is_one_fault_that_says_what_it_is(run, small_world, name):
    folder = small_world()
    path = folder / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    done = run("--data", folder, "check")
    assert done.exit_code == 1
    lines = [line for line in done.stderr.splitlines() if line.startswith(f"{name}:")]
    assert lines == [
        f"{name}:1:1: begins with a byte order mark; expected UTF-8 without one; `karamap check --fix` takes it off"
    ]
