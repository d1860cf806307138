"""Whoever takes every table of children and families that there is, and solves for what is hidden, finds nothing."""

import random

import numpy as np
import pytest
from scipy.optimize import linprog

from heeded.analysis.asked import Asked, DatedBy, SideBySide
from heeded.analysis.cohort import choose, every_review
from heeded.analysis.counting import by_year, side_by_side
from heeded.analysis.exports import as_csv, rows
from heeded.analysis.figures import Figures, TableName
from heeded.analysis.queries import Analysis, analyse
from heeded.engine.protection import Face, protect_faces
from heeded.engine.vocabulary import FactName
from heeded.people.viewer import ANONYMOUS
from tests.analysis import made
from tests.learning.made import framework as made_framework

_BELOW = 10


def test_what_one_table_hides_another_does_not_give_away() -> None:
    """3 of a small area and 11 of a large one are hidden; by region, of which areas are parts, both could be had."""
    everybody = frozenset(range(80))
    small, large, rest = frozenset(range(5)), frozenset(range(5, 30)), frozenset(range(30, 80))
    faces = [Face(everybody, 34), Face(small, 3), Face(large, 11), Face(rest, 20), Face(large | rest, 31)]
    assert protect_faces(faces, {1, 2}) > {1, 2}


def test_what_nothing_gives_away_needs_no_more_hidden() -> None:
    everybody, half = frozenset(range(40)), frozenset(range(20))
    faces = [Face(everybody, 15), Face(half, 3), Face(everybody - half, 12)]
    assert protect_faces(faces, {1, 2}) == {1, 2}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_tables_together_tell_no_small_number(seed: int) -> None:
    chance = random.Random(seed)
    framework = made_framework("Father not seen")
    theme = made.themes_of(framework)[0]
    facts: dict[int, bool] = {}
    for _number in range(45):
        nation = chance.choice(["england", "england", "england", "wales", "scotland"])
        kind = {"wales": "child-practice-review", "scotland": "significant-case-review"}.get(nation, "other")
        document = made.review(
            year=chance.choice([2005, 2008, 2012, 2019]),
            region=chance.choice(["north", "south", ""]) if nation == "england" else "",
            nation=nation,
            review_type=kind,
            period_to=f"{chance.choice([2003, 2007, 2018])}-02",
        )
        made.decide(document, FactName.AGE_BAND, chance.choice(["under-1", "1-5", "6-10"]), subject=1)
        facts[document.work_id] = chance.random() < 0.5
        if facts[document.work_id]:
            made.coded(document, theme, target="subject")
    attack = _Attack(facts)
    for dated in DatedBy:
        attack.hear(_ask(dated=dated.value).by_year, Asked(dated_by=dated))
    for by in SideBySide:
        answer = _ask(by=by.value)
        attack.hear(answer.side_by_side, answer.asked)
    assert attack.small, "the made library has something to hide"
    for members in attack.small:
        least, most = attack.range_of(members)
        assert least <= 1 and most >= min(_BELOW, len(members))


def _ask(**said: str) -> Analysis:
    return analyse(ANONYMOUS, Asked.from_parameters({"whose": "children", **said}))


class _Attack:
    """Knows which review stands in which column, as every reader can, and every figure shown."""

    def __init__(self, truth: dict[int, bool]) -> None:
        self._truth, self._works = truth, sorted(truth)
        self._sums: list[tuple[frozenset[int], int]] = []
        self.small: list[frozenset[int]] = []

    def hear(self, table: Figures, asked: Asked) -> None:
        cohort = choose(ANONYMOUS, asked, every_review(ANONYMOUS, with_restricted=False))
        grouping = by_year if table.name is TableName.BY_YEAR else side_by_side
        _, groups = grouping(cohort, columns=table.columns)
        for row in table.rows:
            for column, figure in zip(table.columns, row.figures, strict=True):
                self._take(groups.get(column.key, frozenset()), figure.count)
            self._take(frozenset(self._works), row.total.count)

    def _take(self, members: frozenset[int], count: int | None) -> None:
        truth = sum(self._truth[work] for work in members)
        assert count in (None, truth)
        if count is None and 0 < truth < _BELOW:
            self.small.append(members)
        elif count is not None:
            assert truth == 0 or truth >= _BELOW
            self._sums.append((members, count))

    def range_of(self, members: frozenset[int]) -> tuple[float, float]:
        def line(of: frozenset[int]) -> np.ndarray:
            return np.array([float(work in of) for work in self._works])

        sums = {"A_eq": [line(of) for of, _ in self._sums], "b_eq": [count for _, count in self._sums]}
        found = [
            linprog(sign * line(members), bounds=(0, 1), **(sums if self._sums else {})).fun
            for sign in (1, -1)
        ]
        return round(found[0], 6), round(-found[1], 6)


@pytest.mark.django_db
def test_an_export_holds_no_number_that_the_page_hides() -> None:
    framework = made_framework("Father not seen")
    for year in (2001, 2001, 2005):
        made.coded(made.review(year=year), made.themes_of(framework)[0], target="subject")
    answer = _ask()
    table = next(one for one in answer.tables if one.name is TableName.BY_YEAR)
    line = next(row for row in rows(answer, table) if row[0] == "Father not seen")
    assert set(line[1:]) == {"hidden"}
    text = as_csv(answer, table, library="=1+1").content.decode("utf-8-sig")
    assert text.startswith("'=1+1") and "Hidden" in text and "Numbers below 10 are hidden" in text


@pytest.mark.django_db
def test_fewer_reviews_than_may_be_told_tell_nothing_of_families() -> None:
    framework = made_framework("Father not seen", "Workload")
    first, second = made.review(), made.review(year=2015)
    made.coded(first, made.themes_of(framework)[0], target="subject")
    answer = _ask()
    shown = [one.count for row in answer.by_year.rows for one in (*row.figures, row.total)]
    assert shown and set(shown) == {None} and second.work_id in answer.cohort.works
