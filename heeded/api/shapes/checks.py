"""Practice checks: has practice changed?"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from ninja import Field

from heeded.api.paging import Part
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.named import OrganisationNamed, named
from heeded.api.shapes.text import Text
from heeded.practice.kinds import CheckAnswer, Tie
from heeded.practice.models import PracticeCheck


class CheckShown(Shape):
    """One check, made or still to be made. Once made it is never changed; the next one is one of its own."""

    identifier: str
    due: date
    answer: CheckAnswer | None = Field(description="Null: still to be made")
    found: str = Field(description="For those within")
    tie: Tie | None = Field(description="How close the checker is to those who did it")
    made_at: datetime | None


class CheckRow(CheckShown):
    """The same in a list, or by itself."""

    board: OrganisationNamed
    actions: list[str] = Field(description="Identifiers of those that you may see")
    yours: bool = Field(description="Whether you are asked to make it")


class CheckPart(Part):
    results: list[CheckRow]


class CheckSaid(Sent):
    """What a check came to. "yes" needs evidence that is more than a training record."""

    answer: CheckAnswer
    tie: Tie
    found: Text = Field("", max_length=8000)
    evidence: list[Text] = Field([], max_length=100, description="Identifiers of evidence that is there")
    next_date: date | None = Field(None, description="When it is to be checked again")


def check_of(held: PracticeCheck) -> CheckShown:
    """One check."""
    return CheckShown(**_fields(held))


def check_row(held: PracticeCheck, actions: Iterable[str], *, account: int | None, within: bool) -> CheckRow:
    """The same with its board, which is at hand, and its actions; what was written is for those within."""
    said = _fields(held)
    if not within:
        said["found"] = ""
    yours = account is not None and held.checker_id == account
    return CheckRow(**said, board=named(held.board), actions=list(actions), yours=yours)


def _fields(held: PracticeCheck) -> dict[str, Any]:
    return {
        "identifier": held.identifier,
        "due": held.due,
        "answer": CheckAnswer(held.answer) if held.answer else None,
        "found": held.found,
        "tie": Tie(held.tie) if held.tie else None,
        "made_at": held.made_at,
    }
