from heeded.learning.models._codings import Coding, CodingDecision, CodingPlace
from heeded.learning.models._frameworks import Framework, FrameworkChange, Theme, ThemeVersion
from heeded.learning.models._lessons import Lesson, LessonChange, LessonMember
from heeded.learning.models._people import AdultInReview, AdultRole
from heeded.learning.models._rounds import CodingRound, RoundCoder, RoundDocument, RoundUnit
from heeded.learning.models._training import SuggestedDocument, TrainedModel
from heeded.learning.models._whys import Why

__all__ = [
    "AdultInReview",
    "AdultRole",
    "Coding",
    "CodingDecision",
    "CodingPlace",
    "CodingRound",
    "Framework",
    "FrameworkChange",
    "Lesson",
    "LessonChange",
    "LessonMember",
    "RoundCoder",
    "RoundDocument",
    "RoundUnit",
    "SuggestedDocument",
    "Theme",
    "ThemeVersion",
    "TrainedModel",
    "Why",
]
