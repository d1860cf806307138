"""A board's reviews as entries of the NHS tracker: what its file said, with what Heeded knows beside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from heeded.engine.plans import TrackerEntry
from heeded.engine.vocabulary import NOT_STATED, FactName, ReviewType, WorkKind
from heeded.library.filing import visible_decisions
from heeded.library.models import Work
from heeded.library.queries import visible_works
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanItem, TrackerRecord
from heeded.practice.queries._actions import actions_of, is_open
from heeded.practice.queries._plan_page import plan_reviews
from heeded.practice.queries._visible import boards_kept, seen_whole
from heeded.practice.tracker_words import entry_said

_FILED = (FactName.REVIEW_TYPE, FactName.DATE_OF_PUBLICATION)
_TYPES = dict(ReviewType.choices())


@dataclass(frozen=True, slots=True)
class Tracked:
    """A review of a board: its entry in the tracker (None: it has none), the review here (None: nobody has said which
    it is) and how many items of the plan it has, and how many of those are closed. Its kind and the day of its
    publication are what a person decided; what a machine proposes is none."""

    tracked: TrackerRecord | None
    work: Work | None
    items: int = 0
    closed: int = 0
    actions: tuple[str, ...] = ()  # still to be done
    review_type: str = ""
    published_on: date | None = None


def tracked_of(viewer: Viewer, board: Organisation) -> QuerySet[TrackerRecord]:
    """The entries of a board, for those who keep its plan."""
    found = TrackerRecord.objects.filter(board=board).select_related("work").order_by("key")
    return found if viewer.is_operator or board.pk in boards_kept(viewer) else found.none()


def tracker_of(viewer: Viewer, board: Organisation) -> tuple[Tracked, ...]:
    """Every review of a board's own that has an entry or something on the plan. Some nine queries, however many."""
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
    decided = _decided(viewer, named | set(works))
    rows = [_tracked(one, one.work, items, todo) for one in entries]
    rest = [_tracked(None, work, items, todo) for key, work in works.items() if key not in named]
    return tuple(_with_decided(one, decided) for one in (*rows, *rest))


def tracker_entries(board: Organisation, rows: Iterable[Tracked]) -> list[TrackerEntry]:
    """Entries to be written: the file's own words, and where it said nothing the board, the kind and title of the
    review and the day of its publication as people decided them, what is still to be done and whether all of it is
    closed."""
    found = []
    for row in rows:
        entry = entry_said(row.tracked.said) if row.tracked else TrackerEntry()
        if row.work is not None:
            entry = replace(
                entry,
                local_reference=entry.local_reference or row.work.identifier,
                board=entry.board or board.name,
                case_information=entry.case_information or _title(row.work),
                review_type=entry.review_type or row.review_type,
                published_on=entry.published_on or row.published_on,
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


def _decided(viewer: Viewer, works: Iterable[int]) -> Mapping[int, Mapping[str, str]]:
    """By review (by key) what people decided of it. One query."""
    seen = visible_works(viewer).filter(pk__in=works).order_by()
    decisions = visible_decisions(viewer).filter(work__in=seen, name__in=_FILED, subject__isnull=True)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for work, name, values in decisions.order_by("pk").values_list("work", "name", "values"):
        found[work][name] = str(values[0]) if values and values[0] != NOT_STATED else ""
    return found


def _with_decided(row: Tracked, decided: Mapping[int, Mapping[str, str]]) -> Tracked:
    if row.work is None:
        return row
    known = decided.get(row.work.pk, {})
    kind = known.get(FactName.REVIEW_TYPE, "")
    if not kind and row.work.kind == WorkKind.RAPID_REVIEW:  # said by whoever entered it
        kind = WorkKind.RAPID_REVIEW.label
    published = _day(known.get(FactName.DATE_OF_PUBLICATION, ""))
    return replace(row, review_type=_TYPES.get(kind, kind), published_on=published)


def _day(known: str) -> date | None:
    """The tracker takes a day: of what is known by its month or year alone none is made up."""
    try:
        return date.fromisoformat(known)
    except ValueError:
        return None


def _title(work: Work) -> str:
    """The title of a review, unless a machine took it from the first page and nobody has confirmed it."""
    return work.title if work.title_is_confirmed or work.catalogued else ""
