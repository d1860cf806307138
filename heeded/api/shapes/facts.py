"""What a review is filed under: what a person decided, and what the machine proposes for those who may see it."""

import re
from datetime import datetime

from ninja import Field

from heeded.api.problems import NotUnderstood
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import FoundBy, Quotation, quotation_of
from heeded.api.shapes.text import Text
from heeded.engine.vocabulary import (
    NOT_STATED,
    AgeBand,
    Agency,
    Choice,
    FactName,
    Harm,
    Nation,
    Outcome,
    ReviewType,
)
from heeded.library.decisions import History
from heeded.library.filing import Filed, hides_area, may_combine
from heeded.library.models import Fact
from heeded.library.naming import Facts
from heeded.people.viewer import Viewer

_DATES = frozenset(
    {
        FactName.DATE_OF_INCIDENT,
        FactName.DATE_OF_REPORT,
        FactName.DATE_OF_PUBLICATION,
        FactName.PERIOD_FROM,
        FactName.PERIOD_TO,
    }
)
_PLACES = frozenset({FactName.BOARD, FactName.AREA, FactName.REGION})
_CLOSED: dict[FactName, type[Choice]] = {
    FactName.NATION: Nation,
    FactName.REVIEW_TYPE: ReviewType,
    FactName.AGENCIES: Agency,
    FactName.AGE_BAND: AgeBand,
    FactName.OUTCOME: Outcome,
    FactName.HARM: Harm,
}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_MONTH = len("2019-03")


class Proposal(Shape):
    """What the machine proposes, with the words that it rests on."""

    value: str
    confidence: float
    found_by: FoundBy
    rests_on: Quotation


class FactShown(Shape):
    """One fact of a review, or of one child or adult in it."""

    name: FactName
    label: str
    subject: int = Field(description="The child or adult reviewed, from 1; 0 is the review")
    values: list[str] = Field(description="As decided, or else as proposed, surest first")
    not_stated: bool = Field(description="A person decided that the report does not say")
    found_by: FoundBy
    proposals: list[Proposal] = Field(description="Only for those who may see what is not confirmed")


class FactDecided(Shape):
    """One decision, now in force or in the past."""

    name: FactName
    subject: int
    values: list[str]
    at: datetime
    note: str
    counts: bool = Field(description="Whether it is the one in force")


class FactAnswered(Sent):
    """What a person says that a fact is: its values, that the report does not say, or that it is open again."""

    values: list[Text] = Field([], max_length=40)
    subject: int = Field(0, ge=0, le=9_999)
    not_stated: bool = False
    undecided: bool = Field(False, description="Take the decision back")
    note: Text = Field("", max_length=300)


def facts_of(viewer: Viewer, facts: Facts) -> list[FactShown]:
    """The facts as this viewer may know them. Without logging in there is no area beside the features of a child,
    and dates are months."""
    hides = hides_area(viewer, facts)
    return [
        _shown(viewer, one)
        for (name, _subject), one in sorted(facts.items(), key=_in_order)
        if one.values and not (hides and name in _PLACES)
    ]


def _in_order(item: tuple[tuple[FactName, int], Filed]) -> tuple[int, int]:
    (name, subject), _ = item
    return subject, list(FactName).index(name)


def _shown(viewer: Viewer, one: Filed) -> FactShown:
    values = [value for value in one.values if value != NOT_STATED]
    if one.name in _DATES and not may_combine(viewer):
        values = list(dict.fromkeys(value[:_MONTH] for value in values))
    return FactShown(
        name=one.name,
        label=one.name.label,
        subject=one.subject,
        values=values,
        not_stated=one.is_decided and NOT_STATED in one.decided,
        found_by=FoundBy.PERSON if one.is_decided else FoundBy.MACHINE,
        proposals=[_proposal(fact) for fact in sorted(one.proposals, key=lambda fact: -fact.confidence)],
    )


def _proposal(fact: Fact) -> Proposal:
    rests_on = quotation_of(
        fact.document.identifier, fact.spans, quote=fact.quote, before=fact.before, after=fact.after
    )
    return Proposal(
        value=fact.value, confidence=round(fact.confidence, 3), found_by=FoundBy.MACHINE, rests_on=rests_on
    )


def history_of_facts(history: History) -> list[FactDecided]:
    """Everything that people decided of a review, newest first."""
    rows = [(name, subject, row) for (name, subject), found in history.items() for row in found]
    return [
        FactDecided(
            name=name,
            subject=subject,
            values=row.values,
            at=row.decided_at,
            note=row.note,
            counts=row.current,
        )
        for name, subject, row in sorted(rows, key=lambda one: one[2].decided_at, reverse=True)
    ]


def values_said(name: FactName, said: FactAnswered) -> tuple[str, ...]:
    """What was sent for a fact, if it can be a value of it.

    Raises:
        NotUnderstood: nothing was sent, it is not on the closed list, or it is not a date.
    """
    values = tuple(dict.fromkeys(value.strip()[:300] for value in said.values if value.strip()))
    if said.undecided or said.not_stated:
        if values or (said.undecided and said.not_stated):
            raise NotUnderstood("Give values, or not_stated, or undecided: one of the three.")
        return (NOT_STATED,) if said.not_stated else ()
    if not values:
        raise NotUnderstood("Nothing was given.", advice="Give values, or say not_stated or undecided.")
    if name in _CLOSED and not set(values) <= {str(choice) for choice in _CLOSED[name]}:
        raise NotUnderstood(f"{name.label}: that is not on the list.", advice="The lists are at /vocabulary.")
    if name in _DATES and not all(_DATE.fullmatch(value) for value in values):
        raise NotUnderstood(
            f"{name.label}: that is not a date.", advice="Write it like 2019, 2019-03 or 2019-03-27."
        )
    return values
