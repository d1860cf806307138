from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.people.models._accounts import Account


class ApiToken(models.Model):
    """A key of the API that somebody made for a program of theirs. Only the hash of its secret is kept."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)  # what its owner calls it
    prefix = models.CharField(max_length=12)  # the beginning of the secret, to tell tokens apart
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()  # values of people.scopes.Scope
    strong = models.BooleanField(default=False)  # made in a log-in with a second factor
    terms_version = models.IntegerField()
    terms_accepted_at = models.DateTimeField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)  # a day, no closer
    ended_at = models.DateTimeField(null=True, blank=True)
