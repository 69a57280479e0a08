"""The tables of the orthographies: whole, readable, and faulty ones refused by file and line."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from karamap.names import orthographies
from karamap.names.keys import Orthographies
from karamap.names.scripts import goes_with
from karamap.names.spellings import words_of
from karamap.tables.data_folder import DataFolder, data_dir
from karamap.theatre import loader
from karamap.theatre.names import read_orthographies


@pytest.fixture(scope="module")
def read() -> Orthographies:
    return read_orthographies(DataFolder(data_dir()))


def rows_of(path: str) -> list[dict[str, str]]:
    with (data_dir() / path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_table_in_the_folder_is_listed() -> None:
    listed = {row["id"] for row in rows_of(orthographies.ORTHOGRAPHIES.path)}
    fixed = {Path(table.path).stem for table in orthographies.TABLES}
    found = {path.stem for path in (data_dir() / orthographies.FOLDER).glob("*.csv")}
    assert found == listed | fixed


def test_every_letter_of_every_name_is_in_the_orthography_of_its_language(read: Orthographies) -> None:
    odd = {
        row["name"]
        for row in rows_of("gazetteer/names.csv")
        if (words := words_of(row["name"])) and not read.covering(words)
    }
    assert len(odd) <= 5, sorted(odd)  # romanisations with letters that nobody else writes


@pytest.mark.parametrize("orthography", rows_of(orthographies.ORTHOGRAPHIES.path), ids=lambda row: row["id"])
def test_every_grapheme_reads_as_phonemes_of_the_inventory(orthography: dict[str, str]) -> None:
    known = {row["phoneme"] for row in rows_of(orthographies.PHONEMES.path)}
    for row in rows_of(orthographies.graphemes(orthography["id"]).path):
        assert set(row["phonemes"].replace(" ", "")) <= known
        assert goes_with(row["grapheme"], orthography["script"])


def copied(tmp_path: Path) -> Path:
    for part in ("gazetteer", "seeds"):
        shutil.copytree(data_dir() / part, tmp_path / part)
    return tmp_path


def edited(folder: Path, path: str, old: str, new: str) -> Path:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("gazetteer/orthographies/en.csv", "sh,ʃ,", "sh,€,", "is no phoneme"),
        ("gazetteer/orthographies/ru.csv", "ж,ʒ,", "w,ʒ,", "is not in Cyrl"),
        ("gazetteer/orthographies/orthographies.csv", "ru,ru,Cyrl", "ru,ru,cyrillic", "is not the code of a script"),
        ("gazetteer/orthographies/levels.csv", "after vowel", "after lunch", "is no position"),
        ("gazetteer/orthographies/modifiers.csv", "Eski,tr,old", "Eski,xx,old", "no orthography writes 'xx'"),
        ("gazetteer/orthographies/modifiers.csv", "Eski,tr,old", "Yeni,tr,old", "is new on line"),
        ("gazetteer/orthographies/generics.csv", "köy,tr,village", "köy,tr,hamlet", "'hamlet' is not known here"),
        ("gazetteer/overlaps.csv", "NKR-ASK,AZ-AGM", "NKR-ASK,AZ-XXX", "'AZ-XXX' does not exist"),
    ],
)
def test_a_fault_is_named_by_file_and_line(tmp_path: Path, path: str, old: str, new: str, said: str) -> None:
    found = loader.problems(edited(copied(tmp_path), path, old, new))
    assert any(fault.path == path and said in fault.problem and fault.line > 1 for fault in found), found


def test_a_listed_orthography_without_a_table_is_a_fault(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "gazetteer/orthographies/fr.csv").unlink()
    assert any(fault.path.endswith("fr.csv") and "no such file" in fault.problem for fault in loader.problems(folder))


def test_the_fingerprint_covers_every_orthography(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = loader.fingerprint(folder)
    edited(folder, "gazetteer/orthographies/fr.csv", "tch,ʧ,", "tch,ʃ,")
    assert loader.fingerprint(folder) != before


def test_another_region_fills_its_own_tables(tmp_path: Path) -> None:
    """A theatre with one orthography of its own, and no word of Azerbaijani in it."""
    folder = tmp_path / orthographies.FOLDER
    folder.mkdir(parents=True)
    tables = {
        "orthographies": "id,language,script,casing,vowels,rank,note\nuk,uk,Cyrl,plain,written,1,\n"
        "en,en,Latn,plain,written,2,\n",
        "phonemes": "phoneme,class,example\na,vowel,a\ni,vowel,i\nk,consonant,k\nv,consonant,v\nx,consonant,kh\n",
        "levels": "level,step,from,to,where\n1,01,*,,doubled\n2,01,x,k,\n3,01,a,,\n",
        "modifiers": "word,language,tag\nВелика,uk,great\nVelyka,en,great\n",
        "generics": "word,language,kind,first\n",
        "endings": "ending,becomes,language\n",
        "uk": "grapheme,phonemes,position\nа,a,\nи,i,\nк,k,\nх,x,\n",
        "en": "grapheme,phonemes,position\na,a,\nk,k,\nkh,x,\ny,i,\n",
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    own = read_orthographies(DataFolder(tmp_path))
    assert own.keys(own.form("Велика Киха")) == own.keys(own.form("Velyka Kykha")) == ["great:kixa"]
    assert own.keys(own.form("Киха"), level=2) == own.keys(own.form("Kyka"), level=2)
