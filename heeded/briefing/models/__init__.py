from heeded.briefing.models._briefings import Briefing, Line, Question, Version
from heeded.briefing.models._recommendations import RecommendationDecision
from heeded.briefing.models._settings import BriefingSettings

__all__ = ["Briefing", "BriefingSettings", "Line", "Question", "RecommendationDecision", "Version"]
