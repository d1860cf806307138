from django.db import models

from heeded.people.models._accounts import Account


class Message(models.Model):
    """The one outbox: every mail waits here, written in the transaction of what it tells of, sent after it."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.IntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
