"""The fields of a framework's table: each of its kind, none that is unknown."""

from collections.abc import Mapping
from typing import Any, TypeVar

from heeded.engine.frameworks._limits import quoted
from heeded.engine.frameworks._records import Status
from heeded.engine.vocabulary import Choice

_Chosen = TypeVar("_Chosen", bound=Choice)
_TEXTS = {
    "identifier",
    "name",
    "version",
    "source",
    "about",
    "definition",
    "parent",
    "colour",
    "guid",
    "status",
}
_LISTS = {"includes", "excludes", "terms", "applies_to"}
OF_FRAMEWORK = {"identifier", "name", "version", "source", "status", "about", "theme"}
OF_THEME = {
    "identifier", "name", "definition", "includes", "excludes", "terms", "parent", "source", "status", "applies_to",
    "heading", "colour", "guid",
}  # fmt: skip


def fields_of(table: Mapping[str, Any], known: set[str], whose: str, told: list[str]) -> dict[str, Any]:
    """What the table says, each field of its kind; what is not known or of another kind is told."""
    fields: dict[str, Any] = {}
    for field, value in table.items():
        if field not in known:
            told.append(f"Nothing called {quoted(field)} is known of {whose}.")
        elif field in _TEXTS and _told_unless(isinstance(value, str), f"{field} of {whose}", "text", told):
            fields[field] = value.replace("\r\n", "\n").strip()
        elif field in _LISTS and _told_unless(
            _is_list(value), f"{field} of {whose}", "a list of texts", told
        ):
            fields[field] = tuple(item.strip() for item in value)
        elif field == "heading" and _told_unless(
            isinstance(value, bool), f"{field} of {whose}", "true or false", told
        ):
            fields[field] = value
    return fields


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _told_unless(right: bool, what: str, kind: str, told: list[str]) -> bool:
    if not right:
        told.append(f"The {what} must be {kind}.")
    return right


def status_of(fields: Mapping[str, Any], whose: str, told: list[str]) -> Status | None:
    """The status that a table states, None where it states none; an unknown one is told."""
    written = fields.get("status", "")
    return choice(Status, written, f"the status of {whose}", told) if written else None


def choice(kind: type[_Chosen], written: str, what: str, told: list[str]) -> _Chosen | None:
    """The member of `kind` as written; None, and told, where there is no such one."""
    try:
        return kind(written)
    except ValueError:
        known = ", ".join(member.value for member in kind)
        told.append(f"{what[0].upper()}{what[1:]} must be one of {known}, not {quoted(written)}.")
        return None
