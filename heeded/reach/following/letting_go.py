"""What is not public any more leaves this node: rows, files, pictures, index, vectors, and what the database freed.

What goes is written down before anything is deleted (`Followed.going`), so that a node killed half way finishes it
when it starts again, before it asks for anything new.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction

from heeded.briefing.models import Briefing
from heeded.core.clock import now
from heeded.core.erasure import Erased, empty_every_store, moment
from heeded.core.models import Tombstone
from heeded.core.services import ChangeKind, note_change, record
from heeded.library import files
from heeded.library.models import Document, Followed, LibrarySettings, Problem, Work
from heeded.library.services import named_files
from heeded.reach.following._main import FOLLOWER
from heeded.reach.following.records import ORDER, Key

_ON_ITS_WAY = 300.0  # seconds that a file may lie without a row: it is stored a moment before


def let_go(things: Iterable[Key], *, reasons: Mapping[Key, str]) -> int:
    """Let go of these things, and finish what was begun before; how many went."""
    with transaction.atomic():
        for key in things:
            _begin(key, reasons.get(key, ""))
    return finish()


def finish() -> int:
    """Remove what is going, to the last byte; how many things went. What rests on others goes first."""
    going = sorted(Followed.objects.filter(going=True), key=lambda one: (-ORDER.index(one.kind), one.pk))
    if not going:
        return 0
    with transaction.atomic():
        for one in going:
            _delete(one)
    erased = [_erased(one) for one in going if one.kind == "document"]
    empty_every_store(*erased)
    Followed.objects.filter(pk__in=[one.pk for one in going]).delete()
    return len(going)


def sweep() -> None:
    """Remove files that no row names: those of a document that was being taken when this node was killed."""
    files.remove_left_behind(named_files(), older_than=_ON_ITS_WAY)


def _begin(key: Key, reason: str) -> None:
    kind, identifier = key
    held = Followed.objects.filter(kind=kind, identifier=identifier).first()
    if held is None or held.going:
        return
    held.going, held.reason = True, reason[:20]
    if kind == "work":  # with a review go the documents that it may still have here
        for one in Document.objects.filter(work__identifier=identifier):
            _begin(Key("document", one.identifier), reason)
    document = Document.objects.filter(identifier=identifier).first() if kind == "document" else None
    if document is not None:
        # Without its lines a briefing looks as if nothing were kept from readers, so all of it goes and is taken anew.
        for briefing in Briefing.objects.filter(versions__lines__document=document).distinct():
            _begin(Key("briefing", briefing.identifier), reason)
        named = (getattr(document, column) for column in Document.FILES)
        held.hashes, held.row = list(dict.fromkeys(filter(None, named))), document.pk
    held.save()


def _delete(one: Followed) -> None:
    if one.kind == "briefing":
        Briefing.objects.filter(identifier=one.identifier).delete()
    elif one.kind == "work":
        # What readers report is handed on to the main library, also of what has gone.
        Problem.objects.filter(work__identifier=one.identifier).update(work=None)
        Work.objects.filter(identifier=one.identifier).delete()
    elif one.kind == "library":
        LibrarySettings.objects.update(name="", danger_line="", own_synonyms="")
    elif Document.objects.filter(identifier=one.identifier).exists():
        Document.objects.filter(identifier=one.identifier).delete()
        Tombstone.objects.update_or_create(
            thing_kind="document",
            thing=one.identifier,
            defaults={"erased_at": now(), "reason": one.reason or "gone"},
        )
        note_change(ChangeKind.ERASED, thing_kind="document", thing=one.row)
    record("follow.let-go", by=FOLLOWER, thing_kind=one.kind, thing=one.identifier, reason=one.reason)


def _erased(one: Followed) -> Erased:
    return Erased(one.identifier, tuple(one.hashes), one.reason or "gone", moment(), one.row)
