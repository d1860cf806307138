"""Practice checks in words: rows of a list, and one check with what it is of and rests on."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heeded.core.clock import today
from heeded.people.viewer import Viewer
from heeded.practice.kinds import NEVER_ALONE, CheckAnswer, EvidenceKind, Tie
from heeded.practice.models import Action, Evidence, PracticeCheck
from heeded.practice.queries import (
    CheckShown,
    ItemLine,
    actions_checked,
    boards_kept,
    can_close,
    check_shown,
    making,
    throughlines_of,
)
from heeded.web.presenters.practice.point_words import point_heading, point_words
from heeded.web.presenters.practice.returns import return_rows
from heeded.web.presenters.practice.run_charts import run_charts
from heeded.web.presenters.who import Who

ANSWERS = {
    CheckAnswer.YES: gettext_lazy("Yes: practice changed"),
    CheckAnswer.PARTLY: gettext_lazy("Partly"),
    CheckAnswer.NO: gettext_lazy("No"),
    CheckAnswer.NOT_KNOWN: gettext_lazy("Not known"),
}
_COLOURS = {
    CheckAnswer.YES: "done",
    CheckAnswer.PARTLY: "needs-ocr",
    CheckAnswer.NO: "failed",
    CheckAnswer.NOT_KNOWN: "waiting",
}


def check_rows(viewer: Viewer, checks: Iterable[PracticeCheck]) -> list[dict[str, Any]]:
    """A row for each, with what it is of. Few queries, whatever the number."""
    held = list(checks)
    actions = actions_checked(viewer, held)
    who = Who(viewer, [one.made_by for one in held])
    return [_row(one, actions[one.pk], who) for one in held]


def _row(check: PracticeCheck, actions: list[Action], who: Who) -> dict[str, Any]:
    return {
        "check": check,
        "title": check_title(actions),
        "state": state_of(check),
        "due": due_words(check),
        "asked": asked_words(check),
        "made_by": who.words(check.made_by) if check.made_by else "",
        "tie": tie_words(check),
    }


def check_title(actions: list[Action]) -> str:
    """What a check is of, by its first action."""
    if not actions:
        return _("A practice check")
    more = len(actions) - 1
    said = ngettext("%(what)s, and %(more)d other", "%(what)s, and %(more)d others", more)
    return said % {"what": actions[0].what, "more": more} if more else actions[0].what


def state_of(check: PracticeCheck) -> dict[str, str]:
    """The answer, or whether it is late, as `state_tag` shows it."""
    if check.answer:
        answer = CheckAnswer(check.answer)
        return {"state": _COLOURS[answer], "words": str(ANSWERS[answer])}
    is_late = check.due < today()
    return {
        "state": "failed" if is_late else "waiting",
        "words": _("Late") if is_late else _("Still to come"),
    }


def due_words(check: PracticeCheck) -> str:
    """How long it is late, or how long there is, in whole days or months."""
    days = (check.due - today()).days
    if days == 0:
        return _("due today")
    long = _length(abs(days))
    return _("in %s") % long if days > 0 else _("%s late") % long


def _length(days: int) -> str:
    if days < 60:
        return ngettext("%d day", "%d days", days) % days
    months = days * 12 // 365
    return ngettext("%d month", "%d months", months) % months


def asked_words(check: PracticeCheck) -> str:
    """Who is asked to make it."""
    if check.checker is None:
        return _("whoever checks practice for the board")
    return check.checker.name if check.checker.is_active else _("%s, who has left") % check.checker.name


def tie_words(check: PracticeCheck) -> str:
    """How close the checker is to those who did it."""
    return _(Tie(check.tie).label).lower() if check.tie else ""


def check_page(viewer: Viewer, check: PracticeCheck) -> dict[str, Any]:
    """Everything of one check that this viewer may know."""
    shown = check_shown(viewer, check)
    lines = _items_checked(viewer, shown)
    keeps = viewer.is_operator or check.board_id in boards_kept(viewer)
    who = Who(viewer, [check.made_by, *(one.made_by for one in shown.others)])
    return {
        "check": check,
        "shown": shown,
        "title": check_title(list(shown.actions)),
        "state": state_of(check),
        "due": due_words(check),
        "asked": asked_words(check) if shown.is_within else "",
        "made_by": who.words(check.made_by) if check.made_by and shown.is_within else "",
        "tie": tie_words(check),
        "actions": action_rows(shown),
        "evidence": [evidence_row(one) for one in shown.evidence],
        "charts": run_charts(_all_evidence(lines, shown)),
        "others": [_row(one, [], who) for one in shown.others],
        "returns": return_rows(viewer, [one for line in lines for one in line.came_back]),
        "making": making(viewer, check),
        "keeps": keeps,
        "items": _open_items(viewer, shown) if keeps and check.answer == CheckAnswer.YES else [],
    }


def action_rows(shown: CheckShown) -> list[dict[str, Any]]:
    """Each action with the point that it is about."""
    points = {key: point_words(one) for key, one in shown.points.items()}
    return [
        {
            "action": one,
            "point": points[one.item.point_id],
            "throughline": reverse("point", args=[one.item.point.identifier]),
        }
        for one in shown.actions
    ]


def evidence_row(evidence: Evidence) -> dict[str, Any]:
    """A piece of evidence in words; who came to a course never shows by itself what they did afterwards."""
    return {
        "evidence": evidence,
        "kind": _(EvidenceKind(evidence.kind).label),
        "never_alone": EvidenceKind(evidence.kind) in NEVER_ALONE,
    }


def documents_of(shown: CheckShown) -> set[str]:
    """The documents whose words stand on the page, for the record of who read what."""
    return {
        one.learning_point.document.identifier for point in shown.points.values() for one in point.printed
    }


def _items_checked(viewer: Viewer, shown: CheckShown) -> list[ItemLine]:
    """The items whose actions are checked, with all that became of them."""
    lines = throughlines_of(viewer, {one.item.point for one in shown.actions}).values()
    items = {one.item_id for one in shown.actions}
    return [item for line in lines for item in line.items if item.item.pk in items]


def _all_evidence(of_items: Iterable[ItemLine], shown: CheckShown) -> list[Evidence]:
    """What it rests on and what else was put down for the same points: an audit is repeated from check to check."""
    of_items = list(of_items)
    held = [one for item in of_items for one in item.evidence]
    held += [one for item in of_items for action in item.actions for one in action.evidence]
    found = {one.pk: one for one in [*held, *shown.evidence]}
    prefetch_related_objects(list(found.values()), "figures")
    return sorted(found.values(), key=lambda one: one.pk)


def _open_items(viewer: Viewer, shown: CheckShown) -> list[dict[str, Any]]:
    """The items of the plan that are still open, each with what is missing before it can be closed as practice
    changed; nothing missing: it can be."""
    held = {one.item_id: one.item for one in shown.actions if not one.item.closed_as}
    return [
        {
            "item": one,
            "heading": point_heading(shown.points[one.point_id]),
            "missing": [_(lacking.label) for lacking in can_close(viewer, one).missing],
        }
        for one in held.values()
    ]
