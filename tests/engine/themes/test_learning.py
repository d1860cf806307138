"""Themes learned from labels, on invented sentences."""

import io
import subprocess
import sys
import zipfile
from contextlib import suppress
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine.themes import (
    NoMeaning,
    Settings,
    ThemeModel,
    TooLittle,
    TooMany,
    WrongFile,
    evaluate,
    model_file,
    read_model,
    train,
)
from heeded.engine.themes._counting import counted
from heeded.engine.themes._fitting import fit
from tests.engine.themes.made import CHALLENGE, INFORMATION, NAMES, RARE, VOICE, MadeMeaning, doubled, written

UNSEEN = (
    "The nursery opened in May. What the midwife knew was not shared with the other agencies, and information "
    "was never passed on. The building had two floors."
)


@cache
def learned() -> ThemeModel:
    texts, labels = doubled()
    return train(texts, labels, NAMES)


@cache
def learned_with_meaning() -> ThemeModel:
    texts, labels = doubled()
    return train(texts, labels, NAMES, vectors=MadeMeaning().embed(texts), meaning="made")


def test_themes_are_learned_and_told_how_well() -> None:
    how_good = learned().how_good
    assert [one.theme for one in how_good.themes] == list(NAMES)
    assert [one.support for one in how_good.themes] == [54, 54, 54, 0]
    assert all(one.f1 > 0.9 for one in how_good.themes[:3])
    assert how_good.micro > 0.9
    for one in how_good.themes[:3]:
        assert one.interval is not None
        assert one.interval.low <= one.f1 <= one.interval.high


def test_a_suggestion_names_the_sentence_and_the_words_that_earned_it() -> None:
    (suggestions,) = learned().suggest([UNSEEN])
    assert [one.theme for one in suggestions] == [INFORMATION]
    (one,) = suggestions
    assert one.quote == UNSEEN[one.start : one.end]
    assert one.quote.startswith("What the midwife knew") and one.quote.endswith("passed on.")
    assert {"shared", "information", "passed", "agencies"} & set(one.words)
    assert one.reason.startswith("These words counted most: “")
    assert 0 < one.score < 1


def test_with_meaning_the_reason_says_so() -> None:
    model = learned_with_meaning()
    (suggestions,) = model.suggest([UNSEEN], meaning=MadeMeaning())
    assert [one.theme for one in suggestions] == [INFORMATION]
    assert suggestions[0].quote.startswith("What the midwife knew")
    assert 0 < suggestions[0].by_meaning < 1
    assert "meaning is close to this theme" in suggestions[0].reason
    assert "these words counted most" in suggestions[0].reason.lower()


@pytest.mark.parametrize("model", [learned, learned_with_meaning])
def test_suggestions_and_chances_agree(model: type) -> None:
    texts, _ = written()
    made: ThemeModel = model()
    meaning = MadeMeaning() if made.meaning else None
    chances = made.chances(texts, vectors=meaning and meaning.embed(texts))
    for row, suggestions in zip(chances, made.suggest(texts, meaning=meaning), strict=True):
        assert [one.score for one in suggestions] == sorted((one.score for one in suggestions), reverse=True)
        for one in suggestions:
            assert one.score == pytest.approx(float(row[NAMES.index(one.theme)]), abs=1e-5)


def test_what_is_read_word_by_word_is_what_was_learned_from() -> None:
    """The quick way of reading, which tells each word's part, gives the score of the library's way of counting."""
    texts, labels = doubled()
    truth = np.array([[name in own for name in NAMES] for own in labels])
    counts = counted(texts, None)
    rows = np.arange(len(texts))
    expected = fit(counts, rows, truth, Settings()).chances(counts, rows)
    np.testing.assert_allclose(learned().chances(texts), expected, atol=0.005)


def test_a_text_left_out_is_judged_as_by_a_model_that_never_saw_it() -> None:
    """Thresholds rest on this: a shortcut stands for learning as often as there are texts."""
    from heeded.engine.themes._fitting import _solved

    generator = np.random.default_rng(1)
    features = generator.normal(size=(12, 5))
    wanted = generator.choice([-1.0, 1.0], size=(12, 2))
    close = features @ features.T + 1
    _, left_out = _solved(close.copy(), wanted, 3.0)
    for out in range(12):
        rest = np.delete(np.arange(12), out)
        shares, _ = _solved(close[np.ix_(rest, rest)], wanted[rest], 3.0)
        np.testing.assert_allclose(left_out[out], close[out, rest] @ shares, atol=1e-9)


def test_a_theme_that_is_not_good_enough_stays_silent() -> None:
    model = learned()
    assert model.silent == (RARE,)
    strict = replace(model, settings=Settings(good_enough=1.01))
    assert set(strict.silent) == set(NAMES)
    assert strict.suggest([UNSEEN]) == [()]
    many = replace(model, settings=Settings(fewest=55))
    assert set(many.silent) == set(NAMES)


def test_labels_at_random_are_not_good_enough() -> None:
    texts, _ = doubled()
    generator = np.random.default_rng(3)
    labels = [{CHALLENGE} if yes else set() for yes in generator.random(len(texts)) < 0.25]
    model = train(texts, labels, [CHALLENGE])
    assert model.how_good.themes[0].support >= 10
    assert model.silent == (CHALLENGE,)


