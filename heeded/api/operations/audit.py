"""Who did what."""

from datetime import date, datetime

from ninja import Field, Query, Router

from heeded.api.actors import Actor, Actors
from heeded.api.door import Caller, door
from heeded.api.paging import Paging, Part, part_by_instant
from heeded.api.shape import Shape
from heeded.api.shapes.happenings import details_of, thing_of
from heeded.api.shapes.text import Text
from heeded.core.models import AuditRow
from heeded.people.audit import Narrowed, audit_rows
from heeded.people.scopes import Scope

router = Router(tags=["Running the library"])


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


@router.get("/audit", response=AuditPart, **door(Scope.AUDIT))
def audit(request: Caller, asked: Query[AuditAsked]) -> AuditPart:
    """Who did what, newest first, narrowed by day, kind and thing."""
    narrowed = Narrowed(since=asked.since, until=asked.until, kind=asked.kind, thing=asked.thing)
    rows = audit_rows(request.viewer, narrowed)
    shown, total, following = part_by_instant(rows, asked)
    actors = Actors(request.viewer, [row.actor for row in shown])
    return AuditPart(results=[_row(row, actors) for row in shown], total=total, next=following)


def _row(row: AuditRow, actors: Actors) -> AuditShown:
    return AuditShown(
        at=row.at,
        by=actors.of(row.actor),
        action=row.action,
        thing_kind=row.thing_kind,
        thing=thing_of(row),
        details=details_of(row),
    )
