"""What was learned, and what it suggests: no library of learning is needed here, so that a command stays quick."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heeded.engine.meaning import PassageVectors
from heeded.engine.themes._earning import Heard, earned
from heeded.engine.themes._errors import NoMeaning
from heeded.engine.themes._figures import Evaluation
from heeded.engine.themes._of_meaning import Meaning, OfMeaning
from heeded.engine.themes._pieces import placed_runs, placed_words, words_in
from heeded.engine.themes._settings import Settings
from heeded.engine.themes._side import Floats, Side
from heeded.engine.themes._suggestion import Suggestion
from heeded.engine.themes._thresholds import chance


@dataclass(frozen=True, slots=True, eq=False)
class Judging:
    """How the scores of each theme are judged: where they begin, the curve to chances, and from where one is told."""

    constant: Floats
    slopes: Floats
    offsets: Floats
    thresholds: Floats


@dataclass(frozen=True, slots=True, eq=False)
class ThemeModel:
    """What was learned of some themes. `how_good` is from cross-validation, themes that stay silent included."""

    names: tuple[str, ...]
    settings: Settings
    learned_from: int  # texts
    how_good: Evaluation
    words: Side
    letters: Side
    meaning: OfMeaning | None
    judging: Judging

    @property
    def silent(self) -> tuple[str, ...]:
        """The themes that are not suggested: too few texts have them, or too many guesses were wrong."""
        return tuple(
            one.theme
            for one in self.how_good.themes
            if one.f1 < self.settings.good_enough or one.support < self.settings.fewest
        )

    def chances(self, texts: Sequence[str], *, vectors: Floats | None = None) -> Floats:
        """How likely each theme is for each text (text, theme), silent themes included. `vectors`: the texts' own.

        Raises:
            NoMeaning: it was learned with sentence vectors and none are given.
        """
        heard = [self._by_word(text).sum(axis=0) for text in texts]
        scores = self.judging.constant + np.array(heard, np.float32).reshape(len(texts), len(self.names))
        if self.meaning is not None:
            if vectors is None:
                raise NoMeaning
            scores = scores + self.meaning.spoken(vectors)
        return chance(scores, self.judging.slopes, self.judging.offsets)

    def above(self, chances: Floats) -> npt.NDArray[np.bool_]:
        """Where a chance is high enough to say so; silent themes included."""
        high: npt.NDArray[np.bool_] = chances > self.judging.thresholds
        return high

    def suggest(
        self, texts: Sequence[str], *, meaning: Meaning | None = None
    ) -> list[tuple[Suggestion, ...]]:
        """What each text may have, likeliest first, with the sentence that earned it; silent themes are left out.

        Raises:
            NoMeaning: it was learned with the sentence model, and that, or the same one, is not given.
        """
        if self.meaning is None:
            return [self._suggested(text, None) for text in texts]
        if meaning is None or meaning.identifier != self.meaning.identifier:
            raise NoMeaning
        passages = meaning.embed_passages(texts)
        return [self._suggested(text, passage) for text, passage in zip(texts, passages, strict=True)]

    def _suggested(self, text: str, passage: PassageVectors | None) -> tuple[Suggestion, ...]:
        heard = Heard(text, words_in(text), self._by_word(text), *self._by_sentence(passage))
        scores = self.judging.constant + heard.total()
        chances = chance(scores, self.judging.slopes, self.judging.offsets)
        silent = set(self.silent)
        told = [
            theme for theme in np.flatnonzero(self.above(chances)).tolist() if self.names[theme] not in silent
        ]
        told.sort(key=lambda theme: -chances[theme])
        return tuple(earned(heard, theme, self.names[theme], float(chances[theme])) for theme in told)

    def _by_word(self, text: str) -> Floats:
        """What each word adds to each theme (word, theme)."""
        words = words_in(text)
        in_words = self.words.spoken(placed_words(words), len(words))
        return in_words + self.letters.spoken(placed_runs(words), len(words))

    def _by_sentence(
        self, passage: PassageVectors | None
    ) -> tuple[Sequence[tuple[int, int]], Floats, Floats]:
        """The stretches' sentences, what the meaning of each adds to each theme, and what that of the whole does."""
        if self.meaning is None or passage is None:
            return (), np.zeros((0, len(self.names)), np.float32), np.zeros(len(self.names), np.float32)
        by_stretch = self.meaning.by_stretch(passage.whole, passage.parts)
        return passage.windows, by_stretch, self.meaning.spoken(passage.whole[None])[0]
