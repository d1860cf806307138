"""What was public and is not any more. The terms of every token bind its holder to let go of it."""

from datetime import UTC, datetime, timedelta

from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import CURSOR_LENGTH, read_cursor, write_cursor
from heeded.api.shape import Shape
from heeded.library.gone import Gone, gone_documents
from heeded.people.scopes import Scope

router = Router(tags=["Withdrawals"])
_LATE = timedelta(minutes=2)  # what somebody else was still writing down when this was asked last
_LARGEST = 1_000


class Since(Shape):
    cursor: str = Field("", max_length=CURSOR_LENGTH, description="“next” of the part before; empty for all")
    since: datetime | None = Field(None, description="Only what went at or after this instant")
    limit: int = Field(500, ge=1, le=_LARGEST)


class Withdrawal(Shape):
    """One document that everybody could read and now cannot: let go of every copy of it."""

    document: str
    at: datetime
    how: str = Field(description="withdrawn, restricted, replaced or erased")
    reason: str = Field(description="Of an erasure, its kind of reason")
    replaced_by: str | None = Field(description="Identifier of the newer version")


class WithdrawalPart(Shape):
    """Oldest first. Ask again with `next`, at least once a day."""

    results: list[Withdrawal]
    next: str = Field(
        description="Where to go on, also at the end: what went in the last minutes is told again"
    )
    more: bool = Field(description="Whether there is more to be had at once")


@router.get("/withdrawals", response=WithdrawalPart, **door(Scope.READ))
def withdrawals(request: Caller, asked: Query[Since]) -> WithdrawalPart:
    """Documents that were public and are not any more: identifiers, dates and kinds of reason, never words.

    A document that was published again since is not in the list.
    """
    place = _place(asked.cursor)
    since = _utc(asked.since)
    found = [gone for gone in gone_documents() if (gone.at, gone.document) > place and gone.at >= since]
    shown = found[: asked.limit]
    more = len(found) > len(shown)
    at, document = (shown[-1].at, shown[-1].document) if shown else place
    if not more:
        at, document = max(place, (at - _LATE, "")) if shown else place
    return WithdrawalPart(
        results=[_withdrawal(gone) for gone in shown], next=write_cursor([at, document]), more=more
    )


def _place(cursor: str) -> tuple[datetime, str]:
    if not cursor:
        return datetime.min.replace(tzinfo=UTC), ""
    at, document = read_cursor(cursor, [datetime, str])
    return at, document


def _utc(since: datetime | None) -> datetime:
    if since is None:
        return datetime.min.replace(tzinfo=UTC)
    return since if since.tzinfo else since.replace(tzinfo=UTC)


def _withdrawal(gone: Gone) -> Withdrawal:
    return Withdrawal(
        document=gone.document,
        at=gone.at,
        how=gone.how,
        reason=gone.reason,
        replaced_by=gone.replaced_by or None,
    )
