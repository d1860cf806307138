"""What the library says no to."""

from heeded.core.errors import HeededError, NotAllowed, NotFound, Refused


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


_STATUS: tuple[tuple[type[HeededError], int], ...] = ((NotFound, 404), (NotAllowed, 403), (StoreAway, 503))


def status_of(error: HeededError) -> int:
    """What a refusal is over HTTP, on the pages and in the API alike."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 409)
