"""`karamap render` writes figures and moving pictures, `karamap chart` lines, or tells what is wrong."""

import io
import shutil
import struct
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image

from karamap.cli import figures
from karamap.document.drawing import document
from karamap.document.reader import DrawnDocument
from karamap.figure.formats import COLUMNS
from karamap.figure.pdf import pdf
from karamap.figure.relief import shaded
from karamap.figure.sheet import figure
from karamap.ground.series import Series

DAY = "2020-10-22"
OTHERS = Path(__file__).parents[1] / "data/four_parties"


@pytest.fixture
def draw(run, small_world):
    """Draw the small world with some options."""
    folder = small_world()
    return lambda *words: run("--data", folder, *words)


def test_a_figure_of_each_kind(draw, tmp_path):
    for kind, head in (
        (".svg", b"<?xml"),
        (".png", b"\x89PNG"),
        (".pdf", b"%PDF"),
        (".webp", b"RIFF"),
        (".gif", b"GIF8"),
    ):
        done = draw("render", "--date", DAY, "-o", f"map{kind}")
        assert done.exit_code == 0, done.stderr
        assert done.stdout == f"map{kind}\n"
        assert (tmp_path / f"map{kind}").read_bytes().startswith(head)
        assert "Alt text: Who held which ground" in done.stderr


def test_an_svg_goes_to_stdout_by_its_name_only(draw):
    done = draw("-q", "render", "--date", DAY, "-o", "-")
    assert done.stdout.startswith("<!DOCTYPE html>")


def test_a_picture_is_as_large_as_asked_and_says_so(draw, tmp_path):
    assert draw("render", "--date", DAY, "-o", "a.png", "--width", "127mm", "--dpi", "100").exit_code == 0
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size[0] == 500
        assert picture.info["dpi"] == pytest.approx((100, 100), abs=0.1)
        assert picture.text["Description"].startswith("Who held which ground")
        assert picture.text["Title"].endswith("22 October 2020")


def test_a_pdf_has_its_text_and_its_fonts(draw, tmp_path):
    assert draw("render", "--date", DAY, "-o", "a.pdf", "--language", "az").exit_code == 0
    told = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert "Çöpədərə" in told[0].get_textpage().get_text_range()
    assert round(told[0].get_width() / 72 * 25.4) == 180
    assert b"DejaVuSans" in (tmp_path / "a.pdf").read_bytes()
    assert b"/FontFile" in (tmp_path / "a.pdf").read_bytes()
    assert told.get_metadata_dict()["Subject"].startswith("Hansı ərazi")


def test_armenian_stays_text_in_a_pdf(theatre):
    day = date(2020, 10, 22)
    drawn = DrawnDocument(document(Series.between(theatre, day, day), language="hy", searchable=False))
    written = pdf(figure(drawn, [0], COLUMNS["single"], relief=shaded))
    text = pypdfium2.PdfDocument(written)[0].get_textpage().get_text_range()
    assert "Ղարաբաղ" in text
    assert written == pdf(figure(drawn, [0], COLUMNS["single"], relief=shaded))


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_bytes_are_the_same_whatever_hash_seed_zone_and_locale(run_process, small_world, tmp_path, kind):
    folder = small_world()
    for name, env in (
        ("one", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}),
        ("two", {"PYTHONHASHSEED": "77", "TZ": "Asia/Baku", "LC_ALL": "tr_TR.UTF-8"}),
    ):
        done = run_process("--data", folder, "render", "--date", DAY, "-o", f"{name}.{kind}", env=env)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()


def test_days_follow_one_another_and_those_of_change_are_held(draw, tmp_path):
    done = draw("render", "--from", "2020-10-20", "--to", "2020-10-23", "-o", "war.webp", "--width", "80mm")
    assert done.exit_code == 0, done.stderr
    with Image.open(tmp_path / "war.webp") as moving:
        assert moving.n_frames >= 3  # frames that look alike are one
        assert moving.size[0] == 302
        assert "20 October 2020 – 23 October 2020" in moving.info["xmp"].decode()
        held = []
        for frame in range(moving.n_frames):
            moving.seek(frame)
            moving.load()
            held.append(moving.info["duration"])
    assert sum(held) == 350 + 350 + 900 + 3000
    assert "4 maps" in done.stderr


def test_frames_go_into_a_folder_numbered_by_day(draw, tmp_path):
    (tmp_path / "frames").mkdir()
    done = draw(
        "render", "--from", "2020-10-20", "--to", "2020-10-26", "--every", "3d", "-o", "frames", "--width", "80mm"
    )
    assert done.exit_code == 0, done.stderr
    names = sorted(path.name for path in (tmp_path / "frames").iterdir())
    assert names == ["001-2020-10-20.png", "002-2020-10-23.png", "003-2020-10-26.png"]
    sizes = {Image.open(tmp_path / "frames" / name).size for name in names}
    assert len(sizes) == 1


