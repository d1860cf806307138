"""Recommendations to take away: one row for each, formulas made harmless, files that open."""

import csv
import io

import pytest
from docx import Document as Word
from openpyxl import load_workbook

from heeded.core.clock import now
from heeded.engine.citation import as_text
from heeded.library import exports
from heeded.library.models import Document, LearningPoint, LearningPointPlace, Page, Work

pytestmark = pytest.mark.django_db


def _recommend(
    work: Work, name: str, text: str, *, pages: tuple[int, ...] = (3,), number: str = "1"
) -> LearningPoint:
    document, _ = Document.objects.get_or_create(
        work=work,
        name=name,
        defaults={"sha256": name * 4, "bytes": 1, "added_at": now(), "added_by": "operator"},
    )
    point = LearningPoint.objects.create(
        work=work,
        document=document,
        kind="recommendation",
        order=1,
        number=number,
        text=text,
        addressees=["Police"],
    )
    for order, page in enumerate(pages):
        LearningPointPlace.objects.create(
            learning_point=point, order=order, page=page, spans=[[page, 0, 4]], quote=text
        )
    return point


def _work() -> Work:
    return Work.objects.create(title="Review of Child A", added_at=now(), fictional=True)


def test_one_printed_in_two_documents_is_one_row_with_both_places() -> None:
    work = _work()
    points = [
        _recommend(work, "summary.pdf", "The board should ask."),
        _recommend(work, "report.pdf", "The board  should ask.", pages=(9, 30)),
    ]
    rows = exports.recommendation_rows(work, points)
    assert [row[3] for row in rows] == ["summary.pdf: 3; report.pdf: 9, 30"]


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    work = _work()
    rows = exports.recommendation_rows(work, [_recommend(work, "a.pdf", '=HYPERLINK("x")')])
    written = list(csv.reader(io.StringIO(exports.as_csv(rows, "x").content.decode("utf-8-sig"))))
    assert written[1][2] == '\'=HYPERLINK("x")'
    sheet = load_workbook(io.BytesIO(exports.as_xlsx(rows, "x").content)).active
    assert sheet is not None and sheet["C2"].data_type == "s"


def test_the_word_file_says_that_it_is_fiction_and_holds_every_row() -> None:
    work = _work()
    points = [_recommend(work, "a.pdf", f"Text {n}.", number=str(n)) for n in (1, 2)]
    word = Word(io.BytesIO(exports.as_docx(work, exports.recommendation_rows(work, points), "x").content))
    assert any("FICTIONAL" in paragraph.text for paragraph in word.paragraphs)
    assert [row.cells[1].text for row in word.tables[0].rows] == ["Recommendation", "Text 1.", "Text 2."]


def test_a_citation_for_a_reference_manager_ends_where_it_should() -> None:
    lines = (
        exports.as_ris(_work(), address="http://x/", board="Board", year="2019")
        .content.decode()
        .split("\r\n")
    )
    assert lines[0] == "TY  - RPRT" and lines[-2] == "ER  - "


LISTED = "The board should:\nask who was there;\nwrite it down.4\nThis needs money."


def test_points_and_references_look_as_printed() -> None:
    work = _work()
    rows = exports.recommendation_rows(work, [_recommend(work, "a.pdf", LISTED)])
    assert rows[0][2] == "The board should:\n• ask who was there;\n• write it down.⁴\nThis needs money."
    word = Word(io.BytesIO(exports.as_docx(work, rows, "x").content))
    lines = word.tables[0].rows[1].cells[1].paragraphs
    assert [line.style.name for line in lines if line.style] == [
        "Normal",
        "List Bullet",
        "List Bullet",
        "Normal",
    ]
    assert lines[1].text == "ask who was there;"


def test_each_row_leads_to_its_citation_and_names_the_printed_page() -> None:
    work = _work()
    point = _recommend(work, "a.pdf", "Ask.", pages=(3, 9))
    made = {"width": 1, "height": 1, "text": "", "source": "text"}
    Page.objects.create(document=point.document, number=3, label="iii", **made)
    rows = exports.recommendation_rows(
        work, [point], lambda document, spans: f"http://x/{document.name}/{as_text(spans)}"
    )
    assert (rows[0][3], rows[0][-1]) == ("3 (printed iii), 9", "http://x/a.pdf/p3.0-4")
    sheet = load_workbook(io.BytesIO(exports.as_xlsx(rows, "x").content)).active
    assert sheet is not None and sheet["K2"].hyperlink.target == "http://x/a.pdf/p3.0-4"
    assert exports.COLUMNS[-1] == "Address"
    part = Word(io.BytesIO(exports.as_docx(work, rows, "x").content)).part
    assert "http://x/a.pdf/p3.0-4" in [
        relation._target for relation in part.rels.values() if relation.is_external
    ]


def test_the_text_keeps_rows_lists_and_notes() -> None:
    document = _recommend(_work(), "a.pdf", "Ask.").document
    blocks: list[list[object]] = [
        ["paragraph", "Said so.4 Then", [[0, 1, 0, 14]]],
        ["item", "one", [[0, 1, 20, 3]], 10, 0, 0, 50.0, "•", "", []],
        ["item", "two", [[0, 1, 30, 3]], 10, 0, 0, 50.0, "•", "", []],
        ["row", "Child Age", [[0, 1, 40, 9]], 10, 0, 0, 50.0, "", "", [0, 6]],
        ["note", "4 The inquest", [[0, 1, 60, 13]]],
    ]
    Page.objects.create(document=document, number=1, text="", width=1, height=1, source="text", blocks=blocks)
    text = exports.as_text(document).content.decode()
    assert text.startswith("[page 1]\n\nSaid so.⁴ Then\n\n• one\n• two\n\nChild | Age\n\n4 The inquest\n\n")
    assert text.endswith("FICTIONAL: a sample. No real child, family or worker.\n")
