"""Sentences that explain told from those that describe. All passages are fictional."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from heeded.engine.briefing import Is, RunningSentence, judged
from heeded.engine.briefing import _explains as explains
from heeded.engine.briefing._explains_features import features
from heeded.engine.briefing._explains_wording import tokens_of

FOLDER = Path(explains.__file__).parent


@dataclass(frozen=True)
class _Section:
    title: str


def passage(*texts: str, kind: str = "analysis", section: int = 0) -> list[RunningSentence]:
    """Sentences of one paragraph."""
    return [
        RunningSentence(order, text, 3, 0, len(text), 1, section, kind, "reviewer")
        for order, text in enumerate(texts)
    ]


def said(*texts: str, kind: str = "analysis", title: str = "") -> list[Is]:
    sections: Sequence[_Section] = [_Section(title)]
    return [one.value for one in judged(passage(*texts, kind=kind), sections)]  # type: ignore[arg-type]


def test_one_answer_for_each_sentence_in_order() -> None:
    sentences = passage("The clinic rang twice.", "Nobody rang back.", "It was a Friday.")
    answers = judged(sentences)
    assert [one.sentence for one in answers] == sentences
    assert all(0 <= one.sureness <= 1 for one in answers)
    assert all((one.sureness > 0.5) is (one.value is Is.EXPLAINS) for one in answers)


def test_nothing_gives_nothing() -> None:
    assert judged([]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The nurse did not write because she believed that the social worker had already been told.",
        "Each thought that the other team had rung, and there was no form for a worry of this kind.",
        "She did not know how to take it further, as nobody had told her that there was a procedure.",
        "His silence was taken for agreement, and with 34 cases she had no time to ask twice.",
    ],
)
def test_a_plain_reason_explains(text: str) -> None:
    assert said(text) == [Is.EXPLAINS]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The board should ask every agency for a report within six months.", "recommendations"),
        ("In March 2015 the family moved to a flat above a shop.", "chronology"),
        ("The review was carried out by an independent author.", "method"),
        ("Which of our services has met the father?", "findings"),
        ("An ambulance was called because the boy had a fit.", "chronology"),
    ],
)
def test_what_is_told_or_asked_for_describes(text: str, kind: str) -> None:
    assert said(text, kind=kind) == [Is.DESCRIBES]


def test_a_bare_fact_is_likelier_to_explain_after_the_question_why() -> None:
    fact = "The ward had one telephone."
    asked = judged(passage("Why did no one ring?", fact))[1]
    told = judged(passage("The twins went home on Friday.", fact, kind="chronology"))[1]
    assert asked.sureness > told.sureness


def test_a_question_or_an_announcement_of_reasons_only_describes() -> None:
    assert said("Why did no one ring?", "There were three reasons.") == [Is.DESCRIBES, Is.DESCRIBES]


@pytest.mark.parametrize(
    "noise", ["", "   ", "§§§ ||| 0O0O", "NOBODY RANG BECAUSE THE LINE WAS BUSY", "“", "4.12"]
)
def test_noise_is_judged_too(noise: str) -> None:
    assert len(judged(passage(noise, noise))) == 2


def test_the_answer_is_the_same_each_time() -> None:
    sentences = passage("Nobody asked, since the form had no box for it.", "He was seven.")
    assert judged(sentences) == judged(sentences)


def test_a_printed_number_is_no_word_of_the_sentence() -> None:
    with_number, without = (
        next(iter(features(passage(text), [""])))
        for text in ("4.12 Nobody rang the school.", "Nobody rang the school.")
    )
    assert set(with_number) - set(without) == {"shape:numbered"} and set(without) <= set(with_number)


def test_the_next_section_is_no_context() -> None:
    sentences = [*passage("Why was it missed?"), *passage("The ward had one telephone.", section=1)]
    names = list(features(sentences, ["", ""]))[1]
    assert not any(name.startswith(("before:", "around:")) for name in names)


def test_a_heading_that_asks_why_is_seen() -> None:
    assert "heading:why" in next(iter(features(passage("He was seven."), ["Why nobody rang"])))


def test_who_a_sentence_is_about() -> None:
    for text, about in (
        ("The form has no box for lodgers.", "tool"),
        ("His mother had said so.", "family"),
        ("Nobody rang.", "nobody"),
        ("Blue is a colour.", "other"),
    ):
        assert f"about:{about}" in next(iter(features(passage(text), [""])))


def test_every_wording_can_be_met_in_a_text() -> None:
    listed = tomllib.loads((FOLDER / "explains_cues.toml").read_text(encoding="utf-8"))
    for name, phrases in listed.items():
        for phrase in phrases:
            words = [word for part in phrase.split() for word in part.split("|")]
            assert all(tokens_of(word) == [word] or word in "#,;:?!“(" for word in words), (name, phrase)


def test_the_weights_are_small_readable_and_of_known_kinds() -> None:
    assert explains.WEIGHTS.stat().st_size <= 60_000
    read = json.loads(explains.WEIGHTS.read_text(encoding="utf-8"))
    cues = set(tomllib.loads((FOLDER / "explains_cues.toml").read_text(encoding="utf-8")))
    assert all(abs(weight) < 10 for weight in read["weights"].values())
    assert all(name[4:] in cues for name in read["weights"] if name.startswith("cue:"))
    assert read["weights"]["cue:because"] > 0 > read["weights"]["cue:advice"]
