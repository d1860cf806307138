"""What outside bodies are told, and what they ask; and what boards see of that."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from heeded.core.clock import local_day
from heeded.library.models import Work
from heeded.library.naming import document_title
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.models import (
    Closing,
    Evidence,
    Opening,
    OutsideQuestion,
    OutsideReading,
    PlanItem,
    PointPlace,
    Submission,
    TakenUp,
)
from heeded.practice.queries._points import PointShown
from heeded.practice.queries._throughline import ItemLine, throughlines_of
from heeded.practice.queries._visible import (
    boards_kept,
    current_openings,
    organisations_of,
    seen_whole,
    visible_evidence,
    visible_points,
)


def submissions_seen(viewer: Viewer) -> QuerySet[Submission]:
    """What boards submitted, as submitted: for the body that it went to and for the board."""
    if viewer.is_operator:
        return Submission.objects.all()
    return Submission.objects.filter(Q(board__in=boards_kept(viewer)) | Q(to__in=_bodies(viewer)))


def openings_seen(viewer: Viewer) -> QuerySet[Opening]:
    """What is opened to bodies of this person now; and all that their boards ever opened."""
    if viewer.is_operator:
        return Opening.objects.all()
    now_open = current_openings(viewer).values("pk")
    return Opening.objects.filter(Q(board__in=boards_kept(viewer)) | Q(pk__in=now_open))


def readings_of(viewer: Viewer, thing: Opening | Submission) -> QuerySet[OutsideReading]:
    """Who of an outside body read it and when, newest first: for the board."""
    found = OutsideReading.objects.select_related("account").order_by("-at", "-pk")
    if not viewer.is_operator and thing.board_id not in boards_kept(viewer):
        return found.none()
    return found.filter(opening=thing) if isinstance(thing, Opening) else found.filter(submission=thing)


def questions_seen(viewer: Viewer) -> QuerySet[OutsideQuestion]:
    """What outside bodies asked and boards answered: for both, newest first."""
    found = OutsideQuestion.objects.select_related("board", "asker", "item").order_by("-asked_at", "-pk")
    if viewer.is_operator:
        return found
    return found.filter(Q(board__in=boards_kept(viewer)) | Q(asker__in=_bodies(viewer)))


def answers_to_asker(viewer: Viewer, board: Organisation, *, since: datetime) -> QuerySet[OutsideQuestion]:
    """What this person asked or advised a board for a body of theirs and it answered from then on, oldest first."""
    own = OutsideQuestion.objects.filter(asked_by=viewer.audit_name, asker__in=_bodies(viewer))
    found = own.filter(board=board, answered_at__gte=since).select_related("asker")
    return found.order_by("answered_at", "pk")


def items_to_submit(viewer: Viewer, board: Organisation, work: Work | None = None) -> QuerySet[PlanItem]:
    """What would be submitted of a board's plan, or of what answers one review."""
    items = seen_whole(viewer).filter(board=board)
    return items if work is None else items.filter(point__work=work)


