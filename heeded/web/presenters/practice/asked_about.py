"""The point of a plan that an outside body asks about: its name, its words as far as somebody may know them, and where
they see it."""

from typing import Any

from django.urls import reverse

from heeded.engine.vocabulary import LearningPointKind
from heeded.library.services import note_readings
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.models import Opening, OutsideQuestion, PlanItem
from heeded.practice.queries import (
    boards_kept,
    bodies_of,
    current_openings,
    items_opened,
    points_shown,
    submissions_seen,
)
from heeded.web.presenters.practice.outside_words import (
    Row,
    called,
    documents_submitted,
    row_address,
    word,
)


def asked_about(viewer: Viewer, question: OutsideQuestion, *, reads: bool) -> Row | None:
    """What a question is about; None: all that its board submitted or opened. Without words and address where nothing
    lets this viewer see it any more. `reads`: they are shown it, which is put on record."""
    item = question.item
    if item is None:
        return None
    name = called(word(LearningPointKind, item.point.kind), item.point.number)
    if viewer.is_operator or item.board_id in boards_kept(viewer):
        return {"name": name, **_within(viewer, item, reverse("plan-item", args=[item.identifier]), reads)}
    found = _opened(viewer, question, item, reads) or _submitted(viewer, question, item, reads)
    return {"name": name, "text": "", "address": "", **(found or {})}


def _within(viewer: Viewer, item: PlanItem, address: str, reads: bool) -> dict[str, Any]:
    shown = points_shown(viewer, [item.point])[item.point_id]
    if reads:
        documents = {one.learning_point.document.identifier for one in shown.printed}
        note_readings(documents, by=viewer, door="outside")
    return {"text": shown.text, "address": address}


def _opened(viewer: Viewer, question: OutsideQuestion, item: PlanItem, reads: bool) -> dict[str, Any] | None:
    """By what is open to the body that asked now, the widest first."""
    openings = current_openings(viewer).filter(board=item.board_id, to=question.asker_id)
    for opening in openings.select_related("board").order_by("work", "-until", "pk"):
        listed = list(items_opened(viewer, opening).values_list("identifier", flat=True))
        if item.identifier in listed:
            if reads:
                services.note_outside_readings([item], by=viewer)
            return _within(viewer, item, row_address(_of_opening(opening), listed, item.identifier), reads)
    return None


def _of_opening(opening: Opening) -> str:
    return reverse("opened-plan", args=[opening.identifier])


def _submitted(
    viewer: Viewer, question: OutsideQuestion, item: PlanItem, reads: bool
) -> dict[str, Any] | None:
    """By what was submitted last to the body that asked; nothing is looked up in the plan."""
    if question.asker_id not in bodies_of(viewer):
        return None
    told = submissions_seen(viewer).filter(board=item.board_id, to=question.asker_id)
    for one in told.order_by("-submitted_at", "-pk").iterator():
        row = next((row for row in one.content if row["item"] == item.identifier), None)
        if row is not None:
            if reads:
                services.note_reading(one, by=viewer)
                note_readings(documents_submitted([row]), by=viewer, door="outside")
            address = reverse("submission", args=[one.identifier])
            listed = [row["item"] for row in one.content]
            return {"text": row["point"], "address": row_address(address, listed, item.identifier)}
    return None
