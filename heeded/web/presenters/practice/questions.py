"""What Heeded asks about the actions of a point. Questions to think about, never faults; whoever knows decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from heeded.engine.plans import USUAL, Question, QuestionKind, questions_on
from heeded.people.viewer import Viewer
from heeded.practice.models import Action
from heeded.practice.queries import PointShown, said_before
from heeded.web.presenters.practice.outcomes import outcome_rows
from heeded.web.presenters.said_before import near_rows

_MOST = 3


@dataclass(frozen=True, slots=True)
class _About:
    """An action as far as the engine asks about it."""

    action: str
    owner_agency: str
    owner_role: str
    intended_change: str
    how_known: str
    kind: str


def asked_about_actions(actions: Sequence[Action]) -> list[dict[str, Any]]:
    """The questions on the actions of one point that are not closed, each with the actions that it is about."""
    held = [one for one in actions if not one.closed_as]
    return [
        {
            "words": _words(one, len(held)),
            "actions": [held[at] for at in one.actions] if len(one.actions) < len(held) else [],
        }
        for one in questions_on([_about(action) for action in held])
    ]


def _about(action: Action) -> _About:
    agency = action.owner_agency.name if action.owner_agency else ""
    role = action.owner_role or (action.owner.name if action.owner else "")
    return _About(action.what, agency, role, action.intended_change, action.how_known, action.kind)


def _words(question: Question, count: int) -> str:
    if question.kind == QuestionKind.MORE_THAN_USUAL:
        said = _(
            "There are %(count)d actions here; most have %(usual)d or fewer. Which of them would matter most?"
        )
        return said % {"count": count, "usual": USUAL}
    words = {
        QuestionKind.ONLY_PROCEDURES_OR_COURSES: _(
            "Every action is a procedure or a single course. What would make it easier to do the right thing on a "
            "busy day?"
        ),
        QuestionKind.NOTHING_TO_OBSERVE: _("How would anyone see that something is different for children?"),
        QuestionKind.WEAK_VERB_WITHOUT_OWNER: _("Who would do this, and what exactly?"),
    }
    return words[question.kind]


def recommended_before(viewer: Viewer, shown: PointShown) -> list[dict[str, Any]]:
    """What other reviews said that seems the same, each with what became of it. For those who keep a plan."""
    if not shown.text:
        return []
    found = said_before(viewer, shown.text, most=_MOST, besides=shown.point.work)
    same = [one for one in found.said.near if one.is_same]
    rows = near_rows(viewer, same)
    for row in rows:
        row["became"] = outcome_rows(found.outcomes.get(row["near"].point.pk))
    return rows
