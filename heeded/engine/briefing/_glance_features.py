"""What a recommendation's wording shows: which cues of `kinds.toml` stand in what it asks first, besides, anywhere."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_SPELLING = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-"})
_MODAL = re.compile(
    r"\b(?:should|must|shall|ought to|(?:will )?needs? to|(?:is|are) to|we (?:\w+ )?(?:urge|encourage)"
    r"|recommend(?:s|ed)?)\b(?! have (?:been|\w+ed)\b)",
    re.I,
)
# "should, within three months, have"; "should therefore"; "should together": the verb comes after
_PADDING = re.compile(
    r"^[\s,:]*(?:(?:therefore|also|now|together|jointly|work to|take steps to|be|each|all|then|both|,)\s+)*",
    re.I,
)
# "and report how often", "and should count those that were not" say how the thing itself is watched
_AFTERWARDS = re.compile(
    r"(?:, |; | )?(?:and )?(?:should |to )?(?:then )?(?:report|publish|count)(?:ed)?"
    r"(?: every \w+| each \w+| to the \w+(?: every \w+(?: \w+)?| each \w+)?)?"
    r" (?:how (?:often|many)|the results?|the number|what (?:they|was|it|is)|the finding|those|it)\b[^.;,]*"
)
FIRST_WORDS = 13
BESIDES_WORDS = 9
LONG, VERY_LONG = 25, 50


def plain(text: str) -> str:
    """Small letters, straight quotation marks, one blank between words."""
    return " ".join(text.translate(_SPELLING).lower().split())


def asked(text: str) -> tuple[str, ...]:
    """What is asked, first and besides: the words from each "should" to the next. `text` is plain."""
    modals = list(_MODAL.finditer(text))
    if not modals:
        return (text,)
    ends = [*(modal.start() for modal in modals[1:]), len(text)]
    pieces = [
        _PADDING.sub("", text[modal.end() : end], count=1) for modal, end in zip(modals, ends, strict=True)
    ]
    return tuple(piece for piece in pieces if piece.strip()) or (text,)


def features(text: str) -> tuple[str, ...]:
    """The names of what is there, each once: "first:audit", "besides:train", "any:limit", "long"."""
    return tuple(dict.fromkeys(_features(plain(text))))


def _features(text: str) -> Iterator[str]:
    text = _AFTERWARDS.sub(" ", text)
    asks = asked(text)
    first = " ".join(asks[0].split()[:FIRST_WORDS])
    opener = " ".join(asks[0].split()[:3])
    besides = " | ".join(" ".join(one.split()[:BESIDES_WORDS]) for one in asks[1:])
    for name, cue in cues().items():
        if cue.match(opener):
            yield f"opens:{name}"
        if cue.search(first):
            yield f"first:{name}"
        if cue.search(besides):
            yield f"besides:{name}"
        if cue.search(text):
            yield f"any:{name}"
    yield from (f"verb:{verb}" for verb in _verbs(asks))
    words = len(text.split())
    if words > LONG:
        yield "long"
    if words > VERY_LONG:
        yield "very long"
    if len(asks) > 1:
        yield "asks twice"


def _verbs(asks: tuple[str, ...]) -> Iterator[str]:
    """The first word of what is asked first."""
    opener = asks[0].split()
    if opener:
        yield " ".join(opener[:2]) if opener[0] in ("not", "make", "set") else opener[0]


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """Each cue of `kinds.toml` by the kind it stands under and its name."""
    table = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    return {
        f"{kind}.{name}": re.compile(rf"\b(?:{pattern})\b")
        for kind, row in table.items()
        for name, pattern in row.items()
    }
