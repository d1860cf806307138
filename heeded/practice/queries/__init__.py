"""Every read of practice. The viewer comes first, always (but for what is due by the rules, which is nobody's view).

What a board keeps is for those within until it shows it; what somebody owns, is asked or is to check is for them.
"""

from heeded.practice.queries._actions import (
    Lacks,
    actions_of,
    agency_actions,
    as_it_stood,
    history_of,
    my_actions,
)
from heeded.practice.queries._boards import BoardStands, Known, boards_stand
from heeded.practice.queries._fetching import (
    action_for,
    addressee_for,
    check_for,
    evidence_for,
    item_for,
    point_for,
    return_for,
)
from heeded.practice.queries._kept import (
    MOST_OFFERED,
    organisations_called,
    partners_of,
    plan_for,
    plans_kept,
)
from heeded.practice.queries._missing import CanClose, MissingToClose, can_close
from heeded.practice.queries._on_plan import (
    is_of_board,
    items_of_points,
    other_items,
    points_to_open,
    reviews_to_open,
)
from heeded.practice.queries._outside import (
    openings_seen,
    questions_seen,
    readings_of,
    submissions_seen,
    submitted_words,
)
from heeded.practice.queries._points import PointShown, Printed, points_shown
from heeded.practice.queries._public import (
    AfterReview,
    Recommended,
    SaidBeforeAndDone,
    after_review,
    outcomes_of,
    said_before,
)
from heeded.practice.queries._reminders import DueReminder, letters_unsettled, reminders_due
from heeded.practice.queries._taught_again import Undated, undated_of
from heeded.practice.queries._throughline import (
    ActionLine,
    AskedOf,
    ItemLine,
    PointThroughline,
    Returned,
    throughline_of,
    throughlines_of,
)
from heeded.practice.queries._visible import (
    agencies_of,
    boards_kept,
    current_openings,
    seen_whole,
    visible_actions,
    visible_addressees,
    visible_checks,
    visible_evidence,
    visible_items,
    visible_points,
    visible_responses,
    visible_returns,
)

__all__ = [
    "MOST_OFFERED",
    "ActionLine",
    "AfterReview",
    "AskedOf",
    "BoardStands",
    "CanClose",
    "DueReminder",
    "ItemLine",
    "Known",
    "Lacks",
    "MissingToClose",
    "PointShown",
    "PointThroughline",
    "Printed",
    "Recommended",
    "Returned",
    "SaidBeforeAndDone",
    "Undated",
    "action_for",
    "actions_of",
    "addressee_for",
    "after_review",
    "agencies_of",
    "agency_actions",
    "as_it_stood",
    "boards_kept",
    "boards_stand",
    "can_close",
    "check_for",
    "current_openings",
    "evidence_for",
    "history_of",
    "is_of_board",
    "item_for",
    "items_of_points",
    "letters_unsettled",
    "my_actions",
    "openings_seen",
    "organisations_called",
    "other_items",
    "outcomes_of",
    "partners_of",
    "plan_for",
    "plans_kept",
    "point_for",
    "points_shown",
    "points_to_open",
    "questions_seen",
    "readings_of",
    "reminders_due",
    "return_for",
    "reviews_to_open",
    "said_before",
    "seen_whole",
    "submissions_seen",
    "submitted_words",
    "throughline_of",
    "throughlines_of",
    "undated_of",
    "visible_actions",
    "visible_addressees",
    "visible_checks",
    "visible_evidence",
    "visible_items",
    "visible_points",
    "visible_responses",
    "visible_returns",
]
