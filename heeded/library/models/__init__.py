from heeded.library.models._documents import Document, Page, Passage, Section
from heeded.library.models._facts import Fact, FactDecision
from heeded.library.models._learning import LearningPoint, LearningPointPlace
from heeded.library.models._problems import Problem
from heeded.library.models._settings import LibrarySettings
from heeded.library.models._works import Subject, Work

__all__ = [
    "Document",
    "Fact",
    "FactDecision",
    "LearningPoint",
    "LearningPointPlace",
    "LibrarySettings",
    "Page",
    "Passage",
    "Problem",
    "Section",
    "Subject",
    "Work",
]
