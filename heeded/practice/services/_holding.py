"""What the services share: who may, taking turns, checked words, telling of it."""

from collections.abc import Mapping

from heeded.core.actors import Actor
from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import ChangeKind, note_change, record
from heeded.core.transactions import one_at_a_time
from heeded.engine.plain_text import plain_text
from heeded.library.keeping import boards_of
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchAction, NoSuchItem
from heeded.practice.models import Action, PlanItem
from heeded.practice.queries import visible_actions, visible_items
from heeded.practice.queries._visible import boards_kept

LONGEST = 8000  # characters
_OTHERWISE: Mapping[Permission, str] = {
    Permission.ANSWER: "You cannot answer for this organisation.",
    Permission.MANAGE_PLAN: "You cannot change this board’s plan.",
    Permission.OWN_ACTIONS: "You cannot change this action.",
    Permission.CHECK_PRACTICE: "You cannot check practice here.",
    Permission.DECIDE_CAME_BACK: "You cannot decide whether something came back.",
    Permission.ASK_BOARDS: "You cannot ask boards for this body.",
}


def may_for(by: Viewer, permission: Permission, organisation: int | None) -> bool:
    """Whether a role in this organisation (by key), or in one that took over from it, allows it, and nothing that they
    act by cuts that down. Nobody changes anything of a plan without a second factor."""
    if by.is_operator:
        return True
    held = organisation is not None and by.strong and permission in by.permissions
    return held and organisation in boards_of(by, permission)


def must_for(by: Viewer, permission: Permission, organisation: Organisation | int | None) -> None:
    """Go on only where a role in this organisation allows it.

    Raises:
        NotAllowed: none does.
    """
    key = organisation.pk if isinstance(organisation, Organisation) else organisation
    if not may_for(by, permission, key):
        raise NotAllowed(_OTHERWISE[permission], advice="The staff of the board can.")


def hold_plan(board: Organisation | int) -> None:
    """Wait for one's turn with a board's plan, until this transaction ends: before several things of it are held, in
    whatever order, so that two never wait for each other."""
    one_at_a_time("plan", board.pk if isinstance(board, Organisation) else board)


def held_item(item: PlanItem, *, by: Viewer) -> PlanItem:
    """The item as it is now; nobody else changes it, nor anything of it, until this transaction ends.

    Raises:
        NoSuchItem: there is none that they may see.
    """
    one_at_a_time("plan-item", item.pk)
    # `no_key`: rows that point here can still be written by others; their waiting would be for each other.
    held = PlanItem.objects.select_for_update(of=("self",), no_key=True).select_related("board", "point")
    found = held.filter(pk=item.pk).first()
    if found is None or not _sees(found, by):
        raise NoSuchItem("There is no such item on a plan.")
    return found


def _sees(item: PlanItem, by: Viewer) -> bool:
    """Those who keep the plan see all of it; of others it is asked in full."""
    kept = by.is_operator or item.board_id in boards_kept(by)
    return kept or visible_items(by).filter(pk=item.pk).exists()


def kept_item(item: PlanItem, *, by: Viewer) -> PlanItem:
    """The same, for those who keep the plan that it is on.

    Raises:
        NoSuchItem: as `held_item`.
        NotAllowed: they do not keep it.
    """
    held = held_item(item, by=by)
    must_for(by, Permission.MANAGE_PLAN, held.board_id)
    return held


def held_action(action: Action, *, by: Viewer) -> Action:
    """The action as it is now, with its item, held like it.

    Raises:
        NoSuchAction: there is none that they may see.
    """
    item_key = Action.objects.filter(pk=action.pk).values_list("item", flat=True).first()
    one_at_a_time("plan-item", item_key or 0)
    held = Action.objects.select_for_update(of=("self",), no_key=True).select_related("item", "item__board")
    found = held.filter(pk=action.pk).first()
    kept = found is not None and (by.is_operator or found.item.board_id in boards_kept(by))
    if found is None or not (kept or visible_actions(by).filter(pk=found.pk).exists()):
        raise NoSuchAction("There is no such action.")
    return found


def checked_words(words: str, *, what: str, needed: bool = False, most: int = LONGEST) -> str:
    """Words as somebody typed them, without what cannot be stored or written into a file.

    Raises:
        Refused: there are none where some are needed, or too many.
    """
    said = plain_text(words).strip()
    if needed and not said:
        raise Refused(f"Say {what}.")
    if len(said) > most:
        raise Refused(f"Say {what} in at most {most} characters.")
    return said


def tell(
    action: str,
    item: PlanItem,
    *,
    by: Actor,
    thing: tuple[str, str] | None = None,
    **details: str | int | bool | None,
) -> None:
    """The audit row, and the change that others hear of."""
    kind, identifier = thing or ("plan-item", item.identifier)
    record(action, by=by, thing_kind=kind, thing=identifier, **details)
    note_change(ChangeKind.PRACTICE, thing_kind="plan-item", thing=item.pk)
