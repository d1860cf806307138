from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.library.models import LearningPoint


class Lesson(models.Model):
    """Learning points from different reviews that say the same thing.

    A person names it. Until then, and for whoever may not see all that the name was drawn from, it is called by the
    words of one of its members (`called_after`), so that a machine's name for it is never a copy of a report's words.
    """

    STATES = [
        ("proposed", "Proposed by machine"),
        ("dropped", "No longer proposed"),
        ("confirmed", "Confirmed"),
        ("rejected", "Not one"),
        ("merged", "Merged into another"),
    ]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    state = models.CharField(max_length=10, choices=STATES)
    title = models.CharField(max_length=300, blank=True)  # a person's words; blank: nobody has named it
    title_is_open = models.BooleanField(default=False)  # that person said that it repeats no single report
    title_sources = models.JSONField(
        default=list
    )  # identifiers of the documents it was drawn from when named
    sources = models.JSONField(default=list)  # of every document that a member ever stood in
    called_after = models.ForeignKey(LearningPoint, models.SET_NULL, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    split_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    made_by = models.CharField(max_length=80, blank=True)  # blank: the machine
    made_at = models.DateTimeField()
    proposer = models.CharField(max_length=120, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_decided_lesson_says_who_and_when",
                condition=models.Q(state__in=["proposed", "dropped"])
                | (models.Q(decided_at__isnull=False) & ~models.Q(decided_by="")),
            )
        ]

    def __str__(self) -> str:
        return self.identifier  # the name may not be for everybody


class LessonMember(models.Model):
    """A learning point that teaches a lesson. It carries its own citation."""

    STATES = [("proposed", "Proposed by machine"), ("confirmed", "Confirmed"), ("rejected", "Not part of it")]
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="members")
    learning_point = models.ForeignKey(LearningPoint, models.CASCADE, related_name="lessons")
    state = models.CharField(max_length=10, choices=STATES)
    score = models.FloatField(null=True, blank=True)  # how like the others the machine found it
    reason = models.CharField(max_length=400, blank=True)  # in plain words, and none of the report's
    made_by = models.CharField(max_length=80, blank=True)  # blank: the machine
    made_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "learning_point"], name="a_point_once_a_lesson"),
            models.CheckConstraint(
                name="a_decided_member_says_who_and_when",
                condition=models.Q(state="proposed")
                | (models.Q(decided_at__isnull=False) & ~models.Q(decided_by="")),
            ),
        ]


class LessonChange(models.Model):
    """What was done to a lesson. Append only."""

    KINDS = [
        ("proposed", "Proposed by machine"),
        ("gathered", "Gathered by a person"),
        ("named", "Named"),
        ("confirmed", "Confirmed"),
        ("rejected", "Rejected"),
        ("added", "Learning points added"),
        ("removed", "Learning points taken out"),
        ("merged", "Merged"),
        ("split", "Split"),
    ]
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=KINDS)
    title_before = models.CharField(max_length=300, blank=True)
    other = models.ForeignKey(Lesson, models.SET_NULL, null=True, blank=True, related_name="+")
    points = models.JSONField(default=list)  # identifiers of the learning points that it was about
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
