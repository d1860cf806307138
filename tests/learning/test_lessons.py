"""Lessons that come back: proposed by machine, named and confirmed by a person, merged and split with their history."""

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.errors import NotAllowed, Refused
from heeded.core.models import AuditRow, Change
from heeded.core.services import ChangeKind
from heeded.learning import services
from heeded.learning.errors import LessonMoved, NoSuchLearningPoint, NoSuchLesson
from heeded.learning.models import Lesson, LessonMember
from heeded.learning.queries import (
    lesson_changes,
    lesson_for,
    lessons_of,
    lessons_shown,
    visible_lessons,
    visible_members,
)
from heeded.learning.services import Name, PointProposed
from heeded.library.models import LearningPoint
from heeded.people.models import Account
from heeded.people.roles import ROLES
from heeded.people.viewer import ANONYMOUS, Viewer
from tests.learning import made
from tests.library import made as library
from tests.people.made import grant, viewer

pytestmark = pytest.mark.django_db
NAME = Name("Fathers are left out")


@pytest.fixture
def points() -> list[LearningPoint]:
    return [library.learning_point(made.report(), f"See fathers, said {number}.") for number in range(4)]


@pytest.fixture
def staff() -> Viewer:
    return made.coder()


def _group(points: list[LearningPoint]) -> list[PointProposed]:
    return [PointProposed(point, 0.9, "Both ask for the same of the same agency.") for point in points]


def _propose(*groups: list[LearningPoint]) -> list[Lesson]:
    return services.propose_lessons([_group(group) for group in groups], proposer="groups 1", by=SYSTEM)


def _taught(viewer: Viewer, lesson: Lesson) -> set[LearningPoint]:
    return {row.learning_point for row in visible_members(viewer).filter(lesson=lesson, state="confirmed")}


@pytest.fixture
def proposed(points: list[LearningPoint]) -> Lesson:
    return _propose(points)[0]


def test_a_proposed_lesson_is_for_staff_and_called_by_the_words_of_a_member(
    proposed: Lesson, points: list[LearningPoint], staff: Viewer
) -> None:
    [shown] = lessons_shown(staff, visible_lessons(staff))
    assert (shown.title, shown.is_named, shown.is_decided, shown.confirmed) == (
        points[0].text,
        False,
        False,
        (),
    )
    assert not visible_lessons(ANONYMOUS)
    with pytest.raises(NoSuchLesson):
        lesson_for(ANONYMOUS, proposed.identifier)


def test_a_person_names_and_confirms_it(proposed: Lesson, points: list[LearningPoint], staff: Viewer) -> None:
    with pytest.raises(Refused, match="name"):
        services.confirm_lesson(proposed, by=staff)
    lesson = services.confirm_lesson(proposed, name=NAME, without=points[3:], by=staff)
    assert services.confirm_lesson(proposed, name=NAME, by=staff) == lesson
    [shown] = lessons_shown(ANONYMOUS, visible_lessons(ANONYMOUS))
    assert (shown.title, shown.is_named, shown.is_decided) == ("Fathers are left out", True, True)
    assert _taught(ANONYMOUS, lesson) == set(points[:3])
    assert [change.kind for change in lesson_changes(staff, lesson)] == ["confirmed", "named", "proposed"]
    assert not lesson_changes(ANONYMOUS, lesson)


def test_what_people_decided_is_left_alone_when_it_is_proposed_anew(
    proposed: Lesson, points: list[LearningPoint], staff: Viewer
) -> None:
    services.confirm_lesson(proposed, name=NAME, without=points[3:], by=staff)
    new = library.learning_point(made.report(), "And once more: see fathers.")
    assert _propose([*points, new]) == [proposed]
    assert LessonMember.objects.get(learning_point=new).state == "proposed"
    assert LessonMember.objects.get(learning_point=points[3]).state == "rejected"
    assert _taught(ANONYMOUS, proposed) == set(points[:3]), "a proposal does not count"
    assert _propose(points) == [] and not LessonMember.objects.filter(learning_point=new).exists()


def test_what_is_proposed_no_more_is_dropped_and_what_was_rejected_stays_so(
    points: list[LearningPoint], staff: Viewer
) -> None:
    first, second = _propose(points[:2], points[2:])
    services.reject_lesson(first, by=staff)
    services.reject_lesson(first, by=staff)
    assert _propose(points[:2]) == []
    second.refresh_from_db()
    assert second.state == "dropped" and list(visible_lessons(staff)) == [first]
    assert _propose(points[2:]) == [second]
    assert _propose(points[:1]) == []


def test_a_person_gathers_one(points: list[LearningPoint], staff: Viewer) -> None:
    lesson = services.gather_lesson(points[:2], NAME, by=staff)
    assert services.gather_lesson(points[:2], NAME, by=staff) == lesson
    services.add_to_lesson(lesson, points[1:3], by=staff)
    services.take_out_of_lesson(lesson, points[:1], by=staff)
    assert _taught(ANONYMOUS, lesson) == set(points[1:3])
    with pytest.raises(Refused):
        services.take_out_of_lesson(lesson, points[1:3], by=staff)
    kinds = [(change.kind, len(change.points)) for change in lesson_changes(staff, lesson)]
    assert kinds == [("removed", 1), ("added", 1), ("gathered", 2)]
    assert lessons_of(ANONYMOUS, points) == {points[1].pk: [lesson], points[2].pk: [lesson]}


