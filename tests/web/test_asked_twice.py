"""No page asks the database the same thing twice. Invented and fictional."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.practice import services
from heeded.practice.models import Action
from tests.practice.made import COURSE, World
from tests.web.client import PageClient
from tests.web.practice.browsing import browser_as

pytestmark = pytest.mark.django_db
PLAN = "/plans/{board}/"  # for those who keep it
ADDRESSES = (
    "/",
    "/reviews/",
    "/reviews/{work}/",
    "/documents/{document}/",
    PLAN,
    "/boards/{board}/",
    "/plan-items/{item}/",
    "/actions/{action}/",
    "/my-actions/",
)
# The log of sessions (allauth) asks for the account that Django has just asked for.
_NOT_OURS = '"people_account"."id" = '


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def action(world: World) -> Action:
    """One that is done, with evidence, of an item that everybody sees."""
    made = world.done()
    world.evidence(made)
    world.evidence(made, COURSE)
    services.show_item(made.item, by=world.staff)
    return made


def _asked_twice(pages: PageClient, address: str) -> list[str]:
    pages.get(address)
    with CaptureQueriesContext(connection) as asked:
        pages.get(address)
    read = Counter(one["sql"] for one in asked.captured_queries if one["sql"].startswith("SELECT"))
    assert len(read) > 5, "pages of those who are logged in ask something"
    return [sql for sql, times in read.items() if times > 1 and _NOT_OURS not in sql]


@pytest.mark.parametrize(
    ("who", "address"),
    [
        *(("staff", one) for one in ADDRESSES),
        *(("manager", one) for one in ADDRESSES if one != PLAN),
        *(("owner", one) for one in ADDRESSES if one != PLAN),
    ],
)
def test_no_page_asks_twice(world: World, action: Action, who: str, address: str) -> None:
    found = address.format(
        work=world.report.work.identifier,
        document=world.report.identifier,
        board=world.board.identifier,
        item=action.item.identifier,
        action=action.identifier,
    )
    pages = browser_as(getattr(world, who))
    assert _asked_twice(pages, found) == []
