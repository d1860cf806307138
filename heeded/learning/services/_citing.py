"""Tying what is coded to its words."""

from collections.abc import Iterable, Sequence

from django.db.models import Max

from heeded.core.models import Change
from heeded.core.services import ChangeKind
from heeded.engine.citation import cite
from heeded.engine.records import Span
from heeded.learning.errors import NotToBeCoded
from heeded.learning.models import CodingPlace
from heeded.library.layout import spans_to_row
from heeded.library.models import Document
from heeded.library.placing import cited_pages, numbers_in

_LONGEST_QUOTE = 20_000  # characters: some pages
_MOST_SPANS = 100


def cite_words(place: CodingPlace, document: Document, spans: Sequence[Span]) -> None:
    """Tie a place to words of a document.

    Raises:
        NotToBeCoded: they are not there, are too many, or are only blanks.
    """
    WordsOf(document, spans).give(place, spans)


class WordsOf:
    """The pages of a document that some spans lie on, read once for many places."""

    def __init__(self, document: Document, spans: Iterable[Span]) -> None:
        self._newest = newest_reading(
            document.pk
        )  # before the pages: what is read meanwhile is looked up again
        self._pages = cited_pages(document.pk, numbers_in(spans))

    def give(self, place: CodingPlace, spans: Sequence[Span]) -> None:
        """Tie a place to these words.

        Raises:
            NotToBeCoded: they are not there, are too many, or are only blanks.
        """
        if len(spans) > _MOST_SPANS:
            raise NotToBeCoded(f"At most {_MOST_SPANS} stretches fit into one coding.")
        try:
            citation = cite(self._pages, spans)
        except ValueError:
            raise NotToBeCoded(
                "Those words are not in the document.", advice="Select them on the page again."
            ) from None
        if not citation.quote or len(citation.quote) > _LONGEST_QUOTE:
            raise NotToBeCoded("Select some words, and no more than a few pages.")
        place.page, place.spans, place.heard = spans[0].page, spans_to_row(spans), self._newest
        place.quote, place.before, place.after = citation.quote, citation.before[:200], citation.after[:200]


def newest_reading(document: int) -> int:
    """The change by which a document was read last, as far as is known now; 0 where nobody was told."""
    told = Change.objects.filter(kind=ChangeKind.PASSAGES, thing_kind="document", thing=document)
    return told.aggregate(newest=Max("pk"))["newest"] or 0
