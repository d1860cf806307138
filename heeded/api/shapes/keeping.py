"""The record of a document, and what staff say of it."""

from datetime import datetime
from typing import Literal

from ninja import Field

from heeded.api.actors import Actor
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.reviews import DocumentRow
from heeded.api.shapes.text import Text


class StepShown(Shape):
    """One step of reading a file."""

    name: str
    state: str
    error: str
    advice: str
    tool: str
    seconds: float
    attempts: int
    began_at: datetime | None
    ended_at: datetime | None


class HiddenText(Shape):
    """Where text is hidden in the file, and how; never the words."""

    page: int
    reason: str
    count: int


class Happening(Shape):
    """One row of the audit."""

    at: datetime
    by: Actor
    action: str
    details: dict[str, str | int | bool | None]


class RecordShown(Shape):
    """A document's record for its staff."""

    document: DocumentRow
    steps: list[StepShown]
    hidden: list[HiddenText]
    unsettled_changes: int
    notes: list[str]
    restrictions_checked: bool
    withdrawn_at: datetime | None
    withdrawn_reason: str
    history: list[Happening]


class StepAsked(Sent):
    alone: bool = Field(False, description="Only this step, and none of those that follow")


class PublicationSaid(Sent):
    """What a publisher states."""

    restrictions_checked: bool = Field(description="Court orders and reporting restrictions were checked")
    where: Text = Field("", max_length=400, description="Where it was already published")
    rights: Text = Field("", max_length=300)
    licence: Text = Field("", max_length=120)
    visible_from: datetime | None = Field(None, description="Before this it exists for nobody else")
    replaced_is_public: bool = Field(False, description="The version that it replaces stays readable")


class WithdrawalSaid(Sent):
    reason: Text = Field(min_length=1, max_length=60, description="In a few words and without names")


class ErasureSaid(Sent):
    """It cannot be undone, so it is said in full."""

    reason: Literal["court-order", "identified-someone", "wrong-file", "asked-by-family", "other"]
    confirm: Literal["erase"]


class Erased(Shape):
    erased: list[str] = Field(description="Identifiers of the documents. A tombstone of each stays.")


class ReaderShown(Shape):
    """Who is named for a document that is not public."""

    identifier: str
    who: str = Field(description="A person, a team, or a role in an organisation")
    role: str
    since: datetime
    until: datetime | None


class ReaderSaid(Sent):
    """Whom to name: a person by the address of their account, or a team or organisation by its identifier."""

    email: Text = Field("", max_length=254)
    team: Text = Field("", max_length=20)
    organisation: Text = Field("", max_length=20)
    role: Text = Field("", max_length=20, description="With an organisation: who holds this role there")
    since: datetime | None = None
    until: datetime | None = None
