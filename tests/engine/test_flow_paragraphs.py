"""Lines become paragraphs, items, rows, notes and contents, in reading order, over pages and columns."""

import textwrap
import time

from heeded.engine.flow import clean
from heeded.engine.passages import passages
from heeded.engine.records import Line, Page, Reading
from heeded.engine.sections import sections
from tests.engine.flow_made import FILLER, Sheet, mapped, reading_of, texts_of


def test_lines_join_and_space_parts() -> None:
    sheet = Sheet(1).paragraph("One. " + FILLER).paragraph("Two. " + FILLER)
    assert texts_of(clean(reading_of(sheet))) == ["One. " + FILLER, "Two. " + FILLER]


def test_a_first_line_set_in_opens_a_paragraph() -> None:
    sheet = Sheet(1)
    for text in ("One. " + FILLER, "Two. " + FILLER):
        for index, words in enumerate(textwrap.wrap(text, 80)):
            sheet.line(words, left=72.0 if index else 90.0)
    assert texts_of(clean(reading_of(sheet))) == ["One. " + FILLER, "Two. " + FILLER]


def test_bullets_become_items_without_their_dot() -> None:
    sheet = Sheet(1).paragraph("The team should:")
    for text in ("see the child alone", "write down what was said " + FILLER, "tell the school"):
        sheet.paragraph("• " + text, left=90.0, hang=10.0, space=0.0)
    blocks = clean(reading_of(sheet))
    assert [block.kind for block in blocks] == ["paragraph", "item", "item", "item"]
    assert blocks[2].text.startswith("write down what was said The panel")
    assert all(block.label == "•" for block in blocks[1:])


def test_a_bullet_on_a_height_of_its_own_joins_its_words() -> None:
    sheet = Sheet(1).paragraph("The team should:")
    for text in ("see the child", "tell the school"):
        height = sheet.top - 16.0
        sheet.line("•", left=90.0, at=height).line(text, left=108.0, at=height)
        sheet.top = height
    assert texts_of(clean(reading_of(sheet)), "item") == ["see the child", "tell the school"]


def test_numbered_paragraphs_keep_their_number_in_text_and_label() -> None:
    sheet = Sheet(1)
    for number in ("4.11", "4.12", "4.13"):
        sheet.paragraph(f"{number} {FILLER}", hang=30.0, space=0.0)
    blocks = clean(reading_of(sheet))
    assert [block.label for block in blocks] == ["4.11", "4.12", "4.13"]
    assert blocks[1].text == f"4.12 {FILLER}"


def test_numbers_in_a_column_of_their_own_join_their_paragraphs() -> None:
    sheet = Sheet(1)
    for number in ("4.11", "4.12"):
        sheet.top -= 10.0
        height = sheet.top - 14.3
        sheet.line(number, left=40.0, at=height)
        for words in textwrap.wrap(FILLER, 70):
            sheet.line(words, left=90.0)
    blocks = clean(reading_of(sheet))
    assert [(block.label, block.text) for block in blocks] == [(n, f"{n} {FILLER}") for n in ("4.11", "4.12")]


def test_a_number_that_happens_to_open_a_line_does_not_part_a_sentence() -> None:
    sheet = Sheet(1)
    for words in (
        "This was explained to the family in the letter that is quoted in full in paragraph",
        "4.12 of the chronology above, and again when the worker visited the home in May",
        "2010 with the school nurse and a student, who wrote the visit up on the same day.",
    ):
        sheet.line(words)
    assert len(clean(reading_of(sheet))) == 1


def test_a_paragraph_goes_on_over_the_page_and_its_note_does_not_part_it() -> None:
    first = Sheet(1).paragraph("Lead. " + FILLER)
    first.paragraph("The worker wrote to the school in March, and again in April when nothing had been")
    first.line("1 Letter of 3 March, on the school’s own file.", at=60.0, size=8.0)
    second = Sheet(2).paragraph("heard, but the letters were filed and nobody answered them. " + FILLER)
    reading = reading_of(first, second)
    blocks = clean(reading)
    joined = next(block for block in blocks if block.text.startswith("The worker"))
    assert "nothing had been heard, but" in joined.text
    assert {piece.page for piece in joined.pieces} == {1, 2}
    assert mapped(reading, joined.text, joined.pieces)
    assert [block.text for block in blocks if block.kind == "note"] == [
        "1 Letter of 3 March, on the school’s own file."
    ]


