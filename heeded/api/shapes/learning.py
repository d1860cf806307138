"""Recommendations, findings and other learning points."""

from typing import Literal, cast

from ninja import Field

from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import Citation, FoundBy, Quotation, citation_of, quotation_of
from heeded.api.shapes.text import Text
from heeded.briefing.drafting import Glance
from heeded.engine.briefing import PointKind
from heeded.engine.vocabulary import Agency, LearningPointKind
from heeded.library.models import LearningPoint
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.search.results import PointHit

State = Literal["proposed", "confirmed", "rejected"]


class Point(Shape):
    """A recommendation, finding, question, learning point or good practice, in the words of the report."""

    identifier: str
    review: str
    review_title: str
    document: str
    kind: LearningPointKind
    number: str = Field(description="As printed")
    text: str
    addressees: list[str] = Field(description="As printed")
    agencies: list[str] = Field(
        description="The machine’s guess; only for those who may see what is not confirmed"
    )
    state: State
    found_by: FoundBy = Field(description="The machine, until a person confirms it")
    entered_by_hand: bool
    places: list[Quotation] = Field(description="Where it is printed, the fullest first")
    fictional: bool


class AskedFor(Shape):
    """What a recommendation asks for: as a person decided, or else as the machine guesses, for those who may see
    that."""

    identifier: str = Field(description="The recommendation")
    kinds: list[str] = Field(description="The main one first")
    agencies: list[str] = Field(description="Who must act")
    addressees: list[str] = Field(description="As printed, or else the agencies in words")
    by_when: str
    found_by: FoundBy
    decided: bool


class AskedForDecided(Sent):
    """What a person says that a recommendation asks for."""

    kinds: list[PointKind] = Field(min_length=1, max_length=20)
    agencies: list[Agency] = Field([], max_length=40)
    by_when: Text = Field("", max_length=120)


class PointDecided(Sent):
    """That a learning point is one, that it is none, or that it is open again."""

    state: State


class PointCorrected(Sent):
    """A learning point as it should be. From then on it is a person's."""

    kind: LearningPointKind
    number: Text = Field("", max_length=30)
    text: Text = Field(min_length=1, max_length=20_000)


class PointClose(Shape):
    """A learning point of another review that says something like one."""

    identifier: str
    rank: int
    kind: str
    state: str
    found_by: FoundBy
    number: str
    text: str
    review: str
    review_title: str
    board: str
    year: int | None
    unconfirmed: list[str]
    fictional: bool
    file: str
    label: str
    paged: bool
    citation: Citation
    closeness: float


def point_of(viewer: Viewer, point: LearningPoint) -> Point:
    """A learning point; its work, document and places are at hand."""
    sees_guesses = Permission.SEE_UNCONFIRMED in viewer.permissions
    return Point(
        identifier=point.identifier,
        review=point.work.identifier,
        review_title=point.work.title,
        document=point.document.identifier,
        kind=LearningPointKind(point.kind),
        number=point.number,
        text=point.text,
        addressees=point.addressees,
        agencies=point.agencies if sees_guesses else [],
        state=cast(State, point.state),
        found_by=FoundBy.MACHINE if point.state == "proposed" else FoundBy.PERSON,
        entered_by_hand=bool(point.entered_by),
        places=[
            quotation_of(
                point.document.identifier, one.spans, quote=one.quote, before=one.before, after=one.after
            )
            for one in point.places.all()
        ],
        fictional=point.work.fictional,
    )


def asked_for_of(glance: Glance) -> AskedFor:
    """What one recommendation asks for."""
    return AskedFor(
        identifier=glance.point.identifier,
        kinds=list(glance.kinds),
        agencies=list(glance.agencies),
        addressees=glance.addressees,
        by_when=glance.by_when,
        found_by=FoundBy.PERSON if glance.decided else FoundBy.MACHINE,
        decided=glance.decided is not None,
    )


def close_point_of(hit: PointHit) -> PointClose:
    """A learning point found by its closeness to another."""
    return PointClose(
        identifier=hit.identifier,
        rank=hit.rank,
        kind=hit.kind,
        state=hit.state,
        found_by=FoundBy.MACHINE if hit.state == "proposed" else FoundBy.PERSON,
        number=hit.number,
        text=hit.text,
        review=hit.work,
        review_title=hit.title,
        board=hit.board,
        year=hit.year,
        unconfirmed=sorted(hit.unconfirmed),
        fictional=hit.fictional,
        file=hit.file,
        label=hit.label,
        paged=hit.paged,
        citation=citation_of(hit.document, hit.spans, page=hit.page),
        closeness=hit.closeness,
    )
