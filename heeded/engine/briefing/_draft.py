"""Puts the draft of a briefing together: lines chosen for each part, what a part lacks said in its note."""

from collections.abc import Sequence

from heeded.engine.briefing._glance import at_a_glance
from heeded.engine.briefing._parts import PartSetting, usual_parts
from heeded.engine.briefing._records import Draft, Is, LineDrafted, PartDrafted, Report, Role, RunningSentence
from heeded.engine.briefing._sentences import running_sentences
from heeded.engine.vocabulary import LearningPointKind, SectionKind

_SECTIONS = {
    Role.BACKGROUND: {SectionKind.SUMMARY, SectionKind.BACKGROUND, SectionKind.INTRODUCTION},
    Role.VOICE: {SectionKind.FAMILY_VOICE},
    Role.WENT_WELL: {SectionKind.GOOD_PRACTICE},
    Role.WENT_WRONG: {SectionKind.FINDINGS, SectionKind.ANALYSIS},
    Role.LEARNING: {SectionKind.LEARNING, SectionKind.CONCLUSION},
}
_POINTS = {
    Role.WENT_WELL: {LearningPointKind.GOOD_PRACTICE},
    Role.WENT_WRONG: {LearningPointKind.FINDING},
    Role.LEARNING: {LearningPointKind.LEARNING},
    Role.DO_NOW: {LearningPointKind.RECOMMENDATION},
}


def draft(report: Report, *, parts: Sequence[PartSetting] | None = None) -> Draft:
    """The draft of a briefing on one report. Every line is the report's words with the place they stand."""
    found = running_sentences(report.blocks, report.sections)
    return Draft(
        parts=tuple(_part(report, found, part) for part in parts or usual_parts()),
        recommendations=at_a_glance(report.learning_points),
    )


def _part(report: Report, found: Sequence[RunningSentence], part: PartSetting) -> PartDrafted:
    points = [
        LineDrafted(point.text, point.text, point.places[0], Is.DESCRIBES, 0, 1.0, point.agencies, index)
        for index, point in enumerate(report.learning_points)
        if point.kind in _POINTS.get(part.role, set())
    ]
    plain = [_line(report, one) for one in found if one.kind in _SECTIONS.get(part.role, set())]
    lines = tuple((points + plain)[: part.lines])
    return PartDrafted(part.role, part.title, lines, "" if lines else part.nothing)


def _line(report: Report, one: RunningSentence) -> LineDrafted:
    spans = report.blocks[one.block].spans(one.start, one.end)
    return LineDrafted(one.text, one.text, spans, Is.DESCRIBES, one.order, 0.5)
