"""What was handed in, and how far each file has come."""

from datetime import timedelta

from django.db import models

from heeded.library.models import Document

SILENT = timedelta(seconds=60)  # a worker not heard of for this long is gone


class StepRun(models.Model):
    """One step of one document: the database alone holds this state. A retry keeps the count and the last error."""

    STATES = [
        ("waiting", "Waiting"),
        ("running", "Running"),
        ("done", "Done"),
        ("failed", "Failed"),
        ("skipped", "Not needed"),
    ]
    document = models.ForeignKey(Document, models.CASCADE, related_name="steps")
    order = models.IntegerField()
    name = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    error = models.CharField(max_length=400, blank=True)
    advice = models.CharField(max_length=400, blank=True)
    tool = models.CharField(max_length=120, blank=True)
    seconds = models.FloatField(default=0)
    attempts = models.IntegerField(default=0)
    deaths = models.IntegerField(default=0)  # how often in a row its process ended before the step did
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "name"], name="one_run_a_step")]


class Claim(models.Model):
    """A worker has taken a document. The claim of a worker that is gone is void, so another takes over."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="claim")
    worker = models.CharField(max_length=80)
    at = models.DateTimeField()


class Erasure(models.Model):
    """An erasure as every node must hear of it: identifiers and hashes, never words. Each node also keeps the list in a
    file of its own, outside the database and every backup."""

    identifier = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(
        max_length=64, db_index=True
    )  # of the file itself; `hashes` are of what was made of it too
    hashes = models.JSONField()
    reason = models.CharField(max_length=40)
    at = models.CharField(max_length=40)  # as it was written down
    row = models.BigIntegerField()


class Delivery(models.Model):
    """One file as somebody handed it in, accepted or not: nothing that was handed in disappears from the list."""

    STATES = [("accepted", "Accepted"), ("known", "Already here"), ("refused", "Not accepted")]
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    batch = models.CharField(max_length=20)
    name = models.CharField(max_length=400)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=STATES)
    error = models.CharField(max_length=400, blank=True)
    advice = models.CharField(max_length=400, blank=True)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="deliveries")
