"""Reading pictures of pages: the words, where they stand, and whether a scanner's own text may be believed."""

import shutil
from pathlib import Path

import numpy
import pytest
from PIL import Image

from heeded.engine.reading import _tesseract
from heeded.engine.reading._ocr import ocr_pages
from heeded.engine.reading._ocr_layer import layer_agrees
from heeded.engine.reading._ocr_records import OcrPage, OcrWord, pack_words, unpack_words
from heeded.engine.reading._ocr_sheet import Sheet
from heeded.engine.reading._ocr_words import page_of
from heeded.engine.reading._straighten import skew_of, turned
from heeded.engine.reading._tesseract import tools
from tests.engine.files_made import make_scan, picture

needs_tesseract = pytest.mark.needs("tesseract")
LINES = [
    "FICTIONAL review of Child B",
    "The midwife saw the mother twice in March",
    "and recorded bruising on the left arm.",
    "Recommendation 4: the board should check",
    "that every visit is written down the same day.",
    "Nobody asked what the father did at home.",
]


def share_inside(page: Image.Image, read: OcrPage) -> float:
    """The share of the picture's ink that lies inside the boxes of the words."""
    ink = numpy.asarray(page) < 128
    boxes, scale = numpy.zeros_like(ink), 200 / 72
    for word in read.words:
        top, bottom = page.height - word.top * scale, page.height - word.bottom * scale
        boxes[
            max(0, int(top) - 3) : int(bottom) + 4,
            max(0, int(word.left * scale) - 3) : int(word.right * scale) + 4,
        ] = 1
    return float((ink & boxes).sum() / ink.sum())


@pytest.mark.slow
@needs_tesseract
@pytest.mark.parametrize("angle", [0.0, 1.3, -2.0, 90.0, 180.0, 270.0])
def test_words_are_read_where_they_stand_however_the_sheet_lay(tmp_path: Path, angle: float) -> None:
    page = picture(LINES * 4, angle=angle)
    read = ocr_pages(make_scan(tmp_path / "scan.pdf", page), [1])[1]
    assert read.page.text.split() == " ".join(LINES * 4).split()
    assert read.page.source == "ocr"
    assert read.confidence > 85
    assert share_inside(page, read) > 0.98


@pytest.mark.slow
@needs_tesseract
def test_only_the_pages_asked_for_are_read(tmp_path: Path) -> None:
    scan = make_scan(tmp_path / "scan.pdf", picture(["One"]), picture(LINES), picture([]))
    read = ocr_pages(scan, [2, 3, 99], jobs=2, work_folder=tmp_path)
    assert sorted(read) == [2, 3]
    assert (read[3].page.text, read[3].words, read[3].page.source) == ("", (), "ocr")
    page = read[2].page
    assert [page.text[line.start : line.end] for line in page.lines] == LINES
    assert [page.text[word.start : word.end] for word in read[2].words] == " ".join(LINES).split()
    assert [each.name for each in tmp_path.iterdir()] == ["scan.pdf"]


@pytest.mark.slow
@needs_tesseract
def test_words_under_a_bar_are_not_read(tmp_path: Path) -> None:
    scan = make_scan(tmp_path / "scan.pdf", picture(LINES, covered=LINES[5]))
    text = ocr_pages(scan, [1])[1].page.text
    assert "father" not in text
    assert "bruising" in text
    assert not layer_agrees("\n".join(LINES), text)
    assert layer_agrees("\n".join(LINES[:5]), text)


@needs_tesseract
def test_a_page_that_takes_too_long_is_left_out(tmp_path: Path) -> None:
    assert ocr_pages(make_scan(tmp_path / "scan.pdf", picture(LINES)), [1], timeout=0.01) == {}


def test_what_is_missing_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_tesseract.shutil, "which", lambda name: None)
    assert tools().missing == ("tesseract",)
    assert tools().install.startswith("sudo apt-get install tesseract-ocr")
    monkeypatch.setattr(_tesseract.shutil, "which", shutil.which)
    monkeypatch.setattr(_tesseract, "languages", lambda: frozenset({"osd"}))
    if shutil.which("tesseract"):
        assert "English" in tools().missing[0]


@pytest.mark.parametrize("angle", [-2.4, -0.7, 0.0, 0.5, 1.9])
def test_the_slant_of_a_sheet_is_told(angle: float) -> None:
    page = picture(LINES * 3, angle=angle)
    assert skew_of(page) == pytest.approx(-angle, abs=0.15)
    assert turned(page, 0.0) is page


