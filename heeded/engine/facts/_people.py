"""Whom the review is about, and whom a stretch of text speaks of.

A subject is a child or adult reviewed. Reports call them by a label ("Child R", "Baby M", "Siblings A, B and C"), by a
made-up first name, or only "the child". Labels serve to tell subjects apart; they are never a fact.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from heeded.engine.facts._mentions import Mention, mentions_in
from heeded.engine.facts._report import Report, Sentence

_SINGLE = r"(?:Child|Baby|Infant|Young [Pp]erson|YP|Young [Mm]an|Young [Ww]oman|Sibling|Twin|Boy|Girl|Adult|Mr|Mrs|Ms|Case|Subject)"
_MANY = r"(?:Children|Babies|Infants|Young [Pp]eople|Siblings|Twins|Boys|Girls|Brothers|Sisters|Adults)"
_LETTERS = (
    r"[A-Z]{1,3}\d{0,2}|(?:One|Two|Three|Four|Five|Six)\b|\d{1,2}(?!\d|/|\s(?:years|months|weeks|days))"
)
_LABEL = re.compile(rf"\b{_SINGLE}\s+(?P<label>{_LETTERS})\b(?!['’]s (?:Social|Services))")
_LABELS = re.compile(
    rf"\b{_MANY},?\s+(?P<labels>(?:{_LETTERS})(?:,\s*(?:{_LETTERS}))*,?\s+(?:and|&)\s+(?:{_LETTERS}))\b"
)
_CALLED = re.compile(
    r"\b(?:called|known (?:(?:in this (?:report|review)|here) )?as|referred to (?:(?:in this (?:report|review)|here) )?as|named)\s+(?:here\s+)?(?:as\s+)?[“‘\"']?(?P<labels>(?:(?:[A-Z]\d?|[A-Z][a-z]+)\b"
    r"(?:[”’\"']?,\s+|[”’\"']?\s+and\s+)?)+)"
)
_GIVEN = re.compile(
    r"(?:[:–—-]\s*|^|\b(?P<told>of|about|re|for)\s+|(?P<called>\b(?:Child|Baby|Infant|Young [Pp]erson)\s+))[“‘\"']?(?P<name>[A-Z][a-z]{2,})[”’\"']?\s*$",
    re.MULTILINE,
)
# Brothers and sisters who are told apart by their age alone.
_ORDER = re.compile(
    r"\b[Tt]he (?P<order>eldest|oldest|elder|older|middle|youngest|younger|first|second|third|fourth)\b"
    r"(?=,|\s(?:of the|was|is|died|had|child|baby|infant|sibling|twin|boy|girl|son|daughter|young person|brother|sister)\b)"
)
# Between two who are named together: "Child C and Child D".
_JOINED = re.compile(r"(?:[\s,&]|and\b|Child\b|Baby\b|Twin\b|Sibling\b|Young\b|[Pp]erson\b)*")
_FAMILY = re.compile(rf"\b(?:Family|Case)\s+(?P<label>{_LETTERS})\b")
_FIRST = frozenset("eldest oldest elder older first".split())
_LAST = frozenset("youngest younger second".split())
_NO_NAME = frozenset(
    "child children baby family overview report executive summary review final confidential published publication draft "
    "january february march april may june july august september october november december appendix contents "
    "introduction fictional author date version serious case board partnership adult siblings response learning "
    "revised edition full redacted the and extended concise panel spring summer autumn winter volume".split()
)
_PERSON_VERBS = r"(?:['’]s)? (?:was|had|is|lived|died|and|told|said|went)\b"
_OPENING = 3_500  # characters after the title page in which the subjects are introduced
_MOST = 8
_SENTENCES_BACK = 4  # that a pronoun may stand from the one it means


@dataclass(frozen=True)
class People:
    """The subjects of a report; subject n is `labels[n - 1]`, an empty label where there is only "the child"."""

    report: Report
    labels: tuple[str, ...]
    adults: bool = False
    _held: dict[int, tuple[Mention, ...]] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(range(1, len(self.labels) + 1))

    def of(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The persons in a whole sentence, positions counted from its start."""
        if sentence.start not in self._held:
            self._held[sentence.start] = mentions_in(sentence.text, self.labels, adults=self.adults)
        return self._held[sentence.start]

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The persons named or meant in `text`, in order."""
        return mentions_in(text, self.labels, adults=self.adults)

    def anchor(self, position: int) -> tuple[int, ...] | None:
        """The subjects whom the words at a position are most likely said of: those named last before them.

        Empty where they are said of somebody else, None where nobody is named.
        """
        sentence = self.report.sentence_at(position)
        before = [one for one in self.of(sentence) if one.end <= position - sentence.start]
        if len(self.labels) > 1:
            before = [one for one in before if not one.vague]
        if before and not before[-1].pronoun:
            return self._with(before, sentence.text)
        named = [one for one in before if not one.pronoun]
        if named:
            return named[0].subjects
        earlier = self._before(sentence)
        if earlier is not None:
            return earlier
        return (1,) if before and len(self.labels) == 1 else None

    def topic(self, sentence: Sentence) -> tuple[int, ...] | None:
        """The subjects with whom a sentence begins; of a pronoun, those of the sentences before."""
        first = _head(self.of(sentence))
        if first is not None and not first.pronoun:
            return first.subjects
        return self._before(sentence)

    def _before(self, sentence: Sentence) -> tuple[int, ...] | None:
        """With whom the nearest sentence before in the same block begins that does not begin with a pronoun."""
        earlier = self.report.before(sentence)
        for _ in range(_SENTENCES_BACK):
            if earlier is None:
                return None
            first = _head(self.of(earlier))
            if first is not None and not first.pronoun:
                return first.subjects
            earlier = self.report.before(earlier)
        return None

    def about(self, text: str) -> tuple[int, ...]:
        """Every subject named in `text`, in order of number."""
        return tuple(sorted({number for mention in self.mentions(text) for number in mention.subjects}))

    def spoken_of(self, sentence: Sentence) -> tuple[int, ...]:
        """Every subject named in a sentence, in order of number."""
        return tuple(sorted({number for mention in self.of(sentence) for number in mention.subjects}))

    def _with(self, before: list[Mention], text: str) -> tuple[int, ...]:
        """The last person named, with those joined to it: "A, B and C were ..."."""
        numbers = set(before[-1].subjects)
        if numbers:
            for later, one in zip(reversed(before), reversed(before[:-1]), strict=False):
                if not one.subjects or not _JOINED.fullmatch(text, one.end, later.start):
                    break
                numbers |= set(one.subjects)
        return tuple(sorted(numbers))


def _head(mentions: tuple[Mention, ...]) -> Mention | None:
    """With whom a sentence begins; of "His mother" the mother."""
    first, second = (*mentions, None, None)[:2]
    if first is not None and second is not None and first.pronoun and 0 <= second.start - first.end <= 1:
        return second
    return first


def people_in(report: Report, *, adults: bool = False) -> People:
    """Whom the report is about: as the title page has it, else as its first pages do, else one subject unnamed.

    `adults`: the review is of a kind that is held for adults.
    """
    title = report.text[: report.title_ends]
    start = report.text[report.title_ends : report.title_ends + _OPENING]
    labels = (
        _labels(title)
        or _given_names(title, report.text)
        or _called(start)
        or _often(start, report.text)
        or _in_order(start)
        or _families(start)
    )
    return People(report, tuple(labels[:_MOST]) or ("",), adults)


def _labels(text: str) -> list[str]:
    found = dict.fromkeys(match["label"] for match in _LABEL.finditer(text))
    for match in _LABELS.finditer(text):
        found |= dict.fromkeys(re.findall(_LETTERS, match["labels"]))
    return list(found)


def _given_names(title: str, text: str) -> list[str]:
    """Made-up first names at the end of a line of the title page, used again and again in the text."""
    found = {
        match["name"]: 1 if match["called"] or match[0].rstrip()[-1] in "”’\"'" else 2
        for match in _GIVEN.finditer(title)
        if match["name"].lower() not in _NO_NAME
    }
    return [
        name for name, enough in found.items() if len(re.findall(rf"\b{name}{_PERSON_VERBS}", text)) >= enough
    ]


def _called(start: str) -> list[str]:
    """ "three siblings who are called A, B and C in this report"."""
    for match in _CALLED.finditer(start):
        names = [
            n for n in re.findall(r"[A-Z]\d?\b|[A-Z][a-z]{2,}", match["labels"]) if n.lower() not in _NO_NAME
        ]
        if names:
            return names + _like(names, start)
    return []


def _like(names: list[str], start: str) -> list[str]:
    """Others who are called alike: Z2 where one is called Z1."""
    letters = {name[0] for name in names if len(name) == 2 and name[1].isdigit()}
    others = Counter(re.findall(r"\b[A-Z]\d\b", start)) if letters else Counter[str]()
    return sorted(one for one in others if one[0] in letters and one not in names)


def _families(start: str) -> list[str]:
    """Where each family had one child: "Family 1", "Family 2"."""
    found = list(dict.fromkeys(match["label"] for match in _FAMILY.finditer(start)))
    return found if len(found) > 1 else []


def _in_order(start: str) -> list[str]:
    """ "The eldest, a girl, was nine; the youngest was two": the words for their order, the first and the last among them."""
    found = list(dict.fromkeys(match["order"] for match in _ORDER.finditer(start)))
    return found if _FIRST & set(found) and _LAST & set(found) else []


def _often(start: str, text: str) -> list[str]:
    """The labels with which the telling begins, if the report keeps using them."""
    first = dict.fromkeys(m["label"] for m in _LABEL.finditer(start) if not m[0].startswith(("M", "Case")))
    counts = Counter(m["label"] for m in _LABEL.finditer(text) if m["label"] in first)
    counts.update(
        word for word in re.findall(r"\b[A-Z]{1,3}\d{0,2}\b", text) if word in first and len(word) > 1
    )
    most = max(counts.values(), default=0)
    return [label for label in first if counts[label] >= max(2, most // 4)]
