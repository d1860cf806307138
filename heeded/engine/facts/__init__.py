"""Proposes the facts of a review from its own words, each with the words it rests on and how sure we are.

Start in `_propose.py`. `_report.py` is the report as the finders see it; `_dates.py` reads printed dates; each
other file finds one kind of fact. Nothing here is decided: a person confirms, corrects or says "not stated".
"""

from heeded.engine.facts._propose import propose

__all__ = ["propose"]
