"""What the model of explaining sentences looks at: wordings, words, who the sentence is about, and its place.

A feature is a name that is there or not: `cue:because`, `word:caseload`, `about:tool`, `before:asks-why`. The
wordings stand in explains_cues.toml, the subjects in explains_subjects.toml.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from heeded.engine.briefing._records import RunningSentence

_TOKEN = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d[\d.,]*|[,;:?!“(–—]")
_NUMBER = re.compile(
    r"^(?:\W{0,2}(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s+|\d{1,2}\.\d{1,3}\.?\s+)", re.I
)
_ASKS_WHY = re.compile(
    r"\b(?:why|how did|how could|how come|how was it|what stood|what kept|what made|what held|what got)\b",
    re.I,
)
_ANNOUNCES = re.compile(
    r"\breasons?\b|\bwhy\b|\bcauses?\b|\b(?:two|three|four|five|several|many|other) (?:things|pressures|factors)\b"
    r"|\bexplain|\bmade sense\b|\bhelps? (?:us )?to understand\b",
    re.I,
)
_ORDINAL = re.compile(
    r"(?:and )?(?:first|second|third|fourth|fifth|sixth|last|final|next)(?:ly)?\b|another\b"
    r"|a (?:first|second|third|fourth|further)\b",
    re.I,
)
_TITLE_ASKS_WHY = re.compile(
    r"\bwhy\b|\breason|\bcause|\bmade (?:it|sense)|\bstood in|\bin the way|\bpressure|\bworkload|\bsupervision"
    r"|\bcapacity|\bresourc|\bcultur|\bbarrier|\bexplain|\bunderstand",
    re.I,
)
_LENGTHS = (
    (6, "under-6"),
    (11, "6-10"),
    (18, "11-17"),
    (28, "18-27"),
    (45, "28-44"),
    (10_000, "45-and-more"),
)
_LOOKS_BACK = 6  # sentences of the same section: a list of reasons seldom stands further from its question
_SHORT = 9  # words: "There were reasons for this." names none
_TOLD = frozenset({"background", "chronology", "introduction", "method", "appendix"})
_ASKED = frozenset({"recommendations", "response"})
_VOICE = frozenset({"family-voice"})
Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


class _Own:
    """What one sentence shows by itself."""

    __slots__ = ("about", "announces", "asks", "cues", "ends", "ordinal", "words")

    def __init__(self, text: str, phrases: Phrases, subjects: dict[str, str]) -> None:
        bare = _NUMBER.sub("", text, count=1)
        tokens = tokens_of(bare)
        self.cues = sorted(set(_cues_in(tokens, phrases)))
        self.words = [word for word in tokens if word[0].isalpha() or word == "#"]
        self.about = next((subjects[token] for token in tokens[:8] if token in subjects), "other")
        self.asks = ""
        if text.rstrip("”’\"') ").endswith("?"):
            self.asks = "why" if _ASKS_WHY.search(text) else "question"
        self.announces = "because" not in self.cues and _ANNOUNCES.search(text) is not None
        self.ordinal = _ORDINAL.match(bare) is not None
        self.ends = text[-1:]


def features(sentences: Sequence[RunningSentence], titles: Sequence[str]) -> Iterator[list[str]]:
    """The features of each sentence in order. `titles` are those of the sections, by a sentence's `section`."""
    phrases, subjects = _phrases(), _subjects()
    own = [_Own(one.text, phrases, subjects) for one in sentences]
    headings = [list(_heading(title)) for title in titles]
    for index, one in enumerate(sentences):
        found = list(_of_itself(one, own[index]))
        if one.section >= 0:
            found += headings[one.section]
        found += _around(sentences, own, index)
        found += _place(sentences, index)
        yield found


def tokens_of(text: str) -> list[str]:
    """Words and marks in small letters, figures as #."""
    found = _TOKEN.findall(text.lower().replace("’", "'"))
    return ["#" if token[0].isdigit() else token for token in found]


