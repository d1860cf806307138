"""What a machine says of passages with one framework: learned themes where they are good enough, others by their own
words. Nothing is stored here: `services.suggest` puts it down, the command line prints it."""

import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from heeded.engine import frameworks
from heeded.engine import themes as engine
from heeded.engine.meaning import PassageVectors, QuestionVectors
from heeded.learning.errors import NotSuggested
from heeded.learning.models import Framework, TrainedModel
from heeded.learning.queries import framework_record
from heeded.search.lending import Floats, embedded_passages, the_model, what_is_wrong

OWN_WORDS = "own words 1"  # the way in which a theme's own words are looked for
_MOST_IN_A_PASSAGE, _MOST_OF_A_THEME = 3, 5  # guesses by own words, in a passage and in a document
_MOST_DOUBTS = 5  # kept of a document


@dataclass(frozen=True, slots=True)
class Guess:
    """A theme, by its identifier, that a passage may have, and the sentence that earned it, in the passage's text."""

    passage: int
    theme: str
    score: float
    start: int
    end: int
    reason: str
    proposer: str
    learned: bool


class Doubt(NamedTuple):
    """Of a passage the theme that a machine is least sure of, how likely that is, and how doubtful: 0 to 1."""

    passage: int
    theme: str
    chance: float
    doubt: float


