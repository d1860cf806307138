"""More like this: other reviews that say something like a passage or a recommendation, as this viewer may see them."""

from collections.abc import Callable

import pytest

from heeded.core.clock import now
from heeded.library.models import Document, LearningPoint, LearningPointPlace
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from heeded.search.queries import more_like, more_like_point
from heeded.search.results import MoreLike, MoreLikePoint
from heeded.search.services import embed, follow
from tests.search.factories import decide, make_document, make_work, propose
from tests.search.made_model import MadeModel
from tests.search.test_visibility import reader_of

pytestmark = pytest.mark.django_db
SAID = "The truck had stood for an hour in a pool."
ALSO = "They found the van in a mere near the church."


def like(document: Document, *, viewer: Viewer = OPERATOR, page: int = 1, start: int = 4) -> MoreLike:
    embed()
    follow()
    return more_like(viewer, document.identifier, page, start)


def make_point(document: Document, text: str, **values: object) -> LearningPoint:
    """A recommendation printed on the first page of a document."""
    point = LearningPoint.objects.create(
        work=document.work, document=document, kind="recommendation", order=0, text=text, **values
    )
    LearningPointPlace.objects.create(
        learning_point=point, order=0, page=1, spans=[[1, 4, 4 + len(text)]], quote=text
    )
    return point


def like_point(point: LearningPoint, *, viewer: Viewer = OPERATOR) -> MoreLikePoint:
    embed()
    follow()
    return more_like_point(viewer, point.identifier)


def texts(found: MoreLike) -> list[str]:
    return [passage.text for hit in found.hits for passage in hit.passages]


@pytest.mark.usefixtures("model")
def test_other_reviews_that_say_the_same_closest_first() -> None:
    asked = make_document(passages=[SAID, "The school closed."])
    exact = make_document(
        passages=["Somebody wrote. A wagon stood in the pond. The rest was quiet that evening."]
    )
    make_document(passages=["The midwife came."])
    make_document(passages=["It was a van by the house."])
    found = like(asked)
    assert found.passage is not None and found.passage.text == SAID
    assert found.hits[0].identifier == exact.work.identifier and found.note == ""
    passage = found.hits[0].passages[0]
    assert (passage.found_by, passage.why, passage.marks) == ("meaning", ("close in meaning",), ())
    ((start, end),) = passage.meaning_marks
    assert "wagon stood in the pond" in passage.text[start:end]
    assert all("midwife" not in text for text in texts(found))
    assert next(hit.rank for one in found.hits for hit in one.passages) == 1


@pytest.mark.usefixtures("model")
def test_the_same_review_is_not_another_one() -> None:
    work = make_work("Review")
    asked = make_document(work, passages=[SAID, ALSO])
    make_document(work, passages=[ALSO])
    assert like(asked).hits == () and "Nothing in other reviews" in like(asked).note


@pytest.mark.usefixtures("model")
def test_two_of_a_review_at_most_and_twenty_in_all() -> None:
    asked = make_document(passages=[SAID])
    for _ in range(15):
        make_document(passages=[ALSO, "A lorry in the pond.", "The wagon in the pool."])
    found = like(asked)
    assert len(texts(found)) == 20 and {len(hit.passages) for hit in found.hits} <= {1, 2}
    assert {hit.matching for hit in found.hits} == {3}


@pytest.mark.usefixtures("model")
def test_nothing_hidden_is_compared() -> None:
    asked = make_document(passages=[SAID])
    open_one = make_document(passages=["It was a van near some other pool of the house."])
    before = like(asked, viewer=ANONYMOUS)
    hidden = make_document(passages=[SAID, ALSO] * 20, state="restricted")
    after = like(asked, viewer=ANONYMOUS)
    assert texts(before) == texts(after) == ["It was a van near some other pool of the house."]
    assert [hit.closeness for one in before.hits for hit in one.passages] == [
        hit.closeness for one in after.hits for hit in one.passages
    ]
    assert hidden.work.identifier in {hit.identifier for hit in like(asked, viewer=reader_of(hidden.pk)).hits}
    open_one.state, open_one.withdrawn_at, open_one.withdrawn_by = "withdrawn", now(), "operator"
    open_one.save()
    assert more_like(ANONYMOUS, asked.identifier, 1, 4).hits == ()


