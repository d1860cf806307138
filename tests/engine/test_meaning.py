"""What the model makes of text, how it is cut, and vectors of one byte a dimension."""

import json
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine.meaning import (
    DIMENSIONS,
    PACKED_ONE,
    SHARED_FOLDER,
    Model,
    QuestionVectors,
    cosine,
    open_model,
    packed,
    sentence_windows,
    unpacked,
)

# Invented sentences, each with the vector that the published weights give it in full precision.
IN_FULL = Path(__file__).with_name("meaning_in_full.json")
PASSAGE = (
    "The health visitor called four times that spring. Nobody opened the door. She wrote to the practice, which "
    "did not answer. Seen. The housing officer heard a child crying at night and thought it was a neighbour’s."
)
needs_model = pytest.mark.needs("model")


@pytest.fixture(scope="module")
def model() -> Model:
    return open_model(SHARED_FOLDER)


@needs_model
def test_one_byte_says_nearly_what_four_say(model: Model) -> None:
    rows = json.loads(IN_FULL.read_text(encoding="utf-8"))
    full = np.array([row["vector"] for row in rows], np.float32)
    full /= np.linalg.norm(full, axis=1, keepdims=True)
    cosines = (model.embed([row["text"] for row in rows]) * full).sum(axis=1)
    assert cosines.mean() >= 0.99 and cosines.min() >= 0.98


@needs_model
def test_the_same_thing_in_other_words_is_closer_than_another_thing(model: Model) -> None:
    asked, same, other = model.embed(
        [
            "nobody talked to the little boy on his own",
            "At no point was the child seen alone or asked for his account.",
            "The partnership meets quarterly in the town hall.",
        ]
    )
    assert asked @ same > asked @ other + 0.2


@needs_model
def test_vectors_have_length_one_and_keep_their_order(model: Model) -> None:
    texts = [
        "A long sentence " * 40,
        "",
        "short",
        "?!",
        "日本語",
        "x" * 30_000,
        "half a character \ud800 here",
    ]
    vectors = model.embed(texts)
    assert vectors.shape == (len(texts), DIMENSIONS) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.array_equal(model.embed([text])[0], vector), "the same alone as among others"
    assert model.embed([]).shape == (0, DIMENSIONS)


@needs_model
def test_many_threads_at_once(model: Model) -> None:
    texts = [f"Review {number} looked at {number} families." for number in range(12)]
    expected, wrong = model.embed(texts, threads=1), []

    def ask() -> None:
        if not np.array_equal(model.embed(texts), expected):
            wrong.append(1)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@needs_model
def test_a_passage_and_its_stretches_in_one_go(model: Model) -> None:
    vectors = model.embed_passage(PASSAGE)
    assert np.array_equal(vectors.whole, model.embed([PASSAGE])[0])
    assert list(dict.fromkeys(vectors.windows)) == list(sentence_windows(PASSAGE)), (
        "each in its sentence, in order"
    )
    assert vectors.parts.shape == (len(vectors.windows), DIMENSIONS)
    assert len(PASSAGE.split()) / 8 < len(vectors.parts) < len(PASSAGE.split()) / 4
    assert np.allclose(np.linalg.norm(vectors.parts, axis=1), 1, atol=1e-5)
    asked = model.embed(["who noticed a baby weeping in the dark?"])[0]
    start, end = vectors.windows[int(np.argmax(vectors.parts @ asked))]
    assert "crying at night" in PASSAGE[start:end]


@needs_model
@pytest.mark.parametrize(
    "text", ["Seen.", "a", "One two three four five six seven eight nine ten.", "…", "\n."]
)
def test_the_shortest_passages_have_a_stretch(model: Model, text: str) -> None:
    vectors = model.embed_passage(text)
    assert len(vectors.parts) == len(vectors.windows) >= 1
    assert np.allclose(np.linalg.norm(vectors.parts, axis=1), 1, atol=1e-5)


@needs_model
def test_stretches_beyond_what_the_model_takes_are_left_out(model: Model) -> None:
    text = "The panel met again and talked about the plan. " * 100
    vectors = model.embed_passage(text)
    sentences = tuple(dict.fromkeys(vectors.windows))
    assert 0 < len(sentences) < len(sentence_windows(text))
    assert sentences == sentence_windows(text)[: len(sentences)]
    assert len(vectors.parts) == len(vectors.windows) == 64
    assert model.embed_passage("  ").windows == ()


