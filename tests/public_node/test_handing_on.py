"""Reports of readers go to the main library, and are then nowhere else."""

from typing import Any

import pytest

from heeded.client import TryLater
from heeded.core.models import AuditRow
from heeded.library.models import Problem
from heeded.library.services import report_problem
from heeded.people.viewer import ANONYMOUS
from heeded.reach.following.handing_on import hand_on_reports
from tests.library import made
from tests.public_node.kept import Kept

pytestmark = pytest.mark.django_db


def main_library() -> Kept:
    return Kept([], {}, {}, 0)


def test_a_report_is_handed_on_and_forgotten_here() -> None:
    work = made.work()
    report_problem(kind="recognised", message="On p. 3.", work=work, by=ANONYMOUS)
    main = main_library()
    assert hand_on_reports(main) == 1
    kind, review, message = main.asked[0][1:]
    assert (kind, review) == ("recognised", work.identifier)
    assert message.startswith("On p. 3.")
    assert "public copy" in message
    assert not Problem.objects.exists()
    assert hand_on_reports(main) == 0
    assert "p. 3" not in repr(list(AuditRow.objects.values()))


def test_the_longest_report_still_fits() -> None:
    report_problem(kind="other", message="x" * 5000, by=ANONYMOUS)
    main = main_library()
    hand_on_reports(main)
    assert len(main.asked[0][3]) == 5000


def test_what_is_not_taken_now_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        report_problem(kind="other", message="Something.", by=ANONYMOUS)
    main, left = main_library(), [1]
    taken = main.report_problem

    def busy(message: str, **said: Any) -> Any:
        if left[0] == 0:
            raise TryLater("Many reports came.", seconds=3600)
        left[0] -= 1
        return taken(message, **said)

    monkeypatch.setattr(main, "report_problem", busy, raising=False)
    assert hand_on_reports(main) == 1
    assert Problem.objects.count() == 2
