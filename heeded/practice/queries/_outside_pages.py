"""What the pages of outside bodies, and of boards about them, are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from heeded.core.clock import now
from heeded.library.models import Work
from heeded.library.queries import visible_works
from heeded.people.models import Membership, Organisation
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchOpening, NoSuchQuestion
from heeded.practice.models import Opening, OutsideQuestion, OutsideReading, PlanItem, Submission
from heeded.practice.queries._outside import openings_seen, questions_seen, submissions_seen
from heeded.practice.queries._visible import boards_kept, organisations_of, seen_whole

_Told = TypeVar("_Told", Opening, Submission)
_BODIES = ("inspectorate", "government")
_ASKING = [role.value for role in ROLES.values() if Permission.ASK_BOARDS in role.permissions]


@dataclass(frozen=True, slots=True)
class TimesRead:
    """How often an outside body read something, and when last."""

    number: int
    last: datetime | None


def bodies_of(viewer: Viewer) -> set[int]:
    """The outside bodies, by key, for which this person reads and asks; none without a second factor."""
    return organisations_of(viewer, Permission.ASK_BOARDS)


def bodies_to_tell(board: Organisation) -> QuerySet[Organisation]:
    """Whom a board can submit or open something to: inspectorates, government, and wherever somebody asks boards.
    `is_staffed`: somebody there has an account that could read it."""
    current = Q(until__isnull=True) | Q(until__gt=now())
    there = Membership.objects.filter(
        current, role__in=_ASKING, organisation=OuterRef("pk"), account__is_active=True
    )
    found = Organisation.objects.exclude(pk=board.pk).annotate(is_staffed=Exists(there))
    return found.filter(Q(kind__in=_BODIES) | Q(is_staffed=True)).order_by("name")


def reviews_on_plan(viewer: Viewer, board: Organisation) -> QuerySet[Work]:
    """The reviews that something on a board's plan answers, as far as this person may know them."""
    items = seen_whole(viewer).filter(board=board)
    return visible_works(viewer).filter(pk__in=items.values("point__work")).order_by("title", "pk")


def submission_for(viewer: Viewer, identifier: str) -> Submission:
    """Raises NoSuchOpening: there is none, or not for this viewer."""
    found = submissions_seen(viewer).select_related("board", "to", "work").filter(identifier=identifier)
    return _one(found)


def opening_for(viewer: Viewer, identifier: str) -> Opening:
    """Raises NoSuchOpening: there is none, or it is not open to this viewer now."""
    found = openings_seen(viewer).select_related("board", "to", "work").filter(identifier=identifier)
    return _one(found)


def question_for(viewer: Viewer, identifier: str) -> OutsideQuestion:
    """Raises NoSuchQuestion: there is none, or not for this viewer."""
    found = questions_seen(viewer).select_related("item__point").filter(identifier=identifier).first()
    if found is None:
        raise NoSuchQuestion("There is no such question.")
    return found


def items_opened(viewer: Viewer, opening: Opening) -> QuerySet[PlanItem]:
    """The items of a board's plan that are opened, oldest first."""
    found = seen_whole(viewer).filter(board=opening.board_id)
    if opening.work_id is not None:
        found = found.filter(point__work=opening.work_id)
    return found.select_related("point", "board").order_by("opened_at", "pk")


def told_with_readings(viewer: Viewer, board: Organisation) -> tuple[QuerySet[Opening], QuerySet[Submission]]:
    """What a board opened and submitted, newest first, each with how often it was read (`read`) and when last
    (`last_read`): for those who keep its plan; for others nothing."""
    kept = viewer.is_operator or board.pk in boards_kept(viewer)
    openings, submissions = Opening.objects.filter(board=board), Submission.objects.filter(board=board)
    if not kept:
        openings, submissions = openings.none(), submissions.none()
    read = {"read": Count("readings"), "last_read": Max("readings__at")}
    related = ("board", "to", "work")
    return (
        openings.select_related(*related).annotate(**read).order_by("-opened_at", "-pk"),
        submissions.select_related(*related).annotate(**read).order_by("-submitted_at", "-pk"),
    )


def times_read(viewer: Viewer, told: Sequence[Opening] | Sequence[Submission]) -> Mapping[int, TimesRead]:
    """Of these, all of one kind, those that the viewer's boards told, by key: how often each was read. Of others
    nothing."""
    kept = boards_kept(viewer)
    known = {one.pk: TimesRead(0, None) for one in told if viewer.is_operator or one.board_id in kept}
    name = "opening" if told and isinstance(told[0], Opening) else "submission"
    rows = OutsideReading.objects.filter(**{f"{name}__in": known}).order_by().values(name)
    counted = rows.annotate(number=Count("pk"), last=Max("at"))
    return known | {row[name]: TimesRead(row["number"], row["last"]) for row in counted}


def _one(rows: QuerySet[_Told]) -> _Told:
    found = rows.first()
    if found is None:
        raise NoSuchOpening("There is nothing such that was submitted or opened to you.")
    return found
