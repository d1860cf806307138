"""One round after another: hear what the main library tells, let go of what went, then take what is new.

What went always goes first, and is heard of again and again while much is being taken. Each thing is taken whole in
one transaction and known by the hash of its record, so that a node killed at any moment goes on where it was: what is
here already is not asked for twice.
"""

import fcntl
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections

from heeded.client import Damaged, HeededError, Library, NotFound, Telling
from heeded.core.clock import now
from heeded.core.erasure import empty_every_store
from heeded.core.errors import Refused
from heeded.library import files
from heeded.library.models import Followed, MainLibrary
from heeded.reach.following._main import begin, note, reached
from heeded.reach.following._taking_documents import files_of
from heeded.reach.following.handing_on import hand_on_reports
from heeded.reach.following.letting_go import finish, let_go, sweep
from heeded.reach.following.records import ORDER
from heeded.reach.following.taking import Unreadable, read, stands_on, take

log = logging.getLogger(__name__)
Key = tuple[str, str]  # kind and identifier
_EVERY = 30.0  # seconds between two rounds
_LISTEN = 15.0  # seconds of taking after which what went is heard of again
_COMPARE = timedelta(hours=1)  # after which everything held is compared with everything told
_AGAIN = timedelta(minutes=5)  # ... where something could not be taken: it is tried again
_MOST_PARTS = 10_000  # of one list
_DEEPEST = 4  # a briefing stands on a document, which stands on an older one and on a review


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


@dataclass(slots=True)
class _Heard:
    """What was told in this round so far."""

    place: str = ""
    wanted: dict[Key, Telling] = field(default_factory=dict)
    gone: dict[Key, str] = field(default_factory=dict)
    seen: set[Key] = field(default_factory=set)
    anew: bool = False  # the main library lives another life: everything is compared

    def hear(self, telling: Telling) -> None:
        key = (telling.kind, telling.identifier)
        self.seen.add(key)
        if telling.public:
            self.wanted[key] = telling
            self.gone.pop(key, None)
        else:
            self.gone[key] = telling.reason
            self.wanted.pop(key, None)


def follow_main_library(
    address: str,
    token: str,
    *,
    once: bool = False,
    seconds: float | None = None,
    progress: Callable[[str], None] = lambda words: None,
) -> Round:
    """Keep this library a public copy of the main one at `address`, until it is stopped; `once`: one round. `seconds`:
    a round stops about then, and the next one goes on.

    Raises:
        Refused: this library follows another, holds what was added here, or another process follows already; the
            address is none; or, where it is `once`, the main library cannot be reached or refuses the token.
    """
    try:
        library = Library(address, token=token)
    except HeededError as error:
        raise MainLibraryAway(error.reason, advice=error.advice) from error
    begin(library.address)
    with _alone(), library:
        finish()
        while True:
            done = _tried(library, progress, once=once, seconds=seconds)
            if once:
                return done
            close_old_connections()
            time.sleep(_EVERY)


def _tried(library: Library, progress: Callable[[str], None], *, once: bool, seconds: float | None) -> Round:
    try:
        done = one_round(library, progress, seconds=seconds)
        with Library(library.address) as anybody:  # reporting a problem asks for no token
            hand_on_reports(anybody)
        return done
    except (HeededError, OSError) as error:
        reason, advice = getattr(error, "reason", str(error)), getattr(error, "advice", "")
        note(error=reason[:300])
        log.warning("the main library: %s", error)
        if once:
            raise MainLibraryAway(reason, advice=advice) from error
        return Round()


def one_round(
    library: Library, progress: Callable[[str], None] = lambda words: None, *, seconds: float | None = None
) -> Round:
    """Hear everything that was told since the last round and bring this library there.

    Raises:
        HeededError of the client: the main library cannot be reached, refuses the token, or sends what is damaged.
    """
    main = MainLibrary.objects.get()
    compare = main.compared_at is None or now() - main.compared_at > _COMPARE
    heard = _hear(library, "" if compare else main.place)
    if heard.anew:
        compare, heard = True, _hear(library, "")
    if compare:
        sweep()
        heard.gone |= dict.fromkeys(_held() - heard.seen, "gone")
    gone = _let_go(heard, progress)
    taking = _Taking(library, heard, progress)
    taking.all(until=time.monotonic() + seconds if seconds else float("inf"))
    _write_down(taking, heard, compared=compare)
    if gone + taking.gone:
        empty_every_store()  # what was decided of a thing that went was taken away after it
    return Round(taking.taken, gone + taking.gone, taking.left)


