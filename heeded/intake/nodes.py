"""A node: one machine's own folder with what is derived from the records (word index, vectors, page pictures, copies
of files), kept up with the change log and rid of whatever was erased, wherever it was erased."""

import logging
import secrets
import shutil
import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from django.conf import settings
from django.db import Error, connection
from django.db.models import Max

from heeded.core.clock import now
from heeded.core.erasure import Erased, write_down, written_down
from heeded.core.models import Node
from heeded.core.queries import UNKNOWN, Place, after, last_change
from heeded.core.services import ChangeKind, node_is_here
from heeded.intake.models import Erasure
from heeded.library import files, pictures
from heeded.library.errors import StoreAway
from heeded.library.services import named_files
from heeded.search.results import Followed
from heeded.search.services import follow

log = logging.getLogger(__name__)
Kind = Literal["web", "worker", "public"]
_BEAT = 15.0  # seconds between two signs of life while an index is being made
_DRAWN_BY_THEN = (
    60.0  # seconds after which a picture that was being drawn at the moment of an erasure lies there
)
_OUT_OF_USE = files.IN_USE + 30.0  # seconds after which no copy is in use any more that was so at an erasure
_NEVER = float("inf")
_LEFT_FOR_SURE = 3600.0  # seconds after which what a killed process left belongs to nobody


def node_name() -> str:
    """This node's: made once and kept in its folder, as the folder is what has to be kept up."""
    path = Path(settings.DATA) / "node"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f"node.{secrets.token_hex(4)}")
        half.write_text(f"{socket.gethostname()[:60]}-{secrets.token_hex(3)}\n")
        try:
            path.hardlink_to(half)  # whoever comes first names it
        except FileExistsError:
            pass
        finally:
            half.unlink()
        return path.read_text().strip()


class Keeper:
    """Keeps this node up with the change log, a turn at a time. While it is open a thread says that the node is
    alive: making an index may take minutes."""

    def __init__(self, kind: Kind) -> None:
        self._kind: Kind = kind
        self._clean_to = (
            UNKNOWN  # before every erasure: a new process does not know what the last one came to
        )
        self._said: tuple[Place | None, Place | None] | None = None
        self._said_at = 0.0
        self._heard_to, self._is_clean = UNKNOWN, False
        self._clean_again_at = self._out_of_use_at = _NEVER
        self._newest_erasure = -1  # of a process that has just begun: it looks at the whole list once
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="node", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join(timeout=5)

    def turn(self, limit_seconds: float = 30.0) -> Followed:
        """Apply what changed, then say how far this node has come. An erasure counts as heard of only when nothing
        of it is left here."""
        reached = last_change()  # before anything is done: what is erased meanwhile is for the next turn
        followed = follow(limit_seconds)
        self._hear_of_erasures()
        self._forget(reached)
        words, vectors = min(followed.place, self._clean_to), min(followed.vectors.place, self._clean_to)
        self._say(_known(words), _known(vectors))
        return followed

    def _forget(self, reached: Place) -> None:
        """Forget what was erased up to `reached`, and again until no copy has to be spared that may be one of it."""
        at = time.monotonic()
        new = self._heard_to == UNKNOWN or after(self._heard_to).filter(kind=ChangeKind.ERASED).exists()
        if new:
            self._out_of_use_at = at + _OUT_OF_USE
        if new or self._clean_again_at < at:
            self._is_clean = forget_what_is_erased() or at > self._out_of_use_at
            self._clean_again_at = at + _DRAWN_BY_THEN if new or not self._is_clean else _NEVER
        self._heard_to = max(self._heard_to, reached)
        if self._is_clean:
            self._clean_to = self._heard_to

    def _hear_of_erasures(self) -> None:
        """The list is shared a moment after the change log has the erasure, by whoever erased."""
        newest = Erasure.objects.aggregate(newest=Max("pk"))["newest"] or 0
        if newest != self._newest_erasure:
            share_erasures()
            self._newest_erasure = newest

    def _say(self, words: Place | None, vectors: Place | None) -> None:
        """Say where this node is: when that changed, and now and then that it is alive."""
        said, at = (words, vectors), time.monotonic()
        if said != self._said or at - self._said_at > _BEAT:
            node_is_here(node_name(), self._kind, words=words, vectors=vectors)
            self._said, self._said_at = said, at

    def _beat(self) -> None:
        try:
            while not self._over.wait(_BEAT):
                try:
                    Node.objects.filter(name=node_name()).update(seen_at=now())
                except Error:
                    connection.close()  # the next beat follows
        finally:
            connection.close()


def _known(place: Place) -> Place | None:
    return None if place == UNKNOWN else place


def forget_what_is_erased() -> bool:
    """Overwrite pictures and copies of files that no row names any more, and what killed processes left. Spared is a
    copy that may be a file being taken in: in use, and not on the list of erasures. Whether there was none."""
    named = named_files()
    pictures.forget_unnamed(named)
    files.forget_unnamed(named, erased={sha256 for erased in written_down() for sha256 in erased.hashes})
    try:
        files.remove_left_behind(named, older_than=_LEFT_FOR_SURE)
    except StoreAway:
        log.warning("the store of files is away: what nobody names in it is looked for at the next erasure")
    return not files.unnamed_copies(named)


def share_erasures() -> None:
    """Every erasure that the database or this node's own list knows is known to both: no node takes an erased file
    again, and each of them can erase again after an old copy of the database was restored."""
    here = {erased.identifier: erased for erased in written_down()}
    there = {row.identifier: row for row in Erasure.objects.order_by("pk")}
    new = [_row(erased) for erased in here.values() if erased.identifier not in there]
    Erasure.objects.bulk_create(new, ignore_conflicts=True)
    for row in there.values():
        if row.identifier not in here:
            write_down(Erased(row.identifier, tuple(row.hashes), row.reason, row.at, row.row))


def _row(erased: Erased) -> Erasure:
    return Erasure(
        identifier=erased.identifier,
        sha256=erased.hashes[0] if erased.hashes else "",
        hashes=list(erased.hashes),
        reason=erased.reason,
        at=erased.at,
        row=erased.row,
    )


def leave() -> None:
    """This node is given up: whatever it derived is overwritten, and nobody waits for it any more. Its own records
    and files, if it has any, stay."""
    for path in Path(settings.INDEX).rglob("*"):
        if path.is_file():
            files.overwrite(path)
    shutil.rmtree(settings.INDEX, ignore_errors=True)
    pictures.forget_unnamed(set())
    files.forget_unnamed(set())
    Node.objects.filter(name=node_name()).delete()
