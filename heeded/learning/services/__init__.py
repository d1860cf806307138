"""Every write of learning. Each names the person as `by` and leaves an audit row in its transaction."""

from heeded.learning.services._coding import add_adult, code_adult, code_passage, code_review, code_subject
from heeded.learning.services._deciding import accept, change, reject, write_note
from heeded.learning.services._differing import choose
from heeded.learning.services._erasing import erase_words
from heeded.learning.services._files_at_hand import (
    FileAtHand,
    at_hand,
    codebook_in,
    hand_in,
    let_go,
    project_in,
    tried,
)
from heeded.learning.services._finding_lessons import LessonsFound, LookingForLessons, find_lessons
from heeded.learning.services._framework_files import keep_shipped, take_framework
from heeded.learning.services._laying_down import ReadIn, Said
from heeded.learning.services._learning import ENOUGH, learn, learn_what_is_due
from heeded.learning.services._lessons import (
    Name,
    add_to_lesson,
    confirm_lesson,
    gather_lesson,
    merge_lessons,
    name_lesson,
    reject_lesson,
    split_lesson,
    take_out_of_lesson,
)
from heeded.learning.services._moving import Moved, move_codings, place_again
from heeded.learning.services._new_framework import free_identifier, make_framework
from heeded.learning.services._project_in import MOST_AT_ONCE, ProjectTaken, take_project
from heeded.learning.services._project_look import look_at_project
from heeded.learning.services._project_out import MOST_DOCUMENTS, coded_project
from heeded.learning.services._project_records import ProjectLook
from heeded.learning.services._proposing import Proposed, propose
from heeded.learning.services._proposing_lessons import PointProposed, propose_lessons
from heeded.learning.services._proposing_whys import READ_FOR_WHY, propose_waiting_whys, propose_whys
from heeded.learning.services._rounds import RoundAsked, begin_round, go_on_coding, say_done
from heeded.learning.services._settling import close_round, give_up_round, settle
from heeded.learning.services._several import OF_THE_WORDS, Whose, answer_themes, code_words
from heeded.learning.services._suggesting import (
    Suggested,
    set_suggesting,
    suggest,
    suggest_what_is_due,
)
from heeded.learning.services._themes import (
    add_theme,
    bring_back_theme,
    describe_framework,
    merge_themes,
    retire_framework,
    retire_theme,
    reword_theme,
    split_theme,
)
from heeded.learning.services._whys import WhyProposed, WhySaid, decide_why, propose_why, reject_why

__all__ = [
    "ENOUGH",
    "MOST_AT_ONCE",
    "MOST_DOCUMENTS",
    "OF_THE_WORDS",
    "READ_FOR_WHY",
    "FileAtHand",
    "LessonsFound",
    "LookingForLessons",
    "Moved",
    "Name",
    "PointProposed",
    "ProjectLook",
    "ProjectTaken",
    "Proposed",
    "ReadIn",
    "RoundAsked",
    "Said",
    "Suggested",
    "Whose",
    "WhyProposed",
    "WhySaid",
    "accept",
    "add_adult",
    "add_theme",
    "add_to_lesson",
    "answer_themes",
    "at_hand",
    "begin_round",
    "bring_back_theme",
    "change",
    "choose",
    "close_round",
    "code_adult",
    "code_passage",
    "code_review",
    "code_subject",
    "code_words",
    "codebook_in",
    "coded_project",
    "confirm_lesson",
    "decide_why",
    "describe_framework",
    "erase_words",
    "find_lessons",
    "free_identifier",
    "gather_lesson",
    "give_up_round",
    "go_on_coding",
    "hand_in",
    "keep_shipped",
    "learn",
    "learn_what_is_due",
    "let_go",
    "look_at_project",
    "make_framework",
    "merge_lessons",
    "merge_themes",
    "move_codings",
    "name_lesson",
    "place_again",
    "project_in",
    "propose",
    "propose_lessons",
    "propose_waiting_whys",
    "propose_why",
    "propose_whys",
    "reject",
    "reject_lesson",
    "reject_why",
    "retire_framework",
    "retire_theme",
    "reword_theme",
    "say_done",
    "set_suggesting",
    "settle",
    "split_lesson",
    "split_theme",
    "suggest",
    "suggest_what_is_due",
    "take_framework",
    "take_out_of_lesson",
    "take_project",
    "tried",
    "write_note",
]
