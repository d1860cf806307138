from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.engine.vocabulary import FactName
from heeded.library.models._documents import Document
from heeded.library.models._works import Subject, Work


class Fact(models.Model):
    """What the machine proposes a fact to be, with the words it rests on. Never shown as decided."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    work = models.ForeignKey(Work, models.CASCADE, related_name="facts")
    document = models.ForeignKey(Document, models.CASCADE, related_name="facts")
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, related_name="facts")
    name = models.CharField(max_length=30, choices=FactName.choices())
    value = models.CharField(max_length=300)
    page = models.IntegerField()
    spans = models.JSONField()
    quote = models.TextField()
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    confidence = models.FloatField()
    found = models.BooleanField(default=True)


class FactDecision(models.Model):
    """What a person decided a fact to be. Append only: the newest of a work, subject and name counts, the
    others are its history. `values` is a list, empty for a name that was taken back to "not yet confirmed"."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="fact_decisions")
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, related_name="fact_decisions")
    name = models.CharField(max_length=30, choices=FactName.choices())
    values = models.JSONField()
    proposals = models.ManyToManyField(Fact, blank=True)  # the machine's proposals that it rests on
    current = models.BooleanField(default=True)
    decided_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
