"""From a passage of 2008 to the review of 2019 in which it came back, by clicks alone; and what owners, boards and
everybody see of it, at a desk and on a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.everywhere import log_in
from tests.journeys.looking import barriers_on, sideways
from tests.journeys.served import Served


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desk", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Somebody who is not logged in. Whatever their browser complains of fails the test."""
    context = browser.new_context(viewport=request.param)
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def _look(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the window."""
    page.wait_for_load_state("load")
    assert barriers_on(page) == [], page.url
    assert sideways(page) <= 0, page.url


def _click(page: Page, name: str | re.Pattern[str]) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()
    _look(page)


def test_from_a_passage_of_2008_to_the_review_of_2019(page: Page, served: Served) -> None:
    """The throughline: recommendation, action, evidence, check and what came back, each one click from the last."""
    number = served.one(
        "select place.page from library_learningpointplace place join library_learningpoint point"
        " on point.id = place.learning_point_id join library_document document on document.id = point.document_id"
        " where point.number = '7' and document.name like '02b-%'"
    )
    page.goto(f"{served.url}/documents/{served.document('02b-')}/?page={number}")
    _click(page, "Recommendation 7: what became of it")
    main = page.locator("main")
    expect(main).to_contain_text("supervisors record one question that they asked which the worker could not")
    expect(main.get_by_role("link", name=f"p. {number}", exact=True)).to_be_visible()
    expect(main).to_contain_text("Taught again in 2019, p. 7")
    _click(page, re.compile("^Every social worker and health visitor"))
    expect(main).to_contain_text("31 March 2011")
    _click(page, "Audit of supervision records, repeated five times")
    expect(main.get_by_role("img").first).to_be_visible()
    expect(main.get_by_role("row", name=re.compile("15 May 2012"))).to_contain_text("18/20")
    _click(page, "Checked on 18 June 2012")
    expect(main).to_contain_text("independent")
    expect(main).to_contain_text("Yes: practice changed")
    later = main.locator("#came-back + ul")
    expect(later).to_contain_text("Taught again in 2019, p. 7")
    later.get_by_role("link", name="p. 7", exact=True).click()
    expect(page.locator("mark#cited")).to_contain_text("Social workers and independent reviewing officers")
    expect(page).to_have_title(re.compile("Child T"))


def test_an_owner_says_in_a_minute_how_it_stands(page: Page, served: Served) -> None:
    """Its own date moves with a reason; what was is kept."""
    log_in(page, served, "Practitioner")
    page.get_by_role("link", name="My actions").click()
    _look(page)
    action = page.locator("article.heeded-action", has_text="The form for plans asks")
    action.locator("summary").click()
    width = str((page.viewport_size or DESKTOP)["width"])
    action.get_by_label("Why the date moves").fill(f"Two schools begin in spring ({width}).")
    action.get_by_label("Day").last.fill("15")
    action.get_by_label("Month").last.fill("3")
    action.get_by_label("Year").last.fill("20" + ("98" if width == "360" else "97"))
    _look(page)
    action.get_by_role("button", name=re.compile("^Save")).click()
    _look(page)
    page.locator("main").get_by_role("link", name=re.compile("^The form for plans asks")).first.click()
    _click(page, "Every date and owner that it had")
    expect(page.locator("main")).to_contain_text(f"Two schools begin in spring ({width}).")


def test_a_board_sees_what_wants_looking_at_first(page: Page, served: Served) -> None:
    log_in(page, served, "Board staff")
    page.goto(f"{served.url}/plans/")
    _look(page)
    _click(page, "Tarnbridge Safeguarding Children Board (fictional)")
    expect(page.locator("main h2").first).to_have_text("What wants looking at")
    _click(page, "Actions past their due date")
    expect(page.locator("main")).to_contain_text("The duty team does not hold a strategy discussion")
    page.go_back()
    _click(page, "Lessons that may have come back, to be decided")
    expect(page.locator("main")).to_contain_text("Child T")


def test_everybody_sees_boards_side_by_side_and_what_came_of_a_review(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/boards/")
    _look(page)
    main = page.locator("main")
    for words in ("The board does not use Heeded", "None known to this library", "not in this library"):
        expect(main).to_contain_text(words)
    _click(page, "Ostlebury Safeguarding Children Board")
    expect(main).to_contain_text("Serious Case Review: Child DW")
    page.goto(f"{served.url}/reviews/{served.review('Baby J')}/after/")
    _look(page)
    expect(main).to_contain_text("o response known to this library")


def test_a_page_prints_what_it_shows(page: Page, served: Served) -> None:
    """The throughline on paper: nothing of it is hidden, and no page is empty."""
    point = served.one(
        "select point.identifier from practice_point point join practice_planitem item on item.point_id = point.id"
        " join practice_cameback back on back.item_id = item.id where back.state = 'same'"
    )
    page.goto(f"{served.url}/points/{point}/")
    page.emulate_media(media="print")
    main = page.locator("main")
    for words in ("What the review says", "Answered", "Done about it", "Did it come back?"):
        expect(main.get_by_role("heading", name=words)).to_be_visible()
