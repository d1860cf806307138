"""Lessons found by machine in everything that is held."""

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.models import AuditRow
from heeded.learning.models import Lesson, LessonMember
from heeded.learning.services import (
    LookingForLessons,
    Name,
    confirm_lesson,
    find_lessons,
    gather_lesson,
    merge_lessons,
)
from heeded.learning.services._finding_lessons import lessons_are_due
from heeded.library.models import Document, LearningPoint
from heeded.library.services import withdraw
from heeded.people.viewer import OPERATOR
from heeded.search.services import embed
from tests.learning import lessons_made as made
from tests.library import made as library
from tests.search.made_model import MadeModel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_model")]
NAME = Name("Fathers are left out", is_open=True)


@pytest.fixture
def documents() -> list[Document]:
    return [made.review(text) for text in (*made.MEN, *made.INTERPRETERS, made.UNLIKE)]


def _members(lesson: Lesson, state: str = "proposed") -> set[int]:
    return set(lesson.members.filter(state=state).values_list("learning_point__document", flat=True))


def _proposed() -> list[set[int]]:
    return [_members(lesson) for lesson in Lesson.objects.filter(state="proposed").order_by("pk")]


def test_what_says_the_same_is_proposed_with_the_reason(documents: list[Document]) -> None:
    found = find_lessons(by=SYSTEM)
    assert (found.points, found.lessons, found.left_out, found.by_words) == (6, 2, 0, True)
    men, interpreters = documents[:3], documents[3:5]
    assert sorted(_proposed(), key=len) == [{one.pk for one in interpreters}, {one.pk for one in men}]
    for member in LessonMember.objects.all():
        assert 0.5 <= member.score <= 1 and member.state == "proposed" and member.made_by == ""
        assert member.reason.startswith("Seems to ask for the same as") and "“" in member.reason
        said = member.learning_point.text
        assert not any(said[at : at + 15] in member.reason for at in range(len(said) - 15)), (
            "none of its words"
        )


def test_what_one_review_prints_twice_is_one(documents: list[Document]) -> None:
    summary = library.document(state="published", work=documents[0].work)
    confirmed = made.point(summary, made.MEN[0], number="1", state="confirmed")
    alone = made.review(made.UNLIKE + " And again.")
    again = library.document(state="published", work=alone.work)
    made.point(again, made.UNLIKE + " And again.", number="1")
    made.heard(summary)
    made.heard(again)
    assert find_lessons(by=SYSTEM).points == 7
    members = LessonMember.objects.filter(learning_point__work=documents[0].work)
    assert [member.learning_point for member in members] == [confirmed], "the one that a person confirmed"


def test_what_does_not_count_is_left_out(documents: list[Document]) -> None:
    rejected, good, guidance, withdrawn = (made.review(made.MEN[0]) for _ in range(4))
    LearningPoint.objects.filter(document=rejected).update(state="rejected")
    LearningPoint.objects.filter(document=good).update(kind="good-practice")
    guidance.work.kind = "guidance"
    guidance.work.save()
    withdraw(withdrawn, reason="mistake", by=OPERATOR)
    for document in (rejected, good, guidance):
        made.heard(document)
    assert find_lessons(by=SYSTEM).points == 6


def test_it_is_due_when_something_else_is_held(documents: list[Document]) -> None:
    duty = LookingForLessons()
    assert not duty.turn(by=SYSTEM, is_ready=lambda: False) and not Lesson.objects.exists()
    assert duty.turn(by=SYSTEM) and len(_proposed()) == 2
    assert not duty.turn(by=SYSTEM) and not LookingForLessons().turn(by=SYSTEM), "another worker neither"
    made.heard(documents[0])
    assert not duty.turn(by=SYSTEM), "nothing was changed"
    made.review(made.INTERPRETERS[1])
    assert duty.turn(by=SYSTEM) and sorted(map(len, _proposed())) == [3, 3]
    withdraw(documents[3], reason="mistake", by=OPERATOR)
    assert lessons_are_due()
    assert duty.turn(by=SYSTEM) and {documents[3].pk} & set.union(*_proposed()) == set()


