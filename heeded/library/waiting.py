"""What waits for whoever looks after the library: problems, drafts, files, titles and facts. Each list holds what
this viewer may see and decide, and nothing else."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from heeded.core.clock import today
from heeded.library.keeping import kept_by
from heeded.library.models import Document, Fact, FactDecision, Problem, Work
from heeded.library.models._works import UNREAD
from heeded.library.queries import visible_documents
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Waiting:
    """Lists to count and to show, what comes first on top."""

    problems: QuerySet[Problem]
    drafts: QuerySet[Document]  # read, restricted, theirs to publish
    files: QuerySet[Document]  # not read yet, or not readable as they are
    titles: QuerySet[Work]  # the machine's, to confirm
    facts: QuerySet[Work]  # with a proposal that nobody has decided on


def waiting_for(viewer: Viewer) -> Waiting:
    """The lists of this viewer. No query until one is counted or shown."""
    seen = visible_documents(viewer)
    held = Work.objects.filter(
        _may(viewer, Permission.CONFIRM), documents__in=seen, withdrawn_at__isnull=True
    )
    guessed = held.filter(title_is_confirmed=False, catalogued=False).exclude(title__startswith=UNREAD)
    mine = Work.objects.filter(_may(viewer, Permission.PUBLISH)).values("pk")
    unread = seen.exclude(read_state="read").select_related("work").order_by("added_at", "pk")
    drafts = seen.filter(state="restricted", read_state="read", work__in=mine)
    return Waiting(
        problems=_problems(viewer),
        drafts=drafts.select_related("work").order_by("added_at", "pk"),
        files=unread if Permission.ADD_REPORTS in viewer.permissions else unread.none(),
        titles=guessed.distinct().order_by("added_at", "pk"),
        facts=held.filter(pk__in=_undecided(seen)).distinct().order_by("added_at", "pk"),
    )


def overdue(problems: QuerySet[Problem]) -> int:
    """How many should have been answered before today."""
    return problems.filter(answer_by__lt=today()).count()


def _may(viewer: Viewer, permission: Permission) -> Q:
    return kept_by(viewer, permission) if permission in viewer.permissions else Q(pk__in=[])


def _problems(viewer: Viewer) -> QuerySet[Problem]:
    if Permission.ANSWER_PROBLEMS not in viewer.permissions:
        return Problem.objects.none()
    return Problem.objects.filter(answered_at__isnull=True).select_related("work").order_by("answer_by", "pk")


def _undecided(seen: QuerySet[Document]) -> QuerySet[Fact, int]:
    """Works with a proposal where no decision is in force. A fact of the review has no subject, and no fact of a
    person has none."""
    decided = FactDecision.objects.filter(
        Q(subject=OuterRef("subject")) | Q(subject__isnull=True),
        work=OuterRef("work"),
        name=OuterRef("name"),
        current=True,
    ).exclude(values=[])
    facts = Fact.objects.filter(~Exists(decided), found=True, document__in=seen)
    return facts.values_list("work", flat=True)
