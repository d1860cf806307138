"""From the page to what came back, in as many queries for one as for many."""

from collections.abc import Iterable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.actors import SYSTEM
from heeded.learning._points import forget_points
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from heeded.practice import services
from heeded.practice.errors import NoSuchPoint
from heeded.practice.kinds import AnswerKind, BoardSays
from heeded.practice.models import Action, Point
from heeded.practice.queries import (
    Known,
    Lacks,
    OfAgency,
    actions_of,
    after_review,
    agency_actions_of,
    boards_stand,
    my_actions,
    outcomes_of,
    said_before,
    throughline_of,
    throughlines_of,
)
from heeded.practice.services import Answered
from heeded.search import _model
from tests.learning import lessons_made
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db


def _whole_story(world: made.World) -> None:
    asked = services.ask(world.item(), world.trust, by=world.staff)
    services.answer(asked, Answered(AnswerKind.ACCEPTED), by=world.manager)
    item = world.changed()
    services.show_item(item, by=world.staff)
    later = lessons_made.review(
        lessons_made.MEN[1], board=world.board.name, period_from="2016-01", period_to="2018-01",
        date_of_publication="2019-01-01",
    )  # fmt: skip
    lessons_made.lesson(world.report, later, title="Men are left out")
    for found in services.find_what_came_back(by=SYSTEM):
        services.decide_what_came_back(found, same=True, by=OPERATOR)


def test_each_step_is_there_with_its_page() -> None:
    world = made.World()
    _whole_story(world)
    line = throughline_of(world.staff, world.recommendation)
    assert line is not None and line.point.text == made.MEN
    assert [one.page for one in line.point.printed] == [1]
    [item] = line.items
    [action] = item.actions
    assert [one.response.answer for one in item.asked if one.response] == ["accepted"]
    assert (action.checks[0].answer, action.action.state) == ("yes", "done")
    assert [one.title for one in item.evidence] == ["Audit of 20 case files"]
    assert item.closing is not None and item.closing.closed_as == "practice-changed"
    assert [one.printed[0].page for one in item.came_back] == [1]


def test_everybody_sees_what_is_shown_and_no_more() -> None:
    world = made.World()
    _whole_story(world)
    line = throughline_of(ANONYMOUS, world.recommendation)
    assert line is not None
    [item] = line.items
    assert not item.is_whole and len(item.actions) == 1 and item.evidence == ()
    [check] = item.actions[0].checks
    assert item.closing is not None and (check.found, item.closing.reason) == ("", "")
    assert (item.actions[0].action.owner, item.actions[0].action.owner_role) == (None, "Named nurse")
    services.show_evidence(world.item().evidence.get(), by=world.staff)
    line = throughline_of(ANONYMOUS, world.recommendation)
    assert line is not None and len(line.items[0].evidence) == 1
    services.hide_item(world.item(), by=world.staff)
    hidden = throughline_of(ANONYMOUS, world.recommendation)
    assert hidden is not None and hidden.items == ()


def test_what_is_on_no_plan_has_none_and_what_is_not_seen_is_not_there() -> None:
    world = made.World(state="restricted")
    assert throughline_of(OPERATOR, world.recommendation) is None
    with pytest.raises(NoSuchPoint):
        throughline_of(ANONYMOUS, world.recommendation)
    with pytest.raises(NoSuchPoint):
        throughline_of(ANONYMOUS, world.item().point)


def _queries(viewer: Viewer) -> list[int]:
    counts = []
    for ask in (
        lambda: throughlines_of(viewer, Point.objects.all()),
        lambda: boards_stand(viewer, [one.board for one in _worlds]),
        lambda: [after_review(viewer, _worlds[0].report.work)],
        lambda: outcomes_of(viewer, [one.recommendation for one in _worlds]),
    ):
        with CaptureQueriesContext(connection) as captured:
            ask()
        counts.append(len(captured))
    return counts


_worlds: list[made.World] = []


def test_the_number_of_queries_is_constant() -> None:
    _worlds[:] = [made.World(), made.World()]  # of one board alone it is asked otherwise
    for world in _worlds:
        _whole_story(world)
    viewers = (ANONYMOUS, _worlds[0].staff, OPERATOR)
    few = [_queries(viewer) for viewer in viewers]
    for _ in range(3):
        _worlds.append(made.World())
        _whole_story(_worlds[-1])
        item = services.open_item(_worlds[-1].recommendation, _worlds[0].board, by=_worlds[0].staff)
        services.add_action(item, _worlds[0].wanted(state="done"), by=_worlds[0].staff)
    assert [_queries(viewer) for viewer in viewers] == few
    assert max(max(one) for one in few) <= 32, few


def test_a_review_says_from_the_first_day_that_nothing_is_known() -> None:
    world = made.World()
    after = after_review(ANONYMOUS, world.report.work)
    assert [one.is_answered for one in after.recommended] == [False] and after.months == 0
    _whole_story(world)
    after = after_review(ANONYMOUS, world.report.work)
    assert [one.is_answered for one in after.recommended] == [True]


def test_where_boards_stand_tells_nothing_from_none_known() -> None:
    world = made.World()
    late = world.action()
    world.done(what="Done")
    quiet, none, absent = people.board(), people.board(), people.board()
    services.state_of_board(none, BoardSays.NONE, by=OPERATOR)
    services.state_of_board(absent, BoardSays.NOT_USING, by=OPERATOR)
    stand = boards_stand(OPERATOR, [world.board, quiet, none, absent])
    assert [one.known for one in stand] == [
        Known.FOLLOWED, Known.NONE_KNOWN, Known.SAYS_NONE, Known.NOT_USING,
    ]  # fmt: skip
    first = stand[0]
    assert (first.items, first.actions, first.done, first.answered) == (1, 2, 1, 0)
    assert dict(first.lacks)[Lacks.OVERDUE] == 1 and dict(first.lacks)[Lacks.NO_EVIDENCE] == 1
    assert first.checks_late == 1 and late.pk
    public = boards_stand(ANONYMOUS, [world.board])[0]
    assert (public.known, public.actions) == (Known.NONE_KNOWN, 0)


@pytest.fixture
def nothing_remembered() -> Iterator[None]:
    """No learning points that another test held ready."""
    forget_points()
    yield
    forget_points()


def test_what_was_said_before_comes_with_what_became_of_it(
    nothing_remembered: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_model, "_folder", lambda: None)
    world = made.World()
    _whole_story(world)
    found = said_before(ANONYMOUS, made.MEN)
    assert found.said.near[0].point == world.recommendation
    assert [one.item.closed_as for one in found.outcomes[world.recommendation.pk].items] == [
        "practice-changed"
    ]
    assert set(found.outcomes) == {world.recommendation.pk}  # what came back is on no plan


def _read(actions: Iterable[Action]) -> list[tuple[object, ...]]:
    """What a list shows of each."""
    return [(one.item.board, one.item.point, one.owner_agency, one.owner, one.owner_team) for one in actions]


@pytest.mark.parametrize("name", ["board", "mine", "agency"])
def test_a_list_of_actions_asks_as_often_for_many(name: str) -> None:
    world = made.World()
    lists = {
        "board": lambda: actions_of(world.staff, world.board, lacks=Lacks.OVERDUE),
        "mine": lambda: my_actions(world.owner),
        "agency": lambda: agency_actions_of(world.manager, OfAgency()),
    }
    counts = []
    for many in (1, 6):
        for number in range(many):
            world.action(what=f"Form {many} {number}", owner_team=world.team)
        with CaptureQueriesContext(connection) as captured:
            assert len(_read(lists[name]())) >= many
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8
