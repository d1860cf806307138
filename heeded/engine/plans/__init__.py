"""Plans: the actions of a board's plan read from its file and written to one.

`read_plan` and `read_tracker` open strangers' files: call them inside a `heeded.engine.sandbox.Sandbox`. They raise
FileRefused in plain words; what of a row they could not understand is listed beside it. How they read is told in
docs/plans.md.
"""

from heeded.engine.plans._read import read_plan
from heeded.engine.plans._records import MOST_ROWS, Column, NotUnderstood, PlanFile, PlanRow, PlanStatus, PlanTable

__all__ = [
    "MOST_ROWS",
    "Column",
    "NotUnderstood",
    "PlanFile",
    "PlanRow",
    "PlanStatus",
    "PlanTable",
    "read_plan",
]
