"""What was submitted, and what is opened, as rows in words: both look alike."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from heeded.engine.vocabulary import Choice, LearningPointKind
from heeded.practice.kinds import ActionState, AnswerKind, CheckAnswer, ClosedAs, EvidenceKind, Tie
from heeded.practice.queries import ActionLine, ItemLine, PointThroughline, Printed
from heeded.web.presenters.addresses import page_address

Row = dict[str, Any]


def submitted_row(said: Row) -> Row:
    """A point as it was submitted; nothing is looked up, so that nothing done since shows."""
    page, document = said.get("page"), said.get("document", "")
    return {
        "item": said["item"],
        "number": said["number"],
        "name": _called(word(LearningPointKind, said.get("kind", "")), said["number"]),
        "text": said["point"],
        "page": page,
        "address": page_address(document, page) if page and document else "",
        "answers": [{**one, "answer": word(AnswerKind, one["answer"])} for one in said["answers"]],
        "actions": [_submitted_action(one) for one in said["actions"]],
        "closed": word(ClosedAs, said["closed_as"]),
    }


def documents_submitted(rows: Iterable[Row]) -> set[str]:
    """The identifiers of the documents whose words stand in these points, as submitted."""
    return {one["document"] for one in rows if one.get("document")}


def opened_row(line: PointThroughline, item: ItemLine) -> Row:
    """A point as it stands now."""
    place = first_page(line.point.printed)
    return {
        "item": item.item.identifier,
        "number": line.point.point.number,
        "name": _called(word(LearningPointKind, line.point.point.kind), line.point.point.number),
        "text": line.point.text,
        "page": place.page if place else None,
        "address": page_address(place.learning_point.document.identifier, place.page)
        if place and place.page
        else "",
        "answers": [
            {
                "by": one.addressee.organisation.name,
                "answer": word(AnswerKind, one.response.answer) if one.response else "",
                "reasons": one.response.reasons if one.response else "",
            }
            for one in item.asked
        ],
        "actions": [_opened_action(one) for one in item.actions],
        "closed": word(ClosedAs, item.item.closed_as),
    }


def first_page(printed: tuple[Printed, ...]) -> Printed | None:
    """Where it is printed first, on a page."""
    return next((one for one in printed if one.page), None)


def word(kind: type[Choice], value: str) -> str:
    """A value of a closed list in words; one that is none of it as it stands."""
    known = {one.value: one.label for one in kind}
    return _(known[value]) if value in known else value


def _called(kind: str, number: str) -> str:
    """ "Recommendation 7"; of what was submitted before its kind was kept, "Point 7"."""
    return f"{kind or _('Point')} {number or _('without a number')}"


def _submitted_action(said: Row) -> Row:
    return {
        **said,
        "due": _day(said["due"]),
        "done_on": _day(said["done_on"]),
        "state": word(ActionState, said["state"]),
        "closed": word(ClosedAs, said["closed_as"]),
        "evidence": [word(EvidenceKind, one) for one in said["evidence"]],
        "checks": [
            {"answer": word(CheckAnswer, one["answer"]), "tie": word(Tie, one["tie"]), "on": _day(one["on"])}
            for one in said["checks"]
        ],
    }


def _opened_action(line: ActionLine) -> Row:
    action = line.action
    return {
        "what": action.what,
        "intended_change": action.intended_change,
        "owner": action.owner_agency.name if action.owner_agency else "",
        "role": action.owner_role,
        "due": action.due,
        "state": word(ActionState, action.state),
        "done_on": action.done_on,
        "closed": word(ClosedAs, action.closed_as),
        "evidence": [f"{word(EvidenceKind, one.kind)}: {one.title}" for one in line.evidence],
        "checks": [
            {"answer": word(CheckAnswer, one.answer), "tie": word(Tie, one.tie), "on": one.made_at}
            for one in line.checks
            if one.made_at
        ],
    }


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
