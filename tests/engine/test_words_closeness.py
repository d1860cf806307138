"""How well a passage answers a whole question, and when two passages say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.words import closeness, distinct_first, read_question
from heeded.engine.words._forms import other_forms


def near(ask: str, text: str) -> tuple[float, float, float]:
    wishes = read_question(ask).wanted
    return closeness(text, wishes, [1.0] * len(wishes))


def test_more_of_the_question_is_a_greater_share() -> None:
    assert near("bruise baby doctor", "The baby was well.").share == pytest.approx(1 / 3)
    assert near("bruise baby doctor", "A doctor saw the bruise on the baby.").share == 1


def test_words_that_stand_together_are_nearer() -> None:
    apart = "The bruise was small, as the health visitor wrote when she had gone home to the other baby."
    assert near("bruise baby", "A bruise, baby well.").nearness > near("bruise baby", apart).nearness
    assert near("bruise baby", "bruise " + "and " * 30 + "baby").nearness == 0


def test_contents_and_lists_are_no_prose() -> None:
    assert near("launch", "Launch 38 Chapter 3 Growing space economy 43 Access finance 45").prose < 0.3
    assert near("launch", "It was not clear to us that the launch would be of use to the economy.").prose == 1


@given(st.text(), st.text())
def test_all_three_lie_between_nothing_and_all(ask: str, text: str) -> None:
    assert all(0 <= figure <= 1.0001 for figure in near(ask, text))


def test_repeats_come_last_and_none_is_lost() -> None:
    first = "The board should ensure that every health provider follows up a child who is not brought."
    again = "Recommendation 4: " + first
    other = "All agencies should adopt one protocol for injuries in infants who cannot move by themselves."
    assert distinct_first([first, again, other, "Short."], text_of=str) == [first, other, "Short.", again]


@given(st.lists(st.text(alphabet="ab ", max_size=40)))
def test_the_same_things_come_back(texts: list[str]) -> None:
    assert sorted(distinct_first(texts, text_of=str)) == sorted(texts)


@pytest.mark.parametrize(
    ("word", "forms"), [("told", ("tell",)), ("telling", ("told",)), ("women", ("woman",)), ("visit", ())]
)
def test_forms_that_share_no_stem(word: str, forms: tuple[str, ...]) -> None:
    assert other_forms(word) == forms
