"""Deliveries, steps and history as rows, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.models import AuditRow
from heeded.intake.models import Delivery, StepRun
from heeded.intake.steps import STEP_NAMES, step_named

_ACTIONS = {
    "document.add": gettext_lazy("Added"),
    "document.publish": gettext_lazy("Published"),
    "document.withdraw": gettext_lazy("Withdrawn"),
    "document.restrict": gettext_lazy("Made restricted again"),
    "document.join": gettext_lazy("Joined a review as its newer version"),
    "document.erase": gettext_lazy("Erased"),
    "step.again": gettext_lazy("Asked for a step to be run again"),
    "step.done": gettext_lazy("Step done"),
    "step.failed": gettext_lazy("Step failed"),
    "emergency.open": gettext_lazy("Opened in an emergency"),
}


def delivery_rows(deliveries: Iterable[Delivery]) -> list[dict[str, Any]]:
    """What was handed in, with where it stands now."""
    return [_delivery_row(delivery) for delivery in deliveries]


def _delivery_row(delivery: Delivery) -> dict[str, Any]:
    document = delivery.document
    state = delivery.state if delivery.state != "accepted" or document is None else document.read_state
    reason = delivery.error or (document.read_error if document else "")
    advice = delivery.advice or (document.read_advice if document else "")
    return {
        "name": delivery.name,
        "at": delivery.at,
        "state": state,
        "state_words": _STATE_WORDS.get(state, state),
        "reason": " ".join(filter(None, [reason, advice])),
        "review": document.work.title if document else "",
        "address": reverse("document-record", args=[document.identifier]) if document else "",
        "restricted": bool(document and document.state == "restricted"),
    }


_STATE_WORDS = {
    "waiting": gettext_lazy("Being read"),
    "read": gettext_lazy("Read"),
    "needs-ocr": gettext_lazy("Scanned: needs OCR"),
    "refused": gettext_lazy("Not read"),
    "known": gettext_lazy("Already here"),
}


def step_rows(runs: Iterable[StepRun]) -> list[dict[str, Any]]:
    """The steps of a document as `parts/steps.html` shows them, with what is needed to run one again."""
    return [
        {
            "name": run.name,
            "words": step_named(run.name).label,
            "state": run.state,
            "state_words": run.get_state_display(),
            "more": _more(run),
        }
        for run in runs
    ]


def _more(run: StepRun) -> str:
    if run.error:
        return f"{run.error} {run.advice}".strip()
    if run.state != "done":
        return ""
    times = _(" at the %d. attempt") % run.attempts if run.attempts > 1 else ""
    return _("%(seconds).1f seconds%(times)s, %(tool)s") % {
        "seconds": run.seconds,
        "times": times,
        "tool": run.tool,
    }


def history_rows(rows: Iterable[AuditRow]) -> list[dict[str, Any]]:
    """What was done to a document, newest first, readings with its words."""
    return [{"at": row.at, "who": who_words(row.actor), "what": _what(row)} for row in rows]


def _what(row: AuditRow) -> str:
    step = str((row.details or {}).get("step", ""))
    words = action_words(row.action)
    return f"{words}: {step_named(step).label}" if step in STEP_NAMES else words


def action_words(action: str) -> str:
    """An action of the audit in words."""
    if action.startswith("document.read."):
        return _("Read (%s)") % action.removeprefix("document.read.")
    return str(_ACTIONS.get(action, action))


def who_words(actor: str) -> str:
    """An actor of the audit in words: a number, never a name."""
    kind, _colon, number = actor.partition(":")
    if kind == "account":
        return _("account %s") % number
    return {"operator": _("the operator"), "anonymous": _("a reader"), "system": _("Heeded itself")}.get(
        kind, actor
    )
