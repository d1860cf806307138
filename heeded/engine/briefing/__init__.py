"""Makes the draft of a briefing out of a report: seven parts, each line the report's words with its citation.

Start in `_records.py` (what is handed on). Nothing here is decided: a person keeps, drops, rewords, checks, issues.
"""

from heeded.engine.briefing._draft import draft
from heeded.engine.briefing._explains import judged
from heeded.engine.briefing._gathering import FoundPassage, Gathered, gather
from heeded.engine.briefing._glance import at_a_glance
from heeded.engine.briefing._glossary import explained_words
from heeded.engine.briefing._parts import PartSetting, usual_parts
from heeded.engine.briefing._professions import Profession, profession_of, professions
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
    "RecommendationAtAGlance",
    "Report",
    "Role",
    "RunningSentence",
    "at_a_glance",
    "draft",
    "explained_words",
    "gather",
    "judged",
    "profession_of",
    "professions",
    "running_sentences",
    "usual_parts",
]
