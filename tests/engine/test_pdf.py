"""Reading PDFs: positions, lines, type, labels, turned pages, and files that are odd, broken or far too big."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf

from heeded.engine.reading import FileRefused, Limits, ReadingError, _pdfium, read_pdf
from heeded.engine.reading._pdf_lines import stretches
from heeded.engine.reading._pdf_notes import page_list
from heeded.engine.records import Reading
from heeded.engine.sandbox import Sandbox, SandboxLimits
from tests.engine.hidden_text._made import SEEN, Made, box, text, write

SHARED = Path(os.environ.get("HEEDED_SHARED", Path(__file__).parents[3] / "shared")) / "data"
ODDITIES = sorted((SHARED / "oddities").glob("*.pdf"))
REAL = sorted((SHARED / "inquiries").glob("*.pdf")) + sorted((SHARED / "guidance").glob("*.pdf"))
needs_real = pytest.mark.skipif(not REAL, reason="the real reports are not here (HEEDED_SHARED)")
needs_oddities = pytest.mark.skipif(not ODDITIES, reason="the odd files are not here (HEEDED_SHARED)")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxLimits(memory=800_000_000, seconds=30.0)) as one:
        yield one


def _read(content: str, path: Path, **more: object) -> Reading:
    return read_pdf(write(Made("made", content, None, **more), path / "file.pdf"))  # type: ignore[arg-type]


def _outcome(sandbox: Sandbox, path: Path, seconds: float = 20.0) -> Reading | ReadingError:
    """What becomes of a file: nothing but a reading or an error in plain words may come out."""
    try:
        reading = sandbox.call("heeded.engine.reading:read_pdf", path, timeout=seconds)
    except ReadingError as error:
        return error
    assert isinstance(reading, Reading)
    return reading


def _with_map(path: Path, content: bytes, letters: dict[str, str]) -> Path:
    """A file whose font says that `letters` stand for others: more than one, or beyond U+FFFF."""
    pdf = Pdf.new()
    pairs = "\n".join(f"<{ord(k):02X}> <{v.encode('utf-16-be').hex()}>" for k, v in letters.items())
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(letters)} beginbfchar\n{pairs}\nendbfchar "
        "endcmap end end"
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font.ToUnicode = pdf.make_stream(mapping.encode())
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(content)
    pdf.save(path, deterministic_id=True)
    return path


def test_positions_are_those_of_pdfium_even_beyond_the_first_plane(tmp_path: Path) -> None:
    content = b"BT /F1 12 Tf 72 700 Td (aAbBc) Tj 0 -14 Td (plain) Tj ET"
    path = _with_map(tmp_path / "file.pdf", content, {"A": "\U0001f600", "B": "ffi"})

    shown = read_pdf(path).pages[0].text

    assert shown == "a\U0001f600\u2060bffic\r\nplain"
    with _pdfium.opened(path) as document:
        handle = _pdfium.load_page(document, 0)
        text_page = _pdfium.load_text(handle)
        assert _pdfium.count_characters(text_page) == len(shown)
        codes = [_pdfium.get_unicode(text_page, place) for place in range(len(shown))]
        assert [chr(code) for code in codes if code < 0xD800] == [c for c in shown if c < "\u2000"]
        _pdfium.close_text(text_page)
        _pdfium.close_page(handle)


def test_no_character_comes_out_that_a_database_refuses(tmp_path: Path) -> None:
    path = _with_map(
        tmp_path / "file.pdf", b"BT /F1 12 Tf 72 700 Td (aABc) Tj ET", {"A": "\x00", "B": "\ufffd"}
    )
    shown = read_pdf(path).pages[0].text
    assert "\x00" not in shown
    shown.encode("utf-8")


def test_lines_have_their_printed_size_and_place(tmp_path: Path) -> None:
    content = text(SEEN, 72, 700, 12) + "BT /F1 1 Tf 18 0 0 18 72 650 Tm (A heading) Tj ET\n"
    page = _read(content, tmp_path).pages[0]

    body, heading = page.lines
    assert (body.size, heading.size) == (12.0, 18.0)
    assert page.text[heading.start : heading.end] == "A heading"
    assert body.left == pytest.approx(72, abs=2)
    assert body.bottom < 700 < body.top
    assert body.right == pytest.approx(253, abs=12)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_measured_as_it_is_shown(tmp_path: Path, turn: int) -> None:
    page = _read(text(SEEN, 72, 700), tmp_path, rotate=turn, crop=(10, 20, 595, 842)).pages[0]

    width, height = (585, 822) if turn % 180 == 0 else (822, 585)
    assert (page.width, page.height) == (width, height)
    line = page.lines[0]
    places = {0: (62, 680), 90: (680, 523), 180: (523, 142), 270: (142, 62)}  # where the first letter begins
    across, up = places[turn]
    assert line.left - 4 <= across <= line.right + 4
    assert line.bottom - 4 <= up <= line.top + 4


def test_weight_and_slope_come_from_the_font(tmp_path: Path) -> None:
    path = write(Made("made", text("plain", 72, 700), None), tmp_path / "file.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font
        for name, base in (("F2", "Helvetica-Bold"), ("F3", "Times-Italic"), ("F4", "Courier-BoldOblique")):
            fonts[f"/{name}"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{base}"))
        more = "".join(f"BT /F{n} 12 Tf 72 {700 - 20 * n} Td (line {n}) Tj ET\n" for n in (2, 3, 4))
        pdf.pages[0].contents_add(more.encode())
        pdf.save(path)

    lines = read_pdf(path).pages[0].lines
    assert [(line.bold, line.italic) for line in lines] == [
        (False, False),
        (True, False),
        (False, True),
        (True, True),
    ]


def test_labels_and_bookmarks(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    with Pdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D, St=7)]))
        with pdf.open_outline() as outline:
            top = pikepdf.OutlineItem("1 What happened", 0)
            top.children.append(pikepdf.OutlineItem("1.1  The   visit", 2))
            outline.root.append(top)
        pdf.save(path)
    reading = read_pdf(path)

    assert [page.label for page in reading.pages] == ["i", "ii", "7"]
    assert [(e.level, e.title, e.page) for e in reading.outline] == [
        (1, "1 What happened", 1),
        (2, "1.1 The visit", 3),
    ]
    assert [page.source for page in reading.pages] == ["text"] * 3


def test_chosen_pages_only(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        for _ in range(4):
            pdf.add_blank_page()
        pdf.save(tmp_path / "file.pdf")
    assert [page.number for page in read_pdf(tmp_path / "file.pdf", pages={9, 3, 1}).pages] == [1, 3]


def test_a_frame_and_a_panel_are_numbered(tmp_path: Path) -> None:
    content = (
        box(60, 600, 300, 80, ".8 .9 1") + text("Recommendation 1", 72, 650) + text("in the box", 72, 620)
    )
    content += "60 400 300 90 re S\n" + text("framed", 72, 450) + text(SEEN, 72, 300)
    page = _read(content, tmp_path).pages[0]

    boxes = {page.text[line.start : line.end]: line.box for line in page.lines}
    assert boxes["Recommendation 1"] == boxes["in the box"] > 0
    assert boxes["framed"] not in (0, boxes["in the box"])
    assert boxes[SEEN] == 0


def test_cells_of_a_ruled_table(tmp_path: Path) -> None:
    rules = "".join(f"60 {y} 300 .5 re f\n" for y in (700, 660, 620)) + "".join(
        f"{x} 620 .5 80 re f\n" for x in (60, 160, 360)
    )
    words = text("1", 70, 676) + text("Review the pathway", 170, 676) + "BT /F1 12 Tf 70 636 Td (2) Tj "
    words += "100 0 Td (Train all staff) Tj ET\n"
    page = _read(rules + words, tmp_path).pages[0]

    cells = {page.text[line.start : line.end]: line.cell for line in page.lines}
    assert cells == {"1": (0, 0), "Review the pathway": (0, 1), "2": (1, 0), "Train all staff": (1, 1)}


def test_a_picture_without_words_needs_ocr(tmp_path: Path) -> None:
    picture = "q 595 0 0 842 0 0 cm /Picture Do Q\n"
    assert _read(picture, tmp_path, picture=200).pages[0].source == "empty"
    assert _read(picture + text("12", 300, 30), tmp_path, picture=200).pages[0].source == "empty"
    assert _read(picture + text(SEEN, 72, 700), tmp_path, picture=200).pages[0].source == "text"


def test_the_title_in_the_metadata_is_not_read(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = "Orlando"
        pdf.save(tmp_path / "file.pdf")
    assert "Orlando" not in repr(read_pdf(tmp_path / "file.pdf"))


def test_page_lists_in_words() -> None:
    assert page_list([4]) == "p. 4"
    assert page_list([1, 2, 3, 7, 9, 10]) == "pp. 1–3, 7, 9–10"


@pytest.mark.parametrize("hyphen", ["a-\nb", "word\ufffenext", "  \r\n x \r\n", ""])
def test_stretches_cover_every_letter_once(hyphen: str) -> None:
    covered = Counter(place for start, end in stretches(hyphen) for place in range(start, end))
    letters = {place for place, letter in enumerate(hyphen) if not letter.isspace()}
    assert letters <= set(covered)
    assert set(covered.values()) <= {1}


def test_too_many_pages_and_too_many_bytes_are_refused(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        for _ in range(6):
            pdf.add_blank_page()
        pdf.save(tmp_path / "file.pdf")
    with pytest.raises(FileRefused, match=r"6 pages; at most 5 are read\. Split it"):
        read_pdf(tmp_path / "file.pdf", limits=Limits(pages=5))
    with pytest.raises(FileRefused, match="larger than"):
        read_pdf(tmp_path / "file.pdf", limits=Limits(bytes=10))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"hello", b"\x00" * 5_000, b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file.pdf").write_bytes(content)
    with pytest.raises(FileRefused) as caught:
        read_pdf(tmp_path / "file.pdf")
    assert caught.value.reason.endswith(".")
    assert caught.value.advice


def test_a_locked_file_says_so_and_opens_with_its_password(tmp_path: Path) -> None:
    path = write(Made("made", text(SEEN, 72, 700), None), tmp_path / "file.pdf")
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="owner", user="secret"))
        pdf.save(tmp_path / "open.pdf", encryption=pikepdf.Encryption(owner="owner", user=""))
    with pytest.raises(FileRefused, match=r"locked with a password\. Save an unlocked copy and add that\."):
        read_pdf(tmp_path / "locked.pdf")
    with pytest.raises(FileRefused, match="does not open it"):
        read_pdf(tmp_path / "locked.pdf", password="wrong")
    assert SEEN in read_pdf(tmp_path / "locked.pdf", password="secret").pages[0].text
    assert SEEN in read_pdf(tmp_path / "open.pdf").pages[0].text


def test_ten_thousand_pages_are_refused_quickly(sandbox: Sandbox, tmp_path: Path) -> None:
    page = b"".join(
        b"%d 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\n" % n for n in range(3, 10_003)
    )
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 10_003))
    head = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    tree = b"2 0 obj <</Type/Pages/Count 10000/Kids[" + kids + b"]>> endobj\n"
    (tmp_path / "file.pdf").write_bytes(head + tree + page + b"trailer <</Root 1 0 R>>\n%%EOF")
    with pytest.raises(FileRefused, match="10,000 pages"):
        sandbox.call("heeded.engine.reading:read_pdf", tmp_path / "file.pdf")


@pytest.mark.slow
def test_a_bomb_ends_as_a_reading_or_an_error(sandbox: Sandbox, tmp_path: Path) -> None:
    """Half a gigabyte of blanks in a stream of half a megabyte."""
    import zlib

    packer = zlib.compressobj(9)
    squeezed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(50)) + packer.flush()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pdf.make_stream(squeezed, Filter=Name.FlateDecode)
        pdf.save(tmp_path / "file.pdf")
    found = _outcome(sandbox, tmp_path / "file.pdf")
    assert isinstance(found, Reading) or found.advice
    assert sandbox.call("builtins:len", "abc") == 3


@pytest.mark.parametrize("size", [(14_400, 14_400), (1_000_000, 1_000_000), (0, 0), (-5, 3), (1, 100_000)])
def test_absurd_page_sizes(sandbox: Sandbox, tmp_path: Path, size: tuple[int, int]) -> None:
    path = write(Made("made", text(SEEN, 0, 0, before="1 1 1 rg"), None), tmp_path / "file.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.MediaBox = Array([0, 0, *size])
        pdf.save(path)
    reading = sandbox.call("heeded.engine.reading:read_pdf", path)
    assert SEEN not in reading.pages[0].text
    assert sandbox.call("heeded.engine.picture:page_picture", path, 1, width=200)[:4] == b"RIFF"


@needs_oddities
@pytest.mark.parametrize("path", ODDITIES, ids=lambda path: path.name)
def test_odd_files_end_as_a_reading_or_a_refusal(sandbox: Sandbox, path: Path) -> None:
    reading = _outcome(sandbox, path)
    if isinstance(reading, ReadingError):
        assert isinstance(reading, FileRefused)
        assert "password" in reading.reason or "damaged" in reading.reason
        assert reading.advice
        return
    assert reading.pages
    for page in reading.pages:
        assert all(0 <= line.start < line.end <= len(page.text) for line in page.lines)
        assert page.width > 0
        assert page.height > 0


@needs_oddities
def test_files_that_open_without_a_password_are_read() -> None:
    for path in ODDITIES:
        if re.search(r"-(empty|owner)-password", path.name):
            assert len(read_pdf(path).pages[0].text) > 20, path.name


@needs_real
@pytest.mark.slow
def test_nothing_on_the_real_reports_is_called_hidden(sandbox: Sandbox) -> None:
    for path in REAL:
        reading = sandbox.call("heeded.engine.reading:read_pdf", path)
        assert not [item for page in reading.pages for item in page.hidden], path.name
        assert all(
            line.size > 2 for page in reading.pages for line in page.lines if line.end - line.start > 3
        )


@settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_spoilt_file_never_harms_the_owner(sandbox: Sandbox, tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "file.pdf"
    content = bytearray(write(Made("made", text(SEEN, 72, 700), None, picture=90), path).read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    path.write_bytes(bytes(content[: data.draw(st.integers(1, len(content)))]))
    found = _outcome(sandbox, path, 15.0)
    assert isinstance(found, Reading) or found.advice