@pytest.mark.usefixtures("model")
def test_a_passage_that_one_may_not_see_does_not_exist() -> None:
    hidden = make_document(passages=[SAID], state="restricted")
    make_document(passages=[ALSO])
    assert like(hidden, viewer=ANONYMOUS) == MoreLike(passage=None)
    assert like(hidden, viewer=reader_of(hidden.pk)).hits
    assert like(hidden, start=1).passage is None, "nothing stands there"
    assert like(hidden, page=7).passage is None
    assert more_like(OPERATOR, "nosuchthing", 1, 4) == MoreLike(passage=None)
    hidden.work.withdrawn_at = now()
    hidden.work.save()
    assert like(hidden).passage is None


def test_without_vectors_it_says_so(model: MadeModel) -> None:
    asked = make_document(passages=[SAID])
    follow()
    found = more_like(OPERATOR, asked.identifier, 1, 4)
    assert found.passage is not None and found.hits == () and found.note
    point = more_like_point(OPERATOR, make_point(asked, SAID).identifier)
    assert point.point is not None and point.hits == () and point.note


def test_without_a_model_it_says_so() -> None:
    asked = make_document(passages=[SAID])
    follow()
    assert "not set up" in more_like(OPERATOR, asked.identifier, 1, 4).note


def test_without_an_index_it_says_so() -> None:
    asked = make_document(passages=[SAID])
    found = more_like(OPERATOR, asked.identifier, 1, 4)
    assert found.passage is not None and found.note


@pytest.mark.usefixtures("model")
def test_recommendations_like_one() -> None:
    asked = make_point(make_document(passages=["One."]), SAID, number="3")
    other = make_document(passages=["Two."])
    decide(other.work, "board", ["Wendlestoke board"])
    propose(other, "date-of-publication", "2019-05")
    match = make_point(other, ALSO, number="7", state="confirmed")
    make_point(make_document(passages=["Three."]), "The midwife should call.")
    found = like_point(asked)
    assert found.point is not None and (found.point.number, found.point.closeness) == ("3", 1.0)
    (hit,) = found.hits
    assert (hit.identifier, hit.number, hit.state, hit.page, hit.label) == (
        match.identifier,
        "7",
        "confirmed",
        1,
        "p1",
    )
    assert (hit.board, hit.year, hit.unconfirmed) == ("Wendlestoke board", 2019, frozenset({"year"}))
    assert [(span.page, span.start, span.end) for span in hit.spans] == [(1, 4, 4 + len(ALSO))]
    (public,) = like_point(asked, viewer=ANONYMOUS).hits
    assert (public.board, public.year) == ("Wendlestoke board", None), "a proposal is for staff"


@pytest.mark.usefixtures("model")
def test_recommendations_that_are_hidden_rejected_or_gone_are_left_out() -> None:
    asked = make_point(make_document(passages=["One."]), SAID)
    make_point(asked.document, ALSO)
    make_point(make_document(passages=["Two."], state="restricted"), ALSO)
    rejected = make_point(make_document(passages=["Three."]), ALSO, state="rejected")
    gone = make_point(make_document(passages=["Four."]), ALSO)
    assert {hit.identifier for hit in like_point(asked, viewer=ANONYMOUS).hits} == {gone.identifier}
    gone.delete()
    assert more_like_point(ANONYMOUS, asked.identifier).hits == ()
    assert more_like_point(ANONYMOUS, rejected.identifier) == MoreLikePoint(point=None)
    assert more_like_point(OPERATOR, "nosuchthing") == MoreLikePoint(point=None)


@pytest.mark.usefixtures("model")
def test_what_is_printed_twice_word_for_word_is_listed_once() -> None:
    asked = make_point(make_document(passages=["One."]), SAID)
    work = make_work("Review")
    for _ in range(2):
        make_point(make_document(work, passages=["Summary."]), ALSO)
    assert len(like_point(asked).hits) == 1


@pytest.mark.usefixtures("model")
def test_few_queries_however_many(django_assert_max_num_queries: Callable[[int], object]) -> None:
    asked = make_document(passages=[SAID])
    point = make_point(asked, SAID)
    for _ in range(12):
        make_point(make_document(passages=[ALSO, SAID]), ALSO)
    like(asked)
    like_point(point)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        more_like(ANONYMOUS, asked.identifier, 1, 4)
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        more_like_point(ANONYMOUS, point.identifier)
