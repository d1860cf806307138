"""One round: hear what the main library tells, let go of what went, then take what is new.

What went always goes first, and is heard of again and again while much is being taken. Each thing is taken whole in
one transaction and known by the hash of its record, so that a node killed at any moment goes on where it was: what is
here already is not asked for twice.
"""

import fcntl
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from heeded.client import HeededError, Library
from heeded.core.clock import now
from heeded.core.erasure import empty_every_store
from heeded.core.errors import Refused
from heeded.library.models import MainLibrary
from heeded.reach.following._main import begin, note, reached
from heeded.reach.following.fetching import Taking, let_go_of
from heeded.reach.following.handing_on import hand_on_reports
from heeded.reach.following.hearing import Heard, hear, held
from heeded.reach.following.letting_go import finish, sweep

log = logging.getLogger(__name__)
_COMPARE = timedelta(hours=1)  # after which everything held is compared with everything told
_AGAIN = timedelta(minutes=5)  # ... where something could not be taken: it is tried again


class MainLibraryAway(Refused):
    """The main library cannot be reached, refuses the token, or sends what is damaged."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did. `left` things could not be taken: they are tried again."""

    taken: int = 0
    gone: int = 0
    left: int = 0

    def __bool__(self) -> bool:
        """Whether anything changed here."""
        return bool(self.taken or self.gone)


def follow_main_library(
    address: str,
    token: str,
    *,
    seconds: float | None = None,
    progress: Callable[[str], None] = lambda words: None,
) -> Round:
    """One round of keeping this library a public copy of the main one at `address`. `seconds`: it stops about then, and
    the next one goes on.

    Raises:
        Refused: this library follows another, holds what was added here, or another process follows already; the
            address is none; or the main library cannot be reached or refuses the token.
    """
    try:
        library = Library(address, token=token)
    except HeededError as error:
        raise MainLibraryAway(error.reason, advice=error.advice) from error
    begin(library.address)
    with _alone(), library:
        finish()
        return _tried(library, progress, seconds=seconds)


def _tried(library: Library, progress: Callable[[str], None], *, seconds: float | None) -> Round:
    try:
        done = one_round(library, progress, seconds=seconds)
        with Library(library.address) as anybody:  # reporting a problem asks for no token
            hand_on_reports(anybody)
        return done
    except (HeededError, OSError) as error:
        reason, advice = getattr(error, "reason", str(error)), getattr(error, "advice", "")
        note(error=reason[:300])
        log.warning("the main library: %s", error)
        raise MainLibraryAway(reason, advice=advice) from error


def one_round(
    library: Library, progress: Callable[[str], None] = lambda words: None, *, seconds: float | None = None
) -> Round:
    """Hear everything that was told since the last round and bring this library there.

    Raises:
        HeededError of the client: the main library cannot be reached, refuses the token, or sends what is damaged.
    """
    main = MainLibrary.objects.get()
    compare = main.compared_at is None or now() - main.compared_at > _COMPARE
    heard = hear(library, "" if compare else main.place)
    if heard.anew:
        compare, heard = True, hear(library, "")
    if compare:
        sweep()
        heard.gone |= dict.fromkeys(held() - heard.seen, "gone")
    gone = let_go_of(heard, progress)
    taking = Taking(library, heard, progress)
    taking.all(until=time.monotonic() + seconds if seconds else float("inf"))
    _write_down(taking, heard, compared=compare)
    if gone + taking.gone:
        empty_every_store()  # what was decided of a thing that went was taken away after it
    return Round(taking.taken, gone + taking.gone, taking.left)


def _write_down(taking: Taking, heard: Heard, *, compared: bool) -> None:
    """How far this round came. One that was stopped is begun again: what is here by then is not asked for twice."""
    if taking.stopped:
        reached(error=taking.trouble, waiting=taking.stopped)
        return
    reached(error=taking.trouble, place=heard.place, waiting=taking.left)
    if not taking.left:
        note(done_at=now())
    if compared or taking.left:
        note(compared_at=now() - (_COMPARE - _AGAIN if taking.left else timedelta(0)))


@contextmanager
def _alone() -> Iterator[None]:
    """One process of a node follows.

    Raises:
        Refused: another one does.
    """
    path = Path(settings.DATA) / "following"
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused("Another process follows the main library already.") from error
        yield
