"""The finder on whole made-up PDFs, set in several looks: what it is given is lines of print, as in life."""

import re
from pathlib import Path

import pytest

from heeded.engine.records import LearningPointFound
from tests.engine._made_pages import LOOKS, found_in_print
from tests.engine._made_reports import Made, made_reports

# The floor under precision and recall.
BATCHES = {
    "fresh_first": 0.98,
    "fresh_second": 0.98,
    "fresh_last": 0.93,
    "fresh_aside": 0.98,
    "untouched": 0.93,
}
ADDRESSEES = 0.88
_WORD = re.compile(r"[a-z0-9]+")


def _plain(words: str) -> str:
    """Words as they are compared: a line's end may keep or lose a hyphen."""
    return " ".join(_WORD.findall(words.lower().replace("-", "")))


def _right(report: Made, found: tuple[LearningPointFound, ...]) -> list[LearningPointFound]:
    expected = {(one.kind, one.number, _plain(one.text)) for one in report.expected}
    return [one for one in found if (one.kind, one.number, _plain(one.text)) in expected]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("batch", BATCHES)
def test_finds_in_print_what_is_marked(batch: str, look: str, tmp_path: Path) -> None:
    expected, found, right = 0, 0, 0
    named, meant, both = 0, 0, 0
    for report in made_reports(batch):
        points = found_in_print(report, look, tmp_path)
        expected, found, right = (
            expected + len(report.expected),
            found + len(points),
            right + len(_right(report, points)),
        )
        agencies = {_plain(one.text): one.agencies for one in report.expected if one.agencies}
        for one in points:
            if (gold := agencies.get(_plain(one.text))) is not None:
                named, meant, both = (
                    named + len(set(one.agencies)),
                    meant + len(gold),
                    both + len(gold & set(one.agencies)),
                )
    assert right >= BATCHES[batch] * max(expected, found), f"{right} of {found} found and {expected} marked"
    assert 2 * both >= ADDRESSEES * (named + meant), f"addressees: {both} of {named} named, {meant} meant"
