"""What a worker does over and over: one thing that fails never keeps the others waiting."""

import logging
from itertools import pairwise

import pytest
from django.db import OperationalError

from heeded.intake.duties import Duty, Rounds


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr("heeded.intake.duties.connections.close_all", lambda: None)
    return Clock()


class Work:
    """Something to do that says whether there was anything, or fails."""

    def __init__(self, *answers: bool | Exception) -> None:
        self.answers, self.done, self.again = list(answers), 0, 0

    def __call__(self) -> bool:
        self.done += 1
        answer = self.answers.pop(0) if self.answers else False
        if isinstance(answer, Exception):
            raise answer
        return answer

    def go_on(self) -> None:
        self.again += 1


def test_there_was_something_to_do_if_any_had_it(clock: Clock) -> None:
    first, second = Work(True, False), Work(False, False)
    rounds = Rounds([Duty("first", first), Duty("second", second)], clock=clock)
    assert (rounds.turn(), rounds.turn()) == (True, False)
    assert (first.done, second.done) == (2, 2)


def test_what_fails_keeps_nothing_else_waiting(clock: Clock) -> None:
    failing, other = Work(*[OSError(28, "No space left on device")] * 9), Work(True, True)
    rounds = Rounds([Duty("failing", failing), Duty("other", other)], clock=clock)
    assert rounds.turn() and rounds.turn()
    assert (failing.done, other.done) == (1, 2), "it has a pause first"


def test_pauses_grow_and_end(clock: Clock) -> None:
    failing = Work(*[OperationalError("gone")] * 8, True)
    rounds = Rounds([Duty("failing", failing, again=failing.go_on)], clock=clock)
    tried = []
    while not rounds.turn():
        if failing.done > len(tried):
            tried.append(clock.at)
        clock.at += 0.5
    pauses = [later - sooner for sooner, later in pairwise(tried)]
    assert pauses == [1, 2, 4, 8, 16, 32, 60]
    assert failing.again == 8, "each new try begins by putting right what the last one left"
    before = failing.done
    rounds.turn()
    assert failing.done == before + 1, "afterwards it goes on as before"


def test_what_is_rare_waits_for_its_time(clock: Clock) -> None:
    rare = Work(True, True)
    rounds = Rounds([Duty("rare", rare, every=20)], clock=clock)
    assert rounds.turn() and not rounds.turn()
    clock.at = 20
    assert rounds.turn() and rare.done == 2


def test_once_does_everything_and_raises_what_fails(clock: Clock) -> None:
    rounds = Rounds([Duty("rare", Work(True, False), every=20)], clock=clock)
    assert rounds.once() and not rounds.once()
    with pytest.raises(OSError, match="full"):
        Rounds([Duty("failing", Work(OSError("full")))]).once()


def test_the_log_quotes_nothing(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    words = "the grandmother of the child in Ellerwick"
    rounds = Rounds([Duty("mail", Work(ValueError(words), False))], clock=clock)
    with caplog.at_level(logging.INFO):
        rounds.turn()
        clock.at = 1
        rounds.turn()
    assert "mail: ValueError in" in caplog.text and "mail: going on" in caplog.text
    assert "grandmother" not in caplog.text
