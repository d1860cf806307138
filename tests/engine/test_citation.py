"""Citations: addresses that survive a round trip, and words that are found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.citation import (
    BadAddress,
    as_text,
    cite,
    find_again,
    find_each_again,
    from_text,
    places_of,
)
from heeded.engine.records import Citation, Page, Span

ONE = "The panel met twice.\r\nIt found that the health visitor was not told.\r\nIt recommends that\r\n"
TWO = "every referral is answered in writing.\r\nIt found that the school was not told.\r\nThe end.\r\n"


def page(number: int, text: str) -> Page:
    return Page(number, text, ())


PAGES = [page(1, ONE), page(2, TWO)]

spans = st.builds(
    lambda number, start, length: Span(number, start, start + length),
    st.integers(1, 99_999),
    st.integers(0, 100_000),
    st.integers(1, 10_000),
)


@given(st.lists(spans, min_size=1, max_size=20))
def test_addresses_survive_a_round_trip(some: list[Span]) -> None:
    assert from_text(as_text(some)) == tuple(some)


@given(st.text(max_size=60))
def test_an_address_is_read_strictly(text: str) -> None:
    try:
        found = from_text(text)
    except BadAddress:
        return
    assert as_text(found) == text


@pytest.mark.parametrize(
    "address",
    [
        "",
        "p1",
        "p0.1-2",
        "p1.5-5",
        "p1.9-2",
        "p01.1-2",
        "p1.01-2",
        "p1.1-2+",
        "p1.1-2 ",
        "P1.1-2",
        "p1.1-2+p",
        "p١.1-2",
    ],
)
def test_a_bad_address_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        from_text(address)


def test_an_address_has_the_form_that_links_use() -> None:
    assert as_text((Span(12, 340, 512), Span(13, 0, 80))) == "p12.340-512+p13.0-80"


def test_a_citation_carries_quote_and_surroundings() -> None:
    start = ONE.index("It recommends")
    made = cite(PAGES, (Span(1, start, start + 18), Span(2, 0, 38)), words_around=3)
    assert made.quote == "It recommends that every referral is answered in writing."
    assert (made.before, made.after) == ("was not told.", "It found that")


def test_a_quote_has_its_broken_words_whole_and_its_own_hyphens() -> None:
    text = "She met the psy\ufffe\r\nchiatrist at a multi\ufffe\r\nagency meeting on safe\u00ad\r\nguarding."
    made = cite([page(1, text)], (Span(1, 0, len(text)),))
    assert made.quote == "She met the psychiatrist at a multi-agency meeting on safeguarding."
    assert find_again(made, [page(1, "Before. " + made.quote)]) == (Span(1, 8, 8 + len(made.quote)),)


@pytest.mark.parametrize("span", [Span(3, 0, 1), Span(1, 0, 10_000), Span(1, 5, 5)])
def test_spans_off_the_page_are_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="has no characters"):
        cite(PAGES, (span,))


def test_no_spans_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        cite(PAGES, ())


def test_words_in_their_place_are_found_there() -> None:
    made = cite(PAGES, (Span(1, 0, 20),))
    assert find_again(made, PAGES) == made.spans


def test_words_are_found_after_another_reading_broke_the_lines_elsewhere() -> None:
    start = ONE.index("It found")
    made = cite(PAGES, (Span(1, start, ONE.index("It recommends") - 2),))
    again = [
        page(1, "The panel met twice. It found that the\nhealth vis\ufffeitor was not\ttold. It"),
        page(2, TWO),
    ]
    found = find_again(made, again)
    assert found is not None
    assert (
        again[0].text[found[0].start : found[0].end]
        == "It found that the\nhealth vis\ufffeitor was not\ttold."
    )


def test_words_that_moved_to_the_next_page_are_found_over_both() -> None:
    made = cite(PAGES, (Span(1, ONE.index("It recommends"), ONE.index("It recommends") + 18), Span(2, 0, 38)))
    again = [page(1, "It recommends that every"), page(2, "referral is answered in writing.")]
    assert find_again(made, again) == (Span(1, 0, 24), Span(2, 0, 32))


def test_a_word_or_two_read_otherwise_does_not_lose_the_place() -> None:
    start = ONE.index("It found")
    made = cite(PAGES, (Span(1, start, ONE.index("It recommends") - 2),))
    again = [page(1, "Cover"), page(2, "Some words. It f0und that the hea1th visitor was not told. More.")]
    found = find_again(made, again)
    assert found is not None
    assert found[0].page == 2
    assert "hea1th visitor" in again[1].text[found[0].start : found[0].end]


def test_repeats_are_told_apart_by_their_surroundings() -> None:
    text = "Alpha said: it was not shared. Then beta said: it was not shared. Then gamma said: it was not shared. End."
    start = text.rindex("it was not shared")
    made = cite([page(4, text)], (Span(4, start, start + 18),), words_around=4)
    again = [page(number, "An inserted page.") for number in (1, 2, 3, 4)] + [page(5, "Preface. " + text)]
    found = find_again(made, again)
    assert found == (Span(5, start + 9, start + 9 + 18),)


def test_words_that_are_gone_are_not_found() -> None:
    made = cite(PAGES, (Span(1, 0, 20),))
    assert (
        find_again(made, [page(1, "Quite another report about other matters altogether, at length.")]) is None
    )


def test_fuzzy_search_stays_near_the_old_page() -> None:
    made = cite(PAGES, (Span(1, ONE.index("It found"), ONE.index("It recommends") - 2),))
    far = [page(number, "Nothing here to see.") for number in range(1, 40)]
    far.append(page(40, "It f0und that the hea1th visitor was not told."))
    assert find_again(made, far) is None


@given(st.text(alphabet="abc d.\n-", min_size=1, max_size=80), st.data())
def test_whatever_is_cited_is_found_in_the_same_reading(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = cite([page(1, text)], (Span(1, start, end),))
    found = find_again(made, [page(1, text)])
    if any(letter.isalpha() or letter == "." for letter in text[start:end]):
        assert found == made.spans


def test_places_of_words_are_whole_words_each_once() -> None:
    pages = [Page(1, "The carer rang. A carer’s carer-\nring and the caring.", ()), Page(2, "the CARER", ())]
    assert places_of("carer", pages) == [
        (Span(1, 4, 9),),
        (Span(1, 18, 23),),
        (Span(1, 26, 31),),
        (Span(2, 4, 9),),
    ]
    assert places_of("the   carer rang.", pages) == [(Span(1, 0, 15),)]
    assert places_of("a carer's", pages) == [(Span(1, 16, 25),)]
    assert places_of("care", pages) == places_of("  ", pages) == []
    assert places_of("carer", pages, most=1) == [(Span(1, 4, 9),)]


def test_many_citations_are_found_as_each_by_itself() -> None:
    pages = [
        Page(1, "The father was not seen. Nobody rang.", ()),
        Page(2, "The father was not seen. The end.", ()),
    ]
    asked = [
        Citation((Span(1, 0, 24),), "The father was not seen.", "", ""),
        Citation((), "The father was not seen.", "", "The end."),
        Citation((), "Words that are nowhere at all", "", ""),
        Citation((), "", "", ""),
        Citation((), "nobody RANG", "", ""),
    ]
    found = list(find_each_again(asked, pages))
    assert found == [find_again(one, pages) for one in asked]
    assert found == [(Span(1, 0, 24),), (Span(2, 0, 24),), None, None, (Span(1, 25, 36),)]
