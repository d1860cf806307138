"""Who asks about plans: by a token for practice its owner, from within; everybody else what boards show."""

from collections.abc import Iterable
from dataclasses import replace

from heeded.api.door import Caller
from heeded.library.services import note_readings
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer
from heeded.practice.queries import PointShown


def practising(request: Caller) -> Viewer:
    """The viewer as plans know them. A token made in a log-in with a second factor sees what its owner sees of plans
    where it is for practice; restricted reports it reads only where it is for those too."""
    holder = request.holder
    if holder is None:
        return request.viewer
    return replace(request.viewer, strong=holder.token.strong and Scope.PRACTICE in holder.scopes)


def note_what_is_read(viewer: Viewer, points: Iterable[PointShown], *, door: str) -> None:
    """Reading words of a restricted document leaves its trace."""
    documents = {one.learning_point.document.identifier for shown in points for one in shown.printed}
    note_readings(documents, by=viewer, door=door)
