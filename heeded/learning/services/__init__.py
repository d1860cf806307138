"""Every write of learning. Each names the person as `by` and leaves an audit row in its transaction."""

from heeded.learning.services._coding import add_adult, code_adult, code_passage, code_review, code_subject
from heeded.learning.services._erasing import erase_words
from heeded.learning.services._laying_down import ReadIn, Said

__all__ = [
    "ReadIn",
    "Said",
    "add_adult",
    "code_adult",
    "code_passage",
    "code_review",
    "code_subject",
    "erase_words",
]
