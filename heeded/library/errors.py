"""What the library says no to."""

from heeded.core.errors import HeededError, NotFound, Refused


class NoSuchDocument(NotFound):
    """No such document, or not one that this person may see."""


class NoSuchReview(NotFound):
    """No such review, or not one that this person may see."""


class CannotPublish(Refused):
    """Something must be settled before this can be published."""


class SamplesApart(Refused):
    """Samples and real reviews never share a library."""


class StoreAway(HeededError):
    """The store of files does not answer. Nothing is lost; whatever needed it is tried again."""


class FileDamaged(HeededError):
    """What the store has under a hash is not the file of that hash."""
