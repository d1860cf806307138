"""How the library is doing, who did what, and how it is set."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Query, Router

from heeded.api.actors import Actor, Actors
from heeded.api.door import Caller, door
from heeded.api.paging import Paging, Part, read_cursor, write_cursor
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.happenings import details_of, thing_of
from heeded.api.shapes.text import Text
from heeded.briefing.models import BriefingSettings
from heeded.briefing.queries import briefing_settings
from heeded.briefing.services import LONGEST_TITLE, save_briefing_settings
from heeded.core.errors import NotAllowed
from heeded.core.models import AuditRow
from heeded.intake.queries import library_state
from heeded.library.models import LibrarySettings
from heeded.library.queries import library_settings
from heeded.library.services import save_settings
from heeded.people.audit import Narrowed, audit_rows
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.scopes import Scope

router = Router(tags=["Running the library"])
_STAFF = frozenset({Permission.ADD_REPORTS, Permission.MANAGE_ACCOUNTS})


class State(Shape):
    """Counts, workers, indexes, machines and tools, by part of the library."""

    state: dict[str, dict[str, Any]]


class AuditAsked(Paging):
    since: date | None = Field(None, description="First day")
    until: date | None = Field(None, description="Last day")
    kind: Text = Field("", max_length=40, description="What it was about, such as document")
    thing: Text = Field("", max_length=64, description="Its identifier")


class AuditShown(Shape):
    at: datetime
    by: Actor
    action: str
    thing_kind: str
    thing: str
    details: dict[str, str | int | bool | None]


class AuditPart(Part):
    results: list[AuditShown]


class SettingsSaid(Sent):
    name: Text = Field("", max_length=120)
    danger_line: Text = Field("", max_length=300)
    own_synonyms: Text = Field(
        "", max_length=100_000, description="One group a line, its names parted by commas"
    )


class SettingsKept(SettingsSaid):
    fictional: bool


class PartChosen(Sent):
    role: Text = Field(max_length=20)
    title: Text = Field("", max_length=LONGEST_TITLE)


class BriefingSettingsSaid(Sent):
    """How briefings are made. No parts: as usual."""

    parts: list[PartChosen] = Field([], max_length=40)
    checker_differs: bool = False
    usual_recommendations: int | None = Field(None, ge=1, le=999)
    colour: Text = Field("", max_length=7)


@router.get("/status", response=State, **door(Scope.STATUS))
def status(request: Caller) -> State:
    """How the library and its machines are doing, for those who run it."""
    assert request.holder is not None  # this door opens to tokens only
    if not _STAFF & request.holder.owner.permissions:
        raise NotAllowed("You do not run this library.")
    return State(state=library_state())


@router.get("/audit", response=AuditPart, **door(Scope.AUDIT))
def audit(request: Caller, asked: Query[AuditAsked]) -> AuditPart:
    """Who did what, newest first, narrowed by day, kind and thing."""
    narrowed = Narrowed(since=asked.since, until=asked.until, kind=asked.kind, thing=asked.thing)
    rows = audit_rows(request.viewer, narrowed)
    total = rows.count()
    at, told = read_cursor(asked.cursor, [datetime, int]) if asked.cursor else (None, 0)
    if at is not None:
        rows = rows.filter(at__lte=at)
    found = list(rows[told : told + asked.limit + 1])
    shown = found[: asked.limit]
    actors = Actors(request.viewer, [row.actor for row in shown])
    following = _place_after(shown, at, told) if len(found) > len(shown) else None
    return AuditPart(results=[_row(row, actors) for row in shown], total=total, next=following)


def _place_after(shown: list[AuditRow], at: datetime | None, told: int) -> str:
    """Rows have no identifier: a place is an instant, and how many rows of that very instant were told."""
    last = shown[-1].at
    same = sum(1 for row in shown if row.at == last)
    return write_cursor([last, same + (told if last == at else 0)])


@router.get("/settings", response=SettingsKept, **door(Scope.SETTINGS))
def settings(request: Caller) -> SettingsKept:
    """The library's name, its line for danger now, its own synonyms."""
    _must_manage(request)
    return _settings(library_settings())


@router.put("/settings", response=SettingsKept, **door(Scope.SETTINGS))
def change_settings(request: Caller, said: SettingsSaid) -> SettingsKept:
    """Set the library's name, its line for danger now, and its own synonyms."""
    return _settings(save_settings(**said.model_dump(), by=request.viewer))


@router.get("/settings/briefings", response=BriefingSettingsSaid, **door(Scope.SETTINGS))
def settings_of_briefings(request: Caller) -> BriefingSettingsSaid:
    """How this library's briefings are made."""
    _must_manage(request)
    return _of_briefings(briefing_settings())


@router.put("/settings/briefings", response=BriefingSettingsSaid, **door(Scope.SETTINGS))
def change_settings_of_briefings(request: Caller, said: BriefingSettingsSaid) -> BriefingSettingsSaid:
    """Say how this library's briefings are made. Logo and templates are chosen on the page."""
    kept = save_briefing_settings(
        by=request.viewer,
        parts=[(one.role, one.title) for one in said.parts],
        checker_differs=said.checker_differs,
        usual_recommendations=said.usual_recommendations,
        colour=said.colour,
    )
    return _of_briefings(kept)


def _must_manage(request: Caller) -> None:
    if not may(request.viewer, Permission.MANAGE_LIBRARY):
        raise NotAllowed("You do not look after the settings of this library.")


def _settings(kept: LibrarySettings) -> SettingsKept:
    return SettingsKept(
        name=kept.name,
        danger_line=kept.danger_line,
        own_synonyms=kept.own_synonyms,
        fictional=kept.fictional,
    )


def _of_briefings(kept: BriefingSettings) -> BriefingSettingsSaid:
    return BriefingSettingsSaid(
        parts=[PartChosen(**part) for part in kept.parts],
        checker_differs=kept.checker_differs,
        usual_recommendations=kept.usual_recommendations,
        colour=kept.colour,
    )


def _row(row: AuditRow, actors: Actors) -> AuditShown:
    return AuditShown(
        at=row.at,
        by=actors.of(row.actor),
        action=row.action,
        thing_kind=row.thing_kind,
        thing=thing_of(row),
        details=details_of(row),
    )