def _write_down(taking: "_Taking", heard: _Heard, *, compared: bool) -> None:
    """How far this round came. One that was stopped is begun again: what is here by then is not asked for twice."""
    if taking.stopped:
        reached(error=taking.trouble, waiting=taking.stopped)
        return
    reached(error=taking.trouble, place=heard.place, waiting=taking.left)
    if not taking.left:
        note(done_at=now())
    if compared or taking.left:
        note(compared_at=now() - (_COMPARE - _AGAIN if taking.left else timedelta(0)))


def _held() -> set[Key]:
    return set(Followed.objects.values_list("kind", "identifier"))


def _hear(library: Library, place: str, heard: _Heard | None = None) -> _Heard:
    heard = heard or _Heard()
    heard.place = place
    for _ in range(_MOST_PARTS):
        part = library.publications.after(heard.place)
        heard.anew = heard.anew or (bool(heard.place) and part.is_of_another_life)
        for telling in part.items:
            heard.hear(telling)
        heard.place = part.next
        if not part.more:
            return heard
    raise Damaged("The main library’s list of publications does not come to an end.")


def _let_go(heard: _Heard, progress: Callable[[str], None]) -> int:
    """Let go of what went and is still here; how many things."""
    held = [key for key in heard.gone if key in _held()]
    if held:
        progress(f"Letting go of {len(held)}")
    gone = let_go(held, reasons=heard.gone) if held else 0
    heard.gone.clear()
    return gone


class _Taking:
    """Takes what is wanted and not here yet, listening for what goes meanwhile."""

    def __init__(self, library: Library, heard: _Heard, progress: Callable[[str], None]) -> None:
        self._library, self._heard, self._progress = library, heard, progress
        self._known = dict.fromkeys(_held(), "")
        self._known |= {(kind, name): sha256 for kind, name, sha256 in _hashes()}
        self.taken = self.left = self.gone = self.stopped = 0
        self.trouble = ""
        self._listened = time.monotonic()

    def all(self, *, until: float = float("inf")) -> None:
        """Take everything, or what can be taken before `until`. `taken`, `left`, `gone` and `stopped` count what was,
        could not be, went meanwhile, and is for the next round."""
        wanted = sorted(self._heard.wanted, key=lambda key: ORDER.index(key[0]))
        for key in wanted:
            self._listen_now_and_then()
            telling = self._heard.wanted.get(key)
            if telling is None or self._known.get(key) == telling.sha256:
                continue
            if self.taken and time.monotonic() > until:
                self.stopped += 1
                continue
            self._take_or_leave(key)

    def _take_or_leave(self, key: Key) -> None:
        try:
            self._take(key, _DEEPEST)
        except NotFound:
            return  # it went a moment ago, and the next round hears of it
        except (Unreadable, Damaged, Refused) as error:
            self.left += 1
            self.trouble = f"The {key[0]} {key[1]} was not taken: {error}"
            log.warning("the %s %s was not taken: %s", *key, error)

    def _take(self, key: Key, depth: int) -> None:
        content, sha256 = self._library.publications.record(*key)
        if self._known.get(key) == sha256:
            return
        record = read(content, *key)
        for missing in stands_on(record):
            if not depth:
                raise Unreadable("it stands on too much that is not here")
            self._take(missing, depth - 1)
        if record["kind"] == "document":
            self._fetch_files(key[1], record)
        take(record, sha256)
        self._known[key] = sha256
        self.taken += 1
        self._progress(f"Taken {self.taken} of {len(self._heard.wanted)}")

    def _fetch_files(self, identifier: str, record: dict) -> None:
        for which, file in files_of(record).items():
            if files.exists(file["sha256"]) and files.is_whole(file["sha256"]):
                continue
            with files.work_place() as folder:
                path = folder / which
                with path.open("wb") as target:
                    self._library.publications.file(identifier, which, target, sha256=file["sha256"])
                files.keep_path(path)

    def _listen_now_and_then(self) -> None:
        if time.monotonic() - self._listened < _LISTEN:
            return
        _hear(self._library, self._heard.place, self._heard)
        reached(waiting=len(self._heard.wanted) - self.taken)
        self.gone += _let_go(self._heard, self._progress)
        self._listened = time.monotonic()


def _hashes() -> Iterator[tuple[str, str, str]]:
    yield from Followed.objects.filter(going=False).values_list("kind", "identifier", "sha256")


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
