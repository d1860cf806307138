"""The finder on made-up reports: every style of print in a few lines (see `learning_points_made/README.md`)."""

import pytest

from tests.engine._made_reports import Made, faults, made_reports

REPORTS = [
    *made_reports("tuned"),
    *made_reports("aside"),
    *made_reports("more"),
    *made_reports("aside_second"),
    *made_reports("aside_third"),
    *made_reports("whole"),
    *made_reports("fresh_first"),
    *made_reports("fresh_second"),
    *made_reports("fresh_last"),
    *made_reports("fresh_aside"),
]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_finds_what_is_marked_and_nothing_else(report: Made) -> None:
    assert list(faults(report)) == []


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_spans_lead_back_to_the_same_words(report: Made) -> None:
    pages = {page.number: page.text for page in report.reading.pages}
    for found in report.found():
        printed = " ".join(pages[span.page][span.start : span.end] for span in found.places[0])
        assert printed.split() == found.text.split()


def test_there_are_enough_made_reports_in_enough_styles() -> None:
    assert len(REPORTS) >= 40
    assert {one.kind for report in REPORTS for one in report.expected} == {
        "recommendation", "finding", "learning", "question", "good-practice"
    }  # fmt: skip
