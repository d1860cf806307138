from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.library.models._works import Work


class Problem(models.Model):
    """A reader says that somebody can be recognised, or that something is wrong."""

    KINDS = [
        ("recognised", "Someone can be recognised"),
        ("wrong", "Something is wrong"),
        ("other", "Something else"),
    ]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    work = models.ForeignKey(Work, models.CASCADE, null=True, blank=True)
    page_address = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    message = models.TextField()
    reply_to = models.EmailField(blank=True)
    sent_at = models.DateTimeField()
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answer = models.TextField(blank=True)
