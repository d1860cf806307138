"""What variables of the environment mean: folders, numbers, hours, each within its bounds."""

from pathlib import Path

from heeded.core.errors import Refused


def folder_at(text: str) -> Path | None:
    """The folder that a variable names, None where it names none."""
    return Path(text).expanduser().absolute() if text else None


def workers_of(text: str) -> int:
    """How many workers run. Raises Refused where that is no number from 1 to 64."""
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise Refused(f"HEEDED_WORKERS is {text!r}.", advice="It must be a number from 1 to 64.")
    return int(text)


def hour_of(text: str) -> int:
    """The hour at which alerts are sent. Raises Refused where it is none."""
    if not text.isdecimal() or int(text) > 23:
        raise Refused(f"HEEDED_ALERTS_HOUR is {text!r}.", advice="It must be an hour from 0 to 23.")
    return int(text)


def hours_of(text: str) -> float:
    """Hours that a public node waits for the main library. Raises Refused where that is no number of hours."""
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 8760:
        raise Refused(
            f"HEEDED_FOLLOW_PATIENCE is {text!r}.", advice="It must be a number of hours, such as 24."
        )
    return hours
