"""Themes learned and found with the real sentence model, where it is installed."""

from functools import cache

import pytest

from heeded.engine.frameworks import Framework, Theme
from heeded.engine.meaning import SHARED_FOLDER, Model, open_model
from heeded.engine.themes import train, without_labels
from tests.engine.themes.made import INFORMATION, NAMES, doubled

pytestmark = [pytest.mark.slow, pytest.mark.needs("model")]
TEXT = "It had been a cold winter in Hollinsford. Services did not communicate with one another or exchange data."
NEAR = (
    "It had been a cold winter. What the nurse and the teacher knew was never shared with the other agencies."
)


@cache
def model() -> Model:
    return open_model(SHARED_FOLDER)


def test_themes_are_learned_by_meaning_as_well() -> None:
    texts, labels = doubled()
    learned = train(texts, labels, NAMES, vectors=model().embed(texts), meaning=model().identifier)
    (suggestions,) = learned.suggest([NEAR], meaning=model())
    assert suggestions[0].theme == INFORMATION
    assert suggestions[0].quote.startswith("What the nurse")
    assert 0 < suggestions[0].by_meaning < 1
    unheard = learned.chances([TEXT], vectors=model().embed([TEXT]))[0]
    assert NAMES[int(unheard.argmax())] == INFORMATION


def test_without_labels_meaning_finds_the_theme_and_its_sentence() -> None:
    themes = (
        Theme("sharing", "Information was not shared between agencies"),
        Theme("voice", "The child was not seen or listened to"),
        Theme("housing", "Poor housing and money problems"),
    )
    (suggestions,) = without_labels(Framework("made", "Made", themes=themes), [TEXT], meaning=model())
    assert [one.theme for one in suggestions] == ["sharing"]
    assert suggestions[0].quote.startswith("Services did not")


def test_one_theme_alone_is_found_by_meaning_too() -> None:
    framework = Framework(
        "made", "Made", themes=(Theme("sharing", "Information was not shared between agencies"),)
    )
    near, far = without_labels(framework, [TEXT, "The path from the gate was icy."], meaning=model())
    assert [one.theme for one in near] == ["sharing"]
    assert far == ()
