"""What was handed in."""

from datetime import datetime

from ninja import Field

from heeded.api.paging import Part
from heeded.api.shape import Shape


class DeliveryShown(Shape):
    """One file as it was handed in, and how far it has come."""

    batch: str
    file: str
    at: datetime
    state: str = Field(
        description="refused, known, or of what was accepted: waiting, read, needs-ocr, refused"
    )
    done: bool = Field(description="Whether nothing more happens to it by itself")
    error: str
    advice: str
    document: str | None
    review: str | None


class DeliveryPart(Part):
    results: list[DeliveryShown]
