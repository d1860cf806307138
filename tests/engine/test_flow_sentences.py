"""Sentences of British reports, abbreviations and all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.flow import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Dr. Brown and Ms D. Green wrote to the G.P. practice.",
        "This is set out in para. 4.12 and in No. 7 of the list.",
        "Several agencies (e.g. Housing, Probation) were not asked.",
        "He was seen by Dr A. B. Smith on 3.4.2011 at 10.30 a.m. in clinic.",
        "The cost was £1.5 million, i.e. Half of the year’s budget.",
        "See vol. 2, pp. 14-16, fig. 3 and s. 47 of the Act.",
        "St. Mary’s school and Mr. Jones’s office replied.",
        "Cllr. Hart vs. the Dept. of Health was cited.",
        "She asked “Why? Because I am frightened?” and left.".replace("? B", "? b"),
        "1. The Board should publish a procedure.",
        "4.12. The mother booked late.",
        "The version of Nov. 2009 applied.",
    ],
)
def test_stops_that_end_nothing(whole: str) -> None:
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("She left. He stayed.", 2),
        ("Was she seen? No. Nobody went.", 3),
        ("He said “I went home.” She agreed.", 2),
        ("The note was filed.12 It was not read.", 2),
        ("This concerns Child D. She was six.", 2),
        ("They met staff from housing, health etc. The list was long.", 2),
        ("The meeting began at 10 a.m. The chair was late.", 2),
        ("Nothing was done… The file was closed.", 2),
        ("It was closed (twice.) It was opened again.", 2),
        ("In 2009 it failed. 46 children were seen.", 2),
        ("It cost £5. “Too much,” she said.", 2),
    ],
)
def test_stops_that_end_a_sentence(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_nothing_is_no_sentence() -> None:
    assert sentences("") == []
    assert sentences(" \n ") == []


@given(st.text(alphabet="Ab. ?!”\n1(", max_size=120))
def test_nothing_but_blanks_is_lost_and_sentences_are_in_order(text: str) -> None:
    found = sentences(text)
    assert "".join(text[start:end] for start, end in found).replace(" ", "").replace("\n", "") == "".join(
        text.split()
    )
    assert all(start < end for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
