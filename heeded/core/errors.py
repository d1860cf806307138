"""The top of the error tree.

HeededError            everything that Heeded says no to, in plain words
├── NotAllowed         this person may not do this
├── NotFound           no such thing, or not one that this person may see: the two look the same
└── Refused            it cannot be done as asked; `advice` says what to do instead
"""


class HeededError(Exception):
    """Something that Heeded says no to. Its text is written for the person who reads it."""

    def __init__(self, reason: str, *, advice: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


class NotAllowed(HeededError):
    """This person may not do this."""


class NotFound(HeededError):
    """No such thing, or not one that this person may see."""


class Refused(HeededError):
    """It cannot be done as asked."""
