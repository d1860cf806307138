"""Pictures of figures, drawn by ourselves as SVG: plain shapes and words, no script, nothing fetched.

Every picture is one text that stands in a page as it is. Its words keep their size and its shapes take the width that
there is, so that it reads the same on a telephone, a wide screen and paper. Each has a title and a description, writes
its figures beside its shapes, and tells kinds apart by shape and not by colour alone. The table with the same figures
is the page's: a picture says in its links only what that table says too.
"""

from heeded.engine.charts._throughline import DatedBy, Taught, ThroughlineWords, throughline

__all__ = ["DatedBy", "Taught", "ThroughlineWords", "throughline"]
