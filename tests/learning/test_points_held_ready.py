"""The learning points held ready follow what changes, and are what would be read anew."""

import numpy as np
import pytest

from heeded.core.models import Change
from heeded.core.services import ChangeKind, note_change
from heeded.learning._points import Points, forget_points, points_now
from heeded.learning.queries import hold_points_ready
from heeded.library.models import Document, LearningPoint
from heeded.library.services import erase
from heeded.people.viewer import OPERATOR
from heeded.search.services import embed
from tests.learning import lessons_made as made
from tests.library import made as library
from tests.search.made_model import MadeModel

pytestmark = pytest.mark.django_db


def _anew() -> Points:
    forget_points()
    return points_now()


def _same(one: Points, other: Points) -> None:
    for name in ("keys", "documents", "works", "marks", "asks", "has_vector"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    assert one.told == other.told and (one.newest, one.model) == (other.newest, other.model)
    for first, second in zip(one.index.rows, other.index.rows, strict=True):
        assert (first is None and second is None) or np.array_equal(first, second)


def _with_passages(*texts: str) -> Document:
    document = made.review(*texts)
    library.passage(document)
    made.heard(document, ChangeKind.PASSAGES)
    return document


def test_what_is_caught_up_with_is_what_would_be_read(made_model: MadeModel) -> None:
    first, second = _with_passages(made.UNLIKE), _with_passages(*made.MEN)
    third = _with_passages(*made.INTERPRETERS)
    assert points_now().count == 6 and not points_now().has_vector.any()
    embed()
    assert points_now().has_vector.all()
    made.point(first, made.MEN[0], kind="finding")
    made.heard(first)
    LearningPoint.objects.filter(document=second, number="2").delete()
    made.heard(second)
    erase(third, reason="court-order", by=OPERATOR)
    held = points_now()
    assert held.count == 4 and held.has_vector.sum() == 3
    _same(held, _anew())


def test_only_what_changed_is_read_again(made_model: MadeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    made.review(*made.MEN)
    points_now()
    read: list[str] = []
    monkeypatch.setattr("heeded.learning._points.kinds_of", lambda text: read.append(text) or ())
    made.review(made.UNLIKE)
    assert points_now().count == 4 and read == [made.UNLIKE]
    note_change(ChangeKind.VECTORS, thing_kind="library", thing=0)
    assert points_now().count == 4 and read == [made.UNLIKE], "nothing is read that is known"
    same = points_now()
    assert points_now() is same


def test_changes_of_a_work_and_of_other_things(made_model: MadeModel) -> None:
    document = made.review(made.UNLIKE)
    points_now()
    made.point(document, made.MEN[0])
    note_change(ChangeKind.LESSONS, thing_kind="lesson", thing=document.work_id)
    assert points_now().count == 1, "what was decided of a lesson changes no learning point"
    note_change(ChangeKind.PASSAGES, thing_kind="work", thing=document.work_id)
    assert points_now().count == 2


def test_another_library_is_read_anew() -> None:
    made.review(made.UNLIKE)
    points_now()
    LearningPoint.objects.all().delete()
    Change.objects.all()._raw_delete("default")
    document = made.review(*made.MEN)
    assert points_now().count == 3 and set(points_now().documents.tolist()) == {document.pk}


def test_they_can_be_read_before_anybody_asks(made_model: MadeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    made.review(*made.MEN)
    hold_points_ready()
    monkeypatch.setattr("heeded.learning._points._read", lambda *_: pytest.fail("it is read already"))
    assert points_now().count == 3
