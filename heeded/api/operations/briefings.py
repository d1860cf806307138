"""Briefings: reading them, and for those who may, drafting, editing, checking and issuing them."""

from typing import Literal

from django.http import HttpResponse
from django.urls import reverse
from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.opaque import name_of
from heeded.api.paging import Paging, part_of
from heeded.api.problems import NotUnderstood
from heeded.api.sending import export_answer
from heeded.api.shapes.briefings import BriefingPart, BriefingShown, briefing_of, briefing_row
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.drafts import (
    Conflict,
    Draft,
    DraftSaid,
    DraftSaved,
    Gathering,
    LineAdded,
    Moved,
    QuestionAdded,
    StateSaid,
    WhySaid,
    draft_of,
    line_edits,
    question_edits,
)
from heeded.api.shapes.text import Text
from heeded.briefing import exports, services
from heeded.briefing.models import Version
from heeded.briefing.queries import briefing_settings, lines_of, version_for, visible_versions
from heeded.briefing.rights import may_work_on
from heeded.briefing.shown import ShownBriefing, ShownLine, show
from heeded.core.errors import NotAllowed, NotFound
from heeded.engine.citation import BadAddress, as_text, from_text
from heeded.library.files import path_of
from heeded.library.queries import document_for, work_for
from heeded.library.services import note_readings
from heeded.people.permissions import Permission
from heeded.people.scopes import Scope

router = Router(tags=["Briefings"])
_FILES = {"pdf": exports.as_pdf, "docx": exports.as_docx, "pptx": exports.as_pptx}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA = (
    "application/pdf",
    f"{_OFFICE}.wordprocessingml.document",
    f"{_OFFICE}.presentationml.presentation",
    "text/plain",
)
_NUMBERS = 1 << 31  # of versions: beyond what the database counts to
_OF = "/briefings/{identifier}/versions/{number}"


class BriefingPaging(Paging):
    review: Text = Field("", max_length=40, description="Only on this review")
    state: Literal["", "draft", "checked", "issued", "replaced"] = ""


@router.get("/briefings", response=BriefingPart, **door(Scope.READ, anonymous=True))
def briefings(request: Caller, asked: Query[BriefingPaging]) -> BriefingPart:
    """Issued briefings, and for staff those under way, newest first."""
    rows = visible_versions(request.viewer)
    if asked.review:
        rows = rows.filter(briefing__work__identifier=asked.review)
    if asked.state:
        rows = rows.filter(state=asked.state)
    keys = ("made_at", "number", "briefing__identifier")
    found, total, following = part_of(request, rows, asked, keys=keys, newest_first=True)
    return BriefingPart(results=[briefing_row(one) for one in found], total=total, next=following)


@router.get("/briefings/{identifier}", response=BriefingShown, **door(Scope.READ, anonymous=True))
def briefing(request: Caller, identifier: Identifier) -> BriefingShown:
    """A briefing as it is issued, or else its newest version."""
    return _briefing(request, version_for(request.viewer, identifier), door="api-briefing")


@router.get(_OF, response=BriefingShown, **door(Scope.READ, anonymous=True))
def briefing_version(request: Caller, identifier: Identifier, number: int) -> BriefingShown:
    """One version of a briefing."""
    return _briefing(request, _version(request, identifier, number), door="api-briefing")


@router.get(_OF + "/file/{kind}", **door(Scope.READ, file=_MEDIA))
def briefing_file(
    request: Caller, identifier: Identifier, number: int, kind: Literal["pdf", "docx", "pptx", "txt"]
) -> HttpResponse:
    """A version as PDF, Word, slides or plain text."""
    shown = _shown(request, _version(request, identifier, number), door=f"api-{kind}")

    def address(line: ShownLine) -> str:
        place = as_text(line.spans)
        if not line.document or not place:
            return ""
        return request.build_absolute_uri(reverse("cite", args=[line.document, place]))

    if kind == "txt":
        return export_answer(exports.as_text(shown, address))
    return export_answer(_FILES[kind](shown, address, _look()))


@router.post("/reviews/{identifier}/briefings", response=Draft, **door(Scope.BRIEFINGS))
def draft_briefing(request: Caller, identifier: Identifier) -> Draft:
    """Let the machine draft a briefing on a review. Nobody has checked it."""
    made = services.propose_briefing(work_for(request.viewer, identifier), by=request.viewer)
    return _draft(request, _version(request, made.identifier, 1))


@router.post("/briefings", response=Draft, **door(Scope.BRIEFINGS))
def gather_briefing(request: Caller, said: Gathering) -> Draft:
    """Gather what reviews say of a question, each line cited. Nobody has checked it."""
    made = services.gather_digest(said.question, by=request.viewer)
    return _draft(request, _version(request, made.identifier, 1))


@router.post("/briefings/{identifier}/versions", response=Draft, **door(Scope.BRIEFINGS))
def next_version(request: Caller, identifier: Identifier) -> Draft:
    """Make the next version of a briefing, or give back the draft that there is."""
    newest = version_for(request.viewer, identifier)
    made = services.next_version(newest.briefing, by=request.viewer)
    return _draft(request, _version(request, identifier, made.number))


@router.get(_OF + "/draft", response=Draft, **door(Scope.BRIEFINGS))
def draft(request: Caller, identifier: Identifier, number: int) -> Draft:
    """A version as its editors see it: dropped lines too, each with its revision."""
    return _draft(request, _mine(request, identifier, number))


