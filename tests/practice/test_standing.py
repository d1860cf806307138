"""An action as it stood on any day, against a plain model that keeps a copy of every state."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heeded.core.clock import LONDON, local_day
from heeded.core.errors import HeededError
from heeded.people.models import Account
from heeded.practice import services
from heeded.practice.kinds import ActionKind, ActionState, ClosedAs
from heeded.practice.models import Action
from heeded.practice.queries import as_it_stood, history_of
from heeded.practice.services import Close, wanted_of
from heeded.practice.standing import FIELDS, Standing, differing, read, standing_on, write
from tests.people import made as people
from tests.practice import made

BEGIN = datetime(2010, 3, 20, 12, tzinfo=UTC)  # the clocks change a week later
_DAYS = st.one_of(st.none(), st.dates(date(2010, 1, 1), date(2010, 12, 31)))
_EDITS = st.fixed_dictionaries(
    {},
    optional={
        "what": st.sampled_from(["One form", "Another form", "No form"]),
        "intended_change": st.sampled_from(["", "Men are known by name"]),
        "kind": st.sampled_from([None, *ActionKind]),
        "owner_role": st.sampled_from(["", "Named nurse", "Head of service"]),
        "owner": st.sampled_from([None, 0, 1]),
        "start": _DAYS,
        "due": _DAYS,
        "state": st.sampled_from(list(ActionState)),
    },
)
_STEPS = st.lists(
    st.tuples(
        st.integers(0, 60 * 24 * 9),  # minutes since the step before
        st.one_of(_EDITS, st.sampled_from(["close", "reopen"])),
        st.booleans(),  # with a reason
    ),
    max_size=8,
)


class _Model:
    """What the action should have been, kept whole after every step that was not refused."""

    def __init__(self) -> None:
        self.kept: list[tuple[datetime, Standing]] = []

    def keep(self, at: datetime, action: Action) -> None:
        row = Action.objects.filter(pk=action.pk).values(*FIELDS).get()
        self.kept.append((at, Standing(**row)))

    def on(self, day: date) -> Standing | None:
        before = [state for at, state in self.kept if at.astimezone(LONDON).date() <= day]
        return before[-1] if before else None

    def at(self, instant: datetime) -> Standing | None:
        before = [state for at, state in self.kept if at <= instant]
        return before[-1] if before else None


@pytest.mark.slow
@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=_STEPS)
def test_random_edits_replayed(db: None, steps: list[tuple[int, Any, bool]]) -> None:
    world, model = made.World(), _Model()
    owners = [world.owner_account, people.account("practitioner", organisation=world.trust)]
    with time_machine.travel(BEGIN, tick=False) as clock:
        action = world.action(due=None, owner=None)
        at = BEGIN
        model.keep(at, action)
        for minutes, edit, with_reason in steps:
            at += timedelta(minutes=minutes)
            clock.move_to(at)
            _step(world, action, edit, owners, "The nurse was ill" if with_reason else "")
            model.keep(at, action)
        last = local_day(at)
    history = list(history_of(world.staff, action))
    days = [local_day(BEGIN) + timedelta(days=n) for n in range(-2, (last - local_day(BEGIN)).days + 3)]
    assert [standing_on(history, day) for day in days] == [model.on(day) for day in days]
    for instant, state in model.kept:
        before = instant - timedelta(seconds=1)
        assert standing_on(history, instant) == model.at(instant)
        assert standing_on(history, before) == model.at(before)
        assert state  # nothing was ever lost
    for day in (days[0], days[len(days) // 2], days[-1]):
        assert as_it_stood(world.staff, action, day) == model.on(day)


def _step(world: made.World, action: Action, edit: Any, owners: list[Account], reason: str) -> None:
    """One edit, which may be refused: then nothing of it is kept."""
    fresh = Action.objects.select_related("owner_agency", "owner_team", "owner").get(pk=action.pk)
    try:
        if edit == "close":
            services.close_action(fresh, Close(ClosedAs.NO_LONGER_APPLIES, "Gone"), by=world.staff)
        elif edit == "reopen":
            closing = fresh.closings.filter(reopened_at__isnull=True).first()
            if closing is not None:
                services.reopen(closing, "Back again", by=world.staff)
        else:
            wanted = dict(edit)
            if wanted.get("owner") is not None:
                wanted["owner"] = owners[wanted["owner"]]
            services.change_action(fresh, replace(wanted_of(fresh), **wanted), by=world.staff, reason=reason)
    except HeededError:
        return


@given(
    st.lists(
        st.builds(
            Standing,
            what=st.text(max_size=5),
            owner=st.one_of(st.none(), st.integers(1, 9)),
            due=_DAYS,
            state=st.sampled_from(["not-started", "under-way", "done"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_differences_make_every_state_again(states: list[Standing]) -> None:
    class Row:
        def __init__(self, field: str, after: Any, at: datetime) -> None:
            self.field, self.after, self.at = field, after, at

    rows, before = [], Standing()
    for number, state in enumerate(states):
        at = BEGIN + timedelta(days=number)
        changed = differing(before, state)
        rows += [Row(name, after, at) for name, (_, after) in changed.items()]
        before = state
    for number, state in enumerate(states):
        stood = standing_on(rows, BEGIN + timedelta(days=number))
        assert (stood or Standing()) == state


def test_what_is_written_is_read_again() -> None:
    assert read("due", write(date(2010, 3, 28))) == date(2010, 3, 28)
    assert read("due", write(None)) is None and read("what", write("")) == ""
    assert read("owner", write(7)) == 7 and read("what", None) == ""
