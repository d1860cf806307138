"""Every read of analysis. The viewer comes first, always."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from heeded.analysis.across import across_tables
from heeded.analysis.asked import OF_FAMILIES, Asked, DatedBy, SideBySide
from heeded.analysis.cohort import Cohort, ReviewFacts, choose, every_review
from heeded.analysis.counting import Counted, CountedRow, Works, by_year, side_by_side
from heeded.analysis.figures import Column, Figures, TableName
from heeded.analysis.guarding import Mask, guarded, guarded_pairs
from heeded.analysis.reading import Themes, framework_asked, lesson_rows
from heeded.learning.models import Framework
from heeded.library.models import Work
from heeded.library.queries import library_settings, visible_works
from heeded.people.viewer import ANONYMOUS, Viewer

MOST_ROWS = 8  # themes or lessons of a picture; exports have them all


@dataclass(frozen=True, slots=True)
class Analysis:
    """The answer to one question: which reviews, and the four tables over them."""

    asked: Asked
    cohort: Cohort
    framework: Framework | None
    by_year: Figures
    side_by_side: Figures
    together: Figures
    lessons: Figures

    @property
    def tables(self) -> tuple[Figures, ...]:
        """The four, in order."""
        return self.by_year, self.side_by_side, self.together, self.lessons


def analyse(viewer: Viewer, asked: Asked, *, most: int | None = MOST_ROWS) -> Analysis:
    """Count what was decided, over the reviews that a question chooses. `most` themes and lessons of each table are
    shown, those of most reviews; none: all of them. The number of queries does not grow with the library."""
    counting = _Counting(viewer, asked)
    below = library_settings().hides_below
    tables = [counting.guarded(name, below=below, most=most) for name in TableName]
    return Analysis(counting.asked, counting.cohort, counting.framework, *tables)


def reviews_behind(
    viewer: Viewer, asked: Asked, *, table: TableName, row: str, column: str
) -> list[Work] | None:
    """The published reviews behind one figure, the newest first; a blank column is "not confirmed", and "all" the whole
    row. None where there is no such figure, or it tells of children and families: those are never listed."""
    counting = _Counting(viewer, replace(asked, with_restricted=False))
    counted = counting.counted(table, most=None, chosen=(row,))
    found = next((one for one in counted.rows if one.key == row), None)
    if row == "held":
        found = CountedRow("held", "", counted.published, counted.works)
    known = {one.key for one in counted.columns} | {"all"}
    if found is None or column not in known or counted.tells_of_families or counted.columns_tell_of_families:
        return None
    works = found.works & counted.works if column == "all" else counted.cell(found, column)
    return list(visible_works(ANONYMOUS).filter(pk__in=works).order_by("-added_at", "-pk"))


class _Counting:
    """One question with all that is read for it, once."""

    def __init__(self, viewer: Viewer, asked: Asked) -> None:
        self.asked = _as_it_may_be(asked)
        self._viewer = viewer
        self._across: list[tuple[tuple[TableName, Asked], Mask]] | None = None
        self._left_out = asked.filters() if self.asked.filters() != asked.filters() else ()
        self._no_area = self.asked.side_by_side is not asked.side_by_side
        self._reviews = every_review(viewer, with_restricted=asked.with_restricted)
        self.cohort = self._choose(self.asked)
        self.framework = framework_asked(viewer, asked)
        self._themes = Themes(viewer, asked, self.framework)
        self._lessons = lesson_rows(viewer, asked)
        self._wider = [self._choose(self.asked.without(name)) for name in self.asked.filters()]

    def guarded(self, name: TableName, *, below: int, most: int | None) -> Figures:
        """One table as it may be shown."""
        counted = self.counted(name, most=most)
        wider = (
            [self._of(name, cohort, counted) for cohort in self._wider] if self.asked.with_restricted else []
        )
        guard = guarded_pairs if name is TableName.TOGETHER else guarded
        return guard(counted, below=below, wider=wider, also=self._also(counted, below=below))

    def _also(self, counted: Counted, *, below: int) -> Mask | None:
        """What figures that tell of families alone hide for the sake of every other table of them that can be asked
        for. Where the reviews of a theme can be listed there is nothing to be given away."""
        if not counted.tells_of_families or counted.totals_are_public:
            return None
        if self._across is None:
            asked = _every_table(self.asked)
            tables = [
                self._of(name, replace(self.cohort, asked=one), None, counted.rows) for name, one in asked
            ]
            self._across = list(zip(asked, across_tables(tables, below=below), strict=True))
        same = [mask for (name, asked), mask in self._across if name is counted.name and asked == self.asked]
        return (same or [self._across[0][1]])[0]  # of themes together only the totals are of use

    def counted(self, name: TableName, *, most: int | None, chosen: tuple[str, ...] = ()) -> Counted:
        """One table as sets of reviews."""
        is_lessons = name is TableName.LESSONS
        rows = self._lessons if is_lessons else self._themes.rows(self.asked.themes or chosen)
        works = self.cohort.works
        there = [row for row in rows if row.works & works or row.key in self.asked.themes]
        shown = _first(
            there, works, most=most, in_order=self.asked.is_of_families or self.asked.with_restricted
        )
        return self._of(name, self.cohort, None, shown, left_out=len(there) - len(shown))

    def _of(
        self,
        name: TableName,
        cohort: Cohort,
        like: Counted | None,
        rows: Sequence[CountedRow] = (),
        *,
        left_out: int = 0,
    ) -> Counted:
        rows = like.rows if like else rows
        columns, groups = self._columns(name, cohort, rows, like.columns if like else ())
        by = cohort.asked.side_by_side
        is_side, is_lessons = name is TableName.SIDE_BY_SIDE, name is TableName.LESSONS
        return Counted(
            name=name,
            columns=columns,
            groups=groups,
            rows=tuple(rows),
            published=cohort.published,
            works=cohort.works,
            coded_published=None if is_lessons else self._themes.coded_published & cohort.published,
            coded=None if is_lessons else self._themes.coded & cohort.works,
            tells_of_families=(self.asked.is_of_families and not is_lessons)
            or (is_side and by in OF_FAMILIES),
            columns_tell_of_families=is_side and by in OF_FAMILIES,
            totals_are_public=not self.asked.is_of_families,
            left_out=left_out,
        )

    def _columns(
        self, name: TableName, cohort: Cohort, rows: Sequence[CountedRow], columns: Sequence[Column]
    ) -> tuple[tuple[Column, ...], dict[str, Works]]:
        if name is TableName.TOGETHER:
            return tuple(Column(row.key, row.label) for row in rows), {row.key: row.works for row in rows}
        grouping: Callable[..., tuple[tuple[Column, ...], dict[str, Works]]]
        grouping = side_by_side if name is TableName.SIDE_BY_SIDE else by_year
        return grouping(cohort, columns=columns)

    def _choose(self, asked: Asked) -> Cohort:
        return choose(
            self._viewer, asked, self._reviews, filters_left_out=self._left_out, area_left_out=self._no_area
        )


def _first(rows: list[CountedRow], works: Works, *, most: int | None, in_order: bool) -> list[CountedRow]:
    """Those that stand in most reviews, the most first; where figures are protected, in the order that they have, so
    that the order tells nothing that is hidden."""
    if in_order:
        return rows[:most]
    return sorted(rows, key=lambda row: -len(row.works & works))[:most]


def _every_table(asked: Asked) -> list[tuple[TableName, Asked]]:
    years = [(TableName.BY_YEAR, replace(asked, dated_by=dated_by)) for dated_by in DatedBy]
    return years + [
        (TableName.SIDE_BY_SIDE, replace(asked, side_by_side=by))
        for by in SideBySide
        if by is not SideBySide.AREA
    ]


def _as_it_may_be(asked: Asked) -> Asked:
    """A question as it is answered. Features of children and families are counted over all reviews: with filters,
    one answer could be taken from another until a family is left. And they never stand by area."""
    if not asked.tells_of_families:
        return asked
    for name in asked.filters():
        asked = asked.without(name)
    by_area = asked.side_by_side is SideBySide.AREA
    return replace(asked, side_by_side=SideBySide.REGION) if by_area else asked


def known_filters(viewer: Viewer) -> dict[str, dict[str, int]]:
    """What reviews can be chosen by, with how many published ones there are of each."""
    reviews: list[ReviewFacts] = every_review(viewer, with_restricted=False)
    found: dict[str, dict[str, int]] = {"nations": {}, "regions": {}, "areas": {}, "review_types": {}}
    for one in reviews:
        values = {
            "nations": one.nation,
            "regions": one.region,
            "areas": one.area,
            "review_types": one.review_type,
        }
        for name, value in values.items():
            if value:
                found[name][value] = found[name].get(value, 0) + 1
    return found
