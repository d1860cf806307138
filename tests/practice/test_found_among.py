"""What of a few items somebody sees is what of all items they see. Invented and fictional."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import Q

from heeded.core.clock import now
from heeded.library.looking import one_look
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from heeded.practice import services
from heeded.practice.kinds import SourceKind
from heeded.practice.models import PlanItem
from heeded.practice.queries import boards_stand, seen_whole, visible_actions, visible_items
from heeded.practice.queries._visible import found_among, found_of_board
from heeded.practice.services import Entered, Period
from tests.people import made as people
from tests.practice.made import World, agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def worlds() -> list[World]:
    """Shown and not, of reports that everybody sees and of restricted ones, and by hand; one plan opened to a body."""
    made = [World(), World(), World(state="restricted"), World(state="restricted")]
    for at, world in enumerate(made):
        action = world.action()
        entered = Entered("Somebody should ring.", SourceKind.AUDIT, "An audit (made)")
        by_hand = services.enter_item(entered, world.board, by=world.staff)
        for item in (action.item, by_hand):
            if at % 2 == 0:
                services.show_item(item, by=world.staff)
    return made


def _viewers(worlds: list[World]) -> list[Viewer]:
    body = agency("Inspectorate of the invented")
    week = Period(now() - timedelta(days=1), now() + timedelta(days=6))
    services.open_plan(worlds[3].board, body, week, by=worlds[3].staff)
    first = worlds[0]
    weak = replace(first.staff, strong=False)
    everyone = [ANONYMOUS, OPERATOR, first.staff, weak, people.viewer("inspector", organisation=body)]
    return everyone + [one for world in worlds[:3] for one in (world.owner, world.manager, world.checker)]


def test_each_is_seen_as_all_are(worlds: list[World]) -> None:
    numbers = set()
    for viewer in _viewers(worlds):
        found = found_among(viewer, Q())
        assert found.items == {one.pk for one in visible_items(viewer)}
        assert found.inside == {one.pk for one in seen_whole(viewer)}
        assert set(visible_actions(viewer, found)) == set(visible_actions(viewer))
        numbers.add(len(found.items))
        for world in worlds:
            of_board = {one.pk for one in visible_items(viewer).filter(board=world.board)}
            assert found_of_board(viewer, world.board).items == of_board
    assert len(numbers) > 2, "the viewers differ in what they see"


def test_one_board_alone_stands_as_it_does_among_others(worlds: list[World]) -> None:
    boards = [one.board for one in worlds]
    for viewer in _viewers(worlds):
        assert boards_stand(viewer, boards) == tuple(boards_stand(viewer, [one])[0] for one in boards)


def test_within_a_look_it_is_asked_once_for_each_viewer(worlds: list[World]) -> None:
    board = worlds[3].board
    with one_look():
        assert found_of_board(ANONYMOUS, board).items == frozenset()
        assert len(found_of_board(worlds[3].staff, board).items) == 2
        PlanItem.objects.update(shown_at=now(), shown_by="operator")
        assert found_of_board(ANONYMOUS, board).items == frozenset(), "as when the page was begun"
    assert len(found_of_board(ANONYMOUS, board).items) == 1, "the one by hand"
