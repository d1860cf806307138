"""What every change of a draft begins and ends with, and what a line must be."""

import re

from heeded.briefing.errors import NotADraft
from heeded.briefing.models import Line, Version
from heeded.briefing.services._permission import must_work_on
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.engine.records import Span
from heeded.library.layout import spans_from_row
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LONGEST = 1_200  # characters of a line or a note
LONGEST_QUESTION = 400
MOST_LINES = 150  # of one version, dropped ones counted: a form of more would not come through


def draft_for_update(version: Version, *, by: Viewer) -> Version:
    """The version as it stands now, locked until the transaction ends.

    Raises:
        NotAllowed: they may not work on briefings, or not of this review.
        NotADraft: it is no draft any more, or somebody threw it away.
    """
    must_work_on(by, Permission.EDIT_BRIEFINGS, version.briefing, otherwise="You cannot change briefings.")
    rows = Version.objects.select_for_update(of=("self",)).select_related("briefing")
    held = rows.filter(pk=version.pk).first()
    if held is None:
        raise thrown_away()
    if held.state != "draft":
        raise NotADraft("This version has been checked or issued.", advice="Make a new version to change it.")
    return held


def thrown_away() -> NotADraft:
    """What whoever works on a draft is told when somebody else has discarded it."""
    return NotADraft("Somebody threw this draft away.", advice="Open the briefing again.")


def touched(version: Version, *, by: Viewer) -> None:
    """Somebody changed the version: it is no longer the machine's alone."""
    version.by_machine, version.revision = False, version.revision + 1
    version.edited_at, version.edited_by = now(), by.audit_name
    version.save(
        update_fields=[
            *("by_machine", "revision", "edited_at", "edited_by"),
            *("sources", "parts", "note", "content_notes"),
        ]
    )


def spans_of_line(line: Line) -> tuple[Span, ...]:
    """Where the words stand that a line rests on; none for the editor's own."""
    return spans_from_row(line.spans)


def one_line(text: str) -> str:
    """Words with single blanks between them, without signs that no page, file or database can hold."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def checked_text(text: str, *, longest: int = LONGEST) -> str:
    """The words of a line or a question.

    Raises:
        Refused: there are none, or too many.
    """
    words = one_line(text)
    if not words:
        raise Refused("A line needs words.", advice="To leave it out, drop the line instead.")
    if len(words) > longest:
        raise Refused(
            f"This has {len(words):,} characters; at most {longest:,} fit.", advice="Make two of it."
        )
    return words


def checked_role(role: str, version: Version) -> str:
    """A part that this version has.

    Raises:
        Refused: it has no such part.
    """
    if role not in {part["role"] for part in version.parts}:
        raise Refused("There is no such part.")
    return role


def last_place(version: Version, role: str) -> int:
    """The place after the last line of a part, dropped ones counted."""
    orders = version.lines.filter(role=role).values_list("order", flat=True)
    return max(orders, default=-1) + 1
