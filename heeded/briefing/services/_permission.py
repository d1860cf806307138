"""The one way in which a service of this room says no."""

from heeded.core.errors import NotAllowed
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
