"""What is taken away: every line with its page and address, the version and its state, tagged where it can be."""

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from docx import Document as Word
from pptx import Presentation

from heeded.briefing import services
from heeded.briefing.exports import Look, as_docx, as_pdf, as_pptx, as_text
from heeded.briefing.shown import ShownBriefing, ShownLine, show
from heeded.engine.citation import as_text as place_in_address
from heeded.engine.reading import read_pdf
from heeded.library.models import Document
from heeded.people.viewer import OPERATOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(published: Document) -> ShownBriefing:
    published.work.fictional = True
    published.work.save()
    version = services.propose_briefing(published.work, by=OPERATOR).versions.get()
    services.add_line(version, role="learning", text="The editor’s own thought.", by=OPERATOR)
    version.refresh_from_db()
    return show(OPERATOR, version)


def address(line: ShownLine) -> str:
    return (
        f"https://heeded.example/documents/{line.document}/at/{place_in_address(line.spans)}/"
        if line.document
        else ""
    )


def lines(shown: ShownBriefing) -> list[ShownLine]:
    return [line for part in shown.parts for line in part.lines]


def test_plain_text_holds_every_line_and_address(shown: ShownBriefing) -> None:
    text = as_text(shown, address).content.decode()
    flat = " ".join(text.split())
    for line in lines(shown):
        assert " ".join(line.text.split()) in flat and address(line) in text
    assert "Drafted" not in text and "not checked" in text and "FICTIONAL" in text
    assert "editor’s words" in text
    assert max(len(row) for row in text.splitlines() if "https:" not in row) <= 76


def test_the_pdf_is_tagged_and_every_page_number_is_a_link(shown: ShownBriefing) -> None:
    export = as_pdf(shown, address, Look())
    with pikepdf.open(io.BytesIO(export.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        links = {
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/URI" in note.get("/A", {})
        }
        assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()
    assert links == {address(line) for line in lines(shown) if line.document}


def test_a_pdf_says_what_is_typed_and_runs_nothing(published: Document, tmp_path: Path) -> None:
    hostile = '#panic("typed") $x$ *a* _b_ <script> \\ "quoted" @key'
    version = services.propose_briefing(published.work, by=OPERATOR).versions.get()
    services.add_line(version, role="learning", text=hostile, by=OPERATOR)
    (tmp_path / "made.pdf").write_bytes(as_pdf(show(OPERATOR, version), address, Look()).content)
    words = " ".join(" ".join(page.text for page in read_pdf(tmp_path / "made.pdf").pages).split())
    assert '#panic("typed") $x$ *a* _b_ <script>' in words.replace("“", '"').replace("”", '"')


def test_word_has_headings_lists_and_links(shown: ShownBriefing) -> None:
    word = Word(io.BytesIO(as_docx(shown, address, Look()).content))
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Heading 1", "Heading 2", "List Bullet"} <= styles
    targets = {relation.target_ref for relation in word.part.rels.values() if relation.is_external}
    assert targets == {address(line) for line in lines(shown) if line.document}
    assert len(word.tables) == 1 and len(word.tables[0].rows) == 1 + len(shown.recommendations)


def test_a_boards_own_template_is_used(shown: ShownBriefing, tmp_path: Path) -> None:
    mine = Word()
    mine.sections[0].header.paragraphs[0].text = "Invented Safeguarding Board"
    mine.save(tmp_path / "mine.docx")
    word = Word(io.BytesIO(as_docx(shown, address, Look(docx=tmp_path / "mine.docx")).content))
    assert word.sections[0].header.paragraphs[0].text == "Invented Safeguarding Board"
    Presentation().save(tmp_path / "mine.pptx")
    slides = Presentation(io.BytesIO(as_pptx(shown, address, Look(pptx=tmp_path / "mine.pptx")).content))
    assert len(slides.slides) >= 4


def test_no_slide_holds_more_than_it_can(shown: ShownBriefing) -> None:
    slides = Presentation(io.BytesIO(as_pptx(shown, address, Look()).content))
    for slide in slides.slides:
        words = sum(len(shape.text_frame.text.split()) for shape in slide.shapes if shape.has_text_frame)
        assert words <= 160 and slide.shapes.title is not None
    notes = "".join(s.notes_slide.notes_text_frame.text for s in slides.slides if s.has_notes_slide)
    assert all(line.quote in notes for line in lines(shown) if line.quote)


def test_names_say_what_they_are(shown: ShownBriefing) -> None:
    for export in (as_text(shown, address), as_docx(shown, address, Look())):
        assert re.fullmatch(r"briefing-[a-z0-9-]+-version-1\.(txt|docx)", export.name)


def test_no_file_holds_a_macro_or_a_path(shown: ShownBriefing) -> None:
    for export in (as_docx(shown, address, Look()), as_pptx(shown, address, Look())):
        with zipfile.ZipFile(io.BytesIO(export.content)) as parts:
            assert not [name for name in parts.namelist() if "vba" in name.lower()]
