"""Who is asked, and what is answered."""

from ninja import Field

from heeded.api.paging import Part
from heeded.api.shape import Sent
from heeded.api.shapes.named import OrganisationNamed
from heeded.api.shapes.plans import AnswerShown
from heeded.api.shapes.text import Text
from heeded.practice.kinds import AnswerKind


class AskedShown(AnswerShown):
    """The same with the point that is to be answered."""

    item: str
    board: OrganisationNamed


class AskedPart(Part):
    results: list[AskedShown]


class PointAnswered(Sent):
    """An answer."""

    answer: AnswerKind
    reasons: Text = Field("", max_length=8000)
    evidence: list[Text] = Field([], max_length=100, description="Identifiers of evidence that is there")
