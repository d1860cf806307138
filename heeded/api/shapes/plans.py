"""Points to be learnt on the plans of boards, with all that hangs on them."""

from collections.abc import Iterable
from datetime import date, datetime

from ninja import Field

from heeded.api.paging import Part
from heeded.api.shape import Shape
from heeded.api.shapes.actions import ActionOfItem, ClosingShown, action_of_item, closing_of
from heeded.api.shapes.evidence import EvidenceShown, evidence_of
from heeded.api.shapes.named import OrganisationNamed, named
from heeded.people.viewer import Viewer
from heeded.practice.kinds import AnswerKind, TakenUpAs, When
from heeded.practice.queries import (
    AskedOf,
    ItemLine,
    PointShown,
    PointThroughline,
    Printed,
    Returned,
)


class PlacePrinted(Shape):
    """Where a point is printed."""

    document: str
    page: int | None = Field(description="Null where the document has no pages")
    quote: str


class PointAsked(Shape):
    """What is to be learnt: a learning point of a report, or one that was entered by hand with its source."""

    identifier: str | None = Field(description="Null: no board here has it on its plan")
    learning_point: str | None = Field(description="Its identifier; null where the point was entered by hand")
    kind: str
    number: str
    text: str = Field(description="Empty where you may not see the report, or its words were erased")
    source: str = Field(description="Of one entered by hand")
    source_link: str
    review: str | None
    review_title: str
    places: list[PlacePrinted]


class AnswerShown(Shape):
    """Somebody who is asked, and the newest answer that you may see."""

    identifier: str = Field(description="Of the addressee")
    organisation: OrganisationNamed
    due: date | None
    answer: AnswerKind | None = Field(description="Null: none is known to you")
    reasons: str
    evidence: list[str]
    at: datetime | None
    published: bool


class TakenUpShown(Shape):
    """What a board said when it asked of another area's point: could it happen here?"""

    answer: TakenUpAs
    reason: str
    at: datetime


class CameBackShown(Shape):
    """A later review that teaches it again. Nobody has decided what is proposed: a machine found it."""

    identifier: str
    state: str = Field(description="same, or for those who decide proposed or not-same")
    when: When
    said: str = Field(description="Taught again; or the same lesson, earlier practice")
    review: str
    review_title: str
    year: int | None
    learning_point: str
    document: str | None
    page: int | None
    quote: str


class ItemRow(Shape):
    """A point on a board's plan, in a list."""

    identifier: str
    point: PointAsked
    board: OrganisationNamed
    origin: str = Field(description="own, or taken-up from elsewhere")
    opened_at: datetime
    shown: bool = Field(description="Whether everybody sees it")
    closed_as: str
    answered: int
    actions: int
    done: int


class ItemPart(Part):
    results: list[ItemRow]


class ItemShown(Shape):
    """A point on a board's plan. Where `is_whole` is false you see what the board shows, or what is yours."""

    identifier: str
    board: OrganisationNamed
    origin: str
    opened_at: datetime
    shown: bool
    closed_as: str
    is_whole: bool
    taken_up: TakenUpShown | None
    answers: list[AnswerShown]
    actions: list[ActionOfItem]
    evidence: list[EvidenceShown] = Field(description="Of no action")
    closing: ClosingShown | None
    came_back: list[CameBackShown]


class PointFollowed(Shape):
    """A point and what became of it, board by board. Without items nothing is known to this library, which proves
    nothing; nor does what does not come back."""

    point: PointAsked
    items: list[ItemShown]


class ItemWhole(ItemShown):
    """The same of one board, with the point."""

    point: PointAsked


def followed(viewer: Viewer, line: PointThroughline) -> PointFollowed:
    """A throughline."""
    return PointFollowed(point=point_asked(line.point), items=[item_of(viewer, one) for one in line.items])


def point_asked(shown: PointShown) -> PointAsked:
    """A point with its words and pages."""
    point, said = shown.point, shown.learning_point
    return PointAsked(
        identifier=point.identifier,
        learning_point=said.identifier if said else None,
        kind=said.kind if said else point.kind,
        number=said.number if said else point.number,
        text=shown.text,
        source=point.source if shown.text else "",
        source_link=point.source_link if shown.text else "",
        review=shown.review.work.identifier if shown.review else None,
        review_title=shown.review.work.title if shown.review else "",
        places=places_of(shown.printed),
    )


def places_of(printed: Iterable[Printed]) -> list[PlacePrinted]:
    """Each place where it is printed."""
    return [
        PlacePrinted(document=one.learning_point.document.identifier, page=one.page, quote=one.quote)
        for one in printed
    ]


def item_row(point: PointShown, line: ItemLine) -> ItemRow:
    """A row of a list."""
    item = line.item
    return ItemRow(
        identifier=item.identifier,
        point=point_asked(point),
        board=named(item.board),
        origin=item.origin,
        opened_at=item.opened_at,
        shown=item.shown_at is not None,
        closed_as=item.closed_as,
        answered=sum(one.response is not None for one in line.asked),
        actions=len(line.actions),
        done=sum(one.action.state == "done" for one in line.actions),
    )


def item_of(viewer: Viewer, line: ItemLine) -> ItemShown:
    """An item with all that hangs on it."""
    item = line.item
    return ItemShown(
        identifier=item.identifier,
        board=named(item.board),
        origin=item.origin,
        opened_at=item.opened_at,
        shown=item.shown_at is not None,
        closed_as=item.closed_as,
        is_whole=line.is_whole,
        taken_up=TakenUpShown.model_validate(line.taken_up) if line.taken_up else None,
        answers=[answer_of(one) for one in line.asked],
        actions=[action_of_item(viewer, item, one) for one in line.actions],
        evidence=[evidence_of(one, item.identifier, None) for one in line.evidence],
        closing=closing_of(line.closing),
        came_back=[_came_back(one) for one in line.came_back],
    )


def answer_of(asked: AskedOf) -> AnswerShown:
    """Somebody who is asked; the organisation is at hand, and the evidence of the answer."""
    said = asked.response
    return AnswerShown(
        identifier=asked.addressee.identifier,
        organisation=named(asked.addressee.organisation),
        due=asked.addressee.due,
        answer=AnswerKind(said.answer) if said else None,
        reasons=said.reasons if said else "",
        evidence=[one.identifier for one in said.evidence.all()] if said else [],
        at=said.made_at if said else None,
        published=bool(said and said.published_at),
    )


def _came_back(one: Returned) -> CameBackShown:
    held, work = one.came_back, one.review.work if one.review else one.came_back.learning_point.work
    first = next(iter(sorted(one.printed, key=lambda each: each.page is None)), None)
    return CameBackShown(
        identifier=held.identifier,
        state=held.state,
        when=When(held.when),
        said=When(held.when).label,
        review=work.identifier,
        review_title=work.title,
        year=one.review.year if one.review else None,
        learning_point=held.learning_point.identifier,
        document=first.learning_point.document.identifier if first else None,
        page=first.page if first else None,
        quote=first.quote if first else "",
    )
