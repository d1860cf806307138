"""A board's response to a review, made of the answers."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import ngettext

from heeded.people.viewer import Viewer
from heeded.practice.kinds import AnswerKind
from heeded.practice.queries import AskedOf, BoardAnswers, ItemLine, PointShown, boards_kept
from heeded.web.presenters.learning import places_of
from heeded.web.presenters.practice.outcomes import actions_said, answers_said, closed_words, looked_at_words
from heeded.web.presenters.practice.point_words import point_heading


def response_page(viewer: Viewer, found: BoardAnswers) -> dict[str, Any]:
    """The whole response; what is not shown to everybody yet is marked for those within."""
    points = [shown.learning_point for shown, _line in found.rows if shown.learning_point]
    prefetch_related_objects(points, "places")
    return {
        "board": found.board,
        "work": found.work,
        "answers_words": answers_words(found),
        "rows": [_row(shown, line) for shown, line in found.rows],
        "is_whole": found.is_whole,
        "keeps": viewer.is_operator or found.board.pk in boards_kept(viewer),
        "unpublished": found.unpublished,
        "hidden": sum(line.item.shown_at is None for _shown, line in found.rows),
    }


def answers_words(found: BoardAnswers) -> str:
    """How many of the review's recommendations it answers: "It answers 3 of the 7 recommendations of the review."."""
    if not found.recommended:
        return ""
    said = ngettext(
        "It answers %(answered)d of the %(number)d recommendation of the review.",
        "It answers %(answered)d of the %(number)d recommendations of the review.",
        found.recommended,
    )
    return said % {"answered": found.answered, "number": found.recommended}


def _row(shown: PointShown, line: ItemLine) -> dict[str, Any]:
    return {
        "heading": point_heading(shown),
        "text": shown.text,
        "places": places_of(shown.learning_point) if shown.learning_point else [],
        "learning_point": shown.learning_point,
        "item": line.item,
        "looked_at": looked_at_words(line),
        "answers": [_answer(one) for one in line.asked],
        "answered": answers_said(line.asked),
        "actions": [one.action for one in line.actions],
        "actions_said": actions_said([one.action for one in line.actions]),
        "ended": closed_words(line.item.closed_as) if line.item.closed_as else "",
        "address": reverse("plan-item", args=[line.item.identifier]),
    }


def _answer(asked: AskedOf) -> dict[str, Any]:
    response = asked.response
    return {
        "name": asked.addressee.organisation.name,
        "answer": str(AnswerKind(response.answer).label) if response else "",
        "reasons": response.reasons if response else "",
        "made_at": response.made_at if response else None,
        "is_shown": bool(response and response.published_at),
        "due": asked.addressee.due,
    }


def documents_of(found: BoardAnswers) -> set[str]:
    """The documents whose words are shown."""
    points = [shown.learning_point for shown, _line in found.rows if shown.learning_point]
    return {one.document.identifier for one in points}
