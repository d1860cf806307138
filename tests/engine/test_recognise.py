"""Files are known by what is in them; what is not taken is refused in plain words with what to do."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._recognise import recognise
from tests.engine.files_made import make_docx, paragraph

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "file"
    path.write_bytes(data)
    return path


def zipped(tmp_path: Path, *files: tuple[str, bytes]) -> Path:
    path = tmp_path / "file"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files:
            archive.writestr(name, data)
    return path


def picture_in(form: str) -> bytes:
    sink = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(sink, form)
    return sink.getvalue()


@pytest.mark.parametrize(
    "data, kind, encoding",
    [
        (b"%PDF-1.7\n%", "pdf", None),
        (b"\r\n\r\n junk before %PDF-1.4\n", "pdf", None),
        (b"<!DOCTYPE html><html><body>Words", "html", "utf-8"),
        (b"\xef\xbb\xbf<html><body>Words", "html", "utf-8-sig"),
        (
            b'<?xml version="1.0"?>\n<!-- saved -->\n<html xmlns="http://www.w3.org/1999/xhtml">',
            "html",
            "utf-8",
        ),
        ("<html><p>Words of a page".encode("utf-16"), "html", "utf-16"),
        (b'<html><meta charset="windows-1252"><p>caf\xe9 in a page', "html", "cp1252"),
        (b"Plain words\nand more.\n", "plain", "utf-8"),
        ("Plain words £".encode("cp1252"), "plain", "cp1252"),
        ("Geiriau plaen ŵ ŷ".encode("utf-16-le"), "plain", "utf-16-le"),
        (b"A review of p < 0.05 and <em>notes</em>", "plain", "utf-8"),
    ],
)
def test_a_file_is_what_it_holds(tmp_path: Path, data: bytes, kind: str, encoding: str | None) -> None:
    found = recognise(written(tmp_path, data), name="")
    assert (found.kind, found.encoding) == (kind, encoding)
    assert found.notes == ()


def test_a_word_file_is_not_taken_for_an_archive(tmp_path: Path) -> None:
    assert recognise(make_docx(tmp_path / "a", paragraph("x")), name="a.docx").kind == "docx"
    assert recognise(zipped(tmp_path, ("report.pdf", b"%PDF-1.4 stored")), name="a.zip").kind == "zip"


def test_macros_are_said_and_the_words_still_read(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a", paragraph("x"), macros=True)
    for name in ("a.docm", "a.docx"):
        found = recognise(path, name=name)
        assert found.macros
        assert "never run" in found.notes[-1]


@pytest.mark.parametrize(
    "name", ["report.pdf", "报告.PDF", "отчёт.pdf", "تقرير.pdf", "r\u202efdp.pdf", "a.b.pdf"]
)
def test_a_wrong_extension_is_noted_in_any_script(tmp_path: Path, name: str) -> None:
    found = recognise(written(tmp_path, b"<html><body>Words"), name=name)
    assert found.kind == "html"
    assert found.notes == ("The name ends in “.pdf”, but the file is a web page and was read as one.",)


@pytest.mark.parametrize("name", ["report.txt", "notes.md", "no-extension", "notes.weird", ".txt", ""])
def test_names_of_text_files_are_not_remarked(tmp_path: Path, name: str) -> None:
    assert recognise(written(tmp_path, b"Plain words"), name=name).notes == ()


REFUSED = [
    (b"", "empty"),
    (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    (OLE + "Workbook".encode("utf-16-le"), "old kind"),
    (OLE + "__substg1.0_1000".encode("utf-16-le"), "mail"),
    (picture_in("JPEG"), "picture"),
    (picture_in("PNG"), "picture"),
    (picture_in("TIFF"), "picture"),
    (picture_in("GIF"), "picture"),
    (picture_in("BMP"), "picture"),
    (picture_in("WEBP"), "picture"),
    (b"\0\0\0\x18ftypheic", "picture"),
    (b"\0\0\0\x18ftypmp42", "recording"),
    (b"{\\rtf1 words}", "Rich Text"),
    (b"\x1f\x8b\x08words", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"MZ\x90\0", "program"),
    (b"\x7fELF\x02", "program"),
    (b"SQLite format 3\0", "database"),
    (b"%!PS-Adobe-3.0\n", "PostScript"),
    (b"words\0and\0nothing" * 9, "not text"),
    (bytes(range(256)) * 40, "not text"),
    (b'<?xml version="1.0"?><data/>', "XML"),
    (b"From: a\r\nMIME-Version: 1.0\r\nSubject: b\r\n\r\nwords", "mail"),
    (b"PK\x03\x04 cut short", "broken"),
]


@pytest.mark.parametrize("data, word", REFUSED, ids=[word + str(at) for at, (_, word) in enumerate(REFUSED)])
def test_everything_else_is_refused_with_reason_and_advice(tmp_path: Path, data: bytes, word: str) -> None:
    with pytest.raises(FileRefused) as refused:
        recognise(written(tmp_path, data), name="报告.pdf")
    assert word in refused.value.reason
    assert refused.value.reason.endswith(".")
    assert refused.value.advice.endswith(".")


@pytest.mark.parametrize(
    "files, word",
    [
        ([("[Content_Types].xml", b"spreadsheetml.sheet")], "spreadsheet"),
        ([("[Content_Types].xml", b"presentationml.slideshow")], "slide show"),
        ([("[Content_Types].xml", b"something")], "unknown kind"),
        ([("mimetype", b"application/vnd.oasis.opendocument.text")], "OpenDocument"),
        ([("mimetype", b"application/epub+zip")], "electronic book"),
        ([("META-INF/MANIFEST.MF", b"")], "program"),
        ([], "empty"),
    ],
)
def test_other_files_made_of_parts_are_named(
    tmp_path: Path, files: list[tuple[str, bytes]], word: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        recognise(zipped(tmp_path, *files), name="a.docx")
    assert word in refused.value.reason


@pytest.mark.parametrize("content", ['[{"number": "1"}]', '{"a": 1}', ' [ "x" ]'])
def test_data_files_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "export.json"
    path.write_text(content)
    with pytest.raises(FileRefused, match="JSON"):
        recognise(path, name=path.name)


def test_a_footnote_number_in_brackets_is_text(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("[1] See the earlier report. The board accepted it.")
    assert recognise(path, name=path.name).kind == "plain"
