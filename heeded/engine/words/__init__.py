"""Words of a question and of a passage: folding, stems, the query language, synonyms, spelling, marking.

Plain Python, no index and no database. Start at `_language.read_question`.
"""

from heeded.engine.words._closeness import Closeness, closeness
from heeded.engine.words._folding import Token, fold, plain_words, tokens
from heeded.engine.words._language import Question, Term, Way, Wish, read_question
from heeded.engine.words._marking import Found, mark
from heeded.engine.words._repeats import distinct_first, repeats
from heeded.engine.words._spelling import closest
from heeded.engine.words._stemming import stem, stems_of
from heeded.engine.words._synonyms import Synonyms, read_own_lines, read_synonyms

__all__ = [
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
    "distinct_first",
    "fold",
    "mark",
    "plain_words",
    "read_own_lines",
    "read_question",
    "read_synonyms",
    "repeats",
    "stem",
    "stems_of",
    "tokens",
]
