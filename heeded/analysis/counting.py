"""The reviews behind every figure, before anything is hidden."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_noop

from heeded.analysis.asked import OF_FAMILIES, DatedBy, SideBySide
from heeded.analysis.cohort import Cohort, ReviewFacts
from heeded.analysis.figures import Column, TableName
from heeded.engine.vocabulary import AgeBand, Choice, Harm, Nation, Outcome, ReviewType

Works = frozenset[int]
NOT_CONFIRMED = ""
_MOST_BANDS = 8
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_WORDS: Mapping[SideBySide, type[Choice]] = {
    SideBySide.REGION: Nation,
    SideBySide.REVIEW_TYPE: ReviewType,
    SideBySide.AGE: AgeBand,
    SideBySide.HARM: Harm,
    SideBySide.OUTCOME: Outcome,
}


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A theme or a lesson with the reviews that stand under it: those that everybody can list, and all that this
    viewer asked for. `proposed` are those that only a machine puts there; none: not for this viewer."""

    key: str
    label: str
    published: Works
    works: Works
    proposed: Works | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """One table as sets of reviews."""

    name: TableName
    columns: tuple[Column, ...]
    groups: Mapping[str, Works]
    rows: tuple[CountedRow, ...]
    published: Works  # in the cohort
    works: Works
    coded_published: Works | None = None
    coded: Works | None = None
    tells_of_families: bool = False  # its figures
    columns_tell_of_families: bool = False  # ... and how many reviews stand in each column
    totals_are_public: bool = (
        False  # ... while how many there are in all stands in other tables for everybody
    )
    left_out: int = field(default=0)

    def cell(self, row: CountedRow, column: str) -> Works:
        """The reviews behind one figure."""
        return row.works & self.works & self.groups.get(column, frozenset())

    def with_rows(self, rows: Iterable[CountedRow], *, left_out: int = 0) -> "Counted":
        """The same with these rows alone."""
        return replace(self, rows=tuple(rows), left_out=left_out)


def by_year(cohort: Cohort, *, columns: Sequence[Column] = ()) -> tuple[tuple[Column, ...], dict[str, Works]]:
    """The years of a cohort, in bands where there are many, and the reviews of each; in these columns where they are
    given. Reviews without a year stand last."""
    dated_by = cohort.asked.dated_by
    years = [year for one in cohort.reviews if (year := one.year(dated_by)) is not None]
    used = tuple(columns) or _bands(years)
    groups = cohort.grouped(lambda one: [_band(one, used, dated_by)])
    if not columns and NOT_CONFIRMED in groups:
        used = (*used, Column(NOT_CONFIRMED, ""))
    return used, groups


def side_by_side(
    cohort: Cohort, *, columns: Sequence[Column] = ()
) -> tuple[tuple[Column, ...], dict[str, Works]]:
    """The groups that a cohort is set side by side in, the largest first, and the reviews of each."""
    by = cohort.asked.side_by_side
    groups = cohort.grouped(lambda one: one.values(by))
    order = _order(by, groups)
    used = tuple(columns) or tuple(Column(key, _words(by, key)) for key in order)
    return used, groups


def _bands(years: list[int]) -> tuple[Column, ...]:
    if not years:
        return ()
    first, last = min(years), max(years)
    step = next((step for step in _STEPS if (last // step - first // step) < _MOST_BANDS), _STEPS[-1])
    begin = first - first % step
    bands = [(year, year + step - 1) for year in range(begin, last + 1, step)]
    return tuple(Column(f"{a}-{b}", f"{a}" if a == b else f"{a} to {b}") for a, b in bands)


def _band(one: ReviewFacts, columns: Iterable[Column], dated_by: DatedBy) -> str:
    year = one.year(dated_by)
    if year is None:
        return NOT_CONFIRMED
    for column in columns:
        first, _, last = column.key.partition("-")
        if first and int(first) <= year <= int(last):
            return column.key
    return "outside"


def _order(by: SideBySide, groups: Mapping[str, Works]) -> list[str]:
    """The largest first, what is not confirmed last; features of families in the order of their list, so that the
    order tells no number."""
    if by in OF_FAMILIES:
        fixed = [choice.value for choice in _WORDS[by]]
        return sorted(
            groups, key=lambda key: (not key, fixed.index(key) if key in fixed else len(fixed), key)
        )
    no_region = Nation.ENGLAND if by is SideBySide.REGION else None
    return sorted(groups, key=lambda key: (not key, key == no_region, -len(groups[key]), key))


def _words(by: SideBySide, key: str) -> str:
    if by is SideBySide.REGION and key == Nation.ENGLAND:
        return gettext_noop("England, region not confirmed")
    choices = _WORDS.get(by)
    return choices(key).label if choices and key in set(choices) else key[:1].upper() + key[1:]


def pairs(found: Iterable[tuple[int, int]]) -> dict[int, Works]:
    """By the first of each pair, all the second ones."""
    grouped: dict[int, set[int]] = defaultdict(set)
    for first, second in found:
        grouped[first].add(second)
    return {first: frozenset(seconds) for first, seconds in grouped.items()}
