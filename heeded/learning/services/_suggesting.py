"""A machine goes through documents and proposes themes: by what it has learned where that is good enough, by a theme's
own words where nobody has coded enough to learn from. It says nothing where it has learned and is mostly wrong."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from heeded.core.actors import SYSTEM, Actor
from heeded.core.clock import now
from heeded.core.models import Change
from heeded.core.services import ChangeKind, record
from heeded.engine.records import spans_of
from heeded.engine.themes import Asked, Doubt
from heeded.engine.vocabulary import WorkKind
from heeded.learning.errors import NoSuchFramework, NotSuggested
from heeded.learning.learned import OWN_WORDS, Suggesting, suggesting_for
from heeded.learning.models import Coding, Framework, SuggestedDocument, TrainedModel
from heeded.learning.services._citing import newest_reading
from heeded.learning.services._examples import learnable_documents
from heeded.learning.services._permission import must
from heeded.learning.services._proposing import Proposed, propose
from heeded.library.layout import pieces_from_row
from heeded.library.models import Document, Passage
from heeded.library.queries import document_for
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_CLAIM = timedelta(minutes=5)  # far more than one document takes: after that its worker is dead
_REVIEWS = (WorkKind.REVIEW, WorkKind.RAPID_REVIEW)


@dataclass(slots=True)
class Suggested:
    """What was done: documents gone through, codings that wait for a person, and whether more documents wait."""

    documents: int = 0
    proposed: int = 0
    waiting: int = 0


def suggest(document: Document, framework: Framework, *, by: Actor) -> list[Coding]:
    """Put down what a machine proposes for a document with a framework; what is waiting for a person is given back.
    Nothing is proposed again that somebody decided on.

    Raises:
        NotAllowed: they may not code.
        NoSuchDocument: they may not see it, or it is gone.
        NotSuggested: what was learned cannot be used here.
    """
    if isinstance(by, Viewer):
        must(by, Permission.CODE)
        document = document_for(by, document.identifier)
    return _gone_through(document, suggesting_for(framework), by=by)


@transaction.atomic
def set_suggesting(framework: Framework, wanted: bool | None, *, by: Viewer) -> Framework:
    """Say whether a machine shall propose themes of a framework for every review; None: once it has learned them
    from what was coded. What it proposed stays until somebody decides.

    Raises:
        NotAllowed: they may not change frameworks.
        NoSuchFramework: it is gone.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    held = Framework.objects.select_for_update().filter(pk=framework.pk).first()
    if held is None:
        raise NoSuchFramework("There is no such framework.")
    held.wants_suggestions = wanted
    held.save(update_fields=["wants_suggestions"])
    record("framework.suggest", by=by, thing_kind="framework", thing=held.identifier[:64], wanted=wanted)
    return held


def suggest_what_is_due(*, seconds: float = 5.0, go_on: Callable[[], bool] = lambda: True) -> Suggested:
    """Go through documents that are new or were read anew, with each framework that a machine proposes with, for about
    so many seconds. Safe to repeat, and by several workers at once; a document that fails keeps no other waiting."""
    done, until = Suggested(), time.monotonic() + seconds
    failed: Exception | None = None
    for framework in suggesting_frameworks():
        try:
            held = suggesting_for(framework)
        except NotSuggested:  # the sentence model is not here: another worker may have it
            continue
        for document in waiting_documents(framework, held.proposer):
            if time.monotonic() > until or not go_on():
                done.waiting += 1
                break
            try:
                _in_turn(document, held, done)
            except Exception as problem:
                failed = problem  # said when the others have had their turn
    if failed is not None:
        raise failed
    return done


def suggesting_frameworks() -> list[Framework]:
    """The frameworks that a machine proposes with: those that staff asked for, and, where nobody said anything, those
    of which it has learned at least one theme well enough."""
    wanted = Q(wants_suggestions=True) | Q(wants_suggestions__isnull=True, trained__bytes__gt=0)
    rows = Framework.objects.filter(wanted, retired_at__isnull=True).order_by("pk")
    figures = dict(TrainedModel.objects.filter(framework__in=rows).values_list("framework", "figures"))
    return [row for row in rows if row.wants_suggestions or _speaks(figures[row.pk])]


def _speaks(figures: dict[str, Any]) -> bool:
    return not all(one["silent"] for one in figures["themes"])


def waiting_documents(framework: Framework, proposer: str) -> Iterable[Document]:
    """The newest versions of reviews that nobody has gone through with what there is now, oldest first."""
    read_since = Change.objects.filter(
        kind=ChangeKind.PASSAGES, thing_kind="document", thing=OuterRef("document"), pk__gt=OuterRef("heard")
    )
    done = SuggestedDocument.objects.filter(
        ~Exists(read_since), framework=framework, proposer=proposer, document=OuterRef("pk")
    )
    busy = SuggestedDocument.objects.filter(
        framework=framework, document=OuterRef("pk"), claimed_until__gt=now()
    )
    reviews = learnable_documents().filter(work__kind__in=_REVIEWS)
    return reviews.filter(~Exists(done), ~Exists(busy)).select_related("work").order_by("pk")


def _in_turn(document: Document, held: Suggesting, done: Suggested) -> None:
    if not _claim(document, held.framework):
        return
    try:
        done.proposed += len(_gone_through(document, held, by=SYSTEM))
        done.documents += 1
    finally:
        SuggestedDocument.objects.filter(framework=held.framework, document=document).update(
            claimed_until=None
        )


def _claim(document: Document, framework: Framework) -> bool:
    """Take a document, unless another worker has it or it went this moment."""
    try:
        with transaction.atomic():
            SuggestedDocument.objects.get_or_create(framework=framework, document=document)
    except IntegrityError:
        return False
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now())
    rows = SuggestedDocument.objects.filter(free, framework=framework, document=document)
    return rows.update(claimed_until=now() + _CLAIM) == 1


def _gone_through(document: Document, held: Suggesting, *, by: Actor) -> list[Coding]:
    newest = newest_reading(document.pk)  # before the passages: what is read meanwhile is gone through again
    rows = Passage.objects.filter(document=document).order_by("order", "pk")
    passages = list(rows.values_list("pk", "text", "kind", "pieces"))
    guesses = held.guesses([Asked(*row[:3]) for row in passages], document=document.pk)
    pieces = {key: pieces_from_row(own) for key, *_, own in passages}
    proposals = [
        Proposed(
            theme=one.theme,
            spans=spans_of(pieces[one.passage], one.start, one.end),
            score=one.score,
            reason=one.reason,
            proposer=held.by_labels if one.learned else OWN_WORDS,
        )
        for one in guesses.found
    ]
    return _put_down(document, held, proposals, guesses.doubts, newest, by=by)


@transaction.atomic
def _put_down(
    document: Document,
    held: Suggesting,
    proposals: Sequence[Proposed],
    doubts: Sequence[Doubt],
    newest: int,
    *,
    by: Actor,
) -> list[Coding]:
    waiting = propose(document, held.framework, proposals, proposer=held.proposer, by=by)
    SuggestedDocument.objects.update_or_create(
        framework=held.framework,
        document=document,
        defaults={
            "proposer": held.proposer,
            "heard": newest,
            "proposed": len(waiting),
            "doubts": [list(doubt) for doubt in doubts],
            "at": now(),
        },
    )
    return waiting
