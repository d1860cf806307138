"""What a review is filed under: decided facts, and proposals for those who may see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from heeded.engine.vocabulary import OF_SUBJECT, FactName
from heeded.library.models import Fact, FactDecision, Work
from heeded.library.queries import in_documents
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@dataclass(slots=True)
class Filed:
    """One fact of one review as this viewer may know it. `proposals` is empty for the public."""

    name: FactName
    subject: int  # 0: the review
    decided: tuple[str, ...] = ()
    is_decided: bool = False
    proposals: list[Fact] = field(default_factory=list)

    @property
    def values(self) -> tuple[str, ...]:
        """The decided values, or else what the machine proposes with most confidence."""
        if self.is_decided:
            return self.decided
        best = sorted(self.proposals, key=lambda fact: -fact.confidence)
        return tuple(dict.fromkeys(fact.value for fact in best))


def filed(viewer: Viewer, works: Iterable[Work]) -> dict[int, dict[tuple[FactName, int], Filed]]:
    """For each work by primary key, its facts by name and subject. Three queries whatever the number."""
    keys = [work.pk for work in works]
    found: dict[int, dict[tuple[FactName, int], Filed]] = defaultdict(dict)
    for decision in visible_decisions(viewer).filter(work__in=keys).select_related("subject"):
        one = _one(found[decision.work_id], decision.name, decision.subject.number if decision.subject else 0)
        if decision.values:
            one.decided, one.is_decided = tuple(decision.values), True
    if Permission.SEE_UNCONFIRMED in viewer.permissions:
        facts = Fact.objects.filter(work__in=keys, found=True, document__in=in_documents(viewer))
        for fact in facts.select_related("subject", "document"):
            one = _one(found[fact.work_id], fact.name, fact.subject.number if fact.subject else 0)
            one.proposals.append(fact)
    return found


def visible_decisions(viewer: Viewer) -> QuerySet[FactDecision]:
    """The decisions in force, without those that rest only on documents that this viewer may not see."""
    shown = Fact.objects.filter(document__in=in_documents(viewer))
    rests = FactDecision.proposals.through.objects.filter(factdecision=OuterRef("pk"))
    may_know = ~Exists(rests) | Exists(rests.filter(fact__in=shown))
    return FactDecision.objects.filter(may_know, current=True)


def _one(facts: dict[tuple[FactName, int], Filed], name: str, subject: int) -> Filed:
    key = (FactName(name), subject)
    if key not in facts:
        facts[key] = Filed(*key)
    return facts[key]


def may_combine(viewer: Viewer) -> bool:
    """Whether this viewer may see the area together with a child's features: not without log-in."""
    return viewer.is_operator or viewer.account is not None


def hides_area(viewer: Viewer, facts: dict[tuple[FactName, int], Filed]) -> bool:
    """Whether area and board are left out beside the features of a child, for this viewer."""
    return not may_combine(viewer) and any(
        name in OF_SUBJECT and one.values for (name, _), one in facts.items()
    )
