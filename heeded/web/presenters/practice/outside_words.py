"""What was submitted, and what is opened, as rows in words: both look alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.clock import local_day, today
from heeded.engine.vocabulary import Choice, LearningPointKind
from heeded.library.naming import document_title
from heeded.practice.kinds import ActionState, AnswerKind, CheckAnswer, ClosedAs, EvidenceKind, TakenUpAs, Tie
from heeded.practice.models import Evidence, PlanItem
from heeded.practice.queries import ActionLine, ItemLine, PointThroughline, Printed, of_no_check
from heeded.web.presenters.addresses import page_address
from heeded.web.presenters.practice.point_words import source_said

ON_A_PAGE = 25  # points
Row = dict[str, Any]


def submitted_row(said: Row, on: date) -> Row:
    """A point as it was submitted on a day; nothing is looked up, so that nothing done since shows. Of what was
    submitted by an older version some is not known."""
    page, document = said.get("page"), said.get("document", "")
    taken_up = said.get("taken_up")
    return {
        "item": said["item"],
        "number": said["number"],
        "name": called(word(LearningPointKind, said.get("kind", "")), said["number"]),
        "text": said["point"],
        "page": page,
        "printed": printed_in(said.get("review", ""), said.get("document_title", "")),
        "address": page_address(document, page) if page and document else "",
        "source": source_said(
            said.get("source_kind", ""), said.get("source", ""), _day(said.get("source_date", ""))
        ),
        "taken_up": _taken_up(taken_up["answer"], taken_up["reason"], _day(taken_up["on"]))
        if taken_up
        else None,
        "answers": [{**one, "answer": word(AnswerKind, one["answer"])} for one in said["answers"]],
        "evidence": [word(EvidenceKind, one) for one in said.get("evidence", ())],
        "actions": [_submitted_action(one, on) for one in said["actions"]],
        "closed": word(ClosedAs, said["closed_as"]),
        "into": _submitted_into(said),
    }


def documents_submitted(rows: Iterable[Row]) -> set[str]:
    """The identifiers of the documents whose words stand in these points, as submitted."""
    return {one["document"] for one in rows if one.get("document")}


def opened_row(line: PointThroughline, item: ItemLine) -> Row:
    """A point as it stands now. What its checks rest on and its closings lead to is to be at hand
    (`with_what_they_rest_on`)."""
    place, point, said = first_page(line.point.printed), line.point.point, item.taken_up
    by_hand = line.point.is_by_hand and line.point.text
    review = line.point.review.work.title if line.point.review else ""
    return {
        "item": item.item.identifier,
        "number": point.number,
        "name": called(word(LearningPointKind, point.kind), point.number),
        "text": line.point.text,
        "page": place.page if place else None,
        "printed": printed_in(review, document_title(place.learning_point.document)) if place else "",
        "address": page_address(place.learning_point.document.identifier, place.page)
        if place and place.page
        else "",
        "source": source_said(point.source_kind, point.source, point.source_date) if by_hand else "",
        "taken_up": _taken_up(said.answer, said.reason, local_day(said.at)) if said else None,
        "answers": [
            {
                "by": one.addressee.organisation.name,
                "answer": word(AnswerKind, one.response.answer) if one.response else "",
                "reasons": one.response.reasons if one.response else "",
            }
            for one in item.asked
        ],
        "evidence": [_evidence(one) for one in of_no_check(item)],
        "actions": [_opened_action(one) for one in item.actions],
        "closed": word(ClosedAs, item.item.closed_as),
        "into": _into(item.closing.into_item if item.closing else None),
    }


def with_links(rows: Iterable[Row], address: str, listed: Sequence[str]) -> None:
    """Let what is replaced by or joined with another lead there, where that is listed here too, by identifier in order
    of the pages."""
    held = list(rows)
    for one in [*held, *(action for row in held for action in row["actions"])]:
        if one["into"]:
            one["into"]["address"] = row_address(address, listed, one["into"]["item"])


def row_address(address: str, listed: Sequence[str], item: str) -> str:
    """Where the row of an item stands in a list that is shown page by page, or on one page that has no address;
    nothing where it is not listed."""
    if item not in listed:
        return ""
    page = f"{address}?page={listed.index(item) // ON_A_PAGE + 1}" if address else ""
    return f"{page}#point-{item}"


def printed_in(review: str, document: str) -> str:
    """The review and its document: "Serious case review: Child M, Full report"."""
    return ", ".join(part for part in (review, document) if part)


def first_page(printed: tuple[Printed, ...]) -> Printed | None:
    """Where it is printed first, on a page."""
    return next((one for one in printed if one.page), None)


def word(kind: type[Choice], value: str) -> str:
    """A value of a closed list in words; one that is none of it as it stands."""
    known = {one.value: one.label for one in kind}
    return _(known[value]) if value in known else value


def called(kind: str, number: str) -> str:
    """ "Recommendation 7"; of what was submitted before its kind was kept, "Point 7"."""
    return f"{kind or _('Point')} {number or _('without a number')}"


def _taken_up(answer: str, reason: str, on: date | None) -> Row:
    return {"answer": word(TakenUpAs, answer), "reason": reason, "on": on}


def _submitted_into(said: Row) -> Row | None:
    into = said.get("closed_into")
    return {**into, "name": called(word(LearningPointKind, into["kind"]), into["number"])} if into else None


def _into(item: PlanItem | None) -> Row | None:
    if item is None:
        return None
    name = called(word(LearningPointKind, item.point.kind), item.point.number)
    return {"item": item.identifier, "name": name}


def _late(due: date | None, said: tuple[str, str], on: date) -> str:
    """How long an action, by its state and what it was closed as, was overdue on a day, in words."""
    state, closed_as = said
    if due is None or due >= on or state == ActionState.DONE or closed_as:
        return ""
    days = (on - due).days
    return ngettext("%d day overdue", "%d days overdue", days) % days


def _submitted_action(said: Row, on: date) -> Row:
    return {
        **said,
        "due": _day(said["due"]),
        "late": _late(_day(said["due"]), (said["state"], said["closed_as"]), on),
        "done_on": _day(said["done_on"]),
        "state": word(ActionState, said["state"]),
        "closed": word(ClosedAs, said["closed_as"]),
        "into": _submitted_into(said),
        "evidence": [word(EvidenceKind, one) for one in said["evidence"]],
        "checks": [
            {
                "answer": word(CheckAnswer, one["answer"]),
                "tie": word(Tie, one["tie"]),
                "on": _day(one["on"]),
                "evidence": [word(EvidenceKind, kind) for kind in one.get("evidence", ())],
            }
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
        "late": _late(action.due, (action.state, action.closed_as), today()),
        "state": word(ActionState, action.state),
        "done_on": action.done_on,
        "closed": word(ClosedAs, action.closed_as),
        "into": _into(line.closing.into_action.item if line.closing and line.closing.into_action else None),
        "evidence": [_evidence(one) for one in line.evidence],
        "checks": [
            {
                "answer": word(CheckAnswer, one.answer),
                "tie": word(Tie, one.tie),
                "on": one.made_at,
                "evidence": [_evidence(piece) for piece in one.evidence.all()],
            }
            for one in line.checks
            if one.made_at
        ],
    }


def _evidence(one: Evidence) -> str:
    return f"{word(EvidenceKind, one.kind)}: {one.title}"


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
