from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.engine.frameworks import CodeValue
from heeded.learning.models._frameworks import Framework, Theme
from heeded.learning.models._people import AdultInReview
from heeded.library.models import Document, Subject
from heeded.people.models import Account


class CodingRound(models.Model):
    """Two people code the same documents blind to each other; then their agreement is known and differences are
    settled. Until both have said that they are done neither sees what the other coded."""

    STATES = [
        ("open", "Being coded"),
        ("settling", "Differences are being settled"),
        ("closed", "Settled"),
        ("given-up", "Given up"),
    ]
    UNITS = [("document", "Each document"), ("passage", "Each passage")]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    name = models.CharField(max_length=120)
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="rounds")
    themes = models.ManyToManyField(Theme, blank=True)  # none: all of the framework
    unit = models.CharField(max_length=8, choices=UNITS, default="document")  # what agreement is counted over
    state = models.CharField(max_length=8, choices=STATES, default="open")
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    closed_by = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="closed_says_who_and_when",
                condition=models.Q(state__in=["open", "settling"])
                | (models.Q(closed_at__isnull=False) & ~models.Q(closed_by="")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class RoundCoder(models.Model):
    """One of the two who code."""

    round = models.ForeignKey(CodingRound, models.CASCADE, related_name="coders")
    account = models.ForeignKey(Account, models.PROTECT, related_name="coding_rounds")
    place = models.IntegerField()  # 1 or 2
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "account"], name="one_coder_once_a_round"),
            models.UniqueConstraint(fields=["round", "place"], name="two_coders_a_round"),
            models.CheckConstraint(name="a_coder_is_first_or_second", condition=models.Q(place__in=[1, 2])),
        ]


class RoundDocument(models.Model):
    """A document to be coded. `passages` is how many it had when both were done: what neither of them coded counts
    as agreed upon."""

    round = models.ForeignKey(CodingRound, models.CASCADE, related_name="documents")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    passages = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "document"], name="one_document_once_a_round")
        ]


class RoundUnit(models.Model):
    """What each of the two said of one theme in one document (or passage, or of one person), as it stood when both
    were done, so that agreement stays what it was; and what was settled where they differ. Kept where at least one
    of them said anything. Blank is "said nothing", which is not mentioned."""

    round = models.ForeignKey(CodingRound, models.CASCADE, related_name="units")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, blank=True, related_name="+")
    adult = models.ForeignKey(AdultInReview, models.CASCADE, null=True, blank=True, related_name="+")
    spans = models.JSONField(default=list)  # of the passage, where each passage counts
    first = models.CharField(max_length=24, choices=CodeValue.choices(), blank=True)
    second = models.CharField(max_length=24, choices=CodeValue.choices(), blank=True)
    settled = models.CharField(max_length=24, choices=CodeValue.choices(), blank=True)
    settled_by = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="settled_says_who_and_when",
                condition=models.Q(settled="")
                | (models.Q(settled_at__isnull=False) & ~models.Q(settled_by="")),
            )
        ]
