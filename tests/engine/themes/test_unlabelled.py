"""Themes found by their own words, before anybody has coded anything."""

import pytest

from heeded.engine.frameworks import Framework, Theme
from heeded.engine.themes import likenesses, without_labels
from tests.engine.themes.made import MadeMeaning

FRAMEWORK = Framework(
    identifier="made",
    name="Made",
    themes=(
        Theme("practice", "Practice", heading=True, terms=("nursery",)),
        Theme(
            "sharing",
            "Sharing what is known",
            definition="Agencies did not tell each other.",
            terms=("message",),
        ),
        Theme("challenge", "Challenge", terms=("escalate", "escalation")),
        Theme("voice", "The child's daily life", definition="How it was to be this child."),
    ),
)
TEXT = "The nursery opened in May. Two practitioners disagreed and did not escalate it. It rained all week."


@pytest.mark.parametrize("meaning", [None, MadeMeaning()])
def test_a_theme_is_found_by_its_terms_with_the_sentence_they_stand_in(meaning: MadeMeaning | None) -> None:
    (suggestions,) = without_labels(FRAMEWORK, [TEXT], meaning=meaning)
    first = suggestions[0]
    assert first.theme == "challenge"
    assert (
        first.quote == TEXT[first.start : first.end] == "Two practitioners disagreed and did not escalate it."
    )
    assert first.words == ("escalate",)
    assert "“escalate”" in first.reason
    assert "practice" not in {one.theme for one in suggestions}


def test_meaning_finds_what_no_word_of_the_theme_says() -> None:
    text = "Nobody was optimistic at first. They accepted what the father said."
    assert without_labels(FRAMEWORK, [text]) == [()]
    (suggestions,) = without_labels(FRAMEWORK, [text], meaning=MadeMeaning())
    assert suggestions[0].theme == "challenge"
    assert suggestions[0].words == ()
    assert suggestions[0].by_meaning == 1
    assert suggestions[0].reason == "The meaning is close to this theme."


def test_a_word_of_the_name_counts_for_more_than_one_of_the_definition() -> None:
    by_name, by_definition = likenesses(FRAMEWORK, ["daily", "agencies"])
    assert by_name[2] > by_definition[0] > 0


def test_a_word_that_many_themes_share_says_little() -> None:
    themes = tuple(
        Theme(str(number), f"practice {word}") for number, word in enumerate(("alpha", "beta", "gamma"))
    )
    shared, own = likenesses(Framework("made", "Made", themes=themes), ["practice", "beta"])
    assert shared[1] < own[1] / 2
    assert own[0] == own[2] == 0


@pytest.mark.parametrize("meaning", [None, MadeMeaning()])
def test_nothing_to_look_for_or_in(meaning: MadeMeaning | None) -> None:
    assert without_labels(Framework("made", "Made"), ["text"], meaning=meaning) == [()]
    assert without_labels(FRAMEWORK, [], meaning=meaning) == []
    assert without_labels(FRAMEWORK, ["", " ?"], meaning=meaning) == [(), ()]
    assert likenesses(FRAMEWORK, ["", "it rained"], meaning=meaning).shape == (2, 3)
