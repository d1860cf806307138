"""Invented reviews on a main library, of plain text so that no sandbox is needed. FICTIONAL."""

from itertools import count

from django.db import transaction

from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change
from heeded.library.models import Document, LearningPoint, Page, Passage, Section, Work
from tests.library import made
from tests.public_node.kept import stored

_number = count(1)
OPEN = "The health visitor noticed the bruise and nobody rang the school about it."
SECRET = "The stepfather worked at the harbour office in Quenbury and was known there."


def text_document(text: str = OPEN, **said: object) -> Document:
    """A document with a file, a page, a section, a passage and a recommendation. Published unless `state` says
    otherwise."""
    number = next(_number)
    sha256, size = stored(f"{number}\n{text}\n")
    given: dict[str, object] = {"state": "published", "name": f"invented-{number}.txt"} | said
    document = made.document(sha256=sha256, bytes=size, media_type="text/plain", paged=False, **given)
    Page.objects.create(
        document=document,
        number=1,
        text=text,
        blocks=[["paragraph", text, [[0, 1, 0, len(text)]], 10.0, 0, 0, 0.0, "", "", []]],
        lines=[[0, len(text), 1, 2, 3, 4, 5, 0]],
        width=595.5,
        height=842,
        source="text",
    )
    section = Section.objects.create(
        document=document,
        order=0,
        title="Analysis",
        level=1,
        kind="analysis",
        page=1,
        spans=[[1, 0, 5]],
        first_block=0,
        last_block=0,
    )
    Passage.objects.create(
        document=document,
        section=section,
        order=0,
        page=1,
        text=text,
        pieces=[[0, 1, 0, len(text)]],
        kind="analysis",
        speaker="reviewer",
        heading="Analysis",
    )
    made.learning_point(document, text, addressees=["The board"], agencies=["board"]).places.create(
        order=0, page=1, spans=[[1, 0, 5]], quote=text[:5]
    )
    tell(document)
    return document


@transaction.atomic
def tell(document: Document, kind: ChangeKind = ChangeKind.PASSAGES) -> None:
    """The change row that our services would have written."""
    note_change(kind, thing_kind="document", thing=document.pk)


def point_of(document: Document) -> LearningPoint:
    return document.learning_points.get()


def catalogued() -> Work:
    """A review that is known and not held."""
    return Work.objects.create(
        title="Serious case review: Child Known (fictional)",
        catalogued=True,
        title_is_confirmed=True,
        catalogue_board="Quenbury Board",
        catalogue_year=2008,
        catalogue_ask="the business office",
        added_at=now(),
    )
