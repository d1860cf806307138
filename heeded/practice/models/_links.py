from django.db import models

from heeded.people.models import Account
from heeded.practice.models._actions import Action


class ActionLink(models.Model):
    """A link in a letter by which its owner says, once, how one action stands. Only the hash of its secret is kept. It
    is good for the action as it was then (`version`): once that moves on, is closed or is somebody else's, it ends."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="action_links")
    action = models.ForeignKey(Action, models.CASCADE, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    version = models.IntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