def test_a_sheet_without_lines_is_not_turned() -> None:
    assert skew_of(Image.new("L", (800, 1000), 255)) == 0.0
    assert skew_of(Image.new("L", (800, 1000), 0)) == 0.0


@pytest.mark.parametrize("quarters, angle", [(0, 0.0), (0, 2.0), (1, 0.0), (2, -1.0), (3, 1.5)])
def test_boxes_come_back_to_where_they_were(quarters: int, angle: float) -> None:
    """A mark drawn at a known place is turned as a sheet is, looked for, and its box brought back."""
    page = Image.new("L", (1000, 1400), 255)
    page.paste(0, (200, 300, 240, 330))
    upright = page.rotate(-90 * quarters, expand=True)
    ink = numpy.argwhere(numpy.asarray(turned(upright, angle)) < 128)
    (top, left), (bottom, right) = ink.min(axis=0), ink.max(axis=0) + 1
    sheet = Sheet(1, None, 360.0, 504.0, 1000 / 360, 1000, 1400).quartered(quarters).skewed(angle)
    box = sheet.points((float(left), float(top), float(right), float(bottom)))
    assert box == pytest.approx((72.0, 504 - 118.8, 86.4, 504 - 108.0), abs=1.2)


def test_what_tesseract_prints_becomes_lines_and_words() -> None:
    printed = b"""<html xmlns="http://www.w3.org/1999/xhtml"><body><div class='ocr_page'>
    <span class='ocr_line' title="bbox 100 100 400 150; x_size 40"><span class='ocrx_word' title='bbox 100 100 200 150;
    x_wconf 96'>Two</span> <span class='ocrx_word' title='bbox 210 100 400 150; x_wconf 91'>w&amp;rds</span>
    <span class='ocrx_word' title='bbox 500 100 510 110; x_wconf 40'>|</span></span>
    <span class='ocr_header' title="bbox 0 0 5 5"><span class='ocrx_word'
    title='bbox 0 0 5 5; x_wconf 3'>x</span></span>
    </div></body></html>"""
    read = page_of(printed, Sheet(3, "iii", 500.0, 700.0, 2.0, 1000, 1400))
    assert read.page.text == "Two w&rds\n"
    assert read.words[1] == OcrWord(4, 9, 105.0, 625.0, 200.0, 650.0)
    assert (read.page.number, read.page.label, read.confidence) == (3, "iii", 93.5)
    line = read.page.lines[0]
    assert (line.start, line.end, line.left, line.right, line.top) == (0, 9, 50.0, 200.0, 650.0)
    assert line.size == pytest.approx(21.6)


def test_boxes_are_stored_small_and_come_back() -> None:
    words = tuple(OcrWord(7 * n, 7 * n + 6, 50.0 + n, 700.5 - n, 90.1 + n, 712.0 - n) for n in range(400))
    packed = pack_words(words)
    assert unpack_words(packed) == words
    assert len(packed) < 14 * 400
    assert unpack_words(pack_words(())) == ()


SEEN = "The social worker visited on 4 May and met Child B.\nNo notes were kept of the meeting with Aunt."


@pytest.mark.parametrize(
    "layer",
    [
        SEEN,
        SEEN.replace("\n", " "),
        SEEN.replace("visited", "visitcd").replace("meeting", "rneeting"),
        SEEN.replace("meeting", "meet-\ning"),
        "No notes were kept of the meeting with Aunt. The social worker visited on 4 May and met Child B.",
        SEEN.replace("Child", "Child’"),
    ],
)
def test_a_layer_that_says_the_same_is_believed(layer: str) -> None:
    assert layer_agrees(layer, SEEN)


@pytest.mark.parametrize(
    "layer",
    [
        "",
        "   ",
        SEEN.replace("Child B", "Child B (Daniel)"),
        SEEN.replace("4 May", "4 May 2011"),
        SEEN + " Li",
        SEEN + " hospital",
        "Quite other words stand here altogether",
        SEEN + " " + "a of to " * 20,
    ],
)
def test_a_layer_that_says_more_is_not_believed(layer: str) -> None:
    assert not layer_agrees(layer, SEEN)


def test_a_layer_is_never_believed_where_the_picture_says_nothing() -> None:
    assert not layer_agrees(SEEN, "")
