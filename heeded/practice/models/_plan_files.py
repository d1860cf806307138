from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.library.models import Work
from heeded.people.models import Account, Organisation
from heeded.practice.models._actions import Action
from heeded.practice.models._points import PlanItem


class PlanTaking(models.Model):
    """A plan's file that is taken onto a board's plan: what was chosen for it, and how far it has come. A long one is
    taken by a worker, a few rows at a time; what a kill interrupts goes on at `done`. The file is erased at its end."""

    STATES = [("waiting", "Waiting"), ("taken", "Taken"), ("stopped", "Stopped")]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    board = models.ForeignKey(Organisation, models.PROTECT, related_name="plan_files")
    work = models.ForeignKey(Work, models.SET_NULL, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, blank=True)  # of the file, until it is taken
    choices = models.JSONField(default=dict)  # which tables, columns, recommendations and agencies
    shows = models.DateField()  # the day whose state the plan shows
    rows = models.IntegerField()
    done = models.IntegerField(default=0)
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    problem = models.CharField(max_length=300, blank=True)  # why it stopped
    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_by = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_file_taken_onto_a_plan_says_when",
                condition=models.Q(state="waiting", ended_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(ended_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.identifier


class TakenRow(models.Model):
    """One row of a plan's file: what it said, word for word, and what became of it. What a plan says and Heeded has no
    place for (progress, priority, days that are none) is kept here, so that nothing is lost."""

    OUTCOMES = [
        ("added", "Added"),
        ("here", "Here already"),
        ("point", "A recommendation without an action"),
        ("left-out", "Left out"),
        ("refused", "Could not be taken"),
    ]
    taking = models.ForeignKey(PlanTaking, models.CASCADE, related_name="taken_rows")
    place = models.IntegerField()  # among the rows of the file, from 0
    row = models.IntegerField()  # as the spreadsheet counts
    item = models.ForeignKey(PlanItem, models.SET_NULL, null=True, blank=True, related_name="taken_rows")
    action = models.ForeignKey(Action, models.SET_NULL, null=True, blank=True, related_name="taken_rows")
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    said = models.JSONField(default=dict)
    notes = models.JSONField(default=list)  # what was not understood, in words
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)  # of action, agency and role

    class Meta:
        constraints = [models.UniqueConstraint(fields=["taking", "place"], name="a_row_is_taken_once")]
