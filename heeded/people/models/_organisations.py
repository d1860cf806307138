from django.db import models

from heeded.core.identifiers import new_identifier


class Organisation(models.Model):
    """A board, partnership, agency, inspectorate or university. A board that took over from another names
    it as predecessor, so that "this board again" counts right across 2018."""

    KINDS = [
        ("board", "Safeguarding board or partnership"),
        ("agency", "Agency"),
        ("inspectorate", "Inspectorate"),
        ("university", "University or research body"),
        ("government", "Government"),
        ("other", "Another organisation"),
    ]
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    ask = models.CharField(max_length=600, blank=True)  # whom the public may ask, as the organisation says it
    predecessors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="successors")

    def __str__(self) -> str:
        return self.name


class OrganisationArea(models.Model):
    """An area that an organisation serves, from and until."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="areas")
    area = models.CharField(max_length=120)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


class Team(models.Model):
    identifier = models.CharField(max_length=20, unique=True, default=new_identifier)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="teams")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_team_of_a_name")]

    def __str__(self) -> str:
        return self.name
