"""What a built file prints, page by page, read with plain tools and never with Heeded's own reader."""

import re
import zipfile
from pathlib import Path

import pypdfium2
from lxml import etree, html

from heeded.samples._marks import FICTIONAL

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pages_of(path: Path) -> list[str]:
    """The text of each page; one page for a file that has none; empty pages for a scan."""
    if path.suffix == ".pdf":
        return _pdf_pages(path)
    if path.suffix == ".docx":
        return [_docx_text(path)]
    text = path.read_text(encoding="utf-8")
    return [html.fromstring(text.encode()).text_content() if path.suffix == ".html" else text]


def letters(text: str) -> str:
    """Letters and figures only: blind to line ends, hyphens and numbering marks."""
    return re.sub(r"[\W_]+", "", text).lower()


def without_furniture(page: str, running_head: str) -> str:
    """The letters of a page without its running head and foot, so that two pages can be read as one."""
    found = re.sub(letters(FICTIONAL) + r"(\d+|[ivx]+)$", "", letters(page))
    return found.replace(letters(running_head), "", 1)


def _pdf_pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _docx_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(each.itertext(f"{_WORD}t")) for each in root.iter(f"{_WORD}p"))
