"""Each layout prints numbers and addressees in its own way, and all print the same words."""

import re
import zipfile
from pathlib import Path

import html5lib
import pytest

from heeded.samples._marks import FICTIONAL
from heeded.samples._source import LAYOUTS, SourceError
from heeded.samples.build import build

from .printed import letters, pages_of

SOURCE = """+++
review = "r"
title = "Review: Child A"
board = "Elsewhere Board"
area = "Elsewhere"
nation = "england"
review_type = "serious-case-review"
year = 2011
document = "overview report"
published = "2011-06"
layout = "{layout}"
running_head = "Elsewhere Board: Child A"
+++
# Summary {{kind=summary}}

Words <with> signs & "marks" # of \\ every $kind$ [here] @there *softly*.^[Noted below.]

:::repeat recommendation 2

# Recommendations {{kind=recommendations}}

:::recommendation 1 | Police; Schools
The police should look.

- They should look twice.
:::

:::recommendation 2
The board should listen.
:::
"""
WORDS = 'Words <with> signs & "marks" # of \\ every $kind$ [here] @there softly.'


def built(folder: Path, layout: str, source: str = SOURCE) -> Path:
    (folder / "sources").mkdir()
    (folder / "sources" / "01-a.md").write_text(source.format(layout=layout))
    [entry] = build(folder / "out", sources=folder / "sources")
    return folder / "out" / str(entry["file"])


def text_of(folder: Path, layout: str) -> str:
    return re.sub(r"\s+", " ", " ".join(pages_of(built(folder, layout))))


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != "scan"])
def test_signs_are_printed_as_written(tmp_path: Path, layout: str) -> None:
    text = text_of(tmp_path, layout)
    assert letters(WORDS) in letters(text).replace("1notedbelow", "")
    for sign in '<with> & "marks" # \\ $kind$ [here] @there'.split():
        assert sign in text
    assert "*softly*" not in text
    assert "Noted below." in text


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != "scan"])
def test_every_part_of_a_record_is_printed(tmp_path: Path, layout: str) -> None:
    text = text_of(tmp_path, layout)
    assert text.count("The board should listen.") == 2
    assert text.count("They should look twice.") == 1


@pytest.mark.parametrize(
    ("layout", "printed"),
    [
        ("one-column", ["Recommendation 2: The board", "1. The police", "Action: Police; Schools"]),
        ("two-column", ["R2 The board", "Police; Schools R1 The police"]),
        ("numbered-paragraphs", ["1.2 Recommendation 2: The", "2.1 Recommendation 1 (Police; Schools): The"]),
        ("boxed", ["Recommendation 2 The board", "Recommendation 1 for Police; Schools The police"]),
        ("tables", ["No. Recommendation For", "1 The police should look."]),
        ("html", ["Recommendation 1", "For: Police; Schools"]),
        ("plain", ["Recommendation 1: The police should look.", "[Police; Schools]"]),
    ],
)
def test_numbers_and_addressees_as_the_layout_has_them(
    tmp_path: Path, layout: str, printed: list[str]
) -> None:
    text = text_of(tmp_path, layout)
    for words in printed:
        assert words in text


def test_word_numbers_by_itself(tmp_path: Path) -> None:
    path = built(tmp_path, "docx")
    assert "1. The police" not in pages_of(path)[0]
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
        numbering = archive.read("word/numbering.xml").decode()
    assert "The police should look." in body
    assert '<w:startOverride w:val="2"/>' in numbering  # the repetition begins at 2
    assert numbering.index("<w:num ") > numbering.rindex("</w:abstractNum>")  # the order Word insists on


def test_word_cannot_count_otherwise(tmp_path: Path) -> None:
    wrong = SOURCE.replace("recommendation 2", "recommendation 5")
    with pytest.raises(SourceError, match="counts recommendation 5 otherwise"):
        built(tmp_path, "docx", wrong)


def test_the_web_page_is_valid_html(tmp_path: Path) -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(built(tmp_path, "html").read_bytes())
    assert not parser.errors


def test_plain_text_keeps_its_width(tmp_path: Path) -> None:
    lines = built(tmp_path, "plain").read_text().splitlines()
    assert max(len(line) for line in lines if line != FICTIONAL) <= 78
