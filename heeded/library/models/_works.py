from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.engine.vocabulary import WorkKind
from heeded.people.models import Organisation

UNREAD = "Not read yet: "  # before the name of a file, as the title of a review that nobody has read yet


class Work(models.Model):
    """A review, or another work. It may be known without a file: then it says where it is and whom to ask."""

    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    kind = models.CharField(max_length=30, choices=WorkKind.choices(), default=WorkKind.REVIEW)
    title = models.CharField(max_length=400)
    title_is_confirmed = models.BooleanField(
        default=False
    )  # else it is what the machine took from the first page
    fictional = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    # The board whose staff look after it here: said when it was added, never read from the report.
    keeper = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="kept_works"
    )
    # A record typed in or imported: what a person said, so it needs no confirming.
    catalogued = models.BooleanField(default=False)
    catalogue_board = models.CharField(max_length=200, blank=True)
    catalogue_area = models.CharField(max_length=120, blank=True)
    catalogue_year = models.IntegerField(null=True, blank=True)
    catalogue_where = models.CharField(max_length=400, blank=True)  # where it is or was published
    catalogue_link = models.URLField(max_length=600, blank=True)
    catalogue_checked = models.DateField(null=True, blank=True)
    catalogue_ask = models.CharField(max_length=300, blank=True)  # a role or an office, not a person
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title

    @property
    def title_is_guessed(self) -> bool:
        """Whether the machine took the title from the first page and nobody has confirmed it."""
        return not (self.title_is_confirmed or self.catalogued or self.title.startswith(UNREAD))


class Subject(models.Model):
    """Each child or adult reviewed, by number. Never a name."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="subjects")
    number = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "number"], name="one_subject_of_a_number")]
