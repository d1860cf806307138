"""Evidence: what shows, or does not show, that practice changed."""

from datetime import date, datetime
from typing import Any

from ninja import Field

from heeded.api.shape import Sent, Shape
from heeded.api.shapes.text import Text
from heeded.practice.kinds import EvidenceKind
from heeded.practice.models import Evidence


class EvidenceShown(Shape):
    """One piece of it. Who came to a course never shows by itself that practice changed."""

    identifier: str
    item: str
    action: str | None
    kind: EvidenceKind
    title: str
    shows: str
    dated: date | None = Field(description="The day that it tells of")
    file_name: str = Field(description="Empty: it has no file")
    bytes: int = Field(description="As it was handed in; the copy that everybody gets may have fewer or more")
    shown: bool = Field(description="Whether everybody who sees the item sees it")
    added_at: datetime


class EvidenceFigureShown(Shape):
    """One figure of data over time."""

    on: date
    value: float
    out_of: float | None


class EvidenceWhole(EvidenceShown):
    """The same with its figures."""

    figures: list[EvidenceFigureShown]


class FigureSaid(Sent):
    on: date
    value: float = Field(allow_inf_nan=False)
    out_of: float | None = Field(None, allow_inf_nan=False)


class EvidenceSaid(Sent):
    """What is put down as evidence, of the item or of one action of it."""

    kind: EvidenceKind
    title: Text = Field(min_length=1, max_length=300)
    shows: Text = Field("", max_length=8000)
    dated: date | None = None
    action: Text = Field("", max_length=40, description="Identifier of the action that it is of")
    figures: list[FigureSaid] = Field([], max_length=1000)


class EvidenceFiled(Shape):
    """The same beside a file."""

    kind: EvidenceKind
    title: Text = Field(min_length=1, max_length=300)
    shows: Text = Field("", max_length=8000)
    dated: date | None = None
    action: Text = Field("", max_length=40)


def evidence_of(held: Evidence, item: str, action: str | None) -> EvidenceShown:
    """One piece; `item` and `action` are identifiers."""
    return EvidenceShown(**_fields(held, item, action))


def evidence_whole(held: Evidence) -> EvidenceWhole:
    """The same with its figures; its item and action are at hand."""
    action = held.action.identifier if held.action else None
    figures = [EvidenceFigureShown.model_validate(one) for one in held.figures.order_by("on")]
    return EvidenceWhole(**_fields(held, held.item.identifier, action), figures=figures)


def _fields(held: Evidence, item: str, action: str | None) -> dict[str, Any]:
    names = ("identifier", "kind", "title", "shows", "dated", "file_name", "bytes", "added_at")
    said = {name: getattr(held, name) for name in names}
    return {**said, "item": item, "action": action, "shown": held.shown_at is not None}
