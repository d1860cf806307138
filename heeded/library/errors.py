"""What the library says no to."""

from heeded.core.errors import NotFound, Refused


class NoSuchDocument(NotFound):
    """No such document, or not one that this person may see."""


class NoSuchReview(NotFound):
    """No such review, or not one that this person may see."""


class CannotPublish(Refused):
    """Something must be settled before this can be published."""


class SamplesApart(Refused):
    """Samples and real reviews never share a library."""
