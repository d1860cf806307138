"""A scan: the pages of a PDF as slightly skewed grey pictures, with nothing of the text kept."""

import io
import time

import pypdfium2
from PIL import Image

_DOTS_PER_INCH = 170
_SKEW_DEGREES = (0.35, -0.5, 0.2, -0.3, 0.6)  # as sheets lie on the glass, one after the other
_PAPER = 244
_NO_DAY = time.struct_time((2000, 1, 1, 0, 0, 0, 5, 1, 0))


def scan(pdf: bytes) -> bytes:
    """The same pages as a copier would give them: one JPEG a page, no text layer."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [_sheet(document[index], index) for index in range(len(document))]
    finally:
        document.close()
    scanned = io.BytesIO()
    pages[0].save(
        scanned,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=_DOTS_PER_INCH,
        quality=55,
        creationDate=_NO_DAY,
        modDate=_NO_DAY,
    )
    return scanned.getvalue()


def _sheet(page: pypdfium2.PdfPage, index: int) -> Image.Image:
    picture: Image.Image = page.render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_pil().convert("L")
    picture = picture.point(lambda value: 40 + value * (_PAPER - 40) // 255)
    angle = _SKEW_DEGREES[index % len(_SKEW_DEGREES)]
    return picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=_PAPER)
