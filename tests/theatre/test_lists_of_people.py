"""Twenty lists in the shapes that people make: nothing wrong without a flag and nothing lost, as names and claims."""

import csv
import io
import unicodedata
from dataclasses import dataclass

import pytest

from karamap.errors import DataError
from karamap.names.mentions import MentionList
from karamap.theatre.user_claims import merge_claims

HADRUT, SUSA, TALIS, SUQOVUSAN, ZANGILAN, CABRAYIL, FUZULI = (
    *("gn148105", "gn147105", "gn584885", "gn585612", "gn146901", "gn148141", "gn148106"),
)
KALBACAR, LACIN, QUBADLI, XOCAVAND, XANKANDI, MINCIVAN, COPADARA, TUG, EDILLI = (
    *("gn586268", "gn147625", "gn147305", "gn146969", "gn146970", "gn147504", "gn148261", "gn147039", "gn148129"),
)
ASGARAN, AGDARA, SOLTANLI, DAG_TUMAS, HORADIZ = "gn148450", "gn587379", "gn147124", "gn388761", "gn148003"
AGDAM = "gn148619"


@dataclass(frozen=True)
class PeoplesList:
    """Rows that begin with a name, the place that each means (None if that cannot be told), and how it is written."""

    rows: list
    means: list
    header: tuple = ("name",)
    delimiter: str = ","
    end: str = "\n"
    encoding: str = "utf-8"
    form: str = "NFC"
    before: str = ""
    blank: tuple = ()
    """Rows before which a blank one stands."""

    def written(self, extra=lambda _: {}, rename=None):
        """The file, with further columns for each row; `rename` calls the first column otherwise."""
        header = [rename or self.header[0], *self.header[1:], *extra(0)]
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=self.delimiter, lineterminator=self.end)
        writer.writerow(header)
        for number, row in enumerate(self.rows):
            if number in self.blank:
                writer.writerow([""] * len(header))
            writer.writerow([*row, *extra(number).values()])
        return (self.before + unicodedata.normalize(self.form, buffer.getvalue())).encode(self.encoding)


def column(*names):
    return [[name] for name in names]