def without_words(viewer: Viewer, items: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """Of these the ones whose words stand in reports that this viewer may not read: submitted by them they would have
    none."""
    printed = Exists(PointPlace.objects.filter(point=OuterRef("point")))
    return items.filter(printed).exclude(point__in=visible_points(viewer))


def submitted_words(viewer: Viewer, items: list[PlanItem]) -> list[dict[str, Any]]:
    """What stands of these items now, as text and days that nothing changes afterwards."""
    lines = throughlines_of(viewer, {item.point_id: item.point for item in items}.values())
    wanted = {item.pk for item in items}
    told = [(found.point, line) for found in lines.values() for line in found.items if line.item.pk in wanted]
    with_what_they_rest_on(viewer, [line for _point, line in told])
    return [_words(point, line) for point, line in told]


def with_what_they_rest_on(viewer: Viewer, lines: Iterable[ItemLine]) -> None:
    """Have at hand the evidence of each check, as far as this viewer may see it, and what each closing leads to. Some
    four queries, whatever the number."""
    held = list(lines)
    actions = [one for line in held for one in line.actions]
    checks = [check for one in actions for check in one.checks]
    prefetch_related_objects(checks, Prefetch("evidence", visible_evidence(viewer).order_by("pk")))
    ended = [line.closing for line in held] + [one.closing for one in actions]
    closings = [one for one in ended if one is not None]
    prefetch_related_objects(closings, "into_item__point", "into_action__item__point")


def _words(point: PointShown, line: ItemLine) -> dict[str, Any]:
    place = next((one for one in point.printed if one.page), None)
    return {
        "item": line.item.identifier,
        "kind": point.point.kind,
        "number": point.point.number,
        "point": point.text,
        "document": place.learning_point.document.identifier if place else "",
        "document_title": document_title(place.learning_point.document) if place else "",
        "review": point.review.work.title if place and point.review else "",
        "page": place.page if place else None,
        **_by_hand(point),
        "taken_up": _taken_up(line.taken_up),
        "evidence": [evidence.kind for evidence in of_no_check(line)],
        "answers": [
            {
                "by": asked.addressee.organisation.name,
                "answer": asked.response.answer if asked.response else "",
                "reasons": asked.response.reasons if asked.response else "",
            }
            for asked in line.asked
        ],
        "actions": [
            {
                "what": one.action.what,
                "intended_change": one.action.intended_change,
                "owner": one.action.owner_agency.name if one.action.owner_agency else "",
                "role": one.action.owner_role,
                "due": _day(one.action.due),
                "state": one.action.state,
                "done_on": _day(one.action.done_on),
                "closed_as": one.action.closed_as,
                "closed_into": _into_action(one.closing),
                "evidence": [evidence.kind for evidence in one.evidence],
                "checks": [
                    {
                        "answer": check.answer,
                        "tie": check.tie,
                        "on": _day(check.made_at),
                        "evidence": [evidence.kind for evidence in check.evidence.all()],
                    }
                    for check in one.checks
                    if check.made_at
                ],
            }
            for one in line.actions
        ],
        "closed_as": line.item.closed_as,
        "closed_into": _into_item(line.closing.into_item if line.closing else None),
    }


def of_no_check(line: ItemLine) -> list[Evidence]:
    """The evidence of a point itself that no check of its actions rests on, which lists it."""
    listed = {piece.pk for one in line.actions for check in one.checks for piece in check.evidence.all()}
    return [one for one in line.evidence if one.pk not in listed]


def _by_hand(shown: PointShown) -> dict[str, str]:
    """Where one that was entered by hand comes from, as far as the viewer may read its words."""
    point = shown.point
    if not shown.is_by_hand or not shown.text:
        return {"source_kind": "", "source": "", "source_date": ""}
    return {
        "source_kind": point.source_kind,
        "source": point.source,
        "source_date": _day(point.source_date),
    }


def _taken_up(said: TakenUp | None) -> dict[str, str] | None:
    if said is None:
        return None
    return {"answer": said.answer, "reason": said.reason, "on": _day(said.at)}


def _into_item(item: PlanItem | None) -> dict[str, str] | None:
    """What a point leads on to, by its name; its words are its own row's."""
    if item is None:
        return None
    return {"item": item.identifier, "kind": item.point.kind, "number": item.point.number}


def _into_action(closing: Closing | None) -> dict[str, str] | None:
    """The same of an action: by the point that the other one is about."""
    return _into_item(closing.into_action.item if closing and closing.into_action else None)


def _day(day: date | datetime | None) -> str:
    if isinstance(day, datetime):
        day = local_day(day)
    return day.isoformat() if day else ""


def _bodies(viewer: Viewer) -> set[int]:
    return organisations_of(viewer, Permission.ASK_BOARDS)
