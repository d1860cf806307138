"""Every read of learning. The viewer comes first, always.

What was decided is for all who may see the document that it rests on; proposals, rejected codings and the like are
for those who code or see what the machine found; what is coded in a round is only for its coder until both are done.
"""

from heeded.learning.queries._codings import (
    Coded,
    coding_for,
    codings_of,
    codings_on,
    decided_codings,
    decisions_on,
    visible_codings,
    visible_places,
)
from heeded.learning.queries._frameworks import (
    codings_to_sort,
    framework_changes,
    framework_for,
    framework_record,
    reviews_by_theme,
    theme_for,
    theme_record,
    themes_of,
    visible_frameworks,
    where_it_went,
)

__all__ = [
    "Coded",
    "coding_for",
    "codings_of",
    "codings_on",
    "codings_to_sort",
    "decided_codings",
    "decisions_on",
    "framework_changes",
    "framework_for",
    "framework_record",
    "reviews_by_theme",
    "theme_for",
    "theme_record",
    "themes_of",
    "visible_codings",
    "visible_frameworks",
    "visible_places",
    "where_it_went",
]
