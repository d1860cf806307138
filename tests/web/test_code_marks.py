"""From a selection on a page to places in the file, and back to marks: without a database."""

from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.records import Piece, Span
from heeded.web.presenters.code_marks import mark_codes, number_parts, selected
from heeded.web.presenters.documents import Words
from heeded.web.templatetags.words import words_with_marks

RAW = "One two three. Four five-\nsix. Seven."


def parts() -> list[Words]:
    """Two paragraphs; in the second a printer's hyphen was taken out between the lines."""
    first = Words("paragraph", "One two three.", (Piece(0, 1, 0, 14),))
    second = Words("paragraph", "Four fivesix. Seven.", (Piece(0, 1, 15, 9), Piece(9, 1, 26, 11)))
    words = [first, second, Words("contents", "Seven 3", (Piece(0, 1, 30, 7),))]
    number_parts(words)
    return words


def raw(spans: tuple[Span, ...]) -> list[str]:
    return [RAW[span.start : span.end] for span in spans]


def test_a_selection_takes_whole_words_and_no_blanks() -> None:
    assert raw(selected(parts(), "0.5", "0.9")) == ["two three"]
    assert raw(selected(parts(), "0.3", "0.8")) == ["two"]
    assert raw(selected(parts(), "0.3", "0.4")) == []


def test_a_selection_over_paragraphs_and_backwards() -> None:
    expected = ["three.", "Four five-\nsix"]
    assert raw(selected(parts(), "0.10", "1.6")) == expected == raw(selected(parts(), "1.6", "0.10"))


def test_what_is_no_selection() -> None:
    for begin, end in (
        ("", ""),
        ("0.1", "9.1"),
        ("x.1", "0.2"),
        ("0.1", "0.-2"),
        ("0.0", "2.3"),
        ("²", "0.1"),
    ):
        assert selected(parts(), begin, end) == () or end == "2.3"


@given(st.integers(0, 14), st.integers(0, 20))
def test_whatever_is_selected_stands_in_the_file(start: int, end: int) -> None:
    for span in selected(parts(), f"0.{start}", f"1.{end}"):
        assert 0 <= span.start < span.end <= len(RAW)
        assert RAW[span.start : span.end].strip() == RAW[span.start : span.end]


def test_marks_of_nested_and_overlapping_codings_close_in_order() -> None:
    words = parts()
    mark_codes(words, [(1, [Span(1, 0, 14)], False), (2, [Span(1, 4, 19)], True), (3, [Span(1, 4, 7)], True)])
    first, second = words_with_marks(words[0]), words_with_marks(words[1])
    assert [code[:5] for code in words[1].codes] == [(2, 0, 4, False, True)]
    shown = first + second
    for number in (1, 2, 3):
        assert shown.count(f"coding {number} begins") == shown.count(f"coding {number} ends") == 1
    assert "heeded-coded--3" in first and "heeded-coded--proposed" not in first
    assert "heeded-coded--proposed" in second
    assert first.startswith('<span data-words="0.0">') and second.startswith('<span data-words="1.0">')


def test_contents_are_neither_selected_nor_marked() -> None:
    words = parts()
    mark_codes(words, [(1, [Span(1, 30, 37)], False)])
    assert not words[2].codes and words[2].place is None and words[1].codes


def test_words_are_escaped_whatever_is_marked() -> None:
    part = Words("paragraph", "<b>five</b>", (Piece(0, 1, 0, 11),))
    mark_codes([part], [(1, [Span(1, 3, 7)], False)])
    assert "<b>" not in words_with_marks(part) and "&lt;b&gt;" in words_with_marks(part)
