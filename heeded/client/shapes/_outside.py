"""What boards submit and open to outside bodies, who read it, what is asked and answered."""

from datetime import date, datetime

from heeded.client._decoding import record
from heeded.client.shapes._documents import Actor
from heeded.client.shapes._plans import OrganisationNamed


@record("BodyToTell")
class BodyToTell(OrganisationNamed):
    """An outside body that a board can submit or open something to."""

    kind: str
    is_staffed: bool  # somebody there has an account that could read it


@record("SubmissionShown")
class Submission:
    """What a board submitted to an outside body; its points are asked for one by one."""

    identifier: str
    board: OrganisationNamed
    to: OrganisationNamed
    review: str | None  # none: the whole plan
    review_title: str
    read: int | None  # how often; none: that is for the board
    last_read: datetime | None
    submitted_at: datetime
    by: Actor
    points: int  # of which those of erased reports are gone since


@record("SubmittedAnswer")
class SubmittedAnswer:
    """An answer as it was submitted."""

    by: str
    answer: str  # empty: none was known
    reasons: str


@record("SubmittedCheck")
class SubmittedCheck:
    """A practice check as it was submitted."""

    answer: str
    tie: str
    on: date | None


@record("SubmittedAction")
class SubmittedAction:
    """An action as it was submitted."""

    what: str
    intended_change: str
    owner: str  # the agency
    role: str
    due: date | None
    state: str
    done_on: date | None
    closed_as: str
    evidence: tuple[str, ...]  # of what kinds
    checks: tuple[SubmittedCheck, ...]


@record("SubmittedPoint")
class SubmittedPoint:
    """A point of a plan as it was submitted: whatever was done since does not show."""

    item: str
    kind: str
    number: str
    text: str  # empty where it stands in a restricted report and the token is not for those
    document: str
    page: int | None
    answers: tuple[SubmittedAnswer, ...]
    actions: tuple[SubmittedAction, ...]
    closed_as: str


@record("OpeningShown")
class Opening:
    """A plan, or what of it answers one review, that a body may read for a while."""

    identifier: str
    board: OrganisationNamed
    to: OrganisationNamed
    review: str | None  # none: the whole plan
    review_title: str
    read: int | None  # how often; none: that is for the board
    last_read: datetime | None
    since: datetime
    until: datetime
    is_open: bool  # now


@record("OutsideReadingShown")
class OutsideReading:
    """Somebody of an outside body read it."""

    at: datetime
    who: str  # empty: their account is gone


@record("OutsideQuestionShown")
class OutsideQuestion:
    """A question or advice to a board, and its answer."""

    identifier: str
    board: OrganisationNamed
    asker: OrganisationNamed
    item: str | None
    kind: str  # question, advice
    text: str
    asked_at: datetime
    asked_by: Actor
    answer: str
    answered_at: datetime | None  # none: not answered yet
    answered_by: Actor | None
