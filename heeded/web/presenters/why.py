"""Why: what is said of learning points, as rows; decided for all, proposed for those who code."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.engine.briefing import CausePattern, Is
from heeded.engine.vocabulary import LearningPointKind
from heeded.learning.models import Why
from heeded.learning.queries import proposed_whys, visible_whys, whys_by_point, whys_counted, whys_of
from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_learning_points
from heeded.library.repeats import printed_alike, standing_for
from heeded.people.viewer import Viewer
from heeded.web.presenters.learning import PLURALS, places_of
from heeded.web.presenters.who import Who

# What asks for something does not explain, and good practice seldom does: shown where somebody said so all the same.
_CAN_EXPLAIN = (LearningPointKind.FINDING, LearningPointKind.LEARNING)


def says_words(says: str, pattern: str = "") -> str:
    """ "Explains why: human reasoning", "Described, not explained"."""
    words = _("Explains why") if says == Is.EXPLAINS else _("Described, not explained")
    return f"{words}: {CausePattern(pattern).label}" if pattern else words


def whys_said(viewer: Viewer, points: Iterable[LearningPoint]) -> dict[int, dict[str, Any]]:
    """By primary key of a learning point, the one thing to show of it: what was decided, or for staff what a machine
    proposes."""
    return {point: _said(rows[0]) for point, rows in whys_by_point(viewer, points).items()}


def _said(why: Why) -> dict[str, Any]:
    words = says_words(why.says, why.pattern)
    decided = why.state == "decided"
    return {
        "why": why,
        "words": words,
        "is_decided": decided,
        "explains": why.says == Is.EXPLAINS.value,
        "badge": words if decided else _("%s: proposed by machine") % words,
    }


def why_groups(viewer: Viewer, work: Work) -> list[dict[str, Any]]:
    """The learning points of a review by kind, each printed in several documents once, with what is said of it: first
    what can explain, then those of other kinds of which somebody said something."""
    found = visible_learning_points(viewer).filter(work=work).select_related("document")
    points = list(found.prefetch_related("places").order_by("document", "order"))
    said = whys_said(viewer, points)
    groups = []
    for kind, plural in PLURALS.items():
        held = printed_alike(point for point in points if point.kind == kind)
        rows = [
            _row(same, said) for same in held if kind in _CAN_EXPLAIN or any(one.pk in said for one in same)
        ]
        if rows:
            groups.append({"kind": kind, "label": kind.label, "plural": plural, "rows": rows})
    return groups


def _row(same: Sequence[LearningPoint], said: dict[int, dict[str, Any]]) -> dict[str, Any]:
    point = of_those_alike(list(same), said)
    return {"point": point, "places": places_of(point), "said": said.get(point.pk)}


def of_those_alike(same: list[LearningPoint], said: dict[int, dict[str, Any]]) -> LearningPoint:
    """Of a point that is printed several times, the one on which something was decided, else the one shown."""
    decided = [one for one in same if one.pk in said and said[one.pk]["is_decided"]]
    return decided[0] if decided else standing_for(same)


def why_history(viewer: Viewer, point: LearningPoint) -> list[dict[str, Any]]:
    """Everything that was said of a learning point, newest first, with who said it and what came of it."""
    rows = list(whys_of(viewer, point))
    who = Who(viewer, [actor for row in rows for actor in (row.made_by, row.decided_by) if actor])
    return [
        {
            "why": row,
            "words": says_words(row.says, row.pattern),
            "who": who.words(row.made_by) if row.made_by else "",
            "state": row.get_state_display(),
            "answered": who.words(row.decided_by) if row.decided_by else "",
        }
        for row in rows
    ]


def waiting_by_review(viewer: Viewer) -> dict[int, int]:
    """By primary key of a review, how many of its learning points wait with a proposal. One that is printed in
    several documents is one, and waits no more once it was decided in any of them. Few queries."""
    works = proposed_whys(viewer).order_by().values("learning_point__work")
    rows = visible_whys(viewer).filter(state__in=["decided", "proposed"], learning_point__work__in=works)
    whys = list(
        rows.exclude(learning_point__state="rejected").select_related("learning_point").order_by("pk")
    )
    decided = {why.learning_point_id for why in whys if why.state == "decided"}
    of_one_kind: dict[tuple[int, str], dict[int, LearningPoint]] = defaultdict(dict)
    for why in whys:
        of_one_kind[why.learning_point.work_id, why.learning_point.kind][why.learning_point_id] = (
            why.learning_point
        )
    found: dict[int, int] = Counter()
    for (work, _kind), held in of_one_kind.items():
        found[work] += sum(
            not any(one.pk in decided for one in same) for same in printed_alike(held.values())
        )
    return {work: count for work, count in found.items() if count}


def reviews_waiting(viewer: Viewer) -> list[dict[str, Any]]:
    """The reviews with proposals that nobody has decided, most first."""
    counts = waiting_by_review(viewer)
    works = Work.objects.in_bulk(counts)
    rows = [
        {"work": works[key], "count": count, "address": reverse("review-why", args=[works[key].identifier])}
        for key, count in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row["count"], row["work"].title))


def counted_rows(viewer: Viewer) -> list[dict[str, Any]]:
    """How often each answer was decided."""
    return [
        {"words": says_words(one.says, one.pattern), "reviews": one.reviews, "points": one.points}
        for one in whys_counted(viewer)
    ]
