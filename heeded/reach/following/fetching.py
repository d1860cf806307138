"""Taking what is wanted and not here yet, one thing after another, each with what it stands on."""

import logging
import time
from collections import deque
from collections.abc import Callable

from heeded.client import Damaged, Library, LibraryFailed, NotFound
from heeded.client import Refused as MainRefused
from heeded.core.errors import Refused
from heeded.library import files
from heeded.library.models import Followed
from heeded.reach.following._main import reached
from heeded.reach.following._taking_documents import files_of
from heeded.reach.following.hearing import Heard, hear, held
from heeded.reach.following.letting_go import let_go
from heeded.reach.following.records import ORDER, Key
from heeded.reach.following.taking import Unreadable, read, stands_on, take

log = logging.getLogger(__name__)
_LISTEN = 15.0  # seconds of taking after which what went is heard of again
_DEEPEST = 4  # a briefing stands on a document, which stands on an older one and on a review


def let_go_of(heard: Heard, progress: Callable[[str], None]) -> int:
    """Let go of what went and is still here; how many things."""
    here = held()
    going = [key for key in heard.gone if key in here]
    if going:
        progress(f"Letting go of {len(going)}")
    gone = let_go(going, reasons=heard.gone) if going else 0
    heard.gone.clear()
    return gone


class Taking:
    """Takes what is wanted and not here yet, listening for what goes meanwhile."""

    def __init__(self, library: Library, heard: Heard, progress: Callable[[str], None]) -> None:
        self._library, self._heard, self._progress = library, heard, progress
        self._known = _hashes()
        self._waiting: deque[Key] = deque()
        self._tried: dict[Key, str] = {}  # and the hash as which each was told then
        self._total = self.taken = self.left = self.gone = self.stopped = 0
        self.trouble = ""
        self._listened = time.monotonic()

    def all(self, *, until: float = float("inf")) -> None:
        """Take everything, or what can be taken before `until`. `taken`, `left`, `gone` and `stopped` count what was,
        could not be, went meanwhile, and is for the next round."""
        self._queue()
        while self._waiting:
            if self.taken and time.monotonic() > until:
                self.stopped = sum(map(self._is_wanted, self._waiting))
                return
            key = self._waiting.popleft()
            if self._is_wanted(key):
                self._tried[key] = self._heard.wanted[key].sha256
                self._take_or_leave(key)
            self._listen_now_and_then()

    def _queue(self) -> None:
        """Put what is wanted in the order in which one stands on the other."""
        wanted = filter(self._is_wanted, self._heard.wanted)
        self._waiting = deque(sorted(wanted, key=lambda key: ORDER.index(key.kind)))
        self._total = self.taken + len(self._waiting)

    def _is_wanted(self, key: Key) -> bool:
        """Whether it is told otherwise than it is here, and was not tried since it was told."""
        telling = self._heard.wanted.get(key)
        return telling is not None and telling.sha256 not in (self._known.get(key), self._tried.get(key))

    def _take_or_leave(self, key: Key) -> None:
        try:
            self._take(key, _DEEPEST)
        except NotFound:
            return  # it went a moment ago, and the next round hears of it
        except (Unreadable, Damaged, Refused, MainRefused, LibraryFailed) as error:
            self.left += 1
            self.trouble = f"The {key.kind} {key.identifier} was not taken: {error}"
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
            self._fetch_files(key.identifier, record)
        take(record, sha256)
        self._known[key] = sha256
        self.taken += 1
        self._progress(f"Taken {self.taken} of {self._total}")

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
        hear(self._library, self._heard.place, self._heard)
        self.gone += let_go_of(self._heard, self._progress)
        self._known = _hashes()
        self._queue()
        reached(error=self.trouble, waiting=len(self._waiting) + self.left)
        self._listened = time.monotonic()


def _hashes() -> dict[Key, str]:
    """What is here, by the hashes of the records that it came with."""
    rows = Followed.objects.filter(going=False).values_list("kind", "identifier", "sha256")
    return {Key(kind, identifier): sha256 for kind, identifier, sha256 in rows}
