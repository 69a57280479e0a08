"""From a page to reviewed claims: extract, review, accept."""

import csv
import shutil
import subprocess
import sys

import pytest

from karamap.cli.extract import page_texts
from karamap.errors import ExtractionError
from karamap.tables.data_folder import data_dir

BATCH = (
    "President Ilham Aliyev announced on 22 October 2020 that the Azerbaijani army had liberated Mollaveli, Yuxari "
    "Refiddinli and Ashagi Refiddinli villages of Fuzuli district, Sirik, Shikhlar, Mestelibeyli and Derzili villages "
    "of Jabrayil district, Kollugishlag, Malatkeshin, Kend Zengilan, Genlik, Veligulubeyli, Garadere, Chopedere, "
    "Tatar, Tiri, Emirkhanli, Gargulu, Bartaz and Dellekli villages and the settlement of Agbend of Zengilan district. "
    "Ten people were wounded when Shusha was shelled."
)
GROUP = "president-of-azerbaijan-2020-10-22"


def table(folder, name):
    with (folder / "seeds" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(folder, name, rows):
    with (folder / "seeds" / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def decide(path, decision, what="change"):
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["decision"] = decision if row["what"] == what else "reject"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def lacking(tmp_path):
    """The shipped tables without the places of one announcement, and without pages that nothing else rests on."""

    def without(group):
        folder = tmp_path / "lacking"
        for half in ("gazetteer", "seeds"):
            shutil.copytree(data_dir() / half, folder / half, ignore=shutil.ignore_patterns("*.py", "*.pyc"))
        claims, citations = table(folder, "claims.csv"), table(folder, "citations.csv")
        gone = {row["id"] for row in claims if row["independence_group"] == group and row["place_id"]}
        left = [row for row in citations if row["claim_id"] not in gone]
        used = {row["source_id"] for name in ("totals.csv", "events.csv") for row in table(folder, name)}
        used |= {row["source_id"] for row in (*left, *table(folder, "../gazetteer/names.csv"))}
        orphans = {row["source_id"] for row in citations} - used
        write(folder, "claims.csv", [row for row in claims if row["id"] not in gone])
        write(folder, "citations.csv", left)
        write(folder, "sources.csv", [row for row in table(folder, "sources.csv") if row["id"] not in orphans])
        return folder, gone

    return without


@pytest.fixture
def without_batch(lacking):
    folder, gone = lacking(GROUP)
    assert len(gone) == 21
    return folder


OTHER_PAGES = {
    "a page of the Armenian side": (
        "ministry-of-defence-of-armenia-2020-10-12",
        "2020-10-12",
        "Artsrun Hovhannisyan, of the Ministry of Defence of Armenia, denied on 12 October 2020 that the Azerbaijani "
        "army had taken Hadrut and Talish. Both were shelled during the night.",
    ),
    "a Russian page": (
        "president-of-azerbaijan-2020-10-17",
        "2020-10-17",
        "Президент Азербайджана Ильхам Алиев 17 октября 2020 года сообщил: взят город Физули, а также сёла Гочахмедли, "
        "Чимен, Джуварлы, Пирахмедли, Мусабейли, Ишыглы и Дедели Физулинского района. В Степанакерте ранены двое.",
    ),
}


@pytest.mark.parametrize("page", OTHER_PAGES)
def test_a_page_gives_the_holders_and_the_ground_of_the_record(run, tmp_path, lacking, page):
    group, day, text = OTHER_PAGES[page]
    folder, gone = lacking(group)
    file, proposals = tmp_path / "page.txt", tmp_path / "proposals.csv"
    file.write_text(text, encoding="utf-8")
    extracted = run("--data", folder, "extract", file, "--published", day, "-o", proposals)
    assert f"{len(gone)} changes" in extracted.stderr
    decide(proposals, "accept")
    assert run("--data", folder, "accept", proposals).exit_code == 0
    asked = ("control", "--date", day, "--format", "csv")
    assert holders(run("--data", folder, *asked)) == holders(run(*asked))
    ground = (*asked, "--areas", "--surface", "claimed")
    assert run("--data", folder, *ground).stdout == run(*ground).stdout


def holders(done):
    return {row["place_id"]: row["holder"] for row in csv.DictReader(done.stdout.splitlines())}


def test_a_batch_comes_back_as_the_record_had_it(run, tmp_path, without_batch):
    page, proposals = tmp_path / "page.txt", tmp_path / "proposals.csv"
    page.write_text(BATCH, encoding="utf-8")
    extracted = run(
        "--data", without_batch, "extract", page, "--published", "2020-10-22", "--source-url", "https://example.org/a",
        "-o", proposals,
    )  # fmt: skip
    assert "21 changes" in extracted.stderr
    decide(proposals, "accept")
    first = run("--data", without_batch, "accept", proposals)
    assert "seeds/claims.csv: 21 rows added" in first.stdout
    before = (without_batch / "seeds" / "claims.csv").read_bytes()
    assert "Nothing to add" in run("--data", without_batch, "accept", proposals).stderr
    assert (without_batch / "seeds" / "claims.csv").read_bytes() == before
    new = {row["id"]: row for row in table(without_batch, "claims.csv")}
    curated = {row["id"]: row for row in table(data_dir(), "claims.csv")}
    assert new == curated


@pytest.fixture
def small(small_world, tmp_path):
    """A small world and a page about it."""
    folder = small_world()
    page = tmp_path / "page.txt"
    page.write_text("Azerbaijan captured Tatar and Nowhere villages of Heyva district.", encoding="utf-8")
    return folder, page, tmp_path / "proposals.csv"


def extract(run, folder, page, *more):
    return run("--data", folder, "extract", page, "--published", "2020-10-23", "--language", "en", *more)


@pytest.mark.parametrize(
    ("text", "subject", "stance"),
    [
        ("Azerbaijan's army took the whole Fuzuli district.", "Fuzuli district taken by Azerbaijan", "affirms"),
        (
            "Armenia handed the Aghdam district over to Azerbaijan.",
            "Aghdam district handed over to Azerbaijan",
            "affirms",
        ),
        ("The Fuzuli district is under the control of Azerbaijan.", "Fuzuli district held by Azerbaijan", "holds"),
        (
            "Armenia denied that Azerbaijan had taken the Fuzuli district.",
            "Fuzuli district not taken by Azerbaijan",
            "denies",
        ),
    ],
)
def test_what_is_told_of_a_whole_district_enters_the_record_in_full(run, tmp_path, lacking, text, subject, stance):
    folder, _ = lacking("no such group")
    page, proposals = tmp_path / "page.txt", tmp_path / "proposals.csv"
    page.write_text(text, encoding="utf-8")
    before = {row["id"] for row in table(folder, "claims.csv")}
    assert run("--data", folder, "extract", page, "--published", "2020-11-22", "-o", proposals).exit_code == 0
    decide(proposals, "accept", "fact")
    assert run("--data", folder, "accept", proposals).exit_code == 0
    new = [row for row in table(folder, "claims.csv") if row["id"] not in before]
    assert [(row["subject"], row["holder"], row["stance"]) for row in new] == [(subject, "AZ", stance)]


def test_an_accepted_name_without_a_place_is_refused_and_nothing_written(run, small):
    folder, page, proposals = small
    extract(run, folder, page, "-o", proposals)
    decide(proposals, "accept")
    before = (folder / "seeds" / "claims.csv").read_bytes()
    done = run("--data", folder, "accept", proposals)
    assert done.exit_code == 1
    assert "proposals.csv:3:correct_place_id" in done.stderr
    assert (folder / "seeds" / "claims.csv").read_bytes() == before


def test_a_review_goes_on_where_it_was_left(run, small):
    from click.testing import CliRunner

    from karamap.cli import main

    folder, page, proposals = small
    extract(run, folder, page, "-o", proposals)
    first = CliRunner().invoke(main, ["review", str(proposals)], input="a\nq\n")
    said = first.output.splitlines()
    assert said[0].startswith("[1/")
    assert said[1].startswith("  “")
    assert said[1].endswith("”")
    assert "\\n" not in first.output
    assert "[1/2]" in first.stdout
    assert "1 open" in first.stderr
    second = CliRunner().invoke(main, ["review", str(proposals)], input="e\ngn3\n\n\n")
    assert "[2/2]" in second.stdout
    with proposals.open(encoding="utf-8", newline="") as stream:
        rows = [(row["decision"], row["correct_place_id"]) for row in csv.DictReader(stream)]
    assert rows == [("accept", ""), ("correct", "gn3")]


def test_what_the_record_has_is_told(run, small):
    folder, page, _ = small
    page.write_text("Azerbaijan captured Tatar village of Alma district on 9 October, Aliyev said.", encoding="utf-8")
    (row,) = csv.DictReader(extract(run, folder, page, "--publisher-side", "AZ").stdout.splitlines())
    assert row["known"].startswith("repeats c")


def test_a_theatre_adds_a_language(run, small):
    folder, page, _ = small
    own = folder / "gazetteer" / "statements"
    own.mkdir()
    (own / "uk.csv").write_text(
        "role,form,value\nand,та,\ndistrict,району,\nkind,села,village plural\nsetting,verb,before\n"
        "verb,звільнил*,takes\n",
        encoding="utf-8",
    )
    (own / "actors.csv").write_text(
        "kind,party_id,language,form,name\nparty,AZ,uk,захисник*,Defenders\n", encoding="utf-8"
    )
    page.write_text("Захисники звільнили села Татар та Нове Алма району.", encoding="utf-8")
    done = run("--data", folder, "extract", page, "--published", "2020-10-23", "--language", "uk")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert [(row["written_as"], row["kind"], row["holder"]) for row in rows] == [
        ("Татар", "village", "AZ"),
        ("Нове", "village", "AZ"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe\x00", "UTF-8"), (b"a\0b", "null character"), (b"%PDF-1.4 broken", "PDF"), (b"<html></html>", "HTML")],
)
def test_what_is_no_page_is_refused_in_one_line(run, small, content, said):
    folder, page, _ = small
    page.write_bytes(content)
    done = extract(run, folder, page)
    assert done.exit_code == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_page_of_html_is_read_without_its_menu(run, small):
    pytest.importorskip("trafilatura")
    folder, page, _ = small
    body = "<p>Azerbaijan captured Tatar village of Heyva district.</p>" + "<p>The day was long and warm.</p>" * 20
    page.with_suffix(".html").write_text(f"<html><body><nav>Home</nav><article>{body}</article></body></html>")
    done = extract(run, folder, page.with_suffix(".html"))
    assert [row["written_as"] for row in csv.DictReader(done.stdout.splitlines())] == ["Tatar"]


def test_words_that_a_page_of_pdf_parts_at_the_ends_of_lines_are_whole(run, small):
    pytest.importorskip("pypdf")
    typst = pytest.importorskip("typst")
    folder, page, _ = small
    source = page.with_suffix(".typ")
    source.write_text(r"Azerbaijan captured Ta\u{2010} \ tar village of Heyva dis\u{2010} \ trict.", encoding="utf-8")
    page.with_suffix(".pdf").write_bytes(typst.compile(source))
    done = extract(run, folder, page.with_suffix(".pdf"))
    (row,) = csv.DictReader(done.stdout.splitlines())
    assert (row["what"], row["written_as"], row["holder"]) == ("change", "Tatar", "AZ")


def test_a_language_without_a_table_is_refused(run, small):
    folder, page, _ = small
    done = run("--data", folder, "extract", page, "--published", "2020-10-23", "--language", "xx")
    assert done.stdout == ""
    assert done.exit_code == 1
    assert "there are az, en, hy, ru, tr" in done.stderr


def test_tables_that_are_nobodys_own_are_left_alone(run, small):
    assert run("accept", small[1]).exit_code == 2


def test_stdin_is_a_page(small):
    folder, page, _ = small
    command = [sys.executable, "-m", "karamap", "--data", folder, "extract", "-", "--published", "2020-10-23"]
    done = subprocess.run(command, input=page.read_bytes(), capture_output=True, check=True)
    assert b"Tatar" in done.stdout


def test_a_review_is_put_on_one_page(run, small, tmp_path):
    folder, page, proposals = small
    extract(run, folder, page, "-o", proposals)
    done = run("--data", folder, "review", proposals, "--pages", page, "-o", tmp_path / "review.html")
    assert done.exit_code == 0
    text = (tmp_path / "review.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")


def test_pages_without_a_page_to_show_them_on_are_refused(run, small):
    folder, page, proposals = small
    extract(run, folder, page, "-o", proposals)
    assert run("--data", folder, "review", proposals, "--pages", page).exit_code == 2


def test_pages_of_a_folder_are_read_one_after_another(tmp_path):
    (tmp_path / "a.txt").write_text("Armenian forces left Talish.", encoding="utf-8")
    texts = page_texts([tmp_path / "a.txt", tmp_path / "gone.txt"])
    assert next(texts) == ("a.txt", "Armenian forces left Talish.")
    with pytest.raises(ExtractionError, match=r"gone\.txt cannot be read"):
        next(texts)


def test_a_page_that_cannot_be_read_leaves_an_older_file(tmp_path, run):
    (tmp_path / "a.txt").write_text("Armenian forces left Talish.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfa")
    old = tmp_path / "proposals.csv"
    old.write_text("old", encoding="utf-8")
    done = run("extract", tmp_path, "--published", "2020-10-23", "-o", old)
    assert done.exit_code == 1
    assert "b.txt is no text in UTF-8" in done.stderr
    assert old.read_text(encoding="utf-8") == "old"
