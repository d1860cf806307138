"""How a public node stands: which library it follows, and how far behind that it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count

from heeded.core.clock import now
from heeded.library.models import Followed, MainLibrary


@dataclass(frozen=True, slots=True)
class Standing:
    """As far as this node knows. `reached_at` None: it has not reached the main library yet."""

    address: str
    reached_at: datetime | None
    done_at: datetime | None
    waiting: int
    held: dict[str, int]
    error: str

    @property
    def silence(self) -> timedelta | None:
        """How long nothing has been heard of the main library."""
        return now() - self.reached_at if self.reached_at else None

    @property
    def is_stale(self) -> bool:
        """Whether that is longer than this node's patience: something may have been withdrawn there since."""
        return self.silence is None or self.silence > settings.FOLLOW_PATIENCE


def standing() -> Standing | None:
    """How this node stands; None where it follows nobody. Two queries, or one."""
    main = MainLibrary.objects.first()
    if main is None:
        return None
    return Standing(main.address, main.reached_at, main.done_at, main.waiting, _held(), main.error)


def silent_since() -> datetime | None:
    """When the main library was last heard of, where that is longer ago than this node's patience; else None. Of a
    node that never reached it: the beginning of time. One query, for every page."""
    reached = MainLibrary.objects.values_list("reached_at", flat=True).first()
    if reached is None:
        return datetime.min.replace(tzinfo=now().tzinfo)
    return reached if now() - reached > settings.FOLLOW_PATIENCE else None


def _held() -> dict[str, int]:
    return dict(Followed.objects.values_list("kind").annotate(Count("pk")).order_by("kind"))
