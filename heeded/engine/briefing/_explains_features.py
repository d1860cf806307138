"""What the model of explaining sentences looks at: wordings, words, who the sentence is about, and its place.

A feature is a name that is there or not: `cue:because`, `word:caseload`, `about:tool`, `before:asks-why`. The
wordings stand in explains_cues.toml, the subjects in explains_subjects.toml.
"""

import re
from collections.abc import Iterator, Sequence

from heeded.engine.briefing._explains_phrases import phrases_by_first_word, subjects_by_word
from heeded.engine.briefing._explains_wording import NUMBER, Own, tokens_of
from heeded.engine.briefing._records import RunningSentence

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


def features(sentences: Sequence[RunningSentence], titles: Sequence[str]) -> Iterator[list[str]]:
    """The features of each sentence in order. `titles` are those of the sections, by a sentence's `section`."""
    phrases, subjects = phrases_by_first_word(), subjects_by_word()
    own = [Own(one.text, phrases, subjects) for one in sentences]
    headings = [list(_heading(title)) for title in titles]
    for index, one in enumerate(sentences):
        found = list(_of_itself(one, own[index]))
        if one.section >= 0:
            found += headings[one.section]
        found += _around(sentences, own, index)
        found += _place(sentences, index)
        yield found


def _of_itself(one: RunningSentence, mine: Own) -> Iterator[str]:
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


def _shape(text: str, mine: Own) -> Iterator[str]:
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
    if NUMBER.match(text):
        yield "shape:numbered"


def _heading(title: str) -> Iterator[str]:
    if _TITLE_ASKS_WHY.search(title):
        yield "heading:why"
    for word in dict.fromkeys(tokens_of(title)):
        if word[0].isalpha():
            yield f"heading:{word}"


def _around(sentences: Sequence[RunningSentence], own: Sequence[Own], index: int) -> Iterator[str]:
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


def _neighbour(where: str, other: Own) -> Iterator[str]:
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
