"""What of practice waits for somebody who logged in: a line for each kind, with how much and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from heeded.core.clock import today
from heeded.library.looking import one_look
from heeded.library.queries import library_settings
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.models import Action
from heeded.practice.queries import (
    Lacks,
    OfAgency,
    agencies_of,
    agency_actions_of,
    asked_of_me,
    boards_stand,
    bodies_of,
    decides_returns,
    lacking,
    my_actions,
    my_checks,
    openings_seen,
    plans_kept,
    questions_seen,
    submissions_seen,
    visible_returns,
)


@dataclass(frozen=True, slots=True)
class Line:
    """Something that waits: in words with its number, what of it is late, and where it is listed."""

    words: str
    address: str
    late: str = ""


def waits_for(viewer: Viewer) -> list[Line]:
    """What waits for this person, their own actions first; nothing without a second factor, as plans are not seen
    then. Each kind is asked for only of those whom it can concern."""
    if viewer.account is None or not viewer.strong or library_settings().follows:
        return []
    with one_look():
        return [
            *_own(viewer),
            *_of_agency(viewer),
            *_of_checks(viewer),
            *_of_plans(viewer),
            *_of_body(viewer),
        ]


def _own(viewer: Viewer) -> Iterator[Line]:
    if Permission.OWN_ACTIONS not in viewer.permissions:
        return
    count, late = _open(my_actions(viewer))
    if count:
        words = ngettext("%d action of yours to do", "%d actions of yours to do", count) % count
        yield Line(words, reverse("my-actions"), _overdue(late))


def _of_agency(viewer: Viewer) -> Iterator[Line]:
    if not agencies_of(viewer):
        return
    count, late = _open(agency_actions_of(viewer, OfAgency()))
    if count:
        words = ngettext("%d action of your team and agency", "%d actions of your team and agency", count)
        yield Line(words % count, reverse("team-actions"), _overdue(late))
    asked = asked_of_me(viewer).order_by().aggregate(all=Count("pk"), late=Count("pk", Q(due__lt=today())))
    if asked["all"]:
        words = ngettext("%d answer of yours to give", "%d answers of yours to give", asked["all"])
        yield Line(words % asked["all"], reverse("my-actions"), _overdue(asked["late"]))


def _of_checks(viewer: Viewer) -> Iterator[Line]:
    if Permission.CHECK_PRACTICE not in viewer.permissions:
        return
    checks = my_checks(viewer).order_by()
    found = checks.aggregate(
        all=Count("pk", distinct=True), late=Count("pk", Q(due__lt=today()), distinct=True)
    )
    if found["all"]:
        words = ngettext("%d practice check to make", "%d practice checks to make", found["all"])
        yield Line(words % found["all"], reverse("my-checks"), _overdue(found["late"]))


def _of_plans(viewer: Viewer) -> Iterator[Line]:
    """What is out of order on the plans that they keep, what was asked from outside, what may have come back."""
    boards = list(plans_kept(viewer)) if Permission.MANAGE_PLAN in viewer.permissions else []
    if boards:
        yield from _out_of_order(viewer, boards)
        asked = questions_seen(viewer).filter(board__in=boards, answered_at__isnull=True)
        for board, identifier, count in _counted(asked, "board"):
            words = ngettext(
                "%d question from outside to answer", "%d questions from outside to answer", count
            )
            yield Line(f"{words % count}, {board}", reverse("plan-outside", args=[identifier]))
    if decides_returns(viewer):
        for board, identifier, count in _counted(
            visible_returns(viewer).filter(state="proposed"), "item__board"
        ):
            words = ngettext("%d lesson that may have come back", "%d lessons that may have come back", count)
            yield Line(f"{words % count}, {board}", reverse("plan-came-back", args=[identifier]))


def _out_of_order(viewer: Viewer, boards: list[Organisation]) -> Iterator[Line]:
    for one in boards_stand(viewer, boards):
        lacks = dict(one.lacks)
        count = sum(lacks.values()) + one.checks_late
        if count:
            words = ngettext(
                "%(count)d exception on the plan of %(board)s",
                "%(count)d exceptions on the plan of %(board)s",
                count,
            )
            late = _overdue(lacks.get(Lacks.OVERDUE, 0))
            yield Line(
                words % {"count": count, "board": one.board.name},
                reverse("plan", args=[one.board.identifier]),
                late,
            )


def _of_body(viewer: Viewer) -> Iterator[Line]:
    """What boards submitted or opened to their body."""
    if not bodies_of(viewer):
        return
    submitted, opened = submissions_seen(viewer).count(), openings_seen(viewer).count()
    if submitted:
        words = ngettext("%d submission of a board to read", "%d submissions of boards to read", submitted)
        yield Line(words % submitted, reverse("outside"))
    if opened:
        words = ngettext("%d plan that is opened to you", "%d plans that are opened to you", opened)
        yield Line(words % opened, reverse("outside"))


def _open(actions: QuerySet[Action]) -> tuple[int, int]:
    """How many there are, and how many of these are overdue."""
    overdue = lacking(Lacks.OVERDUE, today())
    found = actions.order_by().aggregate(
        all=Count("pk", distinct=True), late=Count("pk", overdue, distinct=True)
    )
    return found["all"], found["late"]


def _counted(rows: QuerySet[Any], board: str) -> list[tuple[str, str, int]]:
    """By board, in order of name: its name, its identifier, how many of these rows are of it."""
    named = rows.order_by(f"{board}__name").values_list(f"{board}__name", f"{board}__identifier")
    return list(named.annotate(count=Count("pk", distinct=True)))


def _overdue(count: int) -> str:
    return ngettext("%d is overdue", "%d are overdue", count) % count if count else ""
