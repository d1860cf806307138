"""Codings: a theme and what is said of it, of words of a report, of a review, or of a person in it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, cast

from ninja import Field

from heeded.api.actors import Actor, Actors
from heeded.api.paging import Part
from heeded.api.shape import Shape
from heeded.api.shapes.citations import FoundBy, Quotation, quotation_of
from heeded.engine.frameworks import CodeValue
from heeded.learning.models import AdultRole, Coding, CodingDecision, CodingPlace, ThemeVersion

Target = Literal["passage", "review", "subject", "adult"]
State = Literal["proposed", "in-round", "standing", "changed", "rejected"]
Certainty = Literal["", "certain", "likely", "unsure"]


class CodingShown(Shape):
    """One coding. Only what stands counts; what a machine proposes is no coding until a person has accepted it."""

    identifier: str
    review: str
    review_title: str
    target: Target
    subject: int | None = Field(description="Which child or adult reviewed, from 1")
    adult: AdultRole | None = Field(description="Which other adult")
    adult_number: int | None
    framework: str
    theme: str = Field(description="The theme that counts now, after merges")
    theme_name: str
    coded_as: str = Field(description="What the theme was called when this was coded")
    value: CodeValue
    certainty: Certainty
    state: State
    found_by: FoundBy = Field(description="The machine, until a person has decided")
    made_by: Actor | None = Field(description="Null: the machine")
    made_at: datetime
    score: float | None = Field(description="Of a proposal, the machine’s own, between 0 and 1")
    reason: str = Field(description="Of a proposal, why, in plain words")
    note: str = Field(description="For those who code or see what is not confirmed")
    is_lost: bool = Field(description="Its words do not stand in any document that you may see")
    citation: Quotation | None = Field(description="Null where it rests on no words")
    fictional: bool


class CodingPart(Part):
    results: list[CodingShown]


class DecisionShown(Shape):
    """What somebody decided of a coding."""

    decision: str
    became: str | None = Field(description="The coding that it was changed into")
    by: Actor
    at: datetime


class CodingWhole(CodingShown):
    """One coding with what was decided of it, oldest first."""

    decisions: list[DecisionShown]


class Looks:
    """What it takes to show codings, looked up at once."""

    def __init__(
        self,
        actors: Actors,
        places: Mapping[int, CodingPlace],
        wordings: Mapping[int, ThemeVersion],
        *,
        with_notes: bool,
    ) -> None:
        self._actors, self._places, self._wordings = actors, places, wordings
        self._with_notes = with_notes

    def of(self, coding: Coding) -> CodingShown:
        """One coding; its work, people and wording are at hand."""
        return CodingShown(**self._fields(coding))

    def whole(self, coding: Coding, decisions: list[CodingDecision]) -> CodingWhole:
        """The same with what was decided."""
        told = [
            DecisionShown(
                decision=one.decision,
                became=one.became.identifier if one.became else None,
                by=self._actors.of(one.by),
                at=one.at,
            )
            for one in decisions
        ]
        return CodingWhole(**self._fields(coding), decisions=told)

    def _fields(self, coding: Coding) -> dict[str, Any]:
        place = self._places.get(coding.pk)
        wording = self._wordings[coding.theme_id]
        return {
            "identifier": coding.identifier,
            "review": coding.work.identifier,
            "review_title": coding.work.title,
            "target": coding.target,
            "subject": coding.subject.number if coding.subject else None,
            "adult": coding.adult.role if coding.adult else None,
            "adult_number": coding.adult.number if coding.adult else None,
            "framework": wording.theme.framework.identifier,
            "theme": wording.theme.identifier,
            "theme_name": wording.name,
            "coded_as": coding.made_under.name,
            "value": coding.value,
            "certainty": cast(Certainty, coding.certainty),
            "state": coding.state,
            "found_by": FoundBy.MACHINE if coding.state == "proposed" else FoundBy.PERSON,
            "made_by": self._actors.of(coding.made_by) if coding.made_by else None,
            "made_at": coding.made_at,
            "score": coding.score,
            "reason": place.reason if place else "",
            "note": place.note if place and self._with_notes else "",
            "is_lost": place is None,
            "citation": _citation(place),
            "fictional": coding.work.fictional,
        }


def _citation(place: CodingPlace | None) -> Quotation | None:
    if place is None or place.document is None or not place.quote or not place.spans:
        return None
    return quotation_of(
        place.document.identifier, place.spans, quote=place.quote, before=place.before, after=place.after
    )
