"""The frameworks that come with Heeded: complete, in their own layout, nothing settled that is not."""

from heeded.engine.frameworks import Framework, Status, read_framework, shipped, written
from heeded.engine.frameworks._shipped import FOLDER


def named(identifier: str) -> Framework:
    return next(framework for framework in shipped() if framework.identifier == identifier)


def test_there_are_five_and_their_files_are_laid_out_as_heeded_writes_them() -> None:
    assert [framework.identifier for framework in shipped()] == [
        "national-analysis",
        "practice-themes",
        "cause-patterns",
        "hard-to-change",
        "quality-of-analysis",
    ]
    for path in FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert written(read_framework(text)) == text, path.name


def test_every_theme_says_what_it_is_and_how_to_find_it() -> None:
    themes = [theme for framework in shipped() for theme in framework.themes]
    assert [theme.name for theme in themes if not theme.definition] == []
    assert [theme.name for theme in themes if not theme.heading and not theme.terms] == []
    assert [
        theme.name for theme in themes if len({term.casefold() for term in theme.terms}) < len(theme.terms)
    ] == []
    assert all(framework.source and framework.status for framework in shipped())


def test_what_is_known_from_memory_only_says_so() -> None:
    unverified = {
        theme.identifier
        for framework in shipped()
        for theme in framework.themes
        if theme.status is Status.UNVERIFIED
    }
    assert {
        "family-and-professionals",
        "human-reasoning",
        "reluctance-wording-unverified",
        "reluctant-contact",
    } < unverified
    assert "people-and-tools" not in unverified


def test_the_lists_are_as_long_as_their_sources() -> None:
    assert len(named("cause-patterns").themes) == 6
    assert len(named("hard-to-change").themes) == 12
    markers = [
        theme for theme in named("quality-of-analysis").themes if theme.identifier.startswith("marker-")
    ]
    assert [theme.name.split(".")[0] for theme in markers] == [str(number) for number in range(1, 19)]
    messages = {
        "closed-too-early",
        "authoritative-practice",
        "thresholds-and-drift",
        "voice-lost",
        "narrow-role",
        "workload",
    }
    practice = {theme.identifier: theme for theme in named("practice-themes").themes}
    assert {each for each in messages if practice[each].source.startswith("2011–14 analysis")} == messages
    assert {
        "procedure-followed-still-wrong",
        "departed-for-good-reason",
        "what-helped",
        "race-ethnicity-culture",
    } < set(practice)
    assert len(named("national-analysis").under("neglect-routes")) == 6
