"""Running heads, feet and page numbers go; everything else stays."""

import pytest

from heeded.engine.flow import clean
from heeded.engine.records import Reading
from tests.engine.flow_made import FILLER, Sheet, reading_of, texts_of


def body(sheet: Sheet, paragraphs: int = 4) -> Sheet:
    for index in range(paragraphs):
        sheet.paragraph(f"Paragraph {index} of sheet {'abcdefghijklmnop'[sheet.number % 16]}. {FILLER}")
    return sheet


def report(*, head: str = "", foot: str = "", pages: int = 6) -> Reading:
    sheets = []
    for number in range(1, pages + 1):
        sheet = Sheet(number)
        if head:
            sheet.line(head.format(number), at=800.0, size=9.0)
        body(sheet)
        if foot:
            sheet.line(foot.format(number, pages), at=40.0, size=9.0, left=280.0)
        sheets.append(sheet)
    return reading_of(*sheets)


@pytest.mark.parametrize(
    "foot",
    [
        "{0}",
        "Page {0}",
        "Page {0} of {1}",
        "- {0} -",
        "{0} | Page",
        "P a g e | {0}",
        "{0}/{1}",
        "[{0}]",
        "page {0}",
    ],
)
def test_page_numbers_of_any_style_go(foot: str) -> None:
    blocks = clean(report(foot=foot))
    assert len(blocks) == 24
    assert all(block.text.startswith("Paragraph") for block in blocks)


@pytest.mark.parametrize(
    "head", ["Overview report: Child Q", "CONFIDENTIAL", "{0} Review of services to Child Q"]
)
def test_running_heads_go(head: str) -> None:
    assert all(block.text.startswith("Paragraph") for block in clean(report(head=head, foot="{0}")))


def test_roman_numbers_go() -> None:
    sheets = [
        body(Sheet(number)).line(roman, at=40.0) for number, roman in enumerate(("i", "ii", "iii", "iv"), 1)
    ]
    assert all(text.startswith("Paragraph") for text in texts_of(clean(reading_of(*sheets))))


def test_heads_that_change_with_the_chapter_and_face_each_other_go() -> None:
    sheets = []
    for number in range(1, 13):
        chapter = "Chronology" if number <= 6 else "Analysis"
        head = "The review of Child Q" if number % 2 else chapter
        sheets.append(body(Sheet(number).line(head, at=800.0, size=9.0)))
    assert all(text.startswith("Paragraph") for text in texts_of(clean(reading_of(*sheets))))


def test_a_heading_that_repeats_stays() -> None:
    sheets = []
    for number in range(1, 13):
        sheet = Sheet(number)
        if number % 2:
            sheet.heading("Learning from this period", size=12.0)
        sheets.append(body(sheet))
    blocks = clean(reading_of(*sheets))
    assert texts_of(blocks, "heading") == ["Learning from this period"] * 6


def test_numbered_headings_at_the_head_of_each_page_stay() -> None:
    sheets = [body(Sheet(number).heading(f"Finding {number - 2}")) for number in (3, 5, 6, 8, 9, 10)]
    for index, sheet in enumerate(sheets):
        sheet.number = index + 1
    assert texts_of(clean(reading_of(*sheets)), "heading") == [f"Finding {n}" for n in (1, 3, 4, 6, 7, 8)]


def test_a_short_last_page_keeps_its_only_line() -> None:
    sheets = [body(Sheet(number)).line(str(number), at=40.0) for number in range(1, 6)]
    sheets.append(Sheet(6).line("Signed by the independent author.").line("6", at=40.0))
    assert texts_of(clean(reading_of(*sheets)))[-1] == "Signed by the independent author."


def test_a_number_in_the_text_is_no_page_number() -> None:
    sheets = [body(Sheet(number), 2) for number in range(1, 5)]
    for sheet in sheets:
        sheet.line(str(40 + 7 * sheet.number), at=60.0)
    kept = [text for text in texts_of(clean(reading_of(*sheets))) if text.isdigit()]
    assert kept == ["47", "54", "61", "68"]


def test_one_page_keeps_its_words_and_loses_page_1_of_1() -> None:
    sheet = body(Sheet(1).heading("A letter to the board"), 2).line("Page 1 of 1", at=30.0)
    assert texts_of(clean(reading_of(sheet)))[0] == "A letter to the board"
    assert "Page 1 of 1" not in texts_of(clean(reading_of(sheet)))


def test_two_pages_lose_what_stands_on_both() -> None:
    sheets = [body(Sheet(number).line("Board paper 12", at=805.0, size=8.0)) for number in (1, 2)]
    assert all(text.startswith("Paragraph") for text in texts_of(clean(reading_of(*sheets))))