def test_it_is_named_anew_with_its_history(points: list[LearningPoint], staff: Viewer) -> None:
    lesson = services.gather_lesson(points, NAME, by=staff)
    for _ in "twice":
        services.name_lesson(lesson, Name("Men who are not seen"), by=staff)
    assert lesson_changes(staff, lesson)[0].title_before == "Fathers are left out"
    assert lesson_changes(staff, lesson).count() == 2
    for wrong in ("", "  ", "x" * 301):
        with pytest.raises(Refused):
            services.name_lesson(lesson, Name(wrong), by=staff)


def test_merged_it_leads_to_the_other(points: list[LearningPoint], staff: Viewer) -> None:
    one = services.gather_lesson(points[:2], NAME, by=staff)
    other = services.gather_lesson(points[1:3], Name("Men"), by=staff)
    services.take_out_of_lesson(other, points[2:3], by=staff)
    for _ in "twice":
        services.merge_lessons(one, other, by=staff)
    assert lesson_for(ANONYMOUS, one.identifier) == other
    assert _taught(ANONYMOUS, other) == set(points[:2])
    assert lesson_changes(staff, one)[0].other == other and lesson_changes(staff, other)[0].other == one
    with pytest.raises(LessonMoved):
        services.name_lesson(one, Name("Too late"), by=staff)
    with pytest.raises(Refused):
        services.merge_lessons(other, other, by=staff)


def test_split_each_keeps_its_part(points: list[LearningPoint], staff: Viewer) -> None:
    lesson = services.gather_lesson(points, NAME, by=staff)
    part = services.split_lesson(lesson, points[2:], Name("Grandfathers"), by=staff)
    assert services.split_lesson(lesson, points[2:], Name("Grandfathers"), by=staff) == part
    assert (_taught(ANONYMOUS, lesson), _taught(ANONYMOUS, part)) == (set(points[:2]), set(points[2:]))
    assert part.split_from == lesson and lesson_changes(staff, lesson)[0].other == part
    for wrong in ([], points[:2], points):
        with pytest.raises(Refused):
            services.split_lesson(lesson, wrong, Name("Nothing"), by=staff)


@pytest.mark.parametrize("role", ROLES)
def test_who_names_lessons(points: list[LearningPoint], role: str) -> None:
    somebody = viewer(role)
    if role in {"board-staff", "researcher"}:
        services.gather_lesson(points, NAME, by=somebody)
    else:
        with pytest.raises(NotAllowed):
            services.gather_lesson(points, NAME, by=somebody)


def test_a_name_drawn_from_a_restricted_report_is_kept_from_those_who_may_not_see_it(
    points: list[LearningPoint], staff: Viewer
) -> None:
    hidden = library.learning_point(made.report(state="restricted"), "A secret.")
    with pytest.raises(NoSuchLearningPoint):
        services.gather_lesson([hidden, *points], NAME, by=staff)
    grant(hidden.document.pk, account=Account.objects.get(pk=staff.account))
    lesson = services.gather_lesson([hidden, *points], NAME, by=staff)
    [shown] = lessons_shown(ANONYMOUS, [lesson])
    assert not shown.is_named and shown.title == points[0].text
    assert {one.learning_point for one in shown.members} == set(points)
    assert lessons_shown(staff, [lesson])[0].is_named
    assert not lesson_changes(made.coder(), lesson), "its history may repeat the report"
    services.name_lesson(lesson, Name(NAME.title, is_open=True), by=staff)
    assert lessons_shown(ANONYMOUS, visible_lessons(ANONYMOUS))[0].title == NAME.title


def test_whoever_confirms_confirms_what_they_see(points: list[LearningPoint], staff: Viewer) -> None:
    hidden = library.learning_point(made.report(state="restricted"), "A secret.")
    [lesson] = _propose([*points[:2], hidden])
    services.confirm_lesson(lesson, name=NAME, by=staff)
    assert LessonMember.objects.get(learning_point=hidden).state == "proposed"


def test_a_lesson_is_told_and_audited(points: list[LearningPoint], staff: Viewer) -> None:
    lesson = services.gather_lesson(points, NAME, by=staff)
    change = Change.objects.filter(kind=ChangeKind.LESSONS).get()
    assert (change.thing_kind, change.thing) == ("lesson", lesson.pk)
    row = AuditRow.objects.get(thing=lesson.identifier)
    assert (row.action, row.actor, row.details) == ("lesson.gathered", staff.audit_name, {"points": 4})


def test_many_lessons_take_few_queries(
    points: list[LearningPoint], staff: Viewer, django_assert_max_num_queries: object
) -> None:
    for number in range(8):
        services.gather_lesson(points, Name(f"Lesson {number}"), by=staff)
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(lessons_shown(ANONYMOUS, visible_lessons(ANONYMOUS))) == 8
