"""What a machine proposes, to be decided one after the other: each with its sentence and a plain reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from heeded.learning.models import CodingPlace, Framework
from heeded.learning.queries import Coded, proposed_places, wordings_now
from heeded.library.models import Document
from heeded.library.naming import document_title
from heeded.library.placing import place
from heeded.people.viewer import Viewer
from heeded.web.presenters.coding import CodingShown, codings_shown

AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal in the queue, with what was chosen for it and what was wrong with that."""

    row: CodingShown
    document: Document
    document_words: str
    chosen: str = ""
    problem: str = ""

    @property
    def identifier(self) -> str:
        return self.row.coding.identifier


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue. `themes` are those with proposals, with how many, to be looked at one at a time."""

    proposals: list[Proposal]
    page: Page[CodingPlace]
    themes: list[tuple[str, str, int]]
    theme: str
    total: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which proposals are wanted: of one theme, of one document, or of all."""

    theme: str = ""
    document: Document | None = None


def queue_of(
    viewer: Viewer, framework: Framework, narrowed: Narrowed, number: str, said: dict[str, tuple[str, str]]
) -> Queue:
    """A page of the queue. `said` is what was chosen for each and what is wrong, by identifier."""
    places = proposed_places(viewer, framework)
    if narrowed.document is not None:
        places = places.filter(document=narrowed.document)
    themes = _themes(places)
    wanted = narrowed.theme if any(narrowed.theme == name for name, _words, _count in themes) else ""
    if wanted:
        places = places.filter(coding__theme__identifier=wanted)
    page = Paginator(places, AT_ONCE).get_page(number)
    rows = list(page.object_list)
    place(rows)
    return Queue(
        _proposals(viewer, rows, said), page, themes, wanted, sum(count for _name, _words, count in themes)
    )


def _proposals(
    viewer: Viewer, rows: Sequence[CodingPlace], said: dict[str, tuple[str, str]]
) -> list[Proposal]:
    shown = codings_shown(viewer, [Coded(row.coding, row) for row in rows])
    return [
        Proposal(one, row.document, document_title(row.document), *said.get(one.coding.identifier, ("", "")))
        for one, row in zip(shown, rows, strict=True)
        if row.document is not None
    ]


def _themes(places: QuerySet[CodingPlace]) -> list[tuple[str, str, int]]:
    """Identifier, name and number of proposals of each theme that has any, the most first."""
    counted = places.order_by().values("coding__theme").annotate(number=Count("pk"))
    counts = dict(counted.values_list("coding__theme", "number"))
    worded = wordings_now(counts)
    rows = [(worded[key].theme.identifier, worded[key].name, number) for key, number in counts.items()]
    return sorted(rows, key=lambda row: (-row[2], row[1]))
