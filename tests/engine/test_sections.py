"""The heading tree: titles, levels, pages, kinds, and what stands under each heading."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine.flow import clean
from heeded.engine.records import Line, OutlineEntry, Page, Reading, SectionFound
from heeded.engine.sections import Sources, sections
from heeded.engine.sections._kinds import kind_of_title
from heeded.engine.vocabulary import SectionKind
from tests.engine.flow_made import FILLER, Sheet, reading_of


def found(*sheets: Sheet) -> tuple[SectionFound, ...]:
    reading = reading_of(*sheets)
    return sections(reading, clean(reading))


def test_levels_come_from_size_and_weight() -> None:
    sheet = Sheet(1).heading("Analysis", size=18).paragraph(FILLER)
    sheet.heading("Police", size=14).paragraph(FILLER).heading("Supervision", size=14).paragraph(FILLER)
    sheet.heading("Recommendations", size=18).paragraph(FILLER)
    assert [(s.title, s.level) for s in found(sheet)] == [
        ("Analysis", 1),
        ("Police", 2),
        ("Supervision", 2),
        ("Recommendations", 1),
    ]


def test_levels_come_from_numbers_where_the_type_is_the_same() -> None:
    sheet = Sheet(1)
    for title in (
        "1 Introduction",
        "1.1 Terms of reference",
        "2 Family background",
        "2.1 The father",
        "2.1.1 His work",
    ):
        sheet.heading(title, size=12).paragraph(FILLER)
    assert [(s.number, s.level) for s in found(sheet)] == [
        ("1", 1),
        ("1.1", 2),
        ("2", 1),
        ("2.1", 2),
        ("2.1.1", 3),
    ]


def test_a_section_holds_its_subsections_and_ends_at_its_equal() -> None:
    sheet = Sheet(1).heading("Analysis", size=18).paragraph(FILLER)
    sheet.heading("Police", size=14).paragraph(FILLER).heading("Findings", size=18).paragraph(FILLER)
    assert [(s.first, s.last) for s in found(sheet)] == [(0, 4), (2, 4), (4, 6)]


def test_a_title_over_two_lines_is_one_and_exact() -> None:
    sheet = Sheet(1)
    sheet.line("What the agencies knew of the father and", size=16, bold=True)
    sheet.line("of the men who came to the house", size=16, bold=True)
    (section,) = found(sheet.paragraph(FILLER))
    assert section.title == "What the agencies knew of the father and of the men who came to the house"
    page = sheet.page()
    assert page.text[section.spans[0].start : section.spans[-1].end].split() == section.title.split()


def test_a_chapter_number_on_its_own_line_belongs_to_the_title() -> None:
    sheet = Sheet(1)
    sheet.line("Chapter 3", size=20, bold=True)
    sheet.top -= 14
    (section,) = found(sheet.line("Family background", size=16, bold=True).paragraph(FILLER))
    assert (section.title, section.number, section.kind) == ("Chapter 3 Family background", "3", "background")


def test_children_take_the_kind_of_their_parent_unless_their_own_words_say_otherwise() -> None:
    sheet = Sheet(1).heading("Analysis of practice", size=18).paragraph(FILLER)
    for title in ("Police", "Good practice", "Housing"):
        sheet.heading(title, size=14).paragraph(FILLER)
    assert [s.kind for s in found(sheet)] == ["analysis", "analysis", "good-practice", "analysis"]


def test_the_cover_is_no_section() -> None:
    cover = Sheet(1).line("Overview report", size=24, at=600).line("Child Q", size=20, at=560)
    text = Sheet(2).heading("Introduction").paragraph(FILLER)
    assert [s.title for s in found(cover, text)] == ["Introduction"]


def contents_report() -> Reading:
    contents = Sheet(1).heading("Contents")
    for title, printed in (("Introduction", 1), ("What we were told", 2), ("Recommendations", 3)):
        contents.line(f"{title} .............. {printed}")
    one = Sheet(2).heading("Introduction", size=14).paragraph(FILLER)
    two = Sheet(3).paragraph("What we were told").paragraph("Another one. " + FILLER)
    three = Sheet(4).heading("Recommendations", size=14).paragraph("Third. " + FILLER)
    return reading_of(contents, one, two, three)


def test_the_table_of_contents_names_a_heading_that_type_does_not_show() -> None:
    reading = contents_report()
    blocks = clean(reading)
    assert "What we were told" in [s.title for s in sections(reading, blocks)]
    without = sections(reading, blocks, sources=Sources(contents=False))
    assert "What we were told" not in [s.title for s in without]
    assert {s.title: s.page for s in sections(reading, blocks)}["What we were told"] == 3


def test_bookmarks_give_levels() -> None:
    sheet = Sheet(1)
    for title in ("Analysis", "Police", "Findings"):
        sheet.heading(title, size=14).paragraph(FILLER)
    marks = (OutlineEntry(1, "Analysis", 1), OutlineEntry(2, "Police", 1), OutlineEntry(1, "Findings", 1))
    reading = replace(reading_of(sheet), outline=marks)
    assert [s.level for s in sections(reading, clean(reading))] == [1, 2, 1]


def test_styles_of_a_word_file_give_levels() -> None:
    text, lines = "", []
    words = (
        ("Heading 1", "Analysis"),
        ("Heading 2", "Police"),
        ("Normal", FILLER),
        ("Heading 1", "Learning points"),
    )
    for style, one in words:
        lines.append(Line(len(text), len(text) + len(one), 0, 0, 0, 0, 11, style=style))
        text += one + "\n"
    reading = Reading((Page(1, text, tuple(lines)),), paged=False)
    made = sections(reading, clean(reading))
    assert [(s.title, s.level, s.kind) for s in made] == [
        ("Analysis", 1, "analysis"),
        ("Police", 2, "analysis"),
        ("Learning points", 1, "learning"),
    ]


def test_dated_paragraphs_are_a_chronology_whatever_the_heading_says() -> None:
    sheet = Sheet(1).heading("The first two years")
    for date in ("3 March 2009", "In April 2009", "14.6.2010", "On 2 July 2010"):
        sheet.paragraph(f"{date}: {FILLER}")
    assert [s.kind for s in found(sheet)] == ["chronology"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Executive summary", "summary"),
        ("1.2 Terms of reference", "introduction"),
        ("Methodology", "method"),
        ("The review panel", "method"),
        ("Genogram", "background"),
        ("2. Family background", "background"),
        ("Integrated chronology", "chronology"),
        ("Summary of key events", "chronology"),
        ("KEY PRACTICE EPISODES", "chronology"),
        ("Appraisal of practice", "analysis"),
        ("Analysis against the terms of reference", "analysis"),
        ("Finding 3", "findings"),
        ("What went well", "good-practice"),
        ("The child’s lived experience", "family-voice"),
        ("Views of the family", "family-voice"),
        ("Lessons to be learned", "learning"),
        ("7 Summary of conclusions and recommendations", "recommendations"),
        ("Recommendations", "recommendations"),
        ("LSCB response and action plan", "response"),
        ("Conclusion", "conclusion"),
        ("Appendix 2: Terms of reference", "introduction"),
        ("Appendix A: Who attended", "appendix"),
        ("Glossary", "appendix"),
        ("Table of contents", "contents"),
        ("Baby P’s grandmother", ""),
        ("Racism in its context", ""),
    ],
)
def test_kinds_of_headings(title: str, kind: str) -> None:
    assert kind_of_title(title) == kind


def test_every_kind_in_the_file_is_one_of_the_vocabulary() -> None:
    sheet = Sheet(1)
    for kind in SectionKind:
        sheet.heading(kind.label)
        sheet.paragraph(FILLER)
    assert {s.kind for s in found(sheet)} <= set(SectionKind)


def test_no_headings_at_all() -> None:
    assert found(Sheet(1).paragraph(FILLER)) == ()
    assert sections(Reading(()), ()) == ()


TITLES = st.lists(
    st.tuples(st.text(alphabet="abc D.1:", min_size=1, max_size=20), st.sampled_from([12, 14, 18])),
    max_size=12,
)


@given(TITLES)
@settings(max_examples=60, deadline=None)
def test_the_tree_is_always_sound(titles: list[tuple[str, int]]) -> None:
    sheet = Sheet(1, top=690)
    for title, size in titles:
        sheet.heading(title, size=size).paragraph("Some words under it.")
    reading = reading_of(sheet)
    blocks = clean(reading)
    made = sections(reading, blocks)
    level = 0
    for section in made:
        assert 1 <= section.level <= level + 1
        level = section.level
        assert section.first < section.last <= len(blocks)
        assert section.title.strip()
        assert section.spans
    assert [s.first for s in made] == sorted({s.first for s in made})
