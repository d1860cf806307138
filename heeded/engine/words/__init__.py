"""Words of a question and of a passage: folding, stems, the query language, synonyms, spelling, marking.

Plain Python, no index and no database. Start at `_language.read_question`.
"""

from heeded.engine.words._closeness import Closeness, closeness
from heeded.engine.words._folding import Token, fold, tokens
from heeded.engine.words._language import FAINT_WEIGHT, Question, Term, Way, Wish, read_question
from heeded.engine.words._marking import Found, mark
from heeded.engine.words._spelling import closest
from heeded.engine.words._stemming import stem
from heeded.engine.words._synonyms import Synonyms, read_own_lines, read_synonyms

__all__ = [
    "FAINT_WEIGHT",
    "Closeness",
    "Found",
    "Question",
    "Synonyms",
    "Term",
    "Token",
    "Way",
    "Wish",
    "closeness",
    "closest",
    "fold",
    "mark",
    "read_own_lines",
    "read_question",
    "read_synonyms",
    "stem",
    "tokens",
]
