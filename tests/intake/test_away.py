"""The database or the store of files goes away while a file is read: nothing is lost and nothing counts against it."""

from pathlib import Path

import pytest
from django.db import OperationalError

from heeded.intake.claims import put_back, take_next, worker_name
from heeded.intake.models import Claim, StepRun
from heeded.intake.patience import patiently
from heeded.intake.runner import TRIES, read_document
from heeded.library import files
from heeded.library.errors import StoreAway
from heeded.library.models import Document
from tests.intake.made import WEB_REPORT, HereSandbox, take_all

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A store of files that can be taken away: `away[:] = [True]`."""
    gone: list[bool] = []
    path_of = files.path_of

    def asked(sha256: str) -> Path:
        if any(gone):
            raise StoreAway("The store of files does not answer.")
        return path_of(sha256)

    monkeypatch.setattr(files, "path_of", asked)
    return gone


def read() -> None:
    document = take_next(worker_name())
    assert document is not None
    read_document(document, HereSandbox())


def test_a_store_that_is_away_says_nothing_of_the_file(away: list[bool]) -> None:
    take_all(("one.html", WEB_REPORT))
    away[:] = [True]
    for _ in range(TRIES + 1):
        with pytest.raises(StoreAway):
            read()
        put_back(worker_name())
    assert not Claim.objects.exists()
    assert set(StepRun.objects.values_list("state", "deaths", "error")) == {("waiting", 0, "")}
    away.clear()
    read()
    assert Document.objects.get().read_state == "read"


def test_it_is_tried_again_until_it_is_back(away: list[bool]) -> None:
    take_all(("one.html", WEB_REPORT))
    away[:] = [True]
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            away.clear()

    patiently(read, sleep=sleep)
    assert pauses == [0.5, 1.0, 2.0]
    assert Document.objects.get().read_state == "read" and not Claim.objects.exists()


def test_it_is_not_tried_for_ever_while_somebody_waits(away: list[bool]) -> None:
    take_all(("one.html", WEB_REPORT))
    away[:] = [True]
    pauses: list[float] = []
    with pytest.raises(StoreAway):
        patiently(read, seconds=20, sleep=pauses.append)
    assert 20 <= sum(pauses) < 40


def test_a_worker_that_is_to_stop_does_not_wait() -> None:
    def gone() -> None:
        raise OperationalError("connection refused")

    with pytest.raises(OperationalError):
        patiently(gone, go_on=lambda: False, sleep=lambda _: pytest.fail("it waits"))


def test_the_log_names_no_address(caplog: pytest.LogCaptureFixture) -> None:
    tries = iter([OperationalError("connection to server at 10.1.2.3 failed for user heeded"), None])

    def sometimes() -> None:
        if error := next(tries):
            raise error

    patiently(sometimes, sleep=lambda _: None)
    assert "OperationalError" in caplog.text and "10.1.2.3" not in caplog.text


def test_what_another_worker_has_is_not_put_back() -> None:
    take_all(("one.html", WEB_REPORT))
    theirs = take_next("elsewhere:7")
    assert theirs is not None
    StepRun.objects.filter(order=0).update(state="running")
    put_back(worker_name())
    assert Claim.objects.get().worker == "elsewhere:7"
    assert StepRun.objects.get(order=0).state == "running"
