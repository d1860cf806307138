"""What people's room says no to."""

from heeded.core.errors import Refused


class InvitationNotGood(Refused):
    """The invitation is unknown, used or too old."""
