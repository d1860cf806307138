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
from heeded.engine.vocabulary import SectionKind

# Guesses by own words, chosen on the samples (docs/decisions/0020): how near a passage must be, and how many guesses
# are made at most in a passage, of a theme in one document, and in a document.
_NEAR_ENOUGH = 0.3
_IN_A_PASSAGE, _OF_A_THEME, _IN_A_DOCUMENT = 2, 2, 20
# What a report says of itself, asks for, or was answered: nothing that happened, and nobody codes it.
_NOT_OF_PRACTICE = frozenset(
    {
        SectionKind.INTRODUCTION.value,
        SectionKind.METHOD.value,
        SectionKind.RECOMMENDATIONS.value,
        SectionKind.RESPONSE.value,
        SectionKind.APPENDIX.value,
        SectionKind.CONTENTS.value,
    }
)
_MOST_DOUBTS = 5  # of a document
_TAUGHT = "Learned from what was coded."
_UNTAUGHT = "By its own words: too little was coded to learn from."


class Asked(NamedTuple):
    """A passage with its key, and the kind of section that it stands in; blank where that is not known."""

    key: int
    text: str
    kind: str = ""


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

    def guesses(self, passages: Sequence[Asked], meaning: "Remembering | None" = None) -> Guesses:
        """Guesses at the passages of one document.

        Raises:
            NoMeaning: it was learned with the sentence model, and that, or the same one, is not given.
        """
        by_labels = self._by_labels([one.text for one in passages], meaning)
        by_words = self._by_own_words(passages, meaning)
        found = [
            _guess(passage.key, one, learned=learned)
            for place, passage in enumerate(passages)
            for own, learned in ((by_labels[place], True), (by_words.get(place, []), False))
            for one in own
        ]
        return Guesses(tuple(found), self._doubts(passages, meaning))

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
        self, passages: Sequence[Asked], meaning: "Remembering | None"
    ) -> dict[int, list[Suggestion]]:
        """By place of a passage what is nearest of all. All themes are compared, as one is looked for beside the
        others."""
        wanted = self.untaught()
        of_practice = [place for place, one in enumerate(passages) if one.kind not in _NOT_OF_PRACTICE]
        if not wanted or not of_practice:
            return {}
        themes = tuple(theme for theme in self.framework.themes if _for_passages(theme))
        near = without_labels(
            replace(self.framework, themes=themes),
            [passages[place].text for place in of_practice],
            meaning=meaning,
            at_least=_NEAR_ENOUGH,
        )
        first = [
            (place, one)
            for place, own in zip(of_practice, near, strict=True)
            for one in [each for each in own if each.theme in wanted][:_IN_A_PASSAGE]
        ]
        return _nearest(sorted(first, key=lambda found: -found[1].score))

    def _doubts(self, passages: Sequence[Asked], meaning: "Remembering | None") -> tuple[Doubt, ...]:
        if self.model is None or not passages:
            return ()
        words = [one.text for one in passages]
        vectors = None if self.model.meaning is None or meaning is None else meaning.embed(words)
        worth = most_worth_coding(self.model, words, most=_MOST_DOUBTS, vectors=vectors)
        return tuple(
            Doubt(passages[one.place].key, one.theme, round(one.chance, 4), round(one.doubt, 4))
            for one in worth
        )


def _nearest(found: Sequence[tuple[int, Suggestion]]) -> dict[int, list[Suggestion]]:
    """Of guesses, nearest first, as many as are made in a document and of a theme, by place."""
    taken: Counter[str] = Counter()
    kept: dict[int, list[Suggestion]] = {}
    for place, one in found:
        if taken[one.theme] < _OF_A_THEME and taken.total() < _IN_A_DOCUMENT:
            taken[one.theme] += 1
            kept.setdefault(place, []).append(one)
    return kept


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
