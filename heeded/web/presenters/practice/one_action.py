"""One action: all that this viewer may know of it."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from heeded.library.services import note_readings
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchAction
from heeded.practice.kinds import NEVER_ALONE, ActionKind, ClosedAs, EvidenceKind
from heeded.practice.models import Action
from heeded.practice.queries import (
    ActionLine,
    ItemLine,
    MayChange,
    history_of,
    may_add_evidence,
    may_change,
    throughline_of,
)
from heeded.web.presenters.practice.action_words import (
    day_words,
    done_words,
    due_words,
    merged_into,
    owner_lacks,
    owner_words,
    state_words,
)
from heeded.web.presenters.practice.evidence import check_row, checks_that_stand, evidence_row
from heeded.web.presenters.practice.point_words import point_words
from heeded.web.presenters.practice.run_charts import run_charts
from heeded.web.presenters.who import Who


def action_page(viewer: Viewer, action: Action) -> dict[str, Any]:
    """What the page of an action shows. Some thirty queries. Reading words of a report leaves its trace."""
    found = throughline_of(viewer, action.item.point)
    item, line = _line(found.items if found else (), action)
    line.action.item = action.item  # the same row, with its point
    merged = merged_into([line.action.owner_agency])
    assert found is not None
    point = point_words(found.point)
    note_readings(point.documents, by=viewer, door="action")
    within = sees_history(viewer, action)
    allowed = may_change(viewer, action)
    is_closed = bool(action.closed_as or action.item.closed_as)
    prefetch_related_objects(list(line.evidence), "figures")
    return {
        "action": line.action,
        "point": point,
        "within": within,
        "facts": _facts(line.action, merged, within=within),
        "due": due_words(line.action),
        "state": state_words(line.action),
        "lacks": owner_lacks(line.action, merged) if within else [],
        "evidence": [evidence_row(one) for one in line.evidence],
        "only_training": bool(line.evidence)
        and all(EvidenceKind(one.kind) in NEVER_ALONE for one in line.evidence),
        "charts": run_charts(line.evidence),
        "checks": [check_row(one) for one in checks_that_stand(line)],
        "closing": _closing(viewer, line, item),
        "may_change": not is_closed and allowed != MayChange.NOTHING,
        "keeps": allowed == MayChange.ALL,
        "may_add": may_add_evidence(viewer, action.item, action),
        "is_done": line.action.state == "done",
    }


def sees_history(viewer: Viewer, action: Action) -> bool:
    """Whether this viewer sees an action from within: who owns it by name, and every state that it had."""
    try:
        history_of(viewer, action)
    except NoSuchAction:
        return False
    return True


def _line(items: tuple[ItemLine, ...], action: Action) -> tuple[ItemLine, ActionLine]:
    for item in items:
        for line in item.actions:
            if line.action.pk == action.pk:
                return item, line
    raise NoSuchAction("There is no such action.")


def _facts(action: Action, merged: dict[int, str], *, within: bool) -> list[dict[str, str]]:
    """The rows of its summary; what is missing is said."""
    missing = _("Not said")
    due = due_words(action)
    when = _("%(day)s (%(words)s)") % {"day": day_words(action.due), "words": due["words"].lower()}
    is_open = action.state != "done" and not action.closed_as
    rows = [
        (_("What is to change in practice"), action.intended_change or missing),
        (_("How anyone would know"), action.how_known or missing),
        (_("Kind of action"), ActionKind(action.kind).label if action.kind else missing),
        (_("Who owns it"), owner_words(action, merged, named=within)),
        (_("Starts"), day_words(action.start)),
        (_("Due"), (when if is_open else day_words(action.due)) if action.due else _("No date")),
        (_("Done") if action.left_open == "day" else _("Done on"), done_words(action)),
    ]
    return [{"name": name, "value": value} for name, value in rows if value]


def _closing(viewer: Viewer, line: ActionLine, item: ItemLine) -> dict[str, Any] | None:
    """What it was closed as: by itself, or with all that answers the same point."""
    closing = line.closing or item.closing
    if closing is None:
        return None
    return {
        "closing": closing,
        "words": ClosedAs(closing.closed_as).label,
        "by": Who(viewer, [closing.by]).words(closing.by),
        "with_item": line.closing is None,
    }
