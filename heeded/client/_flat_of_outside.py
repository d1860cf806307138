"""What boards tell outside bodies as rows of a table."""

from collections.abc import Iterable

from heeded.client._flat import cell
from heeded.client._flat_of_plans import named, plain
from heeded.client._rows import Flat
from heeded.client.shapes import Opening, OutsideQuestion, OutsideReading, Submission, SubmittedPoint

_OF_TOLD = ("identifier", "review", "review_title", "read", "last_read")
_OF_SUBMISSION = (*_OF_TOLD, "submitted_at", "points")
SUBMISSION = (*_OF_SUBMISSION, "board", "to")
_OF_OPENING = (*_OF_TOLD, "since", "until", "is_open")
OPENING = (*_OF_OPENING, "board", "to")
_OF_POINT = ("item", "kind", "number", "text", "document", "page", "closed_as")
_OF_SUBMITTED = (
    *("what", "intended_change", "owner", "role", "due", "state", "done_on"),
    *("evidence",),
)
POINT = (*_OF_POINT, *_OF_SUBMITTED, "action_closed_as")
READING = ("at", "who")
_OF_QUESTION = ("identifier", "item", "kind", "text", "asked_at", "answer", "answered_at")
QUESTION = (*_OF_QUESTION, "board", "asker")


def of_submission(row: Submission) -> Iterable[Flat]:
    return [{**plain(row, _OF_SUBMISSION), **named(board=row.board, to=row.to)}]


def of_opening(row: Opening) -> Iterable[Flat]:
    return [{**plain(row, _OF_OPENING), **named(board=row.board, to=row.to)}]


def of_point(row: SubmittedPoint) -> Iterable[Flat]:
    """One row an action; of a point without actions one that has none."""
    point = plain(row, _OF_POINT)
    none = {**dict.fromkeys(_OF_SUBMITTED), "action_closed_as": None}
    return [
        {**point, **plain(one, _OF_SUBMITTED), "action_closed_as": one.closed_as} for one in row.actions
    ] or [{**point, **none}]


def of_reading(row: OutsideReading) -> Iterable[Flat]:
    return [{name: cell(getattr(row, name)) for name in READING}]


def of_question(row: OutsideQuestion) -> Iterable[Flat]:
    return [{**plain(row, _OF_QUESTION), **named(board=row.board, asker=row.asker)}]
