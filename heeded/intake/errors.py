"""What intake says no to."""

from heeded.core.errors import Refused


class NotTaken(Refused):
    """A file that is not accepted: why, and what to do, in plain words."""


class StepFailed(Refused):
    """A step could not be done. It can be tried again."""
