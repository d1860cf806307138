"""How the library and its machines are doing."""

from typing import Any

from ninja import Router

from heeded.api.door import Caller, door
from heeded.api.shape import Shape
from heeded.core.errors import NotAllowed
from heeded.intake.queries import library_state
from heeded.people.permissions import Permission
from heeded.people.scopes import Scope

router = Router(tags=["Running the library"])
_STAFF = frozenset({Permission.ADD_REPORTS, Permission.MANAGE_ACCOUNTS})


class State(Shape):
    """Counts, workers, indexes, machines and tools, by part of the library."""

    state: dict[str, dict[str, Any]]


@router.get("/status", response=State, **door(Scope.STATUS))
def status(request: Caller) -> State:
    """How the library and its machines are doing, for those who run it."""
    assert request.holder is not None  # this door opens to tokens only
    if not _STAFF & request.holder.owner.permissions:
        raise NotAllowed("You do not run this library.")
    return State(state=library_state())
