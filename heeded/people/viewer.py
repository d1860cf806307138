"""Whoever asks to see or do something, as the rest of Heeded knows them."""

from dataclasses import dataclass, field

from heeded.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person (or nobody, or the operator at the command line) with what they hold right now.

    `strong` says that this log-in used a second factor, or that the library is one person's own on
    loopback, where none is asked for. Restricted material asks for it.
    """

    account: int | None = None
    roles: frozenset[str] = frozenset()
    permissions: frozenset[Permission] = frozenset()
    teams: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    roles_in: frozenset[tuple[str, int]] = frozenset()  # (role, organisation)
    strong: bool = False
    is_operator: bool = False
    emergency: frozenset[int] = field(default_factory=frozenset)  # documents opened in an emergency

    @property
    def audit_name(self) -> str:
        if self.is_operator:
            return "operator"
        return f"account:{self.account}" if self.account else "anonymous"


ANONYMOUS = Viewer()
OPERATOR = Viewer(permissions=frozenset(Permission), strong=True, is_operator=True)
