"""A document's record becomes its rows. Rows that say the same as before are left as they are: vectors are made from
passages, and nothing is made again for nothing."""

import io
from typing import Any

from heeded.core.clock import now
from heeded.core.models import Tombstone
from heeded.core.rows import insert_rows
from heeded.core.services import ChangeKind, note_change
from heeded.library import files
from heeded.library.models import (
    Document,
    Page,
    Passage,
    Section,
    Work,
)
from heeded.reach.following._document_record import PAGE, PASSAGE, SECTION
from heeded.reach.following._instants import as_instant
from heeded.reach.following._main import FOLLOWER
from heeded.reach.following._taking_points import take_points

_PDF = "application/pdf"


def files_of(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The files of a document by the names under which they are asked for."""
    return {which: record[which] for which in ("file", "pdf") if record[which]}


def take_document(record: dict[str, Any]) -> Document:
    """Make or change the rows of a document whose files are in the store."""
    held = Document.objects.filter(identifier=record["identifier"]).first()
    document = held or Document(identifier=record["identifier"])
    _fill(document, record)
    document.save()
    _take_pages(document, record["pages"])
    sections = _take_sections(document, record["sections"])
    _take_passages(document, record["passages"], sections)
    take_points(document, record["points"])
    Tombstone.objects.filter(thing_kind="document", thing=document.identifier).delete()
    note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=document.pk)
    return document


def _fill(document: Document, record: dict[str, Any]) -> None:
    document.work = Work.objects.get(identifier=record["work"])
    document.name, document.kind = record["name"][:255], record["document_kind"]
    document.media_type, document.paged = record["media_type"], record["paged"]
    document.page_count, document.version = record["page_count"], record["version"]
    document.replaces = Document.objects.filter(identifier=record["replaces"]).first()
    document.replaced_is_public = record["replaced_is_public"]
    document.read_state, document.hidden = "read", []
    document.published_at = as_instant(record["published_at"]) or now()
    document.added_at, document.added_by = document.published_at, FOLLOWER.audit_name
    document.visible_from = as_instant(record["visible_from"])
    document.published_by, document.restrictions_checked = FOLLOWER.audit_name, True
    document.published_where, document.rights = record["published_where"], record["rights"]
    document.licence = record["licence"]
    if not document.withdrawn_by:  # hidden here by hand: it stays hidden
        document.state = "published"
    _name_files(document, record)


def _name_files(document: Document, record: dict[str, Any]) -> None:
    """What readers may have is all that is here: it is the original of this library."""
    file, pdf = record["file"], record["pdf"]
    document.bytes, document.public_sha256 = file["bytes"], file["sha256"]
    document.pdf_sha256 = document.public_pdf_sha256 = pdf["sha256"] if pdf else ""
    document.sha256 = file["sha256"]
    others = Document.objects.exclude(pk=document.pk)
    if others.filter(sha256=file["sha256"]).exists():
        document.sha256 = _stand_in(document, file["sha256"])
        if not pdf and document.media_type == _PDF:
            document.pdf_sha256 = file["sha256"]


def _stand_in(document: Document, sha256: str) -> str:
    """Two originals that differ in nothing but their metadata are one file to readers, and no two documents may have
    one original. The second keeps a line that says so in its place."""
    words = f"The file of {document.identifier} is {sha256}, as of another document.\n"
    return files.keep(io.BytesIO(words.encode())).sha256


def _take_pages(document: Document, pages: list[dict[str, Any]]) -> None:
    if list(document.pages.order_by("number").values(*PAGE)) == pages:
        return
    document.pages.all().delete()
    insert_rows([Page(document=document, **{name: page[name] for name in PAGE}) for page in pages])


def _take_sections(document: Document, sections: list[dict[str, Any]]) -> dict[int, int]:
    """The primary key of each section by its order."""
    wanted = [_section(section) for section in sections]
    held = list(document.sections.order_by("order", "pk").values(*SECTION, "kind_decided_by"))
    if held != wanted:
        document.sections.all().delete()
        insert_rows([Section(document=document, **section) for section in wanted])
    return dict(document.sections.values_list("order", "pk"))


def _section(section: dict[str, Any]) -> dict[str, Any]:
    by = FOLLOWER.audit_name if section["kind_is_decided"] else ""
    return {name: section[name] for name in SECTION} | {"kind_decided_by": by}


def _take_passages(document: Document, passages: list[dict[str, Any]], sections: dict[int, int]) -> None:
    wanted = [
        {name: passage[name] for name in PASSAGE} | {"section": sections.get(passage["section"])}
        for passage in passages
    ]
    if list(document.passages.order_by("order", "pk").values(*PASSAGE, "section")) == wanted:
        return
    document.passages.all().delete()
    insert_rows(
        [
            Passage(
                document=document, section_id=passage["section"], **{name: passage[name] for name in PASSAGE}
            )
            for passage in wanted
        ]
    )
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)
