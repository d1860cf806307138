"""A board's plan on one page: what wants looking at, figures, and its items by review."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.library.models import Work
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.models import PlanItem
from heeded.practice.queries import (
    BoardStands,
    ItemFigures,
    ItemsAsked,
    ItemState,
    figures_of,
    plan_items,
    plan_reviews,
    points_shown,
    state_of,
)
from heeded.web.presenters.practice.links import address_if
from heeded.web.presenters.practice.point_words import PointWords, point_words

ON_A_PAGE = 25
STATE_COLOURS = {
    ItemState.NO_ANSWER: "yellow",
    ItemState.NO_ACTION: "yellow",
    ItemState.NOT_NEEDED: "grey",
    ItemState.UNDER_WAY: "blue",
    ItemState.TO_CHECK: "purple",
    ItemState.CHANGED: "green",
    ItemState.CLOSED: "grey",
}
_WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item as a list shows it. `opens` says that a review begins with it."""

    item: PlanItem
    point: PointWords
    figures: ItemFigures
    state: ItemState
    opens: bool

    @property
    def colour(self) -> str:
        return STATE_COLOURS[self.state]

    @property
    def link(self) -> str:
        return address_if("plan-item", self.item.identifier)


@dataclass(frozen=True, slots=True)
class ItemList:
    """The items that were asked for, with the filters as they stand."""

    page: Page[PlanItem]
    rows: list[ItemRow]
    reviews: list[Work]
    asked: ItemsAsked
    is_narrowed: bool
    documents: set[str]  # whose words are shown

    @property
    def state(self) -> str:
        """The value of the state that is chosen."""
        return _WAITING if self.asked.waiting else str(self.asked.state or "")

    @property
    def states(self) -> list[tuple[str, str]]:
        """What can be chosen as a state."""
        return [(_WAITING, _("An answer is outstanding")), *((str(one), one.label) for one in ItemState)]


def item_list(viewer: Viewer, board: Organisation, said: Mapping[str, str]) -> ItemList:
    """The items of a plan as an address asks for them, a page of them."""
    reviews = plan_reviews(viewer, board)
    asked = _asked(said, reviews)
    page = Paginator(plan_items(viewer, board, asked), ON_A_PAGE).get_page(said.get("page"))
    rows = _rows(viewer, list(page))
    documents = {one for row in rows for one in row.point.documents}
    narrowed = asked != ItemsAsked()
    return ItemList(page, rows, reviews, asked, narrowed, documents)


def _asked(said: Mapping[str, str], reviews: list[Work]) -> ItemsAsked:
    state = said.get("state", "")
    return ItemsAsked(
        work=next((one for one in reviews if one.identifier == said.get("review")), None),
        state=ItemState(state) if state in {str(one) for one in ItemState} else None,
        words=said.get("q", "").strip()[:120],
        waiting=state == _WAITING,
    )


def _rows(viewer: Viewer, items: list[PlanItem]) -> list[ItemRow]:
    shown = points_shown(viewer, [one.point for one in items])
    printed = [one.learning_point for point in shown.values() for one in point.printed]
    prefetch_related_objects(list({one.pk: one for one in printed}.values()), "places")
    figures = figures_of(items)
    rows: list[ItemRow] = []
    work: int | None = -1
    for item in items:
        opens, work = item.point.work_id != work, item.point.work_id
        words = point_words(shown[item.point_id])
        rows.append(ItemRow(item, words, figures[item.pk], state_of(item, figures[item.pk]), opens))
    return rows


def figures_shown(board: Organisation, stands: BoardStands) -> list[tuple[str, int, str]]:
    """The figures of a plan with the list behind each."""
    items, actions = (
        reverse("plan", args=[board.identifier]),
        reverse("plan-actions", args=[board.identifier]),
    )

    def of_state(state: ItemState) -> str:
        return f"{items}?{urlencode({'state': str(state)})}#items"

    return [
        (_("On the plan"), stands.items, f"{items}#items"),
        (_("Answered"), stands.answered, ""),
        (_("Closed"), stands.closed, ""),
        (_("Of those: practice changed"), stands.changed, of_state(ItemState.CHANGED)),
        (_("Actions"), stands.actions, actions),
        (_("Actions done"), stands.done, f"{actions}?{urlencode({'state': 'done'})}"),
        (_("Came back"), stands.came_back, ""),
    ]


_DOORS = (
    (gettext_lazy("All actions"), "plan-actions"),
    (gettext_lazy("Put a review on the plan"), "open-on-plan"),
    (gettext_lazy("Take in a plan’s file"), "import-plan"),
    (gettext_lazy("Practice checks"), "plan-checks"),
    (gettext_lazy("Came back"), "plan-came-back"),
    (gettext_lazy("Meetings and minutes"), "meetings"),
    (gettext_lazy("Reminders"), "reminder-rules"),
    (gettext_lazy("Outside bodies"), "plan-outside"),
    (gettext_lazy("NHS tracker"), "tracker"),
    (gettext_lazy("What is said of the board"), "board-statement"),
    (gettext_lazy("The board’s public page"), "board"),
)
_FILES = (("xlsx", "Excel"), ("csv", "CSV"), ("docx", "Word"), ("ics", gettext_lazy("calendar")))


def doors_of(board: Organisation) -> list[tuple[str, str]]:
    """The pages about a plan: words and address."""
    found = [(str(words), address_if(name, board.identifier)) for words, name in _DOORS]
    return [one for one in found if one[1]]


def files_of(board: Organisation) -> list[tuple[str, str]]:
    """The plan as files: words and address."""
    return [(str(words), reverse("plan-file", args=[board.identifier, kind])) for kind, words in _FILES]
