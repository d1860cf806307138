"""What people decided about the facts of a review, with everything that was decided before."""

from collections import defaultdict

from heeded.engine.vocabulary import FactName
from heeded.library.models import FactDecision, Work

History = dict[tuple[FactName, int], list[FactDecision]]


def decisions_of(work: Work) -> History:
    """By fact and subject (0: the review), newest first. One query; ask only for a work that the viewer may see."""
    found: History = defaultdict(list)
    rows = FactDecision.objects.filter(work=work).select_related("subject").order_by("-decided_at", "-pk")
    for row in rows:
        name = FactName(row.name)
        found[name, row.subject.number if row.subject else 0].append(row)
    return found
