"""Frameworks: the themes that reviews are coded with, as readable files.

Start at `_records.py`. `shipped()` gives the five that come with Heeded; `read_framework` reads one that somebody
wrote and tells everything that is wrong with it at once; `written` writes one so that it reads back the same.
"""

from heeded.engine.frameworks._check import checked, problems
from heeded.engine.frameworks._check_tree import as_read, in_order
from heeded.engine.frameworks._compare import Compared, Reworded, compared, with_what_is_new
from heeded.engine.frameworks._errors import FrameworkRefused
from heeded.engine.frameworks._limits import LIMITS
from heeded.engine.frameworks._read import read_framework
from heeded.engine.frameworks._records import CodedThing, CodeValue, Framework, Status, Theme
from heeded.engine.frameworks._shipped import shipped
from heeded.engine.frameworks._write import written

__all__ = [
    "LIMITS",
    "CodeValue",
    "CodedThing",
    "Compared",
    "Framework",
    "FrameworkRefused",
    "Reworded",
    "Status",
    "Theme",
    "as_read",
    "checked",
    "compared",
    "in_order",
    "problems",
    "read_framework",
    "shipped",
    "with_what_is_new",
    "written",
]
