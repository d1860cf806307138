"""What a newer wording of a framework changes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from heeded.engine.frameworks import Framework, Theme, compared, shipped, with_what_is_new

HELD = Framework("x", "X", themes=(Theme("a", "A"), Theme("b", "B", parent="a"), Theme("c", "C")))


def test_what_is_added_reworded_and_gone_is_told() -> None:
    read = replace(
        HELD, themes=(Theme("a", "A"), Theme("b", "Bee", "Said anew.", guid="g"), Theme("d", "D", parent="a"))
    )
    found = compared(HELD, read)
    assert [theme.identifier for theme in found.added] == ["d"]
    assert [(one.before.name, one.after.name, one.differs) for one in found.reworded] == [
        ("B", "Bee", ("name", "definition", "parent"))
    ]
    assert [theme.identifier for theme in found.gone] == ["c"] and found.same == 1 and not found.is_nothing


def test_what_only_other_programs_know_is_no_wording() -> None:
    read = replace(HELD, themes=(replace(HELD.themes[0], colour="#ffffff", guid="g"), *HELD.themes[1:]))
    assert compared(HELD, read).is_nothing


@given(some.sampled_from(shipped()), some.data())
def test_taking_only_what_is_new_adds_and_changes_nothing_else(
    framework: Framework, data: some.DataObject
) -> None:
    kept = data.draw(some.sets(some.sampled_from([theme.identifier for theme in framework.themes])))
    held = replace(framework, themes=tuple(theme for theme in framework.themes if theme.identifier in kept))
    together = with_what_is_new(held, framework)
    assert together.themes[: len(held.themes)] == held.themes
    assert compared(framework, together).is_nothing and len(together.themes) == len(framework.themes)
