"""Files as boards hand them in, each with things in it that nobody sees on its pages. All fiction; whatever must not
come out is called "secret"."""

import io
import zipfile
from pathlib import Path

import pikepdf
import xlsxwriter
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from tests.engine.files_made import make_docx, paragraph, run

_PLACE = 0x8825  # where Exif keeps latitude and longitude
_WAY_UP = 0x0112


def photograph(path: Path, kind: str = "JPEG", *, size: tuple[int, int] = (40, 20), way_up: int = 6) -> Path:
    """A picture, red on its left half, with its place, its author and its camera."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[_WAY_UP], exif[0x013B], exif[0x0110] = way_up, "secret author", "secret camera"
    exif.get_ifd(_PLACE).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
    picture.save(path, kind, exif=exif, **({"comment": "secret comment"} if kind == "JPEG" else {}))
    if kind == "JPEG":
        with path.open("ab") as end:
            end.write(b"secret film behind the picture")
    return path


def document(path: Path) -> Path:
    """A Word file with an author, a comment, tracked changes and hidden words."""
    body = (
        paragraph("Audit of 20 case files")
        + "<w:p>"
        + run("18 name the men")
        + run("secret words", "<w:vanish/>")
        + '<w:del w:id="1" w:author="secret person"><w:r><w:delText>secret deletion</w:delText></w:r></w:del>'
        + '<w:ins w:id="2" w:author="secret person"><w:r><w:t> of the household</w:t></w:r></w:ins>'
        + '<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    comment = (
        '<w:comment w:id="1" w:author="secret person"><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:comment>'
    )
    return make_docx(path, body, comments=comment, core="secret author")


def workbook(path: Path, *, chart_of: str = "Audit", formula: bool = False) -> Path:
    """A workbook with an author, a comment, a hidden sheet, a hidden row and column, a name, and a chart."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": "secret author", "company": "secret trust"})
    book.define_name("secret_name", "='Raw data'!$A$1")
    shown, raw = book.add_worksheet("Audit"), book.add_worksheet("Raw data")
    rows = (["Month", "secret column", "Named"], ["March", "secret C", 18], ["secret row", "x", 1])
    for number, row in enumerate(rows):
        shown.write_row(number, 0, row)
    shown.set_row(2, None, None, {"hidden": True})
    shown.set_column(1, 1, None, None, {"hidden": True})
    shown.write_comment("C2", "secret remark", {"author": "secret person"})
    shown.write_url("A5", "https://example.org/audit", string="See the audit")
    shown.write_url("A6", "external:C:\\secret\\folder.xlsx", string="See the folder")
    if formula:
        shown.write_formula("C6", "=SUM('Raw data'!B1:B9)", None, 42)
    raw.write_row(0, 0, ["secret child", 4])
    raw.hide()
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": [chart_of, 1, 2, 1, 2]})
    shown.insert_chart("E2", chart)
    book.close()
    return path


def slides(path: Path) -> Path:
    """Slides with an author, notes, a hidden slide, a hidden box, a picture with its place, a chart with its workbook
    and a jump to the hidden slide."""
    show = Presentation()
    show.core_properties.author = "secret author"
    first, hidden = (show.slides.add_slide(show.slide_layouts[5]) for _ in "ab")
    first.shapes.title.text = "What the audit found"
    hidden.shapes.title.text = "secret slide"
    hidden._element.set("show", "0")
    first.notes_slide.notes_text_frame.text = "secret notes"
    box = first.shapes.add_textbox(0, 0, Inches(1), Inches(1))
    box.text_frame.text = "secret box"
    box._element.nvSpPr.cNvPr.set("hidden", "1")
    first.shapes.title.click_action.target_slide = hidden
    picture = io.BytesIO(photograph(path.with_suffix(".jpg")).read_bytes())
    first.shapes.add_picture(picture, Inches(2), Inches(2), Inches(2))
    _add_chart(first)
    show.save(str(path))
    return path


def _add_chart(slide: object) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["March", "September"]
    data.add_series("Named", (8, 14))  # type: ignore[no-untyped-call]
    slide.shapes.add_chart(  # type: ignore[attr-defined]
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(4), Inches(3), Inches(4), Inches(3), data
    )


def printed(path: Path) -> Path:
    """A PDF with document information, XMP and an attachment."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 200))
    page = pdf.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(b"BT /F1 14 Tf 20 150 Td (Audit of 20 case files) Tj ET")
    pdf.docinfo["/Author"] = "secret author"
    with pdf.open_metadata() as xmp:
        xmp["dc:creator"] = ["secret author"]
    pdf.attachments["secret.txt"] = b"secret attachment"
    pdf.save(path, compress_streams=False)
    return path


def everything(path: Path) -> bytes:
    """All that lies in a file: of an archive the names and contents of all that it holds."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(
            [*(name.encode() for name in archive.namelist()), *map(archive.read, archive.namelist())]
        )
