"""Rows of the audit as others may see them: identifiers and hashes, never a key of the database."""

from heeded.core.models import AuditRow

_KEYS = frozenset({"grant", "ended", "section", "document_id"})  # of rows that have no identifier


def details_of(row: AuditRow) -> dict[str, str | int | bool | None]:
    """What a row says besides, without the keys of other rows."""
    return {name: value for name, value in (row.details or {}).items() if name not in _KEYS}


def thing_of(row: AuditRow) -> str:
    """The identifier of what it was about; empty where that has only a key."""
    return "" if row.thing.isdecimal() else row.thing
