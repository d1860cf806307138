"""Every table with its rows as plain values, and what tells whether two copies of it are the same."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import Field, JSONField, Model

from heeded.core.models import Node

_AT_ONCE = 2000  # rows fetched together
# Numbers of transactions mean something on one server only: on another the log begins with 0, and no node is anywhere
# in it before it says so.
_OF_ONE_SERVER: dict[str, dict[str, int | None]] = {
    "core_change": {"transaction": 0},
    "core_node": dict.fromkeys(Node.PLACES),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, how many rows it has, and a hash over all of them in the order of their keys."""

    name: str
    rows: int
    sha256: str


def models() -> list[type[Model]]:
    """Every model with a table of its own, in the order of their tables' names."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [found[name] for name in sorted(found)]


def fields_of(model: type[Model]) -> list[Field]:
    """The fields that have a column."""
    return [field for field in model._meta.concrete_fields if isinstance(field, Field)]


def rows_of(model: type[Model], *, using: str) -> Iterator[tuple[Any, ...]]:
    """All rows in the order of their keys, as Python's values."""
    names = [field.attname for field in fields_of(model)]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names).iterator(chunk_size=_AT_ONCE)
    instead = _OF_ONE_SERVER.get(model._meta.db_table)
    if instead is None:
        yield from rows
        return
    for row in rows:
        yield tuple(instead.get(name, value) for name, value in zip(names, row, strict=True))


def fingerprint(model: type[Model], *, using: str) -> Table:
    """Count and hash of a table as it stands in a database."""
    digest, count = hashlib.sha256(), 0
    for row in rows_of(model, using=using):
        digest.update(json.dumps(_plain(row), ensure_ascii=False, sort_keys=True).encode())
        digest.update(b"\n")
        count += 1
    return Table(model._meta.db_table, count, digest.hexdigest())


def _plain(value: Any) -> Any:
    """The same words for the same value, whichever database it came from."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value + 0.0  # there are two zeros; one database keeps their sign
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    raise TypeError(f"nobody said how a {type(value).__name__} is compared")


def copy_rows(model: type[Model], *, source: str, target: str) -> None:
    """Write every row of the source's table into the target's, inside the caller's transaction."""
    connection = connections[target]
    fields = fields_of(model)
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 -- our own names
    batch: list[list[Any]] = []
    with connection.cursor() as cursor:
        for row in rows_of(model, using=source):
            batch.append(
                [_stored(value, field, connection) for value, field in zip(row, fields, strict=True)]
            )
            if len(batch) == _AT_ONCE:
                cursor.executemany(statement, batch)
                batch = []
        if batch:
            cursor.executemany(statement, batch)


def _stored(value: Any, field: Field, connection: Any) -> Any:
    """As the database takes it. An empty JSON value is one of its own, not a missing one."""
    if value is None and isinstance(field, JSONField) and not field.null:
        return field.get_db_prep_value(value, connection)
    return field.get_db_prep_save(value, connection)