def _of_itself(one: RunningSentence, mine: _Own) -> Iterator[str]:
    group, about = _group(one.kind), mine.about
    for cue in mine.cues:
        yield f"cue:{cue}"
        yield f"{about} with:{cue}"
        yield f"in {group}:{cue}"
    yield f"about:{about}"
    yield f"about in {group}:{about}"
    for word in dict.fromkeys(mine.words):
        yield f"word:{word}"
    if mine.words:
        yield f"opens:{mine.words[0]}"
        yield f"opens:{' '.join(mine.words[:2])}"
    yield f"kind:{one.kind}"
    yield f"speaker:{one.speaker}"
    yield from _shape(one.text, mine)


def _group(kind: str) -> str:
    if kind in _TOLD:
        return "told"
    if kind in _ASKED:
        return "asked"
    return "voice" if kind in _VOICE else "weighed"


def _shape(text: str, mine: _Own) -> Iterator[str]:
    yield "length:" + next(name for most, name in _LENGTHS if len(mine.words) < most)
    if mine.asks:
        yield f"shape:asks-{mine.asks}"
    if mine.announces:
        yield "shape:announces"
        if len(mine.words) < _SHORT:
            yield "shape:only-announces"
    if mine.ordinal:
        yield "shape:ordinal"
    if text[:1] in '“"‘':
        yield "shape:opens-in-quotes"
    elif "“" in text:
        yield "shape:has-quotes"
    if mine.ends == ":":
        yield "shape:ends-in-colon"
    if ";" in text:
        yield "shape:semicolon"
    if _NUMBER.match(text):
        yield "shape:numbered"


def _heading(title: str) -> Iterator[str]:
    if _TITLE_ASKS_WHY.search(title):
        yield "heading:why"
    for word in dict.fromkeys(tokens_of(title)):
        if word[0].isalpha():
            yield f"heading:{word}"


def _around(sentences: Sequence[RunningSentence], own: Sequence[_Own], index: int) -> Iterator[str]:
    """What the sentences before and after in the same section show."""
    section = sentences[index].section
    asked = announced = False
    for at in range(index - 1, max(-1, index - 1 - _LOOKS_BACK), -1):
        if sentences[at].section != section:
            break
        asked = asked or own[at].asks == "why"
        announced = announced or own[at].announces or own[at].ordinal
    if asked:
        yield "around:asked-why"
    if announced:
        yield "around:announced"
    if index and sentences[index - 1].section == section:
        yield from _neighbour("before", own[index - 1])
    if index + 1 < len(own) and sentences[index + 1].section == section:
        yield from _neighbour("after", own[index + 1])


def _neighbour(where: str, other: _Own) -> Iterator[str]:
    for cue in other.cues:
        yield f"{where}:{cue}"
    if other.asks:
        yield f"{where}:asks-{other.asks}"
    if other.announces:
        yield f"{where}:announces"
    if other.ordinal:
        yield f"{where}:ordinal"
    if other.ends == ":":
        yield f"{where}:ends-in-colon"


def _place(sentences: Sequence[RunningSentence], index: int) -> Iterator[str]:
    """Where a sentence stands in its paragraph and its section."""
    one = sentences[index]
    before = sentences[index - 1] if index else None
    after = sentences[index + 1] if index + 1 < len(sentences) else None
    first = before is None or before.block != one.block
    last = after is None or after.block != one.block
    yield "paragraph:" + ("alone" if first and last else "first" if first else "last" if last else "inside")
    if before is None or before.section != one.section:
        yield "section:first"
    if after is None or after.section != one.section:
        yield "section:last"


def _cues_in(tokens: Sequence[str], phrases: Phrases) -> Iterator[str]:
    for start, token in enumerate(tokens):
        for words, name in phrases.get(token, ()):
            if len(words) == 1 or tuple(tokens[start : start + len(words)]) == words:
                yield name


@cache
def _phrases() -> Phrases:
    """Every wording written out, by its first word."""
    by_first: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in _listed("explains_cues.toml").items():
        for words in _written_out(phrases):
            by_first.setdefault(words[0], set()).add((words, name))
    return {first: tuple(sorted(found)) for first, found in by_first.items()}


@cache
def _subjects() -> dict[str, str]:
    listed = _listed("explains_subjects.toml")
    return {word: name for name, words in listed.items() for word in words.split()} | {"#": "figure"}


def _listed(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _written_out(phrases: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for phrase in phrases:
        yield from product(*(word.split("|") for word in phrase.split()))
