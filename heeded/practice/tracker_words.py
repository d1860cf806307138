"""An entry of the NHS tracker as it is kept in a row."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from heeded.engine.plans import TrackerEntry

_DAYS = ("date_added", "published_on")


def entry_said(said: Mapping[str, Any]) -> TrackerEntry:
    """An entry as it was kept."""
    known = {field.name for field in fields(TrackerEntry)}
    held: dict[str, Any] = {name: value for name, value in said.items() if name in known}
    for name in _DAYS:
        held[name] = date.fromisoformat(held[name]) if held.get(name) else None
    held["themes"] = tuple(held.get("themes", ()))
    return TrackerEntry(**held)
