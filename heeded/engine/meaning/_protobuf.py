"""ONNX written byte for byte: a graph's file hangs on nothing but the graph, whatever library is installed.

Only what our graph needs of the format (onnx.proto of ONNX 1.x): each function gives back one message's bytes.
"""

import struct
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_TYPES = {"float32": 1, "int8": 3, "int64": 7}  # TensorProto.DataType
_FLOAT, _INT = 1, 2  # AttributeProto.AttributeType
Attribute = int | float


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1  # negative numbers take ten bytes, as two's complement
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, content: str) -> bytes:
    return _bytes(field, content.encode())


def tensor(name: str, array: npt.NDArray[np.generic]) -> bytes:
    """A constant of the graph."""
    dimensions = b"".join(_number(1, length) for length in array.shape)
    little = array.astype(array.dtype.newbyteorder("<"), order="C")
    return dimensions + _number(2, _TYPES[array.dtype.name]) + _text(8, name) + _bytes(9, little.tobytes())


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, _INT)
    return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, _FLOAT)


def node(
    kind: str, inputs: Sequence[str], outputs: Sequence[str], *, domain: str, attributes: dict[str, Attribute]
) -> bytes:
    """One step of the graph."""
    return (
        b"".join(_text(1, name) for name in inputs)
        + b"".join(_text(2, name) for name in outputs)
        + _text(4, kind)
        + b"".join(_bytes(5, _attribute(name, attributes[name])) for name in sorted(attributes))
        + (_text(7, domain) if domain else b"")
    )


def port(name: str, *, type_name: str, shape: Sequence[int | str]) -> bytes:
    """What goes in or comes out; a name in `shape` stands for a length that varies."""
    sides = (_text(2, side) if isinstance(side, str) else _number(1, side) for side in shape)
    shape_message = b"".join(_bytes(1, side) for side in sides)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, _TYPES[type_name]) + _bytes(2, shape_message)))


def model(
    *,
    nodes: Sequence[bytes],
    constants: Sequence[bytes],
    inputs: Sequence[bytes],
    outputs: Sequence[bytes],
    sets: dict[str, int],
    about: dict[str, str],
) -> bytes:
    """The whole file. `sets`: version of each set of operators; `about`: notes that travel with it."""
    graph = (
        b"".join(_bytes(1, one) for one in nodes)
        + _text(2, "sentence model")
        + b"".join(_bytes(5, one) for one in constants)
        + b"".join(_bytes(11, one) for one in inputs)
        + b"".join(_bytes(12, one) for one in outputs)
    )
    return (
        _number(1, 9)
        + _text(2, "heeded")
        + _bytes(7, graph)
        + b"".join(_bytes(8, _text(1, domain) + _number(2, version)) for domain, version in sets.items())
        + b"".join(_bytes(14, _text(1, name) + _text(2, value)) for name, value in about.items())
    )