def test_a_new_sentence_on_a_new_page_is_a_new_paragraph() -> None:
    sheets = [Sheet(1).paragraph("One. " + FILLER), Sheet(2).paragraph("Two of them. " + FILLER)]
    assert len(clean(reading_of(*sheets))) == 2


def columns(number: int, *, mixed: bool) -> Sheet:
    """A page of two columns, the reader's order by column or mixed up line by line."""
    left = textwrap.wrap("Left. " + " ".join([FILLER] * 4), 38)
    right = textwrap.wrap("Right. " + " ".join([FILLER] * 4), 38)
    sheet = Sheet(number)
    sheet.line("A heading over both columns of the page, as wide as they are", size=16.0, at=760.0, bold=True)
    rows = [(words, 60.0, 730.0 - 14.3 * index) for index, words in enumerate(left)]
    beside = [(words, 320.0, 730.0 - 14.3 * index) for index, words in enumerate(right)]
    placed = [each for pair in zip(rows, beside, strict=False) for each in pair] if mixed else rows + beside
    for words, at_left, height in placed:
        sheet.line(words, left=at_left, at=height)
    return sheet


def test_columns_are_read_one_after_the_other() -> None:
    for mixed in (False, True):
        texts = texts_of(clean(reading_of(columns(1, mixed=mixed))), "paragraph")
        assert texts[0].startswith("Left. The panel"), mixed
        assert texts[0].endswith("for children."), mixed
        assert texts[1].startswith("Right. The panel"), mixed


def test_lines_out_of_order_are_put_in_order() -> None:
    sheet = Sheet(1)
    places = [
        (700.0, "Second paragraph, on its own."),
        (740.0, "First paragraph, on its own."),
        (660.0, "Third, too."),
    ]
    for height, words in places:
        sheet.line(words, at=height)
    assert texts_of(clean(reading_of(sheet))) == [
        "First paragraph, on its own.",
        "Second paragraph, on its own.",
        "Third, too.",
    ]


def test_cells_of_a_row_are_one_block_that_knows_where_they_begin() -> None:
    sheet = Sheet(1)
    for row, words in enumerate(
        (("No.", "Recommendation", "For"), ("1", "See every child alone", "All agencies"))
    ):
        sheet.top -= 16.0
        for column, text in enumerate(words):
            sheet.line(text, left=72.0 + 150 * column, at=sheet.top, cell=(row, column))
    blocks = clean(reading_of(sheet))
    assert [block.kind for block in blocks] == ["row", "row"]
    assert blocks[1].text == "1 See every child alone All agencies"
    assert [blocks[1].text[start:][:3] for start in blocks[1].cells] == ["1 S", "See", "All"]


def test_a_cell_of_two_lines_begins_once() -> None:
    sheet = Sheet(1)
    sheet.line("1", at=700.0, cell=(0, 0)).line("See every child", left=200.0, at=700.0, cell=(0, 1))
    sheet.line("alone.", left=200.0, at=686.0, cell=(0, 1)).line("Police", left=400.0, at=700.0, cell=(0, 2))
    (block,) = clean(reading_of(sheet))
    assert block.text == "1 See every child alone. Police"
    assert [block.text[start:][:3] for start in block.cells] == ["1 S", "See", "Pol"]


def test_boxed_text_is_kept_apart() -> None:
    sheet = Sheet(1).paragraph(FILLER)
    sheet.line("Words in the box, which go on", box=1).line("over a second line of it.", box=1).line(
        "Words after the box."
    )
    blocks = clean(reading_of(sheet))
    assert [(block.box, block.text) for block in blocks[1:]] == [
        (1, "Words in the box, which go on over a second line of it."),
        (0, "Words after the box."),
    ]


