"""The themes to choose from, and the framework that somebody codes with, remembered while they are logged in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count

from heeded.engine.frameworks import CodedThing
from heeded.learning.models import Framework, ThemeVersion
from heeded.learning.queries import most_used, themes_of, visible_frameworks
from heeded.people.viewer import Viewer
from heeded.web.requests import Asking

_REMEMBERED = "coding-framework"
_DEEPEST = 3
_LONGEST_HINT = 160


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme to tick, or a heading that only holds others. `only_for` says what it is for where that is not words."""

    identifier: str
    name: str
    hint: str
    depth: int
    is_heading: bool
    only_for: str
    chosen: bool = False
    place: int = 0  # among those that can be ticked, from 0


def frameworks_in_use(viewer: Viewer) -> list[Framework]:
    """What can be coded with."""
    return list(visible_frameworks(viewer).filter(retired_at__isnull=True))


def framework_chosen(request: Asking) -> Framework | None:
    """The framework asked for by `framework`, which is then remembered; else the one of last time, the one most coded
    with, the first."""
    held = frameworks_in_use(request.viewer)
    asked = (request.POST if request.method == "POST" else request.GET).get("framework", "")
    named = {one.identifier: one for one in held}
    found = named.get(asked) or named.get(str(request.session.get(_REMEMBERED, "")))
    if found is not None and asked == found.identifier and request.session.get(_REMEMBERED) != asked:
        request.session[_REMEMBERED] = asked
    if found is None and held:
        used = most_used(request.viewer)
        found = next((one for one in held if one.pk == used), held[0])
    return found


def theme_choices(framework: Framework, fitting: set[CodedThing], ticked: Iterable[str]) -> list[ThemeChoice]:
    """The themes of a framework that fit what is coded, each under its heading; headings without any are left out."""
    rows = themes_of(framework)
    depths: dict[int, int] = {}
    things: dict[int, set[CodedThing]] = {0: set()}
    chosen = set(ticked)
    found: list[ThemeChoice] = []
    for row in rows:
        above = row.parent_id or 0
        depths[row.theme_id] = depths.get(above, -1) + 1
        things[row.theme_id] = {CodedThing(value) for value in row.applies_to} or things.get(above, set())
        if row.heading or _fits(row, things[row.theme_id], fitting):
            found.append(_choice(row, min(depths[row.theme_id], _DEEPEST), things[row.theme_id], chosen))
    return _numbered(_without_empty_headings(found))


def _numbered(rows: list[ThemeChoice]) -> list[ThemeChoice]:
    places = count()
    return [row if row.is_heading else replace(row, place=next(places)) for row in rows]


def _fits(row: ThemeVersion, things: set[CodedThing], fitting: set[CodedThing]) -> bool:
    """What stands under a heading for children is offered for children. Words can be coded with it all the same,
    where the theme itself does not say otherwise."""
    wanted = {CodedThing(value) for value in row.applies_to} if CodedThing.PASSAGE in fitting else things
    return not wanted or bool(fitting & wanted)


def _choice(row: ThemeVersion, depth: int, things: set[CodedThing], chosen: set[str]) -> ThemeChoice:
    only = "" if not things or CodedThing.PASSAGE in things else _for_whom(things)
    identifier = row.theme.identifier
    return ThemeChoice(
        identifier=identifier,
        name=row.name,
        hint=_short(row.definition),
        depth=depth,
        is_heading=row.heading,
        only_for=only,
        chosen=identifier in chosen,
    )


def _for_whom(things: set[CodedThing]) -> str:
    return ", ".join(str(thing.label).lower() for thing in CodedThing if thing in things)


def _short(definition: str) -> str:
    words = " ".join(definition.split())
    return words if len(words) <= _LONGEST_HINT else words[:_LONGEST_HINT].rsplit(" ", 1)[0] + " …"


def _without_empty_headings(rows: list[ThemeChoice]) -> list[ThemeChoice]:
    kept: list[ThemeChoice] = []
    below = (
        -1
    )  # the depth of the next row that is kept; a heading is kept where something stands deeper after it
    for row in reversed(rows):
        if not row.is_heading or below > row.depth:
            kept.append(row)
            below = row.depth
    return kept[::-1]
