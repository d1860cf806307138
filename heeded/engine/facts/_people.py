"""Whom the review is about, and whom a stretch of text speaks of.

A subject is a child or adult reviewed. Reports call them by a label ("Child R", "Baby M", "Siblings A, B and C"), by a
made-up first name, or only "the child". Labels serve to tell subjects apart; they are never a fact.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from heeded.engine.facts._report import Report

_SINGLE = r"(?:Child|Baby|Infant|Young [Pp]erson|YP|Young [Mm]an|Young [Ww]oman|Sibling|Twin|Boy|Girl|Adult|Mr|Mrs|Ms|Case|Subject)"
_MANY = r"(?:Children|Babies|Infants|Young [Pp]eople|Siblings|Twins|Boys|Girls|Brothers|Sisters|Adults)"
_LETTERS = r"[A-Z]{1,3}\d{0,2}|\d{1,2}(?!\d|/|\s(?:years|months|weeks|days))"
_LABEL = re.compile(rf"\b{_SINGLE}\s+(?P<label>{_LETTERS})\b(?!['’]s (?:Social|Services))")
_LABELS = re.compile(rf"\b{_MANY},?\s+(?P<labels>(?:{_LETTERS})(?:,\s*(?:{_LETTERS}))*,?\s+(?:and|&)\s+(?:{_LETTERS}))\b")
_CALLED = re.compile(
    r"\b(?:called|known as|referred to as|named)\s+(?:here\s+)?(?:as\s+)?[“‘\"']?(?P<labels>(?:(?:[A-Z]\d?|[A-Z][a-z]+)\b"
    r"(?:[”’\"']?,\s+|[”’\"']?\s+and\s+)?)+)"
)
_GIVEN = re.compile(r"(?:[:–—-]\s*|^)[“‘\"']?([A-Z][a-z]{2,})[”’\"']?\s*$", re.MULTILINE)
_NO_NAME = frozenset(
    "child children baby family overview report executive summary review final confidential published publication draft "
    "january february march april may june july august september october november december appendix contents "
    "introduction fictional author date version serious case board partnership adult siblings response learning "
    "revised edition full redacted the and extended concise panel spring summer autumn winter volume".split()
)
GENERIC = (
    r"\b(?:the |this |a |an |that |his |her |their )?(?:[\w-]+ )?(?:baby|infant|toddler|child|boy|girl|teenager|young person|young man|young woman"
    r"|adolescent|schoolboy|schoolgirl|son|daughter|newborn|twin|deceased|victim)\b"
)
ALL = r"\b(?:both|all (?:two|three|four|five|six|of the)|the (?:two|three|four|five|six)|each of the|the|these) (?:[a-z]+ )?(?:children|siblings|babies|twins|young people|brothers|sisters|boys|girls|infants)\b|\beach (?:child|had|was)\b|\bneither child\b"
OTHERS = (
    r"\b(?:step-?|half-?|grand|great-|ex-|foster |former )?(?:mother|father|parent|parents|grandmother|grandfather|grandparents|brother|sister|partner|boyfriend"
    r"|girlfriend|husband|wife|aunt|uncle|cousin|carer|mum|dad|friend|neighbour|man|woman|men|women|perpetrator|sibling)s?(?:['’]s)?\b"
)
_PRONOUN = r"\b(?:he|she|him|her|his|they|their|who)\b"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in a sentence: the numbers of the subjects meant, empty where it is somebody else."""

    start: int
    end: int
    subjects: tuple[int, ...]
    pronoun: bool = False
    labelled: bool = False


