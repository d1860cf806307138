from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.engine.briefing import CausePattern, Is
from heeded.library.models import LearningPoint


class Why(models.Model):
    """Whether a learning point explains why, and by which pattern of causes; or describes without explaining.
    What a machine proposes and what a person decided are rows of their own. Append only but for the state: of what
    was decided the newest counts, the others are its history."""

    STATES = [
        ("proposed", "Proposed by machine"),
        ("dropped", "No longer proposed"),
        ("accepted", "Accepted"),
        ("rejected", "Rejected"),
        ("decided", "Decided"),
        ("replaced", "Replaced by a newer decision"),
    ]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    learning_point = models.ForeignKey(LearningPoint, models.CASCADE, related_name="whys")
    says = models.CharField(max_length=10, choices=Is.choices())
    pattern = models.CharField(max_length=40, choices=CausePattern.choices(), blank=True)
    state = models.CharField(max_length=10, choices=STATES)
    note = models.TextField(blank=True)
    made_by = models.CharField(max_length=80, blank=True)  # blank: the machine
    made_at = models.DateTimeField()
    proposer = models.CharField(max_length=120, blank=True)
    score = models.FloatField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)  # of a proposal, in plain words
    decided_by = models.CharField(
        max_length=80, blank=True
    )  # of a proposal: who said no, or decided beside it
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_what_explains_has_a_pattern",
                condition=models.Q(pattern="") | models.Q(says="explains"),
            ),
            models.UniqueConstraint(
                fields=["learning_point"], condition=models.Q(state="decided"), name="one_why_that_counts"
            ),
        ]
