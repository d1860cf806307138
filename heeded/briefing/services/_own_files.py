"""The board's own logo and templates: looked at in the sandbox, kept under their hash, erased when replaced."""

import io
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from heeded.briefing.models import BriefingSettings
from heeded.briefing.own_look import OWN
from heeded.briefing.services._permission import must
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.engine.reading import ReadingError
from heeded.engine.sandbox import Sandbox
from heeded.library import files
from heeded.library.services import forget_file
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

LARGEST = {"logo": 4 << 20, "docx": 20 << 20, "pptx": 40 << 20}  # bytes
_SECONDS = 20
_LOOKING = {
    "logo": "heeded.engine.own_look:logo",
    "docx": "heeded.engine.own_look:word_template",
    "pptx": "heeded.engine.own_look:slides_template",
}
_NOT_YOURS = "You cannot set up this library."
_lock = threading.Lock()
_sandbox: Sandbox | None = None


def keep_own_file(which: str, stream: BinaryIO, *, by: Viewer) -> BriefingSettings:
    """Take a logo (PNG or JPEG, drawn anew) or a template (DOCX or PPTX without macros) into use. The one before it
    is erased.

    Raises:
        NotAllowed: they may not set up this library.
        Refused: it is too large, no such file, or not safe to use.
    """
    must(by, Permission.MANAGE_LIBRARY, _NOT_YOURS)
    _must_be_one(which)
    with files.work_place() as folder:
        path = folder / f"own.{which}"
        _written(stream, path, LARGEST[which])
        drawn = _looked_at(which, path)
        kept = files.keep(io.BytesIO(drawn)) if drawn is not None else files.keep_path(path)
    return _named(which, kept.sha256, by=by)


def remove_own_file(which: str, *, by: Viewer) -> BriefingSettings:
    """Go back to the usual look; the file is erased.

    Raises:
        NotAllowed: they may not set up this library.
        Refused: there is no such file.
    """
    must(by, Permission.MANAGE_LIBRARY, _NOT_YOURS)
    _must_be_one(which)
    return _named(which, "", by=by)


def _must_be_one(which: str) -> None:
    if which not in OWN:
        raise Refused("Choose a logo, a Word template or a slides template.")


def _written(stream: BinaryIO, path: Path, largest: int) -> None:
    """A copy on disk, never more of it than is allowed."""
    size = 0
    with path.open("wb") as target:
        while piece := stream.read(1 << 20):
            size += len(piece)
            if size > largest:
                raise Refused(
                    f"This file is larger than {largest >> 20} megabytes.", advice="Make it smaller."
                )
            target.write(piece)
    if not size:
        raise Refused("This file is empty.", advice="Choose another.")


def _looked_at(which: str, path: Path) -> bytes | None:
    """What the sandbox makes of the file: a logo drawn anew, nothing for a template that may be used."""
    global _sandbox
    with _lock:
        _sandbox = _sandbox or Sandbox()
    try:
        answer = _sandbox.call(_LOOKING[which], path, timeout=_SECONDS)
    except ReadingError as error:
        raise Refused(error.reason, advice=error.advice) from error
    return answer if isinstance(answer, bytes) else None


def _named(which: str, sha256: str, *, by: Viewer) -> BriefingSettings:
    with transaction.atomic():
        one_at_a_time("briefing-settings")
        settings = BriefingSettings.objects.select_for_update().first() or BriefingSettings()
        before = getattr(settings, f"{which}_sha256")
        setattr(settings, f"{which}_sha256", sha256)
        settings.save()
        record("briefing.own-file", by=by, thing_kind="settings", thing="briefing", file=which, sha256=sha256)
        if before and before != sha256:
            transaction.on_commit(_forgetting(before))
    return settings


def _forgetting(sha256: str) -> Callable[[], None]:
    """After the commit: the store erases it, unless something else is kept under the same hash."""

    def forget() -> None:
        with suppress(OSError):  # what cannot be erased now goes with the next sweep
            forget_file(sha256)

    return forget
