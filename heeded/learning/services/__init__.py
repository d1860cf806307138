"""Every write of learning. Each names the person as `by` and leaves an audit row in its transaction."""

from heeded.learning.services._coding import add_adult, code_adult, code_passage, code_review, code_subject
from heeded.learning.services._deciding import accept, change, reject, write_note
from heeded.learning.services._erasing import erase_words
from heeded.learning.services._framework_files import keep_shipped, take_framework
from heeded.learning.services._laying_down import ReadIn, Said
from heeded.learning.services._proposing import Proposed, propose
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

__all__ = [
    "Proposed",
    "ReadIn",
    "Said",
    "accept",
    "add_adult",
    "add_theme",
    "bring_back_theme",
    "change",
    "code_adult",
    "code_passage",
    "code_review",
    "code_subject",
    "describe_framework",
    "erase_words",
    "keep_shipped",
    "merge_themes",
    "propose",
    "reject",
    "retire_framework",
    "retire_theme",
    "reword_theme",
    "split_theme",
    "take_framework",
    "write_note",
]
