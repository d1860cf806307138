"""Said before? What earlier reviews said, while a recommendation is written."""

from collections.abc import Iterator

import pytest

from heeded.learning import _points
from heeded.learning.queries import said_before
from heeded.library.models import FactDecision, LearningPoint, Work
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.learning import made
from tests.library import made as library

pytestmark = pytest.mark.django_db
ASKED = (
    "Health visitors should record the name of every man who lives in the home and whether he has been seen."
)
AGAIN = "The trust should make sure that health visitors record who the men in the household are, and see them."
OTHER = "The ambulance service should audit how often interpreters are used."


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    _points.forget_points()
    yield
    _points.forget_points()


def test_what_says_the_same_is_counted_by_review(anew: None) -> None:
    for text in (AGAIN, OTHER):
        library.learning_point(made.report(), text)
    found = said_before(ANONYMOUS, ASKED)
    assert (found.times, found.near[0].point.text, found.near[0].is_same) == (1, AGAIN, True)
