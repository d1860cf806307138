"""What was done, by whom, and what others must hear of; heartbeats of workers; what was erased."""

from django.db import models


class AuditRow(models.Model):
    """One write, or one reading of a restricted document. Append only, no foreign keys: history outlives
    what it is about. Holds identifiers and hashes, never report text."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=64)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["thing_kind", "thing"]), models.Index(fields=["actor", "at"])]


class Change(models.Model):
    """One change that indexes, alerts and proposals must hear of. They read these rows in order, each
    keeping its own place."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=40)  # core.services.ChangeKind
    thing_kind = models.CharField(max_length=40)
    thing = models.BigIntegerField()


class Heartbeat(models.Model):
    """A worker that is alive, or was: one not heard of for a minute has its tasks put back."""

    worker = models.CharField(max_length=80, unique=True)
    seen_at = models.DateTimeField()
    doing = models.CharField(max_length=200, blank=True)


class Tombstone(models.Model):
    """What stays of something erased: its identifier, the day, and the kind of reason."""

    thing_kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=64)
    erased_at = models.DateTimeField()
    reason = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing_kind", "thing"], name="one_tombstone_a_thing")]
