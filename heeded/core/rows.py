"""Writing many rows at once. Django's own bulk writing builds an expression for every value, which for the pages of
a report costs four times as much as reading them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model

_PLAIN = {str, int, float, bool, type(None)}


def insert_rows(rows: Sequence[Model]) -> None:
    """Add new rows of one kind, inside the caller's transaction. Their primary keys are not fetched."""
    if not rows:
        return
    table, fields = rows[0]._meta.db_table, [f for f in rows[0]._meta.concrete_fields if not f.primary_key]
    columns = ", ".join(_quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    _execute(f"INSERT INTO {_quoted(table)} ({columns}) VALUES ({places})", _values(rows, fields))  # noqa: S608 -- names of our own tables


def insert_values(kind: type[Model], names: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Add rows of one kind, inside the caller's transaction, from bare values in the order of `names`, which are all
    its fields but the key: what is structured is JSON already. For the thousands of rows of a report, for which even
    building the models would cost as much as writing them."""
    fields = {field.name: field for field in kind._meta.concrete_fields if not field.primary_key}
    if set(names) != set(fields):
        raise ValueError(f"not every field of {kind.__name__} is given: {set(names) ^ set(fields)}")
    columns = ", ".join(_quoted(fields[name].column) for name in names)
    places = ", ".join(["%s"] * len(names))
    _execute(f"INSERT INTO {_quoted(kind._meta.db_table)} ({columns}) VALUES ({places})", list(values))  # noqa: S608 -- the same


def update_values(kind: type[Model], name: str, values: Iterable[tuple[Any, int]]) -> None:
    """Write one field of rows that are there, inside the caller's transaction: bare values, each with its key."""
    table, key, column = (kind._meta.db_table, kind._meta.pk.column, kind._meta.get_field(name).column)  # type: ignore[union-attr]
    _execute(f"UPDATE {_quoted(table)} SET {_quoted(column)} = %s WHERE {_quoted(key)} = %s", list(values))  # noqa: S608 -- the same


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> int:
    """Write these fields of rows that are there, inside the caller's transaction; how many were still there."""
    if not rows:
        return 0
    table, key = rows[0]._meta.db_table, rows[0]._meta.pk.column
    fields: list[Field] = [rows[0]._meta.get_field(name) for name in names]  # type: ignore[misc]  # no relations to many
    columns = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    values = [[*one, row.pk] for one, row in zip(_values(rows, fields), rows, strict=True)]
    return _execute(f"UPDATE {_quoted(table)} SET {columns} WHERE {_quoted(key)} = %s", values)  # noqa: S608 -- the same


def _values(rows: Sequence[Model], fields: Sequence[Field]) -> list[list[Any]]:
    """As the database takes them. Plain values go as they are: Django would look at each several times over."""
    real = connections[connection.alias]  # `connection` finds it anew at every use
    kinds = [(field.attname, field, isinstance(field, JSONField)) for field in fields]
    return [
        [_value(getattr(row, name), field, real, structured=json) for name, field, json in kinds]
        for row in rows
    ]


def _value(value: Any, field: Field, real: BaseDatabaseWrapper, *, structured: bool) -> Any:
    if type(value) in _PLAIN and not structured:
        return value
    return field.get_db_prep_save(value, real)


def _execute(statement: str, values: Sequence[Sequence[Any]]) -> int:
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
        return int(cursor.rowcount)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
