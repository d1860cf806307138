from django.db import models

from heeded.core.identifiers import new_identifier
from heeded.engine.frameworks import Status


class Framework(models.Model):
    """A list of themes to code with. `version` counts its changes here; themes are in `ThemeVersion`s."""

    identifier = models.CharField(max_length=120, unique=True, default=new_identifier)
    name = models.CharField(max_length=500)
    version = models.IntegerField(default=1)
    source = models.TextField(blank=True)
    status = models.CharField(max_length=1, blank=True, choices=Status.choices())
    about = models.TextField(blank=True)
    taken_version = models.CharField(max_length=120, blank=True)  # of the file that it was taken from last
    changed_here = models.BooleanField(
        default=False
    )  # a person changed it: a newer file does not overwrite that
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    retired_at = models.DateTimeField(null=True, blank=True)
    # Whether a machine proposes its themes, as staff said; none: once it has learned them from what was coded.
    wants_suggestions = models.BooleanField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class FrameworkChange(models.Model):
    """What made one version of a framework out of the one before. Append only."""

    KINDS = [
        ("taken", "Taken from a file"),
        ("described", "Name or description changed"),
        ("added", "Theme added"),
        ("reworded", "Theme reworded"),
        ("moved", "Theme moved"),
        ("merged", "Themes merged"),
        ("split", "Theme split"),
        ("retired", "Retired"),
        ("brought-back", "Brought back"),
    ]
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="changes")
    version = models.IntegerField()
    kind = models.CharField(max_length=12, choices=KINDS)
    themes = models.JSONField(default=list)  # identifiers of the themes that it was done to
    into = models.JSONField(default=list)  # ... and of those that they went into
    name_before = models.CharField(max_length=500, blank=True)  # of the framework, where that was changed
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "version"], name="one_change_a_framework_version")
        ]


class Theme(models.Model):
    """A theme through all its wordings. One that was merged says into which; what was coded with it follows."""

    STATES = [
        ("in-use", "In use"),
        ("merged", "Merged into another"),
        ("split", "Split into others"),
        ("retired", "Not used any more"),
    ]
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="themes")
    identifier = models.CharField(max_length=120, default=new_identifier)  # within its framework
    state = models.CharField(max_length=10, choices=STATES, default="in-use")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "identifier"], name="one_theme_of_an_identifier"),
            models.CheckConstraint(
                name="a_merged_theme_says_into_which",
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.identifier


class ThemeVersion(models.Model):
    """A theme as it was worded from one version of its framework on, until another. Never changed but for `until`."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="versions")
    since = models.IntegerField()  # a version of the framework
    until = models.IntegerField(
        null=True, blank=True
    )  # the first one that has it no more; none: it counts now
    order = models.IntegerField()
    name = models.CharField(max_length=500)
    definition = models.TextField(blank=True)
    includes = models.JSONField(default=list)  # examples of what belongs to it
    excludes = models.JSONField(default=list)  # ... and of what does not
    terms = models.JSONField(default=list)  # words by which a machine may find it
    parent = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="children")
    source = models.TextField(blank=True)
    status = models.CharField(max_length=1, blank=True, choices=Status.choices())
    applies_to = models.JSONField(default=list)  # values of CodedThing; none: anything
    heading = models.BooleanField(default=False)  # only holds others
    colour = models.CharField(max_length=7, blank=True)  # another program's, kept for the way back
    guid = models.CharField(max_length=36, blank=True)  # the same

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "since"], name="one_wording_a_version"),
            models.UniqueConstraint(
                fields=["theme"], condition=models.Q(until__isnull=True), name="one_wording_that_counts"
            ),
        ]

    def __str__(self) -> str:
        return self.name
