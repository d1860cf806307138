"""A document on its way through the steps, with what earlier steps found at hand.

Each part comes from memory when the step before has just made it, and from the database otherwise, so a step
can be run alone.
"""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from heeded.engine.records import Block, Page, Reading, SectionFound
from heeded.engine.sandbox import Sandbox
from heeded.intake._reader import RecognisedFile
from heeded.library import files
from heeded.library.layout import block_from_row, page_from_row, section_from_row
from heeded.library.models import Document


@dataclass(eq=False)
class Workpiece:
    document: Document
    sandbox: Sandbox
    recognised: RecognisedFile | None = None
    _reading: Reading | None = field(default=None)
    _blocks: tuple[Block, ...] | None = field(default=None)
    _sections: tuple[SectionFound, ...] | None = field(default=None)

    @cached_property
    def path(self) -> Path:
        """The original."""
        return files.path_of(self.document.sha256)

    @property
    def reading(self) -> Reading:
        if self._reading is None:
            self._reading = stored_reading(self.document)
        return self._reading

    @reading.setter
    def reading(self, reading: Reading) -> None:
        self._reading, self._blocks, self._sections = reading, None, None

    @property
    def blocks(self) -> tuple[Block, ...]:
        if self._blocks is None:
            pages = self.document.pages.order_by("number").values_list("blocks", flat=True)
            self._blocks = tuple(block_from_row(row) for page in pages for row in page)
        return self._blocks

    @blocks.setter
    def blocks(self, blocks: tuple[Block, ...]) -> None:
        self._blocks = blocks

    @property
    def sections(self) -> tuple[SectionFound, ...]:
        if self._sections is None:
            rows = self.document.sections.filter(found=True).order_by("order")
            self._sections = tuple(section_from_row(row) for row in rows)
        return self._sections

    @sections.setter
    def sections(self, sections: tuple[SectionFound, ...]) -> None:
        self._sections = sections

    def forget_sections(self) -> None:
        """Take them from the database next time, with the kinds that a person decided."""
        self._sections = None


def stored_reading(document: Document) -> Reading:
    """The reading of a document as it was laid down. Its outline is not kept: sections are."""
    return Reading(pages=stored_pages(document), paged=document.paged, notes=tuple(document.notes))


def stored_pages(document: Document) -> tuple[Page, ...]:
    return tuple(page_from_row(row) for row in document.pages.order_by("number"))
