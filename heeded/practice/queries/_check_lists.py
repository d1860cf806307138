"""Practice checks as lists: a board's by how they stand, and one's own still to be made."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from heeded.core.clock import today
from heeded.engine.vocabulary import Choice
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchCheck
from heeded.practice.models import Action, PracticeCheck
from heeded.practice.queries._left_open import with_what_is_open
from heeded.practice.queries._visible import (
    agencies_of,
    boards_kept,
    organisations_of,
    seen_whole,
    visible_actions,
    visible_checks,
)
from heeded.practice.queries._waiting_checks import still_to_make


class CheckStands(Choice):
    LATE = "late", "Late"
    DUE = "due", "Still to come"
    MADE = "made", "Made"


def _sees_checks_of(viewer: Viewer, board: Organisation) -> bool:
    """Whether the list of a board's checks is theirs: they keep its plan, check practice for it, or were asked to."""
    if viewer.is_operator or board.pk in boards_kept(viewer):
        return True
    if board.pk in organisations_of(viewer, Permission.CHECK_PRACTICE):
        return True
    return viewer.strong and _asked(viewer).filter(board=board).exists()


def board_with_checks(viewer: Viewer, identifier: str) -> Organisation:
    """The board whose list of checks this is.

    Raises:
        NoSuchCheck: there is none, or its list is not theirs.
    """
    found = Organisation.objects.filter(identifier=identifier).first()
    if found is None or not _sees_checks_of(viewer, found):
        raise NoSuchCheck("There are no such practice checks.")
    return found


def checks_of(
    viewer: Viewer, board: Organisation, stands: CheckStands | None = None, *, on: date | None = None
) -> QuerySet[PracticeCheck]:
    """The checks of a board that this viewer may see: those still to be made by when they are due, those made newest
    first."""
    found = visible_checks(viewer).filter(board=board).select_related("checker", "lesson")
    if stands == CheckStands.MADE:
        return found.filter(made_at__isnull=False).order_by("-made_at", "-pk")
    waiting = still_to_make(found).order_by("due", "pk")
    day = on or today()
    if stands == CheckStands.LATE:
        return waiting.filter(due__lt=day)
    return waiting.filter(due__gte=day) if stands == CheckStands.DUE else waiting


def my_checks(viewer: Viewer) -> QuerySet[PracticeCheck]:
    """What this person is asked to check and has not yet, wherever it is, due first first."""
    if not viewer.strong:
        return PracticeCheck.objects.none()
    waiting = still_to_make(_asked(viewer))
    return waiting.select_related("board", "checker", "lesson").order_by("due", "pk")


def actions_checked(viewer: Viewer, checks: Iterable[PracticeCheck]) -> dict[int, list[Action]]:
    """By key of a check, the actions that it is of, as far as this viewer may see them. Two queries."""
    through = PracticeCheck.actions.through.objects
    keys = [one.pk for one in checks]
    pairs = list(through.filter(practicecheck__in=keys).order_by("pk").values_list("practicecheck", "action"))
    actions = with_what_is_open(visible_actions(viewer)).select_related("item__point")
    seen = actions.in_bulk([action for _, action in pairs])
    found: dict[int, list[Action]] = defaultdict(list)
    for check, action in pairs:
        if action in seen:
            found[check].append(seen[action])
    return found


def sees_check_within(viewer: Viewer, check: PracticeCheck) -> bool:
    """Whether they see what was written when it was made: those within, who made or is to make it, and those whose
    actions it is of. Whoever is asked to make another check of the board does not."""
    if viewer.is_operator or check.board_id in organisations_of(viewer, Permission.CHECK_PRACTICE):
        return True
    if not viewer.strong or viewer.account is None:
        return False
    if viewer.account == check.checker_id or viewer.audit_name == check.made_by:
        return True
    mine = check.actions.filter(pk__in=_own_actions(viewer))
    return mine.exists() or seen_whole(viewer).filter(actions__checks=check).exists()


def _own_actions(viewer: Viewer) -> QuerySet[Action]:
    own = Action.objects.filter(owner=viewer.account or 0)
    return own | Action.objects.filter(owner_agency__in=agencies_of(viewer))


def _asked(viewer: Viewer) -> QuerySet[PracticeCheck]:
    return PracticeCheck.objects.filter(checker=viewer.account or 0)