LISTS = {
    "copied from a wiki, with footnotes": PeoplesList(
        column("Hadrut[12]", "Shusha[3][4]", "Suqovuşan (Madagiz)[a]", "Zangilan[note 1]", "Tugh[7]"),
        [HADRUT, SUSA, SUQOVUSAN, ZANGILAN, TUG],
    ),
    "numbered": PeoplesList(
        column("1. Hadrut", "2. Talış", "3) Cəbrayıl", "№ 4. Füzuli", "(5) Mincivan"),
        [HADRUT, TALIS, CABRAYIL, FUZULI, MINCIVAN],
    ),
    "a ministry in Armenian": PeoplesList(
        [["ք. Ստեփանակերտ", ""], ["ք. Շուշի", ""], ["գ. Թալիշ", "Մարտակերտ"], ["ք. Հադրութ", "Հադրութ"]],
        [XANKANDI, SUSA, TALIS, HADRUT],
        header=("name", "district"),
    ),
    "capitals in Turkish": PeoplesList(
        column("CEBRAYIL", "FUZULİ", "ZENGİLAN", "KUBATLI", "HADRUT", "HORADİZ"),
        [CABRAYIL, FUZULI, ZANGILAN, QUBADLI, HADRUT, HORADIZ],
        encoding="utf-8-sig",
        end="\r\n",
    ),
    "Russian with kinds in short": PeoplesList(
        column("с. Талыш", "г. Шуша", "пос. Гадрут", "с.Туг", "г. Джебраил", "пгт Минджевань"),
        [TALIS, SUSA, HADRUT, TUG, CABRAYIL, MINCIVAN],
    ),
    "a spreadsheet with semicolons": PeoplesList(
        [["Hadrut", "Xocavənd", "9,5"], ["Çöpədərə", "Zəngilan", "1,25"], ["Edilli", "Xocavənd", ""]],
        [HADRUT, COPADARA, EDILLI],
        header=("Name", "District", "Area"),
        delimiter=";",
        end="\r\n",
        encoding="utf-8-sig",
        before="sep=;\r\n",
        blank=(2,),
    ),
    "tabs from a spreadsheet on the web": PeoplesList(
        [["Hadrut", "2020-10-09"], ["Şuşa", "8 Nov 2020"], ["Talış", "27.09.2020"]],
        [HADRUT, SUSA, TALIS],
        header=("name", "date"),
        delimiter="\t",
    ),
    "letters apart, as one system writes them": PeoplesList(
        column("Şuşa", "Çöpədərə", "Cəbrayıl", "Füzuli", "Ağdərə"),
        [SUSA, COPADARA, CABRAYIL, FUZULI, AGDARA],
        form="NFD",
        end="\r",
    ),
    "bullets and dashes": PeoplesList(
        column("• Hadrut", "– Tuğ", "- Edilli", "* Soltanlı", "▪ Dağ Tumas"),
        [HADRUT, TUG, EDILLI, SOLTANLI, DAG_TUMAS],
    ),
    "two names in a cell": PeoplesList(
        column(
            "Stepanakert / Khankendi", "Shushi (Shusha)", "Madagiz/Suqovuşan", "Martuni | Xocavənd", "Hadrut / Xyzzy"
        ),
        [XANKANDI, SUSA, SUQOVUSAN, XOCAVAND, None],
    ),
    "blank rows and rows of commas": PeoplesList(
        [["Hadrut", "", ""], ["Tuğ", "", ""], ["Zəngilan", "", ""]],
        [HADRUT, TUG, ZANGILAN],
        header=("name", "", ""),
        blank=(0, 1, 2),
    ),
    "notes with line breaks": PeoplesList(
        [["Hadrut", 'said on TV:\n"taken",\r\nlater denied'], ["Talış", "=HYPERLINK(1)\n"], ["Şuşa", "- first report"]],
        [HADRUT, TALIS, SUSA],
        header=("name", "remark"),
    ),
    "scripts mixed in a word": PeoplesList(
        column("Наdrut", "Hаdrut", "Ağdәrә", "Hadrut"),
        [None, None, AGDARA, HADRUT],
    ),
    "districts in three languages": PeoplesList(
        [
            ["Talış", "Tərtər"],
            ["Туг", "Ходжавендский район"],
            ["Chopedere", "Zangilan district"],
            ["Edilli", "Hocavend"],
        ],
        [TALIS, TUG, COPADARA, EDILLI],
        header=("name", "district"),
    ),
    "districts that are wrong": PeoplesList(
        [["Çöpədərə", "Kəlbəcər"], ["Hadrut", "Zəngilan"], ["Şuşa", "Qubadlı"], ["Tuğ", "Nowhere"]],
        [None, None, None, None],
        header=("name", "district"),
    ),
    "places outside the theatre": PeoplesList(
        [["Kapan", "Syunik"], ["Goris", "Syunik"], ["Vanadzor", "Lori"], ["Saray", "Absheron"], ["Hadrut", ""]],
        [None, None, None, None, HADRUT],
        header=("name", "district"),
    ),
    "columns of coordinates": PeoplesList(
        [["Hadrut", "39.52", "47.03"], ["Suqovuşan", "40.33", "46.75"], ["Dağ Tumas", "39.37", "-46.76"]],
        [HADRUT, SUQOVUSAN, DAG_TUMAS],
        header=("name", "lat", "lon"),
    ),
    "telephone numbers and handles": PeoplesList(
        [["Hadrut", "+994 12 555-55-55", "@channel"], ["Şuşa", "-71.05", "- second"], ["Tuğ", "(374) 47", "="]],
        [HADRUT, SUSA, TUG],
        header=("name", "telephone", "source"),
    ),
    "Arabic script": PeoplesList(
        column("شوشا", "هادروت", "جبرائيل", "زنگیلان", "خانکندی"),
        [SUSA, HADRUT, CABRAYIL, ZANGILAN, XANKANDI],
        encoding="utf-16",
    ),
    "spaces of every kind": PeoplesList(
        column(
            "\u00a0Hadrut\u00a0", "\u200bŞuşa ", "Dağ\u00a0Tumas", "\ufeffTuğ\u2009", "\u202aEdilli\u202c", "Zəngilan\t"
        ),
        [HADRUT, SUSA, DAG_TUMAS, TUG, EDILLI, ZANGILAN],
        header=(" name ",),
    ),
}


