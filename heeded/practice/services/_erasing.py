"""Erasing. What people wrote under a point may repeat the report that it stood in: when one of its documents is erased
all of those words go, unless whoever keeps the plan has said that they repeat no report. What was done, by which
agency, when and how it ended stays, as do figures and days."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q, QuerySet

from heeded.core.actors import SYSTEM
from heeded.core.erasure import Erased
from heeded.core.services import ChangeKind, note_change, record
from heeded.core.transactions import one_at_a_time
from heeded.practice.models import (
    Action,
    ActionChange,
    CameBack,
    Closing,
    Evidence,
    OutsideQuestion,
    PlanItem,
    Point,
    PracticeCheck,
    Response,
    Submission,
    TakenUp,
)
from heeded.practice.services._erasing_minutes import empty_minutes, empty_tracker
from heeded.practice.services._evidence import forget_later
from heeded.practice.services._holding import hold_plan
from heeded.practice.standing import WORDS

GONE = "(erased)"


@transaction.atomic
def erase_words(erased: Erased) -> None:
    """After a document went: empty what could repeat its words."""
    points = Point.objects.exclude(sources=[]).order_by("pk")
    keys = [one.pk for one in points.iterator() if erased.identifier in one.sources]
    _hold(keys)
    empty_tracker(erased.identifier)
    for point in points.filter(pk__in=keys):
        _empty_point(point, erased)


def _hold(points: list[int]) -> None:
    """Whoever is writing under an item of these points comes to its end first, so that what they write is emptied."""
    items = list(PlanItem.objects.filter(point__in=points).order_by("pk").values_list("pk", "board"))
    for board in sorted({board for _item, board in items}):
        hold_plan(board)
    for item, _board in items:
        one_at_a_time("plan-item", item)


def _empty_point(point: Point, erased: Erased) -> None:
    items = list(PlanItem.objects.filter(point=point).order_by("pk"))
    going = [item for item in items if not item.own_words]
    if not all(item.own_words for item in items) or not items:
        point.text = point.source = GONE if point.source_kind else ""
    point.sources = [one for one in point.sources if one != erased.identifier]
    point.save(update_fields=["text", "source", "sources"])
    if going:
        _empty_items(going)
    for item in going:
        record("plan.erase", by=SYSTEM, thing_kind="plan-item", thing=item.identifier, reason=erased.reason)
        note_change(ChangeKind.PRACTICE, thing_kind="plan-item", thing=item.pk)


def _empty_items(items: list[PlanItem]) -> None:
    Response.objects.filter(addressee__item__in=items).exclude(reasons="").update(reasons=GONE)
    TakenUp.objects.filter(item__in=items).exclude(reason="").update(reason=GONE)
    actions = Action.objects.filter(item__in=items)
    actions.update(what=GONE, version=F("version") + 1)  # a form that was open before is told so
    for field in ("intended_change", "how_known", "owner_role"):
        actions.exclude(**{field: ""}).update(**{field: GONE})
    _empty_changes(ActionChange.objects.filter(action__in=actions))
    Closing.objects.filter(item__in=items).update(reason=GONE)
    Closing.objects.filter(item__in=items).exclude(reopened_reason="").update(reopened_reason=GONE)
    checks = PracticeCheck.objects.filter(actions__in=actions).exclude(found="")
    PracticeCheck.objects.filter(pk__in=list(checks.values_list("pk", flat=True))).update(found=GONE)
    CameBack.objects.filter(item__in=items).exclude(note="").update(note=GONE)
    of_board = Q(item__isnull=True, board__in={item.board_id for item in items})
    questions = OutsideQuestion.objects.filter(
        Q(item__in=items) | of_board
    )  # one of no item may speak of any
    questions.update(text=GONE)
    questions.exclude(answer="").update(answer=GONE)
    _empty_evidence(Evidence.objects.filter(item__in=items))
    _empty_submissions({item.identifier for item in items})
    empty_minutes(items, GONE)


def _empty_changes(changes: Iterable[ActionChange]) -> None:
    """The words go out of every state that an action had; that there were some, and when, stays."""
    for change in changes:
        if change.field in WORDS:
            change.before = GONE if change.before else change.before
            change.after = GONE if change.after else change.after
        change.reason = GONE if change.reason else ""
        change.save(update_fields=["before", "after", "reason"])


def _empty_evidence(evidence: QuerySet[Evidence]) -> None:
    """Its words go. A file is a document of its own, which quotes the report or does not: it is restricted again, for
    somebody to look at and take away; the copy of it that everybody got goes."""
    copied = evidence.exclude(copy_sha256="")
    copies = set(copied.values_list("copy_sha256", flat=True))
    copied.update(copy_sha256="", copy_bytes=0, copy_left_out={})
    forget_later(copies)
    evidence.exclude(title="").update(title=GONE)
    evidence.exclude(shows="").update(shows=GONE)
    evidence.exclude(file_name="").update(file_name=GONE)
    evidence.filter(shown_at__isnull=False).update(shown_by="", shown_at=None)


def _empty_submissions(items: set[str]) -> None:
    for submission in Submission.objects.order_by("pk").iterator():
        if items & set(submission.items):
            kept = [row for row in submission.content if row.get("item") not in items]
            submission.content = kept
            submission.save(update_fields=["content"])
