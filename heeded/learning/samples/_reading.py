"""One person codes the samples, row by row of `codings.toml`."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from heeded.engine.citation import find_again
from heeded.engine.frameworks import CodeValue
from heeded.engine.records import Citation, Page, Span
from heeded.learning.models import Theme
from heeded.learning.services import (
    ReadIn,
    Said,
    add_adult,
    code_adult,
    code_passage,
    code_review,
    code_subject,
)
from heeded.library.models import Document
from heeded.library.placing import cited_pages
from heeded.library.queries import visible_documents
from heeded.people.viewer import Viewer


class Reader:
    """One person who codes the samples, with each document's pages read once."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self._pages: dict[int, tuple[Page, ...]] = {}

    @cached_property
    def _documents(self) -> dict[str, Document]:
        read = visible_documents(self._viewer).filter(work__fictional=True, read_state="read")
        return {one.name: one for one in read.select_related("work")}

    def code(self, file: str, theme: Sequence[str], row: Mapping[str, str]) -> bool:
        """Code one row of the file; whether there was something to code."""
        document = self._documents.get(file)
        if document is None:
            return False
        given = theme_of(*theme)
        said = Said(
            CodeValue(row.get("value", "present")), row.get("note", ""), certainty=row.get("certainty", "")
        )
        spans = self._spans(document, row.get("quote", ""))
        match row.get("of", "").split():
            case []:
                code_passage(document, spans, given, said, by=self._viewer)
            case ["review"]:
                code_review(document.work, given, said, by=self._viewer, read_in=ReadIn(document, spans))
            case ["child", number]:
                read = ReadIn(document, spans)
                code_subject(document.work, int(number), given, said, by=self._viewer, read_in=read)
            case [role]:
                adult = add_adult(document.work, role, by=self._viewer)
                code_adult(adult, given, said, by=self._viewer, read_in=ReadIn(document, spans))
        return True

    def _spans(self, document: Document, quote: str) -> tuple[Span, ...]:
        if not quote:
            return ()
        pages = self._pages.setdefault(document.pk, cited_pages(document.pk))
        return find_again(Citation((), quote, "", ""), pages) or ()


def theme_of(framework: str, theme: str) -> Theme:
    """A theme by the identifiers of its framework and of itself."""
    return Theme.objects.get(framework__identifier=framework, identifier=theme)
