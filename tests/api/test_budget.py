"""However long a list is, it costs as many questions to the database as a short one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.clock import now
from heeded.learning.models import Lesson, LessonMember
from heeded.people.models import Account
from tests.api.asking import Asker, secret_of
from tests.api.learned import framework_of, learned_of
from tests.web.made import World, document

# Queries of a part of each list, its token (three), its log of use (one a day) and its traces counted in.
BUDGETS = {
    "/reviews": 12,
    "/facts": 14,
    "/learning-points": 13,
    "/briefings": 12,
    "/deliveries": 9,
    "/problems": 9,
    "/audit": 10,
    "/searches": 8,
    "/tokens": 6,
    "/organisations": 6,
    "/holdings": 10,
    "/withdrawals": 12,
    "/search": 24,
    "/frameworks": 12,
    "/codings": 20,
    "/lessons": 18,
    "/analysis": 40,
}
OF_ACCOUNTS = {"/accounts": 10}


@pytest.fixture
def full(library: World) -> World:
    """Twelve more public reviews, each coded and teaching a lesson, and as many accounts."""
    theme = framework_of().themes.get(identifier="workload")
    for number in range(12):
        learned_of(document(f"Wexcombe{number}", state="published"), theme)
        Account.objects.create_user(f"p{number}@example.org", None, name=f"Person {number}")
    return library


@pytest.mark.slow
@pytest.mark.parametrize("who", ["named", "administrator"])
def test_a_list_costs_what_it_may(full: World, who: str) -> None:
    asker = Asker(secret_of(full.people[who]))
    asker.get("/token")  # the day of use is written down once
    over = {}
    for address, budget in (BUDGETS if who == "named" else OF_ACCOUNTS).items():
        with CaptureQueriesContext(connection) as asked:
            answer = asker.get(address, **({"limit": 100} if address not in _WHOLE else {}))
        assert answer.status_code == 200, (address, answer.content)
        if len(asked) > budget:
            over[address] = (len(asked), [query["sql"][:120] for query in asked])
    assert over == {}


_WHOLE = {"/searches", "/tokens", "/organisations", "/holdings", "/frameworks", "/analysis"}


@pytest.mark.slow
def test_what_was_said_before_costs_as_much_among_many(full: World) -> None:
    asker = Asker(secret_of(full.people["reader"]))
    asker.get("/token")
    said = {"text": "The board should ask who was there.", "most": 50}

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert asker.post("/said-before", said).json()["results"]
        return len(asked)

    cost()
    before = cost()
    for number in range(12):
        document(f"Norcombe{number}", state="published")
    cost()  # what is new is taken up once
    assert cost() == before <= 22


@pytest.mark.slow
def test_one_lesson_costs_as_much_with_many_points(full: World) -> None:
    asker = Asker()
    lesson = Lesson.objects.order_by("pk").last()
    assert lesson is not None

    def cost() -> list[int]:
        found = []
        for address in (f"/lessons/{lesson.identifier}", f"/lessons/{lesson.identifier}/throughline"):
            with CaptureQueriesContext(connection) as asked:
                assert asker.get(address).status_code == 200
            found.append(len(asked))
        return found

    before = cost()
    for number in range(12):
        point = document(f"Norcombe{number}", state="published").learning_points.get()
        decided = {"made_by": "operator", "made_at": now(), "decided_by": "operator", "decided_at": now()}
        LessonMember.objects.create(lesson=lesson, learning_point=point, state="confirmed", **decided)
    assert cost() == before and max(before) <= 16


@pytest.mark.slow
def test_one_review_costs_as_much_with_many_recommendations(full: World) -> None:
    asker = Asker()
    work = full.public.work.identifier

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert asker.get(f"/reviews/{work}").status_code == 200
        return len(asked)

    before = cost()
    from heeded.library.models import LearningPointPlace
    from tests.library import made

    for number in range(30):
        point = made.learning_point(full.public, f"The board should do thing {number}.")
        LearningPointPlace.objects.create(learning_point=point, order=0, page=1, spans=[[1, 0, 5]], quote="x")
    assert cost() == before <= 14


def test_a_token_is_written_down_once_a_day(library: World) -> None:
    asker = Asker(secret_of(library.people["reader"]))
    asker.get("/token")

    def writes() -> list[Any]:
        with CaptureQueriesContext(connection) as asked:
            asker.get("/token")
        return [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]

    assert writes() == []
    assert now().date() == library.people["reader"].tokens.get().last_used_on