@needs_model
def test_several_passages_in_their_order(model: Model) -> None:
    several = model.embed_passages([PASSAGE, "One sentence of its own, no more than that.", PASSAGE * 2])
    assert [one.windows[0] for one in several] == [
        sentence_windows(text)[0]
        for text in (PASSAGE, "One sentence of its own, no more than that.", PASSAGE * 2)
    ]
    assert np.array_equal(several[0].parts, model.embed_passage(PASSAGE).parts)


@needs_model
def test_a_question_finds_the_one_sentence_that_answers_it(model: Model) -> None:
    passages = [
        PASSAGE,
        "The partnership meets quarterly. Its chair is independent. Minutes are kept for three years.",
        "A very long account of housing. " * 12 + "The school nurse wrote to the surgery twice.",
    ]
    made = model.embed_passages(passages)
    parts, begin = (
        np.concatenate([one.parts for one in made]),
        np.cumsum([0, *(len(one.parts) for one in made[:-1])]),
    )
    for asked, right in (
        ("who heard a kid weeping in the dark", 0),
        ("how often does the board come together", 1),
        ("letters from the nurse at school to the doctor's surgery", 2),
    ):
        close = model.embed_question(asked).closeness(parts, begin)
        assert close.shape == (3,) and int(np.argmax(close)) == right


@needs_model
def test_a_question_is_asked_in_the_words_of_reports_too(model: Model) -> None:
    plain, everyday = (
        model.embed_question("Was the child seen?"),
        model.embed_question("did mum hurt the kid?"),
    )
    assert len(plain.tokens) == 5, "one wording: its tokens, without the marks of beginning and end"
    assert len(everyday.tokens) > 6 and np.isclose(everyday.weights.sum(), 1)
    assert np.isclose(np.linalg.norm(everyday.whole), 1, atol=1e-5)
    assert not np.allclose(everyday.whole, model.embed(["did mum hurt the kid?"])[0], atol=0.01)
    for odd in ("", "?", "\ud800", "word " * 5_000):
        question = model.embed_question(odd)
        assert len(question.tokens) == len(question.weights) > 0 and np.isfinite(question.whole).all()


def test_closeness_takes_each_token_to_its_closest_stretch() -> None:
    right, up = np.eye(2, dtype=np.float32)
    question = QuestionVectors(right, np.stack([right, up]), np.array([0.5, 0.5], np.float32))
    parts = np.stack([right, up, right, right])
    both, one = question.closeness(parts, [0, 2])
    assert both == pytest.approx((1 - 0.018 * np.log(2)) * 1.37, abs=1e-4), "one stretch for each"
    assert one == pytest.approx((0.5 - 0.018 * np.log(2)) * 1.37, abs=1e-4), "none for the second token"


@needs_model
def test_the_name_says_model_revision_and_cutting(model: Model) -> None:
    name, _, rest = model.identifier.partition("@")
    revision, own, cutting = rest.split("/")
    assert (name, revision) == ("all-MiniLM-L6-v2", "1110a243")
    assert own.startswith("int8-") and cutting.startswith("stretches-")


def test_windows_are_sentences_and_short_ones_join_their_neighbour() -> None:
    cut = [PASSAGE[start:end] for start, end in sentence_windows(PASSAGE)]
    assert cut == [
        "The health visitor called four times that spring.",
        "Nobody opened the door. She wrote to the practice, which did not answer.",
        "Seen. The housing officer heard a child crying at night and thought it was a neighbour’s.",
    ]
    assert sentence_windows("Only this. ") == ((0, 10),)
    assert sentence_windows(" \n ") == ()
    assert sentence_windows("A whole sentence of seven words here. End.") == ((0, 42),)


@given(st.text(max_size=300))
def test_windows_stand_in_the_text_one_after_the_other(text: str) -> None:
    windows = sentence_windows(text)
    assert bool(windows) == bool(text.strip())
    at = 0
    for start, end in windows:
        assert at <= start < end <= len(text) and not text[at:start].strip()
        at = end
    assert not text[at:].strip(), "nothing but blanks is left out"


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_one_byte_a_dimension_keeps_the_cosine(seed: int) -> None:
    vectors = np.random.default_rng(seed).standard_normal((4, DIMENSIONS)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    bytes_ = packed(vectors)
    assert bytes_.dtype == np.int8
    products = bytes_.astype(np.int32) @ bytes_.T.astype(np.int32)
    assert np.abs(cosine(products) - vectors @ vectors.T).max() < 0.01
    assert np.abs(unpacked(bytes_) - vectors.clip(-0.25, 0.25)).max() < 0.0011
    assert products.max() < PACKED_ONE * 1.02
