"""Making the vectors of the whole library, once, by whichever workers are free."""

import time
from collections.abc import Callable

from heeded.core.queries import Place, changes_after, last_change, place_of
from heeded.core.services import ChangeKind
from heeded.engine.meaning import Model
from heeded.library.models import Document
from heeded.search._claims import claim, disown_all, is_of_all, release, waiting
from heeded.search._embedding import Done, embed_document
from heeded.search._model import the_model, what_is_wrong
from heeded.search._shelf import library_name
from heeded.search.results import Embedded
from heeded.search.services._words import documents_in

Progress = Callable[[int, int], None]
_MOST_CHANGES = 500  # to be heard one by one; beyond that everything is looked at
# How far this process has come: everything was looked at once, from there on the change log says what is new.
_looked: dict[tuple[str, str], Place] = {}
_open: dict[tuple[str, str], list[int]] = {}


def embed(
    limit_seconds: float | None = None,
    progress: Progress = lambda done, waiting: None,
    *,
    rebuild: bool = False,
    thorough: bool = False,
) -> Embedded:
    """Make the vectors that are missing, for about so many seconds; without a limit until none waits.

    Done document by document, so that it can be stopped at any moment and goes on where it was. `progress` hears how
    many documents are done and how many wait. `thorough` looks at the words of every document, `rebuild` makes all
    vectors anew. A document that fails keeps none of the others waiting: what went wrong is raised at the end.
    """
    model = the_model()
    if model is None:
        return Embedded(0, 0, 0, note=what_is_wrong())
    until = time.monotonic() + limit_seconds if limit_seconds is not None else None
    if rebuild:
        disown_all()
    wanted = _all_documents() if thorough or rebuild else _waiting(model.identifier)
    later: list[int] = []
    failed: Exception | None = None
    done = passages = reused = seen = 0
    try:
        while wanted and (until is None or time.monotonic() < until):
            document = wanted.pop(0)
            later.append(document)  # until it is done: whatever happens, it is tried again after the others
            if not Document.objects.filter(pk=document).exists():
                later.pop()
                continue
            if not claim(document):  # another worker is at it, or was when it died
                continue
            try:
                made = _made(document, model)
            except Exception as problem:
                failed = problem  # said when the others have had their turn
                continue
            later.pop()
            seen, done, passages = seen + 1, done + made.changed, passages + made.passages
            reused += made.changed and not made.passages
            progress(seen, len(wanted))
    finally:
        wanted += later
    if failed is not None:
        raise failed
    return Embedded(done, passages, len(wanted), reused)


def _made(document: int, model: Model) -> Done:
    try:
        return embed_document(document, model)
    finally:
        release(document)


def _waiting(model: str) -> list[int]:
    """What waits, kept from one slice of work to the next."""
    key = (library_name(), model)
    held, place = _open.setdefault(key, []), _looked.get(key)
    changes = changes_after(place, limit=_MOST_CHANGES) if place is not None else []
    if place is None or len(changes) == _MOST_CHANGES or any(map(is_of_all, changes)):
        _looked[key] = last_change()  # before looking: what changes meanwhile is looked at again
        held[:] = waiting(model)
    elif changes:
        _looked[key] = place_of(changes[-1])
        made = documents_in(changes, ChangeKind.PASSAGES, ChangeKind.LEARNING_POINTS)
        held += [document for document in made if document not in held]
    return held


def _all_documents() -> list[int]:
    return list(Document.objects.order_by("pk").values_list("pk", flat=True))


def forget_waiting() -> None:
    """Look at everything again next time."""
    _looked.clear()
    _open.clear()
