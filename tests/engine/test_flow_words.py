"""Broken words, odd characters and spacing, and the way back to the raw text."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine.flow import clean
from tests.engine.flow_made import FILLER, Sheet, mapped, reading_of, texts_of


def only(*lines: str, before: str = "") -> str:
    """The first paragraph that `lines` make, with `before` elsewhere in the report."""
    sheet = Sheet(1)
    for line in lines:
        sheet.line(line)
    if before:
        sheet.paragraph(before, space=30.0)
    reading = reading_of(sheet)
    blocks = clean(reading)
    assert all(mapped(reading, block.text, block.pieces) for block in blocks)
    return blocks[0].text


def test_a_word_parted_by_the_printer_is_closed() -> None:
    assert only("The mother was seen by the psy\ufffe", "chiatrist on the ward.") == (
        "The mother was seen by the psychiatrist on the ward."
    )


def test_pdfium_may_leave_both_parts_in_one_line() -> None:
    assert (
        only("She met the psy\ufffechiatrist on the ward.").replace("\ufffe", "")
        == "She met the psychiatrist on the ward."
    )


@pytest.mark.parametrize("hyphen", ["\ufffe", "-", "\x02"])
def test_a_hyphen_of_the_word_itself_stays(hyphen: str) -> None:
    assert only(f"There was no multi{hyphen}", "agency meeting in that year.") == (
        "There was no multi-agency meeting in that year."
    )


def test_the_report_itself_says_how_it_writes_a_word() -> None:
    closed = only(
        "Nothing was done about safe-",
        "guarding in this school at all.",
        before="Safe. The safeguarding lead.",
    )
    assert closed == "Nothing was done about safeguarding in this school at all."
    kept = only("A meeting of the core-", "group took place in May.", before="The core-group met twice.")
    assert kept == "A meeting of the core-group took place in May."


def test_a_dash_at_the_end_of_a_line_is_no_hyphen() -> None:
    assert (
        only("Nobody asked the child –", "not once in five years.")
        == "Nobody asked the child – not once in five years."
    )


def test_spaced_letters_are_closed_up() -> None:
    assert (
        only("R E C O M M E N D A T I O N S  A N D  N E X T  S T E P S")
        .replace("  ", " ")
        .startswith("RECOMMENDATIONS")
    )


def test_a_list_of_letters_is_left_alone() -> None:
    assert only("Siblings A B C D E were at home.") == "Siblings A B C D E were at home."


def test_ligatures_soft_hyphens_and_double_blanks() -> None:
    assert (
        only("The  ofﬁce\u00ad  was  closed;\tno ﬂat was\u00a0found.")
        == "The office was closed; no flat was found."
    )


def test_an_emoji_and_letters_beyond_the_first_plane_do_not_shift_places() -> None:
    assert only("She drew a 😀\u2060 and  wrote “fine”.") == "She drew a 😀 and wrote “fine”."


LINES = st.lists(
    st.text(alphabet=string.ascii_letters + "  .,-–ﬁﬂ\u00ad\ufffe\u00a0\t1•(“", min_size=1, max_size=70),
    min_size=1,
    max_size=25,
)


@given(LINES, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_every_piece_is_the_raw_text_and_no_letter_is_lost(lines: list[str], chance: object) -> None:
    sheets = [Sheet(number, top=600.0) for number in range(1, 4)]  # far from where running heads stand
    for index, line in enumerate(lines):
        sheet = sheets[index * 3 // len(lines)]
        sheet.top -= chance.choice((0, 0, 0, 9, 20))  # type: ignore[attr-defined]
        left = chance.choice((72, 72, 90, 300))  # type: ignore[attr-defined]
        sheet.line(line, left=left, size=chance.choice((11, 11, 11, 14)), bold=chance.random() < 0.2)  # type: ignore[attr-defined]
    reading = reading_of(*sheets)
    blocks = clean(reading)
    for block in blocks:
        assert block.pieces
        assert mapped(reading, block.text, block.pieces)
        assert "  " not in block.text
    raw = "".join(page.text for page in reading.pages).replace("ﬁ", "fi").replace("ﬂ", "fl")
    kept = "".join(block.text for block in blocks).replace("ﬁ", "fi").replace("ﬂ", "fl")
    assert sorted(filter(str.isalpha, kept)) == sorted(filter(str.isalpha, raw))


def test_spans_of_words_lead_to_the_words() -> None:
    sheet = Sheet(4).paragraph(FILLER + " The infor\ufffe mation was old.")
    reading = reading_of(sheet)
    block = clean(reading)[0]
    start = block.text.index("twice")
    spans = block.spans(start, start + 5)
    assert [reading.pages[0].text[span.start : span.end] for span in spans] == ["twice"]
    assert spans[0].page == 4


def test_headings_in_capitals_are_headings() -> None:
    blocks = clean(reading_of(Sheet(1).line("FAMILY BACKGROUND").paragraph(FILLER)))
    assert texts_of(blocks, "heading") == ["FAMILY BACKGROUND"]
