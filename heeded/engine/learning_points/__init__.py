"""Finds what a report asks for and what it learnt: recommendations, findings, learning points, questions to the
board and good practice, each as printed, with every place where it is printed.

Start in `_find.py`. The finders, each for one way of printing, hand over `Candidate`s: `_labelled.py`
("Recommendation 7: …" anywhere), `_tables.py`, `_lists.py` (under a heading that says so) and `_cues.py`
("We recommend that …" where the report has no better). `_merge.py` makes one record of what is printed twice.
"""

from heeded.engine.learning_points._find import learning_points

__all__ = ["learning_points"]
