"""Every write of practice. Each names who does it as `by` and leaves an audit row in its transaction; sending letters
is written down by letter instead (claim_letter, letter_went, letter_refused)."""

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
from heeded.practice.services._planned_checks import MONTHS_AFTER
from heeded.practice.services._points import Entered, enter_item, follow_points, open_item, place_point
from heeded.practice.services._reminding import (
    FATE_UNKNOWN_AFTER,
    RuleWanted,
    claim_letter,
    end_rule,
    letter_refused,
    letter_went,
    list_unknown,
    make_rule,
    send_again,
    write_reminders,
)
from heeded.practice.services._taking_up import TakenUpSaid, take_up
from heeded.practice.services._telling import tell_board

__all__ = [
    "FATE_UNKNOWN_AFTER",
    "MONTHS_AFTER",
    "Answered",
    "Checked",
    "Close",
    "Entered",
    "EvidenceGiven",
    "Figure",
    "Period",
    "RuleWanted",
    "TakenUpSaid",
    "ToOpen",
    "Wanted",
    "add_action",
    "add_evidence",
    "answer",
    "answer_question",
    "ask",
    "ask_board",
    "ask_each",
    "change_action",
    "claim_letter",
    "close_action",
    "close_item",
    "decide_what_came_back",
    "end_opening",
    "end_rule",
    "enter_item",
    "erase_words",
    "find_what_came_back",
    "follow_points",
    "hide_item",
    "letter_refused",
    "letter_went",
    "list_unknown",
    "make_check",
    "make_rule",
    "note_reading",
    "open_item",
    "open_plan",
    "open_together",
    "place_point",
    "plan_check",
    "reopen",
    "say_it_came_back",
    "say_own_words",
    "send_again",
    "show_evidence",
    "show_item",
    "state_of_board",
    "submit",
    "take_evidence_away",
    "take_statement_back",
    "take_up",
    "tell_board",
    "wanted_of",
    "write_reminders",
]
