"""Where two standing values of one theme differ on one thing outside a round: both count until a person chooses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from heeded.learning.models import Coding, CodingPlace, Theme
from heeded.learning.queries._codings import Coded, decided_codings, sees_undecided, visible_places
from heeded.learning.units import overlap
from heeded.library.layout import spans_from_row
from heeded.library.models import Work
from heeded.library.placing import place
from heeded.people.viewer import Viewer

_AT_ONCE = 100  # conditions of one query


@dataclass(frozen=True, slots=True)
class Differing:
    """One theme on one thing with values that differ: of a review, a person, or words that overlap."""

    theme: Theme
    work: Work
    coded: tuple[Coded, ...]  # oldest first

    @property
    def values(self) -> set[str]:
        return {one.coding.value for one in self.coded}


def differing(viewer: Viewer, *, work: Work | None = None) -> list[Differing]:
    """What differs, of all reviews or of one, by review and theme: for those who see what is undecided."""
    if not sees_undecided(viewer):
        return []
    found = [*_of_wholes(viewer, work), *_of_words(viewer, work)]
    return sorted(found, key=lambda one: (one.work.title, one.work.pk, one.coded[0].coding.pk))


def _of_wholes(viewer: Viewer, work: Work | None) -> Iterator[Differing]:
    """Of a review or a person there is one answer."""
    rows = decided_codings(viewer).exclude(target="passage").order_by()
    rows = rows.filter(work=work) if work else rows
    thing = ("work", "target", "subject", "adult", "theme")
    several = (
        rows.values(*thing).annotate(values_said=Count("value", distinct=True)).filter(values_said__gt=1)
    )
    held: dict[tuple[object, ...], dict[int, Coded]] = defaultdict(dict)
    for one in _coded(viewer, [{name: row[name] for name in thing} for row in several], "coding__"):
        coding = one.coding
        key = (coding.work_id, coding.target, coding.subject_id, coding.adult_id, coding.theme_id)
        held[key].setdefault(coding.pk, one)
    for some in held.values():
        yield _differing(some.values())


def _of_words(viewer: Viewer, work: Work | None) -> Iterator[Differing]:
    """Of words that overlap, by different people. What one person coded inside their own coding they meant so."""
    standing = decided_codings(viewer).filter(target="passage")
    standing = standing.filter(work=work) if work else standing
    places = visible_places(viewer).filter(coding__in=standing, is_lost=False).order_by()
    several = places.values("document", "coding__theme").annotate(
        values_said=Count("coding__value", distinct=True)
    ).filter(values_said__gt=1)  # fmt: skip
    near: dict[tuple[int | None, int], list[Coded]] = defaultdict(list)
    conditions = [{"document": row["document"], "coding__theme": row["coding__theme"]} for row in several]
    for one in _coded(viewer, conditions, "", target="passage"):
        near[one.place.document_id, one.coding.theme_id].append(one)
    told: set[frozenset[int]] = set()
    for _, some in sorted(near.items(), key=lambda item: -(item[0][0] or 0)):  # the newest version first
        for group in _overlapping(some):
            codings = frozenset(one.coding.pk for one in group)
            if codings not in told and len({one.coding.value for one in group}) > 1:
                told.add(codings)
                yield _differing(group)


def _coded(
    viewer: Viewer, conditions: Sequence[Mapping[str, object]], prefix: str, target: str = ""
) -> Iterator[Coded]:
    """Standing codings that meet one of these conditions, with where this viewer finds them."""
    standing = decided_codings(viewer).filter(**({"target": target} if target else {}))
    related = ("coding", "coding__theme", "coding__made_under", "coding__work", "document")
    people = ("coding__subject", "coding__adult")
    for start in range(0, len(conditions), _AT_ONCE):
        wanted = Q()
        for condition in conditions[start : start + _AT_ONCE]:
            wanted |= Q(*(_is(prefix + name, value) for name, value in condition.items()))
        rows = visible_places(viewer).filter(wanted, coding__in=standing, is_lost=False)
        for row in rows.select_related(*related, *people).order_by("coding", "-pk"):
            yield Coded(row.coding, row)


def _is(name: str, value: object) -> Q:
    return Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})


def _overlapping(some: list[Coded]) -> Iterator[list[Coded]]:
    """Codings whose words overlap with one of another person, or are the very same, directly or by way of others."""
    left = list(some)
    while left:
        group, waiting = [], [left.pop(0)]
        while waiting:
            one = waiting.pop()
            group.append(one)
            near = [other for other in left if _meet(one.place, other.place)]
            left = [other for other in left if other not in near]
            waiting += near
        if len(group) > 1:
            yield group


def _meet(one: CodingPlace, other: CodingPlace) -> bool:
    mine, theirs = spans_from_row(one.spans), spans_from_row(other.spans)
    if one.coding.made_by == other.coding.made_by:
        return mine == theirs
    return overlap(mine, theirs)


def _differing(some: Iterable[Coded]) -> Differing:
    coded = sorted(some, key=lambda one: one.coding.pk)
    place([one.place for one in coded if one.place.quote])
    first: Coding = coded[0].coding
    return Differing(first.theme, first.work, tuple(coded))
