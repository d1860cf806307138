"""Frameworks from and to TOML; what is wrong with one is told all at once, in words of its own."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from heeded.engine.frameworks import (
    LIMITS,
    CodeValue,
    Framework,
    FrameworkRefused,
    Status,
    Theme,
    checked,
    problems,
    read_framework,
    written,
)
from tests.engine.frameworks.any_framework import FRAMEWORKS, small

HEAD = 'identifier = "ours"\nname = "Ours"\n'
A = HEAD + "[[theme]]\nidentifier = 'a'\nname = 'A'\n"


def told(text: str) -> str:
    with pytest.raises(FrameworkRefused) as refused:
        read_framework(text)
    return str(refused.value)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FRAMEWORKS)
def test_what_is_written_reads_back_the_same(framework: Framework) -> None:
    assert read_framework(written(framework)) == framework


def test_a_framework_as_a_person_writes_it() -> None:
    framework = read_framework(
        HEAD
        + """
        [[theme]]
        identifier = "asked-alone"
        name = "Asked alone"
        parent = "asked"
        terms = ["alone"]

        [[theme]]
        identifier = "asked"
        name = "Asked"
        status = "D"
        applies_to = ["review", "child"]
        heading = true
        """
    )
    assert [theme.identifier for theme in framework.themes] == ["asked", "asked-alone"]
    assert framework.under("asked") == (framework.themes[1],)
    assert framework.themes[0].status is Status.FOUNDING_ARTICLE
    assert [thing.label for thing in framework.themes[0].applies_to] == [
        "A review as a whole",
        "A child in it",
    ]
    assert (framework.version, framework.status) == ("1", None)


def test_a_long_definition_is_folded_and_a_list_that_is_long_stands_item_by_item() -> None:
    definition = "Whether the child was seen and heard and asked, " * 6 + "and by whom."
    items = tuple(f"an example of what is in, number {number}" for number in range(5))
    text = written(small(themes=(Theme("seen", "Seen", definition=definition, includes=items),)))
    assert max(map(len, text.splitlines())) <= 110
    assert '    "an example of what is in, number 3",\n' in text
    assert read_framework(text).themes[0].definition == definition


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "not written as TOML: invalid value (at end of document)"),
        ("a = " + "[" * 5_000, "lists inside lists"),
        (HEAD, "The framework has no themes."),
        (HEAD + "theme = 3", "[[theme]], in two pairs of brackets"),
        (A + "color = 'x'", "Nothing called “color” is known of the theme “A”"),
        (HEAD + "[[theme]]\nidentifier = 'a'\nname = 7", "The name of theme 1 must be text."),
        (A + "terms = 'x'", "must be a list of texts"),
        (A + "heading = 1", "must be true or false"),
        (A + "status = 'W'", "must be one of V, S, D, U, not “W”"),
        (A + "applies_to = ['dog']", "passage, review, child, adult, not “dog”"),
        (HEAD + "[[theme]]\nidentifier = 'A B'\nname = 'A'", "must be small letters, digits and single hyphens"),
        (HEAD + "[[theme]]\nidentifier = 'a'", "The name of the theme “a” is empty."),
        (A + "parent = 'b'", "“A” stands under “b”, and there is no such theme."),
        ("x" * 5_000_001, "at most 5,000,000 are taken"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_plain_words(text: str, said: str) -> None:
    assert said in told(text)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    framework = small(
        themes=(
            Theme("a", "Seen", parent="b"),
            Theme("b", "Heard", parent="a"),
            Theme("c", "School"),
            Theme("c", "school "),
            Theme("d", "Écoute"),
            Theme("e", "e\u0301coute"),
        )
    )
    found = "\n".join(problems(framework))
    assert "These themes stand under each other in a circle: “Seen” under “Heard” under “Seen”." in found
    assert "The identifier “c” is used twice: for “School” and for “school”." in found
    assert "begins or ends with blank space" in found
    assert "Two themes at the top are called “e\u0301coute”: d and e." in found
    with pytest.raises(FrameworkRefused):
        checked(framework)


def test_a_theme_under_itself_is_a_circle() -> None:
    assert problems(small(themes=(Theme("a", "Seen", parent="a"),))) == (
        "These themes stand under each other in a circle: “Seen” under “Seen”.",
    )


def test_the_same_name_may_stand_under_different_themes() -> None:
    themes = (
        Theme("a", "Home"),
        Theme("b", "School"),
        Theme("c", "Other", parent="a"),
        Theme("d", "Other", parent="b"),
    )
    assert problems(small(themes=themes)) == ()


def test_bounds() -> None:
    many = tuple(Theme(f"t{number}", f"T{number}") for number in range(LIMITS.themes + 1))
    assert problems(small(themes=many)) == ("It has 5,001 themes; at most 5,000 are taken.",)
    deep = tuple(
        Theme(f"t{number}", "T", parent=f"t{number - 1}" if number else "") for number in range(LIMITS.themes)
    )
    assert problems(small(themes=deep)) == ("“T” is more than 20 levels down.",)
    assert len(problems(small(themes=tuple(replace(theme, guid="x") for theme in many[:100])))) == 51
    assert "at most 20,000 are taken" in problems(small(about="x" * 20_001))[0]
    assert "no file can carry" in problems(small(name="a\x00b"))[0]


def test_values_keep_not_mentioned_apart_from_absent() -> None:
    assert [value.value for value in CodeValue] == [
        "present",
        "absent",
        "not-mentioned",
        "described-not-explained",
    ]
