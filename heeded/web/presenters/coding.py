"""Codings in words: the theme, of what, what is said, by whom, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from heeded.engine.citation import as_text
from heeded.engine.frameworks import CodeValue
from heeded.learning.models import AdultRole, Coding, CodingPlace, ThemeVersion
from heeded.learning.queries import Coded, are_protected, wordings_now
from heeded.library.layout import spans_from_row
from heeded.library.models import Document
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer
from heeded.web.presenters.addresses import page_address, page_words
from heeded.web.presenters.who import Who


@dataclass(frozen=True, slots=True)
class CodingShown:
    """A coding as a reader sees it. `number` counts on its page; `state` is blank where it simply stands."""

    coding: Coding
    number: int
    theme: str
    framework: str
    definition: str
    of: str  # of whom, or "" where it is of the words
    value: str  # blank where the theme is simply there
    certainty: str
    who: str
    at: datetime
    state: str
    quote: str
    before: str
    after: str
    note: str
    reason: str
    where: str  # "p. 12"
    address: str
    words_at: str  # the address of its words in the document
    page: int
    is_lost: bool

    @property
    def is_proposal(self) -> bool:
        """Whether nobody has decided on it."""
        return self.coding.state == "proposed"


def codings_shown(viewer: Viewer, rows: Sequence[Coded]) -> list[CodingShown]:
    """These codings in words, numbered from 1. Two queries, whatever their number, where documents are at hand."""
    themes = wordings_now(row.coding.theme_id for row in rows)
    who = Who(viewer, [row.coding.made_by for row in rows])
    found = [_shown(number, row, themes, who) for number, row in enumerate(rows, start=1)]
    # What coders write is for those who code, by every door.
    return [replace(one, note="") if are_protected(viewer) else one for one in found]


def _shown(number: int, row: Coded, themes: Mapping[int, ThemeVersion], who: Who) -> CodingShown:
    coding, held, theme = row.coding, row.place, themes[row.coding.theme_id]
    document = held.document
    return CodingShown(
        coding=coding,
        number=number,
        theme=theme.name,
        framework=theme.theme.framework.name,
        definition=theme.definition,
        of=whose(coding),
        value="" if coding.value == CodeValue.PRESENT else CodeValue(coding.value).label,
        certainty=coding.get_certainty_display() if coding.certainty else "",
        who=who.words(coding.made_by) if coding.made_by else _("proposed by machine"),
        at=coding.made_at,
        state=state_words(coding),
        quote=held.quote,
        before=held.before,
        after=held.after,
        note=held.note,
        reason=held.reason,
        where=page_words(held.page, "", paged=document.paged) if document and held.page else "",
        address=_address(held, document),
        words_at=as_text(spans_from_row(held.spans)),
        page=held.page or 1,
        is_lost=held.is_lost,
    )


def _address(held: CodingPlace, document: Document | None) -> str:
    if document is None:
        return ""
    return page_address(document.identifier, held.page or 1, spans=spans_from_row(held.spans))


def state_words(coding: Coding) -> str:
    """What came of a coding, where it does not simply stand."""
    return {
        "proposed": _("Proposed by machine"),
        "dropped": _("No longer proposed"),
        "in-round": _("In a round of coding"),
        "rejected": _("Rejected"),
        "changed": _("Changed into another"),
    }.get(coding.state, "")


def whose(coding: Coding) -> str:
    """Of whom something is said; nothing where it is said of words."""
    if coding.target == "review":
        return _("The review as a whole")
    if coding.target == "subject" and coding.subject is not None:
        return subject_words(coding.subject.number)
    if coding.target == "adult" and coding.adult is not None:
        return adult_words(coding.adult.role, coding.adult.number)
    return ""


def subject_words(number: int) -> str:
    """One of those whom a review is about."""
    return _("Child or adult reviewed %d") % number


def adult_words(role: str, number: int) -> str:
    """Another adult in a review: "Mother", or "Foster carer 2"."""
    words = str(AdultRole(role).label)
    return words if number == 1 else f"{words} {number}"


def may_code(viewer: Viewer) -> bool:
    """Whether this viewer codes."""
    return may(viewer, Permission.CODE)
