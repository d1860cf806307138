"""Answering for one organisation: what it is asked, what it answered before, and the evidence to choose from."""

from typing import Any

from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchAddressee
from heeded.practice.kinds import AnswerKind
from heeded.practice.models import Addressee, PlanItem
from heeded.practice.queries import (
    addressee_for,
    agencies_of,
    answers_of,
    boards_kept,
    evidence_to_answer,
    plans_kept,
)
from heeded.web.presenters.practice.point_words import PointWords
from heeded.web.presenters.who import Who


def to_answer(viewer: Viewer, item: PlanItem, identifier: str) -> Addressee:
    """Somebody who is asked about this item.

    Raises:
        NoSuchAddressee: nobody such is, or this viewer may not know.
    """
    asked = addressee_for(viewer, identifier)
    if asked.item_id != item.pk:
        raise NoSuchAddressee("Nobody such is asked.")
    return asked


def may_answer(viewer: Viewer, asked: Addressee) -> bool:
    """Whether this person answers for it, or keeps the plan."""
    own = asked.organisation_id in agencies_of(viewer)
    return viewer.is_operator or own or plans_kept(viewer).filter(pk=asked.item.board_id).exists()


def answer_page(viewer: Viewer, asked: Addressee, words: PointWords) -> dict[str, Any]:
    """What the page shows beside its form; the newest answer is filled in to be changed."""
    answers = list(answers_of(viewer, asked))
    who = Who(viewer, [one.made_by for one in answers])
    newest = answers[0] if answers else None
    rested = [one.identifier for one in newest.evidence.all()] if newest else []
    return {
        "item": asked.item,
        "board": asked.item.board,
        "keeps": viewer.is_operator or asked.item.board_id in boards_kept(viewer),
        "words": words,
        "asked": asked,
        "there": list(evidence_to_answer(viewer, asked)),
        "before": {"answer": newest.answer, "reasons": newest.reasons, "there": rested} if newest else {},
        "answers": [
            {"response": one, "answer": str(AnswerKind(one.answer).label), "by": who.words(one.made_by)}
            for one in answers
        ],
    }
