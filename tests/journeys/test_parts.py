"""The parts of pages in a browser: accessible, no wider than the window, and the scripts that help."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE, Visitor

WITHOUT_SCRIPTS = {"java_script_enabled": False}
NARROWEST = {"width": 320, "height": 700}


@pytest.fixture(autouse=True)
def page_of_parts(settings: object) -> None:
    settings.ROOT_URLCONF = "tests.web.pages"  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/parts", "/front"])
@pytest.mark.parametrize("visitor", [{"viewport": DESKTOP}, {"viewport": PHONE}], indirect=True)
def test_axe_finds_no_barrier(visitor: Visitor, path: str) -> None:
    visitor.goes_to(path)
    assert visitor.barriers() == []


@pytest.mark.parametrize("visitor", [{"viewport": NARROWEST}], indirect=True)
@pytest.mark.parametrize("path", ["/parts", "/front"])
def test_nothing_is_wider_than_the_narrowest_window(visitor: Visitor, path: str) -> None:
    visitor.goes_to(path)
    assert visitor.sideways() <= 0


def test_keys_move_between_the_marked_words(visitor: Visitor) -> None:
    page = visitor.goes_to("/parts")
    page.keyboard.press("n")
    expect(page.locator("#hit-1")).to_be_focused()
    expect(page.locator("rect.heeded-mark--here")).to_have_attribute("data-mark", "1")
    page.keyboard.press("n")
    expect(page.locator("rect.heeded-mark--here")).to_have_attribute("data-mark", "2")
    page.keyboard.press("p")
    expect(page.locator("rect.heeded-mark--here")).to_have_attribute("data-mark", "1")


def test_single_keys_can_be_turned_off_and_do_nothing_while_typing(visitor: Visitor) -> None:
    page = visitor.goes_to("/parts")
    page.locator("#question").press("n")
    expect(page.locator("rect.heeded-mark--here")).to_have_count(0)
    page.get_by_role("button", name="Keys n and p").click()
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.locator("rect.heeded-mark--here")).to_have_count(0)


def test_past_the_last_hit_comes_the_next_page_with_one(visitor: Visitor) -> None:
    page = visitor.goes_to("/parts")
    after = page.locator("[data-hits-after]").get_attribute("href")
    for _ in range(3):
        page.keyboard.press("n")
    page.wait_for_url(f"**{after}")


def test_dropped_files_are_listed_and_sent_by_the_plain_field(visitor: Visitor) -> None:
    page = visitor.goes_to("/parts")
    page.locator("[data-drop]").evaluate(
        """zone => {
            const data = new DataTransfer();
            data.items.add(new File(["words"], "a report.pdf"));
            data.items.add(new File(["more words"], "another.docx"));
            zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
        }"""
    )
    expect(page.locator("[data-drop-files] li")).to_have_text(["a report.pdf5 bytes", "another.docx10 bytes"])
    assert page.locator("[data-drop] input").evaluate("field => field.files.length") == 2


def test_a_changed_filter_says_that_it_is_not_in_use_yet(visitor: Visitor) -> None:
    page = visitor.goes_to("/parts")
    expect(page.locator("[data-waiting]")).to_be_hidden()
    page.get_by_label("Physical abuse").check()
    expect(page.locator("[data-waiting]")).to_be_visible()


@pytest.mark.parametrize("visitor", [{"viewport": PHONE}], indirect=True)
def test_filters_are_folded_on_a_phone(visitor: Visitor) -> None:
    page = visitor.goes_to("/parts")
    expect(page.get_by_label("Physical abuse")).to_be_hidden()
    page.get_by_text("Filters (2 in use)").click()
    expect(page.get_by_label("Physical abuse")).to_be_visible()


@pytest.mark.parametrize("visitor", [WITHOUT_SCRIPTS], indirect=True)
def test_without_scripts_nothing_is_shown_that_needs_them(visitor: Visitor) -> None:
    page = visitor.goes_to("/parts")
    expect(page.get_by_label("Physical abuse")).to_be_visible()
    for hidden in ("[data-copy]", "[data-hits-controls]", "[data-drop-words]", "[data-waiting]"):
        expect(page.locator(hidden)).to_be_hidden()


def test_after_a_mistake_the_list_of_errors_is_in_focus(visitor: Visitor) -> None:
    page = visitor.goes_to("/parts")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Title: ").click()
    expect(page.locator("#id_title")).to_be_focused()
