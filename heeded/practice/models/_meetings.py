from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.people.models import Organisation
from heeded.practice.models._actions import Action
from heeded.practice.models._points import PlanItem


class Meeting(models.Model):
    """A meeting at which a board's plan was before those who answer for it. What it decided is in `decisions`."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    board = models.ForeignKey(Organisation, models.PROTECT, related_name="plan_meetings")
    held_on = models.DateField()
    title = models.CharField(max_length=200)
    present = models.CharField(max_length=600, blank=True)  # roles and agencies, never names
    noted_by = models.CharField(max_length=80)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "held_on", "title"], name="a_meeting_is_noted_once")
        ]

    def __str__(self) -> str:
        return self.identifier


class Decision(models.Model):
    """Something that a meeting decided, in words, on an item of the plan, on an action of it, or on neither. What was
    done on the plan and then minuted names it as `event`, and stands in the minutes of one meeting only. Append only
    but for being struck out."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    item = models.ForeignKey(PlanItem, models.SET_NULL, null=True, blank=True, related_name="decisions")
    action = models.ForeignKey(Action, models.SET_NULL, null=True, blank=True, related_name="decisions")
    words = models.TextField()
    event = models.CharField(max_length=60, blank=True)  # "closing:12"; blank: typed
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    struck_reason = models.CharField(max_length=600, blank=True)
    struck_by = models.CharField(max_length=80, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=~models.Q(event="") & models.Q(struck_at__isnull=True),
                name="what_happened_is_minuted_once",
            ),
            models.CheckConstraint(
                name="a_decision_struck_out_says_who",
                condition=models.Q(struck_at__isnull=True) | ~models.Q(struck_by=""),
            ),
        ]

    def __str__(self) -> str:
        return self.identifier
