"""Who does a thing, as the audit writes it down: an identifier, never a name."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Whoever acts: a person's viewer, the operator at the command line, or Heeded itself."""

    @property
    def audit_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SystemActor:
    """Heeded itself, doing what somebody asked for earlier (reading a file, following the change log)."""

    part: str = "system"

    @property
    def audit_name(self) -> str:
        return f"system:{self.part}"


SYSTEM = SystemActor()
