"""The one way in which a service of this room says no."""

from heeded.briefing.models import Briefing
from heeded.core.errors import NotAllowed
from heeded.library.keeping import may_keep
from heeded.library.models import Work
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer


def must(by: Viewer, permission: Permission, otherwise: str) -> None:
    """Go on only where this person may.

    Raises:
        NotAllowed: they may not; `otherwise` is what they are told.
    """
    if not may(by, permission):
        raise NotAllowed(otherwise)


def must_of_review(by: Viewer, permission: Permission, work: Work, *, otherwise: str) -> None:
    """Go on only where this person may, and the review is one that they look after.

    Raises:
        NotAllowed: they may not, or another board looks after the review.
    """
    must(by, permission, otherwise)
    if not may_keep(by, permission, work):
        raise NotAllowed(
            "Another board looks after this review.", advice="Its staff can work on what is said of it."
        )


def must_work_on(by: Viewer, permission: Permission, briefing: Briefing, *, otherwise: str) -> None:
    """The same for a briefing. A digest is gathered from many reviews and no board's own.

    Raises:
        NotAllowed: they may not, or another board looks after the review that it is on.
    """
    must(by, permission, otherwise)
    if briefing.work is not None:
        must_of_review(by, permission, briefing.work, otherwise=otherwise)
