from django.db import models

from heeded.library.models import LearningPoint


class RecommendationDecision(models.Model):
    """What a person decided a recommendation asks for. Append only: the newest counts, the others are its
    history. What the machine proposes is worked out again from the words and kept nowhere."""

    learning_point = models.ForeignKey(LearningPoint, models.CASCADE, related_name="briefing_decisions")
    kinds = models.JSONField()  # values of engine.briefing.PointKind, the main one first
    agencies = models.JSONField(default=list)  # values of vocabulary.Agency
    by_when = models.CharField(max_length=120, blank=True)
    current = models.BooleanField(default=True)
    decided_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField()
