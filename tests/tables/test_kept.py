"""What is kept between runs is found again under its fingerprint, and anything else is as if it were not there."""

import hashlib
import os
import sys
from pathlib import Path

import pytest

import karamap
from karamap.tables import kept

FINGERPRINT = "0123456789abcdef" * 4
OTHER = "f" * 64


def test_what_was_kept_is_found_under_its_fingerprint_alone(tmp_path):
    kept.save(tmp_path, "names", FINGERPRINT, "Şuşa\n{}")
    assert kept.read(tmp_path, "names", FINGERPRINT) == "Şuşa\n{}".encode()
    assert kept.read(tmp_path, "layout", FINGERPRINT) is None
    assert kept.read(tmp_path, "names", OTHER) is None
    assert kept.read(tmp_path, "names", FINGERPRINT[:16] + OTHER[16:]) is None
    digest = hashlib.sha256("Şuşa\n{}".encode()).hexdigest()
    (file,) = tmp_path.iterdir()
    assert (file.name, file.read_text("utf-8")) == (
        "names-0123456789abcdef.json",
        f"{FINGERPRINT} {digest}\nŞuşa\n{{}}",
    )


@pytest.mark.parametrize("damage", [b"", b"\n", b"{}", b"x y\n{}"])
def test_what_was_damaged_is_as_if_it_were_not_there(tmp_path, damage):
    kept.save(tmp_path, "names", FINGERPRINT, "{}")
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert kept.read(tmp_path, "names", FINGERPRINT) is None
    file.write_bytes(f"{FINGERPRINT} {hashlib.sha256(b'{}').hexdigest()}\n{{ }}".encode())
    assert kept.read(tmp_path, "names", FINGERPRINT) is None


def test_the_latest_of_a_kind_are_kept(tmp_path):
    for number in range(kept.KEPT + 2):
        kept.save(tmp_path, "names", f"{number}{OTHER[1:]}", "{}")
        for age, file in enumerate(sorted(tmp_path.glob("names-*"), reverse=True)):
            os.utime(file, (1_000_000 - age, 1_000_000 - age))
    kept.save(tmp_path, "layout", FINGERPRINT, "{}")
    names = [f"names-{number}{'f' * 15}.json" for number in range(2, kept.KEPT + 2)]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["layout-0123456789abcdef.json", *names]


def test_without_a_folder_or_with_one_that_cannot_be_made_nothing_is_kept(tmp_path):
    kept.save(None, "names", FINGERPRINT, "{}")
    assert kept.read(None, "names", FINGERPRINT) is None
    file = tmp_path / "file"
    file.write_text("")
    kept.save(file / "below", "names", FINGERPRINT, "{}")
    assert kept.read(file / "below", "names", FINGERPRINT) is None
    kept.save(tmp_path / "a/b", "names", FINGERPRINT, "{}")
    assert kept.read(tmp_path / "a/b", "names", FINGERPRINT) == b"{}"


def test_another_version_format_or_code_is_another_maker(tmp_path, monkeypatch):
    wing = tmp_path / "wing"
    wing.mkdir()
    (wing / "a.py").write_text("1")
    os.utime(wing / "a.py", (5, 5))
    made = kept.made_by(3, [wing])
    assert made == f"3 {karamap.__version__} 1.5000000000"
    assert kept.made_by(4, [wing]) != made
    (wing / "notes.txt").write_text("no code")
    assert kept.made_by(3, [wing]) == made
    (wing / "b.py").write_text("")
    os.utime(wing / "b.py", (6, 6))
    assert kept.made_by(3, [wing]) == f"{made} 0.6000000000"


@pytest.mark.parametrize(
    ("system", "stated", "expected"),
    [
        ("linux", {}, "home/.cache/karamap"),
        ("linux", {"XDG_CACHE_HOME": "{}/cache"}, "cache/karamap"),
        ("linux", {"XDG_CACHE_HOME": "cache"}, "home/.cache/karamap"),
        ("linux", {"LOCALAPPDATA": "{}/local"}, "home/.cache/karamap"),
        ("darwin", {"XDG_CACHE_HOME": "{}/cache"}, "home/Library/Caches/karamap"),
        ("win32", {"LOCALAPPDATA": "{}/local", "XDG_CACHE_HOME": "{}/cache"}, "local/karamap"),
        ("win32", {}, "home/karamap"),
        ("win32", {"KARAMAP_CACHE": "{}/chosen", "LOCALAPPDATA": "{}/local"}, "chosen"),
        ("linux", {"HOME": "{}/none"}, None),
        ("linux", {"HOME": "home"}, None),
        ("linux", {"HOME": "{}/none", "XDG_CACHE_HOME": "{}/cache"}, "cache/karamap"),
    ],
)
def test_the_folder_is_where_a_system_keeps_such_things(tmp_path, monkeypatch, system, stated, expected):
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", system)
    for name in ("KARAMAP_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name, value in stated.items():
        monkeypatch.setenv(name, value.format(tmp_path))
    assert kept.cache_dir() == (tmp_path / expected if expected else None)


def test_a_user_without_a_home_has_no_folder(monkeypatch):
    def unknown():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("KARAMAP_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", unknown)
    assert kept.cache_dir() is None
