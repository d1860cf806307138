from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.practice.kinds import EvidenceKind
from heeded.practice.models._actions import Action
from heeded.practice.models._points import PlanItem


class Evidence(models.Model):
    """What shows, or does not show, that practice changed. A file is kept byte for byte, restricted until the board
    shows it. Taken away it keeps its row without words and file."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="evidence")
    action = models.ForeignKey(Action, models.SET_NULL, null=True, blank=True, related_name="evidence")
    kind = models.CharField(max_length=15, choices=EvidenceKind.choices())
    title = models.CharField(max_length=300, blank=True)
    shows = models.TextField(blank=True)
    dated = models.DateField(null=True, blank=True)  # the day that it tells of
    sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    bytes = models.BigIntegerField(default=0)
    # What everybody gets of the file: what a reader sees in it.
    copy_sha256 = models.CharField(max_length=64, blank=True)
    copy_bytes = models.BigIntegerField(default=0)
    copy_left_out = models.JSONField(default=dict, blank=True)  # how many of what is not in the copy
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()
    shown_by = models.CharField(max_length=80, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)
    taken_away_by = models.CharField(max_length=80, blank=True)
    taken_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="shown_evidence_says_who",
                condition=models.Q(shown_at__isnull=True) | ~models.Q(shown_by=""),
            ),
            models.CheckConstraint(
                name="evidence_taken_away_says_who",
                condition=models.Q(taken_away_at__isnull=True) | ~models.Q(taken_away_by=""),
            ),
        ]

    def __str__(self) -> str:
        return self.identifier


class EvidenceFigure(models.Model):
    """One figure of data over time: of an audit that is repeated."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="figures")
    on = models.DateField()
    value = models.FloatField()
    out_of = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "on"], name="one_figure_a_day")]
