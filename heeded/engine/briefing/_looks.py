"""Whether a report looks like a review at all: guidance, an answer to somebody else's report and a menu do not."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from heeded.engine.briefing._records import Report, RunningSentence

_HAPPENED = re.compile(r"\b(?:was|were|had|did)\b")
_SAMPLED = 1_500  # sentences, spread over the whole
# Of a hundred sentences, how many speak so: set between the samples and the guidance and answers looked at.
_ANSWERS, _GUIDES, _SPEAKS, _TOLD = 0.03, 0.05, 0.008, 0.2
_POINTS = 3  # learning points that make up for a report that does not speak of itself


def looks_like_a_review(report: Report, running: Sequence[RunningSentence]) -> bool:
    """Told from how the report speaks of itself, from what it asks for, and whether it tells what happened."""
    texts = [one.text for one in running[:: max(1, len(running) // _SAMPLED)]]
    if not texts:
        return False
    body = " ".join(texts)
    reviews, answers, guides = (
        len(_cues(name).findall(body)) / len(texts) for name in ("review", "answer", "guidance")
    )
    if answers >= _ANSWERS or guides >= _GUIDES:
        return False
    points = sum(point.kind != "good-practice" for point in report.learning_points)
    happened = sum([_HAPPENED.search(text) is not None for text in texts]) / len(texts)
    speaks = reviews >= _SPEAKS and (bool(points) or happened >= _TOLD)
    return speaks or (points >= _POINTS and happened >= _TOLD)


@cache
def _cues(name: str) -> re.Pattern[str]:
    table = tomllib.loads(Path(__file__).with_name("looks.toml").read_text(encoding="utf-8"))
    return re.compile(rf"\b(?:{'|'.join(table[name])})\b", re.IGNORECASE)
