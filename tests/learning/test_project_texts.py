"""A document as one text: every place in it is a place on its pages."""

from hypothesis import given
from hypothesis import strategies as some

from heeded.engine.records import Page, Span
from heeded.learning.project_texts import joined

TEXTS = some.lists(some.text("ab \n", max_size=12), min_size=1, max_size=5)


def pages(*texts: str) -> list[Page]:
    return [Page(number, text, ()) for number, text in enumerate(texts, start=1)]


def test_words_over_two_pages_are_one_place_and_two_spans() -> None:
    text = joined(pages("The father was", "not seen. More."))
    assert text.text == "The father was\n\nnot seen. More."
    spans = (Span(1, 4, 14), Span(2, 0, 9))
    assert text.places(spans) == [(4, 25)] and text.text[4:25] == "father was\n\nnot seen."
    assert text.spans(4, 25) == spans


def test_words_apart_are_places_apart() -> None:
    text = joined(pages("One two three."))
    assert text.places((Span(1, 0, 3), Span(1, 8, 13))) == [(0, 3), (8, 13)]
    assert text.places((Span(1, 0, 3), Span(1, 4, 7))) == [(0, 7)]
    assert text.places((Span(7, 0, 3),)) == [], "a page that is not there"


@given(TEXTS, some.data())
def test_a_place_on_a_page_is_found_again(texts: list[str], data: some.DataObject) -> None:
    text = joined(pages(*texts))
    number = data.draw(some.integers(1, len(texts)))
    held = texts[number - 1]
    start = data.draw(some.integers(0, len(held)))
    end = data.draw(some.integers(start, len(held)))
    words = held[start:end]
    if not words.strip():
        return
    first, last = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
    (place,) = text.places((Span(number, first, last),))
    assert text.text[slice(*place)] == words.strip()
    assert text.spans(*place) == (Span(number, first, last),)


@given(TEXTS, some.integers(0, 80), some.integers(0, 80))
def test_any_place_is_made_of_words_that_stand_there(texts: list[str], start: int, end: int) -> None:
    text = joined(pages(*texts))
    found = "".join(texts[span.page - 1][span.start : span.end] for span in text.spans(start, end))
    assert found.split() == found.strip().split()
    assert "".join(found.split()) == "".join(text.text[start:end].split())
