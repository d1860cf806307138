"""A lesson through time: every review that taught it, by the period under review, and what was recommended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from heeded.engine.briefing import PointKind, kinds_of
from heeded.engine.vocabulary import LearningPointKind
from heeded.learning.models import LessonMember
from heeded.learning.queries._boards import Boards
from heeded.learning.queries._codings import sees_undecided
from heeded.learning.queries._lessons import LessonShown
from heeded.learning.queries._reviews import ReviewKnown, reviews_known
from heeded.library.models import LearningPoint, LearningPointPlace
from heeded.library.repeats import printed_alike, standing_for
from heeded.people.viewer import Viewer

OUTCOME = "not known to this library"  # until there is a room that follows what was done


@dataclass(frozen=True, slots=True)
class TaughtBy:
    """A learning point that teaches the lesson, the pages on which it is printed (none where its document has none),
    and in which other documents of the review it is printed alike."""

    member: LessonMember
    pages: tuple[int, ...]
    printed_also: tuple[LessonMember, ...] = ()

    @property
    def point(self) -> LearningPoint:
        return self.member.learning_point


@dataclass(frozen=True, slots=True)
class Taught:
    """One review that taught the lesson."""

    review: ReviewKnown
    by: tuple[TaughtBy, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """Recommendations of a lesson that ask for the same kind of thing first. `kind` None: nobody has decided it, and
    guesses are for staff. `is_guess`: a machine told the kind of one of them, at least, from its words."""

    kind: PointKind | None
    by: tuple[TaughtBy, ...]
    is_guess: bool


@dataclass(frozen=True, slots=True)
class Throughline:
    """A lesson through time. `taught` stands in order of the period under review, else of publication, and those that
    cannot be dated last. `is_proposed`: nobody has confirmed the lesson, what follows is the machine's proposal."""

    taught: tuple[Taught, ...]
    remedies: tuple[Remedy, ...]
    boards: int
    areas: int
    years: int | None  # from the first to the last, whole calendar years; None: fewer than two are dated
    board_unknown: int  # reviews whose board this viewer does not know
    undated: int
    is_proposed: bool
    outcome: str = OUTCOME

    @property
    def first(self) -> Taught | None:
        """The earliest that can be dated."""
        return next((one for one in self.taught if one.review.dated_by), None)

    @property
    def last(self) -> Taught | None:
        """The latest that can be dated."""
        return next((one for one in reversed(self.taught) if one.review.dated_by), None)

    @property
    def reviews(self) -> int:
        return len(self.taught)


def throughline(
    viewer: Viewer, shown: LessonShown, *, decided_kinds: Mapping[int, Sequence[str]] | None = None
) -> Throughline:
    """The lesson as this viewer may know it. `decided_kinds`: what people decided that a recommendation asks for, the
    main thing first, by its primary key. Of a lesson that is only proposed, all that is proposed. Six queries."""
    members = shown.confirmed if shown.is_decided else shown.members
    reviews = reviews_known(viewer, {member.learning_point.work_id for member in members})
    pages = pages_of(member.learning_point_id for member in members)
    taught = taught_by(members, reviews, pages)
    boards = Boards()
    dated = [one.review.order for one in taught if one.review.order is not None]
    known = [one.review for one in taught]
    return Throughline(
        taught=taught,
        remedies=_remedies(taught, decided_kinds or {}, guesses=sees_undecided(viewer)),
        boards=boards.distinct(known),
        areas=len({one.area.casefold() for one in known if one.area}),
        years=(max(dated) // 12 - min(dated) // 12) if len(dated) > 1 else None,
        board_unknown=sum(not one.board for one in known),
        undated=len(taught) - len(dated),
        is_proposed=not shown.is_decided,
    )


def taught_by(
    members: Iterable[LessonMember],
    reviews: Mapping[int, ReviewKnown],
    pages: Mapping[int, tuple[int, ...]],
) -> tuple[Taught, ...]:
    """The reviews that these members stand in, in order of time, each with its members once."""
    by_work: dict[int, list[LessonMember]] = defaultdict(list)
    for member in members:
        by_work[member.learning_point.work_id].append(member)
    found = [Taught(reviews[work], _once(some, pages)) for work, some in by_work.items() if work in reviews]
    return tuple(sorted(found, key=lambda one: one.review.in_time))


def _once(members: Sequence[LessonMember], pages: Mapping[int, tuple[int, ...]]) -> tuple[TaughtBy, ...]:
    of = {member.learning_point_id: member for member in members}
    found = []
    for same in printed_alike(member.learning_point for member in members):
        chosen = standing_for(same)
        others = tuple(of[point.pk] for point in same if point.pk != chosen.pk)
        found.append(TaughtBy(of[chosen.pk], pages.get(chosen.pk, ()), others))
    return tuple(found)


def pages_of(points: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The pages on which learning points (by key) are printed; of those whose documents have any. One query. Give only
    those that the viewer may see."""
    found: dict[int, set[int]] = defaultdict(set)
    of_pages = LearningPointPlace.objects.filter(learning_point__document__paged=True)
    rows = of_pages.filter(learning_point__in=list(points))
    for point, page in rows.values_list("learning_point", "page"):
        found[point].add(page)
    return {point: tuple(sorted(numbers)) for point, numbers in found.items()}


def _remedies(
    taught: Iterable[Taught], decided: Mapping[int, Sequence[str]], *, guesses: bool
) -> tuple[Remedy, ...]:
    by_kind: dict[PointKind | None, list[TaughtBy]] = defaultdict(list)
    guessed: set[PointKind | None] = set()
    for one in (one for review in taught for one in review.by):
        if one.point.kind != LearningPointKind.RECOMMENDATION:
            continue
        said = decided.get(one.point.pk)
        kind = PointKind(said[0]) if said else kinds_of(one.point.text)[0] if guesses else None
        by_kind[kind].append(one)
        if not said and kind is not None:
            guessed.add(kind)
    order = sorted(by_kind, key=lambda kind: (kind is None, -len(by_kind[kind])))
    return tuple(Remedy(kind, tuple(by_kind[kind]), kind in guessed) for kind in order)
