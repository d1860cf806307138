"""Coded projects on pages: the documents to choose from, and what a file from elsewhere would become here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from heeded.engine.exchange import Project
from heeded.learning.queries import CodedDocument
from heeded.learning.services import ProjectLook
from heeded.library.naming import document_title

_SHOWN = 8  # codings that are left out of one text and are shown with their words; of more the number


@dataclass(frozen=True, slots=True)
class Offered:
    """A document to choose, and whether it is ticked."""

    coded: CodedDocument
    title: str
    ticked: bool


def offered(documents: Sequence[CodedDocument], *, ticked: Sequence[str] | None) -> list[Offered]:
    """The documents of a project; at first the newest of each review that are public are ticked."""
    return [
        Offered(
            one,
            document_title(one.document),
            one.document.identifier in ticked
            if ticked is not None
            else one.is_newest and one.document.state == "published",
        )
        for one in documents
    ]


@dataclass(frozen=True, slots=True)
class ShownProject:
    """A project from elsewhere: texts that are documents here, and those that are not."""

    project: Project
    people: tuple[str, ...]
    matched: list[dict[str, Any]]
    others: list[dict[str, Any]]
    to_take: int


def shown_project(look: ProjectLook) -> ShownProject:
    """What taking a project would do, text by text."""
    rows = [
        {
            "identifier": one.source.identifier,
            "name": one.source.name or one.source.identifier,
            "document": one.document,
            "title": document_title(one.document) if one.document else "",
            "why": one.why,
            "codings": one.codings,
            "takes": len(one.placed),
            "here": one.here,
            "left_out": one.left_out[:_SHOWN],
            "left_out_more": len(one.left_out) - _SHOWN,
            "left_out_all": len(one.left_out),
            "reasons": Counter(left.why for left in one.left_out).most_common(),
        }
        for one in look.sources
    ]
    people = tuple(user.name or user.identifier for user in look.project.users)
    return ShownProject(
        look.project,
        people,
        [row for row in rows if row["document"] is not None and not row["why"]],
        [row for row in rows if row["document"] is None or row["why"]],
        look.to_take,
    )
