"""Instants as a record has them."""

from datetime import datetime


def as_text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def as_instant(text: str | None) -> datetime | None:
    """Raises ValueError where it is none."""
    return datetime.fromisoformat(text) if text else None
