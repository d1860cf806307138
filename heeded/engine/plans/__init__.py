"""Plans: the actions of a board's plan read from its file and written to one, and what is worth asking about them.

`read_plan` and `read_tracker` open strangers' files: call them inside a `heeded.engine.sandbox.Sandbox`. They raise
FileRefused in plain words; what of a row they could not understand is listed beside it. How they read is told in
docs/plans.md.
"""

from heeded.engine.plans._asking import USUAL, AskedAbout, Question, QuestionKind, questions_on
from heeded.engine.plans._calendar import Deadline, calendar_file
from heeded.engine.plans._figures import MOST_FIGURES, FigureRead, FiguresRead, NotRead, figures_in
from heeded.engine.plans._owner import NAMES_A_PERSON
from heeded.engine.plans._read import read_plan
from heeded.engine.plans._records import (
    MOST_ROWS,
    Column,
    NotUnderstood,
    PlanFile,
    PlanRow,
    PlanStatus,
    PlanTable,
)
from heeded.engine.plans._tracker import Tracker, TrackerEntry, read_tracker, tracker_file
from heeded.engine.plans._write import PlanKind, plan_file

__all__ = [
    "MOST_FIGURES",
    "MOST_ROWS",
    "NAMES_A_PERSON",
    "USUAL",
    "AskedAbout",
    "Column",
    "Deadline",
    "FigureRead",
    "FiguresRead",
    "NotRead",
    "NotUnderstood",
    "PlanFile",
    "PlanKind",
    "PlanRow",
    "PlanStatus",
    "PlanTable",
    "Question",
    "QuestionKind",
    "Tracker",
    "TrackerEntry",
    "calendar_file",
    "figures_in",
    "plan_file",
    "questions_on",
    "read_plan",
    "read_tracker",
    "tracker_file",
]
