"""What boards submit and open to outside bodies, who read it, what is asked and answered."""

from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, date, datetime
from typing import Any

from ninja import Field

from heeded.api.actors import Actor, Actors
from heeded.api.paging import Part
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.named import OrganisationNamed, named
from heeded.api.shapes.text import Text
from heeded.core.clock import now
from heeded.people.models import Organisation
from heeded.practice.kinds import QuestionKind
from heeded.practice.models import Opening, OutsideQuestion, OutsideReading, Submission
from heeded.practice.queries import TimesRead


class BodyToTell(OrganisationNamed):
    """An outside body that a board can submit or open something to."""

    kind: str
    is_staffed: bool = Field(description="Whether somebody there has an account that could read it")


class ToldOutside(Shape):
    """What a board told an outside body, and how often that read it."""

    identifier: str
    board: OrganisationNamed
    to: OrganisationNamed
    review: str | None = Field(description="Null: the whole plan")
    review_title: str
    read: int | None = Field(description="How often it was read. Null: that is for the board")
    last_read: datetime | None


class SubmissionShown(ToldOutside):
    """A submission. It stays as it was submitted; its points stand under /points."""

    submitted_at: datetime
    by: Actor
    points: int = Field(description="How many were submitted. Those of erased reports are gone since")


class SubmissionPart(Part):
    results: list[SubmissionShown]


class SubmittedAnswer(Shape):
    """An answer as it was submitted."""

    by: str
    answer: str = Field(description="Empty: none was known")
    reasons: str


class SubmittedCheck(Shape):
    """A practice check as it was submitted."""

    answer: str
    tie: str
    on: date | None


class SubmittedAction(Shape):
    """An action as it was submitted."""

    what: str
    intended_change: str
    owner: str = Field(description="The agency")
    role: str
    due: date | None
    state: str
    done_on: date | None
    closed_as: str
    evidence: list[str] = Field(description="Of what kinds")
    checks: list[SubmittedCheck]


class SubmittedPoint(Shape):
    """A point of a plan as it was submitted: whatever was done since does not show."""

    item: str
    kind: str
    number: str
    text: str = Field(
        description="Empty where it stands in a restricted report and this token is not for those"
    )
    document: str
    page: int | None
    answers: list[SubmittedAnswer]
    actions: list[SubmittedAction]
    closed_as: str


class SubmittedPart(Part):
    results: list[SubmittedPoint]


class OpeningShown(ToldOutside):
    """A plan, or what of it answers one review, that a body may read for a while."""

    since: datetime
    until: datetime
    is_open: bool = Field(description="Whether it can be read now")


class OpeningPart(Part):
    results: list[OpeningShown]


class OutsideReadingShown(Shape):
    """Somebody of an outside body read it."""

    at: datetime
    who: str = Field(description="Empty: their account is gone")


class OutsideReadingPart(Part):
    results: list[OutsideReadingShown]


class OutsideQuestionShown(Shape):
    """A question or advice to a board, and its answer."""

    identifier: str
    board: OrganisationNamed
    asker: OrganisationNamed = Field(description="The body that it is asked for")
    item: str | None = Field(description="The item of the plan that it is about")
    kind: QuestionKind
    text: str
    asked_at: datetime
    asked_by: Actor
    answer: str
    answered_at: datetime | None = Field(description="Null: not answered yet")
    answered_by: Actor | None


class OutsideQuestionPart(Part):
    results: list[OutsideQuestionShown]


class ToldSaid(Sent):
    """To which body, and what of the plan."""

    to: Text = Field(max_length=40, description="Identifier of the body")
    review: Text = Field(
        "", max_length=40, description="Only what answers this review; empty: the whole plan"
    )


class OpeningSaid(ToldSaid):
    """The same for a named period, in days of London."""

    since: date | None = Field(None, description="First day; null: from now on")
    until: date = Field(description="Last day, to its end. It can be ended earlier", lt=date(MAXYEAR, 1, 1))


class OutsideQuestionSaid(Sent):
    """A question or advice. Name no child and no worker."""

    text: Text = Field(min_length=1, max_length=8000)
    kind: QuestionKind = QuestionKind.QUESTION
    item: Text = Field("", max_length=40, description="The item of the plan that it is about")


class OutsideAnswerSaid(Sent):
    """The board's answer, given once."""

    text: Text = Field(min_length=1, max_length=8000)


def body_of(body: Organisation) -> BodyToTell:
    """A body; whether it is staffed is at hand."""
    return BodyToTell(**dict(named(body)), kind=body.kind, is_staffed=getattr(body, "is_staffed", False))


def submission_of(held: Submission, read: Mapping[int, TimesRead], actors: Actors) -> SubmissionShown:
    """A submission; `read` by key, of those whose readings are for this caller."""
    return SubmissionShown(
        **_told(held, read),
        submitted_at=held.submitted_at,
        by=actors.of(held.submitted_by),
        points=len(held.items),
    )


def opening_of(held: Opening, read: Mapping[int, TimesRead]) -> OpeningShown:
    """An opening, as `submission_of`."""
    is_open = held.since <= now() < held.until
    return OpeningShown(**_told(held, read), since=held.since, until=held.until, is_open=is_open)


def submitted_point(said: Mapping[str, Any], *, hidden: Iterable[str]) -> SubmittedPoint:
    """A point as it was submitted, without the words of reports that are hidden (by identifier)."""
    document = str(said.get("document", ""))
    whole = document not in set(hidden)
    return SubmittedPoint(
        item=said["item"],
        kind=said.get("kind", ""),  # kept since a later version
        number=said["number"],
        text=said["point"] if whole else "",
        document=document if whole else "",
        page=said.get("page") if whole else None,
        answers=[SubmittedAnswer(**one) for one in said["answers"]],
        actions=[_action(one) for one in said["actions"]],
        closed_as=said["closed_as"],
    )


def reading_of(held: OutsideReading) -> OutsideReadingShown:
    """A reading; its account is at hand."""
    return OutsideReadingShown(at=held.at, who=held.account.name if held.account else "")


def question_of(held: OutsideQuestion, actors: Actors) -> OutsideQuestionShown:
    """A question or advice; the organisations and the item are at hand."""
    return OutsideQuestionShown(
        identifier=held.identifier,
        board=named(held.board),
        asker=named(held.asker),
        item=held.item.identifier if held.item else None,
        kind=QuestionKind(held.kind),
        text=held.text,
        asked_at=held.asked_at,
        asked_by=actors.of(held.asked_by),
        answer=held.answer,
        answered_at=held.answered_at,
        answered_by=actors.of(held.answered_by) if held.answered_by else None,
    )


def _told(held: Opening | Submission, read: Mapping[int, TimesRead]) -> dict[str, Any]:
    times = read.get(held.pk)
    return {
        "identifier": held.identifier,
        "board": named(held.board),
        "to": named(held.to),
        "review": held.work.identifier if held.work else None,
        "review_title": held.work.title if held.work else "",
        "read": times.number if times else None,
        "last_read": times.last if times else None,
    }


def _action(said: Mapping[str, Any]) -> SubmittedAction:
    checks = [{**one, "on": one["on"] or None} for one in said["checks"]]
    days = {"due": said["due"] or None, "done_on": said["done_on"] or None}
    return SubmittedAction.model_validate({**said, **days, "checks": checks})
