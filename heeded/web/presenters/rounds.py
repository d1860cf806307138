"""Rounds of blind coding as rows and words: who codes, how far they are, what is to be done next."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from heeded.learning.models import CodingRound, RoundCoder, ThemeVersion
from heeded.learning.queries import (
    DocumentCoded,
    coded_by_oneself,
    coder_for,
    differences,
    documents_of_round,
    themes_of,
)
from heeded.library.models import Document
from heeded.library.naming import document_title
from heeded.library.queries import visible_documents
from heeded.people.viewer import Viewer
from heeded.web.presenters.code_page import coding_address
from heeded.web.presenters.who import Who

OFFERED = 40  # documents to choose from at once
_STATE_COLOURS = {"open": "running", "settling": "needs-ocr", "closed": "done", "given-up": "skipped"}


class Coders:
    """The names of those who code in rounds. They know each other, and whoever began a round knows both; others who
    may see it read roles."""

    def __init__(self, viewer: Viewer, rounds: Iterable[CodingRound]) -> None:
        self._viewer = viewer
        self._of = {one.pk: sorted(one.coders.all(), key=lambda coder: coder.place) for one in rounds}
        held = [coder for coders in self._of.values() for coder in coders]
        self._roles = Who(viewer, [_actor(coder) for coder in held])

    def words(self, held: CodingRound, coder: RoundCoder, *, begins: bool = True) -> str:
        """One coder: "you", a name, or a role."""
        if coder.account_id == self._viewer.account:
            return _("You") if begins else _("you")
        mine = any(one.account_id == self._viewer.account for one in self._of[held.pk])
        if mine or held.made_by == self._viewer.audit_name:
            return coder.account.name
        role = self._roles.words(_actor(coder))
        return role[:1].upper() + role[1:] if begins else role

    def both(self, held: CodingRound) -> str:
        """The two in words."""
        first, second = self._of[held.pk]
        words = {
            "first": self.words(held, first),
            "second": self.words(held, second, begins=False),
        }
        return _("%(first)s and %(second)s") % words

    def of(self, held: CodingRound) -> Sequence[RoundCoder]:
        """The two, in their places."""
        return self._of[held.pk]


def round_rows(viewer: Viewer, rounds: Sequence[CodingRound]) -> list[dict[str, Any]]:
    """Rounds of a list, each with what this viewer can do next."""
    coders = Coders(viewer, rounds)
    return [
        {
            "round": one,
            "coders": coders.both(one),
            "documents": len(one.documents.all()),
            "next": _next(viewer, one, coders.of(one)),
            "colour": _STATE_COLOURS[one.state],
        }
        for one in rounds
    ]


def _next(viewer: Viewer, held: CodingRound, coders: Sequence[RoundCoder]) -> str:
    mine = next((one for one in coders if one.account_id == viewer.account), None)
    if held.state == "settling":
        return _("Settle the differences") if _may_settle(viewer, held, mine) else ""
    if held.state != "open" or mine is None:
        return ""
    return _("You are done; the other is not yet") if mine.done_at else _("You have still to code")


def _may_settle(viewer: Viewer, held: CodingRound, mine: RoundCoder | None) -> bool:
    return mine is not None or held.made_by == viewer.audit_name or viewer.is_operator


def may_settle(viewer: Viewer, held: CodingRound) -> bool:
    """Whether this viewer settles a round: the two who code, and whoever began it."""
    return _may_settle(viewer, held, coder_for(viewer, held))


def round_page(viewer: Viewer, held: CodingRound) -> dict[str, Any]:
    """One round as this viewer may know it."""
    coders = Coders(viewer, [held])
    mine = next((one for one in coders.of(held) if one.account_id == viewer.account), None)
    people = [
        {"words": coders.words(held, one), "is_you": one is mine, "done_at": one.done_at}
        for one in coders.of(held)
    ]
    left = differences(viewer, held).filter(settled="").count() if held.state == "settling" else 0
    return {
        "round": held,
        "colour": _STATE_COLOURS[held.state],
        "people": people,
        "mine": mine,
        "both": coders.both(held),
        "documents": _document_rows(viewer, held, mine),
        "themes": themes_asked(held),
        "may_settle": _may_settle(viewer, held, mine),
        "differences": differences(viewer, held).count(),
        "left": left,
    }


def themes_asked(held: CodingRound) -> list[ThemeVersion]:
    """The themes to code with, as they are worded now."""
    chosen = set(held.themes.values_list("pk", flat=True))
    rows = [row for row in themes_of(held.framework) if not row.heading]
    return [row for row in rows if row.theme_id in chosen] if chosen else rows


def _document_rows(viewer: Viewer, held: CodingRound, mine: RoundCoder | None) -> list[dict[str, Any]]:
    coded = coded_by_oneself(viewer, held) if mine is not None and held.state == "open" else {}
    return [
        {
            "document": row.document,
            "title": row.document.work.title,
            "name": document_title(row.document),
            "address": coding_address(row.document, 1, framework=held.framework.identifier),
            "coded": coded.get(row.document_id, DocumentCoded()),
        }
        for row in documents_of_round(viewer, held)
    ]


def offered_documents(
    viewer: Viewer, words: str, chosen: Iterable[str]
) -> tuple[list[tuple[Document, str]], int]:
    """The documents to choose from, those chosen before first, then those whose review or file is called so; and how
    many there are in all."""
    readable = visible_documents(viewer).filter(read_state="read").select_related("work")
    ticked = list(readable.filter(identifier__in=set(chosen)).order_by("work__title", "pk"))
    found = _called(readable.exclude(replaced_by__in=readable.values("pk")), words)
    others = found.exclude(pk__in=[one.pk for one in ticked]).order_by("work__title", "pk")
    rows = [*ticked, *others[:OFFERED]]
    return [(one, _words_of(one)) for one in rows], found.count()


def _called(documents: QuerySet[Document], words: str) -> QuerySet[Document]:
    for word in words.split()[:10]:
        documents = documents.filter(Q(work__title__icontains=word) | Q(name__icontains=word))
    return documents


def _words_of(document: Document) -> str:
    pages = _(" (%d pages)") % document.page_count if document.paged and document.page_count else ""
    restricted = "" if document.state == "published" else " – " + _("restricted")
    return f"{document.work.title}, {document_title(document)}{pages}{restricted}"


def _actor(coder: RoundCoder) -> str:
    return f"account:{coder.account_id}"
