"""Draft, checked, issued. What was issued is never changed in place: a change makes the next version."""

from typing import TypeVar

from django.db import transaction

from heeded.briefing.errors import NoSuchBriefing, NotADraft
from heeded.briefing.models import Briefing, BriefingSettings, Line, Question, Version
from heeded.briefing.queries import lines_of, sees_every_line, source_changes
from heeded.briefing.services._drafts import thrown_away
from heeded.briefing.services._permission import must_work_on
from heeded.briefing.whys import keep_whys
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.library.models import Document
from heeded.library.placing import place
from heeded.people.permissions import Permission
from heeded.people.viewer import OPERATOR, Viewer

_Row = TypeVar("_Row", Line, Question)


@transaction.atomic
def check(version: Version, *, by: Viewer, revision: int) -> Version:
    """Say that every line of a draft has been looked at beside its page. `revision` is the one looked at.

    Raises:
        NotAllowed: they may not check briefings, or not of this review.
        NotADraft: it has been checked already, or thrown away.
        NoSuchBriefing: somebody threw all of it away.
        Refused: somebody changed it meanwhile, nothing is kept, the board wants another person than the last
            editor, or there is a line that they may not see or whose words are not in the report any more.
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
    _must_stand(held, by=by)
    keep_whys(held, by=by)
    held.state, held.checked_at, held.checked_by = "checked", now(), by.audit_name
    held.save(update_fields=["state", "checked_at", "checked_by"])
    _record("briefing.check", held, by=by)
    return held


@transaction.atomic
def back_to_draft(version: Version, *, by: Viewer) -> Version:
    """Take a checked version back to the editors.

    Raises:
        NotAllowed: they may not check briefings, or not of this review.
        NotADraft: it is not checked, or issued already, or thrown away.
        NoSuchBriefing: somebody threw all of it away.
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
        NotADraft: it is not checked, or issued already, or thrown away.
        NoSuchBriefing: somebody threw all of it away.
        Refused: a newer version is issued; or a report changed since this one was checked, or they may not see all
            that it cites.
    """
    must_work_on(by, Permission.ISSUE_BRIEFINGS, version.briefing, otherwise="You cannot issue briefings.")
    held = _held(version, "checked")
    if held.briefing.versions.filter(state="issued", number__gt=held.number).exists():
        raise Refused("A newer version of this briefing is issued.", advice="Make a new version of it.")
    if source_changes(OPERATOR, [held]):
        raise Refused(
            "A report that this briefing rests on changed after the briefing was checked.",
            advice="Take it back to draft, look at its pages again, and check it again.",
        )
    _must_stand(held, by=by)
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
        NoSuchBriefing: somebody threw it away.
    """
    must_work_on(by, Permission.EDIT_BRIEFINGS, briefing, otherwise="You cannot change briefings.")
    _lock(briefing)
    newest = briefing.versions.order_by("-number").first()
    if newest is None:
        raise Refused("This briefing has no version.")
    if newest.state == "draft":
        return newest
    copy = _copied(newest, by=by)
    _record("briefing.next-version", copy, by=by)
    return copy


@transaction.atomic
def discard(version: Version, *, by: Viewer) -> None:
    """Throw a draft away for good, and its briefing where that has nothing else. What was checked or issued stays.

    Raises:
        NotAllowed: they may not work on briefings, or not of this review.
        NotADraft: somebody has checked, issued or discarded it.
        NoSuchBriefing: somebody discarded all of it.
    """
    must_work_on(by, Permission.EDIT_BRIEFINGS, version.briefing, otherwise="You cannot change briefings.")
    held = _held(version, "draft")
    briefing = held.briefing
    _record("briefing.discard", held, by=by)
    held.delete()
    if not briefing.versions.exists():
        briefing.delete()


def _must_stand(version: Version, *, by: Viewer) -> None:
    """Whoever answers for a version sees every line of it, each on the page that it cites.

    Raises:
        Refused: nothing is kept, a line is kept from them, or its words are not in the report any more.
    """
    if not sees_every_line(by, version):
        raise Refused(
            "It cites a report that you may not read.", advice="Ask somebody who may read all that it cites."
        )
    lines = lines_of(by, version)
    if not lines:
        raise Refused("There is no line left in it.", advice="Keep at least one line.")
    astray = [line.text[:60] for line in lines if not line.stands_as_quoted]
    if astray:
        raise Refused(
            f"The report was read anew, and what this line quotes is not in it any more: “{astray[0]} …”",
            advice="Drop such lines, or add them again from the page as it is now.",
        )


def _lock(briefing: Briefing) -> None:
    """Nobody else makes or issues a version of it until this transaction ends. (The newest version alone would not
    do: whoever waits for it does not see the one after it.)

    Raises:
        NoSuchBriefing: somebody threw it away meanwhile.
    """
    if Briefing.objects.select_for_update().filter(pk=briefing.pk).first() is None:
        raise NoSuchBriefing("This briefing is not there any more.")


def _copied(version: Version, *, by: Viewer) -> Version:
    lines = list(version.lines.order_by("pk"))
    place(lines)
    copy = Version.objects.create(
        briefing=version.briefing,
        number=version.number + 1,
        by_machine=version.by_machine,
        note=version.note,
        parts=version.parts,
        sources=_held_still(version),
        content_notes=version.content_notes,
        made_at=now(),
        made_by=by.audit_name,
    )
    Line.objects.bulk_create([_of(copy, line) for line in lines])
    Question.objects.bulk_create([_of(copy, question) for question in version.questions.order_by("pk")])
    return copy


def _held_still(version: Version) -> list[str]:
    """Its sources without those that were erased."""
    return sorted(
        Document.objects.filter(identifier__in=version.sources).values_list("identifier", flat=True)
    )


def _of(version: Version, row: _Row) -> _Row:
    row.pk, row.version = None, version
    row._state.adding = True
    return row


def _held(version: Version, state: str) -> Version:
    _lock(version.briefing)
    held = Version.objects.select_for_update().filter(pk=version.pk).first()
    if held is None:
        raise thrown_away()
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
