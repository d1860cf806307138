"""What a page asks often is found out once, and asks the database the same. Invented and fictional."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.library.keeping import boards_of, looks_after, may_keep
from heeded.library.looking import once, one_look, put_into_sql
from heeded.library.models import Document, LearningPoint, Work
from heeded.library.queries import (
    in_documents,
    in_learning_points,
    visible_documents,
    visible_learning_points,
    visible_works,
)
from heeded.people.permissions import Permission
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.people import made as people
from tests.practice.made import World


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_within_one_look_it_is_found_once_and_afterwards_anew() -> None:
    asked: list[str] = []

    def find(name: str) -> str:
        return once(name, lambda: asked.append(name) or name)

    with one_look():
        assert [find("a"), find("a"), find("b")] == ["a", "a", "b"]
        with one_look():
            find("a")
    assert asked == ["a", "b"]
    find("a")
    assert asked == ["a", "b", "a"], "outside a look nothing is kept"


def test_rows_put_into_sql_are_the_rows(world: World) -> None:
    for viewer in (ANONYMOUS, OPERATOR, world.staff, Viewer(account=world.staff.account)):
        with one_look():
            for _ in range(2):
                points = LearningPoint.objects.filter(document__in=in_documents(viewer))
                assert set(points) == set(
                    LearningPoint.objects.filter(document__in=visible_documents(viewer))
                )
                found = LearningPoint.objects.filter(pk__in=in_learning_points(viewer))
                assert set(found) == set(visible_learning_points(viewer))
                held = Work.objects.filter(documents__in=in_documents(viewer)).distinct()
                assert set(held) <= set(visible_works(viewer))
                assert set(Work.objects.exclude(documents__in=in_documents(viewer))).isdisjoint(held)


def test_what_is_restricted_meanwhile_is_gone_within_a_look_too(world: World) -> None:
    with one_look():
        points = LearningPoint.objects.filter(document__in=in_documents(ANONYMOUS))
        assert points.exists()
        Document.objects.update(state="restricted")
        assert not LearningPoint.objects.filter(document__in=in_documents(ANONYMOUS)).exists()


def test_none_at_all_stays_none(world: World) -> None:
    nothing = put_into_sql(Document.objects.none())
    with CaptureQueriesContext(connection) as asked:
        assert not LearningPoint.objects.filter(document__in=nothing).exists()
        assert LearningPoint.objects.exclude(document__in=nothing).exists()
    assert len(asked) == 1


def test_two_viewers_of_one_look_each_see_their_own(world: World) -> None:
    Document.objects.update(state="restricted")
    with one_look():
        assert not LearningPoint.objects.filter(document__in=in_documents(ANONYMOUS)).exists()
        assert LearningPoint.objects.filter(document__in=in_documents(OPERATOR)).exists()


def test_where_somebody_works_is_asked_once_for_all_that_they_may(world: World) -> None:
    old = people.board()
    world.board.predecessors.add(old)
    ours = {world.board.pk, old.pk}
    with one_look(), CaptureQueriesContext(connection) as asked:
        for permission in (Permission.MANAGE_PLAN, Permission.CONFIRM, Permission.CONFIRM):
            found = boards_of(world.staff, permission)
            assert found == ours
            found.clear()  # what one has is theirs to change
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        boards_of(world.staff, Permission.CONFIRM)
        boards_of(world.staff, Permission.CONFIRM)
    assert len(asked) == 4, "outside a look each time anew"


def test_who_looks_after_a_review_is_one_question_for_each_review_and_person(world: World) -> None:
    elsewhere = World()
    work, permissions = world.report.work, (Permission.CONFIRM, Permission.EDIT_BRIEFINGS)
    Work.objects.filter(pk=work.pk).update(keeper=world.board)
    with one_look():
        for _ in range(2):
            assert [may_keep(world.staff, one, work) for one in permissions] == [True, True]
            assert not any(may_keep(elsewhere.staff, one, work) for one in permissions)
            assert not may_keep(world.manager, Permission.CONFIRM, work)
            assert not looks_after(world.manager, Permission.CONFIRM, work)
        with CaptureQueriesContext(connection) as asked:
            may_keep(world.staff, Permission.CONFIRM, work)
        assert not asked.captured_queries
    Work.objects.filter(pk=work.pk).update(keeper=elsewhere.board)
    assert not may_keep(world.staff, Permission.CONFIRM, work), "outside a look it is as it is now"
