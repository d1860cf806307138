"""What can go wrong, in plain words.

HeededError             everything below; `reason` says what, `advice` what to do instead
├── NotReached          no connection, no answer in time, or no library at that address
├── TryLater            the library is busy or asked for a pause, longer than the client waits by itself
├── TokenRefused        no token, or one that is unknown, ended or of old terms
├── NotAllowed          this token, or its owner, may not do this
├── NotFound            no such thing, or not one that its owner may see: the two look the same
├── Refused             it cannot be done as asked
├── NotUnderstood       the library cannot use what was sent
├── Damaged             what arrived is not what the library said it would send
└── LibraryFailed       something went wrong inside the library
"""


class HeededError(Exception):
    """Something that did not work. Its text is written for the person who reads it."""

    def __init__(self, reason: str, *, advice: str = "", status: int = 0) -> None:
        super().__init__(f"{reason} {advice}".strip())
        self.reason = reason
        self.advice = advice
        self.status = status


class NotReached(HeededError):
    """No connection, no answer in time, or no library at that address."""


class TryLater(HeededError):
    """The library is busy. `seconds` is how long it asks to be left alone."""

    def __init__(self, reason: str, *, advice: str = "", status: int = 0, seconds: float = 0.0) -> None:
        super().__init__(reason, advice=advice, status=status)
        self.seconds = seconds


class TokenRefused(HeededError):
    """No token, or one that is unknown, ended or of old terms."""


class NotAllowed(HeededError):
    """This token, or its owner, may not do this."""


class NotFound(HeededError):
    """No such thing, or not one that its owner may see."""


class Refused(HeededError):
    """It cannot be done as asked."""


class NotUnderstood(HeededError):
    """The library cannot use what was sent."""


class Damaged(HeededError):
    """What arrived is not what the library said it would send."""


class LibraryFailed(HeededError):
    """Something went wrong inside the library."""


BY_STATUS: dict[int, type[HeededError]] = {
    400: NotUnderstood,
    401: TokenRefused,
    403: NotAllowed,
    404: NotFound,
    409: Refused,
    413: Refused,
    415: NotUnderstood,
    422: NotUnderstood,
    429: TryLater,
    503: TryLater,
}
