"""Closed as what, why and by whom."""

from datetime import timedelta

import pytest

from heeded.core.clock import now
from heeded.core.errors import NotAllowed, Refused
from heeded.practice import services
from heeded.practice.errors import AlreadyClosed, NotClosed, NotToBeDone
from heeded.practice.kinds import CheckAnswer, ClosedAs
from heeded.practice.models import Closing, PlanItem, PracticeCheck
from heeded.practice.queries import CheckStands, as_it_stood, boards_stand, checks_by, checks_of
from heeded.practice.services import Close, wanted_of
from tests.people import made as people
from tests.practice import made

pytestmark = pytest.mark.django_db
GONE = Close(ClosedAs.NO_LONGER_APPLIES, "The service is no more.")


@pytest.fixture
def world() -> made.World:
    return made.World()


def _changed(check: PracticeCheck | None) -> Close:
    return Close(ClosedAs.PRACTICE_CHANGED, "Shown by the audit.", check)


def test_nobody_is_asked_to_check_what_no_longer_applies(world: made.World) -> None:
    action = world.done()  # long ago, so that its check is late
    assert action.checks.filter(made_at__isnull=True).exists()
    assert checks_of(world.staff, world.board, CheckStands.LATE).exists()
    services.close_item(action.item, GONE, by=world.staff)
    assert not checks_of(world.staff, world.board).exists()
    assert not checks_by(world.staff, world.board, now().date()).exists()
    assert boards_stand(world.staff, [world.board])[0].checks_late == 0


def test_what_changed_is_still_checked_again(world: made.World) -> None:
    changed = world.changed()
    services.plan_check(changed.actions.all(), now().date() - timedelta(days=1), by=world.staff)
    assert boards_stand(world.staff, [world.board])[0].checks_late == 1


def test_practice_changed_rests_on_a_check_that_says_so(world: made.World) -> None:
    action = world.done()
    with pytest.raises(NotClosed, match="needs a practice check"):
        services.close_item(action.item, _changed(None), by=world.staff)
    check = world.checked(action, CheckAnswer.PARTLY)
    with pytest.raises(NotClosed, match="does not say"):
        services.close_item(action.item, _changed(check), by=world.staff)
    again = services.plan_check([action], (now() + timedelta(days=9)).date(), by=world.staff)
    assert again.made_at is None
    yes = world.checked(action)
    with pytest.raises(NotClosed, match="newer"):
        services.close_item(action.item, _changed(check), by=world.staff)
    services.close_action(action, _changed(yes), by=world.staff)
    assert services.close_item(action.item, _changed(yes), by=world.staff).check_made == yes
    assert PlanItem.objects.get().closed_as == "practice-changed"


def test_not_while_an_action_is_open(world: made.World) -> None:
    check = world.checked(world.done())
    late = world.action(what="Another")
    with pytest.raises(NotClosed, match="not done"):
        services.close_item(world.item(), _changed(check), by=world.staff)
    services.close_action(late, GONE, by=world.staff)
    assert services.close_item(world.item(), _changed(check), by=world.staff).pk


def test_evidence_that_a_check_rests_on_stays(world: made.World) -> None:
    check = world.checked(world.done())
    with pytest.raises(Refused, match="rests on it"):
        services.take_evidence_away(check.evidence.get(), by=world.staff)


def test_the_second_of_two_is_told(world: made.World) -> None:
    action = world.action()
    first = services.close_action(action, GONE, by=world.staff)
    assert services.close_action(action, GONE, by=world.staff) == first  # the same, sent twice
    with pytest.raises(AlreadyClosed, match="no longer applies"):
        services.close_action(action, GONE, by=people.viewer("board-staff", organisation=world.board))
    with pytest.raises(AlreadyClosed):
        services.close_action(action, Close(ClosedAs.NOT_ACCEPTED, "No."), by=world.staff)
    with pytest.raises(NotToBeDone, match="closed"):
        services.change_action(action, made.World.wanted(world, what="Other"), by=world.staff)


def test_opened_again_it_stays_on_record(world: made.World) -> None:
    action = world.action()
    closing = services.close_action(action, GONE, by=world.staff)
    with pytest.raises(Refused):
        services.reopen(closing, " ", by=world.staff)
    services.reopen(closing, "It came back.", by=world.staff)
    services.reopen(closing, "It came back.", by=world.staff)
    action.refresh_from_db()
    assert action.closed_as == "" and Closing.objects.get().reopened_by == world.staff.audit_name
    stood = as_it_stood(world.staff, action, closing.at)
    assert stood is not None and stood.closed_as == "no-longer-applies"
    services.change_action(action, wanted_of(action), by=world.staff)
    item_closing = services.close_item(action.item, GONE, by=world.staff)
    services.reopen(item_closing, "Again.", by=world.staff)
    assert PlanItem.objects.get().closed_as == ""


def test_what_is_replaced_leads_to_another_and_never_in_a_circle(world: made.World) -> None:
    one, other = world.action(), world.action(what="Another")
    with pytest.raises(NotClosed, match="replaced by or joined"):
        services.close_action(one, Close(ClosedAs.REPLACED, "Better."), by=world.staff)
    with pytest.raises(NotClosed, match="does not lead back"):
        services.close_action(one, Close(ClosedAs.REPLACED, "Better.", into=one), by=world.staff)
    services.close_action(one, Close(ClosedAs.REPLACED, "Better.", into=other), by=world.staff)
    with pytest.raises(NotClosed, match="does not lead back"):
        services.close_action(other, Close(ClosedAs.JOINED, "Both.", into=one), by=world.staff)
    elsewhere = made.World(text="See him.").item()
    with pytest.raises(NotClosed, match="same plan"):
        services.close_item(world.item(), Close(ClosedAs.JOINED, "Both.", into=elsewhere), by=world.staff)
    with pytest.raises(NotClosed, match="Only what"):
        services.close_item(
            world.item(), Close(ClosedAs.NOT_ACCEPTED, "No.", into=world.item()), by=world.staff
        )


def test_only_those_who_keep_the_plan_close(world: made.World) -> None:
    action = world.action()
    for somebody in (world.owner, world.manager):
        with pytest.raises(NotAllowed):
            services.close_action(action, GONE, by=somebody)
