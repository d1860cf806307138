"""What kind of review the report is, in the era's own names."""

import re
from collections.abc import Iterator

from heeded.engine.facts._report import Report, fact
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName, ReviewType

_NAMES = (
    (r"single unified safeguarding review|\bSUSR\b", ReviewType.SUSR),
    (r"national (?:child safeguarding practice )?review(?= (?:of|into|panel)\b)|national child safeguarding practice review", ReviewType.NATIONAL_CSPR),
    (r"(?:local )?child safeguarding practice review|\bL?CSPR\b|\bLCSPR\b", ReviewType.LOCAL_CSPR),
    (r"(?:concise |extended )?child practice review|\bCPR\b", ReviewType.CHILD_PRACTICE_REVIEW),
    (r"(?:initial )?significant case review", ReviewType.SIGNIFICANT_CASE_REVIEW),
    (r"case management review|\bCMR\b", ReviewType.CASE_MANAGEMENT_REVIEW),
    (r"safeguarding adults? review", ReviewType.SAFEGUARDING_ADULT_REVIEW),
    (r"domestic homicide review", ReviewType.DOMESTIC_HOMICIDE_REVIEW),
    (r"serious case review|\bSCR\b", ReviewType.SERIOUS_CASE_REVIEW),
    (r"part (?:8|eight) review|review under part (?:8|eight)", ReviewType.PART_8),
    (r"thematic review", ReviewType.THEMATIC_REVIEW),
    (r"(?:multi-agency |partnership )?learning review", ReviewType.LEARNING_REVIEW),
)
_ANY = re.compile("|".join(f"(?P<k{n}>{pattern})" for n, (pattern, _) in enumerate(_NAMES)), re.IGNORECASE)


def review_type(report: Report) -> Iterator[FactFound]:
    """The kind of review: as the title page has it, else as the opening pages first have it."""
    for blocks, sure in ((report.title_page, 0.93), (report.opening, 0.7)):
        for block in blocks:
            match = _ANY.search(block.text)
            if match and match.lastgroup:
                kind = _NAMES[int(match.lastgroup[1:])][1]
                yield fact(FactName.REVIEW_TYPE, kind.value, block, match.span(), sure=sure)
                return
