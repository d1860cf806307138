"""Themes with no labels at all: a theme's own name, definition and terms held against the text, by words and meaning.

A likeness is no chance: it says which texts are nearer to a theme than others, not how many of them have it.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from heeded.engine.flow import sentences
from heeded.engine.frameworks import Framework, Theme
from heeded.engine.meaning import PassageVectors, QuestionVectors
from heeded.engine.themes._model import Meaning
from heeded.engine.themes._side import Floats
from heeded.engine.themes._suggestion import Suggestion
from heeded.engine.words import plain_words, stems_of, tokens
from heeded.engine.words._stop_words import STOP_WORDS

# Chosen on two thirds of the texts of `python -m benchmarks.themes`, whose themes have names and nothing else.
AT_LEAST = 0.15  # likeness from which a theme is suggested
_OF_WORDS = 0.1  # what the rarest word of a theme adds, beside meaning
_WORDS_ALONE = 0.3  # ... and where there is no sentence model
_DEFINED = 0.3  # what a word of the definition is worth beside one of the name or the terms
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """A theme as it is looked for: what each of its stems is worth, and its name and definition as questions."""

    theme: Theme
    worth: dict[str, float]
    questions: tuple[QuestionVectors, ...]


def without_labels(
    framework: Framework, texts: Sequence[str], *, meaning: Meaning | None = None, at_least: float = AT_LEAST
) -> list[tuple[Suggestion, ...]]:
    """What each text may have by the themes' own words, nearest first, with the sentence that is nearest.

    By words alone where no sentence model is given, which finds less. Headings are no themes.
    """
    asked = _asked(framework, meaning)
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
    asked = _asked(framework, meaning)
    near = [np.clip(np.add(*_likeness(asked, text, meaning)), 0, 1) for text in texts]
    return np.array(near, np.float32).reshape(len(texts), len(asked))


def _asked(framework: Framework, meaning: Meaning | None) -> list[_Asked]:
    themes = [theme for theme in framework.themes if not theme.heading]
    stems = [_stems(theme) for theme in themes]
    in_themes = Counter(stem for own in stems for stem in own)
    rarest = math.log(1 + len(themes)) or 1.0
    asked = []
    for theme, own in zip(themes, stems, strict=True):
        worth = {
            stem: part * math.log((1 + len(themes)) / in_themes[stem]) / rarest for stem, part in own.items()
        }
        said = [text for text in (theme.name, theme.definition) if text.strip()]
        questions = () if meaning is None else tuple(meaning.embed_question(text) for text in said)
        asked.append(_Asked(theme, worth, questions))
    return asked


def _stems(theme: Theme) -> dict[str, float]:
    """The stems of a theme's words, small words left out, and whether they name it or only define it."""
    defined = dict.fromkeys(_content(" ".join((theme.definition, *theme.includes))), _DEFINED)
    return defined | dict.fromkeys(_content(" ".join((theme.name, *theme.terms))), 1.0)


def _content(text: str) -> list[str]:
    return stems_of([word for word in plain_words(text) if word not in STOP_WORDS])


def _likeness(asked: Sequence[_Asked], text: str, meaning: Meaning | None) -> tuple[Floats, Floats]:
    """What words and what meaning make of each theme. Meaning counts as far as it is nearer to this theme than to the
    others: any text is a little like all themes of one field."""
    there = set(_content(text))
    each = _WORDS_ALONE if meaning is None else _OF_WORDS
    by_words = np.array(
        [each * sum(one.worth[stem] for stem in there & set(one.worth)) for one in asked], np.float32
    )
    by_meaning = np.zeros(len(asked), np.float32)
    if meaning is not None and asked and tokens(text):
        (passage,) = meaning.embed_passages([text])
        if len(passage.parts):
            near = np.array([_closeness(one, passage) for one in asked], np.float32)
            by_meaning = near - near.mean()
    return by_words, by_meaning


def _closeness(one: _Asked, passage: PassageVectors) -> float:
    """How near the passage comes to the theme's name and definition, on the scale of cosines."""
    near = [float(question.closeness(passage.parts, [0])[0]) for question in one.questions]
    return sum(near) / max(len(near), 1)


def _suggestion(
    one: _Asked, text: str, by_words: float, by_meaning: float, meaning: Meaning | None
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


def _nearest_sentence(one: _Asked, text: str, meaning: Meaning | None) -> tuple[int, int]:
    """The sentence that is nearest taken alone; the first of equals."""
    found = sentences(text) or [(0, len(text))]
    if len(found) == 1:
        return found[0]
    near = [np.add(*_likeness([one], text[start:end], None))[0] for start, end in found]
    if meaning is not None:
        passages = meaning.embed_passages([text[start:end] for start, end in found])
        near = [by_words + _closeness(one, passage) for by_words, passage in zip(near, passages, strict=True)]
    return found[int(np.argmax(near))]
