"""One action on its page, as those within and everybody else see it; and every state that it had."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heeded.core.models import AuditRow
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import EvidenceKind
from heeded.practice.services import EvidenceGiven, Figure
from tests.people import made as people
from tests.practice.made import COURSE, MEN, World
from tests.web.client import words
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_from_the_action_to_its_page_its_evidence_and_its_check(world: World) -> None:
    action = world.done()
    given = EvidenceGiven(
        EvidenceKind.AUDIT,
        "Audit of case files",
        "More men are named.",
        action=action,
        figures=[Figure(date(2009, month, 1), found, 20) for month, found in ((7, 8), (9, 12), (11, 18))],
    )
    services.add_evidence(action.item, given, by=world.owner)
    world.checked(action)
    page = browser(world.owner_account).get(to("action", action))
    assert page.link("p. 1").startswith(f"/documents/{world.report.identifier}/") and MEN in page.text
    assert "Yes, checked on" in page.text and "independent" in page.text
    assert "3 figures, from 8/20 on 1 July 2009 to 18/20 on 1 November 2009." in page.text
    assert page.link("From the review to what became of it") == to("point", action.item.point)
    assert page.link("Audit of case files").startswith("/evidence/")
    assert world.owner_account.name in page.text


def test_everybody_sees_what_is_shown_and_no_account(world: World) -> None:
    action = world.action()
    browser().get(to("action", action), status=404)
    services.show_item(action.item, by=world.staff)
    page = browser().get(to("action", action))
    assert page.heading == "Change the recording form" and "Named nurse" in page.text
    assert world.owner_account.name not in page.text
    for words_of in ("Add evidence", "Every date and owner", "Say how it stands"):
        assert words_of not in page.text
    assert 'content="noindex' in page.content.decode()


def test_a_course_alone_is_said_to_show_nothing(world: World) -> None:
    action = world.done()
    services.add_evidence(
        action.item, EvidenceGiven(EvidenceKind.TRAINING, COURSE.title, action=action), by=world.staff
    )
    assert "training record alone never shows" in browser(world.staff).get(to("action", action)).text


def test_what_is_missing_is_said(world: World) -> None:
    action = world.action(owner=None, owner_agency=None, owner_role="", due=None, how_known="")
    page = browser(world.staff).get(to("action", action))
    assert "Nobody owns it yet." in page.text and "Nobody yet" in page.text and "No date" in page.text
    assert "Not said" in page.text


def test_how_it_ended(world: World) -> None:
    action = world.action()
    close = services.Close("no-longer-applies", "The service ended.")
    services.close_action(action, close, by=world.staff)
    page = browser(world.owner_account).get(to("action", action))
    assert "No longer applies" in page.text and "The service ended." in page.text
    assert "Say how it stands, or change it" not in page.text


def test_as_it_stood_on_any_day(world: World) -> None:
    with time_machine.travel("2009-01-10T12:00:00Z", tick=False):
        action = world.action()
    with time_machine.travel("2009-08-01T12:00:00Z", tick=False):
        moved = services.wanted_of(action)
        wanted = services.Wanted(**{**_fields(moved), "due": date(2009, 12, 1)})
        services.change_action(action, wanted, by=world.owner, reason="No nurse was found")
    pages, address = browser(world.owner_account), to("action-history", action)
    page = pages.get(address)
    assert "30 June 2009 became 1 December 2009" in page.text and "Put on the plan:" in page.text
    [late, early, before] = [
        pages.get(address, on_0=day.day, on_1=day.month, on_2=day.year)
        for day in (date(2009, 8, 1), date(2009, 7, 31), date(2009, 1, 9))
    ]
    assert "1 December 2009" in words(late.one("section")) and "overdue" not in words(late.one("section"))
    assert "30 June 2009" in words(early.one("section")) and "overdue that day" in words(early.one("section"))
    assert "not on the plan yet" in words(before.one("section"))
    assert "There is no such day" in pages.get(address, status=422, on_0=31, on_1=2, on_2=2009).text


def _fields(wanted: services.Wanted) -> dict[str, object]:
    return {name: getattr(wanted, name) for name in services.Wanted.__dataclass_fields__}


def test_reading_words_of_a_restricted_report_leaves_its_trace() -> None:
    world = World(state="restricted")
    action = services.add_action(world.item(), world.wanted(), by=OPERATOR)
    page = browser(world.owner_account).get(to("action", action))
    assert MEN not in page.text and "in a report that you cannot see" in page.text
    people.grant(world.report.pk, account=world.owner_account)
    assert MEN in browser(world.owner_account).get(to("action", action)).text
    row = AuditRow.objects.get(action="document.read.action")
    assert row.thing == world.report.identifier and row.actor == world.owner.audit_name


def test_it_asks_no_more_for_much(world: World) -> None:
    action, pages = world.done(), browser(world.owner_account)
    services.add_evidence(
        action.item, EvidenceGiven(EvidenceKind.AUDIT, "Audit", action=action), by=world.owner
    )

    def asked() -> int:
        pages.get(to("action", action))
        with CaptureQueriesContext(connection) as queries:
            pages.get(to("action", action))
        return len(queries)

    few = asked()
    for number in range(6):
        given = EvidenceGiven(EvidenceKind.AUDIT, f"Audit {number} of files", action=action)
        services.add_evidence(action.item, given, by=world.owner)
        world.action(what=f"Besides {number}")
    assert asked() == few and few <= 40, few
