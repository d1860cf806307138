"""Shortening a sentence, and telling whether it can stand alone."""

import pytest

from heeded.engine.briefing._choosing_standing import leans
from heeded.engine.briefing._choosing_voices import (
    believes,
    names_somebody,
    open_quotations,
    speaks_of_itself,
)
from heeded.engine.briefing._content import content_notes
from heeded.engine.briefing._shortening import shortened


@pytest.mark.parametrize(
    ("printed", "short"),
    [
        ("4.12 The nurse rang twice.", "The nurse rang twice."),
        ("(a) The nurse rang twice.", "The nurse rang twice."),
        ("• The nurse rang twice.", "The nurse rang twice."),
        ("Finding 3: The nurse rang twice.", "The nurse rang twice."),
        ("Recommendation 3 (Police): The force should ring.", "The force should ring."),
        ("R3 The force should ring.", "The force should ring."),
        ("Good practice: The nurse rang twice.", "The nurse rang twice."),
        ("However, the nurse rang twice.", "The nurse rang twice."),
        ("But nobody asked the child.", "Nobody asked the child."),
        ("The nurse rang twice.12", "The nurse rang twice."),
        ("The nurse rang twice (see paragraph 4.2).", "The nurse rang twice."),
        ("The nurse rang twice, as described in section 4.", "The nurse rang twice."),
        ("The nurse rang (Brandon and Thoburn, 2008) twice.", "The nurse rang twice."),
        ("The visit referred to above was late.", "The visit was late."),
        # what limits, denies or counts stays
        ("But for the nurse nobody rang.", "But for the nurse nobody rang."),
        ("30 visits were not made.", "30 visits were not made."),
        ("However hard she tried, nobody came.", "However hard she tried, nobody came."),
        (
            "The nurse (who had not been told) rang in 2012.",
            "The nurse (who had not been told) rang in 2012.",
        ),
        ("Child G1 was asked on 3 May.", "Child G1 was asked on 3 May."),
        ("Unless the board acts, nothing should change.", "Unless the board acts, nothing should change."),
    ],
)
def test_shortened(printed: str, short: str) -> None:
    assert shortened(printed) == short


def test_a_paragraphs_own_number_goes_and_a_count_stays() -> None:
    assert shortened("12 The nurse rang.", label="12") == "The nurse rang."
    assert shortened("12 nurses rang.", label="12") == "12 nurses rang."


@pytest.mark.parametrize(
    "text",
    [
        "He was not asked.",
        "This meant that nobody came.",
        "Their visits were short.",
        "It closed in March.",
        "Neither knew of the other.",
        "Nobody asked her.",
        "The second was fear.",
        "All staff had been trained in it.",
        "An interpreter was booked for three, and came to two.",
        "The same thing would have been found in any other town.",
        "In doing so, the board should ask the families.",
    ],
)
def test_leans_on_the_sentence_before(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "The father said that he was not asked.",
        "It is not clear from the record that officers saw the children.",
        "This review found no record of a visit.",
        "Those who worked with the children did not know.",
        "Families think that they are not heard.",
        "Had the nurse been told, the visit would have been made.",
        "There was no field in the form for an uncle.",
    ],
)
def test_stands_alone(text: str) -> None:
    assert not leans(text)


@pytest.mark.parametrize(
    ("text", "belief"),
    [
        ("The child was assessed as being at low risk.", True),
        (
            "It was widely believed, here and abroad, that the country was not only ready but among the best-prepared.",
            True,
        ),
        ("The partner was seen as a good influence.", True),
        ("The child was wrongly assessed as being at low risk.", False),
        ("The child was thought to be safe, but nobody had asked her.", False),
        ("The nurse rang twice.", False),
    ],
)
def test_a_belief_is_told_from_the_reviewers_view(text: str, belief: bool) -> None:
    assert believes(text) is belief


def test_quotations_and_speakers() -> None:
    assert speaks_of_itself("I told the man in the car.")
    assert not speaks_of_itself("She said: “I told him.”")
    assert open_quotations("She said: “I told him.") == 1
    assert names_somebody("Professor Sir Invented Name gave evidence.")
    assert not names_somebody("The consultant gave evidence.")


def test_content_notes_name_each_matter_once() -> None:
    assert content_notes(["The form was late."]) == ()
    (note,) = content_notes(["Child Z died in May.", "The boy died.", "There were bruises."])
    assert note == "This briefing speaks of a child’s death and of injuries to a child."