def test_it_is_kept_as_plain_arrays_and_reads_back_the_same() -> None:
    for model, meaning in ((learned(), None), (learned_with_meaning(), MadeMeaning())):
        content = model_file(model)
        again = read_model(content)
        assert again.suggest([UNSEEN], meaning=meaning) == model.suggest([UNSEEN], meaning=meaning)
        assert (again.names, again.settings, again.how_good) == (model.names, model.settings, model.how_good)
        assert model_file(again) == content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert all(entry.filename.endswith(".npy") for entry in archive.infolist())


def test_a_file_that_would_run_something_is_refused() -> None:
    file = io.BytesIO()
    np.savez(file, about=np.array([object()], dtype=object))
    with pytest.raises(WrongFile, match="damaged"):
        read_model(file.getvalue())


def test_a_file_that_swells_is_refused() -> None:
    file = io.BytesIO()
    np.savez_compressed(file, about=np.zeros(61_000_000, np.uint8))
    assert len(file.getvalue()) < 100_000
    with pytest.raises(WrongFile, match="larger"):
        read_model(file.getvalue())


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_file_is_told_plainly(data: st.DataObject) -> None:
    content = bytearray(model_file(learned()))
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content) - 1))]
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    with suppress(WrongFile):  # and nothing else; a changed weight is a weight
        assert read_model(bytes(content)).names


def test_passages_of_one_review_are_never_on_both_sides() -> None:
    """What only a review's own turn of phrase tells is worth nothing for the next review."""
    texts = [
        f"Sentence {number} of {place}." for place in "abcdef" for number in ("one", "two", "three", "four")
    ]
    groups = [text[-2] for text in texts]
    texts = [f"{text} Hollinsford {group * 8}." for text, group in zip(texts, groups, strict=True)]
    labels = [{VOICE} if group in "ace" else set() for group in groups]
    alone = evaluate(texts, labels, [VOICE])
    apart = evaluate(texts, labels, [VOICE], groups=groups)
    assert alone.themes[0].f1 > 0.9
    assert apart.themes[0].f1 < 0.7


@pytest.mark.parametrize(
    ("texts", "labels", "groups", "said"),
    [
        (["One."] * 4, [{VOICE}] * 4, None, "There are 4 texts"),
        (["One."] * 12, [set()] * 12, None, "No theme stands on two"),
        (["One."] * 12, [{VOICE}] * 6 + [set()] * 6, ["a"] * 12, "from one review"),
    ],
)
def test_too_little_is_told_plainly(
    texts: list[str], labels: list[set[str]], groups: list[str] | None, said: str
) -> None:
    with pytest.raises(TooLittle, match=said):
        train(texts, labels, [VOICE], groups=groups)


def test_labels_of_another_number_of_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="12 texts, but labels of 11"):
        train(["One."] * 12, [set()] * 11, [VOICE])


def test_texts_without_words_and_strange_letters_do_no_harm() -> None:
    for text in ("", "   ", "?!", "\ud800", "ß" * 500, "é" * 50, "\u200b", "x" * 100_000):
        (suggestions,) = learned().suggest([text])
        for one in suggestions:
            assert one.quote == text[one.start : one.end]
    blank = train(["", "?"] * 8, [{VOICE}, set()] * 8, [VOICE])
    assert blank.suggest(["", "nothing"]) == [(), ()]


def test_a_theme_on_every_text_is_never_suggested() -> None:
    texts, labels = written()
    model = train(texts, [own | {"all"} for own in labels], ["all", VOICE])
    assert {one.theme for suggestions in model.suggest(texts) for one in suggestions} == {VOICE}


def test_what_was_learned_with_meaning_asks_for_the_same_model() -> None:
    model = learned_with_meaning()
    with pytest.raises(NoMeaning, match="heeded model add"):
        model.suggest([UNSEEN])
    with pytest.raises(NoMeaning):
        model.chances([UNSEEN])
    other = MadeMeaning()
    other.identifier = "another"
    with pytest.raises(NoMeaning):
        model.suggest([UNSEEN], meaning=other)


def test_of_very_many_texts_those_with_rarer_themes_are_kept() -> None:
    texts, labels = doubled()
    labels = [own | ({RARE} if place % 24 == 0 else set()) for place, own in enumerate(labels)]
    few = train(texts, labels, [VOICE, RARE], settings=Settings(most_texts=40))
    assert few.learned_from == 40
    assert few.how_good.texts == len(texts)


def test_learning_is_the_same_every_time() -> None:
    texts, labels = doubled()
    assert model_file(train(texts, labels, NAMES)) == model_file(learned())


def test_suggesting_asks_no_library_of_learning(tmp_path: object) -> None:
    program = (
        "import sys, heeded.engine.themes as themes\n"
        "model = themes.read_model(sys.stdin.buffer.read())\n"
        f"assert model.suggest([{UNSEEN!r}])[0]\n"
        "assert not {'sklearn', 'scipy', 'onnxruntime'} & set(sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], input=model_file(learned()), check=False, capture_output=True
    )
    assert run.returncode == 0, run.stderr.decode()


def test_more_themes_than_fit_are_told_plainly() -> None:
    texts, labels = written()
    with pytest.raises(TooMany, match="201 themes"):
        train(texts, labels, [str(number) for number in range(201)])
