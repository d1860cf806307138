"""Clock, identifiers, logs: small things that everything leans on."""

import logging
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from heeded.core.clock import now, today
from heeded.core.identifiers import new_identifier
from heeded.core.logs import WithoutQuery
from heeded.core.schema import state_of_mark, state_of_schema


def test_instants_are_utc() -> None:
    assert now().tzinfo is UTC


@pytest.mark.parametrize(
    "instant, day",
    [
        (datetime(2025, 6, 30, 22, 59, tzinfo=UTC), date(2025, 6, 30)),
        (datetime(2025, 6, 30, 23, 1, tzinfo=UTC), date(2025, 7, 1)),  # summer time: London is an hour ahead
        (datetime(2025, 12, 31, 23, 59, tzinfo=UTC), date(2025, 12, 31)),
    ],
)
def test_days_are_those_of_london(instant: datetime, day: date) -> None:
    with time_machine.travel(instant, tick=False):
        assert today() == day


def test_identifiers_are_short_safe_and_different() -> None:
    made = {new_identifier() for _ in range(2000)}
    assert len(made) == 2000
    assert {len(one) for one in made} == {12}
    assert not set("".join(made)) & set("01oil")


@pytest.mark.parametrize(
    "message, logged",
    [
        ("GET /search?q=bruise+baby 200", "GET /search?… 200"),
        ("GET /review/abc 200", "GET /review/abc 200"),
        ('"GET /find?q=a&b=c HTTP/1.1"', '"GET /find?… HTTP/1.1"'),
    ],
)
def test_logs_keep_nobodys_question(message: str, logged: str) -> None:
    entry = logging.LogRecord("x", logging.INFO, "x", 1, "%s", (message,), None)
    assert WithoutQuery().filter(entry)
    assert entry.getMessage() == logged


def test_a_folder_without_a_library_is_new(tmp_path: Path) -> None:
    assert state_of_schema(tmp_path) == "new"


@pytest.mark.parametrize(
    "mark, state",
    [("0.0.1 abc", "older"), ("99.0.0 abc", "newer"), ("99.0 abc\n", "newer"), ("nonsense", "older")],
)
def test_the_age_of_a_library_is_told_from_its_mark(mark: str, state: str) -> None:
    assert state_of_mark(mark) == state
