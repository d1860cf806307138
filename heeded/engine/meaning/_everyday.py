"""A question in the words of the street, put into the words of reports."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_WORD = "(?<![a-z0-9])(?:{})(?![a-z0-9])"


def in_report_words(question: str) -> str:
    """The question with what people say replaced by what reports say; the same where it holds nothing of the kind."""
    pattern, report_words = _everyday()
    plain = question.replace("’", "'")
    return pattern.sub(lambda found: report_words[found[0].lower()], plain)


@cache
def _everyday() -> tuple[re.Pattern[str], dict[str, str]]:
    """What people say as one pattern, longest first, and the report's words for each."""
    written = files("heeded.engine.meaning").joinpath("everyday.toml").read_text(encoding="utf-8")
    report_words = {
        said: report
        for group in tomllib.loads(written).values()
        for report, all_said in group.items()
        for said in all_said
    }
    longest_first = sorted(report_words, key=len, reverse=True)
    pattern = _WORD.format("|".join(map(re.escape, longest_first)))
    return re.compile(pattern, re.IGNORECASE), report_words
