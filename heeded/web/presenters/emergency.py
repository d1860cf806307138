"""Documents that can be opened in an emergency, told apart without a word of what they are about: titles and file
names identify people, and an administrator reads neither."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.clock import now
from heeded.library.models import Document
from heeded.people.models import Account
from heeded.people.viewer import Viewer
from heeded.web.presenters.who import Who


def closed_documents(words: str) -> QuerySet[Document]:
    """Documents that are not public, newest first: all, those of an identifier, or those added by who is called so."""
    closed = Q(state="restricted") | Q(state="published", visible_from__gt=now())
    rows = Document.objects.filter(closed).order_by("-added_at", "-pk")
    if not words:
        return rows
    people = Account.objects.filter(name__icontains=words).values_list("pk", flat=True)[:200]
    return rows.filter(Q(identifier=words) | Q(added_by__in=[f"account:{number}" for number in people]))


def emergency_rows(documents: Iterable[Document], *, viewer: Viewer) -> list[tuple[str, str]]:
    """Identifier and words of each, for a list to choose from."""
    documents = list(documents)
    who = Who(viewer, [document.added_by for document in documents])
    return [(document.identifier, _words(document, who)) for document in documents]


def _words(document: Document, who: Who) -> str:
    said = {
        "when": date_format(timezone.localtime(document.added_at), "j F Y, H:i"),
        "who": who.words(document.added_by),
        "pages": ngettext("%d page", "%d pages", document.page_count) % document.page_count,
        "identifier": document.identifier,
    }
    return _("Added %(when)s by %(who)s, %(pages)s (%(identifier)s)") % said
