"""The lessons that recur: each is met in reviews of several boards and years, so that patterns can be shown."""

import re

import pytest

from heeded.samples._inline import plain_text
from heeded.samples._source import Source, node_texts, walk

LESSONS = {
    "information not shared": r"health visit.{0,400}(general practice|GP)|(general practice|GP).{0,400}health visit",
    "optimism": r"optimis|good engagement|compliance|engaged well|lovely family",
    "men unseen": r"(father|partner|man)\b.{0,120}(never (met|seen)|not seen|unseen|not woken|nobody (met|had asked))",
    "child not seen alone": r"(seen|spoken to|see|spoke).{0,60}alone",
    "supervision missing": r"supervision",
    "closed too early": r"(case|plan|referral).{0,40}closed|clos(ed|ing).{0,40}(case|plan|referral)",
    "bruising in babies": r"bruis",
    "disagreement not used": r"escalat|disagree",
    "seen as choosing": r"choice|chooses|choosing|lifestyle",
    "moves between areas": r"moved|another area|County B|neighbouring",
    "interpreter": r"interpreter",
}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_recurs_over_boards_and_years(lesson: str, sources: dict[str, Source]) -> None:
    found = [
        source for source in sources.values() if re.search(LESSONS[lesson], words_of(source), re.I | re.S)
    ]
    assert len({source.area for source in found}) >= 3, lesson
    assert max(source.year for source in found) - min(source.year for source in found) >= 3, lesson


def test_good_practice_stands_in_most_reviews(sources: dict[str, Source]) -> None:
    with_it = {
        source.review
        for source in sources.values()
        for node in walk(source.body)
        if node.record == "good-practice"
    }
    assert len(with_it) >= len({source.review for source in sources.values()}) / 2


def words_of(source: Source) -> str:
    return " ".join(plain_text(text) for node in walk(source.body) for text in node_texts(node))
