from hypothesis import given
from hypothesis import strategies as st

from heeded.reach.ranges import as_keys, as_text


@given(st.sets(st.integers(min_value=1, max_value=10_000)))
def test_keys_come_back_as_they_were(keys: set[int]) -> None:
    assert as_keys(as_text(keys)) == keys


def test_a_run_is_short() -> None:
    assert as_text([*range(1, 5001), 5003]) == "1-5000,5003"
    assert as_text([]) == ""
    assert as_text([7]) == "7"
