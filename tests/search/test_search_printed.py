"""What `heeded search` prints for people: whole words, no line too wide, words marked, page and citation beside."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from heeded.cli.commands.search._lines import Style, excerpt, harmless, wrapped
from heeded.cli.commands.search._printed import print_results
from heeded.cli.output import Output
from heeded.search.results import SearchResults
from tests.search.factories import make_document, make_work

Search = Callable[..., SearchResults]
PLAIN = Style.plain(40)
LONG = "Nothing was seen for a long time. " * 20


@given(some.text(max_size=400), some.integers(20, 100))
def test_no_word_is_lost_or_cut_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, Style.plain(width), first="  p. 1 ", rest="       ")
    words = harmless(text).split()
    assert " ".join(lines).split() == ["p.", "1", *words]
    assert all(len(line) <= width or len(line.split()) in (1, 3) for line in lines)


@given(
    some.text(max_size=200), some.lists(some.tuples(some.integers(0, 200), some.integers(1, 20)), max_size=5)
)
def test_signs_of_a_terminal_take_no_columns(text: str, places: list[tuple[int, int]]) -> None:
    marks, after = [], 0
    for start, length in sorted(places):
        if start >= after:
            marks.append((start, start + length))
            after = start + length
    bold = wrapped(text, Style.of_terminal(30), marks=marks)
    assert [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in bold] == wrapped(
        text, Style.plain(30)
    )


def test_found_words_stand_between_stars_and_in_bold_on_a_terminal() -> None:
    text, marks = "a small bruise on the health visitor's list", ((8, 14), (22, 36))
    assert wrapped(text, Style.plain(100), marks=marks) == [
        "a small *bruise* on the *health* *visitor*'s list"
    ]
    bold = wrapped(text, Style.of_terminal(100), marks=marks)
    assert bold[0].startswith("a small \x1b[1mbruise\x1b[0m on the \x1b[1mhealth\x1b[0m")


def test_a_report_sends_no_orders_to_the_terminal() -> None:
    assert wrapped("one\x1b]0;two\x07three\u202efour\u00a0five", PLAIN) == ["one ]0;two three four five"]


def test_a_long_passage_is_shown_where_its_words_were_found() -> None:
    text = LONG + "Then the bruise was shown to a doctor. " + LONG
    start = text.index("bruise")
    shown, marks = excerpt(text, ((start, start + 6),))
    assert shown.startswith("… ") and shown.endswith(" …") and len(shown) < 340
    assert [shown[begin:end] for begin, end in marks] == ["bruise"]
    assert set(shown.strip("… ").split()) <= set(text.split())


@given(some.lists(some.integers(1, 900), min_size=2, max_size=6))
def test_an_excerpt_is_cut_between_words(lengths: list[int]) -> None:
    text = " ".join("w" * length for length in lengths)
    last = len(text) - lengths[-1]
    shown, marks = excerpt(text, ((last, len(text)),))
    assert set(shown.replace("…", " ").split()) <= set(text.split())
    assert [shown[begin:end] for begin, end in marks] in ([], ["w" * lengths[-1]])


def test_a_short_passage_is_shown_whole() -> None:
    assert excerpt("Not much.", ((0, 3),)) == ("Not much.", ((0, 3),))


@pytest.mark.parametrize("columns", [48, 80])
def test_each_passage_has_its_page_and_a_citation(
    search: Search, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    document = make_document(make_work("Review of Child Q"), passages=["Nothing.", "A bruise was seen " * 30])
    print_results(search("bruises"), Output(json=False))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 passage in 1 review." and lines[2].startswith("Review of Child Q (")
    assert max(map(len, lines)) <= columns
    said = " ".join(" ".join(lines).split())
    assert "p. 2 A *bruise* was seen A *bruise* was" in said
    assert "Cite: Review of Child Q, p. 2 (printed p2). " in said
    assert f"{document.name}, {document.identifier} p2.4-" in said


def test_what_could_be_tried_is_said(search: Search, capsys: pytest.CaptureFixture[str]) -> None:
    make_document(passages=["A bruise was seen."])
    print_results(search("zanthimble"), Output(json=False))
    said = capsys.readouterr().out
    assert said.startswith("0 passages in 0 reviews.\n") and "Try: " in said


def test_nothing_is_printed_beside_json(search: Search, capsys: pytest.CaptureFixture[str]) -> None:
    print_results(search("bruise"), Output(json=True))
    assert capsys.readouterr().out == ""
