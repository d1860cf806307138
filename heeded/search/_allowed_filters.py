"""Filters that may be combined: none that would single out a child in a place."""

from collections.abc import Sequence

from heeded.engine.vocabulary import OF_SUBJECT
from heeded.people.viewer import Viewer
from heeded.search._shelf import FACT_OF
from heeded.search.request import SearchRequest

OF_A_CHILD = tuple(name for name, fact in FACT_OF.items() if fact in OF_SUBJECT)
OF_A_PLACE = ("areas", "boards")
_REFUSED = (
    "Without logging in, an area or board cannot be combined with a child’s age, the harm or whether somebody died:"
    " together they could point to one child. Those filters were left out."
)


def chooses_a_child(request: SearchRequest) -> bool:
    """Whether a list is chosen by what is known of a child: beside an area or board that could point to one."""
    return any(getattr(request, name) for name in OF_A_CHILD)


def allowed_request(viewer: Viewer, request: SearchRequest) -> tuple[SearchRequest, tuple[str, ...]]:
    """The request without what must not be combined, and what was refused in plain words."""
    if viewer.account is not None or viewer.is_operator:
        return request, ()
    of_a_child = [name for name in OF_A_CHILD if getattr(request, name)]
    if not (of_a_child and any(getattr(request, name) for name in OF_A_PLACE)):
        return request, ()
    return request.without(*of_a_child), (_REFUSED,)


def offered(viewer: Viewer, request: SearchRequest, names: Sequence[str]) -> list[str]:
    """The filters that may be offered beside those in use."""
    if viewer.account is not None or viewer.is_operator:
        return list(names)
    place = any(getattr(request, name) for name in OF_A_PLACE)
    child = chooses_a_child(request)
    closed = {*(OF_A_CHILD if place else ()), *(OF_A_PLACE if child else ())}
    return [name for name in names if name not in closed]
