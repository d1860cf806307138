"""Reading sources: blocks, marks, repeats, section kinds, inline dress."""

from pathlib import Path

import pytest

from heeded.samples._inline import Run, plain_text, runs_of, split_at
from heeded.samples._quotes import PendingQuotes, printed_month
from heeded.samples._source import Fact, Node, Source, SourceError, read_source, record_text, walk

FRONT = """+++
review = "r"
title = "T"
board = "B"
area = "A"
nation = "england"
review_type = "serious-case-review"
year = 2011
document = "overview report"
published = "2011-06"
layout = "plain"
+++
"""


def read(tmp_path: Path, body: str) -> Source:
    path = tmp_path / "01-a.md"
    path.write_text(FRONT + body)
    return read_source(path)


def kinds(source: Source) -> list[str]:
    return [node.kind for node in source.body]


def test_blocks_of_every_kind_in_order(tmp_path: Path) -> None:
    body = (
        "# One\n\nText that runs\non.\n\n- a\n- b\n\n1. c\n2. d\n\n> said\n> she\n\n{{pagebreak}}\n\n"
        "| x | y |\n| --- | --- |\n| 1 | 2 |\n\n:::box Title\nInside.\n:::\n"
    )
    source = read(tmp_path, body)
    expected = [
        "heading",
        "paragraph",
        "bullet",
        "bullet",
        "item",
        "item",
        "quotation",
        "break",
        "table",
        "box",
    ]
    assert kinds(source) == expected
    assert source.body[1].text == "Text that runs on."
    assert source.body[6].text == "said she"
    assert source.body[8].rows == (("x", "y"), ("1", "2"))
    assert source.body[9].children == (Node("paragraph", text="Inside."),)


def test_a_bullet_may_go_on_with_an_indent(tmp_path: Path) -> None:
    assert read(tmp_path, "- one\n  two\n- three\n").body[0].text == "one two"


def test_a_paragraph_ends_where_a_heading_begins(tmp_path: Path) -> None:
    assert kinds(read(tmp_path, "Text.\n# Heading\nMore.\n")) == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    ("line", "number", "addressees"),
    [
        (":::recommendation 3 | Police; Schools", "3", ("Police", "Schools")),
        (":::recommendation 6a", "6a", ()),
        (":::recommendation 6a(iv) | Board", "6a(iv)", ("Board",)),
        (":::recommendation 1.2 |", "1.2", ()),
        (":::recommendation | Board", "", ("Board",)),
        (":::recommendation", "", ()),
    ],
)
def test_numbers_and_addressees(tmp_path: Path, line: str, number: str, addressees: tuple[str, ...]) -> None:
    record = read(tmp_path, f"{line}\nThe board should act.\n:::\n").body[0]
    assert (record.number, record.addressees) == (number, addressees)
    assert record_text(record) == "The board should act."


def test_a_record_of_several_blocks_is_joined_by_line_feeds(tmp_path: Path) -> None:
    record = read(tmp_path, ":::finding 1\nIt was *so*:\n\n- this\n- that\n:::\n").body[0]
    assert record_text(record) == "It was so:\nthis\nthat"


def test_a_repeat_may_stand_before_what_it_repeats(tmp_path: Path) -> None:
    first, second = read(tmp_path, ":::repeat finding 1\n\n:::finding 1\nSo.\n:::\n").body
    assert record_text(first) == record_text(second) == "So."
    assert (first.repeat, second.repeat) == (True, False)


def test_the_same_number_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="stands twice"):
        read(tmp_path, ":::finding 1\nSo.\n:::\n\n:::finding 1\nAlso.\n:::\n")


def test_the_same_number_of_another_kind_is_not(tmp_path: Path) -> None:
    assert len(read(tmp_path, ":::finding 1\nSo.\n:::\n\n:::learning 1\nAlso.\n:::\n").body) == 2


def test_a_heading_inside_a_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nothing else"):
        read(tmp_path, ":::finding 1\n# Heading\n:::\n")


def test_section_kinds_come_down_from_the_heading_above(tmp_path: Path) -> None:
    body = "# A {kind=analysis}\n## B\n### C\n## D {kind=method}\n### E\n# F\n## G\n"
    found = [node.section for node in walk(read(tmp_path, body).body)]
    assert found == ["analysis", "analysis", "analysis", "method", "method", "other", "other"]


def test_front_matter_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "01-a.md"
    path.write_text("# Only a body\n")
    with pytest.raises(SourceError, match=r"01-a\.md: no front matter"):
        read_source(path)


def test_inline_dress() -> None:
    runs = runs_of("A **bold** and *soft* word^[A note.] ends.")
    assert [(run.text, run.style) for run in runs] == [
        ("A ", ""),
        ("bold", "bold"),
        (" and ", ""),
        ("soft", "italic"),
        (" word", ""),
        ("A note.", "note"),
        (" ends.", ""),
    ]
    assert plain_text("A **bold** and *soft* word^[A note.] ends.") == "A bold and soft word ends."


@pytest.mark.parametrize("offset", range(12))
def test_splitting_keeps_every_character(offset: int) -> None:
    runs = (Run("one "), Run("note", "note"), Run("two", "bold"), Run(" end"))
    before, after = split_at(runs, offset)
    words = "".join(run.text for run in before if run.style != "note")
    assert words == "one two end"[:offset]
    assert "".join(run.text for run in (*before, *after)) == "one notetwo end"


def test_a_quote_is_met_once_at_its_first_place() -> None:
    quotes = PendingQuotes([Fact("sex", "male", "a boy", 1), Fact("age-band", "1-5", "two", 1)])
    assert quotes.in_text("Here is a girl") == []
    assert quotes.in_text("a boy of two, a boy") == [(0, 0), (9, 1)]
    assert quotes.in_text("a boy") == []


def test_months_are_printed_in_words() -> None:
    assert printed_month("2011-06") == "June 2011"
    assert printed_month("2019-12-31") == "December 2019"
