"""What a coded project would become here, as records: what can be taken, what is here already, what is left out."""

from dataclasses import dataclass, field

from heeded.engine import exchange
from heeded.engine import frameworks as engine
from heeded.engine.records import Span
from heeded.library.models import Document

PASSAGE = ("passage", "", 0)
Whom = tuple[str, str, int]  # the target's kind, an adult's role, a number


@dataclass(frozen=True, slots=True)
class Placed:
    """A coding that can be taken: what is said of which theme (by its identifier here), of what, on which words."""

    theme: str
    of: Whom
    value: engine.CodeValue
    spans: tuple[Span, ...]
    certainty: str
    note: str

    @property
    def thing(self) -> tuple[object, ...]:
        """What may be said once only: one theme of one thing; of a review or a person whatever the words."""
        return (self.theme, self.of, self.spans if self.of == PASSAGE else ())


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A coding that cannot be taken: its theme, the beginning of its words, and why."""

    theme: str
    words: str
    why: str


@dataclass(slots=True)
class SourceLook:
    """One text of a project: the document that it is, what can be taken, what is here already, what is left out."""

    source: exchange.Source
    codings: int
    document: Document | None = None
    why: str = ""
    placed: list[Placed] = field(default_factory=list)
    here: int = 0
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ProjectLook:
    """A project as it would be taken, text by text."""

    project: exchange.Project
    sources: tuple[SourceLook, ...]

    @property
    def to_take(self) -> int:
        """How many codings can be taken and are not here."""
        return sum(len(one.placed) for one in self.sources)
