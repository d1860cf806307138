"""What a machine says of passages with one framework: learned themes where they are good enough, themes of which too
little was coded to learn from by their own words, and nothing where it has learned and is mostly wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from heeded.engine.frameworks import CodedThing, Framework, Theme
from heeded.engine.meaning import PassageVectors, QuestionVectors
from heeded.engine.themes._model import ThemeModel
from heeded.engine.themes._of_meaning import Meaning
from heeded.engine.themes._side import Floats
from heeded.engine.themes._suggestion import Suggestion
from heeded.engine.themes._unlabelled import without_labels
from heeded.engine.themes._worth import most_worth_coding

_MOST_IN_A_PASSAGE, _MOST_OF_A_THEME = 3, 5  # guesses by own words: in a passage, and in a document
_MOST_DOUBTS = 5  # of a document
_TAUGHT = "Learned from what was coded."
_UNTAUGHT = "By its own words: too little was coded to learn from."


@dataclass(frozen=True, slots=True)
class Guess:
    """A theme, by its identifier, that a passage may have, and the sentence that earned it, in the passage's text."""

    passage: int
    theme: str
    score: float
    start: int
    end: int
    reason: str
    learned: bool


class Doubt(NamedTuple):
    """Of a passage the theme that a machine is least sure of, how likely that is, and how doubtful: 0 to 1."""

    passage: int
    theme: str
    chance: float
    doubt: float


@dataclass(frozen=True, slots=True)
class Guesses:
    """All guesses at the passages of a document, and what was most doubtful of it, most doubtful first."""

    found: tuple[Guess, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Guessing:
    """A framework with what was learned of it. `whole_file`: from texts that somebody labelled with every theme that
    they have, so that what few of them have is rare, and not untaught."""

    framework: Framework
    model: ThemeModel | None = None
    whole_file: bool = False

    def guesses(self, texts: Sequence[tuple[int, str]], meaning: "Remembering | None" = None) -> Guesses:
        """Guesses at the passages of one document, each given with its key.

        Raises:
            NoMeaning: it was learned with the sentence model, and that, or the same one, is not given.
        """
        words = [text for _, text in texts]
        both = zip(texts, self._by_labels(words, meaning), self._by_own_words(words, meaning), strict=True)
        found = [
            _guess(key, one, learned=learned)
            for (key, _), by_labels, by_words in both
            for own, learned in ((by_labels, True), (by_words, False))
            for one in own
        ]
        return Guesses(tuple(found), self._doubts(texts, meaning))

    def untaught(self) -> frozenset[str]:
        """Themes for passages of which too little was coded to say how well they are learned."""
        themes = {theme.identifier for theme in self.framework.themes if _for_passages(theme)}
        if self.model is None:
            return frozenset(themes)
        if self.whole_file:
            return frozenset()
        fewest = self.model.settings.fewest
        return frozenset(themes - {one.theme for one in self.model.how_good.themes if one.support >= fewest})

    def _by_labels(
        self, texts: Sequence[str], meaning: "Remembering | None"
    ) -> Sequence[Sequence[Suggestion]]:
        return [()] * len(texts) if self.model is None else self.model.suggest(texts, meaning=meaning)

    def _by_own_words(
        self, texts: Sequence[str], meaning: "Remembering | None"
    ) -> Sequence[Sequence[Suggestion]]:
        """The likeliest few of each passage, and of each theme the likeliest few passages. All themes are compared,
        as one is looked for beside the others."""
        wanted = self.untaught()
        if not wanted:
            return [()] * len(texts)
        themes = tuple(theme for theme in self.framework.themes if _for_passages(theme))
        near = [
            [one for one in own if one.theme in wanted][:_MOST_IN_A_PASSAGE]
            for own in without_labels(replace(self.framework, themes=themes), texts, meaning=meaning)
        ]
        taken: Counter[str] = Counter()
        kept = set()
        for _, place, theme in sorted(
            (-one.score, place, one.theme) for place, own in enumerate(near) for one in own
        ):
            taken[theme] += 1
            if taken[theme] <= _MOST_OF_A_THEME:
                kept.add((place, theme))
        return [[one for one in own if (place, one.theme) in kept] for place, own in enumerate(near)]

    def _doubts(self, texts: Sequence[tuple[int, str]], meaning: "Remembering | None") -> tuple[Doubt, ...]:
        if self.model is None or not texts:
            return ()
        words = [text for _, text in texts]
        vectors = None if self.model.meaning is None or meaning is None else meaning.embed(words)
        worth = most_worth_coding(self.model, words, most=_MOST_DOUBTS, vectors=vectors)
        return tuple(
            Doubt(texts[one.place][0], one.theme, round(one.chance, 4), round(one.doubt, 4)) for one in worth
        )


class Remembering:
    """A sentence model, for the length of one document: nothing goes through it twice, and what has been made of the
    texts already is `known`."""

    def __init__(self, model: Meaning, known: Mapping[str, PassageVectors] = {}) -> None:
        self._model, self._known = model, dict(known)
        self.identifier = model.identifier

    def embed(self, texts: Sequence[str]) -> Floats:
        """The vector of each text as a whole."""
        if not texts:
            return self._model.embed(texts)
        whole: Floats = np.stack([one.whole for one in self.embed_passages(texts)])
        return whole

    def embed_question(self, text: str) -> QuestionVectors:
        """A theme's name or definition, the same for every document."""
        return _question(self._model, text)

    def embed_passages(self, texts: Sequence[str]) -> list[PassageVectors]:
        """The vectors of each text."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        self._known.update(zip(new, self._model.embed_passages(new), strict=True))
        return [self._known[text] for text in texts]


@lru_cache(maxsize=1024)
def _question(model: Meaning, text: str) -> QuestionVectors:
    return model.embed_question(text)


def _for_passages(theme: Theme) -> bool:
    return not theme.heading and (not theme.applies_to or CodedThing.PASSAGE in theme.applies_to)


def _guess(passage: int, one: Suggestion, *, learned: bool) -> Guess:
    reason = f"{one.reason} {_TAUGHT if learned else _UNTAUGHT}"
    return Guess(passage, one.theme, one.score, one.start, one.end, reason, learned)
