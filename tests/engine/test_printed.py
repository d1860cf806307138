"""What was printed, shown again: notes, contents, cells, points of a list. No text changes its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from heeded.engine.printed import Point, columns, entries, note_number, points_of, raised, references
from heeded.engine.records import Piece


def _figures(text: str, numbers: set[int] | None = None) -> list[str]:
    return [text[start:end] for start, end in references(text, numbers)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("met the institution.96 It then", ["96"]),
        ("“taken out of the structure”.43 Ms", ["43"]),
        ("the Department of Health and Social Care45", ["45"]),
        ("between 0.5 and 1%.39 By comparison", ["39"]),
        ("in February 2018.45 This", ["45"]),
        ("basis35 in order", ["35"]),
        ("see paragraph 4.12 and 10:30", []),
        ("the H5N1 strain, B12 and M25", []),
        ("by 1990s’ rules, 3.12% more, 2,345 and 12,345", []),
        ("in 2018 there were 96 of them", []),
    ],
)
def test_figures_that_refer_to_a_note_on_the_page(text: str, figures: list[str]) -> None:
    assert _figures(text, set(range(1, 100))) == figures


def test_without_the_notes_only_figures_after_a_sentence_are_taken() -> None:
    assert _figures("It was said.12 The Covid19 pandemic") == ["12"]
    assert _figures("the wave2 of it, Form7") == []


def test_only_notes_at_hand_are_referred_to() -> None:
    assert _figures("one.7 two.8", {8}) == ["8"]


def test_raised_figures_keep_every_place() -> None:
    text = "institution.96 It"
    assert raised(text, references(text)) == "institution.⁹⁶ It"


@given(some.text(alphabet="ab .,;:()’”%0123456789\n", max_size=80))
def test_nothing_typed_moves_a_character(text: str) -> None:
    assert len(raised(text, references(text, range(1000)))) == len(text)
    points_of(text)
    entries(text, [Piece(0, 1, 0, len(text))] if text else [])


def test_the_number_of_a_note() -> None:
    assert note_number("1The letter was found") == 1
    assert note_number("96 INQ000 para 2") == 96
    assert note_number("4.2 is a paragraph") is None
    assert note_number("Source: a board") is None


def _read(text: str, pieces: list[Piece]) -> list[tuple[str, str]]:
    return [(text[slice(*entry.words)], text[slice(*entry.page)]) for entry in entries(text, pieces)]


def test_page_numbers_of_contents_are_told_by_where_they_stand() -> None:
    text = "5.1 Was it followed?5 2009 and after6"
    pieces = [Piece(0, 2, 0, 20), Piece(20, 2, 90, 1), Piece(22, 2, 94, 14), Piece(36, 2, 200, 1)]
    assert _read(text, pieces) == [("5.1 Was it followed?", "5"), (" 2009 and after", "6")]


def test_contents_in_one_piece() -> None:
    assert _read("Introduction . . . . vii", [Piece(0, 1, 0, 24)]) == [("Introduction", "vii")]
    assert _read("List of tables", [Piece(0, 1, 0, 14)]) == [("List of tables", "")]


def test_cells_of_a_row() -> None:
    assert columns(10, (0, 4, 7)) == [(0, 4), (4, 7), (7, 10)]


def test_points_of_a_recommendation() -> None:
    text = "The board should:\nask who was there;\nwrite it down; and\nlook again.\nThis needs money."
    assert points_of(text) == [
        Point("The board should:", listed=False),
        Point("ask who was there;", listed=True, mark=True),
        Point("write it down; and", listed=True, mark=True),
        Point("look again.", listed=True, mark=True),
        Point("This needs money.", listed=False),
    ]


def test_lettered_points_keep_their_letters() -> None:
    found = points_of("They should learn together,\n(a) how neglect shows itself;\n(b) whom to ask.")
    assert [(point.listed, point.mark) for point in found] == [(False, False), (True, False), (True, False)]
