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
    lost_places,
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
from heeded.learning.queries._lessons import (
    LessonShown,
    lesson_changes,
    lesson_for,
    lessons_of,
    lessons_shown,
    visible_lessons,
    visible_members,
)
from heeded.learning.queries._rounds import (
    ThemeAgreement,
    agreement,
    differences,
    documents_of_round,
    round_for,
    units_of_round,
    visible_rounds,
)
from heeded.learning.queries._whys import decided_whys, visible_whys, whys_of

__all__ = [
    "Coded",
    "LessonShown",
    "ThemeAgreement",
    "agreement",
    "coding_for",
    "codings_of",
    "codings_on",
    "codings_to_sort",
    "decided_codings",
    "decided_whys",
    "decisions_on",
    "differences",
    "documents_of_round",
    "framework_changes",
    "framework_for",
    "framework_record",
    "lesson_changes",
    "lesson_for",
    "lessons_of",
    "lessons_shown",
    "lost_places",
    "reviews_by_theme",
    "round_for",
    "theme_for",
    "theme_record",
    "themes_of",
    "units_of_round",
    "visible_codings",
    "visible_frameworks",
    "visible_lessons",
    "visible_members",
    "visible_places",
    "visible_rounds",
    "visible_whys",
    "where_it_went",
    "whys_of",
]
