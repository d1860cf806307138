from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.engine.frameworks import CodeValue
from heeded.learning.models._frameworks import Theme, ThemeVersion
from heeded.learning.models._people import AdultInReview
from heeded.learning.models._rounds import CodingRound
from heeded.library.models import Document, Subject, Work


class Coding(models.Model):
    """A theme and what is said of it: of a passage, of a review, of a child or adult reviewed or of another adult.

    `made_under` is the wording it was made with and never changes; `theme` is what counts now, after merges. Who said
    it is one person or, where `made_by` is blank, the machine: then it is a proposal until a person has decided.
    """

    TARGETS = [
        ("passage", "A passage"),
        ("review", "A review"),
        ("subject", "A child or adult reviewed"),
        ("adult", "Another adult in it"),
    ]
    CERTAINTIES = [("certain", "Certain"), ("likely", "Likely"), ("unsure", "Not sure")]
    STATES = [
        ("proposed", "Proposed by machine"),
        ("dropped", "No longer proposed"),  # a newer reading of the machine has it no more
        ("in-round", "In a round that is not settled"),
        ("standing", "Stands"),
        ("changed", "Changed into another"),
        ("rejected", "Rejected"),
    ]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    work = models.ForeignKey(Work, models.CASCADE, related_name="codings")
    target = models.CharField(max_length=8, choices=TARGETS)
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, blank=True, related_name="codings")
    adult = models.ForeignKey(AdultInReview, models.CASCADE, null=True, blank=True, related_name="codings")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="codings")
    made_under = models.ForeignKey(ThemeVersion, models.PROTECT, related_name="codings")
    value = models.CharField(max_length=24, choices=CodeValue.choices())
    certainty = models.CharField(max_length=10, choices=CERTAINTIES, blank=True)
    state = models.CharField(max_length=10, choices=STATES)
    round = models.ForeignKey(CodingRound, models.PROTECT, null=True, blank=True, related_name="codings")
    made_by = models.CharField(max_length=80, blank=True)  # blank: the machine
    made_at = models.DateTimeField()
    proposer = models.CharField(max_length=120, blank=True)  # which model or rule of the machine
    score = models.FloatField(null=True, blank=True)  # its own, between 0 and 1

    class Meta:
        indexes = [models.Index(fields=["theme", "state"]), models.Index(fields=["work", "state"])]
        constraints = [
            models.CheckConstraint(
                name="what_a_machine_made_is_a_proposal",
                condition=models.Q(state__in=["proposed", "dropped"], made_by="", round__isnull=True)
                | models.Q(state__in=["standing", "changed", "rejected"])
                | (models.Q(state="in-round", round__isnull=False) & ~models.Q(made_by="")),
            ),
            models.CheckConstraint(
                name="a_coding_of_a_person_names_one",
                condition=models.Q(target="subject", subject__isnull=False, adult__isnull=True)
                | models.Q(target="adult", adult__isnull=False, subject__isnull=True)
                | models.Q(target__in=["passage", "review"], subject__isnull=True, adult__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.identifier


class CodingPlace(models.Model):
    """What a coding rests on in one version of a file: the words it was given to, or, of a review or a person, the
    document that was read. Without a document: a review that is known without a file.

    When a newer version comes the words are looked up there and get a place of their own; where they are gone the
    place says so (`is_lost`). Each place goes with its document, and so does all that was written beside it.
    """

    coding = models.ForeignKey(Coding, models.CASCADE, related_name="places")
    document = models.ForeignKey(Document, models.CASCADE, null=True, blank=True, related_name="coded_places")
    page = models.IntegerField(null=True, blank=True)
    spans = models.JSONField(default=list)  # [[page, start, end], …] in raw text
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)  # whoever coded wrote it with this document before them
    reason = models.CharField(max_length=400, blank=True)  # of a proposal, in plain words
    by_machine = models.BooleanField(default=False)  # found here by the words of another version
    is_lost = models.BooleanField(default=False)
    heard = models.BigIntegerField(default=0)  # the newest reading of the document that this was looked up in

    stands_as_quoted = True  # in memory only (`library.placing`): its quote stands in the pages today

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coding", "document"], name="one_place_a_document"),
        ]


class CodingDecision(models.Model):
    """What somebody decided about a coding. Append only; the coding's state says what came of it."""

    DECISIONS = [
        ("accepted", "Accepted"),
        ("rejected", "Rejected"),
        ("changed", "Changed into another"),
        ("kept", "Kept when the round was settled"),
        ("left-out", "Left out when the round was settled"),
    ]
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="decisions")
    decision = models.CharField(max_length=10, choices=DECISIONS)
    became = models.ForeignKey(Coding, models.SET_NULL, null=True, blank=True, related_name="came_from")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
