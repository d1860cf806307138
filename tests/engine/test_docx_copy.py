"""Copies of Word files: what was hidden, deleted, commented or known of the file is in no byte of them."""

import struct
import zipfile
from pathlib import Path

import pytest

from heeded.engine.reading._docx import read_docx, unsettled_changes
from heeded.engine.reading._docx_copy import docx_without_metadata, settled_docx
from heeded.engine.reading._picture_metadata import without_picture_metadata
from heeded.engine.reading._recognise import recognise
from tests.engine.files_made import item, level, make_docx, numbering, paragraph, run

BODY = (
    paragraph("Open words", "H1")
    + '<w:p w:rsidR="00AB12CD">'
    + run("Seen ")
    + run("secret1", "<w:vanish/>")
    + run("secret2", '<w:color w:val="FFFFFF"/>')
    + '<w:del w:id="1" w:author="secretperson" w:date="2020-01-01T00:00:00Z">'
    + "<w:r><w:delText>secret3</w:delText></w:r></w:del>"
    + '<w:ins w:id="2" w:author="secretperson"><w:r><w:t>added</w:t></w:r></w:ins>'
    + '<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    + item("numbered")
)
COMMENTS = '<w:comment w:id="1" w:author="secretperson"><w:p><w:r><w:t>secret4</w:t></w:r></w:p></w:comment>'
NUMBERS = numbering(level(0, "decimal", "%1."))


def everything(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "\n".join(
            [*archive.namelist(), *(archive.read(n).decode("latin-1") for n in archive.namelist())]
        )


def lines(path: Path) -> list[str]:
    page = read_docx(path).pages[0]
    return [page.text[line.start : line.end] for line in page.lines]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_docx(tmp_path / "source.docx", BODY, macros=True, comments=COMMENTS, numbering=NUMBERS)


def test_a_settled_copy_reads_the_same_and_holds_no_secret(tmp_path: Path, source: Path) -> None:
    copy = tmp_path / "copy.docx"
    settled_docx(source, copy)
    assert "secret" not in everything(copy)
    assert lines(copy) == lines(source) == ["Open words", "Seen added", "1. numbered"]
    assert unsettled_changes(copy) == 0
    assert read_docx(copy).notes == ()
    assert recognise(copy, name="copy.docx").notes == ()


def test_without_metadata_the_words_stay_and_the_rest_goes(tmp_path: Path, source: Path) -> None:
    copy = tmp_path / "copy.docx"
    docx_without_metadata(source, copy)
    text = everything(copy)
    for gone in (
        "secretperson",
        "secretauthor",
        "secretmacro",
        "secret4",
        "rsidR",
        "2020-01-01",
        "vbaProject",
    ):
        assert gone not in text
    assert "secret3" in text  # settling is a decision of its own
    assert unsettled_changes(copy) == 2
    assert not recognise(copy, name="copy.docx").macros


def test_the_same_file_gives_the_same_copy(tmp_path: Path, source: Path) -> None:
    settled_docx(source, tmp_path / "a")
    settled_docx(source, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_outside_parts_are_left_behind_and_links_stay(tmp_path: Path) -> None:
    path = make_docx(
        tmp_path / "a.docx",
        paragraph('<w:hyperlink r:id="rLink"><w:r><w:t>site</w:t></w:r></w:hyperlink>')
        + paragraph('<w:r><w:drawing><a:blip r:link="rPicture"/></w:drawing></w:r>' + run("words"))
        + '<w:altChunk r:id="rChunk"/>',
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rLink" Type="{kinds}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
        f'<Relationship Id="rPicture" Type="{kinds}/image" Target="http://secret.example/x.png" TargetMode="External"/>'
        f'<Relationship Id="rT" Type="{kinds}/attachedTemplate" Target="file://secret/x.dotm" TargetMode="External"/>'
        f'<Relationship Id="rChunk" Type="{kinds}/aFChunk" Target="secret.html"/></Relationships>',
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**parts, "word/secret.html": "secret"}.items():
            archive.writestr(name, data)
    settled_docx(path, tmp_path / "copy.docx")
    text = everything(tmp_path / "copy.docx")
    assert "secret" not in text
    assert "https://example.org/" in text
    assert "altChunk" not in text
    assert lines(tmp_path / "copy.docx") == ["site", "words"]


@pytest.mark.parametrize("told", ["INCLUDETEXT secret.docx", "DDEAUTO secret", "AUTHOR secret", ""])
def test_fields_that_fetch_or_tell_become_their_words(tmp_path: Path, told: str) -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end")]
    field = f"{marks[0]}<w:r><w:instrText>{told}</w:instrText></w:r>{marks[1]}{run('shown')}{marks[2]}"
    path = make_docx(tmp_path / "a.docx", paragraph(field))
    settled_docx(path, tmp_path / "copy.docx")
    assert "fldChar" not in everything(tmp_path / "copy.docx")
    assert lines(tmp_path / "copy.docx") == ["shown"]


def test_page_references_stay_fields(tmp_path: Path) -> None:
    path = make_docx(
        tmp_path / "a.docx", paragraph(f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>')
    )
    settled_docx(path, tmp_path / "copy.docx")
    assert "fldSimple" in everything(tmp_path / "copy.docx")


def test_pictures_lose_what_they_tell() -> None:
    told = b"\xff\xe1" + struct.pack(">H", 10) + b"Exif\0\0xx"
    kept = b"\xff\xdb" + struct.pack(">H", 4) + b"qq"
    picture = b"\xff\xda\x00\x02data\xff\xd9"
    assert without_picture_metadata(b"\xff\xd8" + told + kept + picture) == b"\xff\xd8" + kept + picture
    behind = b"secret film \xff\xd8"
    assert without_picture_metadata(b"\xff\xd8" + told + picture + behind) == b"\xff\xd8" + picture
    cut = b"\xff\xda\x00\x02da\xff\x00ta\xff"
    assert without_picture_metadata(b"\xff\xd8" + told + cut) == b"\xff\xd8" + cut
    head, end = b"\x89PNG\r\n\x1a\n", b"\0\0\0\0IENDcccc"
    assert without_picture_metadata(head + b"\0\0\0\x04tEXtsecrcccc" + end) == head + end
    assert without_picture_metadata(b"\xff\xd8\xff") == b"\xff\xd8\xff"
    assert without_picture_metadata(b"GIF89a") == b"GIF89a"
