from heeded.practice.models._actions import Action, ActionChange
from heeded.practice.models._checks import CameBack, Closing, PracticeCheck
from heeded.practice.models._evidence import Evidence, EvidenceFigure
from heeded.practice.models._links import ActionLink
from heeded.practice.models._meetings import Decision, Meeting
from heeded.practice.models._outside import (
    BoardStatement,
    Opening,
    OutsideQuestion,
    OutsideReading,
    Submission,
)
from heeded.practice.models._plan_files import PlanTaking, TakenRow
from heeded.practice.models._points import Addressee, PlanItem, Point, PointPlace, Response, TakenUp
from heeded.practice.models._reminders import Reminder, ReminderLetter, ReminderRule
from heeded.practice.models._tracker import TrackerRecord

__all__ = [
    "Action",
    "ActionChange",
    "ActionLink",
    "Addressee",
    "BoardStatement",
    "CameBack",
    "Closing",
    "Decision",
    "Evidence",
    "EvidenceFigure",
    "Meeting",
    "Opening",
    "OutsideQuestion",
    "OutsideReading",
    "PlanItem",
    "PlanTaking",
    "Point",
    "PointPlace",
    "PracticeCheck",
    "Reminder",
    "ReminderLetter",
    "ReminderRule",
    "Response",
    "Submission",
    "TakenRow",
    "TakenUp",
    "TrackerRecord",
]
