"""Puts the draft of a briefing together: lines chosen for each part, what a part lacks said in its note."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from heeded.engine.agencies import agencies_in
from heeded.engine.briefing._candidate import spans_of, text_of
from heeded.engine.briefing._centrality import centrality
from heeded.engine.briefing._choosing import Measure, chosen, worth_of
from heeded.engine.briefing._choosing_features import features
from heeded.engine.briefing._choosing_lines import candidates
from heeded.engine.briefing._choosing_roles import roles_of
from heeded.engine.briefing._choosing_sections import voice_sections
from heeded.engine.briefing._choosing_units import units_of
from heeded.engine.briefing._content import content_notes
from heeded.engine.briefing._explains import judged
from heeded.engine.briefing._glance import at_a_glance
from heeded.engine.briefing._looks import looks_like_a_review
from heeded.engine.briefing._parts import PartSetting, usual_parts
from heeded.engine.briefing._questions import questions_about
from heeded.engine.briefing._records import (
    Draft,
    Is,
    LineDrafted,
    PartDrafted,
    QuestionDrafted,
    Report,
    Role,
    RunningSentence,
)
from heeded.engine.briefing._sentences import running_sentences
from heeded.engine.briefing._unit import Unit
from heeded.engine.citation import cite
from heeded.engine.vocabulary import LearningPointKind, SectionKind

WORDS = 745  # of the lines of a page-long draft
_AT_MOST_OF_ALL = 0.6  # a short report is not printed again
_NOT_A_REVIEW = (
    "This does not look like a review:"
    " it does not tell what happened to somebody and what was learnt from it."
)
_NOT_EXPLAINED = "Described, not explained: the report says what happened, and hardly a sentence says why."
_EXPLAINED, _SURE = 3, 0.75  # explaining sentences that are enough, and how sure each must be
_UNHEARD = "The report has a section on this; no sentence of it was found that stands by itself."
_ASKED_ABOUT = (Role.LEARNING, Role.WENT_WRONG, Role.DO_NOW, Role.WENT_WELL)


def draft(report: Report, *, parts: Sequence[PartSetting] | None = None) -> Draft:
    """The draft of a briefing on one report: a page's length of its own sentences, each with where it stands."""
    settings = tuple(parts or usual_parts())
    running = running_sentences(report.blocks, report.sections)
    review = looks_like_a_review(report, running)
    why = {one.sentence.order: one.sureness for one in judged(running, report.sections)}
    drafted = _lines(report, running, why, settings) if review else {}
    explains = _explains_something(running, why)
    if not explains:
        drafted = {
            role: tuple(replace(line, why=Is.DESCRIBES) for line in some) for role, some in drafted.items()
        }
    told = [line for part in settings for line in drafted.get(part.role, ())]
    return Draft(
        parts=tuple(_part(report, part, drafted.get(part.role, ()), review=review) for part in settings),
        questions=_questions(drafted) if any(part.role == Role.TALK for part in settings) else (),
        recommendations=at_a_glance(report.learning_points),
        note=_NOT_A_REVIEW if not review else "" if explains else _NOT_EXPLAINED,
        looks_like_a_review=review,
        content_notes=content_notes(line.text for line in told),
    )


def _lines(
    report: Report,
    running: Sequence[RunningSentence],
    why: Mapping[int, float],
    settings: Sequence[PartSetting],
) -> dict[Role, tuple[LineDrafted, ...]]:
    """The lines of each part in the order of the report."""
    units = units_of(report, running)
    if not units:
        return {}
    seen = features(report, units, why, centrality(units))
    worth = worth_of(seen)
    picked = chosen(
        units,
        worth,
        roles_of(report, units, seen),
        offered=candidates(units),
        measure=_measure(units, settings),
    )
    found: dict[Role, tuple[LineDrafted, ...]] = {}
    for role, members in picked:
        line = _line(report, [units[one] for one in members], why, max(worth[one] for one in members))
        found[role] = (*found.get(role, ()), line)
    return found


def _measure(units: Sequence[Unit], settings: Sequence[PartSetting]) -> Measure:
    words = sum(len(unit.words) for unit in units)
    return Measure(min(WORDS, int(_AT_MOST_OF_ALL * words)), {part.role: part.lines for part in settings})


def _line(report: Report, units: Sequence[Unit], why: Mapping[int, float], worth: float) -> LineDrafted:
    text, spans = text_of(units), spans_of(report, units)
    wanted = {span.page for span in spans}
    explains = any(why.get(unit.running, 0.0) > 0.5 for unit in units)
    return LineDrafted(
        text=text,
        quote=cite([page for page in report.reading.pages if page.number in wanted], spans).quote,
        spans=spans,
        why=Is.EXPLAINS if explains else Is.DESCRIBES,
        order=units[0].place,
        weight=round(worth, 3),
        agencies=tuple(dict.fromkeys(mention.agency.value for mention in agencies_in(text))),
        learning_point=max(unit.point for unit in units),
    )


def _part(report: Report, part: PartSetting, lines: tuple[LineDrafted, ...], *, review: bool) -> PartDrafted:
    return PartDrafted(part.role, part.title, lines, _part_note(report, part, lines) if review else "")


def _part_note(report: Report, part: PartSetting, lines: Sequence[LineDrafted]) -> str:
    """What a reader of the part must know that is not in the report's words."""
    if not lines:
        return _UNHEARD if part.role == Role.VOICE and voice_sections(report) else part.nothing
    asked = {
        at for at, one in enumerate(report.learning_points) if one.kind == LearningPointKind.RECOMMENDATION
    }
    here = asked & {line.learning_point for line in lines}
    if part.role != Role.DO_NOW or len(here) == len(asked):
        return ""
    return f"{len(here)} of the report’s {len(asked)} recommendations."


def _questions(drafted: Mapping[Role, tuple[LineDrafted, ...]]) -> tuple[QuestionDrafted, ...]:
    return questions_about([line for role in _ASKED_ABOUT for line in drafted.get(role, ())])


def _explains_something(running: Sequence[RunningSentence], why: Mapping[int, float]) -> bool:
    """False for a report that tells what happened, and hardly anywhere why."""
    left_out = {SectionKind.APPENDIX.value, SectionKind.METHOD.value, SectionKind.INTRODUCTION.value}
    return sum(why[one.order] >= _SURE for one in running if one.kind not in left_out) >= _EXPLAINED
