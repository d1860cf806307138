"""Pictures of figures, drawn by ourselves as SVG: plain shapes and words, no script, nothing fetched.

Every picture is one text that stands in a page as it is. Its words keep their size and its shapes take the width that
there is, so that it reads the same on a telephone, a wide screen and paper. Each has a title and a description, writes
its figures beside its shapes, and tells kinds apart by shape and not by colour alone. The table with the same figures
is the page's: a picture says in its links only what that table says too.
"""

from heeded.engine.charts._by_year import by_year
from heeded.engine.charts._over_time import over_time
from heeded.engine.charts._run_chart import run_chart
from heeded.engine.charts._run_words import RunWords, figure, said_of_run
from heeded.engine.charts._runs import FEW, Measured, Run, Stretch, read_run
from heeded.engine.charts._side_by_side import side_by_side
from heeded.engine.charts._table import ChartWords, Count, Line
from heeded.engine.charts._throughline import DatedBy, Taught, ThroughlineWords, throughline
from heeded.engine.charts._together import together

__all__ = [
    "FEW",
    "ChartWords",
    "Count",
    "DatedBy",
    "Line",
    "Measured",
    "Run",
    "RunWords",
    "Stretch",
    "Taught",
    "ThroughlineWords",
    "by_year",
    "figure",
    "over_time",
    "read_run",
    "run_chart",
    "said_of_run",
    "side_by_side",
    "throughline",
    "together",
]
