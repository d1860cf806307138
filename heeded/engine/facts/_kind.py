"""What kind of review the report is, in the era's own names."""

import re
from collections.abc import Iterator

from heeded.engine.facts._report import Report, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName, ReviewType

_NAMES = (
    (r"single unified safeguarding review", ReviewType.SUSR),
    (r"national child safeguarding practice review", ReviewType.NATIONAL_CSPR),
    (
        r"(?:local )?child safeguarding practice review|\bl?cspr\b|\blscpr\b|local safeguarding (?:practice|children'?s?) review",
        ReviewType.LOCAL_CSPR,
    ),
    (
        r"(?:concise |extended )?child practice review|(?:concise|extended) child practice",
        ReviewType.CHILD_PRACTICE_REVIEW,
    ),
    (r"(?:initial )?significant case review", ReviewType.SIGNIFICANT_CASE_REVIEW),
    (r"case management review", ReviewType.CASE_MANAGEMENT_REVIEW),
    (r"safeguarding adults? review|adult practice review", ReviewType.SAFEGUARDING_ADULT_REVIEW),
    (r"domestic homicide review|domestic abuse related death review", ReviewType.DOMESTIC_HOMICIDE_REVIEW),
    (r"serious case review|\bscr\b", ReviewType.SERIOUS_CASE_REVIEW),
    (r"part (?:8|eight) (?:case )?review|review under part (?:8|eight)", ReviewType.PART_8),
    (r"thematic (?:child safeguarding practice )?review", ReviewType.THEMATIC_REVIEW),
    (r"(?:multi-agency |partnership |systems )?learning review", ReviewType.LEARNING_REVIEW),
)
ANY_NAME = re.compile(
    "(?:"
    + "|".join(f"(?P<k{n}>{pattern})s?" for n, (pattern, _) in enumerate(_NAMES))
    + r")(?! (?:panel|sub-?group)\b)"
)
_WORDS = ("review", "cspr")
_THIS = re.compile(
    r"(?:\b(?:this|the present|is an?|was an?|hold an?|held an?|commissioned (?:an?|this)|undertake an?|initiated? an?|conduct(?:ed)? an?|carry out an?|proceed to an?"
    r"|should be an?|asked for an?|agreed (?:that )?an?|initiate this|for an?)\s+(?:[\w-]+\s+){0,2})$"
)
_HAPPENED = re.compile(
    r"\b(?:commissioned|was initiated|was held|is about|concerns|relates to|was carried out|was undertaken|following the death|should follow"
    r"|decided|completed|criteria)\b"
)
_OTHERS = re.compile(
    r"\b(?:previous|earlier|other|another|in earlier years|would have|national|all|many|many of|some)\b[^.]{0,40}$"
)


def review_type(report: Report) -> list[FactFound]:
    """The kind of review: as the title page has it, else as the opening pages speak of "this" review."""
    return surest(types_named(report))


def types_named(report: Report) -> Iterator[FactFound]:
    for match in ANY_NAME.finditer(report.low, 0, report.title_ends):
        later = match.start() / max(report.title_ends, 1)
        yield _typed(report, match, 0.95 - 0.1 * later - _lesser(match))
    low, seen = report.low, 0
    for position in report.where(*_WORDS, start=report.title_ends, end=report.circumstances_end + 4_000):
        name = ANY_NAME.search(low, max(0, position - 45), position + 20)
        if name is None or not name.start() <= position < name.end():
            continue
        seen += 1
        sentence = report.sentence_at(name.start())
        before = low[sentence.start : name.start()]
        sure = 0.4 + (0.35 if _THIS.search(before) else 0.0) - _lesser(name)
        sure += 0.1 if _HAPPENED.search(sentence.text.lower()) else 0.0
        sure -= 0.35 if _OTHERS.search(before) else 0.0
        yield _typed(report, name, sure - min(seen, 20) * 0.005)


def _lesser(match: re.Match[str]) -> float:
    """General names give way to those fixed by law."""
    kind = _type(match)
    return 0.1 if kind in {ReviewType.THEMATIC_REVIEW, ReviewType.LEARNING_REVIEW} else 0.0


def _type(match: re.Match[str]) -> ReviewType:
    return _NAMES[int((match.lastgroup or "k0")[1:])][1]


def _typed(report: Report, match: re.Match[str], sure: float) -> FactFound:
    return report.fact(FactName.REVIEW_TYPE, _type(match).value, match.span(), sure=sure)
