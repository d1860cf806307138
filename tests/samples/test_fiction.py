"""Every page says that it is fiction, and the manifest does."""

from pathlib import Path
from typing import Any

import pypdfium2

from heeded.samples._marks import FICTIONAL
from heeded.samples._source import read_source
from heeded.samples._typst import set_pdf
from heeded.samples.build import SOURCES

from .printed import letters, pages_of


def test_every_page_says_fictional(built: Path, manifest: list[dict[str, Any]]) -> None:
    for entry in manifest:
        for number, page in enumerate(pages_of(built / entry["file"]), 1):
            if entry["layout"] != "scan":
                assert letters(FICTIONAL) in letters(page), (entry["file"], number)


def test_every_page_that_is_scanned_says_fictional(manifest: list[dict[str, Any]], tmp_path: Path) -> None:
    """The picture has no text, so the pages that were pictured are asked."""
    for entry in manifest:
        if entry["layout"] == "scan":
            pdf, _ = set_pdf(read_source(SOURCES / f"{Path(entry['file']).stem}.md"))
            (tmp_path / "before.pdf").write_bytes(pdf)
            assert all(letters(FICTIONAL) in letters(page) for page in pages_of(tmp_path / "before.pdf"))


def test_a_word_file_says_so_in_its_foot(built: Path, manifest: list[dict[str, Any]]) -> None:
    import docx

    for entry in manifest:
        if entry["layout"] == "docx":
            sections = docx.Document(str(built / entry["file"])).sections
            assert all(FICTIONAL in section.footer.paragraphs[0].text for section in sections)


def test_the_manifest_says_so(manifest: list[dict[str, Any]]) -> None:
    assert manifest
    assert all(entry["fictional"] is True for entry in manifest)


def test_a_scan_is_pictures_only(built: Path, manifest: list[dict[str, Any]]) -> None:
    scans = [built / entry["file"] for entry in manifest if entry["layout"] == "scan"]
    assert scans
    for path in scans:
        assert all(not page.strip() for page in pages_of(path))
        assert 6 <= len(pypdfium2.PdfDocument(path)) <= 8


def test_pages_are_labelled_roman_then_arabic(built: Path) -> None:
    document = pypdfium2.PdfDocument(built / "01-ellerwick-baby-j.pdf")
    assert [document.get_page_label(index) for index in range(4)] == ["i", "ii", "1", "2"]
    document.close()
