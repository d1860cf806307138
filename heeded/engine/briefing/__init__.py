"""Makes the draft of a briefing out of a report: seven parts, each line the report's words with its citation.

Start in `_records.py` (what is handed on). Nothing here is decided: a person keeps, drops, rewords, checks, issues.
What drafts and judges is loaded when first used, so that a process that only shows briefings starts quickly.
"""

import importlib
from typing import TYPE_CHECKING, Any

from heeded.engine.briefing._records import (
    CausePattern,
    Draft,
    Is,
    Judged,
    LineDrafted,
    PartDrafted,
    PointKind,
    QuestionDrafted,
    RecommendationAtAGlance,
    Report,
    Role,
    RunningSentence,
)

if TYPE_CHECKING:
    from heeded.engine.briefing._content import content_notes
    from heeded.engine.briefing._draft import draft
    from heeded.engine.briefing._explains import judged
    from heeded.engine.briefing._explains_grounds import ReadForWhy, read_for_why
    from heeded.engine.briefing._gathered import FoundPassage, Gathered
    from heeded.engine.briefing._gathering import gather
    from heeded.engine.briefing._glance import at_a_glance, kinds_of
    from heeded.engine.briefing._glossary import explained_words
    from heeded.engine.briefing._parts import PartSetting, usual_parts
    from heeded.engine.briefing._professions import Profession, profession_of, professions
    from heeded.engine.briefing._reading_aids import ReadingAids, reading_aids
    from heeded.engine.briefing._sentences import running_sentences

__all__ = [
    "CausePattern",
    "Draft",
    "FoundPassage",
    "Gathered",
    "Is",
    "Judged",
    "LineDrafted",
    "PartDrafted",
    "PartSetting",
    "PointKind",
    "Profession",
    "QuestionDrafted",
    "ReadForWhy",
    "ReadingAids",
    "RecommendationAtAGlance",
    "Report",
    "Role",
    "RunningSentence",
    "at_a_glance",
    "content_notes",
    "draft",
    "explained_words",
    "gather",
    "judged",
    "kinds_of",
    "profession_of",
    "professions",
    "read_for_why",
    "reading_aids",
    "running_sentences",
    "usual_parts",
]
_LOADED_WHEN_USED = {
    "content_notes": "_content",
    "draft": "_draft",
    "judged": "_explains",
    "ReadForWhy": "_explains_grounds",
    "read_for_why": "_explains_grounds",
    "FoundPassage": "_gathered",
    "Gathered": "_gathered",
    "gather": "_gathering",
    "at_a_glance": "_glance",
    "kinds_of": "_glance",
    "explained_words": "_glossary",
    "PartSetting": "_parts",
    "usual_parts": "_parts",
    "Profession": "_professions",
    "profession_of": "_professions",
    "professions": "_professions",
    "ReadingAids": "_reading_aids",
    "reading_aids": "_reading_aids",
    "running_sentences": "_sentences",
}


def __getattr__(name: str) -> Any:
    if name in _LOADED_WHEN_USED:
        return getattr(importlib.import_module(f"{__name__}.{_LOADED_WHEN_USED[name]}"), name)
    raise AttributeError(name)
