"""Opening a library for a command: Django is set up, a missing library is made, an older one is refused."""

import time
from pathlib import Path

from heeded.cli.output import Output
from heeded.core.errors import Refused

_PATIENCE = 600.0  # seconds that a command waits for the index


def open_library(*, make: bool = True, upgrade: bool = False) -> Path:
    """Set Django up on the chosen library and give back its folder.

    Raises:
        Refused: it was made by an older version (upgrade it first) or a newer one, or there is none.
    """
    import django

    from heeded.config.environment import use_settings

    use_settings()
    django.setup()
    from django.conf import settings

    folder = Path(settings.DATA)
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    if not database.exists() and not make:
        raise Refused(f"There is no library in {folder}.", advice="Add a report first, or give --data DIR.")
    from heeded.core.schema import bring_up_to_date, making, state_of_schema

    folder.mkdir(parents=True, exist_ok=True)
    state = state_of_schema(folder)
    if state == "newer":
        raise Refused("This library was made by a newer version of Heeded.", advice="Install that version.")
    if state == "older" and not upgrade:
        raise Refused("This library was made by an older version of Heeded.", advice="Run: heeded upgrade")
    if state == "new":
        with making(folder):
            if state_of_schema(folder) == "new":  # nobody else made it meanwhile
                bring_up_to_date(folder)
    return folder


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
