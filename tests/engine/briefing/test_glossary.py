"""The glossary: plain, short, and never inside another word."""

import re
import time

import pytest

from heeded.engine.briefing import explained_words
from heeded.engine.briefing._glossary import entries

LONGEST = 14


def _printed(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in explained_words(text)]


def test_it_has_grown() -> None:
    assert len(entries()) >= 80


@pytest.mark.parametrize("word", entries())
def test_a_meaning_is_short_and_holds_no_abbreviation_and_not_the_word_itself(word: str) -> None:
    meaning = entries()[word]
    assert 1 <= len(meaning.split()) <= LONGEST
    assert re.findall(r"\b[A-Z]{2,}s?\b", meaning) == []
    assert not meaning.endswith(".") and word.lower() != meaning.lower()


@pytest.mark.parametrize("word", entries())
def test_every_word_of_the_glossary_is_found_where_it_stands(word: str) -> None:
    text = f"They spoke of {word}, as the note says."
    assert _printed(text) == [word]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Section 47 enquiries began.", "Section 47 enquiries"),
        ("Section-47 enquiries began.", "Section-47 enquiries"),
        ("Both IROs wrote.", "IROs"),
        ("Child Protection Plans ended.", "Child Protection Plans"),
        ("the child protection\nplan ended.", "child protection\nplan"),
        ("The children's guardian rang.", "children's guardian"),
        ("Two chronologies were made.", "chronologies"),
    ],
)
def test_plurals_hyphens_capitals_and_line_ends(text: str, printed: str) -> None:
    assert _printed(text) == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "He dashed off.",
        "DASHED",
        "XCAMHS",
        "CAMHSline",
        "a mash of peas",
        "non-IRO",
        "antenatally",
        "MASH-led",
        "working together",
    ],
)
def test_never_inside_another_word(text: str) -> None:
    assert explained_words(text) == ()


def test_only_the_first_time_and_not_where_the_text_explains_itself() -> None:
    assert _printed("The MARAC met. The MARAC met again.") == ["MARAC"]
    assert explained_words("The MARAC (a meeting on danger at home) met.") == ()


def test_the_longest_wins() -> None:
    assert _printed("A section 47 enquiry began.") == ["section 47 enquiry"]


def test_a_thousand_lines_are_explained_in_a_fifth_of_a_second() -> None:
    explained_words("warm")
    lines = [
        f"The health visitor told the MASH that the child protection plan of house {at} ends."
        for at in range(1000)
    ]
    begun = time.process_time()
    for line in lines:
        explained_words(line)
    assert time.process_time() - begun < 0.2
