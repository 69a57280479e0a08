"""Whatever stands in the place of a file is read, or is a fault of one line; nothing is waited for."""

import os

import pytest
from hangs import finishing

from karamap.tables import data_folder
from karamap.tables.data_folder import DataFolder, UnreadableError
from karamap.theatre import loader, outlines, settings_file, zones

NAME = "gazetteer/places.csv"


def a_folder(path):
    path.mkdir()


def a_link_to_itself(path):
    path.symlink_to(path.name)


def a_link_to_nothing(path):
    path.symlink_to("nowhere.csv")


def a_link_to_a_device(path):
    path.symlink_to("/dev/zero")


def a_file_of_gigabytes(path):
    with path.open("wb") as stream:
        stream.truncate(5_000_000_000)


ODD = {
    a_folder: "a folder; expected a file",
    os.mkfifo: "a pipe or a device; expected a file",
    a_link_to_itself: "cannot be read: Too many levels of symbolic links; expected a file that may be read",
    a_link_to_nothing: "a link that leads to no file; expected a file",
    a_link_to_a_device: "a pipe or a device; expected a file",
    a_file_of_gigabytes: "5,000,000,000 bytes; expected at most 64,000,000",
}
KINDS = pytest.mark.parametrize(("make", "words"), ODD.items(), ids=lambda item: getattr(item, "__name__", ""))


@KINDS
def test_what_is_no_file_is_a_fault(tmp_path, make, words):
    (tmp_path / "gazetteer").mkdir()
    make(tmp_path / NAME)
    with finishing(), pytest.raises(UnreadableError) as caught:
        DataFolder(tmp_path).content(NAME)
    assert str(caught.value) == f"{NAME}:1:-: {words}"


def test_a_file_that_may_not_be_read_is_a_fault(tmp_path, monkeypatch):
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / NAME).write_text("id\n")

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(data_folder.Path, "read_bytes", refuse)
    with pytest.raises(UnreadableError, match=r"places\.csv:1:-: cannot be read: Permission denied"):
        DataFolder(tmp_path).content(NAME)


def test_a_name_that_is_too_long_is_a_fault_and_a_missing_file_is_none(tmp_path):
    with pytest.raises(UnreadableError, match="cannot be read: File name too long"):
        DataFolder(tmp_path).content("a" * 300)
    assert DataFolder(tmp_path).content("a") is None


FILES = (*(table.path for table in loader.TABLES), *outlines.OUTLINES, settings_file.PATH, zones.PATH)


@pytest.mark.parametrize("name", FILES)
def test_a_pipe_in_the_place_of_any_file_is_a_fault_of_check_and_of_every_command(run, small_world, name):
    """An optional file too: what is there and cannot be read is not missing."""
    folder = small_world()
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    with finishing():
        told = [str(fault) for fault in loader.problems(folder)]
        assert f"{name}:1:-: a pipe or a device; expected a file" in told
        for command in (("control", "--date", "2020-10-22"), ("resolve", "Alma")):
            done = run("--data", folder, *command)
            assert (done.exit_code, done.stderr.splitlines()) == (1, told)


@KINDS
def test_what_is_no_file_in_the_place_of_the_orthographies_is_a_fault(small_world, make, words):
    folder = small_world()
    for path in (folder / "gazetteer/orthographies").iterdir():
        path.unlink()
    (folder / "gazetteer/orthographies").rmdir()
    make(folder / "gazetteer/orthographies")
    if make is not a_folder:
        with finishing():
            assert {fault.path for fault in loader.problems(folder)} >= {"gazetteer/orthographies/levels.csv"}
