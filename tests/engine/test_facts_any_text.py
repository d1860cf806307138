"""Whatever a file holds, proposals come out whole or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.facts_made import facts


@given(st.lists(st.text(max_size=120), max_size=6))
def test_any_text_is_read(lines: list[str]) -> None:
    for one in facts("# Introduction", *lines):
        assert one.quote
        assert 0.3 <= one.confidence <= 0.98


@given(
    st.permutations(
        "Child K was not subject to a child protection plan when he died aged 12 on 3 May 2011.".split()
    )
)
def test_words_in_any_order_are_read(words: list[str]) -> None:
    assert all(one.quote for one in facts("# Introduction", " ".join(words)))
