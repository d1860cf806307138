"""The nation whose law the review was made under, told from its own words."""

from heeded.engine.facts._report import Report
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName, Nation

_MOST_WORDS = 0.6  # of the weight that the words for one nation must have in a document that is no review
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
