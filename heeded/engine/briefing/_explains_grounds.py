"""Sentences read for reasons, each with what in it speaks for being one, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heeded.engine.briefing._explains import judged, worth_of_cues
from heeded.engine.briefing._records import Judged, RunningSentence
from heeded.engine.records import SectionFound

_MOST = 2  # grounds that are told: those that weigh most
# What the wordings of explains_cues.toml are about. Those that speak against a reason stand in none.
_WORDS = {
    "a cause": ("because", "because-of", "as-clause", "since-clause", "for-clause", "grounds", "attributed"),
    "what came of something": ("effect-told", "meant-that", "shaped"),
    "what somebody wanted": ("purpose",),
    "what somebody thought or took for granted": ("believed", "weak-thought", "seen-as", "recorded-words"),
    "what somebody did not know or was not told": ("not-knowing", "not-told", "found-out"),
    "what somebody felt": ("feared", "liked", "uneasy", "hard-to"),
    "workload, time or staff": ("workload", "short-time", "green"),
    "targets, money or priorities": ("targets",),
    "supervision": ("supervision",),
    "what there was no way or nobody to do": ("no-way", "no-task", "lacking"),
    "what a form, system or rule asked for": ("did-not-ask", "tool", "rule"),
    "what was usual": ("custom",),
    "how work was divided": ("split-up",),
}
_ABOUT = {cue: words for words, cues in _WORDS.items() for cue in cues}


@dataclass(frozen=True, slots=True)
class ReadForWhy:
    """A sentence with the guess whether it explains, and what it speaks of that says so, most telling first."""

    judged: Judged
    grounds: tuple[str, ...]


def read_for_why(
    sentences: Sequence[RunningSentence], sections: Sequence[SectionFound] = ()
) -> tuple[ReadForWhy, ...]:
    """Each sentence of a report's running text, in order, as `judged` has it, with its grounds."""
    worth = worth_of_cues(sentences, sections)
    guesses = judged(sentences, sections)
    return tuple(ReadForWhy(guess, tuple(_grounds(cues))) for guess, cues in zip(guesses, worth, strict=True))


def _grounds(cues: dict[str, float]) -> Iterator[str]:
    speaking = sorted((cue for cue, worth in cues.items() if worth > 0), key=lambda cue: -cues[cue])
    words = dict.fromkeys(_ABOUT[cue] for cue in speaking if cue in _ABOUT)
    yield from list(words)[:_MOST]
