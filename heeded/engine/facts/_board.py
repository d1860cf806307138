"""The board or partnership, and from its own name the area, region and nation.

An area is never taken from anywhere else: a review may be deposited without its board, and then the town that a
sentence happens to name must not give it away.
"""

import re
from collections.abc import Iterator

from heeded.engine import places
from heeded.engine.facts._report import Report, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName, Nation

_WORD = r"[A-Z][\w’']*(?:-[\w’']+)*"
_JOIN = r"(?:,? (?:and|upon|on|in|of|with|the|y)|,| &)"
_BODY = re.compile(
    r"(?i:local safeguarding children board|safeguarding children (?:board|partnership)|child protection committee)\b|(?:Local |Regional |Pan-\w+ )?(?:Safeguarding (?:Children(?:['’]s|s['’]?)?|Child|Adults?)(?: (?:and|&) (?:Adults?|Young People|Families))?"
    r" (?:Board|Partnership|Panel|Committee)|(?:Child|Adult|Public) Protection Committee|Area Child Protection Committee"
    r"|Children(?:['’]s)? (?:and Adults['’]? )?Safeguarding (?:Board|Partnership|Executive)|Safeguarding Partnership(?: for (?:Children|Adults))?"
    r"|Safeguarding (?:Board|Panel)(?: for (?:Children|Northern Ireland))?|Community Safety Partnership|Multi-Agency Safeguarding (?:Arrangements|Partnership)"
    r"|Safer [A-Z]\w+ Partnership|LSCB|SCP)\b"
)
_MOST_WORDS = 0.6  # of the weight that the words for one nation must have in a document that is no review
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
_DISTRICT = re.compile(
    r"(?:,? (?:and|&) (?:the )?(?:Surrounding )?(?:Districts?|County|Area)| (?:City|County|Borough) (?:Council)?)$"
)
_NATION_WORDS = (
    ("welsh government", Nation.WALES, 0.85), ("wales", Nation.WALES, 0.6), ("northern ireland", Nation.NORTHERN_IRELAND, 0.7),
    ("scottish government", Nation.SCOTLAND, 0.85), ("scotland", Nation.SCOTLAND, 0.6), ("england", Nation.ENGLAND, 0.6),
    ("concise child practice review", Nation.WALES, 0.85), ("extended child practice review", Nation.WALES, 0.85),
    ("child practice review", Nation.WALES, 0.75), ("single unified safeguarding review", Nation.WALES, 0.85),
    ("case management review", Nation.NORTHERN_IRELAND, 0.7), ("significant case review", Nation.SCOTLAND, 0.75),
    ("child protection committee", Nation.SCOTLAND, 0.55), ("area child protection committee", Nation.ENGLAND, 0.6), ("child safeguarding practice review", Nation.ENGLAND, 0.75),
    ("working together to safeguard children", Nation.ENGLAND, 0.6), ("working together 20", Nation.ENGLAND, 0.6),
    ("safeguarding children partnership", Nation.ENGLAND, 0.6), ("local safeguarding children board", Nation.ENGLAND, 0.55),
    ("serious case review", Nation.ENGLAND, 0.5), ("part 8 review", Nation.ENGLAND, 0.5), ("health and social care trust", Nation.NORTHERN_IRELAND, 0.75),
)  # fmt: skip


def board_and_area(report: Report) -> Iterator[FactFound]:
    """The board as printed, and what its name tells: area, region, nation."""
    found = surest(_boards(report))
    if not found:
        return
    board = found[0]
    yield board
    start = report.text.find(board.quote)
    body = _BODY.search(board.value)
    words = _DISTRICT.sub("", board.value[: body.start()].strip(" ,")) if body else ""
    if words and start >= 0:
        yield from _area(report, words, start, sure=board.confidence)


def nation(report: Report, known: list[FactFound], *, least: float = 0.0) -> list[FactFound]:
    """The nation: that of the area in `known` where the places data know it, else the one whose words weigh most,
    if they weigh `least`."""
    if any(one.name == FactName.NATION for one in known):
        return []
    weights: dict[Nation, float] = {}
    first: dict[Nation, tuple[float, FactFound]] = {}
    for words, meant, sure in _NATION_WORDS:
        # an Area Child Protection Committee was English
        at = [one for one in report.where(words) if not report.low.endswith("area ", 0, one)]
        if not at:
            continue
        weights[meant] = weights.get(meant, 0.0) + sure * min(len(at), 4)
        if meant not in first or first[meant][0] < sure:
            where = (at[0], at[0] + len(words))
            first[meant] = sure, report.fact(FactName.NATION, meant.value, where, sure=sure)
    if not weights or max(weights.values()) < least:
        return []
    best = max(weights, key=lambda one: weights[one])
    share = weights[best] / sum(weights.values())
    if least and share < _MOST_WORDS:
        return []
    sure, one = first[best]
    return [report.fact(FactName.NATION, best.value, _where(report, one), sure=sure * share + 0.1)]


def _where(report: Report, one: FactFound) -> tuple[int, int]:
    start = report.text.find(one.quote)
    return start, start + len(one.quote)


def _boards(report: Report) -> Iterator[FactFound]:
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
        match = _BODY.search(report.text, max(done, position - 25), position + 90)
        if match is not None and match.start() <= position < match.end():
            done = match.end()
            yield match


def _area(report: Report, words: str, start: int, *, sure: float) -> Iterator[FactFound]:
    where = (start, start + len(words))
    named = [one.place for one in places.find(f"{words} Safeguarding")]
    whole = places.by_name(words)
    if whole is not None:
        named = [whole]
    yield report.fact(FactName.AREA, words, where, sure=sure if named else sure - 0.2)
    regions = {place.region for place in named if place.region}
    if len(regions) == 1:
        yield report.fact(FactName.REGION, regions.pop(), where, sure=sure - 0.05)
    nations = {place.nation for place in named}
    if len(nations) == 1:
        yield report.fact(FactName.NATION, nations.pop().value, where, sure=sure - 0.02)
