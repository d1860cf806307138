"""Values as parts of an address: whatever they hold, they name nothing else."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

HERE = "/api/v1"


def safe(part: object) -> str:
    """A value as one part of a path."""
    return quote(str(part), safe="")


def query(values: Mapping[str, Any] | None) -> str:
    """Values as a query, each as often as it has values; nothing for those that are empty."""
    if not values:
        return ""
    pairs = [
        (name, _text(one))
        for name, value in values.items()
        if value is not None and value != ""
        for one in (value if isinstance(value, list | tuple | set | frozenset) else [value])
    ]
    return "?" + urlencode(pairs) if pairs else ""


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