@router.put(_OF + "/draft", response=DraftSaved, **door(Scope.BRIEFINGS))
def save_draft(request: Caller, identifier: Identifier, number: int, said: DraftSaid) -> DraftSaved:
    """Reword, drop, keep and order lines and questions: all of it, or, where anything is wrong, nothing. Where
    somebody else reworded a line meanwhile, both wordings are kept."""
    version = _mine(request, identifier, number)
    questions = {name_of(one): one for one in version.questions.all()}
    saved = services.save_edits(
        version, line_edits(said), by=request.viewer, questions=question_edits(said, questions)
    )
    return DraftSaved(
        changed=saved.changed,
        conflicts=[Conflict(key=one.key, also=one.also) for one in saved.conflicts],
        draft=_draft(request, _version(request, identifier, number)),
    )


@router.delete(_OF, response={204: None}, **door(Scope.BRIEFINGS))
def discard_draft(request: Caller, identifier: Identifier, number: int) -> None:
    """Throw a draft away for good."""
    services.discard(_mine(request, identifier, number), by=request.viewer)


@router.post(_OF + "/lines", response=Draft, **door(Scope.BRIEFINGS))
def add_line(request: Caller, identifier: Identifier, number: int, said: LineAdded) -> Draft:
    """Add a line by hand, with the place that it rests on, or in one's own words."""
    version = _mine(request, identifier, number)
    services.add_line(
        version, role=said.role, text=said.text, by=request.viewer, citing=_citing(request, said)
    )
    return _draft(request, _version(request, identifier, number))


@router.post(_OF + "/lines/{key}/move", response=Draft, **door(Scope.BRIEFINGS))
def move_line(request: Caller, identifier: Identifier, number: int, key: Identifier, said: Moved) -> Draft:
    """Let a line change places with the one before or after it."""
    services.move_line(_mine(request, identifier, number), key, up=said.up, by=request.viewer)
    return _draft(request, _version(request, identifier, number))


@router.put(_OF + "/lines/{key}/why", response=Draft, **door(Scope.BRIEFINGS))
def decide_why(request: Caller, identifier: Identifier, number: int, key: Identifier, said: WhySaid) -> Draft:
    """Say whether a line explains or only describes."""
    version = _mine(request, identifier, number)
    services.decide_why(version, key, why=said.why, pattern=said.pattern, by=request.viewer)
    return _draft(request, _version(request, identifier, number))


@router.post(_OF + "/questions", response=Draft, **door(Scope.BRIEFINGS))
def add_question(request: Caller, identifier: Identifier, number: int, said: QuestionAdded) -> Draft:
    """Add a question to talk about."""
    version = _mine(request, identifier, number)
    services.add_question(version, text=said.text, about=said.about, by=request.viewer)
    return _draft(request, _version(request, identifier, number))


@router.put(_OF + "/state", response=BriefingShown, **door(Scope.BRIEFINGS))
def change_state(request: Caller, identifier: Identifier, number: int, said: StateSaid) -> BriefingShown:
    """Check a draft (naming the revision that was looked at), issue what is checked, or take it back to draft."""
    version = _version(request, identifier, number)
    if said.state == "checked":
        if said.revision is None:
            raise NotUnderstood("Say which revision of the draft was looked at.")
        services.check(version, by=request.viewer, revision=said.revision)
    elif said.state == "issued":
        services.issue(version, by=request.viewer)
    else:
        services.back_to_draft(version, by=request.viewer)
    return _briefing(request, _version(request, identifier, number), door="api-briefing")


def _look() -> exports.Look:
    """Colour, logo and templates that this library has chosen."""
    chosen = briefing_settings()
    hashes = {name: getattr(chosen, f"{name}_sha256") for name in ("logo", "docx", "pptx")}
    kept = {name: path_of(sha256) for name, sha256 in hashes.items() if sha256}
    return exports.Look(colour=chosen.colour or exports.Look().colour, **kept)


def _version(request: Caller, identifier: str, number: int) -> Version:
    if not 0 < number < _NUMBERS:
        raise NotFound("There is no such version.")
    return version_for(request.viewer, identifier, number)


def _mine(request: Caller, identifier: str, number: int) -> Version:
    version = _version(request, identifier, number)
    if not may_work_on(request.viewer, Permission.EDIT_BRIEFINGS, version.briefing):
        raise NotAllowed(
            "You cannot change this briefing.", advice="The staff of the board that looks after it can."
        )
    return version


def _briefing(request: Caller, version: Version, *, door: str) -> BriefingShown:
    return briefing_of(version, _shown(request, version, door=door))


def _shown(request: Caller, version: Version, *, door: str) -> ShownBriefing:
    """The version as this viewer sees it. Reading words of a restricted document leaves its trace."""
    shown = show(request.viewer, version)
    asked = {one.point.document.identifier for one in shown.recommendations}
    note_readings({one for one, _ in shown.sources} | asked, by=request.viewer, door=door)
    return shown


def _draft(request: Caller, version: Version) -> Draft:
    note_readings(version.sources, by=request.viewer, door="api-draft")
    lines = lines_of(request.viewer, version, dropped=True)
    return draft_of(version, lines, version.questions.order_by("order", "pk"))


def _citing(request: Caller, said: LineAdded) -> services.Citing | None:
    if not said.document and not said.at:
        return None
    try:
        return services.Citing(document_for(request.viewer, said.document), from_text(said.at))
    except BadAddress as error:
        raise NotUnderstood(
            "That is not a place in a document.", advice="Write it like p12.340-512."
        ) from error
