"""Plans in Word."""

import io
from datetime import date

import docx
from docx.oxml import OxmlElement

from heeded.engine.plans import read_plan
from tests.engine.plans.asked import rows_of
from tests.engine.plans.made import word


def test_a_word_table_that_goes_on_without_headings() -> None:
    headings = ("Recommendation", "Action", "Lead", "By when")
    plan = read_plan(
        word([headings, ("R", "A", "Police", "Sept 2019")], [("S", "B", "Health", "Oct 2019")]), "plan.docx"
    )
    assert [(row.row, row.recommendation, row.due) for row in rows_of(plan)] == [
        (2, "R", date(2019, 9, 30)),
        (1, "S", date(2019, 10, 31)),
    ]


def test_automatic_numbers_of_word_are_read() -> None:
    document = docx.Document()
    made = document.add_table(2, 3)
    for cell, words in zip(made.rows[0].cells, ("Recommendation", "Action", "By when"), strict=True):
        cell.text = words
    made.cell(1, 0).text = "R"
    cell = made.cell(1, 1)
    cell.paragraphs[0].text, cell.paragraphs[0].style = "Write.", "List Number"
    cell.add_paragraph("Ring.", "List Number")
    for paragraph in cell.paragraphs:  # as Word does it, in the paragraph itself
        numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = 0, _a_list(document)
    out = io.BytesIO()
    document.save(out)
    assert [row.action for row in rows_of(read_plan(out.getvalue(), "plan.docx"))] == ["Write.", "Ring."]


def _a_list(document: "docx.document.Document") -> int:
    """The first list of the file that counts from 1 with a full stop."""
    numbering = document.part.numbering_part._element
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    abstract = {
        each.get(f"{space}abstractNumId")
        for each in numbering.iterchildren(f"{space}abstractNum")
        if each.find(f"{space}lvl/{space}numFmt").get(f"{space}val") == "decimal"
    }
    return next(each.numId for each in numbering.num_lst if str(each.abstractNumId.val) in abstract)


def test_deleted_and_hidden_words_are_not_read() -> None:
    document = docx.Document()
    made = document.add_table(2, 2)
    made.cell(0, 0).text, made.cell(0, 1).text, made.cell(1, 0).text = "Recommendation", "Action", "R"
    paragraph = made.cell(1, 1).paragraphs[0]
    paragraph.add_run("See the child.")
    paragraph.add_run(" Name of the child").font.hidden = True
    deleted = OxmlElement("w:del")
    deleted.append(paragraph.add_run(" and deleted")._r)
    paragraph._p.append(deleted)
    out = io.BytesIO()
    document.save(out)
    assert [row.action for row in rows_of(read_plan(out.getvalue(), "plan.docx"))] == ["See the child."]
