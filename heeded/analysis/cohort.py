"""The reviews that are counted: who is in, who is not and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from heeded.analysis.asked import Asked, DatedBy, SideBySide
from heeded.core.clock import now
from heeded.engine.vocabulary import NOT_STATED, FactName, WorkKind
from heeded.library.filing import visible_decisions
from heeded.library.models import Work
from heeded.library.queries import visible_documents, visible_works
from heeded.people.viewer import ANONYMOUS, Viewer

_OF_REVIEW = (
    FactName.NATION,
    FactName.REGION,
    FactName.AREA,
    FactName.REVIEW_TYPE,
    FactName.DATE_OF_PUBLICATION,
    FactName.DATE_OF_REPORT,
    FactName.PERIOD_TO,
)
_OF_PEOPLE = {
    SideBySide.AGE: FactName.AGE_BAND,
    SideBySide.HARM: FactName.HARM,
    SideBySide.OUTCOME: FactName.OUTCOME,
}


@dataclass(slots=True)
class ReviewFacts:
    """What people decided of one review, as far as it is counted by. Blank: not confirmed."""

    work: int
    is_published: bool
    nation: str = ""
    region: str = ""
    area: str = ""
    review_type: str = ""
    published_in: str = ""  # the year
    period_ended_in: str = ""  # the year in which the period under review ended
    people: dict[SideBySide, frozenset[str]] = field(
        default_factory=dict
    )  # of the children and adults reviewed

    def year(self, dated_by: DatedBy) -> int | None:
        """The year that it is counted under."""
        text = self.period_ended_in if dated_by is DatedBy.PERIOD else self.published_in
        return int(text) if text.isascii() and text.isdigit() else None

    def values(self, side_by_side: SideBySide) -> frozenset[str]:
        """The groups that it stands in; a review of several children may stand in several of their features."""
        if side_by_side in self.people or side_by_side in _OF_PEOPLE:
            return self.people.get(side_by_side, frozenset({""})) or frozenset({""})
        # A region is a part of England: a review there whose region nobody confirmed stands under its nation.
        place = self.region or self.nation
        return frozenset({{"region": place, "type": self.review_type, "area": self.area}[side_by_side]})


@dataclass(frozen=True, slots=True)
class Cohort:
    """The reviews held that a question chooses, and what was left out of it. Counts in it are of published reviews,
    which anybody can list, unless it says "restricted"."""

    asked: Asked
    reviews: tuple[ReviewFacts, ...]
    at: datetime
    held: int  # published reviews that can be read here, before any filter
    known: int  # ... and those that are known and not held: never counted in a figure
    other_works: int  # works that are no reviews
    outside: int  # published reviews that a filter leaves out
    undecided: int  # ... because nobody has confirmed what it asks for
    restricted_left_out: (
        bool  # whether there are restricted ones that this viewer may read and did not ask for
    )
    filters_left_out: tuple[str, ...] = ()  # features of families are counted over all reviews
    area_left_out: bool = False  # asked for beside features of families, which it never has

    @property
    def published(self) -> frozenset[int]:
        """The published reviews in it, by primary key."""
        return frozenset(one.work for one in self.reviews if one.is_published)

    @property
    def works(self) -> frozenset[int]:
        """All reviews in it, by primary key."""
        return frozenset(one.work for one in self.reviews)

    def grouped(self, by: Callable[[ReviewFacts], Iterable[str]]) -> dict[str, frozenset[int]]:
        """The reviews by what they stand under."""
        found: dict[str, set[int]] = defaultdict(set)
        for one in self.reviews:
            for key in by(one):
                found[key].add(one.work)
        return {key: frozenset(works) for key, works in found.items()}


def every_review(viewer: Viewer, *, with_restricted: bool) -> list[ReviewFacts]:
    """The reviews held, with what is decided of them: published ones as anybody may know them, so that every viewer's
    count of them is the same, and on demand the restricted ones that this viewer may read. Few queries."""
    found = _read(ANONYMOUS, but=frozenset())
    if with_restricted:
        found += _read(viewer, but=frozenset(one.work for one in found))
    return found


def choose(
    viewer: Viewer,
    asked: Asked,
    reviews: list[ReviewFacts],
    *,
    filters_left_out: tuple[str, ...] = (),
    area_left_out: bool = False,
) -> Cohort:
    """The cohort of a question among these reviews."""
    chosen = [one for one in reviews if not _why_not(one, asked)]
    left_out = [one for one in reviews if one.is_published and _why_not(one, asked)]
    public = visible_works(ANONYMOUS)
    held = sum(one.is_published for one in reviews)
    of_reviews = public.filter(kind=WorkKind.REVIEW).count()
    return Cohort(
        asked=asked,
        reviews=tuple(chosen),
        at=now(),
        held=held,
        known=of_reviews - held,
        other_works=public.exclude(kind=WorkKind.REVIEW).count(),
        outside=sum(_why_not(one, asked) == "outside" for one in left_out),
        undecided=sum(_why_not(one, asked) == "undecided" for one in left_out),
        restricted_left_out=not asked.with_restricted and _has_restricted(viewer),
        filters_left_out=filters_left_out,
        area_left_out=area_left_out,
    )


def _why_not(one: ReviewFacts, asked: Asked) -> str:
    """Why a review is not counted: blank where it is."""
    wanted = (
        (asked.nations, one.nation),
        (asked.regions, one.region),
        (asked.areas, one.area),
        (asked.review_types, one.review_type),
    )
    answers = [
        "" if not values or value in values else "outside" if value else "undecided"
        for values, value in wanted
    ]
    if asked.year_from or asked.year_to:
        year = one.year(asked.dated_by)
        inside = year is not None and (asked.year_from or 0) <= year <= (asked.year_to or 9999)
        answers.append("" if inside else "outside" if year is not None else "undecided")
    return "outside" if "outside" in answers else "undecided" if "undecided" in answers else ""


def _has_restricted(viewer: Viewer) -> bool:
    if viewer.account is None and not viewer.is_operator:
        return False
    public = visible_documents(ANONYMOUS).values("work")
    return visible_documents(viewer).filter(work__kind=WorkKind.REVIEW).exclude(work__in=public).exists()


def _read(viewer: Viewer, *, but: frozenset[int]) -> list[ReviewFacts]:
    held = Work.objects.filter(pk__in=visible_documents(viewer).values("work"), kind=WorkKind.REVIEW)
    works = [work for work in held.filter(withdrawn_at__isnull=True).order_by("pk") if work.pk not in but]
    facts = _facts(viewer)
    is_published = viewer.account is None and not viewer.is_operator
    return [_review(work, facts.get(work.pk, {}), is_published) for work in works]


_Facts = dict[FactName, set[str]]


def _facts(viewer: Viewer) -> dict[int, _Facts]:
    names = [*_OF_REVIEW, *_OF_PEOPLE.values()]
    rows = (
        visible_decisions(viewer).filter(name__in=names).values_list("work", "name", "values").order_by("pk")
    )
    found: dict[int, _Facts] = defaultdict(lambda: defaultdict(set))
    for work, name, values in rows:
        found[work][FactName(name)].update(value for value in values if value and value != NOT_STATED)
    return found


def _review(work: Work, facts: _Facts, is_published: bool) -> ReviewFacts:
    def of(name: FactName) -> str:
        return min(facts.get(name) or {""})

    came_out = of(FactName.DATE_OF_PUBLICATION) or of(FactName.DATE_OF_REPORT)
    return ReviewFacts(
        work=work.pk,
        is_published=is_published,
        nation=of(FactName.NATION),
        region=of(FactName.REGION),
        area=of(FactName.AREA) or work.catalogue_area,
        review_type=of(FactName.REVIEW_TYPE),
        published_in=came_out[:4] or str(work.catalogue_year or ""),
        period_ended_in=of(FactName.PERIOD_TO)[:4],
        people={key: frozenset(facts.get(name) or ()) for key, name in _OF_PEOPLE.items()},
    )
