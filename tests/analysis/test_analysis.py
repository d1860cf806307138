"""What is counted, for whom, and what is left out of it and why."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.analysis.asked import Asked
from heeded.analysis.figures import Figures, TableName
from heeded.analysis.queries import Analysis, analyse, known_filters, reviews_behind
from heeded.engine.vocabulary import FactName
from heeded.learning.models import Framework
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.analysis import made
from tests.learning.made import framework as made_framework
from tests.library import made as library
from tests.people import made as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework() -> Framework:
    return made_framework("Father not seen", "Workload")


def ask(viewer: Viewer = ANONYMOUS, **said: object) -> Analysis:
    return analyse(viewer, Asked.from_parameters(said))


def counts(figures: Figures) -> dict[str, list[int | None]]:
    return {row.label: [*(one.count for one in row.figures), row.total.count] for row in figures.rows}


def columns(figures: Figures) -> list[str]:
    return [column.label for column in figures.columns]


def named(document: object) -> Viewer:
    """Somebody who may read one restricted document."""
    somebody = people.account("inspector")
    people.grant(document.pk, account=somebody)  # type: ignore[attr-defined]
    return people.seen_as(somebody)


def test_an_empty_library_is_counted_too() -> None:
    answer = ask()
    assert answer.framework is None and answer.cohort.held == 0
    assert [table.rows for table in answer.tables] == [(), (), (), ()]


def test_themes_by_year_are_reviews_and_shares_of_those_held(framework: Framework) -> None:
    father, workload = made.themes_of(framework)
    first, second, third = made.review(year=2010), made.review(year=2010), made.review(year=2012)
    for document in (first, first, third):
        made.coded(document, father)  # twice in one review is one review
    made.coded(second, workload)
    table = ask().by_year
    assert columns(table) == ["2010", "2011", "2012"]
    assert counts(table) == {"Father not seen": [1, 0, 1, 2], "Workload": [1, 0, 0, 1]}
    assert table.rows[0].figures[0].share == 0.5 and table.rows[0].figures[1].share is None
    assert [one.count for one in table.held.figures] == [2, 0, 1]
    assert table.coded is not None and table.coded.total.count == 3


def test_many_years_are_put_into_bands_and_no_year_stands_last(framework: Framework) -> None:
    for year in (2001, 2009, 2020, None):
        made.coded(made.review(year=year), made.themes_of(framework)[0])
    table = ask().by_year
    assert columns(table) == [
        "2000 to 2004",
        "2005 to 2009",
        "2010 to 2014",
        "2015 to 2019",
        "2020 to 2024",
        "",
    ]
    assert counts(table)["Father not seen"] == [1, 1, 0, 0, 1, 1, 4]


def test_the_period_under_review_can_be_what_a_year_is(framework: Framework) -> None:
    made.coded(made.review(year=2015, period_to="2012-03"), made.themes_of(framework)[0])
    assert columns(ask(dated="period").by_year) == ["2012"]


@pytest.mark.parametrize("state", ["proposed", "rejected", "changed"])
def test_only_what_was_decided_is_counted(framework: Framework, state: str) -> None:
    made.coded(made.review(), made.themes_of(framework)[0], state=state)
    assert ask(OPERATOR).by_year.rows == ()


def test_what_was_not_found_present_is_not_counted(framework: Framework) -> None:
    made.coded(made.review(), made.themes_of(framework)[0], value="absent")
    answer = ask()
    assert answer.by_year.rows == () and answer.by_year.coded is not None
    assert answer.by_year.coded.total.count == 1


def test_proposals_stand_apart_and_for_staff_alone(framework: Framework) -> None:
    father, _ = made.themes_of(framework)
    made.coded(made.review(), father)
    made.coded(made.review(), father, state="proposed")
    assert [row.proposed for row in ask(OPERATOR).by_year.rows] == [1]
    assert counts(ask(OPERATOR).by_year) == {"Father not seen": [1, 1]}
    table = ask(people.viewer("practitioner")).by_year
    assert [row.proposed for row in table.rows] == [None] and not table.proposals


def test_side_by_side_by_region_names_other_nations_and_what_is_not_confirmed(framework: Framework) -> None:
    father, _ = made.themes_of(framework)
    made.coded(made.review(region="north"), father)
    made.coded(made.review(region="", nation="wales"), father)
    for _ in range(2):
        made.coded(made.review(region="", nation="england"), father)
    made.coded(made.review(region="", nation=""), father)
    table = ask().side_by_side
    assert columns(table) == ["North", "Wales", "England, region not confirmed", ""]
    assert counts(table) == {"Father not seen": [1, 1, 2, 1, 5]}


def test_themes_together_are_those_of_one_review(framework: Framework) -> None:
    father, workload = made.themes_of(framework)
    both, one = made.review(), made.review()
    made.coded(both, father)
    made.coded(both, workload)
    made.coded(one, father)
    assert counts(ask().together) == {"Father not seen": [2, 1, 2], "Workload": [1, 1, 1]}


def test_lessons_over_time_count_confirmed_ones() -> None:
    first, second = made.review(year=2010), made.review(year=2012)
    made.lesson(first, second, title="Fathers are asked")
    made.lesson(first, title="Not one", state="rejected")
    table = ask().lessons
    assert counts(table) == {"Fathers are asked": [1, 0, 1, 2]}


def test_filters_choose_reviews_and_say_what_they_leave_out(framework: Framework) -> None:
    for region, year in (("north", 2010), ("south", 2010), ("", 2010), ("north", 2020)):
        made.coded(made.review(region=region, year=year), made.themes_of(framework)[0])
    answer = ask(region=["north"], to="2015")
    assert len(answer.cohort.reviews) == 1 and answer.cohort.held == 4
    assert (answer.cohort.outside, answer.cohort.undecided) == (2, 1)
    assert known_filters(ANONYMOUS)["regions"] == {"north": 2, "south": 1}


def test_known_reviews_and_other_works_are_named_and_not_counted() -> None:
    made.review()
    library.work(catalogued=True)
    library.document(work=library.work(kind="research"), state="published")
    cohort = ask().cohort
    assert (cohort.held, cohort.known, cohort.other_works) == (1, 1, 1)


def test_what_is_not_understood_is_left_out() -> None:
    asked = Asked.from_parameters(
        {"from": "soon", "nation": ["atlantis", "wales"], "by": "x", "dated": ["\x00"]}
    )
    assert asked == Asked(nations=("wales",))
    assert Asked.from_parameters(dict_of(asked)) == asked


def test_a_question_is_made_again_from_its_address() -> None:
    said = {
        "region": ["north"],
        "type": ["other"],
        "from": "2001",
        "by": "harm",
        "whose": "children",
        "restricted": "yes",
    }
    asked = Asked.from_parameters({**said, "theme": ["a", "b"], "framework": "x", "dated": "period"})
    assert Asked.from_parameters(dict_of(asked)) == asked


def dict_of(asked: Asked) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in asked.to_parameters():
        found.setdefault(name, []).append(value)
    return found


def test_the_reviews_behind_a_figure_are_listed(framework: Framework) -> None:
    father, _ = made.themes_of(framework)
    first, second = made.review(year=2010), made.review(year=2012)
    for document in (first, second):
        made.coded(document, father)

    def behind(row: str = "father-not-seen", column: str = "all", **said: object) -> list[int] | None:
        asked = Asked.from_parameters(said)
        works = reviews_behind(ANONYMOUS, asked, table=TableName.BY_YEAR, row=row, column=column)
        return None if works is None else sorted(work.pk for work in works)

    assert behind() == [first.work_id, second.work_id]
    assert behind(column="2012-2012") == [second.work_id]
    assert behind(row="held", column="2010-2010") == [first.work_id]
    assert behind(row="nothing") is None and behind(column="1066") is None
    assert behind(whose="children") is None


def test_restricted_reviews_are_counted_only_where_asked_for_and_hidden_where_few(
    framework: Framework,
) -> None:
    father, _ = made.themes_of(framework)
    for _number in range(3):
        made.coded(made.review(), father)
    secret = made.review(state="restricted")
    made.coded(secret, father)
    viewer = named(secret)
    without = ask(viewer)
    assert counts(without.by_year) == {"Father not seen": [3, 3]} and without.cohort.restricted_left_out
    with_it = ask(viewer, restricted="yes")
    assert counts(with_it.by_year) == {"Father not seen": [None, None]}
    assert with_it.by_year.held.total.is_hidden and with_it.by_year.is_protected
    assert counts(ask(ANONYMOUS, restricted="yes").by_year) == {"Father not seen": [3, 3]}


def test_a_pair_is_hidden_where_one_of_two_themes_rests_on_a_restricted_document(
    framework: Framework,
) -> None:
    father, workload = made.themes_of(framework)
    open_one = made.review()
    secret = library.document(work=open_one.work)
    made.coded(open_one, father)
    made.coded(secret, workload)
    table = ask(named(secret), restricted="yes").together
    assert counts(table) == {"Father not seen": [1, None, 1], "Workload": [None, None, None]}


def test_many_restricted_reviews_are_shown(framework: Framework) -> None:
    father, _ = made.themes_of(framework)
    somebody = people.account("inspector")
    for _number in range(10):
        secret = made.review(state="restricted")
        made.coded(secret, father)
        people.grant(secret.pk, account=somebody)
    answer = ask(people.seen_as(somebody), restricted="yes")
    assert counts(answer.by_year) == {"Father not seen": [10, 10]}


def test_a_library_says_how_small_a_number_may_be(framework: Framework) -> None:
    from heeded.library.services import save_settings

    father, _ = made.themes_of(framework)
    for _number in range(4):
        made.coded(made.review(), father, target="subject")
    assert counts(ask(whose="children").by_year) == {"Father not seen": [None, None]}
    save_settings(name="", danger_line="", own_synonyms="", by=OPERATOR, hides_below=4)
    assert counts(ask(whose="children").by_year) == {"Father not seen": [4, 4]}


@pytest.mark.parametrize("who", [ANONYMOUS, OPERATOR])
def test_area_and_features_of_families_never_stand_together(framework: Framework, who: Viewer) -> None:
    for area in ("Ellerwick", "Marrowdale"):
        made.coded(made.review(area=area), made.themes_of(framework)[0], target="subject")
    answer = ask(who, area=["Ellerwick"], whose="children", by="area")
    assert answer.cohort.area_left_out and answer.cohort.filters_left_out == ("areas",)
    assert len(answer.cohort.reviews) == 2 and columns(answer.side_by_side) == ["North"]


def test_features_of_children_are_never_listed_or_ordered_by_their_number(framework: Framework) -> None:
    father, workload = made.themes_of(framework)
    for number in range(12):
        document = made.review()
        made.decide(document, FactName.AGE_BAND, "under-1" if number < 2 else "1-5", subject=1)
        made.coded(document, workload)
    made.coded(document, father)
    answer = ask(by="age")
    assert columns(answer.side_by_side) == ["Under 1", "1 to 5"]
    assert answer.side_by_side.held.figures[0].is_hidden and answer.side_by_side.is_protected
    assert answer.side_by_side.rows[0].figures[0].share is None
    asked = Asked.from_parameters({"by": "age"})
    for row in ("held", "workload"):
        found = reviews_behind(OPERATOR, asked, table=TableName.SIDE_BY_SIDE, row=row, column="under-1")
        assert found is None


def _one_theme(framework: Framework, number: int) -> None:
    for year in range(2000, 2000 + number):
        document = made.review(year=year, region=f"region {year}")
        for theme in made.themes_of(framework):
            made.coded(document, theme)
        made.lesson(document)


@pytest.mark.parametrize(
    "said", [{}, {"whose": "children", "region": ["region 2000"], "to": "2020"}, {"restricted": "yes"}]
)
def test_the_number_of_queries_does_not_grow_with_the_library(
    framework: Framework, said: dict[str, object]
) -> None:
    viewer = people.viewer("researcher")
    _one_theme(framework, 2)
    asked: Callable[[], Analysis] = lambda: ask(viewer, **said)  # noqa: E731
    with CaptureQueriesContext(connection) as few:
        asked()
    _one_theme(framework, 12)
    with CaptureQueriesContext(connection) as many:
        asked()
    assert len(many) == len(few) <= 30
