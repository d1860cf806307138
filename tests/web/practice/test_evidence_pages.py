"""Evidence on its pages: put down with file and figures, restricted at first, shown, taken away."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heeded.core.models import AuditRow
from heeded.practice import services
from heeded.practice.models import Evidence
from tests.people import made as people
from tests.practice.made import World, agency
from tests.web.practice.places import browser, to

pytestmark = pytest.mark.django_db
FIGURES = "date, named, of\n1 March 2010, 8, 20\n2010-09-01;14;20\n1/3/2011\t95%\n"


@pytest.fixture
def world() -> World:
    return World()


def _said(**said: object) -> dict[str, object]:
    first = {"kind": "audit", "title": "Audit of 20 case files", "shows": "18 name the men.", "figures": ""}
    return {**first, **said}


def _file(content: bytes = b"Made up\n", name: str = "audit.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _finished(answer: Any) -> bytes:
    """A file taken to its end, without ending the test's transaction."""
    content = b"".join(answer.streaming_content)
    for close in answer._resource_closers:
        close()
    return content


def test_its_owner_puts_it_down(world: World) -> None:
    action, pages = world.done(), browser(world.owner_account)
    page = pages.get(to("add-evidence", action))
    assert "An audit of case files" in page.text, "how anyone would know stands there"
    sent = _said(file=_file(), dated_0=1, dated_1=3, dated_2=2010, figures=FIGURES)
    page = pages.post(to("add-evidence", action), sent)
    made = Evidence.objects.get()
    assert (made.action, made.dated, made.file_name) == (action, date(2010, 3, 1), "audit.txt")
    assert "Restricted" in page.text and page.link("audit.txt") == to("evidence-file", made)
    assert [(one.on.isoformat(), one.value, one.out_of) for one in made.figures.order_by("on")] == [
        ("2010-03-01", 8, 20), ("2010-09-01", 14, 20), ("2011-03-01", 95, 100),
    ]  # fmt: skip
    assert "3 figures, from 8/20 on 1 March 2010 to 95/100 on 1 March 2011" in page.text
    assert page.content.count(b'class="heeded-picture"') == 1, "drawn"


def test_figures_that_were_not_understood_are_named_by_line(world: World) -> None:
    action, pages = world.done(), browser(world.owner_account)
    wrong = _said(
        figures="1 March 2010, 8, 20\nsome day, 3\n1 May 2010, 30, 20\n1 June 2010, ?\n1 May 2090, 1"
    )
    page = pages.post(to("add-evidence", action), wrong, status=422)
    for told in (
        "Line 2: ",
        "Line 3: 30 is more than the 20",
        "Line 4: “?” is no figure",
        "Line 5: this day is to come",
    ):
        assert told in page.text
    assert (
        "some day, 3" in page.text
        and page.one("input", name="title").get("value") == "Audit of 20 case files"
    )
    twice = _said(figures="1 March 2010, 8", figures_file=_file(b"1/3/2010,9\r\n", "figures.csv"))
    assert "1 March 2010 stands twice" in pages.post(to("add-evidence", action), twice, status=422).text
    assert not Evidence.objects.exists()
    pages.post(
        to("add-evidence", action),
        _said(figures_file=_file("2010-01-01,“8”".encode("cp1252"), "f.csv")),
        status=422,
    )
    pages.post(
        to("add-evidence", action), _said(figures_file=_file(b"\xef\xbb\xbfDay,n\n2010-01-01,8\n", "f.csv"))
    )
    assert Evidence.objects.get().figures.get().value == 8


def test_what_is_missing_is_said_and_the_file_is_asked_for_again(world: World) -> None:
    action, pages = world.done(), browser(world.owner_account)
    sent = {"file": _file(), "shows": "Something", "dated_0": 1, "dated_1": 1, "dated_2": 2090}
    page = pages.post(to("add-evidence", action), sent, status=422)
    for told in (
        "Choose what kind",
        "Say what it is",
        "not of a day that is to come",
        "Choose the file again",
    ):
        assert told in page.text
    assert "Something" in page.text and not Evidence.objects.exists()


def test_a_course_is_said_to_show_nothing_alone(world: World) -> None:
    page = browser(world.owner_account).post(to("add-evidence", world.done()), _said(kind="training"))
    assert "training record alone never shows" in page.text


def test_restricted_until_the_board_shows_it(world: World) -> None:
    action = world.done()
    services.show_item(action.item, by=world.staff)
    browser(world.owner_account).post(to("add-evidence", action), _said(file=_file()))
    made = Evidence.objects.get()
    browser().get(to("evidence", made), status=404)
    assert browser().client.get(to("evidence-file", made)).status_code == 404
    browser(world.owner_account).post(to("evidence", made), {"do": "show"}, status=404)
    staff = browser(world.staff)
    assert "Shown to everybody" in staff.post(to("evidence", made), {"do": "show"}).text
    assert "Audit of 20 case files" in browser().get(to("evidence", made)).text
    assert _finished(browser().client.get(to("evidence-file", made))) == b"Made up\n"
    staff.post(to("evidence", made), {"do": "restrict"})
    browser().get(to("evidence", made), status=404)


def test_whoever_takes_a_restricted_file_is_put_on_record(world: World) -> None:
    action = world.done()
    pages = browser(world.owner_account)
    pages.post(to("add-evidence", action), _said(file=_file()))
    made = Evidence.objects.get()
    answer = pages.client.get(to("evidence-file", made))
    assert "sandbox" in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff"
    assert 'attachment; filename="audit.txt"' in answer["Content-Disposition"]
    assert _finished(answer) == b"Made up\n"
    row = AuditRow.objects.get(action="evidence.read")
    assert (row.thing, row.actor) == (made.identifier, world.owner.audit_name)


def test_taken_away_for_good_after_a_question(world: World) -> None:
    action, staff = world.done(), browser(world.staff)
    staff.post(to("add-evidence", action), _said(file=_file(b"another")))
    made = Evidence.objects.get()
    page = staff.post(to("evidence", made), {"do": "ask-take-away"})
    assert "gone for good" in page.text and Evidence.objects.get().title
    page = staff.post(to("evidence", made), {"do": "take-away"})
    assert page.heading == action.what and "Taken away." in page.text and not Evidence.objects.get().title
    staff.get(to("evidence", made), status=404)


def test_what_a_check_rests_on_stays(world: World) -> None:
    world.checked(world.done())
    made, staff = Evidence.objects.get(), browser(world.staff)
    assert "can be restricted and not taken away" in staff.get(to("evidence", made)).text
    assert "rests on it" in staff.post(to("evidence", made), {"do": "take-away"}).text
    assert Evidence.objects.get().title


def test_of_a_whole_item(world: World) -> None:
    item, staff = world.item(), browser(world.staff)
    page = staff.post(to("item-evidence", item), _said())
    assert page.heading == "Audit of 20 case files" and Evidence.objects.get().action is None
    browser(world.manager).get(to("item-evidence", item), status=404)
    services.ask(item, world.trust, by=world.staff)
    browser(world.manager).get(to("item-evidence", item))


def test_others_find_nothing(world: World) -> None:
    action = world.done()
    services.show_item(action.item, by=world.staff)
    for somebody in (people.account("reader"), people.account("manager", organisation=agency())):
        browser(somebody).get(to("add-evidence", action), status=404)
        browser(somebody).post(to("add-evidence", action), _said(), status=404)
    assert browser().client.get(to("add-evidence", action)).status_code == 302
    weak = browser(world.owner_account, strong=False)
    weak.get(to("add-evidence", action), status=404)
