"""Values that no board means are refused by the API in plain words; what was not sent stays. Invented."""

from dataclasses import replace
from typing import Any

import pytest

from heeded.api.operations import actions
from heeded.people.models import Account
from heeded.practice import services
from heeded.practice.kinds import ActionState
from heeded.practice.models import Action
from heeded.practice.services import wanted_of
from tests.api.asking import Asker, secret_of
from tests.practice.made import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def staff(world: World) -> Asker:
    return Asker(secret_of(Account.objects.get(pk=world.staff.account)))


@pytest.mark.parametrize("odd", ["\ud800", "Change \udfff the form", "a\0"])
def test_half_a_character_is_not_understood(world: World, staff: Asker, odd: str) -> None:
    action = world.action()
    for said in ({"what": odd}, {"owner_role": odd}, {"reason": odd, "due": None}):
        answer = staff.put(f"/actions/{action.identifier}", said)
        assert answer.status_code == 422 and answer.json()["errors"], said
    assert Action.objects.get().version == 1


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_far_off_is_refused(world: World, staff: Asker, day: str) -> None:
    action = world.action()
    answer = staff.put(f"/actions/{action.identifier}", {"due": day, "reason": "No end"})
    assert answer.status_code == 409 and "too far off" in answer.json()["detail"]


def test_what_was_not_sent_takes_back_nobodys_change(
    world: World, staff: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    action, read = world.action(), actions.changed_of

    def meanwhile(held: Action, said: Any) -> services.Wanted:
        wanted = read(held, said)
        services.change_action(
            action, replace(wanted_of(action), state=ActionState.UNDER_WAY), by=world.owner
        )
        return wanted

    monkeypatch.setattr(actions, "changed_of", meanwhile)
    answer = staff.put(f"/actions/{action.identifier}", {"intended_change": "Every man is known"})
    assert answer.status_code == 409 and "Somebody changed this action meanwhile." in answer.json()["detail"]
    assert Action.objects.get().state == "under-way"