def test_nothing_is_due_in_an_empty_library() -> None:
    assert not LookingForLessons().turn(by=SYSTEM)
    made.review(made.UNLIKE)
    assert not lessons_are_due(), "one learning point repeats nothing"


def test_interrupted_nothing_has_changed_and_it_is_due_again(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("heeded.learning.services._finding_lessons.record", stop)
        with pytest.raises(KeyboardInterrupt):
            find_lessons(by=SYSTEM)
    assert not Lesson.objects.exists() and lessons_are_due()
    find_lessons(by=SYSTEM)
    assert not lessons_are_due()


def test_the_audit_says_what_was_compared_and_no_words(documents: list[Document]) -> None:
    find_lessons(by=SYSTEM)
    row = AuditRow.objects.get(action="lesson.find")
    assert {"points": 6, "lessons": 2, "left_out": 0}.items() <= row.details.items()
    assert len(row.details["compared"]) == 64


def test_what_people_decided_stays_and_what_is_new_is_proposed_for_it(documents: list[Document]) -> None:
    find_lessons(by=SYSTEM)
    lesson = Lesson.objects.get(members__learning_point__document=documents[0])
    kept, out = {documents[0].pk, documents[1].pk}, made.points_of(documents[2])
    confirm_lesson(lesson, name=NAME, without=out, by=OPERATOR)
    new = made.review("Health visitors should record who the men in the home are and see each of them.")
    find_lessons(by=SYSTEM)
    assert (_members(lesson, "confirmed"), _members(lesson)) == (kept, {new.pk})
    assert _members(lesson, "rejected") == {documents[2].pk}


def test_two_groups_that_a_person_made_one_are_both_proposed_for_it(documents: list[Document]) -> None:
    find_lessons(by=SYSTEM)
    men, interpreters = (Lesson.objects.get(members__learning_point__document=documents[at]) for at in (0, 3))
    for one in (men, interpreters):
        confirm_lesson(one, name=NAME, by=OPERATOR)
    merge_lessons(interpreters, men, by=OPERATOR)
    more = {made.review(f"{text} Every year.").pk for text in (made.MEN[0], made.INTERPRETERS[0])}
    find_lessons(by=SYSTEM)
    assert _members(men) == more and not Lesson.objects.filter(state="proposed").exists()
    find_lessons(by=SYSTEM)
    assert _members(men) == more, "the same from the same"


def test_a_confirmed_lesson_lends_its_wordings() -> None:
    """Nothing is known of tyres, and the two that a person gathered are not alike."""
    one, other = made.review(made.UNLIKE), made.review("Drivers were cold all year.")
    lesson = gather_lesson(made.points_of(one, other), Name("Ambulances in winter"), by=OPERATOR)
    near = [
        made.review(f"The ambulance service should buy {some} new tyres before the winter.")
        for some in ("some", "several", "many")
    ]
    far = made.review("The ambulance service should sell its old tyres after summer.")
    find_lessons(by=SYSTEM)
    assert _members(lesson) == {document.pk for document in near}
    assert _proposed() == [], "they are no lesson of their own"
    LearningPoint.objects.filter(document__in=near).update(text="Something else altogether.")
    made.heard(near[0])
    made.heard(near[1])
    made.heard(near[2])
    find_lessons(by=SYSTEM)
    assert _members(lesson) == set(), "what is proposed no more goes"
    assert far.pk not in _members(lesson, "confirmed")


def test_vectors_that_are_still_to_come_are_made(documents: list[Document], made_model: MadeModel) -> None:
    heard: list[tuple[int, int]] = []
    found = find_lessons(by=SYSTEM, progress=lambda done, of: heard.append((done, of)))
    assert (found.by_words, heard) == (False, [(6, 6)])
    for document in documents:
        library.passage(document)
        made.heard(document)
    embed()
    heard.clear()
    find_lessons(by=SYSTEM, progress=lambda done, of: heard.append((done, of)))
    assert heard == [], "those that search has made are used"


def test_no_more_are_compared_than_can_be(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.learning.services._finding_lessons.MOST", 3)
    found = find_lessons(by=SYSTEM)
    assert (found.points, found.left_out, _proposed()) == (3, 3, [{documents[3].pk, documents[4].pk}])
