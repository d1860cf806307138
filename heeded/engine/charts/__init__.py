"""Pictures of figures, drawn by ourselves as SVG: plain shapes and words, no script, nothing fetched.

Every picture is one text that stands in a page as it is. Its words keep their size and its shapes take the width that
there is, so that it reads the same on a telephone, a wide screen and paper. Each has a title and a description, writes
its figures beside its shapes, and tells kinds apart by shape and not by colour alone. The table with the same figures
is the page's: a picture says in its links only what that table says too.
"""

from heeded.engine.charts._by_year import by_year
from heeded.engine.charts._over_time import over_time
from heeded.engine.charts._side_by_side import side_by_side
from heeded.engine.charts._table import ChartWords, Count, Line
from heeded.engine.charts._throughline import DatedBy, Taught, ThroughlineWords, throughline
from heeded.engine.charts._together import together

__all__ = [
    "ChartWords",
    "Count",
    "DatedBy",
    "Line",
    "Taught",
    "ThroughlineWords",
    "by_year",
    "over_time",
    "side_by_side",
    "throughline",
    "together",
]
