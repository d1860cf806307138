from django.db import models

from heeded.people.models._accounts import Account
from heeded.people.models._organisations import Organisation, Team
from heeded.people.roles import ROLE_CHOICES


class Grant(models.Model):
    """A named somebody may do one thing with one thing: exactly one of account, team, organisation (all of
    it) or role in an organisation. Written by the room that owns the thing."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="grants")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True)
    role = models.CharField(max_length=20, choices=ROLE_CHOICES, blank=True)  # with organisation
    permission = models.CharField(max_length=30)  # people.permissions.Permission
    thing_kind = models.CharField(max_length=20)  # "document" or "work"
    thing = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["thing_kind", "thing"])]
        constraints = [
            models.CheckConstraint(
                name="a_grant_names_one",
                condition=(
                    models.Q(account__isnull=False, team__isnull=True, organisation__isnull=True)
                    | models.Q(account__isnull=True, team__isnull=False, organisation__isnull=True)
                    | models.Q(account__isnull=True, team__isnull=True, organisation__isnull=False)
                ),
            )
        ]
