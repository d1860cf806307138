"""Minutes of a plan: what meetings decided, each thing once. Invented and fictional."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from heeded.core.clock import today
from heeded.core.erasure import Erased
from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.engine.plans import PlanRow, TrackerEntry, tracker_file
from heeded.practice import queries, services
from heeded.practice.kinds import AnswerKind, ClosedAs
from heeded.practice.models import Decision, Meeting, TakenRow, TrackerRecord
from heeded.practice.services import Answered, Close, Decided
from tests.practice.made import MEN, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def held(world: World, on: date | None = None) -> Meeting:
    return services.note_meeting(world.board, on or today(), "Assurance group", by=world.staff)


def test_what_was_closed_answered_and_moved_can_be_minuted_once(world: World) -> None:
    action = world.action()
    services.answer(
        services.ask(world.item(), world.trust, by=world.staff),
        Answered(AnswerKind.ACCEPTED),
        by=world.manager,
    )
    moved = replace(services.wanted_of(action), due=date(2030, 1, 31))
    services.change_action(action, moved, by=world.staff, reason="The form came late")
    services.close_action(action, Close(ClosedAs.NO_LONGER_APPLIES, "The team is gone."), by=world.staff)
    happened = queries.what_happened(world.staff, world.board, None)
    words = [one.words for one in happened]
    assert words == [
        f"{world.trust.name} answered: accepted.",
        "Due date moved from 30 June 2009 to 31 January 2030. The form came late",
        "Closed as: no longer applies. The team is gone.",
    ]
    meeting = held(world)
    lines = [Decided(one.words, one.item, one.action, one.event) for one in happened]
    assert len(services.minute(meeting, lines, by=world.staff)) == 3
    assert services.minute(meeting, lines, by=world.staff) == []
    assert queries.what_happened(world.staff, world.board, None) == []


def test_struck_out_it_can_be_minuted_again_and_stays_on_record(world: World) -> None:
    meeting = held(world)
    [made] = services.minute(
        meeting, [Decided("Look again", world.item(), event="closing:1")], by=world.staff
    )
    with pytest.raises(Refused):
        services.strike_out(made, " ", by=world.staff)
    services.strike_out(made, "Of another meeting", by=world.staff)
    assert services.minute(meeting, [Decided("Look again", world.item(), event="closing:1")], by=world.staff)
    assert Decision.objects.count() == 2


def test_since_the_meeting_before(world: World) -> None:
    first, second = held(world, date(2020, 1, 1)), held(world, date(2020, 6, 1))
    assert queries.since_last(world.staff, second) == first.held_on
    assert queries.since_last(world.staff, first) is None
    world.changed()
    assert queries.what_happened(world.staff, world.board, today()) == []
    assert any(
        "Closed as: practice changed" in one.words
        for one in queries.what_happened(world.staff, world.board, None)
    )


def test_a_meeting_is_of_its_board_alone(world: World) -> None:
    other = World()
    meeting = held(world)
    assert held(world) == meeting  # the same noted twice
    with pytest.raises(NotFound):
        queries.meeting_for(other.staff, world.board, meeting.identifier)
    with pytest.raises(NotAllowed):
        services.minute(meeting, [Decided("No")], by=other.staff)
    with pytest.raises(NotFound):
        services.minute(meeting, [Decided("No", other.item())], by=world.staff)
    with pytest.raises(NotFound):
        services.minute(meeting, [Decided("No", action=other.action())], by=world.staff)
    with pytest.raises(Refused):
        services.note_meeting(world.board, date(2199, 1, 1), "To come", by=world.staff)
    assert list(queries.decisions_of(other.staff, meeting)) == []


def test_an_erasure_empties_minutes_rows_of_files_and_what_a_tracker_says(world: World) -> None:
    row = PlanRow(2, "1", MEN, "Change the form")
    matched = queries.match_rows(world.staff, world.board, world.report.work, [row])
    matches = {one.group.key: one.proposed for one in matched}
    services.take_plan(world.board, world.report.work, [row], matches, by=world.staff)
    meeting = held(world)
    services.minute(meeting, [Decided(f"As to “{MEN}”", world.item()), Decided("Of no item")], by=world.staff)
    tracker = BytesIO(tracker_file([TrackerEntry(local_reference="A1", lessons_and_good_practice=MEN)]))
    services.take_tracker(world.board, tracker, by=world.staff)
    services.name_tracked(TrackerRecord.objects.get(), world.report.work, by=world.staff)
    services.erase_words(Erased(world.report.identifier, (), "court", "2026-01-01T00:00:00+00:00"))
    assert set(Decision.objects.values_list("words", flat=True)) == {"(erased)"}
    assert TakenRow.objects.values_list("said", "notes", "fingerprint").get() == ({}, [], "")
    record = TrackerRecord.objects.get()
    assert record.said == {} and "A1" not in record.key
