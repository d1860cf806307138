"""Passages: whole sentences inside one section, mapped to the page, with kind and speaker."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine._speakers import speaker_of
from heeded.engine.flow import clean, sentences
from heeded.engine.passages import passages
from heeded.engine.records import PassageFound, Reading
from heeded.engine.sections import sections
from tests.engine.flow_made import FILLER, Sheet, mapped, reading_of


def made(*sheets: Sheet) -> tuple[PassageFound, ...]:
    reading = reading_of(*sheets)
    return of(reading)


def of(reading: Reading) -> tuple[PassageFound, ...]:
    blocks = clean(reading)
    found = passages(reading, blocks, sections(reading, blocks))
    assert all(mapped(reading, passage.text, passage.pieces) for passage in found)
    return found


def test_short_paragraphs_are_gathered_and_sections_kept_apart() -> None:
    sheet = Sheet(1).heading("Analysis").paragraph("One. " + FILLER).paragraph("Two. " + FILLER)
    sheet.heading("Conclusion").paragraph("Three. " + FILLER)
    first, second = made(sheet)
    assert first.text == f"One. {FILLER}\nTwo. {FILLER}"
    assert (first.heading, first.kind, first.section) == ("Analysis", "analysis", 0)
    assert (second.heading, second.kind, second.section) == ("Conclusion", "conclusion", 1)


def test_long_paragraphs_are_cut_between_sentences() -> None:
    text = " ".join(
        f"{name}. {FILLER}" for name in ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf")
    )
    found = made(Sheet(1).heading("Analysis").paragraph(text))
    assert len(found) >= 2
    assert " ".join(passage.text for passage in found) == text
    assert all(passage.text.endswith(".") for passage in found)
    assert all(len(passage.text.split()) <= 180 for passage in found)


def test_a_passage_crosses_a_page_only_where_its_sentence_does() -> None:
    first = Sheet(1).heading("Analysis").paragraph("One. " + FILLER)
    first.paragraph("Two. " + FILLER + " The worker wrote to the school in March and when nothing had been")
    second = Sheet(2).paragraph("heard she rang. " + FILLER).paragraph("Last. " + FILLER)
    found = made(first, second)
    crossing = [p for p in found if len({piece.page for piece in p.pieces}) > 1]
    assert len(crossing) == 1
    assert "nothing had been heard she rang." in crossing[0].text
    assert crossing[0].text.startswith("The worker")


def test_a_list_keeps_its_lead_in() -> None:
    sheet = (
        Sheet(1)
        .heading("Analysis")
        .paragraph("Before. " + FILLER)
        .paragraph("The panel asked each agency to say:")
    )
    for number in range(16):
        sheet.paragraph(
            f"• item {number} of the list, which says at some length what should have been done by all",
            left=90,
            space=0,
        )
    found = made(sheet)
    assert all(
        "The panel asked each agency to say:" in passage.text for passage in found if "item" in passage.text
    )
    assert len(found) > 1


def test_each_recommendation_stands_alone_with_its_parts_and_its_owner() -> None:
    sheet = Sheet(1).heading("Recommendations").paragraph(FILLER)
    sheet.paragraph("1. The Board should ask each agency to:")
    sheet.paragraph("• see the child", left=90, space=0).paragraph("• write it down", left=90, space=0)
    sheet.paragraph("Action: the Board").paragraph("2. The police should tell the school.")
    assert [passage.text for passage in made(sheet)] == [
        FILLER,
        "1. The Board should ask each agency to:\nsee the child\nwrite it down\nAction: the Board",
        "2. The police should tell the school.",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Recommendation 4: The Board should ask.", "recommendations"),
        ("R3. The Board should ask.", "recommendations"),
        ("Good practice: The midwife rang.", "good-practice"),
        ("Learning point 2: Bruises need explaining.", "learning"),
        ("Finding 2: Nobody asked.", "findings"),
    ],
)
def test_marked_passages_have_their_own_kind_anywhere(text: str, kind: str) -> None:
    found = made(Sheet(1).heading("Analysis").paragraph(FILLER).paragraph(text).paragraph("After. " + FILLER))
    assert [(p.kind, p.text) for p in found] == [
        ("analysis", FILLER),
        (kind, text),
        ("analysis", "After. " + FILLER),
    ]


def test_contents_are_no_passages() -> None:
    sheet = Sheet(1).heading("Contents")
    for index, title in enumerate(("Introduction", "Background", "Findings")):
        sheet.line(f"{title} ......... {index + 2}")
    assert made(sheet, Sheet(2).heading("Introduction").paragraph(FILLER))[0].text == FILLER


def test_without_headings_passages_belong_to_no_section() -> None:
    (passage,) = made(Sheet(1).paragraph(FILLER))
    assert (passage.section, passage.kind, passage.heading, passage.speaker) == (-1, "other", "", "unknown")


@pytest.mark.parametrize(
    ("kind", "text", "speaker"),
    [
        ("analysis", "The decision was taken too early. It should have waited.", "reviewer"),
        ("analysis", "The mother said that nobody had asked her.", "family"),
        ("analysis", "The child’s father told the author that he had rung twice.", "family"),
        ("analysis", "Practitioners described a team under strain.", "practitioner"),
        ("analysis", "The health visitor recalled a busy clinic.", "practitioner"),
        ("analysis", "The IMR states that no referral was received.", "agency"),
        ("chronology", "The Police IMR concludes that officers followed the policy.", "agency"),
        ("analysis", "Working Together 2010 states that the child should be seen.", "guidance"),
        ("analysis", "Research shows that neglect is seldom seen in one visit.", "guidance"),
        ("analysis", "Such cases are well known (Brown and Green, 2009).", "guidance"),
        ("response", "The action has been completed.", "agency"),
        ("other", "It rained.", "unknown"),
        ("analysis", "The reviewer noted that the mother was alone.", "reviewer"),
        ("analysis", "The mother was at home. The nurse left a card. No one came.", "reviewer"),
    ],
)
def test_who_speaks(kind: str, text: str, speaker: str) -> None:
    assert speaker_of(kind, [text[a:b] for a, b in sentences(text)]) == speaker


WORDS = st.sampled_from(
    ["The panel met.", "She said: yes.", "• one", "1. two", "Dr. Brown came", "(a) three", FILLER]
)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["p", "h", "i"])), min_size=1, max_size=20))
@settings(max_examples=80, deadline=None)
def test_no_word_of_the_text_is_lost(parts: list[tuple[str, str]]) -> None:
    sheets = [Sheet(1, top=690), Sheet(2, top=690)]
    for index, (text, way) in enumerate(parts):
        sheet = sheets[2 * index // len(parts)]
        if way == "h":
            sheet.heading(text)
        else:
            sheet.paragraph(text, left=72 if way == "p" else 95)
    reading = reading_of(*sheets)
    blocks = clean(reading)
    found = of(reading)
    said = "".join("".join(passage.text.split()) for passage in found)
    for block in blocks:
        if block.kind in ("paragraph", "item"):
            for start, end in sentences(block.text):
                assert "".join(block.text[start:end].split()) in said
