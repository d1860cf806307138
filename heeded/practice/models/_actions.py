from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.people.models import Account, Organisation, Team
from heeded.practice.kinds import ActionKind, ActionState
from heeded.practice.models._points import PlanItem


class Action(models.Model):
    """What is done about a point, as it stands now. Every state that it ever had is in `changes`; `version` counts
    them, so that two who change it at once are told. `closed_as` repeats its standing closing."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="actions")
    what = models.TextField()
    intended_change = models.TextField(blank=True)  # in practice
    how_known = models.TextField(blank=True)  # how anyone would know
    kind = models.CharField(max_length=15, choices=ActionKind.choices(), blank=True)
    owner_agency = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="owned_actions"
    )
    owner_team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="owned_actions")
    owner_role = models.CharField(max_length=120, blank=True)  # a role, never a name
    owner = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="owned_actions")
    start = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ActionState.choices(), default=ActionState.NOT_STARTED)
    done_on = models.DateField(null=True, blank=True)
    closed_as = models.CharField(max_length=20, blank=True)
    version = models.IntegerField(default=0)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        # All that counting boards asks of an action, so that it reads no words.
        indexes = [models.Index(fields=["item", "closed_as", "state", "due"], name="practice_action_counted")]
        constraints = [
            models.CheckConstraint(
                name="an_action_is_due_after_it_starts",
                condition=models.Q(start__isnull=True)
                | models.Q(due__isnull=True)
                | models.Q(due__gte=models.F("start")),
            ),
            models.CheckConstraint(
                name="done_says_when",
                condition=(models.Q(state="done") & models.Q(done_on__isnull=False))
                | (~models.Q(state="done") & models.Q(done_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.identifier

    @property
    def left_open(self) -> str:
        """ "day" or "state": what the plan's file that it came from does not say, where a query asked for it."""
        return getattr(self, "open_in_file", None) or ""


class ActionChange(models.Model):
    """One field of an action changed. Append only; the first ones say what it was made with. Days stand as text, an
    owner as the key of an account, agency or team."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="changes")
    version = models.IntegerField()  # the change of the action that it belongs to
    field = models.CharField(max_length=20)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.CharField(max_length=600, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "version", "field"], name="a_field_once_a_change")
        ]
