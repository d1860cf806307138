"""The network as ONNX: the same bytes everywhere, and the same answers as by hand."""

import hashlib

import numpy as np
import onnxruntime
import pytest

from heeded.engine.meaning import _protobuf
from heeded.engine.meaning._graph import graph_of
from tests.engine.made_weights import by_hand, made_weights

# Of the made weights' graph. Another value means that what is written has changed: then the pinned hash of the real
# model changes too, and every library makes its vectors anew.
WRITTEN = "9d52739252a394744210dbbcdd10b7089110d7b4e64c8739cb38af8ce075e65f"


@pytest.fixture(scope="module")
def graph() -> bytes:
    return graph_of(made_weights())


def test_the_same_weights_give_the_same_bytes(graph: bytes) -> None:
    assert hashlib.sha256(graph).hexdigest() == WRITTEN


@pytest.mark.parametrize("ids", [[1], [3, 1, 4, 1, 5, 9, 2, 6], list(range(40)) * 3])
def test_it_answers_as_by_hand(graph: bytes, ids: list[int]) -> None:
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    (tokens,) = session.run(["tokens"], {"ids": np.array([ids], np.int64)})
    expected = by_hand(made_weights(), ids)
    assert tokens.shape == (1, *expected.shape)
    cosines = (tokens[0] * expected).sum(-1) / np.linalg.norm(tokens[0], axis=-1)
    cosines /= np.linalg.norm(expected, axis=-1)
    assert cosines.mean() > 0.99, "rounded to one byte, yet the same"


def test_a_text_is_no_different_beside_others(graph: bytes) -> None:
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    ask = {"ids": np.array([[7, 8, 9]], np.int64)}
    first = session.run(["tokens"], ask)[0]
    session.run(["tokens"], {"ids": np.array([list(range(30))], np.int64)})
    assert np.array_equal(session.run(["tokens"], ask)[0], first)


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, b"\x08\x00"), (300, b"\x08\xac\x02"), (-1, b"\x08" + b"\xff" * 9 + b"\x01")],
)
def test_whole_numbers_as_protobuf_writes_them(value: int, written: bytes) -> None:
    assert _protobuf._number(1, value) == written


def test_the_file_says_where_it_comes_from(graph: bytes) -> None:
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    about = session.get_modelmeta().custom_metadata_map
    assert about["licence"] == "Apache-2.0"
    assert "all-MiniLM-L6-v2" in about["source"] and "int8" in about["changed"]
