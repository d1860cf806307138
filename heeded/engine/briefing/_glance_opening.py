"""The verb by which a recommendation asks, and whether it asks for little that anybody could see."""

import re

from heeded.engine.briefing._glance_features import asked, plain

# To do these is to do nothing yet, whatever the something.
CONSIDERED = frozenset(
    (
        "consider", "considered", "explore", "remind", "reminded", "encourage", "encouraged", "promote", "continue",
        "continues", "re-launch", "relaunch", "disseminate", "prioritise", "seek to", "focus", "remain", "reflect",
        "give priority", "provide clarity", "give consideration", "give thought", "raise awareness", "maintain",
        "endeavour", "aim", "strive", "urge", "support", "welcome", "commend", "affirm", "accelerate", "highlight",
    )
)  # fmt: skip
_LOOKS = frozenset(("review", "evaluate", "examine", "revisit", "assess"))
_ENSURES = frozenset(("ensure", "make sure", "assure", "satisfy", "see", "seek assurance"))
_TWO_WORDS = re.compile(
    r"(?:not (?:be )?\w+|make sure|give (?:\w+ )?(?:priority|consideration|thought)"
    r"|provide (?:\w+ )?(?:clarity|answers)"
    r"|raise awareness|seek to|seek assurance|work to \w+|(?:a|the) (?:matter of )?priority)"
)
_SEEKS = re.compile(
    r"\b(?:should|must|to) (?:work to|seek to|do more to|try to|aim to|accelerate efforts to|focus on)\b"
    r"|\bbe (?:a )?(?:matter of )?priority"
    r"|\b(?:remain|remains) (?:a|the) |\bwe (?:\w+ )?(?:urge|affirm|commend|encourage)\b"
)
# What shows how, by when, by whom or whether: an "ensure" with one of these asks for something.
_MEANS = re.compile(
    r"\b(?:by (?:a|an|whoever)\b|at least|named?|named person|manager|until|before|unless|each|reports?|published"
    r"|counted|counts|count|test|chair|written plan|one (?:record|page|list|person)|who alone|third"
    r"|half term|so that)\b"
    r"|\bevery (?:\w+ )?(?:day|week|month|quarter|term|year|two|six)"
)
ENSURE_WORDS = 22  # a shorter "ensure" has room for the duty and no more
LOOK_WORDS = 22


def opening_of(text: str) -> str:
    """The verb by which the thing is asked, in small letters: "consider", "not close", "give priority"."""
    first = asked(plain(text))[0].split(",")[0]
    two = _TWO_WORDS.match(first)
    return _priority(two[0]) if two else (first.split() or [""])[0].strip(".,;:")


def _priority(words: str) -> str:
    return re.sub(r"^(give|provide) \w+ (?=priority|consideration|thought|clarity|answers)", r"\1 ", words)


def weak_opener(text: str) -> str:
    """The opening that asks for little, in small letters: "consider", "remind"; "" where it asks for something.

    "Ensure" is weak where it states a duty without means, owner or measure; "review" where nothing is to follow.
    """
    words = plain(text)
    opening = opening_of(text)
    if opening in CONSIDERED:
        return opening
    seeks = _SEEKS.search(words)
    if seeks:
        return re.sub(r"^(?:should|must|to|be a|be) ", "", seeks[0]).strip()
    length = len(asked(words)[0].split())
    if opening in _LOOKS and length <= LOOK_WORDS and not _MEANS.search(words):
        return opening
    if opening in _ENSURES and "see to" not in words and not (_MEANS.search(words) and length > ENSURE_WORDS):
        return opening if length <= ENSURE_WORDS or not _MEANS.search(words) else ""
    return ""