def test_days_stand_side_by_side(draw, tmp_path):
    assert draw("render", "--compare", "2020-10-01", DAY, "-o", "a.svg").exit_code == 0
    assert draw("render", "--from", "2020-10-01", "--to", DAY, "--every", "7d", "-o", "b.svg").exit_code == 0
    told = [node.text for node in ElementTree.parse(tmp_path / "b.svg").iter("{http://www.w3.org/2000/svg}text")]
    assert {"1 October 2020", "8 October 2020", "15 October 2020", "22 October 2020"} <= set(told)
    assert draw("render", "--from", "2020-10-01", "--to", DAY, "--every", "1w", "-o", "c.svg").exit_code == 0
    assert (tmp_path / "c.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_missing_library_is_told_in_one_line_before_any_work(draw, monkeypatch, tmp_path):
    monkeypatch.setattr(figures, "find_spec", lambda _: None)
    monkeypatch.setattr(figures, "load_theatre", lambda *_: pytest.fail("work was done"))
    done = draw("render", "--date", DAY, "-o", "a.png")
    assert done.exit_code == 1
    assert done.stderr == "karamap: a .png file needs resvg-py and pillow: pip install 'karamap[figure]'\n"
    done = draw("chart", "--from", "2020-10-01", "--to", DAY, "-o", "a.pdf")
    assert done.stderr == "karamap: a .pdf file needs typst and pillow: pip install 'karamap[figure]'\n"
    assert not list(tmp_path.glob("a.*"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--date", DAY, "--width", "180"), "give a number with mm, cm, in, pt or px"),
        (("--date", DAY, "--width", "9999cm"), "60 to 1200 mm"),
        (("--date", DAY, "--width", "180mm", "--column", "single"), "leave one out"),
        (("--date", DAY, "--dpi", "0"), "36<=x<=1200"),
        (("--date", DAY, "--every", "0d"), "no number of days"),
        (("--date", DAY, "--every", "7d"), "--every needs --from"),
        (("--from", "2020-10-01", "--to", DAY), "give --every 7d"),
        (("--from", "2020-10-01", "--to", DAY, "--date", DAY, "--every", "7"), "leave --date out"),
        (("--compare", "2020-10-01", DAY, "--date", DAY), "--compare names both days"),
        (("--date", DAY, "--embed"), "--embed makes a page"),
        (("--date", DAY, "--language", "xx"), "cannot be read in 'xx'"),
        (("--from", "2020-09-27", "--to", "2020-12-01", "--every", "1"), "60 are the most"),
        ((), "Give --date D"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(draw, tmp_path, words, told):
    (tmp_path / "a.svg").write_text("old")
    done = draw("render", *words, "-o", "a.svg")
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert (tmp_path / "a.svg").read_text() == "old"


def test_options_of_figures_are_refused_for_pages(draw):
    done = draw("render", "--date", DAY, "--width", "90mm")
    assert done.exit_code == 2
    assert "is for figures" in done.stderr


def test_a_picture_of_too_many_pixels_is_refused(draw, tmp_path):
    done = draw("render", "--date", DAY, "-o", "a.png", "--width", "1200mm", "--dpi", "1200")
    assert done.exit_code == 1
    assert "120 are the most" in done.stderr
    assert not (tmp_path / "a.png").exists()


def test_a_box_outside_the_theatre_is_refused(draw, tmp_path):
    done = draw("render", "--date", DAY, "-o", "a.svg", "--bbox", "10,50,11,51")
    assert done.exit_code == 1
    assert "lies outside the theatre" in done.stderr
    assert not (tmp_path / "a.svg").exists()


def test_a_chart_of_each_kind(draw, tmp_path):
    for kind in (".svg", ".png", ".pdf"):
        done = draw("chart", "--from", "2020-10-01", "--to", DAY, "--every", "7", "-o", f"c{kind}")
        assert done.exit_code == 0, done.stderr
        assert "Alt text: Ground held" in done.stderr
    width, height = struct.unpack(">II", (tmp_path / "c.png").read_bytes()[16:24])
    assert width > height
    assert Image.open(io.BytesIO((tmp_path / "c.png").read_bytes())).text["Description"]


def test_a_chart_of_one_day_is_wrong_use(draw):
    assert draw("chart", "--from", DAY, "--to", DAY, "-o", "c.svg").exit_code == 2
    assert draw("chart", "--from", DAY, "--to", "2020-10-01", "-o", "c.svg").exit_code == 2
    assert draw("chart", "--from", "2020-10-01", "--to", DAY, "-o", "c.html").exit_code == 2


@pytest.fixture
def right_to_left(run, tmp_path):
    """Run on the tables of the other theatre, the first of whose languages is Arabic."""
    folder = shutil.copytree(OTHERS, tmp_path / "other")
    settings = folder / "gazetteer/theatre.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('["en", "tr"]', '["ar", "en"]'), encoding="utf-8")
    return lambda *arguments: run("--data", folder, *arguments)


def test_a_figure_of_each_kind_from_right_to_left(right_to_left, tmp_path):
    for kind in (".svg", ".png", ".pdf", ".webp"):
        done = right_to_left("render", "--date", "2031-03-16", "-o", f"map{kind}")
        assert done.exit_code == 0, done.stderr
    assert "Alt text: من كان" in done.stderr and "16 مارس 2031" in done.stderr
    assert "u2068" not in done.stderr and "\u2068" not in done.stderr
    drawn = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert 'xml:lang="ar"' in drawn and "المرج" in drawn and "لا خبر" in drawn
    named = right_to_left("render", "--date", "2031-03-16", "-o", "map.svg", "--language", "en", "--names", "ar")
    assert named.exit_code == 0, named.stderr
    assert "المرج" in (tmp_path / "map.svg").read_text(encoding="utf-8")


def test_a_chart_and_a_report_with_its_picture_from_right_to_left(right_to_left, tmp_path):
    drawn = right_to_left("chart", "--from", "2031-03-15", "--to", "2031-03-16", "-o", "chart.svg")
    assert drawn.exit_code == 0, drawn.stderr
    assert "مارس" in (tmp_path / "chart.svg").read_text(encoding="utf-8")
    unknown = right_to_left("chart", "--from", "2031-03-15", "--to", "2031-03-16", "--language", "xx", "-o", "c.svg")
    assert unknown.exit_code == 2 and "cannot be read in 'xx'" in unknown.stderr
    told = right_to_left("report", "--date", "2031-03-16", "-o", f"{tmp_path / 'report'}/")
    assert told.exit_code == 0, told.stderr
    files = ["citation.bib", "map.html", "map.png", "report.md"]
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == files
