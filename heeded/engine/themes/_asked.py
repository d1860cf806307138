"""A theme as it is looked for where nothing is labelled: what its words are worth, and what is asked by meaning."""

import math
from collections import Counter
from dataclasses import dataclass

from heeded.engine.frameworks import Framework, Theme
from heeded.engine.meaning import QuestionVectors
from heeded.engine.themes._of_meaning import Meaning
from heeded.engine.words import plain_words, stems_of
from heeded.engine.words._stop_words import STOP_WORDS

_DEFINED = 0.3  # what a word of the definition is worth beside one of the name or the terms


@dataclass(frozen=True, slots=True)
class Asked:
    """A theme as it is looked for: what each of its stems is worth, and its name and definition as questions."""

    theme: Theme
    worth: dict[str, float]
    questions: tuple[QuestionVectors, ...]


def asked_of(framework: Framework, meaning: Meaning | None) -> list[Asked]:
    """Every theme that is no heading. A word that many of them share is worth little."""
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
        asked.append(Asked(theme, worth, questions))
    return asked


def _stems(theme: Theme) -> dict[str, float]:
    """The stems of a theme's words, small words left out, and whether they name it or only define it."""
    defined = dict.fromkeys(content(" ".join((theme.definition, *theme.includes))), _DEFINED)
    return defined | dict.fromkeys(content(" ".join((theme.name, *theme.terms))), 1.0)


def content(text: str) -> list[str]:
    """The stems of its words, small words left out."""
    return stems_of([word for word in plain_words(text) if word not in STOP_WORDS])
