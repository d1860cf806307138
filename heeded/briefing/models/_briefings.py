from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.engine.briefing import Is
from heeded.library.models import Document, LearningPoint, Work


class Briefing(models.Model):
    """What a review, or many reviews, say in cited lines. All its words stand in its versions."""

    KINDS = [("review", "Briefing on a review"), ("digest", "What reviews say")]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    kind = models.CharField(max_length=10, choices=KINDS, default="review")
    work = models.ForeignKey(Work, models.CASCADE, null=True, related_name="briefings")  # of a digest: none
    asked = models.CharField(max_length=400, blank=True)  # what a digest was gathered for; of a review: empty
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_briefing_on_a_review_names_it",
                condition=models.Q(kind="digest", work__isnull=True)
                | models.Q(kind="review", work__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.work.title if self.work else self.asked

    @property
    def title(self) -> str:
        """The review's title, or what a digest was asked for. Kept once, with the review, so it is erased with it."""
        return str(self)


class Version(models.Model):
    """One version of a briefing. A draft is changed until it is checked; what was issued is never changed:
    a change makes the next version. `revision` goes up with every save, so that two editors notice each other."""

    STATES = [
        ("draft", "Draft"),
        ("checked", "Checked"),
        ("issued", "Issued"),
        ("replaced", "Replaced by a newer version"),
    ]
    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="versions")
    number = models.IntegerField()
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    by_machine = models.BooleanField(default=True)  # nobody has changed a word of the proposal yet
    revision = models.IntegerField(default=0)
    note = models.TextField(blank=True)  # about the whole: "described, not explained"
    parts = models.JSONField(default=list)  # [{"role", "title", "note"}, …] as they stood when it was made
    sources = models.JSONField(default=list)  # identifiers of the documents that it cites or was drafted from
    content_notes = models.JSONField(default=list)  # said before distressing detail
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.CharField(max_length=80, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=80, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["briefing", "number"], name="one_version_of_a_number"),
            models.CheckConstraint(
                name="checked_says_who_and_when",
                condition=models.Q(state="draft")
                | (models.Q(checked_at__isnull=False) & ~models.Q(checked_by="")),
            ),
            models.CheckConstraint(
                name="issued_says_who_and_when",
                condition=models.Q(state__in=["draft", "checked"])
                | (models.Q(issued_at__isnull=False) & ~models.Q(issued_by="")),
            ),
        ]


class Line(models.Model):
    """A line of one version, with the words that it rests on. A line without a citation says so: it is the
    editor's own. `key` stays the same from version to version; `revision` tells two editors apart."""

    ORIGINS = [
        ("report", "The report’s words"),
        ("reworded", "Reworded by an editor"),
        ("editor", "The editor’s words"),
    ]
    version = models.ForeignKey(Version, models.CASCADE, related_name="lines")
    key = models.CharField(max_length=20, default=new_identifier)
    role = models.CharField(max_length=20)  # engine.briefing.Role
    order = models.IntegerField()
    text = models.TextField()
    origin = models.CharField(max_length=10, choices=ORIGINS, default="report")
    kept = models.BooleanField(default=True)  # false: dropped, still listed for the editors
    revision = models.IntegerField(default=0)
    written_by = models.CharField(max_length=80, blank=True)  # blank: the machine
    written_at = models.DateTimeField()
    agencies = models.JSONField(default=list)  # whom it speaks to, values of vocabulary.Agency: inferred
    why = models.CharField(max_length=10, blank=True, choices=Is.choices())  # the machine's suggestion
    why_decided_by = models.CharField(max_length=80, blank=True)
    cause_pattern = models.CharField(max_length=40, blank=True)  # only ever given by a person
    learning_point = models.ForeignKey(
        LearningPoint, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(Document, models.CASCADE, null=True, blank=True, related_name="+")
    page = models.IntegerField(null=True, blank=True)
    spans = models.JSONField(default=list)  # [[page, start, end], …]
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)

    stands_as_quoted = True  # in memory only (`placing.place`): its quote stands in the pages today

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_line_of_a_key"),
            models.CheckConstraint(
                name="no_citation_is_the_editors_own",
                condition=models.Q(origin="editor")
                | (models.Q(document__isnull=False) & ~models.Q(quote="")),
            ),
        ]


class Question(models.Model):
    """A question to talk about, from the stock list or an editor's, beside the line it asks about."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="questions")
    order = models.IntegerField()
    text = models.CharField(max_length=400)
    about = models.CharField(max_length=20, blank=True)  # the key of a line
    kept = models.BooleanField(default=True)
    written_by = models.CharField(max_length=80, blank=True)  # blank: from the stock list
