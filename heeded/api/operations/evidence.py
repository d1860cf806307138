"""Evidence: read, its file taken away, put down."""

from typing import BinaryIO, cast

from django.http import FileResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile

from heeded.api.door import Caller, door
from heeded.api.practising import practising
from heeded.api.sending import file_answer
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.evidence import EvidenceFiled, EvidenceSaid, EvidenceWhole, evidence_whole
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.models import Action, Evidence
from heeded.practice.queries import action_for, evidence_for, item_for
from heeded.practice.services import EvidenceGiven, Figure, note_outside_readings

router = Router(tags=["Practice"])


@router.get("/evidence/{identifier}", response=EvidenceWhole, **door(Scope.READ, anonymous=True))
def evidence(request: Caller, identifier: Identifier) -> EvidenceWhole:
    """One piece of evidence with its figures."""
    viewer = practising(request)
    held = evidence_for(viewer, identifier)
    note_outside_readings([held.item], by=viewer)
    return evidence_whole(held)


@router.get("/evidence/{identifier}/file", **door(Scope.READ, file="application/octet-stream"))
def evidence_file(request: Caller, identifier: Identifier) -> FileResponse:
    """The file of evidence: for those within as it was handed in, for everybody else a copy of what a reader sees in
    it, without names of authors, comments and hidden data."""
    viewer = practising(request)
    held = evidence_for(viewer, identifier)
    note_outside_readings([held.item], by=viewer)
    taken = services.take_evidence_file(held, by=viewer)
    return file_answer(taken.path, name=taken.name)


@router.post("/plan-items/{identifier}/evidence", response=EvidenceWhole, **door(Scope.PRACTICE))
def add_evidence(request: Caller, identifier: Identifier, said: EvidenceSaid) -> EvidenceWhole:
    """Put down evidence without a file, with figures where it is data over time. It is restricted until the board
    shows it."""
    viewer = practising(request)
    given = EvidenceGiven(
        said.kind,
        said.title,
        said.shows,
        said.dated,
        _action(viewer, said.action),
        tuple(Figure(one.on, one.value, one.out_of) for one in said.figures),
    )
    return _added(viewer, identifier, given)


@router.post("/plan-items/{identifier}/evidence/file", response=EvidenceWhole, **door(Scope.PRACTICE))
def add_evidence_file(
    request: Caller, identifier: Identifier, said: Form[EvidenceFiled], file: File[UploadedFile]
) -> EvidenceWhole:
    """Put down evidence with its file, which is kept byte for byte."""
    viewer = practising(request)
    given = EvidenceGiven(
        said.kind,
        said.title,
        said.shows,
        said.dated,
        _action(viewer, said.action),
        file=cast(BinaryIO, file.file),
        file_name=file.name or "evidence",
    )
    return _added(viewer, identifier, given)


def _added(viewer: Viewer, item: str, given: EvidenceGiven) -> EvidenceWhole:
    made = services.add_evidence(item_for(viewer, item), given, by=viewer)
    return evidence_whole(Evidence.objects.select_related("item", "action").get(pk=made.pk))


def _action(viewer: Viewer, identifier: str) -> Action | None:
    return action_for(viewer, identifier) if identifier else None
