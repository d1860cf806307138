"""What a step hands to the runner."""

from collections.abc import Callable
from dataclasses import dataclass


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Result:
    """`save` writes what was found, inside the transaction that marks the step done. `tool` names what did it.

    With `stop`, the later steps wait: a scan that needs OCR has nothing for them yet.
    """

    tool: str
    save: Callable[[], None] = _nothing
    stop: bool = False
