"""What somebody sends who codes."""

from typing import Literal

from ninja import Field

from heeded.api.shape import Sent
from heeded.api.shapes.codings import Certainty, Target
from heeded.api.shapes.text import Text
from heeded.engine.frameworks import CodeValue
from heeded.learning.models import AdultRole


class ThemeSaid(Sent):
    """A theme and what is said of it."""

    framework: Text = Field(min_length=1, max_length=120)
    theme: Text = Field(min_length=1, max_length=120)
    value: CodeValue = CodeValue.PRESENT
    note: Text = Field("", max_length=4_000)
    certainty: Certainty = ""


class CodingSaid(ThemeSaid):
    """A coding to make. Of a passage: `document` and `at`. Of a review or somebody in it: `review`, and where it was
    read, as far as that can be named."""

    target: Target = "passage"
    review: Text = Field("", max_length=40)
    document: Text = Field("", max_length=40)
    at: Text = Field("", max_length=8_000, description="Spans such as p12.340-512")
    subject: int = Field(1, ge=1, le=30, description="Which child or adult reviewed, from 1")
    adult: AdultRole | None = None


class CodingChanged(ThemeSaid):
    """What a coding should be instead. Without `at` it stays on its words."""

    at: Text = Field("", max_length=8_000)


class CodingDecided(Sent):
    """That a proposal is right or wrong, or that something stands or does not after all."""

    state: Literal["standing", "rejected"]
