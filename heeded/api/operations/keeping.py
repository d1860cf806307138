"""What staff do with a document: its record, steps run again, publishing, withdrawing, erasing, readers."""

from django.db.models import QuerySet
from ninja import Router

from heeded.api.actors import Actors
from heeded.api.door import Caller, door
from heeded.api.opaque import name_of, row_named
from heeded.api.problems import NotUnderstood
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.happenings import details_of
from heeded.api.shapes.keeping import (
    Erased,
    ErasureSaid,
    Happening,
    HiddenText,
    PublicationSaid,
    ReaderSaid,
    ReaderShown,
    RecordShown,
    StepAsked,
    StepShown,
    WithdrawalSaid,
)
from heeded.api.shapes.reviews import document_of
from heeded.core.errors import NotAllowed, NotFound
from heeded.core.queries import history_of
from heeded.intake.queries import steps_of_document
from heeded.intake.services import run_again
from heeded.intake.steps import STEP_NAMES
from heeded.library import services
from heeded.library.keeping import may_keep, may_name_readers
from heeded.library.models import Document
from heeded.library.queries import document_for, work_for
from heeded.library.services import Publication, note_reading
from heeded.library.withdrawn import withdrawn_for
from heeded.people.models import Account, Grant, Organisation, Team
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES
from heeded.people.scopes import Scope
from heeded.people.services import Named

router = Router(tags=["Looking after documents"])


@router.get("/documents/{identifier}/record", response=RecordShown, **door(Scope.DECIDE))
def document_record(request: Caller, identifier: Identifier) -> RecordShown:
    """The record of a document: its steps, where text is hidden in it, what was done to it."""
    return _record(request, _kept(request, identifier))


@router.post("/documents/{identifier}/steps/{step}", response=RecordShown, **door(Scope.DECIDE))
def run_step_again(request: Caller, identifier: Identifier, step: str, said: StepAsked) -> RecordShown:
    """Run a step of reading again, alone or with those that follow."""
    document = _kept(request, identifier)
    if step not in STEP_NAMES:
        raise NotFound(f"There is no such step. There are: {', '.join(STEP_NAMES)}.")
    run_again(document, step, alone=said.alone, by=request.viewer)
    return _record(request, document)


@router.post("/documents/{identifier}/publish", response=RecordShown, **door(Scope.PUBLISH))
def publish(request: Caller, identifier: Identifier, said: PublicationSaid) -> RecordShown:
    """Publish a document, now or from a time on. A restricted one needs a token that reads restricted documents."""
    if said.visible_from is not None and said.visible_from.tzinfo is None:
        raise NotUnderstood("visible_from has no time zone.", advice="Write it like 2026-12-01T09:00:00Z.")
    publication = Publication(**said.model_dump())
    return _record(request, services.publish(_held(request, identifier), publication, by=request.viewer))


@router.post("/documents/{identifier}/withdraw", response=RecordShown, **door(Scope.PUBLISH))
def withdraw(request: Caller, identifier: Identifier, said: WithdrawalSaid) -> RecordShown:
    """Hide a document at once, everywhere."""
    document = _held(request, identifier)
    return _record(request, services.withdraw(document, reason=said.reason, by=request.viewer))


@router.post("/documents/{identifier}/restrict", response=RecordShown, **door(Scope.PUBLISH))
def restrict(request: Caller, identifier: Identifier) -> RecordShown:
    """Make a published or withdrawn document restricted again: those named can read it, nobody else."""
    return _record(request, services.hold_back(_held(request, identifier), by=request.viewer))


@router.post("/documents/{identifier}/erase", response=Erased, **door(Scope.ERASE))
def erase_document(request: Caller, identifier: Identifier, said: ErasureSaid) -> Erased:
    """Erase a document for good, everywhere. Nothing brings it back."""
    document = _held(request, identifier)
    if not may_keep(request.viewer, Permission.ERASE, document.work):
        raise NotAllowed("You cannot erase this document.")
    services.erase(document, reason=said.reason, by=request.viewer)
    return Erased(erased=[identifier])


@router.post("/reviews/{identifier}/erase", response=Erased, **door(Scope.ERASE))
def erase_review(request: Caller, identifier: Identifier, said: ErasureSaid) -> Erased:
    """Erase every document of a review for good, those withdrawn and replaced with them."""
    work = work_for(request.viewer, identifier)
    gone = services.erase_review(work, reason=said.reason, by=request.viewer)
    return Erased(erased=[one.identifier for one in gone])


