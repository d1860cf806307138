from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.library.models import Work
from heeded.people.models import Account, Organisation
from heeded.practice.kinds import BoardSays, QuestionKind
from heeded.practice.models._points import PlanItem


class BoardStatement(models.Model):
    """What is said of a board where there is nothing to follow, so that no silence is taken for good news. Append only
    but for being taken back; without one none is known."""

    board = models.ForeignKey(Organisation, models.CASCADE, related_name="statements")
    says = models.CharField(max_length=10, choices=BoardSays.choices())
    since = models.DateField(null=True, blank=True)  # the years that it speaks of
    until = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    taken_back_by = models.CharField(max_length=80, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)


class Opening(models.Model):
    """A board lets an outside body read its plan, or what of it answers one review, for a named period."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    board = models.ForeignKey(Organisation, models.CASCADE, related_name="openings")
    to = models.ForeignKey(Organisation, models.CASCADE, related_name="opened_to")
    work = models.ForeignKey(Work, models.CASCADE, null=True, blank=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    opened_by = models.CharField(max_length=80)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_opening_ends_after_it_begins", condition=models.Q(until__gte=models.F("since"))
            )
        ]


class Submission(models.Model):
    """What a board submitted to an outside body, as submitted: never changed by what is done afterwards."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    board = models.ForeignKey(Organisation, models.CASCADE, related_name="submissions")
    to = models.ForeignKey(Organisation, models.CASCADE, related_name="submitted_to")
    work = models.ForeignKey(Work, models.SET_NULL, null=True, blank=True, related_name="+")
    content = models.JSONField(default=list)
    items = models.JSONField(default=list)  # identifiers of the items of the plan that it tells of
    submitted_by = models.CharField(max_length=80)
    submitted_at = models.DateTimeField()


class OutsideReading(models.Model):
    """Somebody of an outside body read what was opened or submitted. Shown to the board."""

    opening = models.ForeignKey(Opening, models.CASCADE, null=True, blank=True, related_name="readings")
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="readings")
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_reading_is_of_one_thing",
                condition=models.Q(opening__isnull=True, submission__isnull=False)
                | models.Q(opening__isnull=False, submission__isnull=True),
            )
        ]


class OutsideQuestion(models.Model):
    """An outside body asks or advises a board; the board answers. Both and their days are kept."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    board = models.ForeignKey(Organisation, models.CASCADE, related_name="questions_from_outside")
    asker = models.ForeignKey(Organisation, models.CASCADE, related_name="questions_asked")
    item = models.ForeignKey(PlanItem, models.CASCADE, null=True, blank=True, related_name="questions")
    kind = models.CharField(max_length=10, choices=QuestionKind.choices())
    text = models.TextField()
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_answered_question_says_who",
                condition=models.Q(answered_at__isnull=True) | ~models.Q(answered_by=""),
            )
        ]
