"""A machine reads findings for reasons: whether each explains why, or describes. A person decides."""

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from heeded.core.actors import SYSTEM, Actor
from heeded.core.models import Change
from heeded.core.services import ChangeKind
from heeded.engine.briefing import Is, ReadForWhy, read_for_why, running_sentences
from heeded.engine.records import Block, Piece, Span
from heeded.engine.vocabulary import LearningPointKind
from heeded.learning.models import Why
from heeded.learning.services._whys import WhyProposed, propose_why
from heeded.learning.units import overlap
from heeded.library.layout import block_from_row, section_from_row, spans_from_row
from heeded.library.models import Document, LearningPoint
from heeded.library.queries import library_settings

PROPOSER = "sentences that explain, by a linear model (decision 0006)"
READ_FOR_WHY = (LearningPointKind.FINDING,)  # of the others a machine is wrong too often: decision 0021
_WHOLE = 0.8  # of a learning point's words: a sentence of so many is all of it
_LONGEST_QUOTE = 240  # characters of the sentence in a reason


def propose_waiting_whys(*, seconds: float = 5.0) -> int:
    """Propose for documents with findings that no machine has read for reasons yet, or that were read anew, for
    about so many seconds. How many documents were done. Safe to repeat; where this library follows another, nothing.
    """
    if library_settings().follows:
        return 0
    done, until = 0, time.monotonic() + seconds
    for document in _waiting().iterator(chunk_size=50):
        if time.monotonic() > until:
            break
        propose_whys(document, by=SYSTEM)
        done += 1
    return done


@transaction.atomic
def propose_whys(document: Document, *, by: Actor) -> list[Why]:
    """Put down what the machine thinks of each finding of a document: that it explains, with the sentence that does,
    or that it only describes. What people decided stays."""
    points = list(_to_read().filter(document=document).prefetch_related("places").order_by("order", "pk"))
    by_page = _sentences(document)
    found = []
    for point in points:
        made = propose_why(point, _read(point, by_page), proposer=PROPOSER, by=by)
        if made is not None:
            found.append(made)
    return found


def _to_read() -> QuerySet[LearningPoint]:
    return LearningPoint.objects.exclude(state="rejected").filter(kind__in=READ_FOR_WHY)


def _waiting() -> QuerySet[Document]:
    """Documents with a point that no machine has read, or that it read before the newest reading of the document."""
    of_point = Why.objects.filter(learning_point=OuterRef("pk"))
    anew = Change.objects.filter(
        kind=ChangeKind.PASSAGES,
        thing_kind="document",
        thing=OuterRef("learning_point__document"),
        at__gt=OuterRef("made_at"),
    )
    unread = ~Exists(of_point.filter(Q(made_by="") | Q(state="decided")))
    stale = Exists(of_point.filter(Exists(anew), state="proposed"))
    points = _to_read().filter(unread | stale, document=OuterRef("pk"))
    return Document.objects.filter(Exists(points), read_state="read").order_by("pk")


_Sentences = dict[int, list[tuple[tuple[Span, ...], ReadForWhy]]]


def _sentences(document: Document) -> _Sentences:
    """The sentences of the running text by page, with where they stand."""
    rows = document.pages.order_by("number").values_list("blocks", flat=True)
    blocks = [block_from_row(row) for page in rows for row in page]
    sections = [section_from_row(row) for row in document.sections.filter(found=True).order_by("order")]
    found: _Sentences = defaultdict(list)
    for one in read_for_why(running_sentences(blocks, sections), sections):
        spans = _spans_of(blocks, one)
        for page in {span.page for span in spans}:
            found[page].append((spans, one))
    return found


def _spans_of(blocks: Sequence[Block], one: ReadForWhy) -> tuple[Span, ...]:
    sentence = one.judged.sentence
    return tuple(blocks[sentence.block].spans(sentence.start, sentence.end))


def _read(point: LearningPoint, by_page: _Sentences) -> WhyProposed:
    """What the sentences of a learning point say; those of its own words where it was entered by hand."""
    words = [span for place in point.places.all() for span in spans_from_row(place.spans)]
    near = (held for page in {span.page for span in words} for held in by_page.get(page, ()))
    mine = [one for spans, one in near if overlap(spans, words)] or list(_of_its_words(point))
    best = max(mine, key=lambda one: one.judged.sureness, default=None)
    if best is None or best.judged.value != Is.EXPLAINS:
        sure = best.judged.sureness if best else 0.0
        return WhyProposed(
            Is.DESCRIBES, 1 - sure, "No sentence of it gives a reason that the machine can see."
        )
    quote = best.judged.sentence.text
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    because = f" It speaks of {_listed(best.grounds)}." if best.grounds else ""
    return WhyProposed(
        Is.EXPLAINS, best.judged.sureness, f"This sentence reads as a reason: “{quote}”{because}"
    )


def _of_its_words(point: LearningPoint) -> Iterable[ReadForWhy]:
    block = Block("paragraph", point.text, (Piece(0, 1, 0, len(point.text)),))
    return read_for_why(running_sentences([block], ()), ())


def _listed(grounds: Sequence[str]) -> str:
    return " and ".join([", ".join(grounds[:-1]), grounds[-1]] if len(grounds) > 1 else grounds)
