"""Deliveries, steps and history as rows, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.core.models import AuditRow
from heeded.intake.models import Delivery, StepRun
from heeded.intake.steps import STEP_NAMES, step_named
from heeded.intake.wording import state_words
from heeded.people.viewer import Viewer
from heeded.web.presenters.who import Who

_ACTIONS = {
    "action.add": gettext_lazy("Action put on a plan"),
    "action.by-link": gettext_lazy("Said by a link in a letter how an action stands"),
    "action.change": gettext_lazy("Action changed"),
    "action.close": gettext_lazy("Action closed"),
    "action.reopen": gettext_lazy("Action opened again"),
    "answer.ask": gettext_lazy("Asked for an answer"),
    "answer.make": gettext_lazy("Recommendation answered"),
    "asker.tell": gettext_lazy("Whoever asked for an outside body was written to"),
    "board.answer": gettext_lazy("Answered an outside body"),
    "board.ask": gettext_lazy("An outside body asked or advised"),
    "board.contact": gettext_lazy("Said whom the public may ask"),
    "board.state": gettext_lazy("Said something of a board"),
    "board.tell": gettext_lazy("A board was written to"),
    "board.take-back": gettext_lazy("Took back what was said of a board"),
    "check.make": gettext_lazy("Practice checked"),
    "check.plan": gettext_lazy("Practice check planned"),
    "check.unplan": gettext_lazy("Practice check no longer planned"),
    "evidence.add": gettext_lazy("Evidence added"),
    "evidence.copy": gettext_lazy("Copy of evidence made for everybody"),
    "evidence.read": gettext_lazy("File of evidence read"),
    "evidence.restrict": gettext_lazy("Evidence restricted again"),
    "evidence.show": gettext_lazy("Evidence shown to everybody"),
    "evidence.take-away": gettext_lazy("Evidence taken away"),
    "meeting.minute": gettext_lazy("Decisions of a meeting written down"),
    "meeting.note": gettext_lazy("Meeting noted"),
    "meeting.strike-out": gettext_lazy("Decision struck out of the minutes"),
    "plan.close": gettext_lazy("Recommendation closed"),
    "plan.end-opening": gettext_lazy("Plan no longer open to an outside body"),
    "plan.erase": gettext_lazy("Words on a plan emptied after an erasure"),
    "plan.file-stopped": gettext_lazy("Plan’s file could not be taken to its end"),
    "plan.file-taken": gettext_lazy("All rows of a plan’s file taken"),
    "plan.hide": gettext_lazy("No longer shown to everybody"),
    "plan.open": gettext_lazy("Put on a board’s plan"),
    "plan.open-to": gettext_lazy("Plan opened to an outside body"),
    "plan.own-words": gettext_lazy("Said whether a plan repeats a report"),
    "plan.read-outside": gettext_lazy("Read by an outside body"),
    "plan.reopen": gettext_lazy("Recommendation opened again"),
    "plan.show": gettext_lazy("Answers and actions shown to everybody"),
    "plan.submit": gettext_lazy("Plan submitted to an outside body"),
    "plan.take-file": gettext_lazy("Plan’s file taken in"),
    "plan.take-up": gettext_lazy("Said whether it could happen here"),
    "point.enter": gettext_lazy("Entered what is to be learnt"),
    "point.follow": gettext_lazy("Points looked up in newer documents"),
    "point.make": gettext_lazy("Learning point made ready to be answered"),
    "point.place": gettext_lazy("Said where a point is printed"),
    "reminder.end-rule": gettext_lazy("Reminder rule ended"),
    "reminder.rule": gettext_lazy("Reminder rule made"),
    "reminder.send-again": gettext_lazy("Reminder let go once more"),
    "reminder.unknown": gettext_lazy("Reminders that may not have arrived"),
    "reminder.write": gettext_lazy("Reminders written"),
    "return.not-same": gettext_lazy("Decided that it did not come back"),
    "return.propose": gettext_lazy("Proposed that something came back"),
    "return.same": gettext_lazy("Decided that it came back"),
    "document.add": gettext_lazy("Added"),
    "document.publish": gettext_lazy("Published"),
    "document.withdraw": gettext_lazy("Withdrawn"),
    "document.restrict": gettext_lazy("Made restricted again"),
    "document.join": gettext_lazy("Joined a review as its newer version"),
    "document.erase": gettext_lazy("Erased"),
    "document.readers": gettext_lazy("Changed who may read it"),
    "step.again": gettext_lazy("Asked for a step to be run again"),
    "step.done": gettext_lazy("Step done"),
    "step.failed": gettext_lazy("Step failed"),
    "emergency.open": gettext_lazy("Opened in an emergency"),
    "account.add": gettext_lazy("Account made"),
    "account.close": gettext_lazy("Account closed"),
    "account.invite": gettext_lazy("Invited somebody"),
    "catalogue.save": gettext_lazy("Kept a record of a review not held"),
    "coding.accepted": gettext_lazy("Coding accepted"),
    "coding.add-adult": gettext_lazy("Added an adult to be coded"),
    "coding.change": gettext_lazy("Coding changed into another"),
    "coding.make": gettext_lazy("Coded"),
    "coding.move": gettext_lazy("Codings looked up in a newer version"),
    "coding.note": gettext_lazy("Note on a coding written"),
    "coding.place": gettext_lazy("Coding placed again"),
    "coding.propose": gettext_lazy("Themes proposed by machine"),
    "coding.rejected": gettext_lazy("Coding rejected"),
    "delivery.accepted": gettext_lazy("File accepted"),
    "delivery.known": gettext_lazy("File handed in that is here already"),
    "delivery.refused": gettext_lazy("File refused"),
    "fact.decide": gettext_lazy("Fact decided"),
    "framework.taken": gettext_lazy("Framework taken from a file"),
    "framework.described": gettext_lazy("Framework described anew"),
    "framework.added": gettext_lazy("Theme added"),
    "framework.reworded": gettext_lazy("Theme reworded"),
    "framework.moved": gettext_lazy("Theme moved"),
    "framework.merged": gettext_lazy("Themes merged"),
    "framework.split": gettext_lazy("Theme split"),
    "framework.retired": gettext_lazy("Framework or theme not used any more"),
    "framework.brought-back": gettext_lazy("Framework or theme used again"),
    "framework.suggest": gettext_lazy("Said whether a machine proposes themes of a framework"),
    "themes.learn": gettext_lazy("Themes learned by machine"),
    "themes.unlearn": gettext_lazy("What a machine had learned of themes forgotten"),
    "framework.project-out": gettext_lazy("Coded project taken away"),
    "framework.project-in": gettext_lazy("Coded project taken in"),
    "grant.give": gettext_lazy("Named who may read"),
    "grant.end": gettext_lazy("Took back who may read"),
    "learning-point.confirmed": gettext_lazy("Learning point confirmed"),
    "learning-point.proposed": gettext_lazy("Learning point opened again"),
    "learning-point.rejected": gettext_lazy("Learning point rejected"),
    "lesson.added": gettext_lazy("Learning points added to a lesson"),
    "lesson.confirmed": gettext_lazy("Lesson confirmed"),
    "lesson.find": gettext_lazy("Lessons looked for by machine"),
    "lesson.gathered": gettext_lazy("Lesson gathered"),
    "lesson.merged": gettext_lazy("Lessons merged"),
    "lesson.named": gettext_lazy("Lesson named"),
    "lesson.proposed": gettext_lazy("Lesson proposed by machine"),
    "lesson.rejected": gettext_lazy("Lesson rejected"),
    "lesson.removed": gettext_lazy("Learning points taken out of a lesson"),
    "lesson.split": gettext_lazy("Lesson split"),
    "library.backup": gettext_lazy("Library backed up"),
    "library.fictional": gettext_lazy("Library named as fiction"),
    "library.settings": gettext_lazy("Settings changed"),
    "organisation.add": gettext_lazy("Organisation added"),
    "coding-round.begin": gettext_lazy("Coding round begun"),
    "coding-round.done": gettext_lazy("Said to have coded everything in a round"),
    "coding-round.go-on": gettext_lazy("Went on coding in a round"),
    "coding-round.settling": gettext_lazy("Both were done in a coding round"),
    "coding-round.settle": gettext_lazy("Difference in a coding round settled"),
    "coding-round.closed": gettext_lazy("Coding round settled and closed"),
    "coding-round.given-up": gettext_lazy("Coding round given up"),
    "why.propose": gettext_lazy("Why proposed by machine"),
    "why.decide": gettext_lazy("Why decided"),
    "why.reject": gettext_lazy("Why rejected or taken back"),
    "tracker.name": gettext_lazy("Said which review a tracker’s entry is"),
    "tracker.take": gettext_lazy("Tracker’s file taken in"),
    "problem.answer": gettext_lazy("Reported problem answered"),
    "problem.report": gettext_lazy("Problem reported"),
    "role.end": gettext_lazy("Role ended"),
    "role.give": gettext_lazy("Role given"),
    "section.kind": gettext_lazy("Kind of a section decided"),
    "team.add": gettext_lazy("Team added"),
    "token.end": gettext_lazy("Token ended"),
    "token.make": gettext_lazy("Token made"),
    "token.terms": gettext_lazy("Terms of a token accepted"),
    "token.write": gettext_lazy("Something done by a token"),
    "work.add": gettext_lazy("Review added"),
    "work.erase": gettext_lazy("Review erased"),
    "work.title": gettext_lazy("Title confirmed"),
}
_DOORS = {
    "action": gettext_lazy("action of a plan"),
    "coding": gettext_lazy("coding"),
    "coding-round": gettext_lazy("coding round"),
    "differing": gettext_lazy("codings that differ"),
    "facts": gettext_lazy("facts"),
    "why": gettext_lazy("why"),
    "lesson": gettext_lazy("lesson"),
    "lessons": gettext_lazy("list of lessons"),
    "original": gettext_lazy("file"),
    "outside": gettext_lazy("what outside bodies are told"),
    "page": gettext_lazy("page"),
    "picture": gettext_lazy("picture of a page"),
    "record": gettext_lazy("record"),
    "said-before": gettext_lazy("comparison of learning points"),
    "plan": gettext_lazy("plan"),
    "project": gettext_lazy("coded project"),
    "text": gettext_lazy("text"),
    "theme": gettext_lazy("codings of a theme"),
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
        "state_words": state_words(state, held=document is not None),
        "under_way": state == "waiting",
        "reason": " ".join(filter(None, [reason, advice])),
        "review": document.work.title if document else "",
        "title_is_guessed": bool(document and document.work.title_is_guessed),
        "address": reverse("document-record", args=[document.identifier]) if document else "",
        "restricted": bool(document and document.state == "restricted"),
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


def history_rows(rows: Iterable[AuditRow], *, viewer: Viewer) -> list[dict[str, Any]]:
    """What was done to a document, newest first, readings with its words."""
    rows = list(rows)
    who = Who(viewer, [row.actor for row in rows])
    return [{"at": row.at, "who": who.words(row.actor), "what": what_words(row)} for row in rows]


def what_words(row: AuditRow) -> str:
    """What a row of the audit says was done."""
    step = str((row.details or {}).get("step", ""))
    words = action_words(row.action)
    return f"{words}: {step_named(step).label}" if step in STEP_NAMES else words


def action_words(action: str) -> str:
    """An action of the audit in words."""
    if action.startswith("document.read."):
        door = action.removeprefix("document.read.")
        return _("Read (%s)") % _DOORS.get(door, door)
    return str(_ACTIONS.get(action, action))
