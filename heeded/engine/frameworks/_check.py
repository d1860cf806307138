"""Is this a framework that can be coded with? Every problem is told at once, in plain words."""

import re
from collections.abc import Iterator
from dataclasses import replace

from heeded.engine.frameworks._check_tree import doubled, in_order, parents
from heeded.engine.frameworks._check_words import wrong_identifier, wrong_line, wrong_list, wrong_text
from heeded.engine.frameworks._errors import FrameworkRefused
from heeded.engine.frameworks._limits import LIMITS, quoted
from heeded.engine.frameworks._records import Framework, Theme

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
_MOST_TOLD = 50


def checked(framework: Framework) -> Framework:
    """The framework with its themes in order. Raises FrameworkRefused with everything that is wrong."""
    found = problems(framework)
    if found:
        raise FrameworkRefused(found)
    return replace(framework, themes=in_order(framework.themes))


def problems(framework: Framework) -> tuple[str, ...]:
    """Everything that is wrong with the framework, as plain sentences: nothing where it can be used."""
    if len(framework.themes) > LIMITS.themes:
        return (f"It has {len(framework.themes):,} themes; at most {LIMITS.themes:,} are taken.",)
    found = [
        *_of_framework(framework),
        *(problem for theme in framework.themes for problem in _of_theme(theme)),
        *doubled(framework.themes),
        *parents(framework.themes),
    ]
    if len(found) > _MOST_TOLD:
        found = [*found[:_MOST_TOLD], f"There are {len(found) - _MOST_TOLD:,} more problems."]
    return tuple(found)


def _of_framework(framework: Framework) -> Iterator[str]:
    whose = "the framework"
    yield from wrong_identifier(framework.identifier, whose)
    yield from wrong_line("name", framework.name, whose, most=LIMITS.name, needed=True)
    yield from wrong_line("version", framework.version, whose, most=LIMITS.identifier, needed=True)
    yield from wrong_line("source", framework.source, whose)
    yield from wrong_text("about", framework.about, whose)
    if not framework.themes:
        yield "The framework has no themes."


def _of_theme(theme: Theme) -> Iterator[str]:
    whose = f"the theme {quoted(theme.name or theme.identifier)}"
    yield from wrong_identifier(theme.identifier, whose)
    yield from wrong_line("name", theme.name, whose, most=LIMITS.name, needed=True)
    yield from wrong_text("definition", theme.definition, whose)
    yield from wrong_line("source", theme.source, whose)
    for field in ("includes", "excludes", "terms"):
        yield from wrong_list(field, getattr(theme, field), whose)
    if theme.colour and not _COLOUR.match(theme.colour):
        yield f"The colour of {whose} must be written like #1d70b8, not {quoted(theme.colour)}."
    if theme.guid and not _GUID.match(theme.guid):
        yield f"The GUID of {whose} is not a GUID in small letters: {quoted(theme.guid)}."
    if len(set(theme.applies_to)) < len(theme.applies_to):
        yield f"What {whose} applies to is said twice."
