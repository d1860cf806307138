"""Lessons that come again: which recommendations and findings of different reviews say the same, in whatever words.

Start in `_score.py`: two are compared by what they speak of and what they ask for (`concepts.toml`), by their words
and, where the sentence model is at hand, by meaning. Everything here is a proposal for a person to confirm.
"""

from heeded.engine.lessons._across import closeness_of_all, repeated
from heeded.engine.lessons._closest import Index, Near, closeness, closest, index_of, joined, some_of
from heeded.engine.lessons._concepts import InCommon, in_common
from heeded.engine.lessons._groups import Group, groups
from heeded.engine.lessons._records import Said
from heeded.engine.lessons._score import SAME, same_lesson

__all__ = [
    "SAME",
    "Group",
    "InCommon",
    "Index",
    "Near",
    "Said",
    "closeness",
    "closeness_of_all",
    "closest",
    "groups",
    "in_common",
    "index_of",
    "joined",
    "repeated",
    "same_lesson",
    "some_of",
]
