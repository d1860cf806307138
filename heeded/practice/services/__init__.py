"""Every write of practice. Each names who does it as `by` and leaves an audit row in its transaction; sending letters
is written down by letter instead (send_reminders, with the links that a letter holds: claim_letter, make_links,
letter_went, letter_refused, letter_not_needed)."""

from heeded.practice.services._actions import Wanted, add_action, change_action, wanted_of
from heeded.practice.services._answers import Answered, answer, ask, hide_item, say_own_words, show_item
from heeded.practice.services._checks import Checked, make_check, plan_check
from heeded.practice.services._closing import Close, close_action, close_item, reopen
from heeded.practice.services._coming_back import (
    decide_what_came_back,
    find_what_came_back,
    say_it_came_back,
)
from heeded.practice.services._erasing import erase_words
from heeded.practice.services._evidence import (
    EvidenceGiven,
    Figure,
    add_evidence,
    show_evidence,
    take_evidence_away,
)
from heeded.practice.services._evidence_copies import (
    EvidenceFile,
    copy_evidence,
    shown_file,
    take_evidence_file,
)
from heeded.practice.services._following import FollowingPoints, LookingForReturns
from heeded.practice.services._links import (
    LINK_GOOD_FOR,
    SaidByLink,
    make_links,
    throw_links_away,
    try_link,
    use_link,
)
from heeded.practice.services._meetings import Decided, minute, note_meeting, strike_out
from heeded.practice.services._opening import ToOpen, ask_each, open_together
from heeded.practice.services._outside import (
    Period,
    answer_question,
    ask_board,
    end_opening,
    note_reading,
    open_plan,
    state_of_board,
    submit,
    take_statement_back,
)
from heeded.practice.services._outside_readings import note_outside_readings
from heeded.practice.services._plan_at_hand import (
    RowsAtHand,
    columns_of,
    hand_in_plan,
    plan_at_hand,
    plan_in,
    rows_at_hand,
)
from heeded.practice.services._plan_files import (
    PlanChoices,
    TakenPlan,
    begin_taking,
    take_plan,
    take_some,
    taken_counts,
    taken_plan,
)
from heeded.practice.services._plan_work import AT_ONCE, take_now, take_waiting_plans
from heeded.practice.services._planned_checks import MONTHS_AFTER, months_later
from heeded.practice.services._points import Entered, enter_item, follow_points, open_item, place_point
from heeded.practice.services._reminding import (
    FATE_UNKNOWN_AFTER,
    RuleWanted,
    claim_letter,
    end_rule,
    letter_not_needed,
    letter_refused,
    letter_went,
    list_unknown,
    make_rule,
    send_again,
    write_reminders,
)
from heeded.practice.services._sending import send_reminders
from heeded.practice.services._taking_up import TakenUpSaid, take_up
from heeded.practice.services._telling import tell_asker, tell_board
from heeded.practice.services._tracker import TrackerTaken, name_tracked, take_tracker
from heeded.practice.services._usual_rules import USUAL_RULES, make_usual_rules, unsaved
from heeded.practice.services._whom_to_ask import say_whom_to_ask

__all__ = [
    "AT_ONCE",
    "FATE_UNKNOWN_AFTER",
    "LINK_GOOD_FOR",
    "MONTHS_AFTER",
    "USUAL_RULES",
    "Answered",
    "Checked",
    "Close",
    "Decided",
    "Entered",
    "EvidenceFile",
    "EvidenceGiven",
    "Figure",
    "FollowingPoints",
    "LookingForReturns",
    "Period",
    "PlanChoices",
    "RowsAtHand",
    "RuleWanted",
    "SaidByLink",
    "TakenPlan",
    "TakenUpSaid",
    "ToOpen",
    "TrackerTaken",
    "Wanted",
    "add_action",
    "add_evidence",
    "answer",
    "answer_question",
    "ask",
    "ask_board",
    "ask_each",
    "begin_taking",
    "change_action",
    "claim_letter",
    "close_action",
    "close_item",
    "columns_of",
    "copy_evidence",
    "decide_what_came_back",
    "end_opening",
    "end_rule",
    "enter_item",
    "erase_words",
    "find_what_came_back",
    "follow_points",
    "hand_in_plan",
    "hide_item",
    "letter_not_needed",
    "letter_refused",
    "letter_went",
    "list_unknown",
    "make_check",
    "make_links",
    "make_rule",
    "make_usual_rules",
    "minute",
    "months_later",
    "name_tracked",
    "note_meeting",
    "note_outside_readings",
    "note_reading",
    "open_item",
    "open_plan",
    "open_together",
    "place_point",
    "plan_at_hand",
    "plan_check",
    "plan_in",
    "reopen",
    "rows_at_hand",
    "say_it_came_back",
    "say_own_words",
    "say_whom_to_ask",
    "send_again",
    "send_reminders",
    "show_evidence",
    "show_item",
    "shown_file",
    "state_of_board",
    "strike_out",
    "submit",
    "take_evidence_away",
    "take_evidence_file",
    "take_now",
    "take_plan",
    "take_some",
    "take_statement_back",
    "take_tracker",
    "take_up",
    "take_waiting_plans",
    "taken_counts",
    "taken_plan",
    "tell_asker",
    "tell_board",
    "throw_links_away",
    "try_link",
    "unsaved",
    "use_link",
    "wanted_of",
    "write_reminders",
]
