from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.library.models import Work
from heeded.people.models import Organisation


class TrackerRecord(models.Model):
    """One review as a board keeps it in the NHS safeguarding case review tracker. `said` holds the tracker's fields
    as they were taken from its file; which review it is here, a person says."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    board = models.ForeignKey(Organisation, models.CASCADE, related_name="tracker_records")
    key = models.CharField(
        max_length=120
    )  # StEIS number, or local reference: the same one is the same review
    work = models.ForeignKey(Work, models.SET_NULL, null=True, blank=True, related_name="+")
    said = models.JSONField(default=dict)
    sources = models.JSONField(default=list)  # the review’s documents, whose words it may repeat
    taken_by = models.CharField(max_length=80)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "key"], name="a_tracked_review_once_a_board")]

    def __str__(self) -> str:
        return self.identifier
