"""Lists in parts. A part ends with a cursor that names the place after its last row, by what stands in the row: rows
that come or go meanwhile are neither told twice nor left out, and no key of the database is shown."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from ninja import Field

from heeded.api.door import Caller
from heeded.api.problems import NotUnderstood, TokenNeeded
from heeded.api.shape import Shape

LARGEST = 100
_USUAL = 25
CURSOR_LENGTH = 500  # characters
_Row = TypeVar("_Row", bound=Model)


class Paging(Shape):
    """Where to go on in a list, and how much at a time."""

    cursor: str = Field(
        "", max_length=CURSOR_LENGTH, description="“next” of the part before; empty for the first"
    )
    limit: int = Field(_USUAL, ge=1, le=LARGEST, description="How many at most")


class Part(Shape):
    """What every part of a list says beside its rows."""

    total: int = Field(description="How many there are over all parts, at this moment")
    next: str | None = Field(description="Cursor of the next part; null at the end")


def part_of(
    request: Caller, rows: QuerySet[_Row], paging: Paging, *, keys: Sequence[str], newest_first: bool = False
) -> tuple[list[_Row], int, str | None]:
    """The rows of one part, how many there are in all, and the cursor of the next part. `keys` order the rows
    without a tie and are never null; the last of them is an identifier.

    Raises:
        TokenNeeded: without a token a list ends with its first part.
        NotUnderstood: the cursor is none of this list.
    """
    must_be_first(request, paging.cursor)
    total = rows.count()
    sign = "-" if newest_first else ""
    rows = rows.order_by(*(f"{sign}{key}" for key in keys))
    if paging.cursor:
        rows = rows.filter(_beyond(keys, _read(paging.cursor, keys), "lt" if newest_first else "gt"))
    found = list(rows[: paging.limit + 1])
    shown = found[: paging.limit]
    following = write_cursor([_value(shown[-1], key) for key in keys]) if len(found) > len(shown) else None
    return shown, total, following


def part_by_instant(rows: QuerySet[_Row], paging: Paging) -> tuple[list[_Row], int, str | None]:
    """The same of rows that have no identifier, newest first by their `at`: a place is an instant, and how many rows
    of that very instant were told. For lists that are read with a token alone."""
    total = rows.count()
    at, told = read_cursor(paging.cursor, [datetime, int]) if paging.cursor else (None, 0)
    if at is not None:
        rows = rows.filter(at__lte=at)
    found = list(rows.order_by("-at", "-pk")[told : told + paging.limit + 1])
    shown = found[: paging.limit]
    if len(found) == len(shown):
        return shown, total, None
    instants = [_value(row, "at") for row in shown]
    last = instants[-1]
    same = instants.count(last)
    return shown, total, write_cursor([last, same + (told if last == at else 0)])


def must_be_first(request: Caller, cursor: str) -> None:
    """Without a token nobody reads a list beyond its first part.

    Raises:
        TokenNeeded: somebody tries.
    """
    if cursor and request.holder is None:
        raise TokenNeeded(
            "Without a token a list ends with its first part.",
            advice="Make a token under Your account, Tokens.",
        )


def write_cursor(values: Sequence[Any]) -> str:
    """A place in a list as text for an address."""
    text = json.dumps([value.isoformat() if isinstance(value, date) else value for value in values])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, kinds: Sequence[type[Any]]) -> list[Any]:
    """The values of a cursor, each of the kind that belongs there.

    Raises:
        NotUnderstood: it is no cursor of this list.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
        if not isinstance(values, list) or len(values) != len(kinds):
            raise ValueError
        return [_as(kind, value) for kind, value in zip(kinds, values, strict=True)]
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise NotUnderstood(
            "This cursor is none of this list.", advice="Leave it out to begin at the beginning."
        ) from error


def _as(kind: type[Any], value: Any) -> Any:
    if kind is datetime:
        instant = datetime.fromisoformat(value)
        if instant.tzinfo is None:
            raise ValueError
        return instant
    strange = type(value) is not kind or "\x00" in str(value)
    if strange or (isinstance(value, int) and not 0 <= value < 1 << 31):
        raise ValueError
    return value


def _read(cursor: str, keys: Sequence[str]) -> list[Any]:
    return read_cursor(cursor, [_kind(key) for key in keys])


def _kind(key: str) -> type[Any]:
    name = key.rsplit("__", 1)[-1]
    if name.endswith(("_at", "_on")) or name == "at":
        return datetime
    return int if name in {"number", "order", "version"} else str


def _value(row: Model, key: str) -> Any:
    found: Any = row
    for name in key.split("__"):
        found = getattr(found, name)
    return found


def _beyond(keys: Sequence[str], values: Sequence[Any], which: str) -> Q:
    """Rows after a place: a later first key, or the same one and a later second, and so on."""
    beyond = Q()
    same = Q()
    for key, value in zip(keys, values, strict=True):
        beyond |= same & Q(**{f"{key}__{which}": value})
        same &= Q(**{key: value})
    return beyond
