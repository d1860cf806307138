from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.people.models import Account, Organisation
from heeded.people.roles import ROLE_CHOICES
from heeded.practice.kinds import Fate, RemindsOf
from heeded.practice.models._actions import Action
from heeded.practice.models._checks import PracticeCheck
from heeded.practice.models._points import Addressee


class ReminderRule(models.Model):
    """So many days before (below nought) or after something is due, so and so is reminded. Never changed, only ended:
    what was sent by it keeps its reason. A blank role is the owner; else whoever holds it in the agency that owns the
    action or is to answer, or (`at_board`) in the board."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    board = models.ForeignKey(Organisation, models.CASCADE, related_name="reminder_rules")
    of = models.CharField(max_length=10, choices=RemindsOf.choices())
    days = models.IntegerField()
    role = models.CharField(max_length=20, choices=ROLE_CHOICES, blank=True)
    at_board = models.BooleanField(default=False)
    first_hour = models.IntegerField(default=8)  # nothing goes out before this hour, London time
    last_hour = models.IntegerField(default=18)  # nor in or after this one
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    ended_by = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quiet_hours_are_hours",
                condition=models.Q(
                    first_hour__gte=0, last_hour__lte=24, first_hour__lt=models.F("last_hour")
                ),
            )
        ]


class ReminderLetter(models.Model):
    """Everything that one person is reminded of on one day, in one letter. A kill between `sending` and `sent` leaves
    its fate unknown: it is then listed, and never sent again by itself."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    account = models.ForeignKey(Account, models.CASCADE, related_name="reminder_letters")
    day = models.DateField()
    fate = models.CharField(max_length=20, choices=Fate.choices(), default=Fate.WAITING)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField()  # quiet hours
    claimed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)
    tries = models.IntegerField(default=0)  # that the mail server refused

    class Meta:
        indexes = [models.Index(fields=["fate", "not_before"], name="practice_letters_to_send")]
        constraints = [models.UniqueConstraint(fields=["account", "day"], name="one_letter_a_person_a_day")]


class Reminder(models.Model):
    """That somebody is reminded of one thing by one rule, once for each day that it was ever due on."""

    letter = models.ForeignKey(ReminderLetter, models.CASCADE, related_name="reminders")
    rule = models.ForeignKey(ReminderRule, models.PROTECT, related_name="reminders")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="reminders")
    addressee = models.ForeignKey(Addressee, models.CASCADE, null=True, blank=True, related_name="reminders")
    check_due = models.ForeignKey(
        PracticeCheck, models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    due = models.DateField()
    thing = models.CharField(max_length=40)  # "action:12": with rule, account and due this is written once
    # Whether the letter told of it when it was written; False: it was done or moved by then. None: not written yet.
    told = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "account", "thing", "due"], name="reminded_once_of_a_thing"
            )
        ]
