"""A framework from its TOML file."""

import tomllib
from collections.abc import Mapping
from typing import Any

from heeded.engine.frameworks._check import checked
from heeded.engine.frameworks._errors import FrameworkRefused
from heeded.engine.frameworks._fields import OF_FRAMEWORK, OF_THEME, choice, fields_of, status_of
from heeded.engine.frameworks._limits import LIMITS, quoted
from heeded.engine.frameworks._records import CodedThing, Framework, Theme

LARGEST = 5_000_000  # characters of a file


def read_framework(text: str) -> Framework:
    """The framework of a TOML file, its themes in order. Raises FrameworkRefused with everything that is wrong."""
    table = _table(text)
    told: list[str] = []
    head = fields_of(table, OF_FRAMEWORK, "the framework", told)
    themes = tuple(
        _theme(each, number, told) for number, each in enumerate(_theme_tables(table, told), start=1)
    )
    framework = Framework(
        identifier=head.get("identifier", ""),
        name=head.get("name", ""),
        version=head.get("version", "1"),
        source=head.get("source", ""),
        status=status_of(head, "the framework", told),
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
    fields = fields_of(table, OF_THEME, whose, told)
    things = fields.pop("applies_to", ())
    return Theme(
        **{"identifier": "", "name": "", **fields, "status": status_of(fields, whose, told)},
        applies_to=tuple(
            thing
            for each in things
            if (thing := choice(CodedThing, each, f"what {whose} applies to", told)) is not None
        ),
    )
