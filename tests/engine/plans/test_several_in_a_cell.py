"""Several actions in one cell."""

from heeded.engine.plans._items import items_in, share


def _words(text: str) -> list[str]:
    return [item.text for item in items_in(text)]


def test_lists_of_every_kind() -> None:
    assert _words("1. Write.\n2. Ring.") == ["Write.", "Ring."]
    assert _words("a) Write\nb) Ring\nc) Go") == ["Write", "Ring", "Go"]
    assert _words("(i) Write\n(ii) Ring") == ["Write", "Ring"]
    assert _words("• Write\n• Ring") == ["Write", "Ring"]
    assert _words("- Write\n- Ring") == ["Write", "Ring"]


def test_a_line_that_goes_on_belongs_to_its_item() -> None:
    assert _words("1. Write to all\nagencies.\n2. Ring.") == ["Write to all\nagencies.", "Ring."]


def test_words_before_a_list_lead_into_each() -> None:
    assert _words("The trust will:\n• write\n• ring") == ["The trust will: write", "The trust will: ring"]


def test_paragraphs_and_numbers_out_of_order_are_no_list() -> None:
    assert _words("Write to all.\nThen ring.") == []
    assert _words("1. Write.") == []
    assert _words("2. Write.\n7. Ring.") == []


def test_what_stands_beside_is_shared_out() -> None:
    items = items_in("1. Write.\n2. Ring.")
    assert share("1. Police\n2. Health", items, by_line=False) == ["Police", "Health"]
    assert share("2) 3/6/19", items, by_line=True) == ["", "3/6/19"]
    assert share("Police\nHealth", items, by_line=True) == ["Police", "Health"]
    assert share("Police\nHealth", items, by_line=False) == ["Police\nHealth"] * 2
    assert share("Police", items, by_line=True) == ["Police", "Police"]
    assert share("", items, by_line=True) == ["", ""]
