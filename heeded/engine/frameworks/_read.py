"""A framework from its TOML file."""

import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar

from heeded.engine.frameworks._check import LIMITS, checked, quoted
from heeded.engine.frameworks._errors import FrameworkRefused
from heeded.engine.frameworks._records import CodedThing, Framework, Status, Theme
from heeded.engine.vocabulary import Choice

LARGEST = 5_000_000  # characters of a file
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
_OF_FRAMEWORK = {"identifier", "name", "version", "source", "status", "about", "theme"}
_OF_THEME = {
    "identifier", "name", "definition", "includes", "excludes", "terms", "parent", "source", "status", "applies_to",
    "heading", "colour", "guid",
}  # fmt: skip


def read_framework(text: str) -> Framework:
    """The framework of a TOML file, its themes in order. Raises FrameworkRefused with everything that is wrong."""
    table = _table(text)
    told: list[str] = []
    head = _fields(table, _OF_FRAMEWORK, "the framework", told)
    themes = tuple(
        _theme(each, number, told) for number, each in enumerate(_theme_tables(table, told), start=1)
    )
    framework = Framework(
        identifier=head.get("identifier", ""),
        name=head.get("name", ""),
        version=head.get("version", "1"),
        source=head.get("source", ""),
        status=_status(head, "the framework", told),
        about=head.get("about", ""),
        themes=themes,
    )
    if told:
        raise FrameworkRefused(tuple(told))
    return checked(framework)


def _table(text: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise FrameworkRefused(
            (f"The file is {len(text):,} characters long; at most {LARGEST:,} are taken.",)
        )
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as problem:
        raise FrameworkRefused((f"The file is not written as TOML: {_plain(str(problem))}.",)) from problem
    except RecursionError as problem:
        raise FrameworkRefused(("The file holds lists inside lists, far too deep.",)) from problem


def _plain(problem: str) -> str:
    return problem[:1].lower() + problem[1:300].rstrip(".")


def _theme_tables(table: Mapping[str, Any], told: list[str]) -> list[dict[str, Any]]:
    tables = table.get("theme", [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        told.append("Each theme must be headed [[theme]], in two pairs of brackets.")
        return []
    if len(tables) > LIMITS.themes:
        told.append(f"It has {len(tables):,} themes; at most {LIMITS.themes:,} are taken.")
        return []
    return tables


def _theme(table: dict[str, Any], number: int, told: list[str]) -> Theme:
    name = table.get("name") or table.get("identifier")
    whose = f"the theme {quoted(name)}" if isinstance(name, str) else f"theme {number}"
    fields = _fields(table, _OF_THEME, whose, told)
    things = fields.pop("applies_to", ())
    return Theme(
        **{"identifier": "", "name": "", **fields, "status": _status(fields, whose, told)},
        applies_to=tuple(
            thing
            for each in things
            if (thing := _choice(CodedThing, each, f"what {whose} applies to", told)) is not None
        ),
    )


def _fields(table: Mapping[str, Any], known: set[str], whose: str, told: list[str]) -> dict[str, Any]:
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


def _status(fields: Mapping[str, Any], whose: str, told: list[str]) -> Status | None:
    written = fields.get("status", "")
    return _choice(Status, written, f"the status of {whose}", told) if written else None


def _choice(kind: type[_Chosen], written: str, what: str, told: list[str]) -> _Chosen | None:
    try:
        return kind(written)
    except ValueError:
        known = ", ".join(member.value for member in kind)
        told.append(f"{what[0].upper()}{what[1:]} must be one of {known}, not {quoted(written)}.")
        return None
