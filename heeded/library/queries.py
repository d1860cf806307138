"""Reads of the library. The viewer comes first, always."""

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from heeded.core.clock import now
from heeded.library.errors import NoSuchDocument, NoSuchReview
from heeded.library.looking import once, put_into_sql
from heeded.library.models import Document, LearningPoint, LibrarySettings, Passage, Work
from heeded.people.permissions import Permission
from heeded.people.queries import granted
from heeded.people.viewer import Viewer


def is_public() -> Q:
    """The condition on a document under which it exists for everybody, right now."""
    shown = Q(state="published", read_state="read")
    begun = Q(visible_from__isnull=True) | Q(visible_from__lte=now())
    newest = Q(replaced_is_public=True) | ~Q(pk__in=_replaced())
    return shown & begun & newest


def _replaced() -> QuerySet[Document]:
    """Documents that a newer one has taken the place of, the next or the one after it. Once it was public that
    stays so, even when it is withdrawn: an older version never comes back by itself."""
    return Document.objects.filter(_was_public("replaced_by") | _was_public("replaced_by__replaced_by"))


def _was_public(newer: str) -> Q:
    published = Q(**{f"{newer}__published_at__isnull": False})
    begun = Q(**{f"{newer}__visible_from__isnull": True}) | Q(**{f"{newer}__visible_from__lte": now()})
    return published & begun


def visible_documents(viewer: Viewer) -> QuerySet[Document]:
    """Every document that this viewer may see. The one filter that all doors share."""
    if viewer.is_operator:
        return Document.objects.exclude(state="withdrawn")
    public = is_public()
    if viewer.account is None or not viewer.strong:
        return Document.objects.filter(public)
    named = Q(pk__in=granted(viewer, "document").values("thing"))
    named |= Q(work__in=granted(viewer, "work").values("thing"))
    if Permission.READ_RESTRICTED not in viewer.permissions:
        named = Q(pk__in=[])
    named |= Q(pk__in=viewer.emergency)
    return Document.objects.filter(public | (named & ~Q(state="withdrawn")))


def in_documents(viewer: Viewer) -> RawSQL | QuerySet[Document]:
    """The documents that this viewer may see, for `…__in` of other queries."""
    return once(("documents", viewer), lambda: put_into_sql(visible_documents(viewer)))


def visible_works(viewer: Viewer) -> QuerySet[Work]:
    """Works with a document that this viewer may see, and those known without a file."""
    held = Q(pk__in=once(("works", viewer), lambda: put_into_sql(visible_documents(viewer), "work")))
    return Work.objects.filter(held | Q(catalogued=True), withdrawn_at__isnull=True)


def visible_passages(viewer: Viewer) -> QuerySet[Passage]:
    return Passage.objects.filter(document__in=in_documents(viewer))


def visible_learning_points(viewer: Viewer) -> QuerySet[LearningPoint]:
    """Learning points still found or confirmed, not those a person rejected."""
    shown = Q(found=True) | Q(state="confirmed")
    points = LearningPoint.objects.filter(shown, document__in=in_documents(viewer))
    return points.exclude(state="rejected")


def in_learning_points(viewer: Viewer) -> RawSQL | QuerySet[LearningPoint]:
    """The learning points that this viewer may see, for `…__in` of other queries."""
    return once(("learning points", viewer), lambda: put_into_sql(visible_learning_points(viewer)))


def document_for(viewer: Viewer, identifier: str) -> Document:
    """Fetch and check in one call.

    Raises:
        NoSuchDocument: there is none, or not for this viewer.
    """
    found = visible_documents(viewer).select_related("work").filter(identifier=identifier).first()
    if found is None:
        raise NoSuchDocument("There is no such document.")
    return found


def work_for(viewer: Viewer, identifier: str) -> Work:
    """Fetch and check in one call.

    Raises:
        NoSuchReview: there is none, or not for this viewer.
    """
    found = visible_works(viewer).filter(identifier=identifier).first()
    if found is None:
        raise NoSuchReview("There is no such review.")
    return found


def library_settings() -> LibrarySettings:
    """The one row; one with defaults where nobody has saved any."""
    return once("library settings", lambda: LibrarySettings.objects.first() or LibrarySettings(pk=1))
