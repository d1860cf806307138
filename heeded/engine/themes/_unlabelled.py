"""Themes with no labels at all: a theme's own name, definition and terms held against the text, by words and meaning.

A likeness is no chance: it says which texts are nearer to a theme than others, not how many of them have it.
"""

from collections.abc import Sequence

import numpy as np

from heeded.engine.flow import sentences
from heeded.engine.frameworks import Framework
from heeded.engine.meaning import PassageVectors
from heeded.engine.themes._asked import Asked, asked_of, content
from heeded.engine.themes._of_meaning import Meaning
from heeded.engine.themes._side import Floats
from heeded.engine.themes._suggestion import Suggestion
from heeded.engine.words import stems_of, tokens

# Chosen on two thirds of the texts of `python -m benchmarks.themes`, whose themes have names and nothing else.
AT_LEAST = 0.15  # likeness from which a theme is suggested
_OF_WORDS = 0.1  # what the rarest word of a theme adds, beside meaning
_WORDS_ALONE = 0.3  # ... and where there is no sentence model
_MOST_WORDS = 3
_USUAL, _USUAL_THEMES = np.float32(0.16), 3  # how near a text is to a theme that it has nothing to do with


def without_labels(
    framework: Framework, texts: Sequence[str], *, meaning: Meaning | None = None, at_least: float = AT_LEAST
) -> list[tuple[Suggestion, ...]]:
    """What each text may have by the themes' own words, nearest first, with the sentence that is nearest.

    By words alone where no sentence model is given, which finds less. Headings are no themes.
    """
    asked = asked_of(framework, meaning)
    suggested = []
    for text in texts:
        by_words, by_meaning = _likeness(asked, text, meaning)
        near = np.clip(by_words + by_meaning, 0, 1)
        order = sorted(np.flatnonzero(near >= at_least).tolist(), key=lambda theme: -near[theme])
        suggested.append(
            tuple(
                _suggestion(asked[theme], text, float(by_words[theme]), float(by_meaning[theme]), meaning)
                for theme in order
            )
        )
    return suggested


def likenesses(framework: Framework, texts: Sequence[str], *, meaning: Meaning | None = None) -> Floats:
    """How near each text is to each theme that is no heading (text, theme), 0 to 1."""
    asked = asked_of(framework, meaning)
    near = [np.clip(np.add(*_likeness(asked, text, meaning)), 0, 1) for text in texts]
    return np.array(near, np.float32).reshape(len(texts), len(asked))


def _likeness(asked: Sequence[Asked], text: str, meaning: Meaning | None) -> tuple[Floats, Floats]:
    """What words and what meaning make of each theme. Meaning counts as far as it is nearer to this theme than to the
    others: any text is a little like all themes of one field."""
    there = set(content(text))
    each = _WORDS_ALONE if meaning is None else _OF_WORDS
    by_words = np.array(
        [each * sum(one.worth[stem] for stem in there & set(one.worth)) for one in asked], np.float32
    )
    by_meaning = np.zeros(len(asked), np.float32)
    if meaning is not None and asked and tokens(text):
        (passage,) = meaning.embed_passages([text])
        if len(passage.parts):
            near = np.array([_closeness(one, passage) for one in asked], np.float32)
            by_meaning = near - _elsewhere(near)
    return by_words, by_meaning


def _elsewhere(near: Floats) -> Floats:
    """For each theme how near the other ones are, a few of the usual nearness added so that few themes will do."""
    others: Floats = (near.sum() - near + _USUAL_THEMES * _USUAL) / (len(near) - 1 + _USUAL_THEMES)
    return others


def _closeness(one: Asked, passage: PassageVectors) -> float:
    """How near the passage comes to the theme's name and definition, on the scale of cosines."""
    near = [float(question.closeness(passage.parts, [0])[0]) for question in one.questions]
    return sum(near) / max(len(near), 1)


def _suggestion(
    one: Asked, text: str, by_words: float, by_meaning: float, meaning: Meaning | None
) -> Suggestion:
    found = {token.word: text[token.start : token.end].lower() for token in tokens(text)}
    stems = dict(zip(found, stems_of(list(found)), strict=True))
    spoken = sorted(
        (word for word in found if stems[word] in one.worth), key=lambda word: -one.worth[stems[word]]
    )
    start, end = _nearest_sentence(one, text, meaning)
    positive = max(by_meaning, 0.0)
    return Suggestion(
        theme=one.theme.identifier,
        score=min(by_words + by_meaning, 1.0),
        start=start,
        end=end,
        quote=text[start:end],
        words=tuple(found[word] for word in spoken[:_MOST_WORDS]),
        by_meaning=positive / max(positive + by_words, 1e-9),
    )


def _nearest_sentence(one: Asked, text: str, meaning: Meaning | None) -> tuple[int, int]:
    """The sentence that is nearest taken alone; the first of equals."""
    found = sentences(text) or [(0, len(text))]
    if len(found) == 1:
        return found[0]
    near = [np.add(*_likeness([one], text[start:end], None))[0] for start, end in found]
    if meaning is not None:
        passages = meaning.embed_passages([text[start:end] for start, end in found])
        near = [by_words + _closeness(one, passage) for by_words, passage in zip(near, passages, strict=True)]
    return found[int(np.argmax(near))]
