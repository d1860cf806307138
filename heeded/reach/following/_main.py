"""On a public node: which library it follows, and how far it has come, written down in one row."""

from datetime import datetime

from django.db import transaction

from heeded.core.actors import SystemActor
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.library.models import Document, LibrarySettings, MainLibrary, Work

FOLLOWER = SystemActor("follow")


@transaction.atomic
def begin(address: str) -> MainLibrary:
    """Make this library one that follows: an empty one, or one that follows this address already.

    Raises:
        Refused: it follows another library, or holds what was added here.
    """
    main = MainLibrary.objects.first()
    if main is not None and main.address != address:
        raise Refused(
            f"This library follows {main.address}.", advice="Make a new one for the other: --data FOLDER."
        )
    if main is None:
        if Document.objects.exists() or Work.objects.exists():
            raise Refused(
                "This library holds reviews that were added here, so it follows nobody.",
                advice="Give the public node a folder of its own: --data FOLDER.",
            )
        main = MainLibrary.objects.create(address=address)
        settings, _made = LibrarySettings.objects.get_or_create(pk=1)
        settings.follows = address
        settings.save(update_fields=["follows"])
        record("library.follow", by=FOLLOWER, thing_kind="library", thing="1")
    return main


def note(**said: str | int | datetime) -> None:
    """Write down how far it has come."""
    MainLibrary.objects.update(**said)


def reached(*, error: str = "", **said: str | int | datetime) -> None:
    """The main library answered just now. `error`: what was wrong all the same."""
    note(reached_at=now(), error=error[:300], **said)
