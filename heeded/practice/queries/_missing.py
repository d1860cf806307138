"""What is still missing before something can be closed as "practice changed"."""

from dataclasses import dataclass

from heeded.engine.vocabulary import Choice
from heeded.people.viewer import Viewer
from heeded.practice.kinds import NEVER_ALONE, ActionState, CheckAnswer
from heeded.practice.models import Action, PlanItem, PracticeCheck
from heeded.practice.queries._visible import visible_checks


class MissingToClose(Choice):
    NOT_DONE = "not-done", "an action is not done yet"
    NOTHING_DONE = "nothing-done", "there is no action that anybody could have checked"
    NO_CHECK = "no-check", "nobody has made a practice check yet"
    NOT_YES = "not-yes", "the newest practice check does not say yes"
    NO_EVIDENCE = "no-evidence", "the practice check has no evidence besides a training record"


@dataclass(frozen=True, slots=True)
class CanClose:
    """The check that "practice changed" can rest on, and what is missing where it cannot."""

    check: PracticeCheck | None
    missing: tuple[MissingToClose, ...]

    @property
    def as_changed(self) -> bool:
        return not self.missing


def can_close(viewer: Viewer, thing: PlanItem | Action) -> CanClose:
    """Whether an item of a plan, or one action, can be closed as "practice changed", by the rules of closing. Four
    queries at most."""
    actions = list(thing.actions.all()) if isinstance(thing, PlanItem) else [thing]
    open_ones = [one for one in actions if not one.closed_as and one.state != ActionState.DONE]
    made = visible_checks(viewer).filter(made_at__isnull=False, actions__in=actions)
    newest = made.order_by("-made_at", "-pk").first()
    missing = [MissingToClose.NOT_DONE] if open_ones else []
    if not actions:
        missing.append(MissingToClose.NOTHING_DONE)
    elif newest is None:
        missing.append(MissingToClose.NO_CHECK)
    elif newest.answer != CheckAnswer.YES:
        missing.append(MissingToClose.NOT_YES)
    elif not newest.evidence.filter(taken_away_at__isnull=True).exclude(kind__in=NEVER_ALONE).exists():
        missing.append(MissingToClose.NO_EVIDENCE)
    return CanClose(newest, tuple(missing))