@dataclass(frozen=True)
class People:
    """The subjects of a report; subject n is `labels[n - 1]`, an empty label where there is only "the child"."""

    report: Report
    labels: tuple[str, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(range(1, len(self.labels) + 1))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Persons in a sentence, the surest way of naming first."""
        many = rf"(?P<many>{_MANY},?\s+(?:{_LETTERS})(?:,\s*(?:{_LETTERS}))*,?\s+(?:and|&)\s+(?:{_LETTERS})\b)"
        named = rf"(?P<named>\b(?:{_SINGLE}\s+)?(?:{'|'.join(map(_bare, filter(None, self.labels))) or '(?!)'})\b)"
        stranger = rf"(?P<stranger>\b(?:{_SINGLE}|Brother|Sister)\s+(?:{_LETTERS})\b)"
        parts = (many, stranger_or_named(named, stranger), rf"(?P<all>(?i:{ALL}))", rf"(?P<other>(?i:{OTHERS}))")
        return re.compile("|".join((*parts, rf"(?P<generic>(?i:{GENERIC}))", rf"(?P<pronoun>(?i:{_PRONOUN}))")))

    def mentions(self, text: str) -> Iterator[Mention]:
        """The persons named or meant in `text`, in order."""
        for match in self.pattern.finditer(text):
            kind = match.lastgroup
            if kind == "pronoun":
                yield Mention(match.start(), match.end(), (), pronoun=True)
            else:
                yield Mention(match.start(), match.end(), self._meant(kind, match[0]), labelled=kind in {"named", "many"})

    def anchor(self, position: int) -> tuple[int, ...] | None:
        """The subjects whom the words at a position are most likely said of: those named last before them.

        Empty where they are said of somebody else, None where nobody is named.
        """
        sentence = self.report.sentence_at(position)
        before = list(self.mentions(sentence.text[: position - sentence.start]))
        if before and not before[-1].pronoun:
            return before[-1].subjects
        named = [one for one in before if not one.pronoun]
        if named:
            return named[0].subjects
        earlier = self.report.before(sentence)
        for _ in range(2):
            if earlier is None:
                break
            first = next((one for one in self.mentions(earlier.text) if not one.pronoun), None)
            if first is not None:
                return first.subjects
            earlier = self.report.before(earlier)
        return (1,) if before and len(self.labels) == 1 else None

    def about(self, text: str) -> tuple[int, ...]:
        """Every subject named in `text`, in order of number."""
        return tuple(sorted({number for mention in self.mentions(text) for number in mention.subjects}))

    def _meant(self, kind: str | None, words: str) -> tuple[int, ...]:
        if kind in {"named", "many"}:
            asked = set(re.findall(rf"\b(?:{_LETTERS}|[A-Z][a-z]+)\b", words))
            return tuple(n for n, label in enumerate(self.labels, 1) if label in asked)
        if kind == "all":
            return self.numbers
        return (1,) if kind == "generic" and len(self.labels) == 1 else ()


def people_in(report: Report) -> People:
    """Whom the report is about: as the title page has it, else as its first pages do, else one subject unnamed."""
    title = report.text[: report.title_ends]
    start = report.text[report.title_ends : report.title_ends + 3_500]
    labels = _labels(title) or _given_names(title, report.text) or _called(start) or _often(start, report.text)
    return People(report, tuple(labels[:8]) or ("",))


def stranger_or_named(named: str, stranger: str) -> str:
    """Subjects before others who carry a label of the same make ("Child DX", the half-brother)."""
    return f"{named}|{stranger}"


def _bare(label: str) -> str:
    """A label as it stands alone: A and I are also words, so they count only with "Child" or the like before."""
    return rf"(?<=[a-z]\s){label}" if label in {"A", "I"} else label


def _labels(text: str) -> list[str]:
    found = dict.fromkeys(match["label"] for match in _LABEL.finditer(text))
    for match in _LABELS.finditer(text):
        found |= dict.fromkeys(re.findall(_LETTERS, match["labels"]))
    return list(found)


def _given_names(title: str, text: str) -> list[str]:
    """Made-up first names at the end of a line of the title page, used again and again in the text."""
    found = dict.fromkeys(name for name in _GIVEN.findall(title) if name.lower() not in _NO_NAME)
    return [name for name in found if len(re.findall(rf"\b{name}(?:['’]s)? (?:was|had|is|lived|died|’s|and)\b", text)) >= 3]


def _called(start: str) -> list[str]:
    """"three siblings who are called A, B and C in this report"."""
    for match in _CALLED.finditer(start):
        names = [n for n in re.findall(r"[A-Z]\d?\b|[A-Z][a-z]{2,}", match["labels"]) if n.lower() not in _NO_NAME]
        if names:
            return names
    return []


def _often(start: str, text: str) -> list[str]:
    """The labels with which the telling begins, if the report keeps using them."""
    counts = Counter(match["label"] for match in _LABEL.finditer(text) if not match[0].startswith(("Mr", "Ms", "Case")))
    first = dict.fromkeys(match["label"] for match in _LABEL.finditer(start) if not match[0].startswith(("Mr", "Ms", "Case")))
    most = max(counts.values(), default=0)
    return [label for label in first if counts[label] >= max(2, most // 4)]
