"""Files of texts, with and without labels."""

import json
from typing import Any

import pytest

from heeded.engine.themes import WrongLines, read_labelled, read_texts


def _line(**row: Any) -> str:
    return json.dumps(row) + "\n"


def test_texts_with_their_labels_in_order() -> None:
    found = read_labelled(
        [_line(id="a", text="One.", labels=["X", "Y", "X"]), "\n", _line(id=7, text="Two.", labels=[])]
    )
    assert [(one.identifier, one.text, one.labels) for one in found.texts] == [
        ("a", "One.", ("X", "Y")),
        (7, "Two.", ()),
    ]
    assert found.groups is None and found.repeats == 0


def test_repeats_are_left_out_and_counted() -> None:
    lines = [_line(text="The same.", labels=["X"]), _line(text=" the  SAME. ", labels=["Y"])]
    found = read_labelled(lines)
    assert [one.labels for one in found.texts] == [("X",)] and found.repeats == 1
    assert len(read_texts(lines)) == 2, "each text that is asked for is answered"


def test_what_has_no_identifier_has_its_line() -> None:
    assert [one.identifier for one in read_texts([_line(text="One."), _line(id="", text="Two.")])] == [1, 2]


def test_themes_by_how_many_texts_have_them() -> None:
    found = read_labelled(
        [_line(text=f"Text {place}.", labels=["X", "Y"][: place + 1]) for place in range(2)]
    )
    assert (found.themes(), found.themes(fewest=2)) == (("X", "Y"), ("X",))


def test_groups_where_the_file_names_any() -> None:
    rows = [_line(text="One.", labels=[], group="g"), _line(text="Two.", labels=[])]
    first, second = read_labelled(rows).groups or []
    assert first == "g" and second not in {"g", ""}


def test_halves_of_characters_do_no_harm() -> None:
    [one] = read_texts(['{"text": "A \\ud800 half."}'])
    assert one.text.encode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no json", "not JSON"),
        ("[1]", "not an object"),
        ("[" * 100_000, "not JSON"),
        (_line(labels=[]), "no text"),
        (_line(text="  ", labels=[]), "no text"),
        (_line(text=3, labels=[]), "no text"),
        (_line(text="One."), "labels of line 2"),
        (_line(text="One.", labels="X"), "labels of line 2"),
        (_line(text="One.", labels=[1]), "labels of line 2"),
        (_line(text="One.", labels=["x" * 501]), "longer than 500"),
        (_line(text="x" * 100_001, labels=[]), "100,001 characters"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, said: str) -> None:
    with pytest.raises(WrongLines, match=said):
        read_labelled([_line(text="Good.", labels=["X"]), line])


def test_an_empty_file_is_said() -> None:
    for read in (read_labelled, read_texts):
        with pytest.raises(WrongLines, match="no text in this file"):
            read(["\n"])