@router.get("/documents/{identifier}/readers", response=list[ReaderShown], **door(Scope.READERS))
def readers(request: Caller, identifier: Identifier) -> list[ReaderShown]:
    """Who is or was named to read a document that is not public."""
    document = _nameable(request, identifier)
    note_reading(document, by=request.viewer, door="api-readers")
    return [_reader(grant) for grant in _grants(document)]


@router.post("/documents/{identifier}/readers", response=ReaderShown, **door(Scope.READERS))
def name_reader(request: Caller, identifier: Identifier, said: ReaderSaid) -> ReaderShown:
    """Name a person, a team, an organisation, or a role in one."""
    document = _nameable(request, identifier)
    grant = services.name_reader(document, _named(said), by=request.viewer)
    return _reader(_grants(document).get(pk=grant.pk))


@router.delete("/documents/{identifier}/readers/{reader}", response=ReaderShown, **door(Scope.READERS))
def take_back_reading(request: Caller, identifier: Identifier, reader: Identifier) -> ReaderShown:
    """Take back what somebody was named for, from now on."""
    document = _nameable(request, identifier)
    grant = row_named(reader, _grants(document))
    if grant is None:
        raise NotFound("There is no such reader.")
    services.take_back_reading(document, grant.pk, by=request.viewer)
    return _reader(_grants(document).get(pk=grant.pk))


def _held(request: Caller, identifier: str) -> Document:
    """What is withdrawn is found by those who may bring it back; everybody else finds nothing."""
    return withdrawn_for(request.viewer, identifier) or document_for(request.viewer, identifier)


def _kept(request: Caller, identifier: str) -> Document:
    document = _held(request, identifier)
    if not may_keep(request.viewer, Permission.CONFIRM, document.work):
        raise NotAllowed("Only those who look after this review see its record.")
    return document


def _nameable(request: Caller, identifier: str) -> Document:
    document = _held(request, identifier)
    if not may_name_readers(request.viewer, document):
        raise NotAllowed(
            "You cannot say who reads this document.",
            advice="Whoever added it and the staff of its board can, with a token that reads restricted documents.",
        )
    return document


def _record(request: Caller, document: Document) -> RecordShown:
    note_reading(document, by=request.viewer, door="api-record")
    history = list(history_of("document", document.identifier))
    actors = Actors(request.viewer, [row.actor for row in history])
    replaces = document.replaces.identifier if document.replaces else None
    return RecordShown(
        document=document_of(document, work=document.work, replaced=False, replaces=replaces),
        steps=[StepShown.model_validate(run, from_attributes=True) for run in steps_of_document(document)],
        hidden=[HiddenText(**found) for found in document.hidden],
        unsettled_changes=document.unsettled_changes,
        notes=[str(note) for note in document.notes],
        restrictions_checked=document.restrictions_checked,
        withdrawn_at=document.withdrawn_at,
        withdrawn_reason=document.withdrawn_reason,
        history=[
            Happening(at=row.at, by=actors.of(row.actor), action=row.action, details=details_of(row))
            for row in history
        ],
    )


def _grants(document: Document) -> QuerySet[Grant]:
    rows = Grant.objects.filter(
        thing_kind="document", thing=document.pk, permission=Permission.READ_RESTRICTED
    )
    return rows.select_related("account", "team__organisation", "organisation").order_by("since", "pk")


def _reader(grant: Grant) -> ReaderShown:
    who = grant.account or grant.team or grant.organisation
    return ReaderShown(
        identifier=name_of(grant),
        who=str(who),
        role=ROLES[grant.role].value if grant.role else "",
        since=grant.since,
        until=grant.until,
    )


def _named(said: ReaderSaid) -> Named:
    """Whom the caller names: one of the three."""
    if sum(map(bool, (said.email, said.team, said.organisation))) != 1:
        raise NotUnderstood("Name a person, a team or an organisation: one of the three.")
    if said.role and (said.role not in ROLES or not said.organisation):
        raise NotUnderstood("A role is one of this library’s, and held in an organisation.")
    for instant in (said.since, said.until):
        if instant is not None and instant.tzinfo is None:
            raise NotUnderstood("A time has no time zone.", advice="Write it like 2026-12-01T09:00:00Z.")
    account = Account.objects.filter(email=said.email.strip().lower(), is_active=True).first()
    team = Team.objects.filter(identifier=said.team).first()
    organisation = Organisation.objects.filter(identifier=said.organisation).first()
    found = account if said.email else team if said.team else organisation
    if found is None:
        raise NotFound("There is nobody of that name here.")
    return Named(
        account=account.pk if said.email and account else None,
        team=team.pk if said.team and team else None,
        organisation=organisation.pk if said.organisation and organisation else None,
        role=said.role,
        since=said.since,
        until=said.until,
    )
