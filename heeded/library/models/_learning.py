from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models._documents import Document
from heeded.library.models._works import Work


class LearningPoint(models.Model):
    """A recommendation, finding, question, learning point or good practice, as printed.

    What the machine found says so until a person confirms it; what a person decided is never overwritten.
    """

    STATES = [("proposed", "Found by machine"), ("confirmed", "Confirmed"), ("rejected", "Not one")]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    work = models.ForeignKey(Work, models.CASCADE, related_name="learning_points")
    document = models.ForeignKey(Document, models.CASCADE, related_name="learning_points")
    kind = models.CharField(max_length=20, choices=LearningPointKind.choices())
    order = models.IntegerField()
    number = models.CharField(max_length=30, blank=True)
    text = models.TextField()
    addressees = models.JSONField(default=list)  # as printed
    agencies = models.JSONField(default=list)  # the same in the closed list: inferred
    confidence = models.FloatField(default=1.0)
    state = models.CharField(max_length=10, choices=STATES, default="proposed")
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    found = models.BooleanField(default=True)  # false: no longer found when the file was read anew
    entered_by = models.CharField(max_length=80, blank=True)  # a person, where one entered it by hand


class LearningPointPlace(models.Model):
    """One place where it is printed, with its citation. The first is the fullest."""

    learning_point = models.ForeignKey(LearningPoint, models.CASCADE, related_name="places")
    order = models.IntegerField()
    page = models.IntegerField()
    spans = models.JSONField()
    quote = models.TextField()
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
