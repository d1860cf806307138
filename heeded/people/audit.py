"""Reading the audit as a whole: for those who hold `SEE_AUDIT`, and nobody else."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from heeded.core.errors import NotAllowed
from heeded.core.models import AuditRow
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of the audit is asked for. Days are this country's, both counted in; an action is a kind such as
    "document", or one whole such as "document.publish"."""

    since: date | None = None
    until: date | None = None
    kind: str = ""
    actor: str = ""
    thing: str = ""


def audit_rows(viewer: Viewer, narrowed: Narrowed) -> QuerySet[AuditRow]:
    """The rows asked for, newest first.

    Raises:
        NotAllowed: they may not see who did what.
    """
    if not may(viewer, Permission.SEE_AUDIT):
        raise NotAllowed("You cannot see who did what.")
    rows = AuditRow.objects.all()
    if narrowed.since:
        rows = rows.filter(at__gte=_midnight(narrowed.since))
    if narrowed.until:
        rows = rows.filter(at__lt=_midnight(narrowed.until + timedelta(days=1)))
    if narrowed.kind:
        rows = rows.filter(action__startswith=f"{narrowed.kind}.")
    if narrowed.actor:
        rows = rows.filter(actor=narrowed.actor)
    if narrowed.thing:
        rows = rows.filter(thing=narrowed.thing)
    return rows.order_by("-at", "-pk")


def actors_of_audit() -> list[str]:
    """Everybody who did anything, as the audit writes them."""
    return sorted(AuditRow.objects.order_by("actor").values_list("actor", flat=True).distinct())


def kinds_of_audit() -> list[str]:
    """The kinds of things that were done: what stands before the first point of an action."""
    actions = AuditRow.objects.order_by("action").values_list("action", flat=True).distinct()
    return sorted({action.partition(".")[0] for action in actions})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
