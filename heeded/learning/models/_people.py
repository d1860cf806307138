from django.db import models

from heeded.engine.vocabulary import Choice
from heeded.library.models import Work


class AdultRole(Choice):
    """Who an adult in a review is to the child. A closed list: never a name, never words of the report."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    MOTHERS_PARTNER = "mothers-partner", "Mother’s partner"
    FATHERS_PARTNER = "fathers-partner", "Father’s partner"
    GRANDPARENT = "grandparent", "Grandparent"
    RELATIVE = "relative", "Another relative"
    FOSTER_CARER = "foster-carer", "Foster carer"
    OTHER_CARER = "other-carer", "Another carer"
    OTHER = "other", "Another adult"


class AdultInReview(models.Model):
    """A parent, carer or other adult in a review who can be coded. (Those whom a review is about, children or adults,
    are the library's subjects.) `number` tells two of one role apart."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="adults")
    role = models.CharField(max_length=20, choices=AdultRole.choices())
    number = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "role", "number"], name="one_adult_of_a_role_and_number")
        ]
