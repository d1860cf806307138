import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.words.private import asks_first, is_nhs_number


def kinds(text: str) -> list[str]:
    return [reason.kind for reason in asks_first(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("baby with NHS number 943 476 5919", ["nhs-number"]),
        ("9434765919 bruising", ["nhs-number"]),
        ("943-476-5919", ["nhs-number"]),
        ("943 476 5918", []),  # the check digit is wrong
        ("1111111111", []),
        ("call 0800 800 5000 about neglect", []),
        ("lives at ZZ9 9ZZ", []),  # no area begins with Z
        ("lives at M1 1AE", ["postcode"]),
        ("lives at ec1a1bb with mum", ["postcode"]),
        ("section 47 enquiry", []),
        ("Tamsin Oakvale born 03/02/2015", ["name-and-birth-date"]),
        ("Tamsin Oakvale 3rd February 2015", ["name-and-birth-date"]),
        ("tamsin oakvale dob 3.2.2015", ["name-and-birth-date"]),
        ("2015-02-03 Tamsin Oakvale", ["name-and-birth-date"]),
        ("Working Together 2015", []),
        ("Serious Case Review published 3 February 2015", []),
        ("bruising on 3 February 2015", []),
        ("Tamsin Oakvale", []),
        ("babies born in 2015", []),
        ("born 3 February 2015", []),
        ("Child B Wendlestoke", []),
        ("", []),
    ],
)
def test_asks_first_only_where_a_person_could_be_found(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_says_where_it_stands_and_asks_in_plain_words() -> None:
    (reason,) = asks_first("mum at M1 1AE drinks")
    assert "mum at M1 1AE drinks"[reason.start : reason.end] == "M1 1AE"
    assert reason.text == "That looks like a postcode."


@given(st.integers(0, 999_999_999))
def test_at_most_one_check_digit_is_right(first_nine: int) -> None:
    digits = f"{first_nine:09d}"
    assert sum(is_nhs_number(digits + str(last)) for last in range(10)) <= 1


@given(st.text(max_size=300))
def test_takes_any_text(text: str) -> None:
    for reason in asks_first(text):
        assert 0 <= reason.start < reason.end <= len(text)
