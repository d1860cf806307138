"""What the finder says about a learning point beside its words: numbers, addressees, confidence, documents."""

import pytest

from heeded.engine.learning_points import learning_points
from heeded.engine.records import Block, LearningPointFound, Piece, Reading, SectionFound
from heeded.engine.vocabulary import Agency, LearningPointKind


def _found(*lines: str) -> tuple[LearningPointFound, ...]:
    """What is found in a report of one page: "# " opens a heading, "- " an item, anything else a paragraph."""
    blocks, sections, at = [], [], 0
    for index, line in enumerate(lines):
        kind = "heading" if line.startswith("# ") else "item" if line.startswith("- ") else "paragraph"
        text = line[2:] if kind != "paragraph" else line
        piece = Piece(0, 1, at, len(text))
        size, left = (16.0, 72.0) if kind == "heading" else (11.0, 90.0 if kind == "item" else 72.0)
        blocks.append(Block(kind, text, (piece,), size, kind == "heading", left=left))
        if kind == "heading":
            sections.append(SectionFound(text, 1, "other", 1, blocks[-1].spans(), index, len(lines)))
        at += len(text) + 1
    return learning_points(Reading(()), blocks, sections)


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Recommendation 7:", "7"),
        ("Recommendation 7", "7"),
        ("RECOMMENDATION 7", "7"),
        ("Recommendation No. 7:", "7"),
        ("Recommendation number 7:", "7"),
        ("Recommendation Seven:", "7"),
        ("Recommendation VII:", "VII"),
        ("Recommendation A:", "A"),
        ("Recommendation 2.4:", "2.4"),
        ("Recommendation 6a(iv):", "6a(iv)"),
        ("Key recommendation 7:", "7"),
        ("National Recommendation 7:", "7"),
        ("Rec 7:", "7"),
        ("Rec. 7 –", "7"),
        ("4.12 Recommendation 7 (Police):", "7"),
        ("Safety recommendation R/2022/118:", "R/2022/118"),
    ],
)
def test_labels_and_their_numbers(label: str, number: str) -> None:
    (found,) = _found("# Analysis", f"{label} The Board should ask each agency how it keeps its records.")
    assert (found.kind, found.number) == (LearningPointKind.RECOMMENDATION, number)
    assert found.text == "The Board should ask each agency how it keeps its records."


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("1.", "1"),
        ("1)", "1"),
        ("(1)", "1"),
        ("1.2", "1.2"),
        ("2a.", "2a"),
        ("6a(iv)", "6a(iv)"),
        ("a)", "a"),
    ],
)
def test_numbers_of_a_list(number: str, kept: str) -> None:
    (found,) = _found(
        "# Recommendations", f"- {number} The Board should ask each agency how it keeps its records."
    )
    assert (found.number, found.text[:9]) == (kept, "The Board")


@pytest.mark.parametrize(
    "mention",
    [
        "Recommendation 4 was accepted by the trust in 2010 and has been carried out.",
        "Recommendation 4, which asked for an audit, should be read with this.",
        "Recommendations 4 and 5 should be read together.",
        "See recommendation 4.",
        "The earlier recommendations should have been carried out by then.",
        "Recommendation 4 has been implemented.",
        "Recommendation 4: A named nurse ............ 14",
        "The previous review recommended that the Board should meet each month.",
        "It is recommended practice to ring twice.",
    ],
)
def test_mere_mentions_are_not_taken(mention: str) -> None:
    assert _found("# Analysis", mention, "The review went on to look at supervision.") == ()


@pytest.mark.parametrize(
    ("after", "addressees", "agencies"),
    [
        (
            "Action: Police; Children’s Social Care",
            ("Police", "Children’s Social Care"),
            ("police", "childrens-social-care"),
        ),
        ("For: Midwifery", ("Midwifery",), ("midwifery",)),
        ("[Larkham Housing]", ("Larkham Housing",), ("housing",)),
        ("Lead agency: Probation", ("Probation",), ("probation",)),
    ],
)
def test_a_line_below_says_whom_it_is_for(
    after: str, addressees: tuple[str, ...], agencies: tuple[str, ...]
) -> None:
    (found,) = _found("# Recommendations", "- 1. Records should be kept in one place.", after)
    assert (found.addressees, found.agencies) == (addressees, agencies)
    assert found.text == "Records should be kept in one place."


def test_a_heading_says_whom_they_are_for() -> None:
    found = _found(
        "# Recommendations",
        "# Recommendations for the police",
        "- 1. Every child should be seen and spoken to.",
    )
    assert [(one.addressees, one.agencies) for one in found] == [(("police",), (Agency.POLICE,))]


def test_the_sentence_itself_says_who_is_asked() -> None:
    (found,) = _found(
        "# Recommendations", "- 1. Larkham Safeguarding Children Board and the police should meet each month."
    )
    assert found.addressees == ("Larkham Safeguarding Children Board", "police")
    assert found.agencies == (Agency.BOARD, Agency.POLICE)


def test_the_surer_the_print_the_higher_the_confidence() -> None:
    said = "The Board should ask each agency how it keeps its records."
    (labelled,) = _found("# Analysis", f"Recommendation 1: {said}")
    (numbered,) = _found("# Recommendations", f"- 1. {said}")
    (bullet,) = _found("# Recommendations", f"- {said}")
    (cue,) = _found("# Analysis", "We recommend that the Board asks each agency how it keeps its records.")
    order = [labelled.confidence, numbered.confidence, bullet.confidence, cue.confidence]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == 4


def test_printed_twice_is_one_with_two_places_whatever_its_numbers() -> None:
    said = "The Board should ask each agency, once a year, how it keeps its records and who reads them."
    (found,) = _found(
        "# Summary",
        f"Recommendation 1: {said}",
        "# Chapter",
        f"4.2 {said}",
        "# Recommendations",
        f"- 7. {said}",
    )
    assert len(found.places) == 3
    assert found.number == "1"


def test_same_number_and_other_words_are_two() -> None:
    found = _found(
        "# Police", "Recommendation 1: Officers should look in every room of the house.",
        "# Health", "Recommendation 1: Health visitors should ask who sleeps in the home.",
    )  # fmt: skip
    assert [one.number for one in found] == ["1", "1"]


def test_a_response_to_another_report_makes_none() -> None:
    answers = ("The government accepts this recommendation.", "We have begun to put it into practice.")
    lines = [
        line
        for n in (1, 2, 3)
        for line in (f"# Recommendation {n}", f"The Board should do thing number {n}.", *answers)
    ]
    assert _found("# Government response to the Fellgate Inquiry report", *lines) == ()
    assert len(_found("# The Fellgate Inquiry report", *lines)) == 3


def test_guidance_gives_only_what_it_labels_and_numbers() -> None:
    lines = (
        "# Recommendations",
        "- 1. The panel should meet each month.",
        "We recommend that panels write minutes.",
    )
    assert _found("# Statutory guidance for panels", *lines) == ()
    assert (
        len(_found("# Statutory guidance for panels", "Recommendation 1: The panel should meet each month."))
        == 1
    )


def test_an_empty_document_has_none() -> None:
    assert learning_points(Reading(()), (), ()) == ()
