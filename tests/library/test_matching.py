"""What is found now is matched to what was found before by its words."""

from hypothesis import given
from hypothesis import strategies as some

from heeded.library._matching import match

WORDS = some.lists(some.text("abcdefghij ", min_size=1, max_size=30), max_size=12)


def matched(old: list[str], new: list[str]) -> list[str | None]:
    return match(old, new, old_words=str, new_words=str)


def test_the_same_words_are_the_same() -> None:
    assert matched(["one thing", "another thing"], ["another thing", "one thing"]) == [
        "another thing",
        "one thing",
    ]


def test_blanks_and_capitals_say_nothing() -> None:
    assert matched(["One  thing"], ["one thing"]) == ["One  thing"]


def test_a_mended_hyphen_is_the_same_and_another_sentence_is_not() -> None:
    old = ["The board should ask every agency how it will check that a call was an- swered."]
    assert (
        matched(old, ["The board should ask every agency how it will check that a call was answered."]) == old
    )
    assert matched(old, ["The school should write down who came to the meeting and what was said."]) == [None]


def test_exact_words_go_before_alike_ones() -> None:
    old = ["agencies should share what they know today", "agencies should share what they know"]
    assert matched(
        old, ["agencies should share what they know", "agencies should share what they know."]
    ) == [
        old[1],
        old[0],
    ]


def test_the_same_words_twice_keep_their_order() -> None:
    old = [("a", 1), ("a", 2)]
    assert match(old, ["a", "a", "a"], old_words=lambda one: one[0], new_words=str) == [
        ("a", 1),
        ("a", 2),
        None,
    ]


@given(WORDS, WORDS)
def test_each_old_one_is_given_once(old: list[str], new: list[str]) -> None:
    numbered = list(enumerate(old))
    found = match(numbered, new, old_words=lambda one: one[1], new_words=str)
    given_out = [one for one in found if one is not None]
    assert len(found) == len(new) and len(given_out) == len(set(given_out))


@given(WORDS)
def test_everything_is_found_again_in_itself(words: list[str]) -> None:
    numbered = list(enumerate(words))
    found = match(numbered, words, old_words=lambda one: one[1], new_words=str)
    plain = [" ".join(one[1].lower().split()) for one in found if one is not None]
    assert plain == [" ".join(one.lower().split()) for one in words]
