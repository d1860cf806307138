"""Requests and answers between the sandbox and the process that owns it.

A child that a file has taken over may send anything, so answers may only be made of plain values and of the
records and errors of `heeded.engine`. Pages travel packed: thousands of lines one by one would cost as much
as reading them.
"""

import builtins
import importlib
import io
import marshal
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
_of_line = attrgetter(
    "start", "end", "left", "bottom", "right", "top", "size", "bold", "italic", "box", "cell", "style"
)
_of_page = attrgetter("number", "text", "label", "width", "height", "source", "hidden")


def packed_page(packed: bytes, number: int, text: str, *rest: Any) -> Page:
    """A page as it was before packing."""
    lines = tuple([Line(*values) for values in marshal.loads(packed)])
    label, width, height, source, hidden = rest
    return Page(number, text, lines, label, width, height, source, hidden)


class _Packer(pickle.Pickler):
    def reducer_override(self, thing: Any) -> Any:
        if type(thing) is Page:
            lines = marshal.dumps([_of_line(line) for line in thing.lines])
            return packed_page, (lines, *_of_page(thing))
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
