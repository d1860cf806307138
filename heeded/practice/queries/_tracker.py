"""A board's reviews as entries of the NHS tracker: what its file said, with what Heeded knows beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from heeded.engine.plans import TrackerEntry
from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanItem, TrackerRecord
from heeded.practice.queries._actions import actions_of, is_open
from heeded.practice.queries._plan_page import plan_reviews
from heeded.practice.queries._visible import boards_kept, seen_whole
from heeded.practice.tracker_words import entry_said


@dataclass(frozen=True, slots=True)
class Tracked:
    """A review of a board: its entry in the tracker (None: it has none), the review here (None: nobody has said which
    it is) and how many items of the plan it has, and how many of those are closed."""

    tracked: TrackerRecord | None
    work: Work | None
    items: int = 0
    closed: int = 0
    actions: tuple[str, ...] = ()  # still to be done


def tracked_of(viewer: Viewer, board: Organisation) -> QuerySet[TrackerRecord]:
    """The entries of a board, for those who keep its plan."""
    found = TrackerRecord.objects.filter(board=board).select_related("work").order_by("key")
    return found if viewer.is_operator or board.pk in boards_kept(viewer) else found.none()


def tracker_of(viewer: Viewer, board: Organisation) -> tuple[Tracked, ...]:
    """Every review of a board's own that has an entry or something on the plan. Some eight queries, however many."""
    entries = list(tracked_of(viewer, board))
    named = {one.work_id for one in entries if one.work_id}
    own = seen_whole(viewer).filter(board=board, point__work__isnull=False, origin="own")
    items = list(own.select_related("point"))
    ours = {one.point.work_id for one in items}
    works = {one.pk: one for one in plan_reviews(viewer, board) if one.pk in ours}
    actions = actions_of(viewer, board).filter(is_open()).values_list("item__point__work", "what")
    todo: dict[int, list[str]] = {}
    for work, what in actions:
        todo.setdefault(work or 0, []).append(what)
    rows = [_tracked(one, one.work, items, todo) for one in entries]
    rest = [_tracked(None, work, items, todo) for key, work in works.items() if key not in named]
    return (*rows, *rest)


def tracker_entries(board: Organisation, rows: Iterable[Tracked]) -> list[TrackerEntry]:
    """Entries to be written: the file's own words, and where it said nothing the board, what is still to be done and
    whether all of it is closed."""
    found = []
    for row in rows:
        entry = entry_said(row.tracked.said) if row.tracked else TrackerEntry()
        if row.work is not None:
            entry = replace(
                entry,
                local_reference=entry.local_reference or row.work.identifier,
                board=entry.board or board.name,
                case_information=entry.case_information or row.work.title,
                actions=entry.actions or "\n".join(row.actions),
            )
            if entry.closed is None and row.items:
                entry = replace(entry, closed=row.closed == row.items)
        found.append(entry)
    return found


def _tracked(
    tracked: TrackerRecord | None, work: Work | None, items: list[PlanItem], todo: dict[int, list[str]]
) -> Tracked:
    if work is None:
        return Tracked(tracked, None)
    held = [one for one in items if one.point.work_id == work.pk]
    closed = sum(bool(one.closed_as) for one in held)
    return Tracked(tracked, work, len(held), closed, tuple(todo.get(work.pk, ())))
