"""Records made fast are the same as records made."""

import dataclasses
import pickle

import pytest

from heeded.engine._making import maker
from heeded.engine.records import Line, Piece


def test_a_record_made_fast_is_as_one_made_by_its_class() -> None:
    values = (0, 12, 72.0, 700.0, 200.0, 712.0, 11.0, True, False, 2, (1, 3), "Heading 2")
    made = maker(Line)(*values)
    assert type(made) is Line
    assert made == Line(*values)
    assert hash(made) == hash(Line(*values))
    assert pickle.loads(pickle.dumps(made)) == made
    assert dataclasses.replace(made, box=0) == Line(*values[:9], 0, *values[10:])


def test_it_cannot_be_changed_afterwards() -> None:
    made = maker(Piece)(0, 1, 5, 7)
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.at = 3  # type: ignore[misc]


def test_every_value_must_be_given() -> None:
    with pytest.raises(TypeError):
        maker(Piece)(0, 1)
