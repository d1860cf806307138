"""Engine records to rows and back, nothing lost that anybody uses."""

import json
import random

from hypothesis import given
from hypothesis import strategies as some

from heeded.engine.records import Block, Line, Piece, Span
from heeded.library.layout import (
    block_from_row,
    block_to_row,
    line_from_row,
    line_to_row,
    pieces_from_row,
    pieces_to_row,
    spans_from_row,
    spans_to_row,
)

PLACES = some.integers(0, 50_000)
POINTS = some.floats(-100, 2000).map(lambda x: round(x, 1))
NUMBERS = some.integers(1, 9999)


@given(
    some.builds(
        Line,
        start=PLACES,
        end=PLACES,
        left=POINTS,
        bottom=POINTS,
        right=POINTS,
        top=POINTS,
        size=POINTS,
        bold=some.booleans(),
        italic=some.booleans(),
        box=some.integers(0, 99),
        cell=some.none() | some.tuples(PLACES, PLACES),
        style=some.text(max_size=20),
    )
)
def test_a_line_comes_back(line: Line) -> None:
    back = line_from_row(json.loads(json.dumps(line_to_row(line))))
    for name in ("left", "bottom", "right", "top", "size"):
        assert abs(getattr(back, name) - getattr(line, name)) < 0.11
    for name in ("start", "end", "bold", "italic", "box", "cell", "style"):
        assert getattr(back, name) == getattr(line, name)


def test_positions_of_ordinary_pages_come_back_to_a_tenth() -> None:
    chance = random.Random(1)
    for _ in range(500):
        left = round(chance.uniform(0, 600), 1)
        assert line_from_row(line_to_row(Line(0, 1, left, left, left, left, left))).left == left


@given(
    some.lists(some.builds(Piece, PLACES, NUMBERS, PLACES, PLACES)),
    some.lists(some.builds(Span, NUMBERS, PLACES, PLACES)),
)
def test_pieces_and_spans_come_back(pieces: list[Piece], spans: list[Span]) -> None:
    assert pieces_from_row(json.loads(json.dumps(pieces_to_row(pieces)))) == tuple(pieces)
    assert spans_from_row(json.loads(json.dumps(spans_to_row(spans)))) == tuple(spans)


@given(
    some.builds(
        Block,
        kind=some.sampled_from(["heading", "paragraph", "row"]),
        text=some.text(max_size=60),
        pieces=some.lists(some.builds(Piece, PLACES, NUMBERS, PLACES, PLACES), max_size=4).map(tuple),
        size=POINTS,
        bold=some.booleans(),
        italic=some.booleans(),
        box=some.integers(0, 9),
        left=POINTS,
        label=some.text(max_size=5),
        style=some.text(max_size=5),
        cells=some.lists(PLACES, max_size=4).map(tuple),
    )
)
def test_a_block_comes_back(block: Block) -> None:
    assert block_from_row(json.loads(json.dumps(block_to_row(block)))) == block
