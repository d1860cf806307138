"""What a follower is told."""

from datetime import datetime

from heeded.client._decoding import record


@record("Telling")
class Telling:
    """One thing, as it stands on the main library. Of what is not `public` any more every copy is to be deleted."""

    kind: str  # library | work | document | briefing
    identifier: str
    public: bool
    sha256: str
    reason: str
    at: datetime


@record("Tellings")
class Tellings:
    """Some tellings in order. Ask again after `next`; at once where there is `more`."""

    items: tuple[Telling, ...]
    next: str
    more: bool
    newest: str
    terms_version: int

    @property
    def is_of_another_life(self) -> bool:
        """Whether the place asked after lies beyond what this library ever told: it was restored from a backup, so
        that everything must be compared."""
        return not self.items and not self.more and self.next != self.newest
