"""A review, a document open at a page, its pictures, and the address of a citation."""

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from heeded.briefing.queries import briefings_of, newest_of_each
from heeded.engine.citation import BadAddress, from_text
from heeded.engine.records import Span
from heeded.library.errors import NoSuchDocument
from heeded.library.filing import filed, hides_area
from heeded.library.keeping import may_keep
from heeded.library.models import Document
from heeded.library.pictures import WIDTHS, picture_of
from heeded.library.queries import document_for, visible_documents, visible_learning_points, work_for
from heeded.library.services import note_reading, note_readings
from heeded.people.permissions import Permission
from heeded.web.presenters.addresses import page_address
from heeded.web.presenters.code_page import decided_of_review
from heeded.web.presenters.documents import section_rows
from heeded.web.presenters.learning import learning_groups
from heeded.web.presenters.lessons import called_after
from heeded.web.presenters.opened import Opening, opened
from heeded.web.presenters.reviews import document_rows, fact_rows, subjects_in
from heeded.web.presenters.taught import lessons_in, with_lessons
from heeded.web.requests import Asking

_LONGEST_NUMBER = 7  # figures of a page's number in an address


def review(request: Asking, identifier: str) -> HttpResponse:
    """What it is, its facts, documents, sections and recommendations with pages, and how to cite it."""
    work = work_for(request.viewer, identifier)
    documents = list(visible_documents(request.viewer).filter(work=work).order_by("-version", "pk"))
    for document in documents:
        note_reading(document, by=request.viewer, door="review")
    # What a person decided may rest on a document that this viewer cannot see: without any, nothing is told.
    facts = filed(request.viewer, [work]).get(work.pk, {}) if documents else {}
    points = visible_learning_points(request.viewer).filter(work=work)
    groups = with_lessons(request.viewer, learning_groups(points))
    note_readings(called_after(lessons_in(groups)), by=request.viewer, door="lessons")
    context = {
        "work": work,
        "briefings": newest_of_each(briefings_of(request.viewer, work)),
        "documents": document_rows(documents),
        "facts": fact_rows(request.viewer, facts, subject=0),
        "people": [(n, fact_rows(request.viewer, facts, subject=n)) for n in subjects_in(facts)],
        "may_decide": bool(documents) and may_keep(request.viewer, Permission.CONFIRM, work),
        "may_edit_briefings": may_keep(request.viewer, Permission.EDIT_BRIEFINGS, work),
        "themes": decided_of_review(request.viewer, work) if documents else [],
        "area_is_hidden": hides_area(request.viewer, facts),
        "groups": groups,
        "sections": [
            (d, section_rows(d.sections.filter(found=True, level__lte=2).order_by("order")))
            for d in documents
        ],
    }
    return render(request, "read/review.html", context)


def document(request: Asking, identifier: str) -> HttpResponse:
    """A document open at a page: the picture beside the words, what was looked for marked on both."""
    shown = document_for(request.viewer, identifier)
    note_reading(shown, by=request.viewer, door="page")
    opening = Opening(
        question=request.GET.get("q", "")[:500],
        cited=_cited(request.GET.get("at", "")),
        whole="page" not in request.GET,
        meant=_cited(request.GET.get("means", "")),
    )
    page = shown.pages.filter(number=_wanted(request, shown, opening.cited)).first()
    if page is None:
        return render(request, "read/unread.html", {"document": shown})
    return render(request, "read/document.html", opened(request.viewer, shown, page, opening))


def _cited(place: str) -> tuple[Span, ...]:
    try:
        return from_text(place) if place else ()
    except BadAddress:
        return ()


def _wanted(request: Asking, shown: Document, cited: tuple[Span, ...]) -> int:
    """The page asked for: by number, else where the citation begins, else the first."""
    asked = request.GET.get("page", "")
    if asked.isdecimal() and len(asked) < _LONGEST_NUMBER:
        return max(1, min(int(asked), shown.page_count or 1))
    return cited[0].page if cited else 1


def picture(request: Asking, identifier: str, number: int) -> FileResponse:
    """The picture of a page, drawn on demand."""
    shown = document_for(request.viewer, identifier)
    if not shown.paged or not shown.pages.filter(number=number).exists():
        raise NoSuchDocument("There is no such document.")
    note_reading(shown, by=request.viewer, door="picture")
    width = WIDTHS[1] if request.GET.get("size") == "large" else WIDTHS[0]
    answer = FileResponse(picture_of(shown, number, width=width).open("rb"), content_type="image/webp")
    public = shown.state == "published"
    answer["Cache-Control"] = "private, max-age=3600" if public else "private, no-store"
    return answer


def cite(request: Asking, identifier: str, place: str) -> HttpResponse:
    """The lasting address of a citation: opens the document there."""
    shown = document_for(request.viewer, identifier)
    if place.startswith("p") and place[1:].isdecimal() and len(place) <= _LONGEST_NUMBER:
        return HttpResponseRedirect(page_address(shown.identifier, int(place[1:])))
    try:
        spans = from_text(place)
    except BadAddress as error:
        raise NoSuchDocument("There is no such place in the document.") from error
    return HttpResponseRedirect(page_address(shown.identifier, spans[0].page, spans=spans))
