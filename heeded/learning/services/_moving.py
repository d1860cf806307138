"""Codings follow their words: into a newer version of the file, and where a file was read anew. Words that are not
there any more are listed as lost, until a person says where they stand or that the coding holds no more."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from heeded.core.actors import SYSTEM
from heeded.core.models import Change
from heeded.core.services import ChangeKind, note_change, record
from heeded.core.transactions import one_at_a_time
from heeded.engine.citation import cite
from heeded.engine.records import Page, Span
from heeded.learning.errors import NoSuchCoding
from heeded.learning.models import Coding, CodingPlace
from heeded.learning.queries import visible_codings
from heeded.learning.services._citing import cite_words, newest_reading
from heeded.learning.services._laying_down import tell
from heeded.learning.services._permission import must
from heeded.library.layout import spans_from_row, spans_to_row
from heeded.library.models import Document
from heeded.library.placing import cited_pages, place_on
from heeded.library.queries import document_for
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

# What a person decided goes along, a rejection too, so that nothing is proposed again; what nobody decided is
# proposed anew.
_GOES_ALONG = ("standing", "in-round", "rejected")


@dataclass(slots=True)
class Moved:
    """What was done: documents looked at, codings found in a newer version or in another place, and words lost."""

    documents: int = 0
    found: int = 0
    lost: int = 0


def move_codings(*, seconds: float = 10.0) -> Moved:
    """Look after every document that was read anew or is a newer version of one that is coded, for about so many
    seconds. Safe to repeat, and by several workers at once."""
    done, until = Moved(), time.monotonic() + seconds
    for key in list(_waiting().values_list("pk", flat=True)):
        if time.monotonic() > until:
            break
        _look_after(key, done)
    return done


@transaction.atomic
def place_again(coding: Coding, document: Document, spans: Sequence[Span], *, by: Viewer) -> Coding:
    """Say where the words of a coding stand in a document in which they were lost.

    Raises:
        NotAllowed: they may not code.
        NoSuchCoding, NoSuchDocument: there is none that they may see, or it has no place there.
        NotToBeCoded: there are no such words.
    """
    must(by, Permission.CODE)
    held = document_for(by, document.identifier)
    one_at_a_time("codings", held.work_id)
    place = CodingPlace.objects.select_related("coding", "coding__work").filter(
        coding__in=visible_codings(by), coding=coding, document=held
    ).first()  # fmt: skip
    if place is None:
        raise NoSuchCoding("There is no such coding in this document.")
    cite_words(place, held, spans)
    place.is_lost, place.by_machine = False, False
    place.save()
    tell("coding.place", place.coding, by=by)
    return place.coding


def _waiting() -> QuerySet[Document]:
    """Documents in which codings have no place yet, or one that was looked up before the newest reading."""
    older = CodingPlace.objects.filter(
        ~Exists(CodingPlace.objects.filter(coding=OuterRef("coding"), document=OuterRef(OuterRef("pk")))),
        document=OuterRef("replaces"),
        coding__state__in=_GOES_ALONG,
    )
    read_since = Change.objects.filter(
        kind=ChangeKind.PASSAGES, thing_kind="document", thing=OuterRef("document"), pk__gt=OuterRef("heard")
    )
    anew = CodingPlace.objects.filter(
        Exists(read_since), ~Q(quote="") | Q(is_lost=True), document=OuterRef("pk")
    )
    return Document.objects.filter(Exists(older) | Exists(anew), read_state="read").order_by("version", "pk")


@transaction.atomic
def _look_after(key: int, done: Moved) -> None:
    document = Document.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if document is None:
        return
    one_at_a_time("codings", document.work_id)
    newest = newest_reading(key)
    pages = cited_pages(key)
    before = (done.found, done.lost)
    for place in CodingPlace.objects.filter(document=document, heard__lt=newest):
        _look_up(place, pages, done)
        place.heard = newest
        place.save()
    for place in _from_older(document):
        _look_up(place, pages, done)
        place.heard = newest
        place.save()
    done.documents += 1
    if (done.found, done.lost) != before:
        found, lost = done.found - before[0], done.lost - before[1]
        record(
            "coding.move", by=SYSTEM, thing_kind="document", thing=document.identifier, found=found, lost=lost
        )
        note_change(ChangeKind.CODINGS, thing_kind="work", thing=document.work_id)


def _from_older(document: Document) -> list[CodingPlace]:
    """New places, not saved yet, for what is coded in the version before, with its words."""
    there = CodingPlace.objects.filter(document=document).values("coding")
    rows = CodingPlace.objects.filter(document=document.replaces, coding__state__in=_GOES_ALONG)
    found = []
    for old in rows.exclude(coding__in=there).order_by("pk"):
        words = _words_of(old)
        found.append(
            CodingPlace(
                coding_id=old.coding_id,
                document=document,
                page=words.page,
                spans=words.spans,
                quote=words.quote,
                before=words.before,
                after=words.after,
                by_machine=True,
            )
        )
    return found


def _words_of(place: CodingPlace) -> CodingPlace:
    """Where the words of a place can be read: there, or, where they are lost, in the newest document that has them."""
    if place.quote or not place.is_lost:
        return place
    others = CodingPlace.objects.filter(coding=place.coding_id).exclude(quote="")
    return others.order_by(F("document__version").desc(), "-pk").first() or place


def _look_up(place: CodingPlace, pages: Sequence[Page], done: Moved) -> None:
    """Give a place its words on these pages, or say that they are lost. What names a whole document is not moved."""
    is_new, words = place._state.adding, _words_of(place)
    if not words.quote:
        done.found += is_new
        return
    before = (list(place.spans), place.is_lost)
    place.spans, place.quote, place.before, place.after = words.spans, words.quote, words.before, words.after
    place_on(place, pages)
    place.is_lost = not place.spans
    if place.is_lost:
        if is_new:  # words of another version, which were never this file's
            place.quote = place.before = place.after = ""
        done.lost += not before[1]
        return
    if not place.stands_as_quoted:
        place.spans = spans_to_row(_whole_words(spans_from_row(place.spans), place.quote, pages))
    citation = cite(pages, spans_from_row(place.spans))
    place.quote, place.before, place.after = citation.quote, citation.before[:200], citation.after[:200]
    done.found += is_new or (place.spans, place.is_lost) != before


def _whole_words(spans: Sequence[Span], quote: str, pages: Sequence[Page]) -> list[Span]:
    """Words that are nearly those of a quote are found by their letters: no word is cut, and the stop that ended the
    quote is taken along."""
    texts = {page.number: page.text for page in pages}
    first, last = spans[0], spans[-1]
    start, end = first.start, last.end
    while start > 0 and texts[first.page][start - 1 : start + 1].isalnum():
        start -= 1
    while texts[last.page][end - 1 : end + 1].isalnum() and end < len(texts[last.page]):
        end += 1
    if not quote[-1].isalnum() and texts[last.page][end : end + 1] == quote[-1]:
        end += 1
    widened = [replace(first, start=start), *spans[1:]]
    widened[-1] = replace(widened[-1], end=end)
    return widened
