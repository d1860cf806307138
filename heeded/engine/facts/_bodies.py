"""Boards and partnerships as reports name them, and which of those named decided on the review."""

import re
from collections.abc import Iterator

from heeded.engine.facts._report import Report
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_WORD = r"[A-Z][\w’']*(?:-[\w’']+)*"
_JOIN = r"(?:,? (?:and|upon|on|in|of|with|the|y)|,| &)"
BODY = re.compile(
    r"(?i:local safeguarding children board|safeguarding children (?:board|partnership)|child protection committee)\b|(?:Local |Regional |Pan-\w+ )?(?:Safeguarding (?:Children(?:['’]s|s['’]?)?|Child|Adults?)(?: (?:and|&) (?:Adults?|Young People|Families))?"
    r" (?:Board|Partnership|Panel|Committee)|(?:Child|Adult|Public) Protection Committee|Area Child Protection Committee"
    r"|Children(?:['’]s)? (?:and Adults['’]? )?Safeguarding (?:Board|Partnership|Executive)|Safeguarding Partnership(?: for (?:Children|Adults))?"
    r"|Safeguarding (?:Board|Panel)(?: for (?:Children|Northern Ireland))?|Community Safety Partnership|Multi-Agency Safeguarding (?:Arrangements|Partnership)"
    r"|Safer [A-Z]\w+ Partnership|LSCB|SCP)\b"
)
# What only the board whose review it is does: another area's board is named in reports too.
_DECIDED = re.compile(
    r"\b(?:commission\w*|decided|decision|agreed|initiat\w+|undertak\w+|held|hold|asked for|received|accept\w+|appointed|on behalf of|published|chair"
    r"|has been replaced|concluded|this report|this review|the review|serious case review|practice review)\b",
    re.IGNORECASE,
)
_BODY_WORDS = (
    "safeguarding",
    "protection committee",
    "community safety partnership",
    "safer ",
    "lscb",
    "scp",
)
_NAME = re.compile(rf"(?:{_WORD}(?:{_JOIN})? )*(?:{_WORD})(?:{_JOIN})?\s$")
_LEAD = re.compile(
    r"^(?:.*\b(?:of|by|to|for|and|from|that|in|with|on) the |(?:The|the|This|That|In|On|By|For|When|Of|A|An|Chair|Independent|Commissioned|Published|Report|"
    r"Overview|Executive|Summary|Review|Serious|Case|Board|Partnership|Each|Both|and|of|by|to|for|in|on)\s+)+"
)


def boards_in(report: Report) -> Iterator[FactFound]:
    """Every board named in the opening; the title page counts most, then the board that is named most often."""
    counts: dict[str, int] = {}
    firsts: dict[str, tuple[int, int]] = {}
    for match in _bodies(report, report.circumstances_end + 2_000):
        if match[0].endswith("for Northern Ireland"):
            counts[match[0]] = counts.get(match[0], 0) + 1
            firsts.setdefault(match[0], match.span())
            continue
        prefix = _NAME.search(report.text[max(0, match.start() - 90) : match.start()].rsplit("\n", 1)[-1])
        if prefix is None:
            continue
        words = _LEAD.sub("", prefix[0])
        name = f"{words}{match[0]}"
        if not words.strip() or not words[0].isupper():
            continue
        counts[name] = counts.get(name, 0) + 1
        firsts.setdefault(name, (match.start() - len(words), match.end()))
    for name, where in firsts.items():
        on_title = where[0] < report.title_ends
        if not on_title and not _DECIDED.search(report.sentence_at(where[0]).text):
            continue
        short = name.endswith(("LSCB", "SCP"))
        sure = (0.95 if on_title else 0.65) + min(counts[name] - 1, 5) * 0.02 - (0.2 if short else 0.0)
        yield report.fact(FactName.BOARD, name, where, sure=sure)


def _bodies(report: Report, end: int) -> Iterator[re.Match[str]]:
    """Where a word for such a body stands, looked for only around the words that all of them hold."""
    done = 0
    for position in report.where(*_BODY_WORDS, end=end):
        match = BODY.search(report.text, max(done, position - 25), position + 90)
        if match is not None and match.start() <= position < match.end():
            done = match.end()
            yield match
