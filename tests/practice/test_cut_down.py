"""Somebody who acts by a token may no more than the token is for, whatever their roles allow."""

from dataclasses import replace

import pytest

from heeded.core.errors import NotAllowed
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.errors import NoSuchItem
from heeded.practice.queries import boards_kept, seen_whole, visible_actions, visible_items
from tests.practice import made

pytestmark = pytest.mark.django_db


def _without(viewer: Viewer, *permissions: Permission) -> Viewer:
    return replace(viewer, permissions=viewer.permissions - set(permissions))


def test_a_role_that_is_cut_down_keeps_no_plan() -> None:
    world = made.World()
    item = world.item()
    cut = _without(world.staff, *Permission)
    assert boards_kept(world.staff) and not boards_kept(cut)
    assert not visible_items(cut).exists() and not seen_whole(cut).exists()
    with pytest.raises(NotAllowed):
        services.submit(world.board, made.agency(), by=cut)
    with pytest.raises(NoSuchItem):
        services.show_item(item, by=cut)


def test_an_agency_that_is_cut_down_answers_for_nobody() -> None:
    world = made.World()
    action = world.action(owner=None)
    assert list(visible_actions(world.manager)) == [action]
    assert not visible_actions(_without(world.manager, Permission.ANSWER)).exists()
