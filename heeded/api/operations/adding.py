"""Adding files, and how far they have come."""

from collections.abc import Iterator
from typing import BinaryIO, cast

from ninja import Field, File, Form, Query, Router
from ninja.files import UploadedFile

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, part_of
from heeded.api.shape import Shape
from heeded.api.shapes.adding import DeliveryPart, DeliveryShown
from heeded.api.shapes.text import Text
from heeded.core.errors import NotAllowed, NotFound
from heeded.intake.models import Delivery
from heeded.intake.queries import deliveries_for
from heeded.intake.services import Handed, Intention, take
from heeded.library.keeping import may_keep
from heeded.library.models import Work
from heeded.library.queries import work_for
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.scopes import Scope

router = Router(tags=["Adding"])


class AddingSaid(Shape):
    review: Text = Field("", max_length=40, description="Identifier of the review that the files belong to")
    organisation: Text = Field(
        "", max_length=40, description="Identifier of the board, one of yours, whose staff may also see them"
    )


class DeliveryPaging(Paging):
    batch: Text = Field("", max_length=20, description="Only what was handed in together with this")


@router.post("/deliveries", response=list[DeliveryShown], **door(Scope.ADD))
def add_files(
    request: Caller, said: Form[AddingSaid], files: File[list[UploadedFile]]
) -> list[DeliveryShown]:
    """Hand files in: PDF, Word, web pages, plain text, or a zip of these. They are read in the background and nobody
    but those named can see them until somebody publishes them. Ask for `/deliveries?batch=…` how far they are."""
    if not may(request.viewer, Permission.ADD_REPORTS):
        raise NotAllowed("You cannot add reports to this library.")
    intention = Intention(work=_work(request, said.review), organisation=_board(request, said.organisation))
    return [_shown(one) for one in take(_handed(files), by=request.viewer, intention=intention)]


@router.get("/deliveries", response=DeliveryPart, **door(Scope.ADD))
def deliveries(request: Caller, asked: Query[DeliveryPaging]) -> DeliveryPart:
    """What was handed in and how far it has come, newest first."""
    rows = deliveries_for(request.viewer)
    if asked.batch:
        rows = rows.filter(batch=asked.batch)
    found, total, following = part_of(request, rows, asked, keys=("at", "batch", "name"), newest_first=True)
    return DeliveryPart(results=[_shown(one) for one in found], total=total, next=following)


def _work(request: Caller, identifier: str) -> Work | None:
    if not identifier:
        return None
    work = work_for(request.viewer, identifier)
    if not may_keep(request.viewer, Permission.ADD_REPORTS, work):
        raise NotAllowed(
            "You cannot add to this review.", advice="The staff of the board that looks after it can."
        )
    return work


def _board(request: Caller, identifier: str) -> int | None:
    if not identifier:
        return None
    board = Organisation.objects.filter(pk__in=request.viewer.organisations, identifier=identifier).first()
    if board is None:
        raise NotFound("You belong to no such board.")
    return board.pk


def _handed(uploads: list[UploadedFile]) -> Iterator[Handed]:
    for upload in uploads:
        yield Handed(upload.name or "unnamed", upload.size or 0, cast(BinaryIO, upload.file))


def _shown(delivery: Delivery) -> DeliveryShown:
    document = delivery.document
    state = delivery.state if delivery.state != "accepted" or document is None else document.read_state
    return DeliveryShown(
        batch=delivery.batch,
        file=delivery.name,
        at=delivery.at,
        state=state,
        done=state != "waiting",
        error=delivery.error or (document.read_error if document else ""),
        advice=delivery.advice or (document.read_advice if document else ""),
        document=document.identifier if document else None,
        review=document.work.identifier if document else None,
    )
