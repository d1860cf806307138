"""Requests and answers between the sandbox and the process that owns it.

A child that a file has taken over may send anything, so answers may only be made of plain values and of the
records and errors of `heeded.engine`. Pages travel packed: thousands of lines one by one would cost as much
as reading them.
"""

import builtins
import importlib
import io
import pickle
import socket
import struct
import time
from dataclasses import is_dataclass
from operator import attrgetter
from typing import Any

from heeded.engine.records import Line, Page

_HEADER = struct.Struct("!Q")
_PLAIN = {"complex", "frozenset", "set", "bytearray", "slice", "range"}
_LINE = struct.Struct("<2I5d2?I2i")  # as records.Line, the cell as two numbers, -1 for none; no style
_of_page = attrgetter("number", "text", "label", "width", "height", "source", "hidden")


def packed_page(packed: bytes, styles: dict[int, str], number: int, text: str, *rest: Any) -> Page:
    """A page as it was before packing. `styles` names those of the lines that have one."""
    lines = [_line(numbers, styles.get(index, "")) for index, numbers in enumerate(_LINE.iter_unpack(packed))]
    label, width, height, source, hidden = rest
    return Page(number, text, tuple(lines), label, width, height, source, hidden)


def _line(numbers: tuple[Any, ...], style: str) -> Line:
    start, end, left, bottom, right, top, size, bold, italic, box, row, column = numbers
    cell = None if row < 0 else (row, column)
    return Line(start, end, left, bottom, right, top, size, bold, italic, box, cell, style)


def _packed(line: Line) -> bytes:
    row, column = line.cell or (-1, -1)
    return _LINE.pack(
        line.start,
        line.end,
        line.left,
        line.bottom,
        line.right,
        line.top,
        line.size,
        line.bold,
        line.italic,
        line.box,
        row,
        column,
    )


class _Packer(pickle.Pickler):
    def reducer_override(self, thing: Any) -> Any:
        if type(thing) is Page:
            lines = b"".join([_packed(line) for line in thing.lines])
            styles = {index: line.style for index, line in enumerate(thing.lines) if line.style}
            return packed_page, (lines, styles, *_of_page(thing))
        return NotImplemented


class _Unpacker(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == "builtins" and name in _PLAIN:
            return getattr(builtins, name)
        if module == "pathlib" and name in {"PosixPath", "PurePosixPath", "WindowsPath"}:
            return getattr(importlib.import_module("pathlib"), name)
        if module == __name__ and name == "packed_page":
            return packed_page
        if module.startswith("heeded.engine."):
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, str | int | tuple)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} may not come out of the sandbox")


def pack(value: Any) -> bytes:
    parcel = io.BytesIO()
    _Packer(parcel, protocol=5).dump(value)
    return parcel.getvalue()


def unpack(parcel: bytes) -> Any:
    """The value of a parcel from the child. Raises pickle.UnpicklingError on anything that may not come out."""
    return _Unpacker(io.BytesIO(parcel)).load()


def send(door: socket.socket, parcel: bytes) -> None:
    door.sendall(_HEADER.pack(len(parcel)))
    door.sendall(parcel)


def receive(door: socket.socket, *, deadline: float | None = None, largest: int = 1 << 40) -> bytes:
    """The next parcel. Raises EOFError when the other side has gone, TimeoutError after `deadline` (monotonic
    seconds), OverflowError where it would be larger than `largest` bytes."""
    size = _HEADER.unpack(_exactly(door, _HEADER.size, deadline))[0]
    if size > largest:
        raise OverflowError(size)
    return _exactly(door, size, deadline)


def _exactly(door: socket.socket, size: int, deadline: float | None) -> bytes:
    parcel = bytearray()
    while len(parcel) < size:
        if deadline is not None:
            door.settimeout(max(0.001, deadline - time.monotonic()))
        piece = door.recv(min(1 << 20, size - len(parcel)))
        if not piece:
            raise EOFError
        parcel += piece
    return bytes(parcel)
