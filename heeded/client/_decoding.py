"""JSON into frozen records. What a newer library says beyond them is passed over; what one lacks is an error, said
plainly: it is not the library that this client knows."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, dataclass_transform, get_args, get_origin, get_type_hints

from heeded.client._errors import Damaged

_Record = TypeVar("_Record")
SCHEMAS: dict[str, type] = {}  # each record by the name that the library's description has for it


@dataclass_transform(frozen_default=True)
def record(schema: str) -> Callable[[type[_Record]], type[_Record]]:
    """Make a class one of our records, of the schema that it shows."""

    def made(kind: type[_Record]) -> type[_Record]:
        SCHEMAS[schema] = dataclass(frozen=True, slots=True)(kind)
        return SCHEMAS[schema]

    return made


def decoded(kind: type[_Record], said: Any) -> _Record:
    """The record that some JSON says.

    Raises:
        Damaged: it says something else.
    """
    try:
        value: _Record = _reader(cast(Hashable, kind))(said)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Damaged(
            f"The library’s answer is no {kind.__name__} as this client knows it ({error}).",
            advice="Is the library of another version? Bring both to the same one.",
        ) from error
    return value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """How a value of this type is read from JSON."""
    if kind in (datetime, date):
        return kind.fromisoformat  # type: ignore[no-any-return]
    if isinstance(kind, type) and kind in SCHEMAS.values():
        return _record_reader(kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin is tuple:
        each = _reader(inside[0])
        return lambda said: tuple(each(one) for one in _checked(said, list))
    if origin is UnionType or NoneType in inside:
        other = _reader(next(one for one in inside if one is not NoneType))
        return lambda said: None if said is None else other(said)
    if origin is dict:
        return lambda said: _checked(said, dict)
    return _plain(kind)


def _plain(kind: Any) -> Callable[[Any], Any]:
    if kind is Any:
        return lambda said: said
    if kind is float:
        return lambda said: float(_checked(said, int | float))
    return lambda said: _checked(said, kind)


def _record_reader(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(said: Mapping[str, Any]) -> Any:
        return kind(**{name: reader(said[name]) for name, reader in readers.items()})

    return read


def _checked(said: Any, kind: Any) -> Any:
    if not isinstance(said, kind) or (isinstance(said, bool) and kind is not bool):
        raise TypeError(f"{said!r:.40} where {getattr(kind, '__name__', kind)} belongs")
    return said
