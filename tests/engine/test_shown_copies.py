"""Copies for everybody hold what a reader sees, and in no byte of them what else the file said."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from PIL import Image
from pptx import Presentation

from heeded.engine.reading import FileRefused, read_pdf
from heeded.engine.reading._docx import read_docx
from heeded.engine.sandbox import Sandbox
from heeded.engine.shown_copies import shown_copy
from tests.engine import evidence_made as made

MAKERS = {
    "photograph.jpg": made.photograph,
    "document.docx": made.document,
    "workbook.xlsx": made.workbook,
    "slides.pptx": made.slides,
    "printed.pdf": made.printed,
}


@pytest.mark.parametrize("name", MAKERS)
def test_no_secret_is_left_and_the_same_file_gives_the_same_copy(tmp_path: Path, name: str) -> None:
    source = MAKERS[name](tmp_path / name)
    assert b"secret" in made.everything(source)
    left = shown_copy(source, tmp_path / "copy")
    assert b"secret" not in made.everything(tmp_path / "copy")
    assert left == shown_copy(source, tmp_path / "again")
    assert (tmp_path / "copy").read_bytes() == (tmp_path / "again").read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "MPO"])
def test_a_picture_stands_upright_and_says_nothing(tmp_path: Path, kind: str) -> None:
    source = made.photograph(tmp_path / "in", kind)
    assert b"secret author" in source.read_bytes()
    shown_copy(source, tmp_path / "out")
    with Image.open(tmp_path / "out") as after:
        assert after.format == ("JPEG" if kind == "MPO" else kind)
        assert after.size == (20, 40), "turned upright"
        assert not after.getexif().get_ifd(0x8825) and not after.getexif().get(0x013B)
        colour = after.convert("RGB")
        top, bottom = colour.getpixel((10, 5)), colour.getpixel((10, 35))
    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert top[1] < 60 and bottom[1] > 200, "red above, white below"


def test_a_clear_picture_stays_clear(tmp_path: Path) -> None:
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(tmp_path / "in.png")
    shown_copy(tmp_path / "in.png", tmp_path / "out")
    with Image.open(tmp_path / "out") as after:
        assert after.mode == "RGBA" and after.getpixel((1, 1)) == (255, 0, 0, 0)


def test_a_word_file_keeps_its_words_with_the_changes_settled(tmp_path: Path) -> None:
    left = shown_copy(made.document(tmp_path / "in.docx"), tmp_path / "out")
    page = read_docx(tmp_path / "out").pages[0]
    assert page.text.split("\n")[:2] == ["Audit of 20 case files", "18 name the men of the household"]
    assert left == {"changes": 2, "comments": 1}


def test_a_workbook_keeps_what_shows(tmp_path: Path) -> None:
    left = shown_copy(made.workbook(tmp_path / "in.xlsx"), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book["Audit"]
    assert book.sheetnames == ["Audit"] and not book.defined_names
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=3, max_col=3)] == [
        ["Month", None, "Named"],
        ["March", None, 18],
        [None, None, None],
    ]
    assert sheet.row_dimensions[3].hidden and len(sheet._charts) == 1  # type: ignore[attr-defined]
    assert sheet["A5"].hyperlink.target == "https://example.org/audit" and sheet["A6"].hyperlink is None
    assert left == {"hidden-sheets": 1, "hidden-rows": 1, "hidden-columns": 1, "comments": 1}


def test_a_formula_becomes_what_it_gives(tmp_path: Path) -> None:
    left = shown_copy(made.workbook(tmp_path / "in.xlsx", formula=True), tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["Audit"]["C6"].value == 42
    assert left["formulas"] == 1 and b"Raw data" not in made.everything(tmp_path / "out.xlsx")


def test_a_formula_without_a_result_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "=1+1"  # written by a program that works nothing out
    book.save(tmp_path / "in.xlsx")
    with pytest.raises(FileRefused, match="no result") as refusal:
        shown_copy(tmp_path / "in.xlsx", tmp_path / "out.xlsx")
    assert "save it" in refusal.value.advice


def test_a_chart_of_a_hidden_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="hidden sheet") as refusal:
        shown_copy(made.workbook(tmp_path / "in.xlsx", chart_of="Raw data"), tmp_path / "out.xlsx")
    assert "PDF" in refusal.value.advice


def test_slides_keep_what_shows(tmp_path: Path) -> None:
    left = shown_copy(made.slides(tmp_path / "in.pptx"), tmp_path / "out.pptx")
    show = Presentation(str(tmp_path / "out.pptx"))
    (slide,) = show.slides
    assert slide.shapes.title.text == "What the audit found" and not slide.has_notes_slide
    kinds = [shape.shape_type for shape in slide.shapes]
    assert len(kinds) == 3, "title, picture and chart"
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    assert list(chart.plots[0].series[0].values) == [8, 14]
    assert left == {"hidden-slides": 1, "hidden-shapes": 1, "notes": 1, "embedded": 1}


def test_a_pdf_keeps_its_words_and_tells_pages_that_hide_something(tmp_path: Path) -> None:
    source = made.printed(tmp_path / "in.pdf")
    assert shown_copy(source, tmp_path / "out.pdf") == {}
    assert "Audit of 20 case files" in read_pdf(tmp_path / "out.pdf").pages[0].text
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        covered = b" q 0 g 15 140 250 30 re f Q"
        pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + covered)
        pdf.save(source)
    assert shown_copy(source, tmp_path / "covered.pdf") == {"hiding-pages": 1}
    assert "Audit" not in read_pdf(tmp_path / "covered.pdf").pages[0].text
    assert b"Audit of 20" not in (tmp_path / "covered.pdf").read_bytes()


def test_plain_text_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"month,seen\r\n1,4\r\n")
    assert shown_copy(tmp_path / "in.csv", tmp_path / "out") == {}
    assert (tmp_path / "out").read_bytes() == b"month,seen\r\n1,4\r\n"


def _frames() -> bytes:
    several, frames = io.BytesIO(), [Image.new("L", (9, 9), shade) for shade in (0, 99)]
    frames[0].save(several, "TIFF", save_all=True, append_images=frames[1:])
    return several.getvalue()


@pytest.mark.parametrize(
    "content, why",
    [
        (b"ID3\x04 a recording", "recording"),
        (b"\0\0\0\x18ftypheic\0\0", "picture of a kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><metadata>secret</metadata></svg>", "drawing"),
        (b"\xff\xd8\xff\xe0 broken", "broken"),
        (b"PK\x03\x04 broken", "not known"),
        (b"{\\rtf1 secret}", "Rich Text"),
        (b"%PDF-1.4 broken", "PDF"),
        (_frames(), "several pictures"),
    ],
)
def test_what_has_no_copy_is_refused_with_what_to_do(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "in").write_bytes(content)
    with pytest.raises(FileRefused, match=why) as refusal:
        shown_copy(tmp_path / "in", tmp_path / "out")
    assert refusal.value.advice and not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_the_sandbox_makes_it(tmp_path: Path, name: str) -> None:
    source, sandbox = MAKERS[name](tmp_path / name), Sandbox()
    try:
        left = sandbox.call("heeded.engine.shown_copies:shown_copy", source, tmp_path / "copy", timeout=60)
    finally:
        sandbox.close()
    assert left == shown_copy(source, tmp_path / "again")
    assert (tmp_path / "copy").read_bytes() == (tmp_path / "again").read_bytes()


_FORMS = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="p14">{0}</mc:Choice><mc:Fallback>{1}</mc:Fallback></mc:AlternateContent>'
)


def _with(source: Path, part: str, before: str, added: str) -> Path:
    """The same office file with something put into one of its parts."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert parts[part].count(before.encode()) == 1
    parts[part] = parts[part].replace(before.encode(), (added + before).encode())
    with zipfile.ZipFile(source, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return source


def test_of_two_forms_of_a_shape_the_plain_one_is_left(tmp_path: Path) -> None:
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="{0}" name="{1}" descr="C:\\Users\\secret"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        "<p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{1}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    two = _FORMS.format(shape.format(91, "secret form"), shape.format(92, "plain form"))
    source = _with(made.slides(tmp_path / "in.pptx"), "ppt/slides/slide1.xml", "</p:spTree>", two)
    shown_copy(source, tmp_path / "out.pptx")
    told = made.everything(tmp_path / "out.pptx")
    assert b"secret" not in told and told.count(b">plain form<") == 1
    assert len(Presentation(str(tmp_path / "out.pptx")).slides[0].shapes) == 4


def test_an_object_embedded_whole_is_refused(tmp_path: Path) -> None:
    book = made.workbook(tmp_path / "in.xlsx")
    _with(
        book,
        "xl/worksheets/sheet1.xml",
        "<legacyDrawing",
        '<oleObjects><oleObject shapeId="1"/></oleObjects>',
    )
    with pytest.raises(FileRefused, match="embedded whole"):
        shown_copy(book, tmp_path / "out.xlsx")


def test_a_workbook_of_hidden_sheets_alone_is_refused(tmp_path: Path) -> None:
    book = made.workbook(tmp_path / "in.xlsx")
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b'<sheet name="Audit"', b'<sheet state="veryHidden" name="Audit"'
    )
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(FileRefused, match="All of its sheets are hidden"):
        shown_copy(book, tmp_path / "out.xlsx")
