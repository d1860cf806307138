"""Draft, checked, issued. What was issued is never changed in place: a change makes the next version."""

from typing import TypeVar

from django.db import transaction

from heeded.briefing.errors import NotADraft
from heeded.briefing.models import Briefing, BriefingSettings, Line, Question, Version
from heeded.briefing.services._permission import must_work_on
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_Row = TypeVar("_Row", Line, Question)


@transaction.atomic
def check(version: Version, *, by: Viewer, revision: int) -> Version:
    """Say that every line of a draft has been looked at beside its page. `revision` is the one looked at.

    Raises:
        NotAllowed: they may not check briefings, or not of this review.
        NotADraft: it has been checked already.
        Refused: somebody changed it meanwhile, nothing is kept, or the board wants another person than the last
            editor.
    """
    must_work_on(by, Permission.CHECK_BRIEFINGS, version.briefing, otherwise="You cannot check briefings.")
    held = _held(version, "draft")
    if held.revision != revision:
        raise Refused("Somebody changed this draft while you were reading it.", advice="Look at it again.")
    if _checker_differs() and held.edited_by == by.audit_name:
        raise Refused(
            "You edited this draft last, and this board wants another person to check it.",
            advice="Ask a colleague who may check briefings.",
        )
    if not held.lines.filter(kept=True).exists():
        raise Refused("There is no line left in it.", advice="Keep at least one line.")
    held.state, held.checked_at, held.checked_by = "checked", now(), by.audit_name
    held.save(update_fields=["state", "checked_at", "checked_by"])
    _record("briefing.check", held, by=by)
    return held


@transaction.atomic
def back_to_draft(version: Version, *, by: Viewer) -> Version:
    """Take a checked version back to the editors.

    Raises:
        NotAllowed: they may not check briefings, or not of this review.
        NotADraft: it is not checked, or issued already.
    """
    must_work_on(by, Permission.CHECK_BRIEFINGS, version.briefing, otherwise="You cannot check briefings.")
    held = _held(version, "checked")
    held.state, held.checked_at, held.checked_by = "draft", None, ""
    held.save(update_fields=["state", "checked_at", "checked_by"])
    _record("briefing.back-to-draft", held, by=by)
    return held


@transaction.atomic
def issue(version: Version, *, by: Viewer) -> Version:
    """Issue a checked version. It takes the place of the one issued before.

    Raises:
        NotAllowed: they may not issue briefings, or not of this review.
        NotADraft: it is not checked, or issued already.
    """
    must_work_on(by, Permission.ISSUE_BRIEFINGS, version.briefing, otherwise="You cannot issue briefings.")
    held = _held(version, "checked")
    held.briefing.versions.filter(state="issued").update(state="replaced")
    held.state, held.issued_at, held.issued_by = "issued", now(), by.audit_name
    held.save(update_fields=["state", "issued_at", "issued_by"])
    _record("briefing.issue", held, by=by)
    return held


@transaction.atomic
def next_version(briefing: Briefing, *, by: Viewer) -> Version:
    """A new draft with the words of the newest version. Where there is a draft, that one.

    Raises:
        NotAllowed: they may not work on briefings, or not of this review.
    """
    must_work_on(by, Permission.EDIT_BRIEFINGS, briefing, otherwise="You cannot change briefings.")
    newest = briefing.versions.select_for_update().order_by("-number").first()
    if newest is None:
        raise Refused("This briefing has no version.")
    if newest.state == "draft":
        return newest
    copy = _copied(newest, by=by)
    _record("briefing.next-version", copy, by=by)
    return copy


def _copied(version: Version, *, by: Viewer) -> Version:
    copy = Version.objects.create(
        briefing=version.briefing,
        number=version.number + 1,
        by_machine=version.by_machine,
        note=version.note,
        parts=version.parts,
        sources=version.sources,
        content_notes=version.content_notes,
        made_at=now(),
        made_by=by.audit_name,
    )
    Line.objects.bulk_create([_of(copy, line) for line in version.lines.order_by("pk")])
    Question.objects.bulk_create([_of(copy, question) for question in version.questions.order_by("pk")])
    return copy


def _of(version: Version, row: _Row) -> _Row:
    row.pk, row.version = None, version
    row._state.adding = True
    return row


def _held(version: Version, state: str) -> Version:
    held = Version.objects.select_for_update().select_related("briefing").get(pk=version.pk)
    if held.state != state:
        words = {"draft": "This version is no draft any more.", "checked": "This version is not checked."}
        raise NotADraft(words[state], advice="Open the briefing again.")
    return held


def _checker_differs() -> bool:
    settings = BriefingSettings.objects.first()
    return settings is not None and settings.checker_differs


def _record(action: str, version: Version, *, by: Viewer) -> None:
    identifier = version.briefing.identifier
    record(action, by=by, thing_kind="briefing", thing=identifier, version=version.number)
