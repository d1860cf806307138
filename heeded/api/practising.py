"""Who asks about plans: by a token for practice its owner, from within; everybody else what boards show."""

from collections.abc import Iterable
from dataclasses import replace

from heeded.api.door import Caller
from heeded.library.services import note_readings
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanItem
from heeded.practice.queries import PointShown, boards_kept, current_openings
from heeded.practice.services import note_reading


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


def note_outside(viewer: Viewer, items: Iterable[PlanItem]) -> None:
    """What an outside body reads of an opened plan is shown to the board, once for each opening. Give the items with
    their points."""
    held = list(items)
    if not viewer.strong or viewer.account is None or not held:
        return
    told = {(one.board_id, one.point.work_id) for one in held}
    boards = {one.board_id for one in held} - boards_kept(viewer)
    for opening in current_openings(viewer).filter(board__in=boards):
        if any(board == opening.board_id and opening.work_id in (None, work) for board, work in told):
            note_reading(opening, by=viewer)
