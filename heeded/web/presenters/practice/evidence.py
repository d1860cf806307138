"""Evidence and practice checks as rows, and one piece of evidence as its page shows it."""

from typing import Any

from django.template.defaultfilters import filesizeformat

from heeded.core.clock import today
from heeded.people.viewer import Viewer
from heeded.practice.kinds import NEVER_ALONE, CheckAnswer, ClosedAs, EvidenceKind, Tie
from heeded.practice.models import Evidence, PracticeCheck
from heeded.practice.queries import ActionLine, boards_kept, sees_as_handed_in, visible_checks
from heeded.web.presenters.practice.action_words import day_words
from heeded.web.presenters.practice.left_out import left_out_words
from heeded.web.presenters.practice.run_charts import run_chart_of
from heeded.web.presenters.who import Who


def evidence_row(evidence: Evidence) -> dict[str, Any]:
    """One piece in a list."""
    return {
        "evidence": evidence,
        "kind": EvidenceKind(evidence.kind).label,
        "day": day_words(evidence.dated),
        "never_alone": EvidenceKind(evidence.kind) in NEVER_ALONE,
        "is_restricted": evidence.shown_at is None,
    }


def checks_that_stand(line: ActionLine) -> list[PracticeCheck]:
    """The checks that were made of an action, and those still to make unless it was closed as something else than
    practice changed: then nobody looks any more."""
    is_waited_for = line.action.closed_as in ("", ClosedAs.PRACTICE_CHANGED)
    return [one for one in line.checks if one.made_at or is_waited_for]


def check_row(check: PracticeCheck) -> dict[str, Any]:
    """One practice check in a list: what it found, or when it is due."""
    return {
        "check": check,
        "answer": CheckAnswer(check.answer).label if check.answer else "",
        "tie": Tie(check.tie).label.lower() if check.tie else "",
        "is_late": check.made_at is None and check.due < today(),
    }


def _size(size: int) -> str:
    """In words; nothing where no copy was made yet."""
    return filesizeformat(size) if size else ""


def evidence_page(viewer: Viewer, evidence: Evidence) -> dict[str, Any]:
    """All of one piece of evidence."""
    keeps = viewer.is_operator or evidence.item.board_id in boards_kept(viewer)
    as_handed_in = sees_as_handed_in(viewer, evidence)
    made = visible_checks(viewer).filter(evidence=evidence, made_at__isnull=False)
    return evidence_row(evidence) | {
        "added_by": Who(viewer, [evidence.added_by]).words(evidence.added_by),
        "as_handed_in": as_handed_in,
        "size": _size(evidence.bytes if as_handed_in else evidence.copy_bytes),
        "copy_size": _size(evidence.copy_bytes),
        "left_out": left_out_words(evidence.copy_left_out),
        "chart": run_chart_of(evidence),
        "figure": evidence.figures.first(),
        "keeps": keeps,
        "checks": [check_row(one) for one in made.order_by("made_at", "pk")],
        "rests_on_it": evidence.checks.filter(made_at__isnull=False).exists() or evidence.responses.exists(),
    }
