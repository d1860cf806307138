from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.learning.models import Lesson
from heeded.library.models import LearningPoint
from heeded.people.models import Account, Organisation
from heeded.practice.kinds import CheckAnswer, ClosedAs, Tie, When
from heeded.practice.models._actions import Action
from heeded.practice.models._evidence import Evidence
from heeded.practice.models._points import PlanItem


class PracticeCheck(models.Model):
    """Has practice changed? Due some months after actions are done, and made by somebody who never owned one of them.
    It may serve all actions of a board that teach the same lesson. Once answered it is never changed: the next one is
    a row of its own (`follows`)."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    board = models.ForeignKey(Organisation, models.PROTECT, related_name="practice_checks")
    actions = models.ManyToManyField(Action, related_name="checks")
    lesson = models.ForeignKey(Lesson, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField()
    checker = models.ForeignKey(
        Account, models.SET_NULL, null=True, blank=True, related_name="checks_to_make"
    )  # who is asked to make it, wherever they work; else whoever checks practice for the board
    planned_by = models.CharField(max_length=80)
    planned_at = models.DateTimeField()
    answer = models.CharField(
        max_length=10, choices=CheckAnswer.choices(), blank=True
    )  # blank: still to be made
    found = models.TextField(blank=True)
    tie = models.CharField(max_length=15, choices=Tie.choices(), blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="checks")
    made_by = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    follows = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_check_that_was_made_says_who",
                condition=models.Q(answer="", made_at__isnull=True)
                | (models.Q(made_at__isnull=False) & ~models.Q(answer="") & ~models.Q(made_by="")),
            )
        ]

    def __str__(self) -> str:
        return self.identifier


class Closing(models.Model):
    """Why an item of a plan, or one action of it, is closed: what it came to, the reason and the person. At most one
    stands; opened again it stays on record."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="closings")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="closings")
    closed_as = models.CharField(max_length=20, choices=ClosedAs.choices())
    reason = models.TextField()
    check_made = models.ForeignKey(
        PracticeCheck, models.PROTECT, null=True, blank=True, related_name="closings"
    )
    into_item = models.ForeignKey(PlanItem, models.SET_NULL, null=True, blank=True, related_name="+")
    into_action = models.ForeignKey(Action, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    reopened_reason = models.TextField(blank=True)
    reopened_by = models.CharField(max_length=80, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(action__isnull=True, reopened_at__isnull=True),
                name="an_item_is_closed_once",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=models.Q(action__isnull=False, reopened_at__isnull=True),
                name="an_action_is_closed_once",
            ),
            models.CheckConstraint(
                name="practice_changed_rests_on_a_check",
                condition=~models.Q(closed_as="practice-changed") | models.Q(check_made__isnull=False),
            ),
            models.CheckConstraint(
                name="opened_again_says_who",
                condition=models.Q(reopened_at__isnull=True) | ~models.Q(reopened_by=""),
            ),
        ]


class CameBack(models.Model):
    """A later review teaches what a board had said to have changed. A machine proposes it; a person says whether it is
    the same, and only then does it count and show. `when` follows from the period under review where that is known."""

    STATES = [
        ("proposed", "Proposed by machine"),
        ("same", "It came back"),
        ("not-same", "Not the same"),
    ]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="came_back")
    learning_point = models.ForeignKey(LearningPoint, models.CASCADE, related_name="came_back")
    lesson = models.ForeignKey(Lesson, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=STATES)
    when = models.CharField(max_length=20, choices=When.choices())
    note = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "learning_point"], name="a_point_comes_back_once"),
            models.CheckConstraint(
                name="what_came_back_says_who_decided",
                condition=models.Q(state="proposed")
                | (models.Q(decided_at__isnull=False) & ~models.Q(decided_by="")),
            ),
        ]
