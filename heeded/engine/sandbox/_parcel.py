"""Requests and answers between the sandbox and the process that owns it, packed and unpacked.

A child that a file has taken over may send anything, so answers may only be made of plain values and of the
records of `heeded.engine`. No class comes out of a parcel, not even one of ours: pickle lets whoever holds a
class change it, and can make a few bytes fill the memory. What comes out is made by the few makers below.
Pages travel packed: thousands of lines one by one would cost as much as reading them.
"""

import importlib
import io
import pickle
import struct
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from heeded.engine._making import maker
from heeded.engine.records import Line, Page
from heeded.engine.vocabulary import Choice

_LINE = struct.Struct("<2I5d2?I2i")  # as records.Line, the cell as two numbers, -1 for none; no style
_line = maker(Line)
_of_line = attrgetter(
    "start", "end", "left", "bottom", "right", "top", "size", "bold", "italic", "box"
)  # the cell follows
_of_page = attrgetter("number", "text", "label", "width", "height", "source", "hidden")


def packed_page(packed: bytes, styles: dict[int, str], number: int, text: str, *rest: Any) -> Page:
    """A page as it was before packing. `styles` names those of the lines that have one."""
    style = styles.get
    lines = [
        _line(*numbers[:10], None if numbers[10] < 0 else numbers[10:], style(index, ""))
        for index, numbers in enumerate(_LINE.iter_unpack(packed))
    ]
    label, width, height, source, hidden = rest
    return Page(number, text, tuple(lines), label, width, height, source, hidden)


def _packed(lines: tuple[Line, ...]) -> bytes:
    pack_line = _LINE.pack
    return b"".join([pack_line(*_of_line(line), *(line.cell or (-1, -1))) for line in lines])


def made_record(module: str, name: str, *values: Any) -> Any:
    """A record, a choice or a named tuple of `heeded.engine` from its values in order."""
    if not module.startswith("heeded.engine."):
        raise pickle.UnpicklingError(f"{module}.{name} may not come out of the sandbox")
    found = getattr(importlib.import_module(module), name, None)
    if not _is_record(found):
        raise pickle.UnpicklingError(f"{module}.{name} may not come out of the sandbox")
    return found(*values)  # type: ignore[misc]  # a class, as was just made sure


def made_path(words: str) -> Path:
    """A path. Whoever gets it must make sure that it is one of theirs before they open it."""
    return Path(words)


def made_day(number: int) -> date:
    """A day from its number, 1 January of the year 1 being the first."""
    return date.fromordinal(number)


def _is_record(found: object) -> bool:
    named = isinstance(found, type) and issubclass(found, tuple) and hasattr(found, "_fields")
    return named or (isinstance(found, type) and (is_dataclass(found) or issubclass(found, Choice)))


class _Maker:
    """A function that can be called and in no way changed."""

    __slots__ = ("_make",)
    _make: Callable[..., Any]

    def __init__(self, make: Callable[..., Any]) -> None:
        object.__setattr__(self, "_make", make)

    def __call__(self, *values: Any) -> Any:
        return self._make(*values)

    def __setattr__(self, name: str, value: object) -> None:
        raise pickle.UnpicklingError("a parcel may not change how it is unpacked")


_MAKERS = {make.__name__: _Maker(make) for make in (packed_page, made_record, made_path, made_day)}


class _Packer(pickle.Pickler):
    def reducer_override(self, thing: Any) -> Any:
        kind = type(thing)
        if kind is Page:
            styles = {index: line.style for index, line in enumerate(thing.lines) if line.style}
            return packed_page, (_packed(thing.lines), styles, *_of_page(thing))
        if isinstance(thing, Path):
            return made_path, (str(thing),)
        if kind is date:
            return made_day, (thing.toordinal(),)
        if not kind.__module__.startswith("heeded.engine.") or not _is_record(kind):
            return NotImplemented
        return made_record, (kind.__module__, kind.__name__, *_values(thing))


def _values(thing: Any) -> tuple[Any, ...]:
    if isinstance(thing, Choice):
        return (thing.value,)
    if isinstance(thing, tuple):
        return tuple(thing)
    return tuple(getattr(thing, field.name) for field in fields(thing) if field.init)


class _Unpacker(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == __name__ and name in _MAKERS:
            return _MAKERS[name]
        raise pickle.UnpicklingError(f"{module}.{name} may not come out of the sandbox")


def pack(value: Any) -> bytes:
    parcel = io.BytesIO()
    _Packer(parcel, protocol=5).dump(value)
    return parcel.getvalue()


def unpack(parcel: bytes) -> Any:
    """The value of a parcel from the child. Raises pickle.UnpicklingError on anything that may not come out."""
    return _Unpacker(io.BytesIO(parcel)).load()
