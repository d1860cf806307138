"""The actions of a plan as a list with its filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from heeded.core.clock import today
from heeded.engine.vocabulary import Choice
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import ActionKind, ActionState, ClosedAs
from heeded.practice.models import Action
from heeded.practice.queries import ActionsAsked, Lacks, plan_actions, plan_agencies, points_shown
from heeded.web.presenters.practice.action_words import how_it_stands
from heeded.web.presenters.practice.links import address_if
from heeded.web.presenters.practice.owners import owner_words
from heeded.web.presenters.practice.point_words import point_heading

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action as a list shows it."""

    action: Action
    owner: str
    under: str
    review: str
    stands: str
    colour: str

    @property
    def link(self) -> str:
        return address_if("action", self.action.identifier)


@dataclass(frozen=True, slots=True)
class ActionList:
    """The actions that were asked for, with the filters as they stand."""

    page: Page[Action]
    rows: list[ActionRow]
    asked: ActionsAsked
    filters: list[dict[str, Any]]
    is_narrowed: bool


def action_list(viewer: Viewer, board: Organisation, said: Mapping[str, str]) -> ActionList:
    """The actions of a plan as an address asks for them, a page of them."""
    agencies = plan_agencies(viewer, board)
    asked = _asked(said, agencies)
    page = Paginator(plan_actions(viewer, board, asked), ON_A_PAGE).get_page(said.get("page"))
    held = list(page)
    shown = points_shown(viewer, [one.item.point for one in held])
    rows = []
    for one in held:
        point = shown[one.item.point_id]
        words, colour = stands_words(one)
        review = point.review.work.title if point.review else ""
        rows.append(ActionRow(one, owner_words(one), point_heading(point), review, words, colour))
    return ActionList(page, rows, asked, _filters(asked, agencies), asked != ActionsAsked())


def stands_words(action: Action) -> tuple[str, str]:
    """How an action stands, and the colour that repeats it."""
    closed = action.closed_as or action.item.closed_as
    if closed:
        changed = closed == ClosedAs.PRACTICE_CHANGED
        return _("Closed: %s") % ClosedAs(closed).label.lower(), "green" if changed else "grey"
    if action.state == ActionState.DONE:
        return ActionState.DONE.label, "green"
    if action.due and action.due < today():
        return _("Overdue"), "red"
    started = action.state == ActionState.UNDER_WAY
    return how_it_stands(action), "blue" if started else "grey"


def _asked(said: Mapping[str, str], agencies: Iterable[Organisation]) -> ActionsAsked:
    state = said.get("state", "")
    return ActionsAsked(
        lacks=_one_of(Lacks, said.get("lacks", "")),
        agency=next((one for one in agencies if one.identifier == said.get("agency")), None),
        kind=_one_of(ActionKind, said.get("kind", "")),
        state=state if state in {*(str(one) for one in ActionState), "closed"} else "",
        words=said.get("q", "").strip()[:120],
    )


def _one_of(choices: type[Choice], value: str) -> Any:
    return choices(value) if value in {str(one) for one in choices} else None


def _filters(asked: ActionsAsked, agencies: Iterable[Organisation]) -> list[dict[str, Any]]:
    states = [*((str(one), one.label) for one in ActionState), ("closed", _("Closed"))]
    return [
        _filter(
            "lacks", _("What is missing"), [(str(one), one.label) for one in Lacks], str(asked.lacks or "")
        ),
        _filter(
            "agency",
            _("Agency"),
            [(one.identifier, one.name) for one in agencies],
            asked.agency.identifier if asked.agency else "",
        ),
        _filter("kind", _("Kind"), [(str(one), one.label) for one in ActionKind], str(asked.kind or "")),
        _filter("state", _("State"), states, asked.state),
    ]


def _filter(name: str, words: str, options: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
    return {"name": name, "words": words, "options": options, "chosen": chosen}
