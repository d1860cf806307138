"""What a learning point speaks of and asks for is told from its wording."""

import pytest

from heeded.engine.lessons import _concepts
from heeded.engine.lessons._concepts import concepts_in, names, telling_stems


def found(text: str) -> set[str]:
    concepts = concepts_in(telling_stems(text))
    return {names()[at] for at in concepts.speaks_of | concepts.asks}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("A professional interpreter should be used.", "asks no_family_interpreter"),
        ("Children are to be seen and spoken to alone.", "asks see_alone"),
        ("Cases were closed by letter.", "asks not_close_silent"),
        ("The case was closed.", "speaks_of closing"),
        ("No one knew of the fathers.", "speaks_of men"),
        ("SUPERVISION, monthly", "asks supervise_regularly"),
    ],
)
def test_a_wording_shows_its_concept(text: str, concept: str) -> None:
    assert concept in found(text)


def test_words_far_apart_are_no_wording() -> None:
    near = "The interpreter was used."
    far = "The interpreter came late one cold evening, long after somebody else had been used."
    assert "asks no_family_interpreter" in found(near)
    assert "asks no_family_interpreter" not in found(far)


def test_small_words_between_do_not_count_and_not_does() -> None:
    assert "asks not_close_until" in found("It should not, in any of these, close them until then.")
    assert "asks not_close_until" not in found("It should close them until then.")


def test_nothing_is_found_in_nothing() -> None:
    assert concepts_in(telling_stems(" \n")) == (frozenset(), frozenset())


def test_every_wording_has_words_that_say_something() -> None:
    empty = [
        (concept, wording)
        for part in _concepts._table().values()
        for concept, wordings in part.items()
        for wording in wordings
        if not list(_concepts._stemmed(wording))
    ]
    assert empty == []


def test_what_is_asked_is_told_from_what_is_spoken_of() -> None:
    concepts = concepts_in(telling_stems("Fathers should be asked about."))
    assert {names()[at].split()[0] for at in concepts.speaks_of} == {"speaks_of"}
    assert {names()[at].split()[0] for at in concepts.asks} == {"asks"}
