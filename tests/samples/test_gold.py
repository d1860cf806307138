"""The gold says what the built files print, on the pages where they print it."""

import re
from pathlib import Path
from typing import Any

import pytest

from heeded.engine.vocabulary import FactName, LearningPointKind, ReviewType, SectionKind
from heeded.samples._source import Source

from .printed import letters, pages_of, without_furniture

Gold = dict[str, Any]


@pytest.fixture(scope="session")
def printed(built: Path, manifest: list[Gold], sources: dict[str, Source]) -> dict[str, list[str]]:
    """Letters of each page of each file with a text layer; those of a scan come from its source."""
    heads = {entry["file"]: sources[Path(entry["file"]).stem].running_head for entry in manifest}
    return {
        entry["file"]: [
            without_furniture(page, heads[entry["file"]]) for page in pages_of(built / entry["file"])
        ]
        for entry in manifest
        if entry["layout"] != "scan"
    }


def test_every_record_stands_on_its_pages(gold: Gold, printed: dict[str, list[str]]) -> None:
    for file, pages in printed.items():
        for record in gold[file]["records"]:
            for first, last in zip(record["pages"] or [1], record["last_pages"] or [1], strict=True):
                words = "".join(pages[first - 1 : last])
                assert stands_in(record["text"], words), (file, record["kind"], record["number"], first)


def stands_in(text: str, words: str) -> bool:
    """All of a text, or, across a break of table or column, each end and each sentence."""
    return letters(text) in words or all(
        letters(part) in words for part in re.split(r"(?<=[.,;:]) |\n", text)
    )


def test_every_quote_stands_on_its_page(gold: Gold, printed: dict[str, list[str]]) -> None:
    for file, pages in printed.items():
        for fact in gold[file]["facts"]:
            page = (fact["page"] or 1) - 1
            words = "".join(pages[page : page + 2])  # a quote may run over to the next page
            assert letters(fact["quote"]) in words, (file, fact)


def test_every_heading_stands_on_its_page(gold: Gold, printed: dict[str, list[str]]) -> None:
    for file, pages in printed.items():
        for section in gold[file]["sections"]:
            page = (section["page"] or 1) - 1
            assert letters(section["title"]) in pages[page], (file, section)


def test_headings_come_in_page_order(gold: Gold) -> None:
    for file, entry in gold.items():
        pages = [section["page"] for section in entry["sections"] if section["page"]]
        assert pages == sorted(pages), file


def test_pages_are_null_exactly_where_there_are_none(gold: Gold, manifest: list[Gold]) -> None:
    for entry in manifest:
        unpaged = not entry["file"].endswith(".pdf")
        for fact in gold[entry["file"]]["facts"]:
            assert (fact["page"] is None) == unpaged
        for record in gold[entry["file"]]["records"]:
            assert (record["pages"] is None) == unpaged


def test_values_are_of_the_vocabulary(gold: Gold) -> None:
    for entry in gold.values():
        assert {record["kind"] for record in entry["records"]} <= set(LearningPointKind)
        assert {section["kind"] for section in entry["sections"]} <= set(SectionKind)
        assert {fact["name"] for fact in entry["facts"]} <= set(FactName)


def test_records_of_a_kind_have_numbers_of_their_own(gold: Gold) -> None:
    for file, entry in gold.items():
        numbers = [(record["kind"], record["number"]) for record in entry["records"] if record["number"]]
        assert len(numbers) == len(set(numbers)), file


def test_a_summary_recommends_what_its_report_does(gold: Gold) -> None:
    summary, report = (
        [
            (record["number"], record["text"])
            for record in gold[f"{name}.pdf"]["records"]
            if record["kind"] == "recommendation"
        ]
        for name in ("02a-hollinsford-child-m-summary", "02b-hollinsford-child-m-overview")
    )
    assert sorted(summary) == sorted(report)
    assert len(report) == 11


def test_what_is_printed_twice_has_two_pages(gold: Gold) -> None:
    report = gold["02b-hollinsford-child-m-overview.pdf"]["records"]
    pages = {record["number"]: record["pages"] for record in report if record["kind"] == "recommendation"}
    assert len(pages["2"]) == len(pages["4"]) == 2
    assert len(pages["1"]) == 1


def test_the_systems_review_recommends_nothing(gold: Gold) -> None:
    kinds = [record["kind"] for record in gold["05-pellwick-family-g.pdf"]["records"]]
    assert (kinds.count("recommendation"), kinds.count("finding"), kinds.count("question")) == (0, 6, 7)


def test_the_revised_version_changes_what_it_says_it_changes(gold: Gold) -> None:
    before, after = (
        {(record["kind"], record["number"]): record["text"] for record in gold[f"{name}.pdf"]["records"]}
        for name in ("03-marrowdale-child-r", "03b-marrowdale-child-r-revised")
    )
    changed = {key for key in after if after[key] != before.get(key)}
    assert changed == {("finding", "4"), ("recommendation", "4"), ("recommendation", "9")}


def test_the_report_that_never_explains_has_28_recommendations(gold: Gold) -> None:
    records = gold["06-ostlebury-child-dw.pdf"]["records"]
    assert sum(record["kind"] == "recommendation" for record in records) == 28


def test_types_years_and_layouts_are_many(manifest: list[Gold]) -> None:
    assert {entry["layout"] for entry in manifest} >= {
        "one-column",
        "two-column",
        "numbered-paragraphs",
        "boxed",
        "tables",
        "scan",
        "docx",
    }
    assert len({entry["review_type"] for entry in manifest}) >= 4
    assert {entry["review_type"] for entry in manifest} <= set(ReviewType)
    assert min(entry["year"] for entry in manifest) == 2006
