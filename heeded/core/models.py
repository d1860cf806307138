"""What was done, by whom, and what others must hear of; heartbeats of workers; nodes; what was erased."""

from typing import Any, NoReturn

from django.db import models

from heeded.core.transactions import ThisTransaction


class AppendOnly(Exception):
    """Somebody tried to change or delete what was written down for good."""


class AuditRows(models.QuerySet["AuditRow"]):
    """Rows can be read and added, nothing else. A whole library is also guarded by `core.guards`."""

    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly("rows of the audit are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnly("rows of the audit are never deleted")


class AuditRow(models.Model):
    """One write, or one reading of a restricted document. Append only, no foreign keys: history outlives
    what it is about. Holds identifiers and hashes, never report text."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=64)
    details = models.JSONField(default=dict)

    objects = AuditRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["thing_kind", "thing"]), models.Index(fields=["actor", "at"])]

    def save(self, *arguments: Any, **named: Any) -> None:
        """Write a new row.

        Raises:
            AppendOnly: it is there already.
        """
        if not self._state.adding:
            raise AppendOnly("rows of the audit are never changed")
        super().save(*arguments, **named)

    def delete(self, *arguments: Any, **named: Any) -> NoReturn:
        raise AppendOnly("rows of the audit are never deleted")


class Change(models.Model):
    """One change that indexes, alerts and proposals must hear of. They read these rows in the order of transaction
    and key, each keeping its own place (`core.queries.Place`)."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=40)  # core.services.ChangeKind
    thing_kind = models.CharField(max_length=40)
    thing = models.BigIntegerField()
    transaction = models.BigIntegerField(db_default=ThisTransaction(), editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["transaction", "id"], name="core_change_order"),
            models.Index(fields=["thing_kind", "thing"], name="core_change_thing"),
        ]


class Heartbeat(models.Model):
    """A worker that is alive, or was: one not heard of for a minute has its tasks put back."""

    worker = models.CharField(max_length=80, unique=True)
    seen_at = models.DateTimeField()
    doing = models.CharField(max_length=200, blank=True)


class Node(models.Model):
    """One web process or worker, on whichever machine: how far its own word and vector indexes have come in the
    change log (nothing where it keeps none), and when it was last heard of."""

    PLACES = ("words_transaction", "words_change", "vectors_transaction", "vectors_change")
    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10)  # web | worker | public
    version = models.CharField(max_length=20)
    seen_at = models.DateTimeField()
    words_transaction = models.BigIntegerField(null=True)
    words_change = models.BigIntegerField(null=True)
    vectors_transaction = models.BigIntegerField(null=True)
    vectors_change = models.BigIntegerField(null=True)


class Tombstone(models.Model):
    """What stays of something erased: its identifier, the day, and the kind of reason."""

    thing_kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=64)
    erased_at = models.DateTimeField()
    reason = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing_kind", "thing"], name="one_tombstone_a_thing")]
