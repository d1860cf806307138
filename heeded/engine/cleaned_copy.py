"""Writes copies of PDFs: one without metadata, for serving a published original, and one in which hidden text
is really gone.

Call these inside a `heeded.engine.sandbox.Sandbox`: they open strangers' files. The same file always gives the
same bytes.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from heeded.engine._pdf_actions import disarm
from heeded.engine.reading import _pdfium as pdfium
from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._pdf import concealed, read_pdf
from heeded.engine.reading._pdf_drawn import Drawn, Walker, extent
from heeded.engine.reading._pdf_hidden import has_layers_off, has_marks
from heeded.engine.reading._picture_metadata import without_picture_metadata

_DOTS = 200 / 72  # pixels a point of a page that is turned into a picture
_WIDEST = 4_000
_ABOUT_THE_FILE = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/Perms")
_ABOUT_THE_CATALOGUE = (
    "/OpenAction",
    "/AA",
    "/Collection",
    "/Requirements",
    "/Legal",
    "/Threads",
    "/SpiderInfo",
)
_ABOUT_A_NOTE = (
    "/T",
    "/M",
    "/NM",
    "/CreationDate",
    "/Subj",
    "/AA",
    "/RC",
    "/Contents",
    "/Popup",
    "/IRT",
    "/DS",
    "/DA",
)
_WORDS_OF_NOTES = {
    "/Text",
    "/Popup",
    "/FileAttachment",
    "/Sound",
    "/Caret",
    "/Movie",
    "/Screen",
    "/RichMedia",
    "/3D",
}


def without_metadata(source: Path, target: Path) -> None:
    """Writes `source` to `target` with the same pages but nothing about who made it, when and with what: no
    document information, XMP, attachments, scripts, thumbnails, comments or their authors.

    Raises FileRefused.
    """
    with _opened(source) as pdf:
        _strip_file(pdf)
        for page in pdf.pages:
            _strip_notes(page)
        _save(pdf, target)


def cleaned_copy(source: Path, target: Path) -> None:
    """Writes `source` to `target` without metadata, comments and hidden text.

    Pages that hold hidden text become pictures of themselves (they need OCR to be read again), since that is the
    one way to be sure. Raises FileRefused, also where hidden text would be left.
    """
    affected, telling_bookmarks = concealed(source)
    affected |= _laid_over(source)
    with _opened(source) as pdf:
        _strip_file(pdf)
        for name in ("/StructTreeRoot", "/MarkInfo", "/AcroForm", "/OCProperties"):
            _drop(pdf.Root, name)
        if telling_bookmarks:
            _drop(pdf.Root, "/Outlines")
        for number, page in enumerate(pdf.pages, start=1):
            if number in affected:
                _become_picture(pdf, page, source, number)
            else:
                _keep_links(page)
        _save(pdf, target)
    left = [page.number for page in read_pdf(target).pages if any(item.end for item in page.hidden)]
    if left:
        target.unlink()
        raise FileRefused(
            "This file could not be cleaned.", "Print it to paper or to a picture and scan that."
        )


def hiding_pages(source: Path) -> set[int]:
    """Numbers of the pages that hide something, or on which something lies over a picture. Raises FileRefused."""
    return concealed(source)[0] | _laid_over(source)


def _laid_over(source: Path) -> set[int]:
    """Numbers of the pages on which something lies over a picture, as a note or in a layer of its own."""
    found: set[int] = set()
    layers = has_layers_off(source, None)
    walker = Walker()
    with pdfium.opened(source) as document:
        for index in range(pdfium.page_count(document)):
            page = pdfium.load_page(document, index)
            if page:
                if layers or has_marks(page) or _something_over_a_picture(walker.walk(page)):
                    found.add(index + 1)
                pdfium.close_page(page)
    return found


def _something_over_a_picture(drawn: Drawn) -> bool:
    """Whether a filled shape was painted over a part of a picture that a reader may want back."""
    pictures = [area for area in drawn.areas if area.picture]
    for shape in drawn.areas:
        for picture in pictures:
            if shape.order > picture.order and _common(shape.box, picture.box) > 20.0:
                return True
    return False


def _common(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return extent((left, bottom, right, top)) if right > left and top > bottom else 0.0


def _opened(source: Path) -> Pdf:
    try:
        return pikepdf.open(source)
    except pikepdf.PasswordError as error:
        raise FileRefused(
            "This PDF is locked with a password.", "Save an unlocked copy and add that."
        ) from error
    except (pikepdf.PdfError, ValueError) as error:
        raise FileRefused(
            "This PDF is too damaged to be copied.",
            "Open it in a PDF reader, save it as a new PDF and add that.",
        ) from error


def _save(pdf: Pdf, target: Path) -> None:
    try:
        pdf.save(target, deterministic_id=True, fix_metadata_version=False)
    except (pikepdf.PdfError, RuntimeError) as error:
        raise FileRefused(
            "This PDF is too damaged to be copied.",
            "Open it in a PDF reader, save it as a new PDF and add that.",
        ) from error


def _strip_file(pdf: Pdf) -> None:
    """Removes what is about the file rather than on its pages."""
    _drop(pdf.trailer, "/Info")
    for name in _ABOUT_THE_CATALOGUE + _ABOUT_THE_FILE:
        _drop(pdf.Root, name)
    _drop(pdf.Root, "/AF")
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        for name in ("/EmbeddedFiles", "/JavaScript", "/AlternatePresentations", "/Renditions"):
            _drop(names, name)
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary):
        _drop(form, "/XFA")
    for thing in pdf.objects:
        if isinstance(thing, Dictionary | pikepdf.Stream):
            _strip_object(thing)
            disarm(thing)


def _strip_object(thing: Any) -> None:
    for name in _ABOUT_THE_FILE:
        _drop(thing, name)
    _drop(thing, "/AF")
    if isinstance(thing, pikepdf.Stream):
        for name in ("/F", "/Ref"):  # words or drawings fetched from elsewhere
            _drop(thing, name)
    if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == Name.DCTDecode:
        raw = thing.read_raw_bytes()
        bare = without_picture_metadata(raw)
        if bare != raw:
            thing.write(bare, filter=Name.DCTDecode)


def _drop(thing: Any, name: str) -> None:
    if name in thing:
        del thing[name]


def _notes(page: pikepdf.Page) -> Iterator[Any]:
    notes = page.obj.get("/Annots")
    if isinstance(notes, Array):
        yield from (note for note in notes if isinstance(note, Dictionary))


def _strip_notes(page: pikepdf.Page) -> None:
    """Comments go; marks stay without their authors; a text box becomes a grey one, since it may lie on words."""
    kept = []
    for note in _notes(page):
        kind = str(note.get("/Subtype", ""))
        if kind in _WORDS_OF_NOTES:
            continue
        if kind == "/FreeText":
            _drop(note, "/AP")
            note["/Subtype"], note["/IC"], note["/C"] = (
                Name.Square,
                Array([0.7, 0.7, 0.7]),
                Array([0.7, 0.7, 0.7]),
            )
        if kind != "/Widget":
            for name in _ABOUT_A_NOTE:
                _drop(note, name)
        kept.append(note)
    _put_notes(page, kept)


def _keep_links(page: pikepdf.Page) -> None:
    kept = [note for note in _notes(page) if str(note.get("/Subtype", "")) == "/Link"]
    for note in kept:
        for name in (*_ABOUT_A_NOTE, "/StructParent"):
            _drop(note, name)
    _put_notes(page, kept)
    _drop(page.obj, "/StructParents")


def _put_notes(page: pikepdf.Page, kept: list[Any]) -> None:
    if kept:
        page.obj["/Annots"] = Array(kept)
    else:
        _drop(page.obj, "/Annots")


def _become_picture(pdf: Pdf, page: pikepdf.Page, source: Path, number: int) -> None:
    """Replaces all that is on a page by the picture of it, upright, at the same size."""
    from heeded.engine.picture import drawn_page

    picture, width, height = drawn_page(source, number, dots=_DOTS, widest=_WIDEST)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=88, subsampling=0)
    image = pdf.make_stream(jpeg.getvalue())
    image.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=picture.width,
            Height=picture.height,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
    )
    for name in list(page.obj.keys()):
        if name not in ("/Type", "/Parent"):
            del page.obj[name]
    page.obj["/MediaBox"] = page.obj["/CropBox"] = Array([0, 0, round(width, 3), round(height, 3)])
    page.obj["/Rotate"] = 0
    page.obj["/Resources"] = Dictionary(XObject=Dictionary(Page=image))
    page.obj["/Contents"] = pdf.make_stream(
        f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Page Do Q".encode("ascii")
    )
