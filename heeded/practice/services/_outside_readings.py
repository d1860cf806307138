"""Every reading of an opened plan is shown to its board, by whatever door and on whatever page it is read."""

from collections.abc import Iterable

from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.models import OutsideReading, PlanItem
from heeded.practice.queries import boards_kept, current_openings
from heeded.practice.services._outside import note_reading


def note_outside_readings(items: Iterable[PlanItem], *, by: Viewer) -> list[OutsideReading]:
    """Write down that somebody reads these items by what is opened to their body, once for each opening; nothing where
    they see them otherwise. Give the items with their points."""
    if not by.strong or by.account is None or Permission.ASK_BOARDS not in by.permissions:
        return []
    read = {(one.board_id, one.point.work_id) for one in items}
    boards = {board for board, _work in read} - boards_kept(by)
    return [
        note_reading(opening, by=by)
        for opening in current_openings(by).filter(board__in=boards).order_by("pk")
        if any(board == opening.board_id and opening.work_id in (None, work) for board, work in read)
    ]
