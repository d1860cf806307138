"""Opening a library for a command: Django is set up, a missing library is made, an older one is refused."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.cli.output import Output
from heeded.core.errors import Refused

if TYPE_CHECKING:
    from heeded.core.schema import State

_PATIENCE = 600.0  # seconds that a command waits for the index


def open_library(*, make: bool = True, upgrade: bool = False) -> Path:
    """Set Django up on the chosen library and give back its folder.

    Raises:
        Refused: it was made by an older version (upgrade it first) or a newer one, there is none, or its database
            cannot be reached.
    """
    import django

    from heeded.config.environment import use_settings

    use_settings()
    django.setup()
    from django.conf import settings

    from heeded.core.schema import bring_up_to_date, making, state_of_schema
    from heeded.core.services import settle_copied_log

    folder = Path(settings.DATA)
    state = _state(folder, make=make)
    if state == "newer":
        raise Refused("This library was made by a newer version of Heeded.", advice="Install that version.")
    if state == "half":
        raise Refused(
            "The records were never wholly moved into this database.",
            advice="Unset DATABASE_URL and run heeded move again.",
        )
    if state == "older" and not upgrade:
        raise Refused("This library was made by an older version of Heeded.", advice="Run: heeded upgrade")
    folder.mkdir(parents=True, exist_ok=True)
    if state == "new":
        with making(folder):
            if state_of_schema(folder) == "new":  # nobody else made it meanwhile
                bring_up_to_date(folder)
                furnish()
    (folder / "erasures.jsonl").touch()  # there from the first day, so that a restore can always be given it
    if state == "current":
        settle_copied_log()
    return folder


def furnish() -> None:
    """Put into a library what comes with Heeded: frameworks to code with, and their newer versions. Safe to repeat."""
    from heeded.core.actors import SYSTEM
    from heeded.engine.frameworks import shipped
    from heeded.learning.services import keep_shipped

    keep_shipped(shipped(), by=SYSTEM)


def _state(folder: Path, *, make: bool) -> "State":
    """How old the records are. A place that can hold none is refused before anything is made there."""
    from django.db import OperationalError, connection

    from heeded.cli.places import must_fit
    from heeded.core.schema import state_of_schema

    none = Refused(f"There is no library in {folder}.", advice="Add a report first, or give --data DIR.")
    if connection.vendor == "sqlite":
        if not make and not Path(str(connection.settings_dict["NAME"])).exists():
            raise none
        return state_of_schema(folder)
    try:
        state = state_of_schema(folder)
        if state == "new":
            must_fit(folder)
    except OperationalError as error:
        advice = "Check DATABASE_URL, and that PostgreSQL runs and lets this machine in."
        raise Refused("The database cannot be reached.", advice=advice) from error
    if state == "new" and not make:
        raise none
    return state


def make_findable(out: Output) -> None:
    """Return when the word index has heard of everything so far, whoever writes it.

    Raises:
        Refused: it does not come to an end.
    """
    from heeded.search.services import follow

    out.progress("Making it findable")
    until = time.monotonic() + _PATIENCE
    while (done := follow()).behind:
        if time.monotonic() > until:
            raise Refused("The word index is not up to date yet.", advice="Run: heeded index")
        if done.skipped:
            time.sleep(0.1)
