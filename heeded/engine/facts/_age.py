"""How old the child or adult reviewed was."""

import re
from collections.abc import Iterator

from heeded.engine.facts._report import Report, fact
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import AgeBand, FactName

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_NUMBER = r"(?P<{0}>\d{{1,2}}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
AGE = re.compile(
    rf"\b(?:aged?|age of)\s+(?:only |just |about |nearly )?{_NUMBER.format('a')}(?:\s+(?P<unit>day|week|month|year)s?)?\b"
    rf"|\b{_NUMBER.format('b')}[\s-](?P<unit2>day|week|month|year)s?[\s-](?:and [\w -]{{1,20}} )?old\b",
    re.IGNORECASE,
)


def band(number: int, unit: str) -> AgeBand:
    """The band of an age of `number` of `unit` (day, week, month or year)."""
    years = {"day": 0, "week": number // 52, "month": number // 12}.get(unit, number)
    for limit, found in ((1, AgeBand.UNDER_1), (6, AgeBand.FROM_1_TO_5), (11, AgeBand.FROM_6_TO_10)):
        if years < limit:
            return found
    if years < 16:
        return AgeBand.FROM_11_TO_15
    return AgeBand.FROM_16_TO_17 if years < 18 else AgeBand.ADULT


def age(report: Report) -> Iterator[FactFound]:
    """The first age given in the opening pages."""
    for block in report.opening:
        match = AGE.search(block.text)
        if match:
            words = (match["a"] or match["b"]).lower()
            number = int(words) if words.isdigit() else _WORDS.index(words)
            unit = (match["unit"] or match["unit2"] or "year").lower()
            yield fact(FactName.AGE_BAND, band(number, unit).value, block, match.span(), sure=0.6, subject=1)
            return
