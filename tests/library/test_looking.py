"""What a page asks often is found out once, and asks the database the same. Invented and fictional."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.library.looking import once, one_look, put_into_sql
from heeded.library.models import Document, LearningPoint, Work
from heeded.library.queries import (
    in_documents,
    in_learning_points,
    visible_documents,
    visible_learning_points,
    visible_works,
)
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
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
