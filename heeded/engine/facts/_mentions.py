"""Persons in a text, word by word: subjects by label, relatives, "the child", pronouns.

Every sentence that a finder looks at is asked "of whom is this said?", so this must be fast: one walk over the words
and look-ups in sets, no alternation of a hundred names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w[\w’'-]*")
_LABEL = re.compile(r"(?:[A-Z]{1,3}\d{0,2}|\d{1,2}|One|Two|Three|Four|Five|Six)$")
SINGLE = frozenset(
    "child baby infant person yp man woman sibling twin boy girl adult mr mrs ms case subject brother sister half-brother "
    "half-sister cousin father mother partner family".split()
)
MANY = frozenset("children babies infants people siblings twins boys girls brothers sisters adults".split())
_GENERIC = frozenset(
    "baby infant toddler child boy girl teenager adolescent schoolboy schoolgirl son daughter newborn twin deceased "
    "victim schoolchild".split()
)
_KIN = (
    "mother father parent brother sister partner boyfriend girlfriend husband wife aunt uncle cousin carer mum dad mam "
    "friend neighbour sibling grandmother grandfather grandparent stepmother stepfather stepbrother stepsister step-father "
    "step-mother half-brother half-sister half-sibling great-aunt great-uncle great-grandmother foster-carer ex-partner "
    "perpetrator lodger babysitter childminder nephew niece stepson stepdaughter grandson granddaughter fiancé fiancée"
)
_OTHERS = frozenset([*_KIN.split(), *(f"{word}s" for word in _KIN.split()), "wives"])
_GROWN = frozenset("man woman men women".split())
_PRONOUNS = frozenset("he she him her his they them their who hers himself herself".split())
_WHOLE = frozenset("both all the these two three four five six of each".split())
_PERSONS = _GENERIC | _OTHERS | _GROWN | _PRONOUNS | MANY | {"person"}
# "both", "all three"
_COUNTED = {"both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
# What follows a word of order that stands for a child: "the youngest, a girl", "the first baby".
_IN_ORDER = re.compile(
    r"(?:['’]s)?(?:,|\s(?:of the|was|is|died|had|lived|went|child|baby|infant|sibling|twin|boy|girl|son|daughter|young person|brother|sister|family)\b)"
)
# "Adult D, a woman", "Child C was a quiet boy": the noun is the one who was named.
_SAYS_WHAT = re.compile(r"(?:,? (?:who )?(?:is|was)|,) (?:also |both )?an? (?:[\w-]+ ){0,4}")
# What makes a term of "child": "child protection", "child sexual exploitation", "child in need".
_NOT_PERSONS = frozenset(
    [
        *"social services protection safeguarding centre centres home homes trust practice sexual abuse health".split(),
        *"welfare criminal care maltreatment cruelty minder benefit".split(),
        "in need",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in a text: the numbers of the subjects meant, empty where it is somebody else."""

    start: int
    end: int
    subjects: tuple[int, ...]
    pronoun: bool = False
    vague: bool = False  # "a boy" where there are several subjects: it may be any of them


def mentions_in(text: str, labels: Sequence[str], *, adults: bool = False) -> tuple[Mention, ...]:
    """The persons named or meant in `text`, in order; `labels` are those of the subjects, in order of number.

    With `adults` the subjects are grown: "the man" may be one of them.
    """
    return tuple(_mentions(text, tuple(labels), adults))


def _mentions(text: str, labels: tuple[str, ...], adults: bool) -> Iterator[Mention]:
    words = list(_WORD.finditer(text))
    earlier = before = ""
    named: Mention | None = None
    for index, match in enumerate(words):
        word = match[0]
        if word[-1] in "s’'" and ("’" in word or "'" in word):
            word = _bare(word)
        low = word.lower()
        if low in _PERSONS or not word[0].islower() or word in labels or low in _COUNTED:
            if word.islower() and word in labels and not _IN_ORDER.match(text, match.end()):
                pass  # "the first visit" is nobody
            elif _is_label(word, before, labels):
                number = labels.index(word) + 1 if word in labels else 0
                named = Mention(match.start(), match.end(), (number,) if number else ())
                yield named
            elif low in _PERSONS and low not in _PRONOUNS and not _has_label(words, index):
                around = (earlier, "young" if adults and low in _GROWN else before, _next(words, index))
                said = named.subjects if named and _says_what(text, low, named, match) else None
                meant = _meant(low, around, len(labels)) if said is None else said
                if meant is not None:
                    yield Mention(match.start(), match.end(), meant, vague=low in _GENERIC and not meant)
            else:
                yield from _unnamed(match, low, before, len(labels))
        earlier, before = before, low


def _unnamed(match: re.Match[str], low: str, before: str, subjects: int) -> Iterator[Mention]:
    """Pronouns, and words for all: "both were", "all three had"."""
    if _COUNTED.get(low) == subjects and (low == "both" or before == "all"):
        yield Mention(match.start(), match.end(), tuple(range(1, subjects + 1)))
    elif low in _PRONOUNS:
        yield Mention(match.start(), match.end(), (), pronoun=True)


def _says_what(text: str, low: str, named: Mention, match: re.Match[str]) -> bool:
    """Whether a noun only says what the one named before it is."""
    said = low in _GENERIC or low in _GROWN
    return said and _SAYS_WHAT.fullmatch(text, named.end, match.start()) is not None


def _meant(low: str, around: tuple[str, str, str], subjects: int) -> tuple[int, ...] | None:
    """The subjects that a noun for a person means, empty for somebody else; None where it means no person.

    `around` are the two words before it and the one after.
    """
    earlier, before, following = around
    alone = (1,) if subjects == 1 else ()
    if low in _OTHERS:
        return ()
    if following in _NOT_PERSONS:
        return None
    if low in _GENERIC:
        return None if (earlier, before) == ("as", "a") else alone
    if low in MANY:
        return tuple(range(1, subjects + 1)) if before in _WHOLE or earlier in _WHOLE else None
    if before == "young":
        return alone
    return () if low in _GROWN else None


def _bare(word: str) -> str:
    """Without the possessive."""
    for ending in ("’s", "'s", "’", "'"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def _is_label(word: str, before: str, labels: tuple[str, ...]) -> bool:
    """A label of a subject, or of somebody else where a word like "Child" stands before it."""
    if word in labels:
        bare = word not in {"A", "I", "One", "Two", "Three", "Four", "Five", "Six"} and not word.isdigit()
        return bare or before in SINGLE or before in MANY
    return before in SINGLE and word[:1].isupper() and _LABEL.match(word) is not None


def _has_label(words: list[re.Match[str]], index: int) -> bool:
    """Is a word like "Child" followed by its label, which is then the mention?"""
    if index + 1 >= len(words):
        return False
    following = _bare(words[index + 1][0])
    gap = words[index + 1].start() - words[index].end()
    return (
        gap == 1
        and _LABEL.match(following) is not None
        and not following.islower()
        and words[index][0][0].isupper()
    )


def _next(words: list[re.Match[str]], index: int) -> str:
    """The word after; "in need" where that is what a child is said to be."""
    following = [word[0].lower() for word in words[index + 1 : index + 3]]
    return "in need" if following == ["in", "need"] else following[0] if following else ""
