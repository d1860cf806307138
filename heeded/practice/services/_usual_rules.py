"""The rules that most boards would make, offered as one set."""

from django.db import transaction

from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.kinds import RemindsOf
from heeded.practice.models import ReminderRule
from heeded.practice.services._reminding import RuleWanted, make_rule

_STAFF = "board-staff"
USUAL_RULES = (
    RuleWanted(RemindsOf.ACTION, -14),
    RuleWanted(RemindsOf.ACTION, 0),
    RuleWanted(RemindsOf.ACTION, 7),
    RuleWanted(RemindsOf.ACTION, 28, "manager"),
    RuleWanted(RemindsOf.ACTION, 56, _STAFF, at_board=True),
    RuleWanted(RemindsOf.ANSWER, -14),
    RuleWanted(RemindsOf.ANSWER, 7),
    RuleWanted(RemindsOf.ANSWER, 28, _STAFF, at_board=True),
    RuleWanted(RemindsOf.CHECK, -14),
    RuleWanted(RemindsOf.CHECK, 0, _STAFF, at_board=True),
)


@transaction.atomic
def make_usual_rules(board: Organisation, *, by: Viewer) -> list[ReminderRule]:
    """Put down all of them for a board; those that it has stay as they are.

    Raises:
        NotAllowed: they do not keep that board's plan.
    """
    return [make_rule(board, wanted, by=by) for wanted in USUAL_RULES]


def unsaved(board: Organisation, wanted: RuleWanted) -> ReminderRule:
    """A rule that is only tried."""
    said = {name: getattr(wanted, name) for name in RuleWanted.__dataclass_fields__}
    return ReminderRule(board=board, **said)
