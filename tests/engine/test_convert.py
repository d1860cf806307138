"""Printing to PDF with LibreOffice: what is seen arrives, numbers included, and what is not seen does not."""

from pathlib import Path

import pypdfium2
import pytest

from heeded.engine.reading import _convert
from heeded.engine.reading._convert import office, to_pdf
from heeded.engine.reading._errors import FileRefused, ReaderTooSlow
from heeded.engine.sandbox import Sandbox
from tests.engine.files_made import item, level, make_docx, numbering, paragraph, run

needs_office = pytest.mark.needs("libreoffice")


def text_of(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return pages


@pytest.mark.slow
@needs_office
def test_a_word_file_arrives_with_numbers_and_without_secrets(tmp_path: Path) -> None:
    body = (
        paragraph("Background", "H1")
        + paragraph(
            run("Seen ")
            + run("secret1", "<w:vanish/>")
            + run("secret2", '<w:color w:val="FFFFFF"/>')
            + '<w:del w:id="1"><w:r><w:delText>secret3</w:delText></w:r></w:del>'
            '<w:ins w:id="2"><w:r><w:t>added</w:t></w:r></w:ins><w:r><w:commentReference w:id="1"/></w:r>'
        )
        + item("first", level=0)
        + item("deep", level=1)
        + item("second", level=0)
    )
    made = make_docx(
        tmp_path / "a",
        body,
        macros=True,
        numbering=numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")),
        comments='<w:comment w:id="1"><w:p><w:r><w:t>secret4</w:t></w:r></w:p></w:comment>',
    )
    to_pdf(made, tmp_path / "out.pdf")
    (words,) = text_of(tmp_path / "out.pdf")
    assert words.split() == ["Background", "Seen", "added", "1.", "first", "1.1", "deep", "2.", "second"]
    assert b"secret" not in (tmp_path / "out.pdf").read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "out.pdf"]
    first = (tmp_path / "out.pdf").read_bytes()
    to_pdf(made, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == first


@pytest.mark.slow
@needs_office
def test_web_pages_and_text_arrive(tmp_path: Path) -> None:
    (tmp_path / "page").write_text(
        "<html><script>secret</script><h1>Head</h1><ol start=4><li>item</ol><p hidden>secret"
    )
    to_pdf(tmp_path / "page", tmp_path / "page.pdf")
    assert " ".join(text_of(tmp_path / "page.pdf")).split() == ["Head", "4.", "item"]
    (tmp_path / "text").write_bytes("Price £5\n\n  indented\fNext page".encode("cp1252"))
    to_pdf(tmp_path / "text", tmp_path / "text.pdf")
    assert [page.split() for page in text_of(tmp_path / "text.pdf")] == [
        ["Price", "£5", "indented"],
        ["Next", "page"],
    ]


@pytest.mark.slow
@needs_office
def test_a_strangers_file_is_parsed_in_the_sandbox(tmp_path: Path) -> None:
    asked: list[str] = []
    with Sandbox() as sandbox:

        def call(function: str, *arguments: Path, timeout: float) -> object:
            asked.append(function.rpartition(":")[2])
            return sandbox.call(function, *arguments, timeout=timeout)

        to_pdf(make_docx(tmp_path / "a", paragraph("Words")), tmp_path / "out.pdf", call=call)
    assert asked == ["safe_copy", "tidy"]
    assert text_of(tmp_path / "out.pdf")[0].split() == ["Words"]


@needs_office
def test_a_slow_print_is_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    made = make_docx(tmp_path / "a", paragraph("x"))
    with pytest.raises(ReaderTooSlow) as slow:
        to_pdf(made, tmp_path / "out.pdf", timeout=0.05)
    assert slow.value.advice.endswith(".")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_without_libreoffice_the_one_line_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_convert.shutil, "which", lambda name: None)
    assert office() is None
    with pytest.raises(FileRefused) as refused:
        to_pdf(make_docx(tmp_path / "a", paragraph("x")), tmp_path / "out.pdf")
    assert "apt-get install" in refused.value.advice


@needs_office
def test_the_version_is_told() -> None:
    assert _convert.office_tool().startswith("LibreOffice ")


@needs_office
def test_what_is_not_printed_is_refused_before_libreoffice_starts(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"%PDF-1.4\n")
    with pytest.raises(FileRefused):
        to_pdf(tmp_path / "a", tmp_path / "out.pdf", timeout=0.01)


def test_the_profile_is_well_formed_and_forbids_macros(tmp_path: Path) -> None:
    from lxml import etree

    _convert._write_profile(tmp_path)
    root = etree.parse(tmp_path / "user" / "registrymodifications.xcu").getroot()
    said = {
        each.find("prop").get("{http://openoffice.org/2001/registry}name"): each.findtext(".//value")
        for each in root
    }
    assert said["DisableMacrosExecution"] == "true"
    assert said["MacroSecurityLevel"] == "3"
