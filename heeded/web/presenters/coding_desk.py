"""What waits for whoever codes: proposals, what is most worth coding, themes to sort, words that were lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from heeded.engine.citation import as_text
from heeded.engine.records import spans_of
from heeded.learning.models import Coding, CodingPlace, Framework
from heeded.learning.queries import (
    Coded,
    Trained,
    WorthCoding,
    codings_to_sort,
    lost_places,
    proposals_by_framework,
    trained_for,
    visible_places,
    worth_coding,
)
from heeded.library.layout import pieces_from_row
from heeded.library.models import Document
from heeded.library.naming import document_title
from heeded.people.viewer import Viewer
from heeded.web.presenters.addresses import page_words
from heeded.web.presenters.code_page import coding_address
from heeded.web.presenters.coding import CodingShown, codings_shown

_AT_ONCE = 20
_TO_SORT = 50
_WORTH = 10


@dataclass(frozen=True, slots=True)
class WorthRow:
    """A passage that a person should code next, and why."""

    document: Document
    page: int
    where: str
    words: str
    reason: str
    address: str


@dataclass(frozen=True, slots=True)
class CodingDesk:
    """What waits with one framework, and how many proposals with the others."""

    proposals: int
    elsewhere: int
    lost: int
    to_sort: list[CodingShown]
    to_sort_in_all: int
    worth: list[WorthRow]
    trained: Trained | None


@dataclass(frozen=True, slots=True)
class LostRow:
    """A coding that lost its words in a document, with the words as they were where those may be shown."""

    row: CodingShown
    document: Document
    document_words: str


def desk_of(viewer: Viewer, framework: Framework) -> CodingDesk:
    """What waits. A constant number of queries."""
    counts = proposals_by_framework(viewer)
    mine = counts.pop(framework.pk, 0)
    waiting = codings_to_sort(viewer, framework)
    return CodingDesk(
        proposals=mine,
        elsewhere=sum(counts.values()),
        lost=lost_places(viewer).count(),
        to_sort=_with_places(viewer, list(waiting.select_related("subject", "adult")[:_TO_SORT])),
        to_sort_in_all=waiting.count(),
        worth=[_worth(row) for row in worth_coding(viewer, framework, most=_WORTH)],
        trained=trained_for(viewer, framework),
    )


def _worth(row: WorthCoding) -> WorthRow:
    spans = spans_of(pieces_from_row(row.passage.pieces), 0, len(row.passage.text))
    if row.chance is None:
        reason = _("Nobody has coded this report with this framework.")
    else:
        reason = _(
            "Is it about “%(theme)s”, or not? The machine puts the chance at %(chance)d in 100; your"
            " answer teaches it most."
        ) % {
            "theme": row.theme,
            "chance": round(100 * row.chance),
        }
    return WorthRow(
        document=row.document,
        page=row.page,
        where=page_words(row.page, "", paged=row.document.paged),
        words=row.passage.text,
        reason=reason,
        address=f"{coding_address(row.document, row.page, at=as_text(spans))}#give",
    )


def _with_places(viewer: Viewer, codings: Sequence[Coding]) -> list[CodingShown]:
    places: dict[int, CodingPlace] = {}
    rows = visible_places(viewer).filter(coding__in=codings).select_related("document", "coding")
    for place in rows.order_by("is_lost", "-document__version", "-pk"):
        places.setdefault(place.coding_id, place)
    return codings_shown(viewer, [Coded(place.coding, place) for place in places.values()])


def lost_rows(viewer: Viewer, number: str) -> tuple[Page[CodingPlace], list[LostRow]]:
    """A page of what was lost. The words are those of that document, or of another version that may be seen."""
    rows = lost_places(viewer).select_related("document__work", "coding__subject", "coding__adult")
    page = Paginator(rows, _AT_ONCE).get_page(number)
    held = list(page.object_list)
    _lend_words(viewer, [place for place in held if not place.quote])
    shown = codings_shown(viewer, [Coded(place.coding, place) for place in held])
    return page, [
        LostRow(one, place.document, document_title(place.document))
        for one, place in zip(shown, held, strict=True)
        if place.document is not None
    ]


def _lend_words(viewer: Viewer, places: Sequence[CodingPlace]) -> None:
    """In memory: the words that a coding has in another version that this viewer may see."""
    codings = [place.coding_id for place in places]
    others = visible_places(viewer).filter(coding__in=codings).exclude(quote="").order_by("pk")
    words = {other.coding_id: other for other in others}
    for place in places:
        other = words.get(place.coding_id)
        if other is not None:
            place.quote, place.before, place.after = other.quote, other.before, other.after
            place.page = other.page
