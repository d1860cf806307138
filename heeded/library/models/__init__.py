from heeded.library.models._documents import Document, Page, Passage, Section
from heeded.library.models._facts import Fact, FactDecision
from heeded.library.models._learning import LearningPoint, LearningPointPlace
from heeded.library.models._problems import Problem
from heeded.library.models._publications import Followed, MainLibrary, Publication
from heeded.library.models._settings import LibrarySettings
from heeded.library.models._works import Subject, Work

__all__ = [
    "Document",
    "Fact",
    "FactDecision",
    "Followed",
    "LearningPoint",
    "LearningPointPlace",
    "LibrarySettings",
    "MainLibrary",
    "Page",
    "Passage",
    "Problem",
    "Publication",
    "Section",
    "Subject",
    "Work",
]
