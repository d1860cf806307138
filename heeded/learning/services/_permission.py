"""The one way in which a service of this room says no."""

from heeded.core.errors import NotAllowed
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer

_OTHERWISE = {
    Permission.CODE: "You cannot code reviews.",
    Permission.EDIT_FRAMEWORKS: "You cannot change frameworks.",
    Permission.NAME_LESSONS: "You cannot name or change lessons.",
}


def must(by: Viewer, permission: Permission) -> None:
    """Go on only where this person may.

    Raises:
        NotAllowed: they may not.
    """
    if not may(by, permission):
        raise NotAllowed(_OTHERWISE[permission], advice="Researchers and the staff of a board can.")
