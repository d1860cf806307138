from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint, Work
from heeded.people.models import Organisation
from heeded.practice.kinds import AnswerKind, SourceKind, TakenUpAs


class Point(models.Model):
    """Something to be learnt that is answered: a learning point of a report, wherever it is printed (`places`), or one
    that a person entered by hand with its source, perhaps of a review that is known without a file.

    Of a report no words are copied: `text` is only filled in by hand. `sources` are the identifiers of every document
    in which it ever stood, so that what was written beside it can be emptied when one of them is erased.
    """

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    work = models.ForeignKey(Work, models.SET_NULL, null=True, blank=True, related_name="points")
    kind = models.CharField(max_length=20, choices=LearningPointKind.choices())
    number = models.CharField(max_length=30, blank=True)
    text = models.TextField(blank=True)
    source_kind = models.CharField(max_length=20, choices=SourceKind.choices(), blank=True)  # by hand
    source = models.CharField(max_length=400, blank=True)
    source_link = models.URLField(max_length=600, blank=True)
    source_date = models.DateField(null=True, blank=True)
    sources = models.JSONField(default=list)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.identifier  # its words may not be for everybody


class PointPlace(models.Model):
    """A learning point that says it: the same words in a summary, a report and a newer version are one point."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="places")
    learning_point = models.OneToOneField(LearningPoint, models.CASCADE, related_name="point_place")


class PlanItem(models.Model):
    """A point on the plan of one board. `closed_as` repeats its standing closing, so that lists can count."""

    ORIGINS = [("own", "Of its own review"), ("taken-up", "Taken up from elsewhere")]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    point = models.ForeignKey(Point, models.CASCADE, related_name="items")
    board = models.ForeignKey(Organisation, models.PROTECT, related_name="plan_items")
    origin = models.CharField(max_length=10, choices=ORIGINS, default="own")
    opened_by = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    # The board's answer, its actions and what became of them are shown to everybody from then on.
    shown_by = models.CharField(max_length=80, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)
    # Whoever keeps the plan says that what is written under it repeats no report's words.
    own_words = models.BooleanField(default=False)
    closed_as = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "board"], name="a_point_once_a_plan"),
            models.CheckConstraint(
                name="a_shown_item_says_who",
                condition=models.Q(shown_at__isnull=True) | ~models.Q(shown_by=""),
            ),
        ]

    def __str__(self) -> str:
        return self.identifier


class Addressee(models.Model):
    """An organisation that is to answer a point. Where "all partners" are named, one row for each of them."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="addressees")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="asked")
    due = models.DateField(null=True, blank=True)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "organisation"], name="one_addressee_once_an_item")
        ]


class Response(models.Model):
    """What an addressee answered. Append only but for its publication: the newest counts."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="responses")
    answer = models.CharField(max_length=15, choices=AnswerKind.choices())
    reasons = models.TextField(blank=True)
    evidence = models.ManyToManyField("practice.Evidence", blank=True, related_name="responses")
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    published_by = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_published_answer_says_who",
                condition=models.Q(published_at__isnull=True) | ~models.Q(published_by=""),
            )
        ]


class TakenUp(models.Model):
    """What a board said when it asked of another area's point: could it happen here? Append only: the newest counts."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="taken_up")
    answer = models.CharField(max_length=15, choices=TakenUpAs.choices())
    reason = models.TextField(blank=True)
    evidence = models.ManyToManyField("practice.Evidence", blank=True, related_name="+")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
