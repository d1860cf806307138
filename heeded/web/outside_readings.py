"""What an outside body reads of an opened plan is shown to the board, on whichever page it stands."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from heeded.people.permissions import Permission
from heeded.people.viewer import ANONYMOUS, Viewer
from heeded.practice.models import PlanItem
from heeded.practice.queries import current_openings
from heeded.practice.services import note_outside_readings

_READ = frozenset({200, 422})  # a form that is shown again stands beside the same words
# Pages by name of their address, and how the things that they are of reach the items of a plan. The pages of an
# opening and of an item say so themselves.
_PAGES: dict[str, tuple[str, ...]] = {
    "point": ("point__identifier", "point__places__learning_point__identifier"),
    "action": ("actions__identifier",),
    "action-history": ("actions__identifier",),
    "evidence": ("evidence__identifier",),
    "evidence-file": ("evidence__identifier",),
    "evidence-copy": ("evidence__identifier",),
    "check": ("actions__checks__identifier",),
    "after-review": ("point__work__identifier",),
    "review": ("point__work__identifier",),  # beside its recommendations stands what became of them
    "board": ("board__identifier",),
    "boards": (),  # all that are opened: their plans are in the counts
    "boards-file": (),
    "came-back": ("came_back__identifier",),
    "lesson": ("point__places__learning_point__lessons__lesson__identifier",),
}


class NotesOutsideReadings:
    """Asks nothing of anybody but those who read plans for an outside body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        viewer: Viewer = getattr(request, "viewer", ANONYMOUS)
        match = request.resolver_match
        if match is None or match.namespaces or request.method == "HEAD" or response.status_code not in _READ:
            return response
        paths = _PAGES.get(match.url_name or "")
        if paths is not None and viewer.strong and Permission.ASK_BOARDS in viewer.permissions:
            _note(paths, match.kwargs, viewer)
        return response


def _note(paths: tuple[str, ...], named: dict[str, Any], viewer: Viewer) -> None:
    opened = current_openings(viewer).values("board")
    identifier = named.get("identifier") or named.get("board")
    of_it = Q()
    for path in paths:
        of_it |= Q(**{path: identifier})
    items = PlanItem.objects.filter(of_it, board__in=opened).select_related("point").distinct()
    note_outside_readings(items, by=viewer)
