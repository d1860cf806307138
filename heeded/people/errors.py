"""What people's room says no to."""

from heeded.core.errors import NotAllowed, Refused


class InvitationNotGood(Refused):
    """The invitation is unknown, used or too old."""


class SecondFactorNeeded(NotAllowed):
    """They are named for it, but this log-in used no second factor."""