def test_tables_of_contents_with_and_without_leaders() -> None:
    for leader in (" ............ ", " ", " . . . . . . . . "):
        sheet = Sheet(1).heading("Contents")
        entries = [
            "1 Introduction",
            "2 Family background",
            "3 What happened, and what the agencies knew of it at",
            "4 Learning",
        ]
        for index, title in enumerate(entries):
            text = f"{title}{leader}{3 + 2 * index}"
            right = 72.0 + 5.5 * len(text)
            sheet.line(text, left=500.0 - (right - 72.0))
        blocks = clean(reading_of(sheet, Sheet(2).paragraph(FILLER)))
        assert [block.kind for block in blocks] == ["heading", *["contents"] * 4, "paragraph"], leader
        assert "..." not in "".join(texts_of(blocks)).replace(" ", "")


def test_text_after_the_contents_is_text() -> None:
    sheet = Sheet(1).heading("Contents")
    for index, title in enumerate(("Introduction", "Background", "Findings")):
        sheet.line(f"{title} ......... {index + 2}")
    sheet.paragraph(FILLER, space=30.0)
    assert texts_of(clean(reading_of(sheet)), "paragraph") == [FILLER]


def test_a_list_whose_lines_end_alike_is_no_table_of_contents() -> None:
    sheet = Sheet(1).paragraph("Each agency was asked:")
    for _ in range(8):
        sheet.paragraph("• what it had done for the child, and for all", left=90.0, space=0.0)
    assert len(texts_of(clean(reading_of(sheet)), "item")) == 8


def test_unpaged_lines_are_paragraphs_whose_styles_say_what_they_are() -> None:
    words = [
        ("Heading 1", "Background"),
        ("Normal", FILLER),
        ("List Bullet", "see the child"),
        ("TOC 1", "Background 3"),
    ]
    text, lines = "", []
    for index, (style, one) in enumerate(words):
        lines.append(
            Line(len(text), len(text) + len(one), 0, -10.0 * index, 100, 10 - 10.0 * index, 11, style=style)
        )
        text += one + "\n"
    for column, one in enumerate(("1", "Tell the school", "Police")):
        lines.append(Line(len(text), len(text) + len(one), 0, 0, 0, 0, 11, cell=(0, column)))
        text += one + "\n"
    blocks = clean(Reading((Page(1, text, tuple(lines)),), paged=False))
    assert [block.kind for block in blocks] == ["heading", "paragraph", "item", "contents", "row"]
    assert blocks[-1].text == "1 Tell the school Police"


def test_nothing_gives_nothing() -> None:
    assert clean(Reading(())) == ()
    assert clean(Reading((Page(1, "", (), source="empty"),))) == ()
    assert clean(Reading((Page(1, "  \n", (Line(0, 2, 0, 0, 0, 0, 0),)),))) == ()


def test_a_thousand_pages() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    sheets = [
        Sheet(n)
        .line("Head", at=800.0)
        .paragraph(
            f"On sheet {words[n % 10]} of part {words[n // 10 % 10]} in volume {words[n // 100 % 10]}. {FILLER}"
        )
        .line(f"Page {n}", at=30.0)
        for n in range(1, 1_001)
    ]
    assert len(clean(reading_of(*sheets))) == 1_000


def test_lines_of_a_scan_differ_in_size_and_are_one_paragraph() -> None:
    sheet = Sheet(1, source="ocr").heading("What happened", size=18.0)
    for index, words in enumerate(textwrap.wrap(FILLER, 60)):
        sheet.line(words, size=13.2 if index % 2 == 0 else 11.7)
    assert texts_of(clean(reading_of(sheet))) == ["What happened", FILLER]


def test_hostile_lines_do_not_take_long() -> None:
    lines = (
        "." * 50_000,
        ". " * 25_000,
        "a " * 25_000,
        "1." * 25_000,
        "(" * 50_000,
        "a" + "." * 50_000 + "9",
        "“" * 50_000,
    )
    start = time.process_time()
    for line in lines:
        reading = reading_of(Sheet(1).line("Contents").line(line))
        blocks = clean(reading)
        passages(reading, blocks, sections(reading, blocks))
    assert time.process_time() - start < 5
