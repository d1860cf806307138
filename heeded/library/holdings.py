"""What this library holds and what it lacks, by area and year."""

from collections import Counter
from dataclasses import dataclass

from heeded.engine.vocabulary import FactName
from heeded.library.filing import filed
from heeded.library.models import Work
from heeded.library.naming import Facts, decided, year_of
from heeded.library.queries import visible_documents, visible_works
from heeded.people.viewer import Viewer

NOT_CONFIRMED = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """One area: reviews held and known but not held, by year. Area or year "" is "not yet confirmed"."""

    area: str
    held: dict[str, int]
    known: dict[str, int]

    @property
    def total_held(self) -> int:
        return sum(self.held.values())

    @property
    def total_known(self) -> int:
        return sum(self.known.values())


def holdings(viewer: Viewer) -> list[Holding]:
    """Every area with what is held and what is only known, the unconfirmed last. Reviews only."""
    works = list(visible_works(viewer).filter(kind="review"))
    held = set(visible_documents(viewer).values_list("work", flat=True))
    facts = filed(viewer, works)
    counts: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for work in works:
        area, year = _place(work, facts.get(work.pk, {}))
        pair = counts.setdefault(area, (Counter(), Counter()))
        pair[0 if work.pk in held else 1][year] += 1
    return [
        Holding(area, dict(sorted(pair[0].items())), dict(sorted(pair[1].items())))
        for area, pair in sorted(counts.items(), key=lambda item: (item[0] == NOT_CONFIRMED, item[0]))
    ]


def _place(work: Work, facts: Facts) -> tuple[str, str]:
    return decided(facts, FactName.AREA) or work.catalogue_area, year_of(work, facts)
