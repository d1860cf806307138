"""Names for rows that have no identifier of their own: lasting, and nobody learns a key of the database from them."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model
from django.utils.crypto import constant_time_compare, salted_hmac

_Row = TypeVar("_Row", bound=Model)
_LENGTH = 20


def name_of(row: Model) -> str:
    """The name of a row, the same for as long as the library keeps its secret."""
    digest = salted_hmac(f"heeded.api.{row._meta.label_lower}", str(row.pk), algorithm="sha256").hexdigest()
    return digest[:_LENGTH]


def row_named(name: str, rows: Iterable[_Row]) -> _Row | None:
    """The one of these few rows that has the name."""
    return next((row for row in rows if constant_time_compare(name_of(row), name)), None)
