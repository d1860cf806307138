from django.db import models

from heeded.learning.models._frameworks import Framework
from heeded.library.models import Document


class TrainedModel(models.Model):
    """What a machine has learned of the themes of one framework, newest only. Its bytes hold words of the reports that
    it learned from: when one of those is erased the bytes go, and it is learned again from the others.

    Without `content` nothing is known: `problem` says why not, in plain words.
    """

    SOURCES = [("codings", "What was coded here"), ("file", "A file of labelled texts")]
    framework = models.OneToOneField(Framework, models.CASCADE, related_name="trained")
    name = models.CharField(max_length=20, blank=True)  # a new one each time it is learned
    framework_version = models.IntegerField(default=0)
    source = models.CharField(max_length=8, choices=SOURCES, default="codings")
    texts = models.IntegerField(default=0)  # labelled texts that it learned from
    reviews = models.IntegerField(
        default=0
    )  # … of so many reviews; of a file: of so many groups, where it says
    figures = models.JSONField(default=dict)  # of cross-validation, by theme (queries.Trained reads it)
    content = models.BinaryField(default=bytes)  # `engine.themes.model_file`
    bytes = models.IntegerField(default=0)
    documents = models.JSONField(default=list)  # identifiers of those that it learned from
    acts = models.IntegerField(default=0)  # what people had coded and decided by then, counted
    problem = models.CharField(max_length=300, blank=True)
    learned_at = models.DateTimeField(null=True, blank=True)
    learned_by = models.CharField(max_length=80, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)  # a worker is at it

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="what_is_learned_says_who_and_when",
                condition=models.Q(bytes=0)
                | (models.Q(learned_at__isnull=False) & ~models.Q(learned_by="") & ~models.Q(name="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.framework_id}: {self.name}"


class SuggestedDocument(models.Model):
    """That a machine has gone through a document with a framework, and with what; what it was least sure of."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="suggested")
    document = models.ForeignKey(Document, models.CASCADE, related_name="suggested")
    proposer = models.CharField(max_length=120, blank=True)  # blank: not gone through yet
    heard = models.BigIntegerField(default=0)  # the newest reading of the document that was gone through
    proposed = models.IntegerField(default=0)
    doubts = models.JSONField(default=list)  # [[passage, theme, chance, doubt], …], most doubtful first
    at = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)  # a worker is at it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "document"], name="gone_through_once_a_framework")
        ]