@dataclass(frozen=True, slots=True)
class Found:
    """All guesses at a document, and what was most doubtful of it."""

    suggested: tuple[Guess, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Suggesting:
    """A framework with what was learned of it. `proposer` says what it is: another one finds other things."""

    framework: Framework
    record: frameworks.Framework
    model: engine.ThemeModel | None
    name: str  # of what was learned

    @property
    def proposer(self) -> str:
        """What proposes: what was learned, the wording of the framework, and the way of looking."""
        learned = f"learned {self.name}, " if self.model is not None else ""
        return f"{learned}version {self.record.version}, {OWN_WORDS}"

    def passages(self, texts: Sequence[tuple[int, str]], *, document: int | None = None) -> Found:
        """Guesses at passages, each with its key; those of a document may have vectors already."""
        meaning = _Remembering.of({} if document is None else embedded_passages(document), texts)
        words = [text for _, text in texts]
        by_labels = self._learned(words, meaning)
        by_words = self._by_own_words(words, meaning)
        found = [
            self._guess(key, one, learned=learned)
            for (key, _), *both in zip(texts, by_labels, by_words, strict=True)
            for one, learned in [(one, True) for one in both[0]] + [(one, False) for one in both[1]]
        ]
        return Found(tuple(found), self._doubts(texts, meaning))

    def _guess(self, passage: int, one: engine.Suggestion, *, learned: bool) -> Guess:
        how = (
            "Learned from what was coded."
            if learned
            else "By its own words: too little was coded to learn from."
        )
        proposer = f"learned {self.name}" if learned else OWN_WORDS
        reason = f"{one.reason} {how}"
        return Guess(passage, one.theme, one.score, one.start, one.end, reason, proposer, learned)

    def _learned(
        self, texts: Sequence[str], meaning: "_Remembering | None"
    ) -> Sequence[tuple[engine.Suggestion, ...]]:
        if self.model is None:
            return [()] * len(texts)
        return self.model.suggest(texts, meaning=meaning)

    def _by_own_words(
        self, texts: Sequence[str], meaning: "_Remembering | None"
    ) -> list[list[engine.Suggestion]]:
        """The likeliest few of each passage, and of each theme the likeliest few passages; of themes that nobody has
        coded enough to learn from. All themes are compared, as one is looked for beside the others."""
        wanted = self.unmeasured()
        if not wanted:
            return [[] for _ in texts]
        compared = replace(self.record, themes=tuple(t for t in self.record.themes if _for_passages(t)))
        near = [
            [one for one in own if one.theme in wanted][:_MOST_IN_A_PASSAGE]
            for own in engine.without_labels(compared, texts, meaning=meaning)
        ]
        best = sorted((-one.score, place, one.theme) for place, own in enumerate(near) for one in own)
        taken: Counter[str] = Counter()
        kept = set()
        for _, place, theme in best:
            if taken[theme] < _MOST_OF_A_THEME:
                taken[theme] += 1
                kept.add((place, theme))
        return [[one for one in own if (place, one.theme) in kept] for place, own in enumerate(near)]

    def unmeasured(self) -> frozenset[str]:
        """Themes for passages of which too little was coded to say how well they are learned."""
        themes = {theme.identifier for theme in self.record.themes if _for_passages(theme)}
        if self.model is None:
            return frozenset(themes)
        fewest = self.model.settings.fewest
        measured = {one.theme for one in self.model.how_good.themes if one.support >= fewest}
        return frozenset(themes - measured)

    def _doubts(self, texts: Sequence[tuple[int, str]], meaning: "_Remembering | None") -> tuple[Doubt, ...]:
        if self.model is None or not texts:
            return ()
        words = [text for _, text in texts]
        vectors = None if self.model.meaning is None or meaning is None else meaning.embed(words)
        worth = engine.most_worth_coding(self.model, words, most=_MOST_DOUBTS, vectors=vectors)
        return tuple(
            Doubt(texts[one.place][0], one.theme, round(one.chance, 4), round(one.doubt, 4)) for one in worth
        )


def suggesting_for(framework: Framework) -> Suggesting:
    """A framework with what was learned of it.

    Raises:
        NotSuggested: it was learned with the sentence model, which is not here, or the file cannot be read.
    """
    record = framework_record(framework)
    held = TrainedModel.objects.filter(framework=framework, bytes__gt=0)
    name = held.values_list("name", flat=True).first()
    if name is None:
        return Suggesting(framework, record, None, "")
    model = _opened(framework, name)
    needs = model.meaning.identifier if model.meaning is not None else None
    here = the_model()
    if needs is not None and (here is None or here.identifier != needs):
        raise NotSuggested(
            f"These themes were learned with the sentence model. {what_is_wrong()}".strip(),
            advice="Run: heeded model add, or learn them again.",
        )
    return Suggesting(framework, record, model, name)


def suggesting_unheld(record: frameworks.Framework) -> Suggesting:
    """A framework that no library holds: by its themes' own words."""
    return Suggesting(Framework(identifier=record.identifier, name=record.name), record, None, "")


def forget_opened() -> None:
    """Keep nothing in memory of what was learned."""
    with _lock:
        _models.clear()


_lock = threading.Lock()
_models: dict[str, engine.ThemeModel] = {}
_MOST_OPENED = 4


def _opened(framework: Framework, name: str) -> engine.ThemeModel:
    """What was learned, opened once in this process for as long as it counts."""
    with _lock:
        known = _models.get(name)
    if known is not None:
        return known
    content = TrainedModel.objects.filter(framework=framework, name=name).values_list("content", flat=True)
    try:
        model = engine.read_model(bytes(content.first() or b""))
    except engine.WrongFile as error:
        raise NotSuggested(error.reason, advice=error.advice) from error
    with _lock:
        if len(_models) >= _MOST_OPENED:
            _models.clear()
        _models[name] = model
    return model


def _for_passages(theme: frameworks.Theme) -> bool:
    return not theme.heading and (not theme.applies_to or frameworks.CodedThing.PASSAGE in theme.applies_to)


class _Remembering:
    """The sentence model, for the length of one document: nothing goes through it twice, and what search has made of
    the passages already is taken from there."""

    def __init__(self, known: dict[str, PassageVectors]) -> None:
        model = the_model()
        assert model is not None
        self._model, self._known = model, known
        self.identifier = model.identifier

    @classmethod
    def of(cls, held: dict[int, PassageVectors], texts: Iterable[tuple[int, str]]) -> "_Remembering | None":
        if the_model() is None:
            return None
        return cls({text: held[key] for key, text in texts if key in held})

    def embed(self, texts: Sequence[str]) -> Floats:
        if not texts:
            return self._model.embed(texts)
        return np.stack([one.whole for one in self.embed_passages(texts)])

    def embed_question(self, text: str) -> QuestionVectors:
        return _question(self.identifier, text)

    def embed_passages(self, texts: Sequence[str]) -> list[PassageVectors]:
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        self._known.update(zip(new, self._model.embed_passages(new), strict=True))
        return [self._known[text] for text in texts]


@lru_cache(maxsize=1024)
def _question(identifier: str, text: str) -> QuestionVectors:
    """A theme's name or definition: the same for every document."""
    model = the_model()
    assert model is not None and model.identifier == identifier
    return model.embed_question(text)
