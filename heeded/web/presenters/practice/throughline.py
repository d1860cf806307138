"""The throughline of a point: from the page it stands on to the page of a later review that teaches it again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.clock import today
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import CheckAnswer, EvidenceKind, SourceKind, Tie
from heeded.practice.models import Evidence, PracticeCheck
from heeded.practice.queries import (
    ActionLine,
    ItemLine,
    PointShown,
    PointThroughline,
    Returned,
    published_responses,
)
from heeded.web.presenters.practice.action_words import how_it_stands
from heeded.web.presenters.practice.evidence import checks_that_stand
from heeded.web.presenters.practice.outcomes import (
    came_back,
    closed_words,
    is_overdue,
    looked_at_words,
    places_shown,
    printed_points,
    returned_words,
)
from heeded.web.presenters.practice.pictures import picture_of_returns
from heeded.web.presenters.practice.run_charts import run_charts

_FOUND = {
    CheckAnswer.YES: gettext_lazy("yes, there is evidence"),
    CheckAnswer.PARTLY: gettext_lazy("partly"),
    CheckAnswer.NO: gettext_lazy("no"),
    CheckAnswer.NOT_KNOWN: gettext_lazy("not known"),
}
Places = dict[int, list[dict[str, str]]]


def point_page(viewer: Viewer, line: PointThroughline) -> dict[str, Any]:
    """What `practice/point.html` shows. Constant queries, whatever the number of boards."""
    returned = [one for item in line.items for one in item.came_back]
    printed = printed_points(line.point.printed)
    places = places_shown([*printed, *(p for one in returned for p in printed_points(one.printed))])
    evidence = [one for item in line.items for one in _all_evidence(item)]
    prefetch_related_objects(evidence, "figures")
    responded = published_responses(viewer, Q(point__work=line.point.point.work_id or 0))
    return {
        "line": line,
        "point": point_row(line.point, places),
        "items": [_item(item, places, responded) for item in line.items],
        "picture": picture_of_returns(line),
    }


def point_row(shown: PointShown, places: Places) -> dict[str, Any]:
    """What is to be learnt: its words, its review, the pages it stands on."""
    point = shown.point
    return {
        "identifier": point.identifier,
        "name": point_name(shown.learning_point, LearningPointKind(point.kind), point.number),
        "text": shown.text,
        "learning_point": shown.learning_point,
        "review": shown.review.work if shown.review else None,
        "places": [place for one in printed_points(shown.printed) for place in places[one.pk]],
        "source": _source(shown) if shown.is_by_hand else "",
        "source_link": point.source_link,
        "source_date": point.source_date,
    }


def point_name(printed: LearningPoint | None, kind: LearningPointKind, number: str) -> str:
    """ "Recommendation 7" """
    return f"{_(kind.label)} {printed.number if printed else number}".strip()


def _source(shown: PointShown) -> str:
    kind = _(SourceKind(shown.point.source_kind).label)
    # What is typed as its source may name what everybody may not know: it is shown where the words are.
    return ": ".join(part for part in (kind, shown.point.source if shown.text else "") if part)


def _response(line: ItemLine, responded: Mapping[int, list[Organisation]]) -> str:
    """Where the board's published response to the review is read, where there is one."""
    item = line.item
    if item.point.work is None or item.board not in responded.get(item.point.work.pk, ()):
        return ""
    return reverse("board-response", args=[item.board.identifier, item.point.work.identifier])


def _item(line: ItemLine, places: Places, responded: Mapping[int, list[Organisation]]) -> dict[str, Any]:
    return {
        "line": line,
        "board": line.item.board,
        "is_shown": line.item.shown_at is not None,
        "asked": line.asked,
        "looked_at": looked_at_words(line),
        "response": _response(line, responded),
        "actions": [_action(one) for one in line.actions],
        "evidence": [_evidence(one) for one in line.evidence],
        "charts": run_charts(_all_evidence(line)),
        "closing": line.closing,
        "closed": closed_words(line.item.closed_as) if line.item.closed_as else "",
        "came_back": [_returned(one, places) for one in came_back(line)],
        "is_proposed": any(one.came_back.state == "proposed" for one in line.came_back),
        "has_checks": any(one.checks for one in line.actions),
    }


def _all_evidence(line: ItemLine) -> list[Evidence]:
    """Of the item and of its actions, each once."""
    held = [*line.evidence, *(one for action in line.actions for one in action.evidence)]
    return list({one.pk: one for one in held}.values())


def _action(line: ActionLine) -> dict[str, Any]:
    action = line.action
    owner = [str(part) for part in (action.owner_role, action.owner_agency) if part]
    return {
        "action": action,
        "owner": ", ".join(owner),
        "state": how_it_stands(action),
        "is_overdue": is_overdue(action, today()),
        "closed": closed_words(action.closed_as) if action.closed_as else "",
        "evidence": [_evidence(one) for one in line.evidence],
        "checks": [_check(one) for one in checks_that_stand(line)],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    kind = EvidenceKind(evidence.kind)
    return {
        "evidence": evidence,
        "kind": _(kind.label),
        "is_training": kind is EvidenceKind.TRAINING,
        "is_shown": evidence.shown_at is not None,
    }


def _check(check: PracticeCheck) -> dict[str, Any]:
    return {
        "check": check,
        "found": _FOUND[CheckAnswer(check.answer)] if check.answer else "",
        "tie": _(Tie(check.tie).label).lower() if check.tie else "",
        "is_late": check.made_at is None and check.due < today(),
    }


def _returned(returned: Returned, places: Places) -> dict[str, Any]:
    points: Iterable[LearningPoint] = printed_points(returned.printed)
    work = returned.review.work if returned.review else None
    return {
        "returned": returned,
        "words": returned_words(returned),
        "review": work,
        "address": reverse("review", args=[work.identifier]) if work else "",
        "places": [place for one in points for place in places[one.pk]],
        "quotes": list(dict.fromkeys(one.quote for one in returned.printed)),
    }


def of_nobody(learning_point: LearningPoint) -> dict[str, Any]:
    """The same page for a learning point that no board here has on its plan."""
    places = places_shown([learning_point])
    row = {
        "identifier": "",
        "name": point_name(learning_point, LearningPointKind(learning_point.kind), ""),
        "text": learning_point.text,
        "learning_point": learning_point,
        "review": learning_point.work,
        "places": places[learning_point.pk],
    }
    return {"line": None, "point": row, "items": [], "picture": ""}
