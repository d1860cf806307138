"""Writing many rows at once. Django's own bulk writing builds an expression for every value, which for the pages of
a report costs four times as much as reading them."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert_rows(rows: Sequence[Model]) -> None:
    """Add new rows of one kind, inside the caller's transaction. Their primary keys are not fetched."""
    if not rows:
        return
    table, fields = rows[0]._meta.db_table, [f for f in rows[0]._meta.concrete_fields if not f.primary_key]
    columns = ", ".join(_quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    _execute(
        f"INSERT INTO {_quoted(table)} ({columns}) VALUES ({places})", [_values(row, fields) for row in rows]
    )


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these fields of rows that are there, inside the caller's transaction."""
    if not rows:
        return
    table, key = rows[0]._meta.db_table, rows[0]._meta.pk.column
    fields: list[Field] = [rows[0]._meta.get_field(name) for name in names]  # type: ignore[misc]  # no relations to many
    columns = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    values = [[*_values(row, fields), row.pk] for row in rows]
    _execute(f"UPDATE {_quoted(table)} SET {columns} WHERE {_quoted(key)} = %s", values)


def _values(row: Model, fields: Sequence[Field]) -> list[Any]:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]


def _execute(statement: str, values: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