def answers(resolver, people):
    """The places and flags of a list's rows, in its order."""
    listed = MentionList(io.BytesIO(people.written()), "list.csv")
    return [resolver.resolve(item.mention) for item in listed]


@pytest.mark.parametrize("people", LISTS.values(), ids=LISTS)
def test_nothing_is_lost_and_nothing_wrong_without_a_flag(resolver, people):
    found = answers(resolver, people)
    assert len(found) == len(people.rows)
    for answer, means in zip(found, people.means, strict=True):
        assert answer.place_id in (means, None) or answer.flags, answer
        assert means is None or means in {item.place_id for item in answer.candidates}, answer


def test_most_rows_are_answered(resolver):
    meant = [means for people in LISTS.values() for means in people.means]
    found = [answer for people in LISTS.values() for answer in answers(resolver, people)]
    resolved = sum(answer.place_id == means and means is not None for answer, means in zip(found, meant, strict=True))
    assert (len(LISTS), len(meant), sum(means is not None for means in meant)) == (20, 87, 76)
    assert resolved >= 70


@pytest.mark.parametrize("people", LISTS.values(), ids=LISTS)
def test_cells_go_out_as_they_came(run_list, people):
    done = run_list(people.written())
    assert done.exit_code == 0, done.stderr
    rows = list(csv.reader(io.StringIO(done.stdout_bytes.decode(), newline="")))
    assert len(rows) == 1 + len(people.rows)
    for row, given in zip(rows[1:], people.rows, strict=True):
        came = [unicodedata.normalize(people.form, cell) for cell in given]
        assert row[: len(came)] == [f"'{cell}" if cell[:1] == "=" else cell for cell in came]


@pytest.fixture
def run_list():
    from click.testing import CliRunner

    from karamap.cli import main

    return lambda text: CliRunner().invoke(main, ["resolve", "-", "--format", "csv"], input=text)


def claimed(number):
    """What a row needs to be a claim; it denies, so that no history is broken."""
    return {
        "holder": "AZ",
        "stance": "denies",
        "valid_from": "2020-11-12",
        "reported_on": "2020-11-12",
        "speaker": f"Observer {number}",
        "side": "none",
        "publisher": "Notes",
    }


@pytest.mark.parametrize("people", LISTS.values(), ids=LISTS)
def test_a_list_as_claims_has_each_row_placed_or_refused_by_its_line(theatre, resolver, people, tmp_path):
    path = tmp_path / "own.csv"
    path.write_bytes(people.written(claimed, rename="place"))
    try:
        refused = {}
        merged = merge_claims(theatre, path)
    except DataError as error:
        refused = {fault.line for fault in error.faults}
        assert all(fault.column in ("place", "district") for fault in error.faults)
        rows = _rows_by_line(path.read_bytes(), people)
        kept = [number for number, line in enumerate(rows) if line not in refused]
        assert len(rows) - len(kept) == len(refused)
        assert kept or all(means is None for means in people.means)
        if not kept:
            return
        rest = PeoplesList([people.rows[n] for n in kept], [people.means[n] for n in kept], header=people.header)
        path.write_bytes(rest.written(claimed, rename="place"))
        merged, people = merge_claims(theatre, path), rest
    placed = [claim.place_id for id_, claim in merged.record.claims.items() if id_.startswith("u")]
    assert len(placed) == len(people.rows)
    told = " ".join(merged.remarks)
    for place_id, means, (name, *_) in zip(placed, people.means, people.rows, strict=True):
        assert place_id == means or repr(name) in told


def _rows_by_line(content, people):
    """The line on which each row of a claims file begins."""
    from karamap.tables.hand_made import HandMadeTable
    from karamap.theatre.user_claims import COLUMNS

    lines = [row.line for row in HandMadeTable(io.BytesIO(content), "own.csv", COLUMNS)]
    assert len(lines) == len(people.rows)
    return lines
