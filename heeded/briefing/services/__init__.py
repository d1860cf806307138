"""Every write of briefings. Each names the person as `by` and leaves an audit row in its transaction."""

from heeded.briefing.services._adding import Citing, add_line, add_question
from heeded.briefing.services._carrying import next_version_with
from heeded.briefing.services._deciding import decide_recommendation, decide_why
from heeded.briefing.services._drafts import spans_of_line
from heeded.briefing.services._editing import (
    AsSeen,
    Conflict,
    LineEdit,
    QuestionEdit,
    Saved,
    move_line,
    save_edits,
)
from heeded.briefing.services._erasing import erase_words
from heeded.briefing.services._gathering import gather_digest
from heeded.briefing.services._own_files import keep_own_file, remove_own_file
from heeded.briefing.services._proposing import propose_briefing
from heeded.briefing.services._settings import LONGEST_TITLE, save_briefing_settings
from heeded.briefing.services._states import back_to_draft, check, discard, issue, next_version
from heeded.briefing.services._words import DraftWords, Wording
from heeded.briefing.services._writing import BriefingWritten, LineWritten, write_briefing

__all__ = [
    "LONGEST_TITLE",
    "AsSeen",
    "BriefingWritten",
    "Citing",
    "Conflict",
    "DraftWords",
    "LineEdit",
    "LineWritten",
    "QuestionEdit",
    "Saved",
    "Wording",
    "add_line",
    "add_question",
    "back_to_draft",
    "check",
    "decide_recommendation",
    "decide_why",
    "discard",
    "erase_words",
    "gather_digest",
    "issue",
    "keep_own_file",
    "move_line",
    "next_version",
    "next_version_with",
    "propose_briefing",
    "remove_own_file",
    "save_briefing_settings",
    "save_edits",
    "spans_of_line",
    "write_briefing",
]
